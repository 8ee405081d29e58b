import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atScale,
  cornersOf,
  fit,
  fitBox,
  MAX_SCALE,
  millimetresAcross,
  MIN_SCALE,
  panBy,
  equalScale,
  toPage,
  toScreen,
  turnBy,
  zoomAt,
  zoomPercent,
  type Viewport,
} from '../../../src/renderer/viewer/viewport.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const view = fc.record<Viewport>({
  scale: real(0.02, 30),
  x: real(0, 5000),
  y: real(0, 5000),
  angle: real(-180, 180),
});
const size = fc.record({
  width: fc.integer({ min: 50, max: 4000 }),
  height: fc.integer({ min: 50, max: 4000 }),
});
const point = fc.record({ x: real(-100, 4000), y: real(-100, 4000) });

describe('viewport', () => {
  it('maps a pane position to the page and back', () => {
    fc.assert(
      fc.property(view, size, point, (shown, pane, position) => {
        const back = toScreen(shown, pane, toPage(shown, pane, position));
        expect(back.x).toBeCloseTo(position.x, 4);
        expect(back.y).toBeCloseTo(position.y, 4);
      }),
    );
  });

  it('keeps the page point under the cursor while zooming', () => {
    fc.assert(
      fc.property(view, size, point, real(0.2, 5), (shown, pane, cursor, factor) => {
        const held = toPage(shown, pane, cursor);
        const after = toScreen(zoomAt(shown, pane, cursor, factor), pane, held);
        expect(after.x).toBeCloseTo(cursor.x, 4);
        expect(after.y).toBeCloseTo(cursor.y, 4);
      }),
    );
  });

  it('stays between the smallest and the largest scale, and holds the point there too', () => {
    const pane = { width: 400, height: 300 };
    const near: Viewport = { scale: 60, x: 10, y: 10, angle: 30 };
    expect(zoomAt(near, pane, { x: 0, y: 0 }, 100).scale).toBe(MAX_SCALE);
    expect(zoomAt({ ...near, scale: 0.02 }, pane, { x: 0, y: 0 }, 0.001).scale).toBe(MIN_SCALE);
    const at = { x: 30, y: 280 };
    const held = toPage(near, pane, at);
    expect(toScreen(zoomAt(near, pane, at, 100), pane, held).x).toBeCloseTo(at.x, 6);
  });

  it('moves the page with the pointer and keeps its centre over the page', () => {
    const page = { width: 1000, height: 800 };
    const upright = { scale: 2, x: 500, y: 400, angle: 0 };
    expect(panBy(upright, page, 100, -50)).toEqual({ ...upright, x: 450, y: 425 });
    expect(panBy(upright, page, 1e6, -1e6)).toEqual({ ...upright, x: 0, y: 800 });
  });

  it('shows a whole page, and a box of it, inside the pane', () => {
    fc.assert(
      fc.property(size, size, real(-180, 180), (page, pane, angle) => {
        const shown = fit(page, pane, angle);
        for (const corner of cornersOf({ x: 0, y: 0, ...page })) {
          const { x, y } = toScreen(shown, pane, corner);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(pane.width);
          expect(y).toBeLessThanOrEqual(pane.height);
        }
      }),
    );
    const box = fitBox({ x: 100, y: 50, width: 200, height: 80 }, { width: 400, height: 400 }, 0, 0.5);
    expect(box).toEqual({ scale: 1, x: 200, y: 90, angle: 0 });
  });

  it('turns a page about the middle of its pane, clockwise', () => {
    fc.assert(
      fc.property(view, size, real(-400, 400), (shown, pane, degrees) => {
        const turned = turnBy(shown, degrees);
        expect(turned.angle).toBeGreaterThan(-180 - 1e-9);
        expect(turned.angle).toBeLessThanOrEqual(180);
        const middle = { x: pane.width / 2, y: pane.height / 2 };
        expect(toPage(turned, pane, middle)).toEqual(toPage(shown, pane, middle));
      }),
    );
    const pane = { width: 200, height: 100 };
    const turned = turnBy({ scale: 1, x: 0, y: 0, angle: 0 }, 90);
    const right = toScreen(turned, pane, { x: 10, y: 0 });
    expect(right.x).toBeCloseTo(100, 9);
    expect(right.y).toBeCloseTo(60, 9);
  });

  it('says how many millimetres of the page a pane is wide', () => {
    const shown = { scale: 0.5, x: 0, y: 0, angle: 0 };
    expect(millimetresAcross(shown, { width: 300, height: 10 }, 600)).toBeCloseTo(25.4, 9);
  });

  it('counts 100 % where one page pixel covers one screen pixel', () => {
    expect(zoomPercent({ scale: 0.5, x: 0, y: 0, angle: 0 }, 2)).toBe(100);
    expect(atScale({ scale: 3, x: 7, y: 8, angle: 5 }, 0.5)).toEqual({ scale: 0.5, x: 7, y: 8, angle: 5 });
  });

  it('shows a millimetre equally long at both resolutions', () => {
    // 300 dpi holds twice the pixels of 150 dpi in a millimetre, so each takes half the room.
    expect(equalScale(300, 150, 1)).toBe(0.5);
    fc.assert(
      fc.property(real(72, 1200), real(72, 1200), real(0.05, 10), (dpi, other, scale) => {
        expect(equalScale(dpi, other, scale) * dpi).toBeCloseTo(scale * other, 6);
      }),
    );
  });
});
