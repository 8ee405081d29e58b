import { expect, it } from 'vitest';
import type { Source } from '../../../../src/main/engine/case/store.ts';
import { requireOnce, requireOtherWriting } from '../../../../src/main/engine/handlers/same-writing.ts';

/** Items by label, each with the pictures of its words. */
const words: Readonly<Record<string, readonly string[]>> = {
  Q1: ['a', 'b', 'c', 'dot'],
  Q2: ['x'],
  K1: ['e', 'f', 'dot'],
  'copy of Q1': ['a', 'b', 'c', 'dot'],
  'part of Q1': ['b', 'c', 'g'],
  'no words': [],
};
const source = (label: string): Source => ({ id: `id of ${label}`, label, path: `${label}.png` }) as Source;
const store = {
  words: (ids: readonly string[] = []) =>
    ids.flatMap((item) =>
      (words[item.replace('id of ', '')] ?? []).map((crop, at) => ({
        id: `${item} ${at}`,
        item,
        page: '',
        cropSha256: crop,
      })),
    ),
};
const all = (...labels: string[]): Source[] => labels.map(source);

it('writings that share no more than a speck are compared', () => {
  expect(() => requireOtherWriting(store, all('Q1', 'Q2'), all('K1', 'no words'))).not.toThrow();
  expect(() => requireOnce(store, all('Q1', 'Q2', 'K1'))).not.toThrow();
});

it.each(['copy of Q1', 'part of Q1'])('%s is not compared with Q1, and both are named', (copy) => {
  const shared = copy === 'part of Q1' ? '2 of 3 words' : '4 of 4 words';
  expect(() => requireOtherWriting(store, all('Q2', 'Q1'), all('K1', copy))).toThrow(
    `Q1 (Q1.png) and ${copy} (${copy}.png) show the same writing: ${shared}`,
  );
});

it('one side does not count a writing twice', () => {
  expect(() => requireOnce(store, all('K1', 'Q1', 'copy of Q1'))).toThrow('more writing than there is');
});
