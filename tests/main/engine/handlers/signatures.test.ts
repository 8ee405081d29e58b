/** Signatures that were marked on pages and compared, through the real engine on generated writing. */
import { mkdtemp, rm, writeFile, readFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signatureLabel, type MarkedSignature } from '../../../../src/contract/signatures.ts';
import { createEngine, type LocalEngine } from '../../../../src/main/engine/engine.ts';
import { signatureHandlers } from '../../../../src/main/engine/handlers/signature-handlers.ts';
import type { CallContext, Services } from '../../../../src/main/engine/services.ts';
import { makeSmallCase } from '../small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
let folder: string;
let engine: LocalEngine;
let id: string;
let items: Map<string, string>;

const marked = (): Promise<MarkedSignature[]> => engine.call('signature.marked', { case: id });
const wordsOf = async (label: string) =>
  (await engine.call('item.pages', { case: id, item: items.get(label)! })).flatMap(({ words }) =>
    words.filter(({ state }) => state === 'auto'),
  );
/** Marks words in use of an item, the first ones where nothing else is said. */
async function mark(label: string, count: number, from = 0): Promise<string[]> {
  const words = (await wordsOf(label)).slice(from, from + count).map((word) => word.id);
  await engine.call('word.exclude', { case: id, words, excluded: true, reason: 'signature' }, as);
  return words;
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-signatures-'));
  folder = path.join(root, 'case');
  await makeSmallCase(folder);
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  ({ id } = await engine.call('case.open', { folder }, as));
  await engine.call('case.prepare', { case: id }, as);
  items = new Map(
    (await engine.call('case.get', { case: id })).items.map((item) => [item.label, item.id] as const),
  );
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

it('lists what is marked, and leaves it out of the comparison of writing', async () => {
  expect(await marked()).toEqual([]);
  const before = (await wordsOf('Q1')).length;
  // Another word than those of the references: generated writing repeats one as no hand does.
  const [questioned] = await mark('Q1', 1, 3);
  await mark('K1', 3);
  const all = await marked();
  expect(all.map(signatureLabel)).toEqual(['Q1', 'K1', 'K1 (2)', 'K1 (3)']);
  expect(all.find((each) => each.id === questioned)).toMatchObject({
    role: 'questioned',
    source: items.get('Q1'),
    image: `word-${questioned}`,
  });
  expect(await wordsOf('Q1')).toHaveLength(before - 1);
});

it('compares one with references of one writer, stores it, and goes stale with what it rests on', async () => {
  const all = await marked();
  const questioned = all.find(({ role }) => role === 'questioned')!.id;
  const references = all.filter(({ role }) => role === 'known').map((each) => each.id);
  const run = (of: readonly string[]) =>
    engine.call('signature.run', { case: id, questioned, references: [...of] }, as);
  const result = await run(references);
  expect(result).toMatchObject({ questioned, references, leftOut: [], stale: null });
  expect(result.likeness).toHaveLength(3);
  expect(result.statement).toMatch(/^Aligned step by step, the questioned signature and 3 references/);
  expect(result.evidence.likelihoodRatio).toMatchObject({
    propositions: { kind: 'signature' },
    band: { least: 3, most: 4, references: 3 },
  });
  // The order in which references are chosen changes nothing.
  expect(await run(references.toReversed())).toMatchObject({
    references,
    score: result.score,
    likeness: result.likeness,
  });
  const single = await run(references.slice(0, 1));
  expect(single.amongReferences).toBeNull();
  // Which of that writer's were left out is said with the result.
  expect(single.leftOut).toEqual(references.slice(1));
  expect(single.evidence.likelihoodRatio!.outside).toContainEqual(expect.stringMatching(/^With a single/));

  const list = () => engine.call('signature.list', { case: id });
  expect((await list()).map(({ stale }) => stale)).toEqual([null, null, null]);
  await engine.call(
    'word.exclude',
    { case: id, words: references.slice(2), excluded: true, reason: 'other' },
    as,
  );
  // The third reference is no signature any more; the newest result said that it was left out.
  const [otherSet, changed] = [
    'Other signatures of the same writer are marked than were when it was computed.',
    'Signatures that it rests on, their assignment or their files have changed since.',
  ];
  expect((await list()).map(({ stale }) => stale)).toEqual([otherSet, changed, changed]);
  await engine.call(
    'word.exclude',
    { case: id, words: references.slice(2), excluded: true, reason: 'signature' },
    as,
  );
  expect((await list()).every(({ stale }) => stale === null)).toBe(true);
  const [later] = (await wordsOf('K2')).map((word) => word.id);
  const markLater = (excluded: boolean) =>
    engine.call(
      'word.exclude',
      { case: id, words: [later!], excluded, ...(excluded ? { reason: 'signature' } : {}) },
      as,
    );
  await markLater(true);
  expect((await list()).every(({ stale }) => stale === otherSet)).toBe(true);
  await markLater(false);
  expect((await list()).every(({ stale }) => stale === null)).toBe(true);
  const { entries } = await engine.call('journal.read', { case: id });
  expect(entries.filter(({ action }) => action === 'signature.run')).toHaveLength(3);
});

it('refuses what cannot be compared, and says why', async () => {
  const all = await marked();
  const [questioned] = all.filter(({ role }) => role === 'questioned').map((each) => each.id);
  const references = all.filter(({ role }) => role === 'known').map((each) => each.id);
  const refusal = (args: { questioned: string; references: string[] }) =>
    engine.call('signature.run', { case: id, ...args }, as).then(
      () => 'none',
      (error: Error) => error.message,
    );
  expect(await refusal({ questioned: references[0]!, references })).toMatch(/is known, not questioned/);
  expect(await refusal({ questioned: questioned!, references: [questioned!] })).toMatch(
    /is questioned, not known/,
  );
  expect(await refusal({ questioned: items.get('Q1')!, references })).toMatch(/not marked on its page/);
  const [other] = await mark('K3', 1);
  expect(await refusal({ questioned: questioned!, references: [...references, other!] })).toMatch(
    /by 2 writers \(K1, K1 \(2\), K1 \(3\), K3\)/,
  );
});

it('keeps what a signature is called, whatever else is marked, and gives no name twice', async () => {
  const named = async () =>
    new Map(
      (await marked()).flatMap((each) =>
        each.label === 'K4' ? [[each.id, signatureLabel(each)] as const] : [],
      ),
    );
  const sign = (words: readonly string[], excluded: boolean) =>
    engine.call(
      'word.exclude',
      { case: id, words: [...words], excluded, ...(excluded ? { reason: 'signature' } : {}) },
      as,
    );
  const [first, second, third] = (await wordsOf('K4')).map((word) => word.id) as [string, string, string];
  await sign([second], true);
  await sign([first], true);
  // In the order of the page; the name says in which order they were marked.
  expect([...(await named())]).toEqual([
    [first, 'K4 (2)'],
    [second, 'K4'],
  ]);
  await sign([second], false);
  await sign([third], true);
  expect([...(await named()).values()]).toEqual(['K4 (2)', 'K4 (3)']);
  await sign([second], true);
  expect((await named()).get(second)).toBe('K4');

  // Drawn anew it is the same signature.
  const [page] = await engine.call('item.pages', { case: id, item: items.get('K4')! });
  const { box } = page!.words.find((word) => word.id === first)!;
  const edit = { case: id, page: page!.id, kind: 'resize' as const, remove: [first] };
  const { added } = await engine.call('word.edit', { ...edit, add: [{ box, outline: null }] }, as);
  expect((await named()).get(added[0]!)).toBe('K4 (2)');
  const undo = {
    case: id,
    page: page!.id,
    kind: 'resize' as const,
    remove: added,
    restore: [first],
    step: 'undo' as const,
  };
  await engine.call('word.edit', undo, as);
  expect((await named()).get(first)).toBe('K4 (2)');
  expect((await engine.call('case.verify', { case: id })).differences).toEqual([]);
});

it('brings a name back with the hand that gave it, and gives it to no other signature of that hand meanwhile', async () => {
  const own = { case: id };
  const words = (await wordsOf('K2')).map((word) => word.id);
  const sign = (word: string) =>
    engine.call('word.exclude', { ...own, words: [word], excluded: true, reason: 'signature' }, as);
  const named = async () =>
    Object.fromEntries(
      (await marked()).flatMap((each) =>
        words.includes(each.id) ? [[words.indexOf(each.id), signatureLabel(each)]] : [],
      ),
    );
  const { id: hand } = await engine.call('hand.add', { ...own, item: items.get('K2')! }, as);
  const attribute = (word: string, to: string | null, step?: 'undo' | 'redo') =>
    engine.call('word.attribute', { ...own, words: [word], hand: to, ...(step && { step }) }, as);
  const [first, second, third, fourth] = words as [string, string, string, string];
  await sign(first);
  await sign(second);
  expect(await named()).toEqual({ 0: 'K2', 1: 'K2 (2)' });
  await attribute(first, hand);
  expect(await named()).toEqual({ 0: 'K2/2', 1: 'K2 (2)' });
  await attribute(first, null, 'undo');
  expect(await named()).toEqual({ 0: 'K2', 1: 'K2 (2)' });
  await attribute(first, hand, 'redo');
  await sign(third);
  expect(await named()).toEqual({ 0: 'K2/2', 1: 'K2 (2)', 2: 'K2 (3)' });
  await attribute(second, hand);
  await attribute(first, null);
  await sign(fourth);
  await attribute(fourth, hand);
  const all = { 0: 'K2', 1: 'K2/2 (2)', 2: 'K2 (3)', 3: 'K2/2 (3)' };
  expect(await named()).toEqual(all);
  await attribute(second, null);
  await attribute(fourth, null);
  expect(await named()).toEqual({ 0: 'K2', 1: 'K2 (2)', 2: 'K2 (3)', 3: 'K2 (4)' });
  await attribute(second, hand, 'undo');
  await attribute(fourth, hand, 'undo');
  expect(await named()).toEqual(all);
  // By which hand it was not marked, it has a name of no hand's.
  await engine.call('word.exclude', { ...own, words: [fourth], excluded: false }, as);
  await attribute(fourth, null);
  await sign(fourth);
  expect(await named()).toEqual({ ...all, 3: 'K2 (4)' });
  expect((await engine.call('case.verify', own)).differences).toEqual([]);
});

it('refuses a copy, and a file that was changed', async () => {
  const copied = path.join(root, 'copied');
  await makeSmallCase(copied, 1);
  await copyFile(
    path.join(copied, 'known', 'Edda Marrow', '0.png'),
    path.join(copied, 'questioned', 'first.png'),
  );
  const opened = await engine.call('case.open', { folder: copied }, as);
  await engine.call('case.prepare', { case: opened.id }, as);
  for (const { id: item } of opened.items) {
    const [page] = await engine.call('item.pages', { case: opened.id, item });
    const words = page!.words.slice(0, 1).map((word) => word.id);
    await engine.call('word.exclude', { case: opened.id, words, excluded: true, reason: 'signature' }, as);
  }
  const all = await engine.call('signature.marked', { case: opened.id });
  const of = (label: string): string => all.find((each) => each.label === label)!.id;
  const run = (questioned: string) =>
    engine.call('signature.run', { case: opened.id, questioned, references: [of('K1')] }, as);
  await expect(run(of('Q1'))).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringMatching(/same signature, pixel for pixel/) as string,
  });
  const file = path.join(copied, 'questioned', 'second.png');
  const bytes = await readFile(file);
  await writeFile(file, Buffer.concat([bytes, Buffer.from([0])]));
  await expect(run(of('Q2'))).rejects.toMatchObject({ code: 'file-changed' });
});

