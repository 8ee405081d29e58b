import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Id } from '../../../../src/contract/schema.ts';
import * as v from 'valibot';
import type { Word } from '../../../../src/contract/case.ts';
import { CLEAR_PAGE } from '../../../clear-page.ts';
import type { CaseStore } from '../../../../src/main/engine/case/store.ts';
import {
  actions,
  codeOf,
  embedding,
  examiner,
  folderWith,
  hash,
  itemAt,
  model,
  open,
  prepared,
  put,
} from './fixture.ts';

const THREE = [
  { x: 0, ink: 'one' },
  { x: 100, ink: 'two' },
  { x: 200, ink: 'three' },
];

async function ready(): Promise<{
  store: CaseStore;
  id: string;
  sha256: string;
  words: Word[];
  folder: string;
}> {
  const folder = folderWith({ 'q.png': 'q' });
  const store = await open(folder);
  const { id, sha256 } = itemAt(store, 'q.png');
  store.savePreparation(examiner, id, prepared(sha256, THREE));
  return { store, id, sha256, words: store.pages(id, null)[0]!.words, folder };
}

const wordsOf = (store: CaseStore, id: string): Word[] => store.pages(id, null)[0]!.words;
const lastParameters = (store: CaseStore): unknown =>
  JSON.parse(store.journal(undefined, 1).entries[0]!.parameters);

test('words are excluded, counted and taken back in, each change in the journal', async () => {
  const { store, id, words } = await ready();
  const [one, two] = words as [Word, Word];
  expect(store.exclude(examiner, [two.id, two.id], true)).toEqual({ items: [id] });
  expect(itemAt(store, 'q.png')).toMatchObject({ words: 2, excludedWords: 1 });
  expect(store.words([id]).map((word) => word.id)).not.toContain(two.id);
  expect(store.words()).toEqual(store.words([id, id]));
  store.exclude(examiner, [one.id, two.id], true);
  const [entry] = store.journal(undefined, 1).entries;
  expect(entry).toMatchObject({ action: 'word.exclude', subjects: [one.id] });
  const { total } = store.journal();
  expect(store.exclude(examiner, [one.id], true)).toEqual({ items: [id] });
  expect(store.journal().total).toBe(total);
  store.exclude(examiner, [one.id, two.id], false);
  expect(itemAt(store, 'q.png')).toMatchObject({ words: 3, excludedWords: 0 });
  expect(await codeOf(() => store.exclude(examiner, [one.id, 'not-a-word'], true))).toBe('not-found');
  expect(itemAt(store, 'q.png').excludedWords).toBe(0);
});

test('preparing again keeps every word that is the same, with its exclusion', async () => {
  const { store, id, sha256, words } = await ready();
  const page = store.pages(id, null)[0]!.id;
  store.exclude(examiner, [words[1]!.id], true);
  store.savePreparation(examiner, id, prepared(sha256, THREE));
  expect(wordsOf(store, id)).toEqual([words[0], { ...words[1], state: 'excluded' }, words[2]]);
  expect(store.pages(id, null)[0]!.id).toBe(page);

  const moved = [{ x: 300, ink: 'new' }, ...THREE.slice(0, 2)];
  store.savePreparation(examiner, id, prepared(sha256, moved));
  const again = wordsOf(store, id);
  expect(again.map((word) => [word.id, word.order, word.state])).toEqual([
    [expect.any(String), 0, 'auto'],
    [words[0]!.id, 1, 'auto'],
    [words[1]!.id, 2, 'excluded'],
  ]);
  expect(words.map((word) => word.id)).not.toContain(again[0]!.id);
});

test('a new word mostly where an excluded one lay is excluded; one beside it is not, and the item says so', async () => {
  const { store, id, sha256, words } = await ready();
  store.exclude(
    examiner,
    words.map((word) => word.id),
    true,
  );
  // 40 pixels wide: shifted by 20, half lies where the old word lay; by 21, less.
  store.savePreparation(
    examiner,
    id,
    prepared(sha256, [
      { x: 20, ink: 'a' },
      { x: 121, ink: 'b' },
      { x: 200, ink: 'c' },
    ]),
  );
  const again = wordsOf(store, id);
  expect(again.map((word) => word.state)).toEqual(['excluded', 'auto', 'excluded']);
  expect(again.filter((word) => words.some(({ id: old }) => old === word.id))).toEqual([]);
  expect(itemAt(store, 'q.png').problem).toMatchObject({
    code: 'corrections-to-check',
    message: expect.stringContaining('1 corrected word lay') as unknown,
  });
});

test('an exclusion does not jump to a neighbour when the excluded word itself is still there', async () => {
  const { store, id, sha256, words } = await ready();
  store.exclude(examiner, [words[0]!.id], true);
  store.savePreparation(examiner, id, prepared(sha256, [...THREE, { x: 2, ink: 'overlapping' }]));
  expect(wordsOf(store, id).map((word) => word.state)).toEqual(['excluded', 'auto', 'auto', 'auto']);
});

