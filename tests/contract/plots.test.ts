import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Nearness, ScoreCurves } from '../../src/contract/charts.ts';
import { mapPlot } from '../../src/contract/map-plot.ts';
import { roomOf, type Plot } from '../../src/contract/plot.ts';
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
const syllable = fc.constantFrom(
  'Müller',
  'von Württemberg',
  'Oberländer',
  'WWWW',
  'mmmm',
  '王小明',
  'Γιώργος',
  ' ',
  'iii',
  'Q17',
);
const hand = fc.record({
  id: fc.constant('hand-0001'),
  label: fc.oneof(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.array(syllable, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
  ),
  role,
  words: fc.nat(),
  x: cosine,
  y: cosine,
});

const shares: [number, number] = [0.5, 0.25];
/** The names on a map, each with the room that it takes. */
const namesOn = ({
  labels,
}: Plot): { text: string; left: number; right: number; top: number; bottom: number }[] =>
  labels.slice(0, -1).map(({ text, x, y, anchor }) => {
    const long = roomOf(text);
    const left = { start: x, middle: x - long / 2, end: x - long }[anchor];
    return { text, left, right: left + long, top: y - 8, bottom: y + 2 };
  });
const apart = (a: { left: number; right: number; top: number; bottom: number }, b: typeof a): boolean =>
  a.left >= b.right - 1e-6 ||
  b.left >= a.right - 1e-6 ||
  a.top >= b.bottom - 1e-6 ||
  b.top >= a.bottom - 1e-6;

it('maps at one scale on both axes, no name beyond the frame, on another or on a dot, and says what it does not show', () => {
  fc.assert(
    fc.property(fc.array(hand, { minLength: 3, maxLength: 80 }), (hands) => {
      const { plot, unnamed } = mapPlot({ hands, shares } satisfies NonNullable<Nearness['map']>, 500);
      inside(plot);
      const dots = plot.dots!;
      // Dots of what is questioned are drawn last.
      const inOrder = [
        ...hands.filter((each) => each.role === 'known'),
        ...hands.filter((each) => each.role === 'questioned'),
      ];
      expect(dots.map(({ kind, name }) => [kind, name])).toEqual(
        inOrder.map((each) => [each.role, each.label]),
      );
      const scales = inOrder.slice(1).flatMap((one, at) => {
        const far = Math.hypot(one.x - inOrder[at]!.x, one.y - inOrder[at]!.y);
        const drawn = Math.hypot(dots[at + 1]!.x - dots[at]!.x, dots[at + 1]!.y - dots[at]!.y);
        return far > 1e-3 ? [drawn / far] : [];
      });
      for (const scale of scales) expect(scale / scales[0]!).toBeCloseTo(1, 4);
      const names = namesOn(plot);
      expect(names.length + unnamed).toBe(hands.length);
      const missed = names.filter(
        (name, at) =>
          name.left < 16 - 1e-6 ||
          name.right > 484 + 1e-6 ||
          name.top < 12 - 1e-6 ||
          name.bottom > 341 + 1e-6 ||
          names.slice(at + 1).some((other) => !apart(name, other)) ||
          dots.some(({ x, y }) => !apart(name, { left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 })),
      );
      expect(missed).toEqual([]);
      expect(plot.labels.at(-1)!.text).toBe(
        'across: 50.0 % of all squared distances; upwards: 25.0 %; not shown: 25.0 %',
      );
    }),
    { numRuns: 40 },
  );
});

it('names every hand of a usual case in full, and of hands in one place first what is questioned', () => {
  const at = (label: string, kind: 'questioned' | 'known', x: number, y: number): (typeof usual)[number] => ({
    label,
    role: kind,
    x,
    y,
  });
  const usual: { label: string; role: 'questioned' | 'known'; x: number; y: number }[] = [];
  for (let each = 0; each < 12; each++)
    usual.push(at(`Friedrich Müller ${each}`, 'known', Math.cos(each), Math.sin(each)));
  const { plot, unnamed } = mapPlot({ hands: usual, shares }, 500);
  expect(unnamed).toBe(0);
  expect(
    namesOn(plot)
      .map(({ text }) => text)
      .sort(),
  ).toEqual(usual.map(({ label }) => label).sort());

  const crowd = [
    ...Array.from({ length: 400 }, (_, each) =>
      at(`王小明 ${each}`, 'known', (each % 20) / 100, Math.floor(each / 20) / 100),
    ),
    ...[1, 2, 3].map((each) => at(`Q${each}`, 'questioned', 1, each / 3)),
    at('far', 'known', -1, -1),
  ];
  const crowded = mapPlot({ hands: crowd, shares }, 500);
  expect(crowded.unnamed).toBeGreaterThan(200);
  expect(namesOn(crowded.plot).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Q1', 'Q2', 'Q3', 'far']),
  );
});