it('refuses a file that changes between being looked at and being cut', async () => {
  const sources = [
    { id: 'q', holder: 'q', label: 'Q1', role: 'questioned', writer: null },
    { id: 'k', holder: 'k', label: 'K1', role: 'known', writer: 'a' },
  ];
  const store = {
    sources: () => sources,
    signatures: () => sources.map(({ id }) => ({ id: `word-${id}`, source: id, holder: id })),
    recheck: () => Promise.resolve('present'),
    pathOf: (item: string) => item,
    item: (item: string) => ({ label: 'Q1', path: `questioned/${item}.png`, sha256: 'as first seen' }),
  };
  const cut = { sha256: 'as it is now', crops: [{ cropSha256: 'crop' }] };
  const services = {
    cases: new Map([['case', { store, inTurn: (_: unknown, job: () => unknown) => job() }]]),
    signatureModel: () => Promise.resolve({}),
    preparation: { cut: () => Promise.resolve(cut) },
  } as unknown as Services;
  const run = signatureHandlers(services)['signature.run'](
    { case: 'case', questioned: 'word-q', references: ['word-k'] },
    {} as CallContext,
  );
  await expect(run).rejects.toMatchObject({
    code: 'file-changed',
    message: 'Q1 (questioned/q.png) is not the file that was first seen: its SHA-256 differs.',
  });
});

it('keeps the name of what is not marked while its item is prepared anew, and is found in another place', async () => {
  const item = items.get('K2')!;
  const [first] = (await marked()).filter(({ source }) => source === item);
  expect(signatureLabel(first!)).toBe('K2');
  await engine.call('word.exclude', { case: id, words: [first!.id], excluded: false }, as);
  await engine.call('case.close', { case: id });
  // As a preparation that draws its boxes otherwise found it.
  const database = new Database(path.join(folder, 'case.chirograph'));
  database.prepare('UPDATE word SET x = x + 1 WHERE id = ?').run(first!.id);
  database.close();
  await engine.call('case.open', { folder }, as);
  const before = new Set((await wordsOf('K2')).map((word) => word.id));
  await engine.call('case.prepare', { case: id, items: [item] }, as);
  const anew = (await wordsOf('K2')).filter((word) => !before.has(word.id)).map((word) => word.id);
  expect(anew).toHaveLength(1);
  await engine.call('word.exclude', { case: id, words: anew, excluded: true, reason: 'signature' }, as);
  expect((await marked()).filter((each) => each.id === anew[0]).map(signatureLabel)).toEqual(['K2']);
  expect((await engine.call('case.verify', { case: id })).differences).toEqual([]);
});
