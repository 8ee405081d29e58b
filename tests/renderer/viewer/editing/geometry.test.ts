import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Word } from '../../../../src/contract/case.ts';
import type { Region } from '../../../../src/contract/corrections.ts';
import {
  boxBetween,
  HANDLES,
  joined,
  liesIn,
  lineBoxes,
  moved,
  readingOrder,
  regionOf,
  reordered,
  resized,
  resolutionOf,
  SMALLEST,
  splitAt,
} from '../../../../src/renderer/viewer/editing/geometry.ts';

const PAGE = { width: 1000, height: 700 };
const box = fc
  .record({
    x: fc.nat(900),
    y: fc.nat(600),
    width: fc.integer({ min: SMALLEST, max: 1000 }),
    height: fc.integer({ min: SMALLEST, max: 700 }),
  })
  .map(({ x, y, width, height }) => ({
    x,
    y,
    width: Math.min(width, PAGE.width - x),
    height: Math.min(height, PAGE.height - y),
  }));
const rectangle = box.map((each): Region => ({ box: each, outline: null }));
const by = fc.integer({ min: -1500, max: 1500 });

const isOnPage = ({ box: { x, y, width, height } }: Region): boolean =>
  x >= 0 &&
  y >= 0 &&
  width >= SMALLEST &&
  height >= SMALLEST &&
  x + width <= PAGE.width &&
  y + height <= PAGE.height;

