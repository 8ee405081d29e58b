/** Every command of the command line, and every method that writes, on evidence that must stay as it was to the bit. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methods } from '../../../../src/contract/methods.ts';
import { ORIGINAL } from '../../../../src/contract/view.ts';
import { createEngine } from '../../../../src/main/engine/engine.ts';
import { CAN_MOUNT, insertMedium } from '../../engine/mounts.ts';
import { approval } from '../../engine/report/review-answers.ts';
import { makeSmallCase } from '../../engine/small-case.ts';
import { RELEASED } from '../../../released-model.ts';

const program = path.resolve(import.meta.dirname, '../../../../src/main/shells/cli/chirograph.ts');
const who = ['--examiner', 'Ada Example'];
const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
const OWN = /^(case\.chirograph.*|derived|reports)$/;

let root: string;
let original: string;
let copies = 0;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-evidence-'));
  original = path.join(root, 'original');
  await makeSmallCase(original, 2);
  // Labelled words for what is measured: eleven of each of two writers, enough for a reference, cut from nothing but lines.
  const rows = ['path,dataset,kind,writer,text,split'];
  for (const [writer, slant] of [
    ['A', 4],
    ['B', 16],
  ] as const) {
    for (let word = 4; word < 15; word++) {
      const name = `${writer}${word}.png`;
      const points = Array.from(
        { length: word * 2 },
        (_, at) => `${20 + at * 14 + (at % 2) * slant},${at % 2 ? 30 : 70}`,
      );
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${60 + word * 30}" height="100"><rect width="100%" height="100%" fill="white"/><polyline points="${points.join(' ')}" fill="none" stroke="black" stroke-width="4"/></svg>`;
      await sharp(Buffer.from(svg)).png().toFile(path.join(original, name));
      rows.push(`${name},made,word,${writer},word${word},dev`);
    }
  }
  writeFileSync(path.join(root, 'manifest.csv'), `${rows.join('\n')}\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy of the evidence, and all that can be known of it from outside, the case's own files left out. */
function evidence(folder = path.join(root, `evidence-${copies++}`)): {
  folder: string;
  states: () => Map<string, string>;
} {
  cpSync(original, folder, { recursive: true });
  const states = (): Map<string, string> => {
    const found = new Map<string, string>();
    const visit = (inside: string): void => {
      const listing = readdirSync(path.join(folder, inside)).filter(
        (name) => inside !== '' || !OWN.test(name),
      );
      found.set(`${inside}/`, listing.sort().join(' '));
      for (const name of listing) {
        const file = path.join(inside, name);
        const facts = lstatSync(path.join(folder, file), { bigint: true });
        if (facts.isDirectory()) {
          found.set(file, `${facts.mode} ${facts.ino} ${facts.mtimeNs} ${facts.ctimeNs}`);
          visit(file);
          continue;
        }
        const { size, mode, ino, nlink, uid, atimeNs, mtimeNs, ctimeNs } = facts;
        found.set(
          file,
          [size, mode, ino, nlink, uid, atimeNs, mtimeNs, ctimeNs, hashOf(path.join(folder, file))].join(' '),
        );
      }
    };
    visit('');
    return found;
  };
  return { folder, states };
}

/** Read without changing the access time, where the system allows that. */
function hashOf(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOATIME ?? 0));
  try {
    return createHash('sha256').update(readFileSync(descriptor)).digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

async function chirograph(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, CHIROGRAPH_USER_DATA: path.join(root, 'user') };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await new Promise((ended) => child.once('exit', ended));
  return { code: child.exitCode, out, err };
}

