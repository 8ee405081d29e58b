import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MarkShape, PLACES } from '../../../src/contract/marks.ts';
import {
  askedFor,
  lineFrom,
  lineTo,
  mayEnd,
  movedOnPage,
  onPage,
  SHAPE_TOOLS,
} from '../../../src/renderer/viewer/marking/shapes.ts';

test('every shape has a tool, each with a key of its own that no view takes', () => {
  expect(SHAPE_TOOLS.map(({ shape }) => shape).sort()).toEqual([...MarkShape.options].sort());
  const keys = SHAPE_TOOLS.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  // Link, same millimetres, flicker and its other page, words, marks, next, join.
  for (const taken of ['L', 'M', 'F', 'X', 'W', 'E', 'N', 'J']) expect(keys).not.toContain(taken);
});

test('a line goes on to wherever it is led, with no more places than a shape takes', () => {
  for (const length of [10, 998, 1000, 1002, 20_000]) {
    let line = lineFrom({ x: 0, y: 0 });
    for (let x = 1; x <= length; x++) line = lineTo(line, { x: x / 2, y: 0 }, 2);
    expect(line.places.length).toBeLessThanOrEqual(PLACES['loop-area'].most);
    expect(line.places[0]).toEqual({ x: 0, y: 0 });
    expect((length / 2 - line.places.at(-1)!.x) * 2).toBeLessThan(line.step);
    expect(mayEnd('loop-area', line.places.length)).toBe(true);
  }
});

test('a shape of a fixed number of places asks for each by name', () => {
  for (const { shape, asks } of SHAPE_TOOLS) {
    const { least, most } = PLACES[shape];
    if (least === most) expect(asks, shape).toHaveLength(most);
    expect(mayEnd(shape, least)).toBe(true);
    expect(mayEnd(shape, least - 1)).toBe(false);
    expect(askedFor(shape, 0)).toBe(asks[0]);
  }
  expect(askedFor('word-spacing', 4)).toBe('the end of a word');
  expect(askedFor('loop-area', 40)).toBe('how it goes on');
});

test('places moved stay on the page and as far from each other as they were', () => {
  const page = { width: 800, height: 500 };
  const place = fc.record({
    x: fc.integer({ min: 0, max: 8000 }).map((tenths) => tenths / 10),
    y: fc.integer({ min: 0, max: 5000 }).map((tenths) => tenths / 10),
  });
  const by = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 6 }), by, by, (places, dx, dy) => {
      const after = movedOnPage(places, dx, dy, page);
      for (const [at, moved] of after.entries()) {
        expect(onPage(moved, page)).toEqual(moved);
        expect(moved.x - places[at]!.x).toBeCloseTo(after[0]!.x - places[0]!.x, 6);
        expect(moved.y - places[at]!.y).toBeCloseTo(after[0]!.y - places[0]!.y, 6);
      }
    }),
  );
});
