import { expect, it } from 'vitest';
import { tippettPlot } from '../../src/contract/tippett-plot.ts';
import { RATES } from '../main/engine/report/tippett-rates.ts';

it('draws both curves as measured, the result where it lies and its interval behind', () => {
  const plot = tippettPlot({ log10Lr: 0.5, interval: [0, 1] }, RATES, 400);
  const of = (kind: string) => plot.lines.filter((line) => line.kind === kind);
  const [result] = of('result');
  const [area] = plot.areas;
  expect(result!.points[0]![0]).toBeCloseTo(area!.x + area!.width / 2);
  const [same] = of('solid');
  const [different] = of('dashed');
  // A point for each that was measured, and the two ends of the axis.
  expect(same!.points).toHaveLength(RATES.tippett.length + 2);
  const falling = (points: readonly (readonly [number, number])[]): boolean =>
    points.every(([x, y], at) => at === 0 || (x >= points[at - 1]![0] && y >= points[at - 1]![1]));
  expect(falling(same!.points)).toBe(true);
  expect(falling(different!.points)).toBe(true);
  for (const { points } of plot.lines) {
    for (const [x, y] of points) {
      expect(x >= 0 && x <= plot.width && y >= 0 && y <= plot.height).toBe(true);
    }
  }
});

it('has room for an interval beyond what was measured, and an axis where all lies on one whole number', () => {
  const wide = tippettPlot({ log10Lr: 0.5, interval: [-4.2, 5.1] }, RATES, 400);
  const [area] = wide.areas;
  expect(area!.x).toBeGreaterThanOrEqual(0);
  expect(area!.x + area!.width).toBeLessThan(wide.width);
  expect(wide.labels.map(({ text }) => text)).toEqual(expect.arrayContaining(['−5', '6']));

  const [point] = RATES.tippett;
  const narrow = tippettPlot(
    { log10Lr: 0, interval: [0, 0] },
    { ...RATES, tippett: [{ ...point!, log10Lr: 0 }] },
    400,
  );
  for (const [x, y] of narrow.lines.flatMap(({ points }) => points)) {
    expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  }
});

it('has room for a result beyond what was measured, and none for an interval that is not known', () => {
  const plot = tippettPlot({ log10Lr: 2.6, interval: null }, RATES, 400);
  expect(plot.areas).toEqual([]);
  expect(plot.labels.map(({ text }) => text)).toEqual(expect.arrayContaining(['−2', '0', '3']));
  expect(plot.labels.map(({ text }) => text)).toContain('this result, 2.6');
});