test('words with the same crop are words of their own with one embedding', async () => {
  const { store, id, sha256 } = await ready();
  store.savePreparation(
    examiner,
    id,
    prepared(sha256, [
      { x: 0, ink: 'same' },
      { x: 100, ink: 'same' },
    ]),
  );
  const [first, other] = store.words([id]);
  expect(first!.cropSha256).toBe(other!.cropSha256);
  store.saveEmbeddings(examiner, model, [embedding(first!.cropSha256)]);
  expect(itemAt(store, 'q.png', model.sha256)).toMatchObject({ words: 2, encodedWords: 2 });
});

test('pages that are no longer found go, with their words', async () => {
  const { store, id, sha256 } = await ready();
  const one = prepared(sha256, THREE);
  const two = { ...one, pages: [...one.pages, { ...one.pages[0]!, index: 1 }] };
  store.savePreparation(examiner, id, two);
  expect(itemAt(store, 'q.png')).toMatchObject({ pages: 2, words: 6 });
  store.savePreparation(examiner, id, one);
  expect(itemAt(store, 'q.png')).toMatchObject({ pages: 1, words: 3 });
});

test('a preparation of other bytes than those first seen is refused and recorded', async () => {
  const { store, id, words } = await ready();
  expect(await codeOf(() => store.savePreparation(examiner, id, prepared(hash('other'), [])))).toBe(
    'file-changed',
  );
  expect(itemAt(store, 'q.png')).toMatchObject({ file: 'changed', preparation: 'stale', words: 3 });
  expect(wordsOf(store, id)).toEqual(words);
  expect(actions(store).slice(-2)).toEqual(['item.prepare', 'item.change']);
  const { total } = store.journal();
  expect(await codeOf(() => store.savePreparation(examiner, id, prepared(hash('other'), [])))).toBe(
    'file-changed',
  );
  expect(store.journal().total).toBe(total);
});

test('a crop that is not what its hash says is refused', async () => {
  const { store, id, sha256 } = await ready();
  const record = prepared(sha256, THREE);
  const [page] = record.pages;
  const bad = { ...record, pages: [{ ...page!, words: [{ ...page!.words[0]!, crop: new Uint8Array(3) }] }] };
  expect(await codeOf(() => store.savePreparation(examiner, id, bad))).toBe('internal');
  expect(wordsOf(store, id)).toHaveLength(3);
});

test('a failure is shown on the item; words found before stay', async () => {
  const { store, id } = await ready();
  const problem = { code: 'decoder-failed', message: 'The decoder stopped.' } as const;
  store.saveFailure(examiner, id, problem);
  expect(itemAt(store, 'q.png')).toMatchObject({ preparation: 'ready', problem, words: 3 });
  const other = await open(folderWith({ 'x.png': 'x' }));
  other.saveFailure(examiner, itemAt(other, 'x.png').id, problem);
  expect(itemAt(other, 'x.png')).toMatchObject({ preparation: 'failed', problem });
  const item = itemAt(other, 'x.png');
  other.savePreparation(examiner, item.id, prepared(item.sha256, THREE));
  expect(itemAt(other, 'x.png')).toMatchObject({ preparation: 'ready', problem: null });
});

test('image ids lead to pixels, and nowhere else', async () => {
  const { store, id, folder } = await ready();
  const [page] = store.pages(id, null);
  const [word] = page!.words;
  const file = path.join(folder, 'q.png');
  const place = { item: id, path: file, page: 0 };
  expect(store.image(page!.image)).toEqual({ kind: 'page', ...place });
  expect(store.image(itemAt(store, 'q.png').thumbnail!)).toEqual({ kind: 'thumbnail', ...place });
  expect(store.image(word!.image)).toEqual({
    kind: 'word',
    ...place,
    box: { x: 0, y: 50, width: 40, height: 20 },
  });
  expect(store.image(word!.crop)).toEqual({
    kind: 'crop',
    item: id,
    cropSha256: store.words()[0]!.cropSha256,
  });
  for (const each of [page!.image, word!.image, word!.crop, `thumb-${id}`]) expect(v.is(Id, each)).toBe(true);
  for (const each of ['page-', `page-${id}`, `word-${page!.id}`, id, 'thumb-x', '../q.png', '']) {
    expect(await codeOf(() => store.image(each))).toBe('not-found');
  }
  rmSync(file);
  await store.recheck(id);
  expect(await codeOf(() => store.image(page!.image))).toBe('file-missing');
  expect(store.image(word!.crop)).toMatchObject({ kind: 'crop' });
});

test('unknown items are not found', async () => {
  const { store } = await ready();
  for (const call of [
    () => store.item('none-such'),
    () => store.pathOf('none-such'),
    () => store.pages('none-such', null),
    () => store.crops('none-such'),
    () => store.recheck('none-such'),
    () => store.savePreparation(examiner, 'none-such', prepared(hash('q'), [])),
    () => store.saveFailure(examiner, 'none-such', { code: 'no-writing', message: '' }),
  ]) {
    expect(await codeOf(call)).toBe('not-found');
  }
  expect(store.words(['none-such'])).toEqual([]);
});

