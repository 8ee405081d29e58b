import { expect, it } from 'vitest';
import type { Page } from '../../../../src/contract/case.ts';
import type { Source } from '../../../../src/main/engine/case/store.ts';
import {
  requireOnce,
  requireOtherWriting,
  type Side,
} from '../../../../src/main/engine/handlers/same-writing.ts';

/** Items by label, each with the pictures of the words on its pages. */
const items: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Q1: [['a', 'b', 'c', 'dot']],
  Q2: [['x']],
  K1: [['e', 'f', 'dot']],
  'copy of Q2': [['x']],
  'copy of Q1': [['a', 'b', 'c', 'dot']],
  'part of Q1': [['b', 'c', 'g']],
  bundle: [
    ['m', 'n', 'o', 'p', 'q', 'r'],
    ['s', 't', 'u', 'v', 'dot'],
    ['a', 'b', 'c', 'dot'],
  ],
  'pages with a speck each': [['dot'], ['h', 'i']],
  'twice in one': [['y', 'z'], ['w'], ['y', 'z']],
  'no words': [],
};
const store = {
  pages: (item: string) =>
    items[item.replace('id of ', '')]!.map((_, at) => ({ id: `${item} ${at}` }) as Page),
};
const side = (...labels: string[]): Side => ({
  sources: labels.map(
    (label) => ({ id: `id of ${label}`, holder: `id of ${label}`, label, path: `${label}.png` }) as Source,
  ),
  words: labels.flatMap((label) =>
    items[label]!.flatMap((page, at) =>
      page.map((cropSha256) => ({ item: `id of ${label}`, page: `id of ${label} ${at}`, cropSha256 })),
    ),
  ),
});

it('writings that share no more than a speck are compared', () => {
  const known = side('K1', 'no words', 'pages with a speck each');
  expect(() => requireOtherWriting(store, side('Q1', 'Q2'), known)).not.toThrow();
  expect(() => requireOnce(store, side('Q1', 'Q2', 'K1', 'pages with a speck each'))).not.toThrow();
});

it.each(['copy of Q1', 'part of Q1'])('%s is not compared with Q1, and both are named', (copy) => {
  const shared = copy === 'part of Q1' ? '2 of 3 words' : '4 of 4 words';
  expect(() => requireOtherWriting(store, side('Q2', 'Q1'), side('K1', copy))).toThrow(
    `Q1 (Q1.png) and ${copy} (${copy}.png) show the same writing: ${shared}`,
  );
});

it('one page of many that is a copy is found, and named', () => {
  expect(() => requireOtherWriting(store, side('Q2', 'Q1'), side('K1', 'bundle'))).toThrow(
    'Q1 (Q1.png) and bundle, page 3 (bundle.png) show the same writing: 4 of 4 words',
  );
  expect(() => requireOtherWriting(store, side('bundle'), side('Q2', 'part of Q1'))).toThrow(
    'bundle, page 3 (bundle.png) and part of Q1 (part of Q1.png) show the same writing: 2 of 3 words',
  );
});

it('a word that is all that an item has counts as much as a page', () => {
  expect(() => requireOtherWriting(store, side('Q1', 'Q2'), side('K1', 'copy of Q2'))).toThrow(
    'Q2 (Q2.png) and copy of Q2 (copy of Q2.png) show the same writing: 1 of 1 words',
  );
});

it('one side does not count a writing twice, nor a page within an item', () => {
  expect(() => requireOnce(store, side('K1', 'Q1', 'copy of Q1'))).toThrow('more writing than there is');
  expect(() => requireOnce(store, side('Q1', 'bundle'))).toThrow('Q1 (Q1.png) and bundle, page 3');
  expect(() => requireOnce(store, side('twice in one'))).toThrow(
    'twice in one, page 1 (twice in one.png) and twice in one, page 3 (twice in one.png)',
  );
});
