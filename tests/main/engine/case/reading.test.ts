import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  foundOrder,
  isOrderOf,
  orderAfter,
  orderSeal,
  type PlacedWord,
} from '../../../../src/main/engine/case/reading.ts';

const none = { replaced: [], successors: [] };
const word = (id: string, x: number, y: number, line = 0, place = 0): PlacedWord => ({
  id,
  line,
  place,
  box: { x, y, width: 40, height: 20 },
});
/** Two lines of three words. */
const PAGE = [
  word('a', 0, 0, 0, 0),
  word('b', 50, 2, 0, 1),
  word('c', 100, 4, 0, 2),
  word('d', 0, 40, 1, 3),
  word('e', 50, 42, 1, 4),
  word('f', 100, 44, 1, 5),
];
const ORDER = [
  ['a', 'b', 'c'],
  ['d', 'e', 'f'],
];

test('words are read as they were found', () => {
  expect(foundOrder(PAGE.toReversed())).toEqual(ORDER);
});

test('a word drawn on a line is read where it stands in it, one between two lines as a line of its own', () => {
  const drawn = word('x', 75, 1);
  expect(orderAfter(ORDER, [...PAGE, drawn], none)).toEqual([['a', 'b', 'x', 'c'], ORDER[1]]);
  const between = { ...word('x', 50, 22), box: { x: 50, y: 23, width: 40, height: 16 } };
  expect(orderAfter(ORDER, [...PAGE, between], none)).toEqual([ORDER[0], ['x'], ORDER[1]]);
  expect(orderAfter(ORDER, [...PAGE, word('x', 0, 90)], none)).toEqual([...ORDER, ['x']]);
});

test('what takes the place of words is read where the first of them was, wherever it lies', () => {
  const present = [...PAGE.filter(({ id }) => !['b', 'e'].includes(id)), word('x', 0, 500)];
  expect(orderAfter(ORDER, present, { replaced: ['b', 'e'], successors: ['x'] })).toEqual([
    ['a', 'x', 'c'],
    ['d', 'f'],
  ]);
});

test('on a line read from the right, words that come to it are read from the right', () => {
  const backwards = ORDER.map((line) => line.toReversed());
  expect(orderAfter(backwards, [...PAGE, word('x', 75, 1)], none)).toEqual([
    ['c', 'x', 'b', 'a'],
    backwards[1],
  ]);
  const parts = [word('left', 50, 2), word('right', 70, 2)];
  const split = { replaced: ['b'], successors: ['left', 'right'] };
  const present = [...PAGE.filter(({ id }) => id !== 'b'), ...parts];
  expect(orderAfter(backwards, present, split)[0]).toEqual(['c', 'right', 'left', 'a']);
  expect(orderAfter(ORDER, present, split)[0]).toEqual(['a', 'left', 'right', 'c']);
  // A line of one word says nothing of its direction: the page does.
  const alone = [word('g', 50, 80), word('x', 100, 80)];
  expect(orderAfter([...backwards, ['g']], [...PAGE, ...alone], none).at(-1)).toEqual(['x', 'g']);
});

test('a line that loses its last word is gone', () => {
  expect(orderAfter([['a'], ['d']], [PAGE[3]!], none)).toEqual([['d']]);
});

const words = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 20 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        line: fc.nat(4),
        place: fc.nat(30),
        box: fc.record({
          x: fc.nat(500),
          y: fc.nat(300),
          width: fc.integer({ min: 1, max: 90 }),
          height: fc.integer({ min: 1, max: 40 }),
        }),
      }),
    ),
  ),
);

test('after any change every word is read once, and those that stay keep their order', () => {
  fc.assert(
    fc.property(words, fc.func(fc.boolean()), (all, stays) => {
      const [before, present] = [
        all.filter(({ id }) => stays(`was ${id}`)),
        all.filter(({ id }) => stays(id)),
      ];
      const replaced = before.filter((each) => !present.includes(each)).map(({ id }) => id);
      const successors = present.filter((each) => !before.includes(each)).map(({ id }) => id);
      const order = foundOrder(before);
      for (const change of [none, { replaced, successors }]) {
        const after = orderAfter(order, present, change);
        expect(isOrderOf(after, present)).toBe(true);
        const kept = new Set(present.filter((each) => before.includes(each)).map(({ id }) => id));
        expect(after.flat().filter((id) => kept.has(id))).toEqual(order.flat().filter((id) => kept.has(id)));
        expect(after.every((line) => line.length > 0)).toBe(true);
        expect(orderAfter(after, present, none)).toEqual(after);
      }
    }),
  );
});

test('an order names every word once and no other', () => {
  expect(isOrderOf(ORDER, PAGE)).toBe(true);
  expect(isOrderOf([['a', 'b', 'c', 'd', 'e']], PAGE)).toBe(false);
  expect(isOrderOf([['a', 'b', 'c', 'd', 'e', 'e']], PAGE)).toBe(false);
  expect(isOrderOf([['a', 'b', 'c', 'd', 'e', 'x']], PAGE)).toBe(false);
});

test('the seal tells lines and places apart', () => {
  expect(orderSeal(ORDER)).toBe(
    orderSeal([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]),
  );
  expect(orderSeal(ORDER)).not.toBe(orderSeal([ORDER.flat()]));
});