test('a path that leads out of the case is not followed', async () => {
  const { store, id, folder } = await ready();
  store.close();
  const { default: Database } = await import('better-sqlite3');
  const connection = new Database(path.join(folder, 'case.chirograph'));
  connection.exec("UPDATE item SET path = '../outside.png'");
  connection.close();
  put(path.dirname(folder), 'outside.png', 'q');
  const again = await open(folder);
  rmSync(path.join(path.dirname(folder), 'outside.png'));
  expect(again.items().find((item) => item.id === id)).toMatchObject({ file: 'missing' });
  expect(await codeOf(() => again.pathOf(id))).toBe('case-damaged');
  expect(await codeOf(() => again.recheck(id))).toBe('case-damaged');
});

test('what was measured of a page, and which words are unsure, stands until it is prepared again', async () => {
  const { store, id, sha256 } = await ready();
  const unsure = [
    { ...THREE[0]!, unsure: true as const },
    { ...THREE[1]!, unsure: true as const },
    THREE[2]!,
  ];
  store.savePreparation(examiner, id, prepared(sha256, unsure));
  const page = store.pages(id, null)[0]!;
  expect(page.quality).toEqual(CLEAR_PAGE);
  expect(page.words.map((word) => word.unsure)).toEqual([true, true, false]);
  expect(store.measures()).toEqual([
    {
      item: id,
      page: 0,
      quality: CLEAR_PAGE,
      words: 3,
      unsure: 2,
      printed: 0,
      inUse: 3,
      doubtful: 2,
      printedInUse: 0,
    },
  ]);

  store.savePreparation(examiner, id, prepared(sha256, THREE));
  expect(store.measures()).toMatchObject([{ words: 3, unsure: 0 }]);
});

test('a word is sure once somebody has read it, and its doubt counts for nothing while it is excluded', async () => {
  const { store, id, sha256 } = await ready();
  store.savePreparation(
    examiner,
    id,
    prepared(
      sha256,
      THREE.map((word) => ({ ...word, unsure: true as const })),
    ),
  );
  const [one, two] = wordsOf(store, id) as [Word, Word];
  store.transcribe(examiner, one.id, 'lamp');
  store.exclude(examiner, [two.id], true);
  expect(wordsOf(store, id).map((word) => word.unsure)).toEqual([false, true, true]);
  expect(store.measures()).toMatchObject([{ words: 3, unsure: 1, inUse: 2, doubtful: 2 }]);
});

test('what looks printed is left out and said to be, until somebody takes it back, also when it is prepared again', async () => {
  const { store, id, sha256 } = await ready();
  const printed = [
    THREE[0]!,
    { ...THREE[1]!, printed: true as const },
    { ...THREE[2]!, printed: true as const },
  ];
  store.savePreparation(examiner, id, prepared(sha256, printed));
  const [, second, third] = wordsOf(store, id) as [Word, Word, Word];
  for (const word of [second, third]) {
    expect(word).toMatchObject({ state: 'excluded', reason: 'printed', printed: true });
  }
  expect(lastParameters(store)).toMatchObject({ inherited: [], printed: [second.id, third.id] });
  expect(store.measures()).toMatchObject([{ words: 3, printed: 2 }]);

  store.exclude(examiner, [second.id], false);
  expect(store.measures()).toMatchObject([{ words: 3, printed: 1, inUse: 2, printedInUse: 1 }]);
  store.savePreparation(examiner, id, prepared(sha256, printed));
  expect(wordsOf(store, id).map(({ state }) => state)).toEqual(['auto', 'auto', 'excluded']);
  // Found a little elsewhere, it is the same part of the page.
  const moved = printed.map((word) => ({ ...word, x: word.x + 2 }));
  store.savePreparation(examiner, id, prepared(sha256, moved));
  expect(wordsOf(store, id).map(({ state }) => state)).toEqual(['auto', 'auto', 'excluded']);
});

test('what looks printed no more is in use again, and nothing that the examiner said is lost with it', async () => {
  const { store, id, sha256 } = await ready();
  const printed = THREE.map((word) => ({ ...word, printed: true as const }));
  store.savePreparation(examiner, id, prepared(sha256, printed));
  const [first] = wordsOf(store, id) as [Word];
  store.exclude(examiner, [first.id], true, 'crossed-out');
  store.savePreparation(examiner, id, prepared(sha256, THREE));
  expect(wordsOf(store, id)).toMatchObject([
    { state: 'excluded', reason: 'crossed-out', printed: false },
    { state: 'auto', printed: false },
    { state: 'auto', printed: false },
  ]);
  expect(lastParameters(store)).not.toHaveProperty('lost');
});

test('a page that an earlier version prepared is not measured', async () => {
  const { store, id, sha256 } = await ready();
  const { pages, ...rest } = prepared(sha256, THREE);
  store.savePreparation(examiner, id, { ...rest, pages: pages.map((page) => ({ ...page, quality: null })) });
  expect(store.pages(id, null)[0]!.quality).toBeNull();
  expect(store.measures()).toMatchObject([{ quality: null, words: 3 }]);
});
