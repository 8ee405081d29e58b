import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridOver, lineAcross, protractorTicks } from '../../../src/renderer/viewer/grid.ts';

const PAGE = { width: 2480, height: 3508 };
const PANE = { width: 600, height: 400 };
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('grid', () => {
  it('has round steps of the page, far enough apart to be seen, and no line beyond the page', () => {
    fc.assert(
      fc.property(
        fc.record({ scale: real(0.05, 30), x: real(0, 2480), y: real(0, 3508), angle: real(-180, 180) }),
        fc.constantFrom(null, 72, 300, 600),
        (view, dpi) => {
          const { step, unit, distance, columns, rows } = gridOver(PAGE, dpi, view, PANE);
          expect(distance).toBeCloseTo(unit === 'mm' ? (step / 25.4) * dpi! : step, 9);
          if (step !== 50 && step !== 1000) expect(distance * view.scale).toBeGreaterThanOrEqual(24);
          for (const [lines, length] of [
            [columns, PAGE.width],
            [rows, PAGE.height],
          ] as const) {
            for (const at of lines) {
              expect(at).toBeGreaterThanOrEqual(0);
              expect(at).toBeLessThanOrEqual(length);
            }
          }
        },
      ),
    );
  });

  it('covers the pane', () => {
    const { columns, step, unit } = gridOver(PAGE, 254, { scale: 1, x: 1000, y: 1000, angle: 0 }, PANE);
    expect([step, unit]).toEqual([5, 'mm']);
    expect(columns[0]).toBeLessThanOrEqual(700);
    expect(columns.at(-1)).toBeGreaterThanOrEqual(1300);
    expect(columns[1]! - columns[0]!).toBeCloseTo(50, 9);
  });
});

describe('protractor', () => {
  it('counts from the right against the clock, as slant is given', () => {
    const ticks = protractorTicks(100);
    const up = ticks.find(({ degrees }) => degrees === 90)!;
    expect(up.to.x).toBeCloseTo(0, 9);
    expect(up.to.y).toBeCloseTo(-100, 9);
    expect(ticks).toHaveLength(72);
  });
});

describe('a line across a pane', () => {
  it('is as long as the pane needs however far off its place lies, and goes through that place', () => {
    fc.assert(
      fc.property(real(-1e6, 1e6), real(-1e6, 1e6), real(-180, 180), (x, y, degrees) => {
        const [a, b] = lineAcross({ x, y }, degrees, PANE);
        expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeCloseTo(2 * Math.hypot(PANE.width, PANE.height), 3);
        // Its middle is where it is nearest to the middle of the pane.
        const [midX, midY] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
        const across = (PANE.width / 2 - midX) * (b.x - a.x) + (PANE.height / 2 - midY) * (b.y - a.y);
        expect(across / 1e6).toBeCloseTo(0, 1);
        expect(((x - midX) * (b.y - a.y) - (y - midY) * (b.x - a.x)) / 1e6).toBeCloseTo(0, 1);
      }),
    );
  });
});
