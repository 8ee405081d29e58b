/** What the real engine logs at its loudest about a case in which every name is peculiar: none of them, and no picture. */
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { openLog } from '../../../src/main/log.ts';

const NAMES = [
  'Zwölfender',
  'Quibbleworth',
  "O'Xanthippe",
  'Łukasiewicz',
  'Vögelein Akte',
  'Pfefferkuchen',
  'Brimblecombe',
  'Kwisatz',
  'Müßiggang',
] as const;
const [house, folderName, writer, second, fileName, examinerName, purpose, opinion, typed] = NAMES;
const as = { examiner: { name: `${examinerName} ${second}`, initials: 'PÖX', role: `${typed} examiner` } };

let root: string;
let folder: string;
let engine: LocalEngine;
let word: Buffer;

async function drawing(strokes: number): Promise<Buffer> {
  const points = Array.from({ length: strokes * 2 }, (_, at) => `${20 + at * 14},${at % 2 === 0 ? 70 : 30}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${60 + strokes * 30}" height="100"><rect width="100%" height="100%" fill="white"/><polyline points="${points.join(' ')}" fill="none" stroke="black" stroke-width="4"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

const put = async (inside: string, bytes: Uint8Array | string): Promise<void> => {
  const file = path.join(folder, inside);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
};

/** Kills the processes that decode, as the system does where memory runs out. */
function killDecoders(): number {
  const threads = readdirSync('/proc/self/task');
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  );
  const decoders = children.filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('preparation-child'),
  );
  for (const pid of decoders) process.kill(Number(pid), 'SIGKILL');
  return decoders.length;
}

beforeAll(async () => {
  vi.stubEnv('CHIROGRAPH_LOG', 'trace');
  root = path.join(await mkdtemp(path.join(tmpdir(), 'chirograph-privacy-')), house);
  folder = path.join(root, folderName);
  word = await drawing(5);
  await put(`questioned/${fileName} 1.png`, word);
  await put(`known/${writer}/${fileName} 2.png`, await drawing(6));
  await put(`known/${second}/${fileName} "3".png`, await drawing(7));
  await put(`questioned/${fileName} torn.jpg`, `not an image, says ${writer}`);
  await put(`questioned/${fileName} cut.png`, word.subarray(0, word.length / 2));
  await put(`questioned/${fileName} empty.tif`, '');
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: openLog(path.join(root, 'user'), 'engine'),
  });
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await engine.close();
  await rm(path.dirname(root), { recursive: true, force: true });
});

it('names neither case, file, writer, examiner nor what was typed, and shows no picture', async () => {
  await engine.call('examiner.save', as);
  const refused = async (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'not refused',
      (error: { code?: string }) => error.code ?? String(error),
    );
  const view = await engine.call('case.open', { folder }, as);
  await engine.call('case.prepare', { case: view.id }, as);
  let killed = 0;
  await engine.call(
    'case.prepare',
    { case: view.id, items: view.items.map((each) => each.id) },
    {
      ...as,
      onProgress: ({ done }) => {
        if (process.platform === 'linux' && done === 1 && killed === 0) killed = killDecoders();
      },
    },
  );
  if (process.platform === 'linux') expect(killed).toBeGreaterThan(0);
  await engine.call('case.encode', { case: view.id }, as);
  const now = await engine.call('case.get', { case: view.id });
  const ids = (role: string): string[] =>
    now.items.filter((each) => each.role === role && each.words > 0).map((each) => each.id);
  expect(ids('questioned').length).toBeGreaterThan(0);
  await engine.call(
    'comparison.run',
    { case: view.id, questioned: ids('questioned'), known: ids('known').slice(0, 1) },
    as,
  );
  await engine.call('search.run', { case: view.id, questioned: ids('questioned') }, as);
  const form = await engine.call('form.get', { case: view.id });
  await engine.call('form.save', { case: view.id, form: { ...form, purpose, opinion } }, as);
  await engine.call('item.assign', { case: view.id, items: ids('known'), role: 'known', writer: typed }, as);
  const page = (await engine.call('item.pages', { case: view.id, item: ids('questioned')[0]! }))[0]!;
  await engine.call('image.read', { case: view.id, image: page.image });

  // What goes wrong is what a log is read for, and where a name is most likely to stand.
  const failures = [
    await refused(engine.call('case.open', { folder: path.join(root, `no ${folderName}`) }, as)),
    await refused(
      engine.call('pair.run', { a: path.join(folder, `${fileName}.png`), b: path.join(root, 'x') }),
    ),
    await refused(engine.call('case.get', { case: `${fileName}` })),
    await refused(engine.call('item.pages', { case: view.id, item: 'unknown-item' })),
    await refused(engine.call('verify.run', { target: path.join(root, `${fileName}.json`) })),
  ];
  await put(`questioned/${fileName} 1.png`, await drawing(9));
  failures.push(
    await refused(
      engine.call(
        'comparison.run',
        { case: view.id, questioned: ids('questioned'), known: ids('known').slice(0, 1) },
        as,
      ),
    ),
  );
  await mkdir(path.join(root, `${fileName} damaged`));
  await copyFile(
    path.join(folder, `questioned/${fileName} torn.jpg`),
    path.join(root, `${fileName} damaged`, 'case.chirograph'),
  );
  failures.push(
    await refused(engine.call('case.open', { folder: path.join(root, `${fileName} damaged`) }, as)),
  );
  const other = await createEngine({
    userData: path.join(root, 'user'),
    log: openLog(path.join(root, 'user'), 'engine'),
  });
  const held = await other.call('case.open', { folder }, as);
  failures.push(await refused(other.call('case.prepare', { case: held.id }, as)));
  await other.close();
  expect(failures).not.toContain('not refused');
  expect(failures).toContain('case-read-only');

  const logged = readdirSync(path.join(root, 'user', 'logs'))
    .map((name) => readFileSync(path.join(root, 'user', 'logs', name), 'utf8'))
    .join('');
  for (const line of logged.trimEnd().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  for (const expected of ['"method":"case.open"', '"code":"ok"', '"code":"case-read-only"', '"ms":']) {
    expect(logged).toContain(expected);
  }
  if (process.platform === 'linux') expect(logged).toContain('a decoder process died');
  const pictures = [word, await readFile(path.join(folder, `known/${writer}/${fileName} 2.png`))];
  const parts = NAMES.flatMap((name) => [name, encodeURI(name), ...name.split(/[^\p{L}]+/u)]);
  for (const part of new Set(parts.filter((each) => each.length > 3))) {
    expect(logged.toLowerCase()).not.toContain(part.toLowerCase());
  }
  for (const picture of pictures) {
    for (const encoding of ['base64', 'hex', 'latin1'] as const) {
      expect(logged).not.toContain(picture.toString(encoding).slice(0, 24));
    }
    expect(logged).not.toContain(picture.subarray(0, 12).join(','));
  }
  expect(logged).not.toContain(root);
}, 120_000);