/** Makes a command's arguments; `home` is where the case's reports are. */
type Command = (folder: string, home: string) => string[];
const q1 = ['--questioned', 'Q1'];
const report = (home: string): string => {
  const [json] = readdirSync(path.join(home, 'reports')).filter((name) => name.endsWith('.json'));
  return path.join(home, 'reports', json as string);
};
const labelled = (folder: string): string[] => [path.join(root, 'manifest.csv'), '--root', folder];
const COMMANDS: Record<string, Command> = {
  case: (folder) => ['case', folder, ...who],
  compare: (folder) => ['compare', folder, ...q1, '--known', 'Edda Marrow', ...who],
  search: (folder) => ['search', folder, ...q1, ...who],
  findings: (folder) => ['findings', folder, ...who],
  // Results are there by now, so that it only says how the case stands.
  unmasking: (folder) => ['unmasking', folder, ...who],
  report: (folder) => ['report', folder, ...who],
  reports: (folder) => ['reports', folder, ...who],
  review: (folder) => {
    const answers = path.join(root, 'answers.json');
    writeFileSync(answers, JSON.stringify(approval));
    return ['review', folder, answers, '--examiner', 'Ben Other'];
  },
  verify: (folder) => ['verify', folder],
  'verify a report': (_, home) => ['verify', report(home)],
  pair: (folder) => ['pair', path.join(folder, 'A4.png'), path.join(folder, 'B4.png')],
  embed: (folder) => ['embed', path.join(folder, 'A4.png'), path.join(folder, 'B7.png')],
  crops: (folder) => ['crops', ...labelled(folder), '--out', path.join(root, `crops-${copies++}`)],
  evaluate: (folder) => ['evaluate', ...labelled(folder), '--split', 'dev'],
  reference: (folder) => [
    'reference',
    ...labelled(folder),
    '--out',
    path.join(root, `reference-${copies++}.json`),
  ],
  'populations use': (folder) => ['populations', 'use', folder, 'model', ...who],
  'models use': (folder) => ['models', 'use', folder, RELEASED, ...who],
  scale: () => ['scale'],
  laboratory: () => ['laboratory'],
  doctor: (folder) => ['doctor', folder],
  demo: () => ['demo', '--out', path.join(root, `demo-${copies++}`), ...who],
  // After all that compares writing: a page that is one signature has no words left.
  signatures: (folder) => ['signatures', folder, '--mark', 'Q1', ...who],
  // The last: what it erases, the others look for.
  erase: (folder) => ['erase', folder, '--item', 'K1', '--reason', 'request', '--by', 'Ada Example'],
};
/** Commands that are not tried, each with the reason. */
const UNTRIED: Record<string, string> = {
  bench: 'measures what it draws itself, and is given no folder',
  serve: 'runs until it is ended; every method that its windows may call and that writes is tried below',
  gui: 'the same',
  users: 'is given a file of who may log in, and no evidence',
  validate: 'reads images as evaluate does, and refuses so few writers as are made here',
  metrics: 'is given a file of scores, and no evidence',
};

/** Commands that open no case: where a case is kept is nothing to them. */
const WITHOUT_CASE = ['pair', 'embed', 'crops', 'evaluate', 'reference', 'scale', 'laboratory', 'demo'];

