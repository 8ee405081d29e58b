import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Nearness, ScoreCurves } from '../../src/contract/charts.ts';
import { mapPlot } from '../../src/contract/map-plot.ts';
import type { Plot } from '../../src/contract/plot.ts';
import { scorePlot } from '../../src/contract/score-plot.ts';

const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const curve = fc
  .array(cosine, { minLength: 2, maxLength: 30 })
  .map((scores) =>
    scores.toSorted((a, b) => a - b).map((score, at) => ({ score, share: at / (scores.length - 1) })),
  );
const curves: fc.Arbitrary<ScoreCurves> = fc.record({
  population: fc.constant('pooled'),
  writers: fc.nat(),
  words: fc.nat(),
  samePairs: fc.nat(),
  differentPairs: fc.nat(),
  same: curve,
  different: curve,
  draws: fc.constantFrom(1, 1000),
  drawn: fc
    .tuple(cosine, cosine, cosine)
    .map((scores) => scores.toSorted((a, b) => a - b))
    .map(([low, middle, high]) => ({ low: low!, middle: middle!, high: high! })),
});

const inside = ({ width, height, lines, dots = [] }: Plot): void => {
  const points = [...lines.flatMap((line) => line.points), ...dots.map(({ x, y }) => [x, y] as const)];
  for (const [x, y] of points) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(height);
  }
};

it('draws whatever scores inside its frame, curves that only rise, and the comparison between its draws', () => {
  fc.assert(
    fc.property(curves, (scores) => {
      const plot = scorePlot(scores, 500);
      inside(plot);
      for (const kind of ['solid', 'dashed'] as const) {
        const { points } = plot.lines.find((line) => line.kind === kind)!;
        for (const [at, [x, y]] of points.entries()) {
          if (at === 0) continue;
          expect(x).toBeGreaterThanOrEqual(points[at - 1]![0]);
          expect(y).toBeLessThanOrEqual(points[at - 1]![1]);
        }
      }
      const [result] = plot.lines.filter(({ kind }) => kind === 'result');
      expect(plot.areas).toHaveLength(scores.draws === 1 ? 0 : 1);
      for (const { x, width } of plot.areas) {
        expect(result!.points[0]![0]).toBeGreaterThanOrEqual(x - 1e-6);
        expect(result!.points[0]![0]).toBeLessThanOrEqual(x + width + 1e-6);
      }
    }),
  );
});

const role = fc.constantFrom('questioned' as const, 'known' as const);
const hand = fc.record({
  id: fc.constant('hand-0001'),
  label: fc.string({ minLength: 1, maxLength: 8 }),
  role,
  words: fc.nat(),
  x: cosine,
  y: cosine,
});

it('maps at one scale on both axes, inside its frame, no label on another or on a dot, and says what it does not show', () => {
  fc.assert(
    fc.property(fc.array(hand, { minLength: 3, maxLength: 12 }), (hands) => {
      const plot = mapPlot({ hands, shares: [0.5, 0.25] } satisfies NonNullable<Nearness['map']>, 500);
      inside(plot);
      const dots = plot.dots!;
      const scales = hands.flatMap((one, a) =>
        hands.flatMap((other, b) => {
          const far = Math.hypot(one.x - other.x, one.y - other.y);
          const drawn = Math.hypot(dots[a]!.x - dots[b]!.x, dots[a]!.y - dots[b]!.y);
          return far > 1e-3 ? [drawn / far] : [];
        }),
      );
      for (const scale of scales) expect(scale / scales[0]!).toBeCloseTo(1, 4);
      const names = plot.labels.slice(0, -1);
      const boxes = names.map(({ text, x, y, anchor }) => {
        const long = text.length * 5;
        const left = { start: x, middle: x - long / 2, end: x - long }[anchor];
        return { left, right: left + long, top: y - 8, bottom: y + 2 };
      });
      const apart = (a: (typeof boxes)[number], b: (typeof boxes)[number]): boolean =>
        a.left >= b.right - 1e-6 ||
        b.left >= a.right - 1e-6 ||
        a.top >= b.bottom - 1e-6 ||
        b.top >= a.bottom - 1e-6;
      for (const [at, box] of boxes.entries()) {
        for (const other of boxes.slice(at + 1)) expect(apart(box, other)).toBe(true);
        for (const { x, y } of dots) {
          const dot = { left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 };
          expect(apart(box, dot)).toBe(true);
        }
      }
      expect(plot.labels.at(-1)!.text).toBe(
        'across: 50.0 % of all squared distances; upwards: 25.0 %; not shown: 25.0 %',
      );
    }),
  );
});
