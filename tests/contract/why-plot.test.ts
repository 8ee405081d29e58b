import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Why } from '../../src/contract/charts.ts';
import { hatching } from '../../src/contract/plot.ts';
import { sumsOf, whyPlot } from '../../src/contract/why-plot.ts';

const given = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 36, maxLength: 36 });
const box = { x: 100, y: 200, width: 300, height: 90 };
const why = (first: readonly number[], second: readonly number[]): Why => ({
  model: { sha256: 'a'.repeat(64), name: 'made', version: '1' },
  rows: 3,
  columns: 12,
  crop: { width: 192, height: 48 },
  cosine: 0.5,
  words: [
    {
      word: 'word-0001',
      image: 'word-word-0001',
      box,
      seen: {
        onPage: { x: 110, y: 205, width: 280, height: 60 },
        inCrop: { x: 3, y: 4, width: 186, height: 40 },
      },
      contributions: [...first],
    },
    { word: 'word-0002', image: 'crop-word-0002', box, seen: null, contributions: [...second] },
  ],
});
const names = [
  { text: 'Q1, word 1, line 1', role: 'questioned' },
  { text: 'K1, word 3, line 2', role: 'known' },
] as const;

it('shows every part of both words once, filled where it adds and hatched where it takes, the strongest in full', () => {
  fc.assert(
    fc.property(given, given, (first, second) => {
      const plot = whyPlot(why(first, second), names, 560);
      const regions = plot.regions!.slice(0, 72);
      const all = [...first, ...second];
      expect(regions.map(({ kind }) => kind)).toEqual(all.map((each) => (each >= 0 ? 'agrees' : 'differs')));
      const most = Math.max(...all.map(Math.abs));
      if (most > 1e-6) expect(Math.max(...regions.map(({ strength }) => strength))).toBeCloseTo(1, 6);
      for (const { x, y, width, height } of plot.regions!) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(plot.width + 1e-6);
        expect(y + height).toBeLessThanOrEqual(plot.height);
      }
      const { agrees, differs } = sumsOf({ contributions: [...first] });
      expect(agrees + differs).toBeCloseTo(
        first.reduce((sum, each) => sum + each, 0),
        6,
      );
    }),
  );
});

it('lays the original pixels where the encoder saw them, and the crop itself where that is not known', () => {
  const { pictures } = whyPlot(why([], []), names, 560);
  const unit = (560 - 16) / 2 / 192;
  const [onPage, crop] = pictures!;
  // The left edge of the writing lies 10 px inside the word's box, and 3 px inside the crop.
  expect(onPage!.x + 10 * (186 / 280) * unit).toBeCloseTo(3 * unit, 6);
  expect(onPage!.width).toBeCloseTo(300 * (186 / 280) * unit, 6);
  expect(crop).toMatchObject({ image: 'crop-word-0002', width: 192 * unit, height: 48 * unit });
});

it('hatches a region to its edges and not beyond', () => {
  const size = fc.double({ min: 1, max: 60, noNaN: true });
  fc.assert(
    fc.property(size, size, size, size, (x, y, width, height) => {
      for (const [x1, y1, x2, y2] of hatching({ x, y, width, height, kind: 'differs', strength: 1 })) {
        for (const [px, py] of [
          [x1, y1],
          [x2, y2],
        ] as const) {
          expect(px).toBeGreaterThanOrEqual(x - 1e-6);
          expect(px).toBeLessThanOrEqual(x + width + 1e-6);
          expect(py).toBeGreaterThanOrEqual(y - 1e-6);
          expect(py).toBeLessThanOrEqual(y + height + 1e-6);
        }
      }
    }),
  );
});
