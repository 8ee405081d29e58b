import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelSize, tileBox, topLevel } from '../../../src/contract/tiles.ts';
import { levelFor, tilesAt, tilesFor } from '../../../src/renderer/viewer/tiles-in-view.ts';
import { fit, toPage } from '../../../src/renderer/viewer/viewport.ts';

const A4_600 = { width: 4960, height: 7016 };
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('tiles in view', () => {
  it('have at least the pixels that the screen shows, and fewer than twice as many, as far as the page has them', () => {
    fc.assert(
      fc.property(real(0.02, 20), fc.constantFrom(1, 1.25, 1.5, 2), (scale, ratio) => {
        const level = levelFor(A4_600, { scale, x: 0, y: 0, angle: 0 }, ratio);
        const shown = scale * ratio * 2 ** level;
        if (level < topLevel(A4_600)) expect(shown).toBeGreaterThan(0.5 - 1e-9);
        if (level > 0) expect(shown).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('cover everything of the page that the pane shows, at any angle', () => {
    const pane = { width: 640, height: 480 };
    fc.assert(
      fc.property(
        fc.record({ scale: real(0.05, 4), x: real(0, 4960), y: real(0, 7016), angle: real(-180, 180) }),
        real(0, 640),
        real(0, 480),
        (view, x, y) => {
          const point = toPage(view, pane, { x, y });
          const on = point.x >= 0 && point.y >= 0 && point.x < 4960 && point.y < 7016;
          const level = levelFor(A4_600, view, 1);
          const step = levelSize(A4_600, level).width / 4960;
          const covered = tilesAt(A4_600, view, pane, level).some((tile) => {
            const box = tileBox(A4_600, tile)!;
            const [u, v] = [point.x * step - box.x, point.y * step - box.y];
            return u >= -0.5 && v >= -0.5 && u <= box.width + 0.5 && v <= box.height + 0.5;
          });
          if (on) expect(covered).toBe(true);
        },
      ),
    );
  });

  it('are one for a whole page in a pane, and the middle comes first after the coarse one', () => {
    const pane = { width: 600, height: 700 };
    expect(tilesFor(A4_600, fit(A4_600, pane), pane, 1)).toEqual([{ level: 3, column: 0, row: 0 }]);
    const near = tilesFor(A4_600, { scale: 1, x: 3000, y: 3000, angle: 0 }, pane, 1);
    expect(near.slice(0, 2)).toEqual([
      { level: 3, column: 0, row: 0 },
      { level: 0, column: 2, row: 2 },
    ]);
  });
});
