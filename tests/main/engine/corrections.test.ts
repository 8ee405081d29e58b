/** What the examiner corrects, through the real engine: words cut in a child process, encoded, compared, reported, verified. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Case, Page, Word } from '../../../src/contract/case.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import type { Comparison } from '../../../src/contract/results.ts';
import type { LocalEngine } from '../../../src/main/engine/engine.ts';
import { as, prepareCase, type PreparedCase } from './prepared-case.ts';

/** Turns the words of every line of a corrected order round. */
const BACKWARDS = `UPDATE reading SET content = (
  SELECT json_array(json_group_array(value)) FROM (
    SELECT word.value FROM json_each(content) AS line, json_each(line.value) AS word ORDER BY word.key DESC))`;

let prepared: PreparedCase;
let engine: LocalEngine;

beforeAll(async () => {
  prepared = await prepareCase(true);
  ({ engine } = prepared);
});
afterAll(() => prepared.close());

interface Opened {
  readonly id: string;
  readonly folder: string;
  readonly view: Case;
  item(label: string): string;
  page(label: string): Promise<Page>;
  words(label: string): Promise<Word[]>;
}

/** A copy of the prepared case. */
async function open(): Promise<Opened> {
  const { folder, view } = await prepared.copy();
  const opened: Opened = {
    id: view.id,
    folder,
    view,
    item: (label) => view.items.find((each) => each.label === label)!.id,
    page: async (label) => (await engine.call('item.pages', { case: view.id, item: opened.item(label) }))[0]!,
    words: async (label) => (await opened.page(label)).words,
  };
  return opened;
}

const differencesOf = async ({ id }: Opened): Promise<unknown[]> =>
  (await engine.call('case.verify', { case: id })).differences;

/** Every kind of correction, on Q1 and on K1. */
async function correct({ id, item, page, words }: Opened): Promise<{ second: string }> {
  const { id: q1, words: found } = await page('Q1');
  const edit = { case: id, page: q1 };
  const [a, b, c, d, e, f] = found as [Word, Word, Word, Word, Word, Word];
  const { x, y, width, height } = a.box;
  const half = Math.floor(width / 2);
  const outline = [
    { x: b.box.x, y: b.box.y },
    { x: b.box.x + b.box.width, y: b.box.y },
    { x: b.box.x + b.box.width, y: b.box.y + b.box.height },
    { x: b.box.x, y: b.box.y + Math.ceil(b.box.height / 2) },
  ];
  const parts = [
    { box: { x, y, width: half, height }, outline: null },
    { box: { x: x + half, y, width: width - half, height }, outline: null },
  ];
  await engine.call('word.edit', { ...edit, kind: 'split', remove: [a.id], add: parts }, as);
  // The box is the outline's, whatever the caller says.
  const region = { box: { ...b.box, width: 1 }, outline };
  const { added, page: now } = await engine.call('word.edit', { ...edit, kind: 'draw', add: [region] }, as);
  expect(now.words.find((word) => word.id === added[0])).toMatchObject({
    box: b.box,
    outline,
    origin: 'drawn',
  });
  await engine.call('word.edit', { ...edit, kind: 'delete', remove: [b.id] }, as);
  await engine.call('word.exclude', { case: id, words: [c.id], excluded: true, reason: 'crossed-out' }, as);
  await engine.call('word.exclude', { case: id, words: [f.id], excluded: true, reason: 'signature' }, as);
  await engine.call('word.transcribe', { case: id, word: d.id, text: 'Fenwithy' }, as);
  const order = [(await words('Q1')).map((word) => word.id).toReversed()];
  await engine.call('word.edit', { ...edit, kind: 'order', reading: order }, as);
  await engine.call(
    'page.resolution',
    { case: id, pages: [q1], resolution: { dpi: 123.4, source: 'hand' } },
    as,
  );
  const { id: second } = await engine.call('hand.add', { case: id, item: item('Q1') }, as);
  await engine.call('word.attribute', { case: id, words: [d.id, e.id], hand: second }, as);
  return { second };
}

it('prepares an item again whose drawn word is off its page, as another version may read it, and says so', async () => {
  const opened = await open();
  const { id, folder, item } = opened;
  const { id: page, words: found } = await opened.page('Q1');
  const { box } = found[0]!;
  await engine.call('word.edit', { case: id, page, kind: 'draw', add: [{ box, outline: null }] }, as);
  await engine.call('case.close', { case: id });
  const raw = new Database(path.join(folder, 'case.chirograph'));
  raw.exec("UPDATE word SET x = 100000 WHERE origin = 'drawn'");
  raw.close();
  await engine.call('case.open', { folder }, as);
  const { failed } = await engine.call('case.prepare', { case: id, items: [item('Q1')] }, as);
  expect(failed).toEqual([]);
  const { items } = await engine.call('case.get', { case: id });
  expect(items.find(({ label }) => label === 'Q1')).toMatchObject({
    preparation: 'ready',
    problem: { code: 'corrections-to-check' },
  });
  await engine.call('case.close', { case: id });
});

