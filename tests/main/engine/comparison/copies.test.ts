import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  copyAmong,
  countedOnce,
  sharedAmong,
  type PagedWord,
} from '../../../../src/main/engine/comparison/copies.ts';

const page = (item: string, at: number, ...crops: string[]): PagedWord[] =>
  crops.map((cropSha256) => ({ item, page: `${item} ${at}`, cropSha256 }));
const orderOf = (words: readonly PagedWord[]): Map<string, number> =>
  new Map([...new Set(words.map(({ page: of }) => of))].map((of, at) => [of, at]));

it('counts what stands on a copy on the page before it, and keeps what only the copy has', () => {
  const words = [
    ...page('K2', 0, 'a', 'b', 'added'),
    ...page('K1', 0, 'a', 'b', 'c', 'speck'),
    ...page('K3', 0, 'd', 'e', 'speck'),
  ];
  const order = new Map([
    ['K1 0', 0],
    ['K2 0', 1],
    ['K3 0', 2],
  ]);
  const { words: once, copies } = countedOnce(words, order);
  expect(once.map(({ item, cropSha256 }) => `${item} ${cropSha256}`)).toEqual([
    'K2 added',
    'K1 a',
    'K1 b',
    'K1 c',
    'K1 speck',
    'K3 d',
    'K3 e',
    'K3 speck',
  ]);
  expect(copies.map(({ page: of }) => of)).toEqual(['K2 0']);
});

const crop = fc.integer({ min: 0, max: 12 }).map(String);
const collection = fc
  .array(
    fc.record({
      item: fc.constantFrom('K1', 'K2', 'K3'),
      crops: fc.uniqueArray(crop, { minLength: 1, maxLength: 6 }),
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pages) => pages.flatMap(({ item, crops }, at) => page(item, at, ...crops)));

it('loses no word, adds none, and leaves words alone where no page is a copy', () => {
  fc.assert(
    fc.property(collection, (words) => {
      const { words: once, copies } = countedOnce(words, orderOf(words));
      expect(new Set(once.map(({ cropSha256 }) => cropSha256))).toEqual(
        new Set(words.map(({ cropSha256 }) => cropSha256)),
      );
      expect(words).toEqual(expect.arrayContaining(once));
      expect(copyAmong(words, words) === null).toBe(copies.length === 0);
      if (copies.length === 0) expect(once).toEqual(words);
      else expect(once.length).toBeLessThan(words.length);
    }),
  );
});

it('names of each owner the others that have a page of theirs, and the pages concerned', () => {
  const owners = new Map([
    ['Anna', [...page('K1', 0, 'a', 'b', 'c'), ...page('K2', 0, 'd', 'e', 'speck')]],
    ['Bert', page('K3', 0, 'a', 'b', 'c')],
    ['Cara', page('K4', 0, 'f', 'g', 'speck')],
    ['Dora', page('K5', 0, 'b', 'c', 'h')],
  ]);
  const { others, pages } = sharedAmong(owners);
  expect(Object.fromEntries(others)).toEqual({
    Anna: ['Bert', 'Dora'],
    Bert: ['Anna', 'Dora'],
    Dora: ['Anna', 'Bert'],
  });
  expect(pages.map(({ page: of }) => of)).toEqual(['K1 0', 'K3 0', 'K5 0']);
});

it('finds writing shared exactly where a page of one is a copy of one of another', () => {
  fc.assert(
    fc.property(collection, collection, (some, others) => {
      const elsewhere = others.map((word) => ({ ...word, page: `other ${word.page}` }));
      const shared = sharedAmong(
        new Map([
          ['one', some],
          ['other', elsewhere],
        ]),
      );
      expect(shared.others.size).toBe(copyAmong(some, elsewhere) === null ? 0 : 2);
    }),
  );
});
