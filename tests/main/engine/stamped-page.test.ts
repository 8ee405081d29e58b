/** A stamped slip through the real engine: what is left out is said, can be taken back, and is held against the page. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Case, Word } from '../../../src/contract/case.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
let engine: LocalEngine;
let view: Case;

/** A round stamp in red over the first questioned slip. */
async function stampFirst(folder: string): Promise<void> {
  const file = path.join(folder, 'questioned', 'first.png');
  const { width, height } = await sharp(file).metadata();
  const reach = 0.3 * height;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" stroke="#b8323c" stroke-opacity="0.6">` +
    `<g transform="translate(${0.4 * width} ${0.45 * height}) rotate(-12)"><circle r="${reach}" stroke-width="8"/>` +
    `<path d="M${-0.6 * reach} -40H${0.6 * reach}M${-0.5 * reach} 40H${0.5 * reach}" stroke-width="16"/></g></svg>`;
  // Both inks take light where they cross.
  const stamped = sharp(file).composite([{ input: Buffer.from(svg), blend: 'multiply' }]);
  await writeFile(file, await stamped.png().toBuffer());
}

/** Words of the first questioned slip. */
async function wordsOf({ id, items }: Case): Promise<Word[]> {
  return (await engine.call('item.pages', { case: id, item: items[0]!.id }))[0]!.words;
}

async function cautionsOf({ id }: Case): Promise<string[]> {
  const { items } = await engine.call('case.get', { case: id });
  return (items[0]!.cautions ?? []).flatMap(({ code, message }) => (code === 'printed' ? [message] : []));
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-stamped-'));
  const folder = path.join(root, 'case');
  await makeSmallCase(folder, 1);
  await stampFirst(folder);
  await rm(path.join(folder, 'known'), { recursive: true });
  await rm(path.join(folder, 'questioned', 'second.png'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  const { id } = await engine.call('case.open', { folder }, as);
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.encode', { case: id }, as);
  view = await engine.call('case.get', { case: id });
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

/** What verification finds otherwise, in the case and in a report of it. */
async function differences(): Promise<unknown> {
  const { id } = view;
  const inCase = await engine.call('case.verify', { case: id });
  const { json } = await engine.call('report.export', { case: id, comparisons: [], searches: [] }, as);
  const inReport = await engine.call('verify.run', { target: json });
  return [...inCase.differences, ...inReport.differences];
}

it('leaves a stamp out and says so', async () => {
  const words = await wordsOf(view);
  const [stamp, ...others] = words.filter(({ printed }) => printed);
  expect(others).toEqual([]);
  expect(stamp).toMatchObject({
    state: 'excluded',
    reason: 'printed',
    origin: 'found',
    order: words.length - 1,
  });
  expect(await cautionsOf(view)).toEqual([expect.stringMatching(/^1 part of this page looks stamped/)]);
});

it('is found again by a verification', async () => {
  expect(await differences()).toEqual([]);
});

it('lets it be taken back, also when the page is prepared again, and verification finds that, too', async () => {
  const { id, items } = view;
  const stamp = (await wordsOf(view)).at(-1)!;
  await engine.call('word.exclude', { case: id, words: [stamp.id], excluded: false }, as);
  expect(await cautionsOf(view)).toEqual([]);
  await engine.call('case.prepare', { case: id, items: [items[0]!.id] }, as);
  expect((await wordsOf(view)).at(-1)).toMatchObject({ id: stamp.id, state: 'auto', printed: true });
  expect(await differences()).toEqual([]);
});