it('compares each hand of a page by itself, and says which words each stands on', async () => {
  const opened = await open();
  const { id, item, words } = opened;
  const { second } = await correct(opened);
  const compare = (
    questioned: string,
  ): Promise<{ questionedWords: number; id: string; stale: string | null }> =>
    engine.call('comparison.run', { case: id, questioned: [questioned], known: [item('K1')] }, as);
  const all = await words('Q1');
  const ownHand = all.filter((word) => word.state === 'auto' && word.hand === null);
  expect((await compare(item('Q1'))).questionedWords).toBe(ownHand.length);
  expect((await compare(second)).questionedWords).toBe(2);
  const search = await engine.call('search.run', { case: id, questioned: [second] }, as);
  expect(search.questionedWords).toBe(2);

  // The hand is found to be a known writer's: it is searched among, and what stood on it does so no more.
  const named = await engine.call('hand.assign', { case: id, hand: second, writer: 'Edda Marrow' }, as);
  expect(named.writer).not.toBeNull();
  const found = await engine.call('search.run', { case: id, questioned: [item('Q2')] }, as);
  expect(found.hits.flatMap((hit) => hit.items)).toContain(second);
  const comparisons = await engine.call('comparison.list', { case: id });
  expect(comparisons.map(({ stale }) => stale)).toEqual([
    'Items, their assignment or the words in use have changed since.',
    null,
  ]);
  await expect(compare(second)).rejects.toMatchObject({ code: 'invalid-arguments' });
  expect(await differencesOf(opened)).toEqual([]);
});

it('what rests on the hand of a writer who is erased stands no more, and the case verifies', async () => {
  const opened = await open();
  const { id, item } = opened;
  const { second } = await correct(opened);
  await engine.call('hand.assign', { case: id, hand: second, writer: 'Fenwithy' }, as);
  await engine.call('comparison.run', { case: id, questioned: [item('Q2')], known: [second] }, as);
  await engine.call('search.run', { case: id, questioned: [item('Q2')] }, as);
  const erase = { case: id, kind: 'writer', name: 'Fenwithy', reason: 'request' } as const;
  const other = { examiner: { name: 'Bo Other', initials: 'BO', role: 'examiner' } };
  const { remains } = await engine.call('case.erase', erase, other);
  expect(remains.mentions).toContain('the writing of a further hand on Q1, which stays with that item');
  for (const [result] of [
    await engine.call('comparison.list', { case: id }),
    await engine.call('search.list', { case: id }),
  ]) {
    expect(result!.stale).toBe('Rested on writing that was erased from the case: Q1/2.');
  }
  expect(await differencesOf(opened)).toEqual([]);
});

it('new words stand in a comparison at once, and make the one before stale', async () => {
  const { id, item, page } = await open();
  const run = { case: id, questioned: [item('Q1')], known: [item('K1')] };
  const before = await engine.call('comparison.run', run, as);
  const { id: q1, words } = await page('Q1');
  const [first, second] = words as [Word, Word];
  const left = Math.min(first.box.x, second.box.x);
  const top = Math.min(first.box.y, second.box.y);
  const box = {
    x: left,
    y: top,
    width: Math.max(first.box.x + first.box.width, second.box.x + second.box.width) - left,
    height: Math.max(first.box.y + first.box.height, second.box.y + second.box.height) - top,
  };
  const remove = [first.id, second.id];
  const { added } = await engine.call(
    'word.edit',
    { case: id, page: q1, kind: 'merge', remove, add: [{ box, outline: null }] },
    as,
  );
  const after = await engine.call('comparison.run', run, as);
  expect(after.questionedWords).toBe(before.questionedWords - 1);
  const stale = (await engine.call('comparison.list', { case: id })).find((each) => each.id === before.id);
  expect(stale?.stale).not.toBeNull();
  // Taken back, the first stands again and the second does not.
  const undo = {
    case: id,
    page: q1,
    kind: 'merge' as const,
    remove: added,
    restore: remove,
    step: 'undo' as const,
  };
  await engine.call('word.edit', undo, as);
  const list = await engine.call('comparison.list', { case: id });
  expect(list.map(({ stale }) => stale === null)).toEqual([false, true]);
});

it('corrections outlast preparing again, deleted crops and another opening', async () => {
  const opened = await open();
  const { id, folder, item, page } = opened;
  await correct(opened);
  await engine.call('case.encode', { case: id }, as);
  const before = await page('Q1');
  expect(before.words.every((word) => word.encoded)).toBe(true);
  await engine.call('case.prepare', { case: id, items: [item('Q1')] }, as);
  expect(await page('Q1')).toEqual(before);
  await rm(path.join(folder, 'derived'), { recursive: true });
  await engine.call('case.open', { folder }, as);
  await engine.call('case.prepare', { case: id, items: [item('Q1')] }, as);
  expect(await page('Q1')).toEqual(before);
});

