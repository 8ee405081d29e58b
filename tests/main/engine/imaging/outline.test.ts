import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insideOf } from '../../../../src/main/engine/imaging/outline.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The even-odd rule for one pixel's centre, by counting the edges to its right. */
function isInside(outline: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  outline.forEach((a, at) => {
    const b = outline[(at + 1) % outline.length] as Point;
    if (a.y < y === b.y < y) return;
    if (a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x) > x) inside = !inside;
  });
  return inside;
}

test('a rectangle holds every pixel of its box', () => {
  const outline = [
    { x: 10, y: 20 },
    { x: 14, y: 20 },
    { x: 14, y: 23 },
    { x: 10, y: 23 },
  ];
  expect(insideOf(outline, { x: 10, y: 20, width: 4, height: 3 })).toEqual(new Uint8Array(12).fill(1));
});

test('a triangle holds the pixels whose centres lie in it', () => {
  const outline = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 0, y: 4 },
  ];
  const rows = insideOf(outline, { x: 0, y: 0, width: 4, height: 4 });
  expect(Array.from({ length: 4 }, (_, row) => rows.slice(row * 4, row * 4 + 4).join(''))).toEqual([
    '1110',
    '1100',
    '1000',
    '0000',
  ]);
});

test('any outline holds exactly the pixels that the even-odd rule says', () => {
  const point = fc.record({ x: fc.nat(30), y: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), fc.nat(10), (outline, from) => {
      const box = { x: from, y: from, width: 24, height: 24 };
      const inside = insideOf(outline, box);
      for (let y = 0; y < box.height; y++) {
        for (let x = 0; x < box.width; x++) {
          const expected = isInside(outline, box.x + x + 0.5, box.y + y + 0.5);
          expect(inside[y * box.width + x], `pixel ${x}, ${y}`).toBe(expected ? 1 : 0);
        }
      }
    }),
  );
});
