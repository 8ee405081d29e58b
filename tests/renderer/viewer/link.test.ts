import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignmentOf,
  alignmentOfLandmarks,
  carried,
  follow,
  reversed,
  type Alignment,
} from '../../../src/renderer/viewer/link.ts';
import { LinkedPanes, type PaneIndex } from '../../../src/renderer/viewer/linked-panes.svelte.ts';
import {
  cornersOf,
  MAX_SCALE,
  MIN_SCALE,
  panBy,
  plainAngle,
  toPage,
  toScreen,
  turnBy,
  zoomAt,
  type Viewport,
} from '../../../src/renderer/viewer/viewport.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const view = fc.record<Viewport>({
  scale: real(0.05, 20),
  x: real(0, 4000),
  y: real(0, 4000),
  angle: real(-180, 180),
});
const pane = { width: 600, height: 500 };

function expectView(actual: Viewport, expected: Viewport): void {
  expect(actual.scale / expected.scale).toBeCloseTo(1, 6);
  expect(Math.abs(plainAngle(actual.angle - expected.angle))).toBeLessThan(1e-6);
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

  it('keeps points that lie on each other on each other through every pan, zoom and turn', () => {
    fc.assert(
      fc.property(
        view,
        view,
        real(-300, 300),
        real(-300, 300),
        real(0.3, 3),
        real(-180, 180),
        (source, follower, dx, dy, factor, degrees) => {
          const alignment = alignmentOf(source, follower);
          const position = { x: 120, y: 340 };
          const [p, q] = [toPage(source, pane, position), toPage(follower, pane, position)];
          const moved = zoomAt(
            panBy(turnBy(source, degrees), { width: 4000, height: 4000 }, dx, dy),
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
});

describe('alignment by landmarks', () => {
  const alignment = fc.record<Alignment>({
    ratio: real(0.2, 5),
    turn: real(-179, 179),
    offsetX: real(-3000, 3000),
    offsetY: real(-3000, 3000),
  });
  const point = fc.record({ x: real(0, 4000), y: real(0, 4000) });
  const far = (points: readonly { x: number; y: number }[]): boolean =>
    points.every((a, i) => points.every((b, j) => i === j || Math.hypot(a.x - b.x, a.y - b.y) > 50));

  it('finds the similarity that the landmarks were made with', () => {
    fc.assert(
      fc.property(
        alignment,
        fc.array(point, { minLength: 2, maxLength: 3 }).filter(far),
        point,
        (made, points, other) => {
          const found = alignmentOfLandmarks(
            points.map((source) => ({ source, follower: carried(made, source) })),
          )!;
          expect(found.off).toBeLessThan(1e-6);
          const [expected, actual] = [carried(made, other), carried(found.alignment, other)];
          expect(Math.hypot(expected.x - actual.x, expected.y - actual.y)).toBeLessThan(1e-4);
        },
      ),
    );
  });

  it('lies nearer to landmarks that fit no similarity than any other alignment near it', () => {
    const off = (
      landmarks: readonly { source: { x: number; y: number }; follower: { x: number; y: number } }[],
      by: Alignment,
    ): number =>
      Math.sqrt(
        landmarks.reduce((sum, { source, follower }) => {
          const { x, y } = carried(by, source);
          return sum + (x - follower.x) ** 2 + (y - follower.y) ** 2;
        }, 0) / landmarks.length,
      );
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 3, maxLength: 3 }).filter(far),
        fc.array(point, { minLength: 3, maxLength: 3 }).filter(far),
        real(-0.01, 0.01),
        real(-1, 1),
        real(-5, 5),
        (sources, followers, ratio, turn, offset) => {
          const landmarks = sources.map((source, index) => ({ source, follower: followers[index]! }));
          const found = alignmentOfLandmarks(landmarks)!;
          expect(off(landmarks, found.alignment)).toBeCloseTo(found.off, 6);
          const other = {
            ratio: found.alignment.ratio * (1 + ratio),
            turn: found.alignment.turn + turn,
            offsetX: found.alignment.offsetX + offset,
            offsetY: found.alignment.offsetY - offset,
          };
          expect(off(landmarks, other)).toBeGreaterThanOrEqual(found.off - 1e-6);
        },
      ),
    );
  });

  it('is not to be had from one landmark, or from points in one place', () => {
    const at = { x: 5, y: 7 };
    expect(alignmentOfLandmarks([{ source: at, follower: at }])).toBeNull();
    const apart = { x: 50, y: 7 };
    expect(
      alignmentOfLandmarks([
        { source: at, follower: at },
        { source: at, follower: apart },
      ]),
    ).toBeNull();
    expect(
      alignmentOfLandmarks([
        { source: at, follower: at },
        { source: apart, follower: at },
      ]),
    ).toBeNull();
  });
});

describe('linked panes', () => {
  const page = { width: 2000, height: 3000 };
  const sheet = (id: string, dpi: number | null, xHeight: number | null = null) => ({
    id,
    dpi,
    quality: { xHeight },
    ...page,
  });

  /** Four panes with a page each, of which `count` are shown. */
  function opened(count = 2): LinkedPanes {
    const panes = new LinkedPanes();
    panes.arrange(count);
    panes.resize(0, pane);
    panes.resize(1, { width: 300, height: 500 });
    panes.resize(2, pane);
    panes.resize(3, { width: 400, height: 200 });
    panes.place(0, sheet('q', 300, 40));
    panes.place(1, sheet('k', 150, 30));
    panes.place(2, sheet('k2', null, 20));
    panes.place(3, sheet('k3', 600));
    return panes;
  }
  const all: readonly PaneIndex[] = [0, 1, 2, 3];
  /** A view from which no other of these leads a follower beyond what can be shown. */
  const usual = view.map((each) => ({ ...each, scale: each.scale ** 0.35 }));

  it('unlinked, moves one pane only; linked again, keeps the alignment set by hand', () => {
    fc.assert(
      fc.property(usual, usual, (byHand, later) => {
        const panes = opened();
        panes.toggleLink();
        const before = panes.pane(0).view;
        panes.move(1, byHand);
        expect(panes.pane(0).view).toEqual(before);
        panes.toggleLink();
        expect(panes.pane(1).view).toEqual(byHand);
        const alignment = alignmentOf(before, byHand);
        panes.move(0, later);
        expectView(panes.pane(1).view, follow(alignment, later));
        panes.move(1, byHand);
        expectView(panes.pane(0).view, before);
      }),
    );
  });

  it('moves all panes with any of them, each as it lies on the others', () => {
    fc.assert(
      fc.property(
        fc.tuple(usual, usual, usual, usual),
        fc.constantFrom(...all),
        usual,
        (byHand, source, later) => {
          const panes = opened(4);
          panes.toggleLink();
          for (const index of all) panes.move(index, byHand[index]);
          panes.toggleLink();
          panes.move(source, later);
          expect(panes.pane(source).view).toEqual(later);
          for (const index of all) {
            expectView(panes.pane(index).view, follow(alignmentOf(byHand[source], byHand[index]), later));
          }
        },
      ),
    );
  });

  it('stops together where the first pane can go no further, and keeps the alignment and the place zoomed at', () => {
    fc.assert(
      fc.property(
        fc.tuple(view, view, view, view),
        fc.constantFrom(...all),
        fc.constantFrom(1e-6, 0.2, 5, 1e6),
        (byHand, source, factor) => {
          const panes = opened(4);
          panes.toggleLink();
          for (const index of all) panes.move(index, byHand[index]);
          panes.toggleLink();
          const { size, view: before } = panes.pane(source);
          const cursor = { x: 40, y: 60 };
          const held = toPage(before, size, cursor);
          panes.move(source, zoomAt(before, size, cursor, factor));
          const scales = all.map((index) => panes.pane(index).view.scale);
          expect(Math.min(...scales)).toBeGreaterThan(0.999_999 * MIN_SCALE);
          expect(Math.max(...scales)).toBeLessThan(1.000_001 * MAX_SCALE);
          // Either as far as was asked for, or one of them at its limit.
          const wanted = Math.min(MAX_SCALE, Math.max(MIN_SCALE, before.scale * factor));
          const limit = factor > 1 ? Math.max(...scales) / MAX_SCALE : Math.min(...scales) / MIN_SCALE;
          const { view: led } = panes.pane(source);
          expect(Math.min(Math.abs(led.scale / wanted - 1), Math.abs(limit - 1))).toBeLessThan(1e-9);
          const still = toScreen(led, size, held);
          expect(Math.hypot(still.x - cursor.x, still.y - cursor.y)).toBeLessThan(1e-3);
          for (const index of all) {
            const alignment = alignmentOf(byHand[source], byHand[index]);
            expectView(panes.pane(index).view, follow(alignment, led));
          }
        },
      ),
    );
  });

  it('leaves panes that are not shown where they are, and takes them in again as they were', () => {
    const panes = opened(2);
    const before = panes.pane(2).view;
    panes.turn(0, 30);
    expect(panes.pane(1).view.angle).toBe(30);
    expect(panes.pane(2).view).toEqual(before);
    panes.arrange(3);
    panes.turn(0, 10);
    expect(panes.pane(2).view.angle).toBeCloseTo(10, 9);
  });

  it('takes a movement of one pane alone for the new alignment', () => {
    const panes = opened();
    const shifted = { ...panes.pane(1).view, x: panes.pane(1).view.x + 40 };
    panes.move(1, shifted, true);
    const source = panes.pane(0).view;
    panes.move(0, { ...source, x: source.x + 10 });
    expectView(panes.pane(1).view, { ...shifted, x: shifted.x + (10 * source.scale) / shifted.scale });
  });

  it('keeps the alignment when all are fitted, and shows every page whole', () => {
    fc.assert(
      fc.property(view, view, (one, other) => {
        const panes = opened(3);
        panes.move(1, one, true);
        panes.move(2, other, true);
        const alignment = alignmentOf(panes.pane(0).view, panes.pane(1).view);
        panes.fit();
        expectView(panes.pane(1).view, follow(alignment, panes.pane(0).view));
        for (const index of [0, 1, 2] as const) {
          const { view: shown, size } = panes.pane(index);
          // Alignments so far apart that the smallest scale cannot hold both are not for the eye.
          if (([0, 1, 2] as const).some((each) => panes.pane(each).view.scale <= 1.01 * MIN_SCALE)) return;
          for (const corner of cornersOf({ x: 0, y: 0, ...page })) {
            const at = toScreen(shown, size, corner);
            expect(at.x).toBeGreaterThan(-1);
            expect(at.x).toBeLessThan(size.width + 1);
            expect(at.y).toBeGreaterThan(-1);
            expect(at.y).toBeLessThan(size.height + 1);
          }
        }
      }),
    );
  });

  it('forgets alignment and turns when it is reset', () => {
    const panes = opened();
    panes.turn(1, 45, true);
    panes.reset();
    expect(panes.pane(1).fitted).toBe(true);
    expect(panes.pane(1).view).toMatchObject({ x: page.width / 2, angle: 0 });
  });

  it('shows a millimetre, or a small letter, equally long in all panes that know it', () => {
    const panes = opened(4);
    const before = panes.pane(2).view;
    panes.equal('inch');
    expect(panes.pane(1).view.scale * 150).toBeCloseTo(panes.pane(0).view.scale * 300, 9);
    expect(panes.pane(3).view.scale * 600).toBeCloseTo(panes.pane(0).view.scale * 300, 9);
    expect(panes.pane(2).view).toEqual(before);
    panes.equal('xHeight');
    expect(panes.pane(1).view.scale * 30).toBeCloseTo(panes.pane(0).view.scale * 40, 9);
    expect(panes.pane(2).view.scale * 20).toBeCloseTo(panes.pane(0).view.scale * 40, 9);
    expect(panes.canEqual('xHeight')).toBe(true);
    panes.place(1, sheet('blank', null));
    panes.arrange(2);
    expect([panes.canEqual('inch'), panes.canEqual('xHeight')]).toEqual([false, false]);
  });

  it('lays one page on another by landmarks, and keeps that alignment', () => {
    const panes = opened();
    const before = panes.pane(0).view;
    const off = panes.alignBy(
      [
        { source: { x: 100, y: 100 }, follower: { x: 50, y: 50 } },
        { source: { x: 300, y: 100 }, follower: { x: 50, y: 150 } },
      ],
      0,
      1,
    );
    expect(off).toBeCloseTo(0, 9);
    expect(panes.pane(0).view).toEqual(before);
    expect(panes.pane(1).view.scale).toBeCloseTo(2 * before.scale, 9);
    const screen = (index: PaneIndex, point: { x: number; y: number }) => {
      const { view: shown, size } = panes.pane(index);
      const at = toScreen(shown, size, point);
      return { x: at.x - size.width / 2, y: at.y - size.height / 2 };
    };
    panes.move(0, { ...before, x: 250, y: 90, scale: 1 });
    const [a, b] = [screen(0, { x: 300, y: 100 }), screen(1, { x: 50, y: 150 })];
    expect(a.x).toBeCloseTo(b.x, 6);
    expect(a.y).toBeCloseTo(b.y, 6);
    expect(panes.alignBy([], 0, 1)).toBeNull();
  });

  it('brings a pair of words into view once both of their pages are there', () => {
    const panes = opened();
    panes.bring([
      { pane: 0, page: 'q2', box: { x: 100, y: 100, width: 200, height: 80 } },
      { pane: 1, page: 'k', box: { x: 900, y: 400, width: 100, height: 40 } },
    ]);
    expect(panes.pane(1).view.x).toBe(1000);
    panes.place(0, sheet('q2', 300));
    expect(panes.pane(0).view).toMatchObject({ x: 200, y: 140 });
    expect(panes.pane(1).view).toMatchObject({ x: 950, y: 420 });
    expect(panes.pane(1).view.scale * 150).toBeCloseTo(panes.pane(0).view.scale * 300, 9);
    panes.move(0, { ...panes.pane(0).view, x: panes.pane(0).view.x + 20 });
    expect(panes.pane(1).view.x).toBeCloseTo(950 + 10, 6);
  });

  it('shows again exactly what was shown, once the page is there', () => {
    const panes = opened();
    const wanted = { scale: 0.7, x: 12, y: 34, angle: -5 };
    panes.bring([{ pane: 1, page: 'other', view: wanted }]);
    panes.place(1, sheet('other', 300));
    expect(panes.pane(1).view).toEqual(wanted);
  });

  it('fits a page again when its pane changes size, but leaves a part chosen by the examiner', () => {
    const panes = opened();
    panes.resize(1, { width: 600, height: 1000 });
    expect(panes.pane(1).view.scale).toBeCloseTo(0.97 * 0.3, 6);
    const chosen = { scale: 2, x: 10, y: 10, angle: 0 };
    panes.move(1, chosen);
    panes.resize(1, { width: 500, height: 500 });
    expect(panes.pane(1).view).toEqual(chosen);
  });
});