it('two hands of one item are not compared or searched with as one', async () => {
  const opened = await open();
  const { id, item } = opened;
  const { second } = await correct(opened);
  const both = { case: id, questioned: [item('Q1'), second] };
  const refused = {
    code: 'invalid-arguments',
    message: expect.stringMatching(/^Q1 and Q1\/2 are hands/) as string,
  };
  const { total } = await engine.call('journal.read', { case: id });
  await expect(engine.call('comparison.run', { ...both, known: [item('K1')] }, as)).rejects.toMatchObject(
    refused,
  );
  await expect(engine.call('search.run', both, as)).rejects.toMatchObject(refused);
  expect(await engine.call('journal.read', { case: id })).toMatchObject({ total });
});

it('a report names the words that were drawn, and is verified from the evidence alone', async () => {
  const opened = await open();
  const { id, folder, item } = opened;
  const { second } = await correct(opened);
  const run = (questioned: string[]): Promise<Comparison> =>
    engine.call('comparison.run', { case: id, questioned, known: [item('K1')] }, as);
  const comparisons = [(await run([item('Q1')])).id, (await run([second])).id];
  const { json } = await engine.call('report.export', { case: id, comparisons, searches: [] }, as);
  const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
  expect(document.words.filter((word) => word.origin === 'drawn')).toHaveLength(3);
  expect(document.removed).toHaveLength(2);
  expect(document.words.filter((word) => word.reason === 'signature')).toMatchObject([{ state: 'excluded' }]);
  expect(document.hands).toMatchObject([{ label: 'Q1/2', wordsUsed: 2, writer: null }]);
  const used = document.comparisons.map(({ words }) => words!.questioned.map((use) => use.item));
  expect(used).toEqual([['Q1'], ['Q1/2']]);
  expect(document.items[0]!.resolutions).toEqual([{ page: 0, dpi: 123.4, source: 'hand' }]);
  expect(document.words.filter((word) => word.transcription === 'Fenwithy')).toMatchObject([
    { hand: 'Q1/2' },
  ]);
  expect((await engine.call('case.verify', { case: id })).differences).toEqual([]);
  await engine.call('case.close', { case: id });
  expect((await engine.call('verify.run', { target: json, folder })).differences).toEqual([]);
});

it.each([
  ['moves a drawn word', "UPDATE word SET x = x + 3 WHERE origin = 'drawn' AND removed = 0", /drawn at|crop/],
  ['deletes a drawn word', "DELETE FROM word WHERE origin = 'drawn' AND outline IS NOT NULL", /drawn/],
  [
    'takes a word off',
    'UPDATE word SET removed = 1 WHERE id = (SELECT id FROM word WHERE removed = 0 LIMIT 1)',
    /off it/,
  ],
  ['brings a word back', 'UPDATE word SET removed = 0; DELETE FROM reading', /taken off its page/],
  ['changes a reason', "UPDATE word SET reason = 'printed' WHERE reason IS NOT NULL", /crossed-out/],
  [
    'throws a signature out',
    "UPDATE word SET reason = 'other' WHERE reason = 'signature'",
    /excluded as signature/,
  ],
  ['changes a transcription', "UPDATE transcription SET text = 'else'", /transcription/],
  ['gives a word to its own hand', 'UPDATE word SET hand = NULL', /by hand/],
  ['names the writer of a hand', 'UPDATE hand SET writer = 1', /of nobody known/],
  ['reads a page backwards', BACKWARDS, /reading order/],
  ['states another resolution', 'UPDATE resolution SET dpi = 99', /123.4 dpi, by hand/],
] as const)('verification finds whoever %s behind the journal', async (_who, sql, said) => {
  const opened = await open();
  await correct(opened);
  await engine.call('case.close', { case: opened.id });
  const raw = new Database(path.join(opened.folder, 'case.chirograph'));
  raw.exec(sql);
  raw.close();
  await engine.call('case.open', { folder: opened.folder }, as);
  const texts = (await differencesOf(opened)).map((each) => JSON.stringify(each));
  expect(
    texts.some((text) => said.test(text)),
    texts.join('\n'),
  ).toBe(true);
});

it('says what is wrong with a region that holds nothing, and changes nothing', async () => {
  const { id, page } = await open();
  const { id: q1, width, words } = await page('Q1');
  const { total } = await engine.call('journal.read', { case: id });
  const draw = (x: number): Promise<unknown> =>
    engine.call(
      'word.edit',
      { case: id, page: q1, kind: 'draw', add: [{ box: { x, y: 2, width: 20, height: 12 }, outline: null }] },
      as,
    );
  await expect(draw(2)).rejects.toMatchObject({
    code: 'no-writing',
    message: expect.stringContaining('ink') as string,
  });
  await expect(draw(width - 5)).rejects.toMatchObject({ code: 'not-found' });
  expect(await engine.call('journal.read', { case: id })).toMatchObject({ total });
  expect((await page('Q1')).words).toEqual(words);
});
