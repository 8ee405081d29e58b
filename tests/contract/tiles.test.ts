import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelSize, TILE_SIDE, tileBox, topLevel } from '../../src/contract/tiles.ts';

const side = fc.integer({ min: 1, max: 65_535 });
const page = fc.record({ width: side, height: side });

describe('tiles of a page', () => {
  it('cover every level once, without a gap', () => {
    fc.assert(
      fc.property(page, fc.nat({ max: 6 }), (size, below) => {
        const level = Math.max(0, topLevel(size) - below);
        const whole = levelSize(size, level);
        const along = (length: number): number => Math.ceil(length / TILE_SIDE);
        let area = 0;
        for (let row = 0; row < along(whole.height); row++) {
          for (let column = 0; column < along(whole.width); column++) {
            const box = tileBox(size, { level, column, row })!;
            expect([box.x, box.y]).toEqual([column * TILE_SIDE, row * TILE_SIDE]);
            area += box.width * box.height;
          }
        }
        expect(area).toBe(whole.width * whole.height);
        expect(tileBox(size, { level, column: along(whole.width), row: 0 })).toBeNull();
        expect(tileBox(size, { level, column: 0, row: along(whole.height) })).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('end with the first level that is one tile', () => {
    fc.assert(
      fc.property(page, (size) => {
        const top = topLevel(size);
        const longest = (level: number): number => {
          const { width, height } = levelSize(size, level);
          return Math.max(width, height);
        };
        expect(longest(top)).toBeLessThanOrEqual(TILE_SIDE);
        if (top > 0) expect(longest(top - 1)).toBeGreaterThan(TILE_SIDE);
        expect(tileBox(size, { level: top + 1, column: 0, row: 0 })).toBeNull();
      }),
    );
    expect(topLevel({ width: 4960, height: 7016 })).toBe(3);
  });
});
