import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignmentOf, fitTogether, follow, reversed } from '../../../src/renderer/viewer/link.ts';
import { LinkedPanes } from '../../../src/renderer/viewer/linked-panes.svelte.ts';
import { panBy, toPage, toScreen, zoomAt, type Viewport } from '../../../src/renderer/viewer/viewport.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const view = fc.record<Viewport>({ scale: real(0.05, 20), x: real(0, 4000), y: real(0, 4000) });
const pane = { width: 600, height: 500 };

function expectView(actual: Viewport, expected: Viewport): void {
  expect(actual.scale / expected.scale).toBeCloseTo(1, 6);
  // A thousandth of a screen pixel, whatever the scale.
  expect(Math.abs(actual.x - expected.x) * expected.scale).toBeLessThan(1e-3);
  expect(Math.abs(actual.y - expected.y) * expected.scale).toBeLessThan(1e-3);
}

describe('alignment of two pages', () => {
  it('moves nothing when it is taken', () => {
    fc.assert(
      fc.property(view, view, (source, follower) => {
        expectView(follow(alignmentOf(source, follower), source), follower);
      }),
    );
  });

  it('leads back when source and follower change places', () => {
    fc.assert(
      fc.property(view, view, view, (source, follower, moved) => {
        const alignment = alignmentOf(source, follower);
        expectView(follow(reversed(alignment), follow(alignment, moved)), moved);
      }),
    );
  });

  it('keeps points that lie on each other on each other through every pan and zoom', () => {
    fc.assert(
      fc.property(
        view,
        view,
        real(-300, 300),
        real(-300, 300),
        real(0.3, 3),
        (source, follower, dx, dy, factor) => {
          const alignment = alignmentOf(source, follower);
          const position = { x: 120, y: 340 };
          const [p, q] = [toPage(source, pane, position), toPage(follower, pane, position)];
          const moved = zoomAt(
            panBy(source, { width: 4000, height: 4000 }, dx, dy),
            pane,
            { x: 40, y: 60 },
            factor,
          );
          const [a, b] = [toScreen(moved, pane, p), toScreen(follow(alignment, moved), pane, q)];
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(1e-2);
        },
      ),
    );
  });

  it('shows both pages whole without moving them against each other', () => {
    fc.assert(
      fc.property(view, view, (source, follower) => {
        const alignment = alignmentOf(source, follower);
        const page = { width: 1600, height: 2300 };
        const together = fitTogether(alignment, page, page, { source: pane, follower: pane });
        const after = follow(alignment, together);
        for (const [shown, corner] of [
          [together, { x: 0, y: 0 }],
          [together, { x: 1600, y: 2300 }],
          [after, { x: 0, y: 0 }],
          [after, { x: 1600, y: 2300 }],
        ] as const) {
          // Alignments so far apart that the smallest scale cannot hold both are not for the eye.
          if (together.scale <= 0.0101) continue;
          const at = toScreen(shown, pane, corner);
          expect(at.x).toBeGreaterThan(-1);
          expect(at.x).toBeLessThan(pane.width + 1);
          expect(at.y).toBeGreaterThan(-1);
          expect(at.y).toBeLessThan(pane.height + 1);
        }
      }),
    );
  });
});

describe('linked panes', () => {
  const page = { width: 2000, height: 3000 };

  function opened(): LinkedPanes {
    const panes = new LinkedPanes();
    panes.resize('questioned', pane);
    panes.resize('known', { width: 300, height: 500 });
    panes.place('questioned', { id: 'q', dpi: 300, ...page });
    panes.place('known', { id: 'k', dpi: 150, ...page });
    return panes;
  }

  it('unlinked, moves one pane only; linked again, keeps the alignment set by hand', () => {
    fc.assert(
      fc.property(view, view, (byHand, later) => {
        const panes = opened();
        panes.toggleLink();
        const before = panes.questioned.view;
        panes.move('known', byHand);
        expect(panes.questioned.view).toEqual(before);
        panes.toggleLink();
        expect(panes.known.view).toEqual(byHand);
        const alignment = alignmentOf(before, byHand);
        panes.move('questioned', later);
        expectView(panes.known.view, follow(alignment, later));
        panes.move('known', byHand);
        expectView(panes.questioned.view, before);
      }),
    );
  });

  it('takes a movement of one pane alone for the new alignment', () => {
    const panes = opened();
    const shifted = { ...panes.known.view, x: panes.known.view.x + 40 };
    panes.move('known', shifted, true);
    const source = panes.questioned.view;
    panes.move('questioned', { ...source, x: source.x + 10 });
    expectView(panes.known.view, { ...shifted, x: shifted.x + (10 * source.scale) / shifted.scale });
  });

  it('keeps the alignment when both are fitted, and forgets it when they are reset', () => {
    const panes = opened();
    panes.move('known', { ...panes.known.view, x: 700, y: 900 }, true);
    const alignment = alignmentOf(panes.questioned.view, panes.known.view);
    panes.fit();
    expectView(panes.known.view, follow(alignment, panes.questioned.view));
    panes.reset();
    expect(panes.known.fitted).toBe(true);
    expect(panes.known.view.x).toBe(page.width / 2);
  });

  it('shows a millimetre equally long in both panes', () => {
    const panes = opened();
    panes.samePhysicalScale();
    expect(panes.known.view.scale * 150).toBeCloseTo(panes.questioned.view.scale * 300, 9);
  });

  it('brings a pair of words into view once both of their pages are there', () => {
    const panes = opened();
    panes.showBoxes({
      questioned: { page: 'q2', box: { x: 100, y: 100, width: 200, height: 80 } },
      known: { page: 'k', box: { x: 900, y: 400, width: 100, height: 40 } },
    });
    expect(panes.known.view.x).toBe(1000);
    panes.place('questioned', { id: 'q2', dpi: 300, ...page });
    expect(panes.questioned.view).toMatchObject({ x: 200, y: 140 });
    expect(panes.known.view).toMatchObject({ x: 950, y: 420 });
    expect(panes.known.view.scale * 150).toBeCloseTo(panes.questioned.view.scale * 300, 9);
    const { x, y, scale } = panes.questioned.view;
    panes.move('questioned', { scale, x: x + 20, y });
    expect(panes.known.view.x).toBeCloseTo(950 + 10, 6);
  });

  it('fits a page again when its pane changes size, but leaves a part chosen by the examiner', () => {
    const panes = opened();
    panes.resize('known', { width: 600, height: 1000 });
    expect(panes.known.view.scale).toBeCloseTo(0.97 * 0.3, 6);
    panes.move('known', { scale: 2, x: 10, y: 10 });
    panes.resize('known', { width: 500, height: 500 });
    expect(panes.known.view).toEqual({ scale: 2, x: 10, y: 10 });
  });
});