describe('evidence', () => {
  it('is tried with every command, or there is a reason why not', async () => {
    const { out } = await chirograph('--help');
    const commands = [...out.slice(out.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)\b/gmu)].map(
      ([, name]) => name as string,
    );
    const listed = [...Object.keys(COMMANDS), ...Object.keys(UNTRIED)].map((name) => name.split(' ')[0]);
    expect([...new Set(listed)].sort()).toEqual(commands.filter((name) => name !== 'help').sort());
  });

  it('is left exactly as it was by every command', async () => {
    const { folder, states } = evidence();
    const before = states();
    for (const [name, args] of Object.entries(COMMANDS)) {
      const { code, out, err } = await chirograph(...args(folder, folder));
      expect(code, `${name}: ${out} ${err}`).toBe(0);
      expect(states(), name).toEqual(before);
    }
  });

  it.skipIf(!CAN_MOUNT)(
    'on a read-only medium serves the commands, which say where the case is kept',
    async () => {
      const medium = insertMedium('64m');
      const { states } = evidence(medium.folder);
      medium.makeReadOnly();
      const before = states();
      const { folder } = medium;
      let home = '';
      for (const [name, args] of Object.entries(COMMANDS)) {
        if (WITHOUT_CASE.includes(name)) continue;
        const { code, out, err } = await chirograph(...args(folder, home));
        expect(code, `${name}: ${out} ${err}`).toBe(0);
        if (['case', 'compare', 'report'].includes(name)) {
          expect(err, name).toMatch(/The folder cannot be written: .+ kept in /);
          home = /kept in (\S+)\./.exec(err)![1]!;
        }
        expect(states(), name).toEqual(before);
      }
      expect(path.dirname(home)).toBe(path.join(root, 'user', 'cases'));
      expect(existsSync(path.join(home, 'case.chirograph'))).toBe(true);
      // The draft as PDF and as JSON, and its review.
      expect(readdirSync(path.join(home, 'reports'))).toHaveLength(3);
    },
  );

  it('is left exactly as it was by every method that writes', async () => {
    const { folder, states } = evidence();
    const before = states();
    const engine = await createEngine({
      userData: path.join(root, 'engine'),
      log: pino({ level: 'silent' }),
      checkResults: true,
    });
    const called = new Set<string>();
    const call: typeof engine.call = async (method, args, options) => {
      const result = await engine.call(method, args, options);
      expect(states(), method).toEqual(before);
      called.add(method);
      return result;
    };
    const { id } = await call('case.open', { folder }, as);
    const own = { case: id };
    await call('case.prepare', own, as);
    await call('case.encode', own, as);
    await call('unmasking.begin', own, as);
    for (const to of ['known', 'scores'] as const) await call('unmasking.advance', { ...own, to }, as);
    await call('unmasking.end', { ...own, reason: 'not-needed' }, as);
    const { items } = await call('case.get', own);
    const side = (role: string): string[] => [items.find((item) => item.role === role)!.id];
    const sides = { questioned: side('questioned'), known: side('known') };
    const comparison = await call('comparison.run', { ...own, ...sides }, as);
    const search = await call('search.run', { ...own, questioned: sides.questioned }, as);
    const [page] = await call('item.pages', { ...own, item: sides.questioned[0]! });
    await call('image.read', { ...own, image: page!.image });
    await call('form.save', { ...own, form: await call('form.get', own) }, as);
    await call('report.export', { ...own, comparisons: [comparison.id], searches: [search.id] }, as);
    const [draft] = await call('report.list', own);
    await call(
      'report.review',
      { ...own, report: draft!.id, answers: approval },
      {
        examiner: { name: 'Ben Other', initials: 'BO', role: 'document examiner' },
      },
    );
    const signed = draft!.pdf!.replace(/pdf$/, 'review.json');
    rmSync(path.join(folder, 'reports', signed), { force: true });
    const [lost] = (await call('report.list', own))[0]!.missingReviews!;
    await call('report.reviewLost', { ...own, review: lost!.id }, as);
    await call('case.verify', own);
    const [model] = await call('model.list', {});
    await call('case.usePopulation', { ...own, population: null }, as);
    await call('case.useModel', { ...own, model: model!.sha256 }, as);
    await call('word.exclude', { ...own, words: [page!.words[0]!.id], excluded: true }, as);
    const [specimen] = await call('item.pages', { ...own, item: sides.known[0]! });
    const [questioned, reference] = [page!, specimen!].map(({ words }) => words.at(-1)!.id);
    const words = [questioned!, reference!];
    await call('word.exclude', { ...own, words, excluded: true, reason: 'signature' }, as);
    await call('signature.run', { ...own, questioned: questioned!, references: [reference!] }, as);
    const { id: word, box } = page!.words[1]!;
    const { added } = await call(
      'word.edit',
      { ...own, page: page!.id, kind: 'move', remove: [word], add: [{ box, outline: null }] },
      as,
    );
    await call('word.transcribe', { ...own, word: added[0]!, text: 'lane' }, as);
    const hand = await call('hand.add', { ...own, item: sides.questioned[0]! }, as);
    await call('word.attribute', { ...own, words: added, hand: hand.id }, as);
    await call('hand.assign', { ...own, hand: hand.id, writer: 'Ruth Calder' }, as);
    await call('page.resolution', { ...own, pages: [page!.id], resolution: null }, as);
    const places = [1, 9].map((at) => ({ x: at, y: at }));
    const mark = { page: page!.id, content: { shape: 'box' as const, places, text: '' } };
    const finding = { kind: 'observation' as const, weight: null, comment: 'open', marks: [mark] };
    const found = await call('finding.save', { ...own, finding }, as);
    await call('finding.annotations', own);
    await call('finding.remove', { ...own, id: found.id }, as);
    const letter = { page: page!.id, shape: 'box' as const, places, name: 'a' };
    const marked = await call('letter.save', { ...own, letter }, as);
    await call('letter.remove', { ...own, id: marked.id }, as);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    const last = { shows: 'figure' as const, format: 'svg' as const, name: 'map', items: [] };
    await call('picture.save', { ...own, picture: 'picture-0001', part: svg, last }, as);
    await call('view.process', { ...own, page: page!.id, tone: { ...ORIGINAL, gamma: 1.4 } }, as);
    await call('item.assign', { ...own, items: sides.questioned, role: 'unassigned' }, as);
    const [known] = items.filter((item) => item.role === 'known');
    await call('case.erase', { ...own, kind: 'item', name: known!.label, reason: 'request' }, as);
    await call('case.close', own);
    await engine.close();
    for (const [name, { writes }] of Object.entries(methods))
      if (writes) expect([...called], name).toContain(name);
  });
});
