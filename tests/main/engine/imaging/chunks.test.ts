import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkLines, isPlausible } from '../../../../src/main/engine/imaging/chunks.ts';

const level = (at: number) => ({ centre: new Float32Array(200).fill(at), from: 0, to: 200 });

describe('the ends of a mark of ink', () => {
  const box = { x: 40, y: 20, width: 30, height: 50 };

  it('are impossible where they are infinite, the wrong way round, or farther out than the slant can carry them', () => {
    const at = (from: number, to: number): boolean => isPlausible({ from, to }, { box }, level(45), 0.5);
    expect(at(40, 70)).toBe(true);
    // 25 rows above and 24 below the middle, times the slant.
    expect(at(40 - 12.5, 70 + 12)).toBe(true);
    expect(at(20, 70)).toBe(false);
    expect(at(40, 90)).toBe(false);
    expect(at(60, 50)).toBe(false);
    expect(at(Infinity, -Infinity)).toBe(false);
    expect(at(-Infinity, 70)).toBe(false);
    expect(at(40, Infinity)).toBe(false);
    expect(at(Number.NaN, 70)).toBe(false);
  });

  it('are found possible whatever is written', () => {
    const mark = fc.record({
      x: fc.integer({ min: 0, max: 150 }),
      y: fc.integer({ min: 0, max: 60 }),
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(
        fc.array(mark, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 99, noNaN: true }),
        (marks, middle) => {
          const labels = new Int32Array(200 * 100);
          const pieces = marks.map((each, index) => {
            for (let y = each.y; y < each.y + each.height; y++) {
              labels.fill(index + 1, y * 200 + each.x, y * 200 + each.x + each.width);
            }
            return { label: index + 1, line: 0, area: each.width * each.height, box: each };
          });
          // What a later mark covers whole is no ink any more, and no piece.
          const visible = pieces.filter(({ label }) => labels.includes(label));
          expect(() => chunkLines(visible, [level(middle)], labels, 200, 20)).not.toThrow();
        },
      ),
    );
  });
});