describe('a region', () => {
  it('stays on the page and keeps its size wherever it is moved', () => {
    fc.assert(
      fc.property(rectangle, by, by, (region, dx, dy) => {
        const after = moved(region, dx, dy, PAGE);
        expect(isOnPage(after)).toBe(true);
        expect([after.box.width, after.box.height]).toEqual([region.box.width, region.box.height]);
      }),
    );
  });

  it('holds the boxes whose middle lies inside its outline', () => {
    const at = (x: number, y: number): Region['box'] => ({ x: x - 5, y: y - 3, width: 10, height: 6 });
    const whole: Region = { box: { x: 100, y: 100, width: 100, height: 100 }, outline: null };
    // All of the box but its upper right half.
    const outline = [
      { x: 100, y: 100 },
      { x: 200, y: 200 },
      { x: 100, y: 200 },
    ];
    const held = [at(120, 180), at(180, 120), at(99, 150), at(150, 201)].map((box) => [
      liesIn(box, whole),
      liesIn(box, { ...whole, outline }),
    ]);
    expect(held).toEqual([
      [true, true],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  it('is where it was once it is moved there and back inside the page', () => {
    fc.assert(
      fc.property(rectangle, fc.nat(50), fc.nat(50), (region, dx, dy) => {
        const after = moved(region, dx, dy, { width: 2000, height: 2000 });
        expect(moved(after, -dx, -dy, PAGE)).toEqual(region);
      }),
    );
  });

  it('stays on the page and can be seen, whichever handle is pulled wherever; the other sides stay', () => {
    fc.assert(
      fc.property(rectangle, fc.constantFrom(...HANDLES), by, by, (region, handle, dx, dy) => {
        const after = resized(region, handle, dx, dy, PAGE);
        expect(isOnPage(after)).toBe(true);
        const sides = ({ box: { x, y, width, height } }: Region) => ({
          w: x,
          n: y,
          e: x + width,
          s: y + height,
        });
        const [was, is] = [sides(region), sides(after)];
        for (const side of ['w', 'n', 'e', 's'] as const) {
          if (!handle.includes(side)) expect(is[side], side).toBe(was[side]);
        }
      }),
    );
  });

  it('takes its outline along, and stretches it', () => {
    const outline = [
      { x: 10, y: 10 },
      { x: 30, y: 10 },
      { x: 10, y: 20 },
    ];
    const region: Region = { box: { x: 10, y: 10, width: 20, height: 10 }, outline };
    expect(moved(region, 5, -3, PAGE).outline).toEqual([
      { x: 15, y: 7 },
      { x: 35, y: 7 },
      { x: 15, y: 17 },
    ]);
    expect(resized(region, 'e', 20, 0, PAGE).outline).toEqual([
      { x: 10, y: 10 },
      { x: 50, y: 10 },
      { x: 10, y: 20 },
    ]);
  });

  it('is in one piece again once its halves are joined', () => {
    fc.assert(
      fc.property(rectangle, fc.nat(1000), (region, column) => {
        const halves = splitAt(region, column);
        const { x, width } = region.box;
        const possible = column - x >= SMALLEST && x + width - column >= SMALLEST;
        expect(halves !== null).toBe(possible);
        if (halves !== null) expect(joined(halves)).toEqual(region);
      }),
    );
  });

  it('with an outline is cut along the column, each part within its own side', () => {
    const point = fc.record({ x: fc.nat(400), y: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 20 }), fc.nat(400), (outline, column) => {
        const { box: around } = joined(outline.map(({ x, y }) => ({ box: { x, y, width: 0, height: 0 } })));
        const halves = splitAt({ box: around, outline }, column);
        if (halves === null) return;
        const [left, right] = halves;
        expect(left.outline!.every(({ x }) => x <= column)).toBe(true);
        expect(right.outline!.every(({ x }) => x >= column)).toBe(true);
        expect(joined(halves).box).toEqual(around);
      }),
    );
  });
});

test('a box is drawn from any corner, cut at the page, and not at all by a slip', () => {
  const [a, b] = [
    { x: 20, y: 30 },
    { x: 5.2, y: -10 },
  ];
  expect(boxBetween(a, b, PAGE)).toEqual({ x: 5, y: 0, width: 15, height: 30 });
  expect(boxBetween(b, a, PAGE)).toEqual(boxBetween(a, b, PAGE));
  expect(boxBetween(a, { x: 22, y: 60 }, PAGE)).toBeNull();
});

test('a stroke becomes a region with the corners that its form needs', () => {
  const side = (from: number, to: number, at: (step: number) => { x: number; y: number }) =>
    Array.from({ length: 20 }, (_, step) => at(from + ((to - from) * step) / 20));
  const square = [
    ...side(100, 200, (x) => ({ x, y: 100 })),
    ...side(100, 200, (y) => ({ x: 200, y })),
    ...side(200, 100, (x) => ({ x, y: 200 })),
    ...side(200, 100, (y) => ({ x: 100, y })),
  ];
  const region = regionOf(square, PAGE, 1)!;
  expect(region.box).toEqual({ x: 100, y: 100, width: 100, height: 100 });
  expect(region.outline!.length).toBeLessThan(7);
  expect(regionOf(square.slice(0, 20), PAGE, 1)).toBeNull();
  const noise = Array.from({ length: 4000 }, (_, at) => ({ x: (at * 7919) % 1000, y: (at * 104729) % 700 }));
  expect(regionOf(noise, PAGE, 0.5)!.outline!.length).toBeLessThanOrEqual(500);
});

const word = (id: string, line: number, order: number): Word =>
  ({ id, line, order, box: { x: order * 50, y: line * 40, width: 40, height: 20 } }) as Word;
const WORDS = [word('a', 0, 0), word('b', 0, 1), word('c', 1, 2)];

test('words are read by lines, and each line has a box around it', () => {
  expect(readingOrder(WORDS.toReversed())).toEqual([['a', 'b'], ['c']]);
  expect(lineBoxes(WORDS)).toEqual([
    { line: 0, box: { x: 0, y: 0, width: 90, height: 20 } },
    { line: 1, box: { x: 100, y: 40, width: 40, height: 20 } },
  ]);
});

test('a word is read earlier or later, over the ends of lines and not over those of the page', () => {
  const order = readingOrder(WORDS);
  expect(reordered(order, 'a', 1)).toEqual([['b', 'a'], ['c']]);
  expect(reordered(order, 'b', 1)).toEqual([['a'], ['b', 'c']]);
  expect(reordered(order, 'c', -1)).toEqual([['a', 'b', 'c']]);
  expect(reordered(order, 'a', -1)).toBeNull();
  expect(reordered(order, 'c', 1)).toBeNull();
  expect(reordered(order, 'x', 1)).toBeNull();
});

test('reading earlier and later again gives the order that was, until the page ends', () => {
  const orders = fc
    .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 })
    .map((sizes) => sizes.map((size, line) => Array.from({ length: size }, (_, at) => `${line}-${at}`)));
  fc.assert(
    fc.property(orders, fc.nat(), fc.constantFrom(1 as const, -1 as const), (order, at, step) => {
      const ids = order.flat();
      const id = ids[at % ids.length]!;
      const after = reordered(order, id, step);
      if (after === null) return;
      expect(after.flat().toSorted()).toEqual(ids.toSorted());
      // A line that was left empty is gone, and with it the way back.
      if (after.length === order.length) {
        expect(reordered(after, id, step === 1 ? -1 : 1)?.flat()).toEqual(ids);
      }
    }),
  );
});

test('an inch of 300 pixels is 25.4 mm, along any direction', () => {
  expect(resolutionOf({ x: 10, y: 10 }, { x: 310, y: 10 }, 25.4)).toBeCloseTo(300);
  expect(resolutionOf({ x: 0, y: 0 }, { x: 180, y: 240 }, 25.4)).toBeCloseTo(300);
});
