import fc from 'fast-check';
import { expect, it } from 'vitest';
import { letterChart, letterRows, type LetterRow } from '../../src/contract/letter-plot.ts';
import type { Letter } from '../../src/contract/letters.ts';

const letter = fc
  .record({
    x: fc.integer({ min: 0, max: 3000 }),
    y: fc.integer({ min: 0, max: 3000 }),
    width: fc.integer({ min: 3, max: 400 }),
    height: fc.integer({ min: 3, max: 400 }),
    shape: fc.constantFrom('box' as const, 'freehand' as const),
    dpi: fc.option(fc.integer({ min: 72, max: 1200 })),
    xHeight: fc.option(fc.integer({ min: 4, max: 120 })),
  })
  .map(({ shape, dpi, xHeight, ...box }): LetterRow['letters'][number] => {
    const [right, bottom] = [box.x + box.width, box.y + box.height];
    const corners = [
      { x: box.x, y: box.y },
      { x: right, y: bottom },
    ];
    const places = shape === 'box' ? corners : [...corners, { x: box.x, y: bottom }];
    return { image: `letter-${box.x}-${box.y}`, box, shape, places, dpi, xHeight };
  });
const rows: fc.Arbitrary<LetterRow[]> = fc.array(
  fc.record({
    label: fc.string({ minLength: 1, maxLength: 6 }),
    role: fc.constantFrom('questioned' as const, 'known' as const, 'unassigned' as const),
    letters: fc.array(letter, { maxLength: 12 }),
  }),
  { maxLength: 6 },
);

it('sets every letter that can be once, at one scale, inside its drawing and none on another', () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom('millimetre' as const, 'x-height' as const),
      fc.constantFrom(Infinity, 300),
      (all, measure, tallest) => {
        const { plots, leftOut, magnification, pixelsPerInch } = letterChart(all, measure, 470, tallest);
        const letters = all.flatMap((row) => row.letters);
        const unit = (of: (typeof letters)[number]): number | null =>
          measure === 'millimetre' ? of.dpi : of.xHeight;
        const measured = letters.filter((each) => unit(each) !== null);
        expect(leftOut).toBe(letters.length - measured.length);
        const pictures = plots.flatMap((plot) => plot.pictures!);
        expect(pictures).toHaveLength(measured.length);
        const scales = pictures.map(
          ({ width }, at) => (width / measured[at]!.box.width) * unit(measured[at]!)!,
        );
        for (const scale of scales) expect(scale / scales[0]!).toBeCloseTo(1, 6);
        if (measure === 'millimetre' && measured.length > 0) {
          expect(scales[0]! / 72).toBeCloseTo(magnification!, 6);
          expect(magnification!).toBeLessThanOrEqual(8 + 1e-9);
        } else expect(magnification).toBeNull();
        // Pixels are drawn no larger than a point, but where three times natural size needs more.
        const largest = Math.max(0, ...pictures.map(({ width }, at) => width / measured[at]!.box.width));
        if (measured.length > 0) expect(72 / largest).toBeCloseTo(pixelsPerInch!, 6);
        const least = measure === 'millimetre' ? magnification : null;
        if (least !== null && least > 3 + 1e-9) expect(largest).toBeLessThanOrEqual(1 + 1e-9);
        for (const plot of plots) {
          if (tallest !== Infinity) expect(plot.height).toBeLessThanOrEqual(tallest + 1e-6);
          for (const [at, one] of plot.pictures!.entries()) {
            expect(one.x).toBeGreaterThanOrEqual(0);
            expect(one.x + one.width).toBeLessThanOrEqual(plot.width + 1e-6);
            expect(one.y).toBeGreaterThanOrEqual(0);
            expect(one.y + one.height).toBeLessThanOrEqual(plot.height);
            for (const other of plot.pictures!.slice(at + 1)) {
              const apart =
                one.x + one.width <= other.x + 1e-6 ||
                other.x + other.width <= one.x + 1e-6 ||
                one.y + one.height <= other.y + 1e-6 ||
                other.y + other.height <= one.y + 1e-6;
              expect(apart).toBe(true);
            }
          }
        }
      },
    ),
  );
});

it('enlarges a scan of 300 pixels an inch four times, one of 600 eight times, and says how many pixels are left to an inch', () => {
  const chartOf = (dpi: number): ReturnType<typeof letterChart> => {
    const places = [
      { x: 0, y: 0 },
      { x: dpi / 12, y: dpi / 12 },
    ];
    const box = { x: 0, y: 0, width: dpi / 12, height: dpi / 12 };
    const letters = [{ image: 'letter', box, shape: 'box' as const, places, dpi, xHeight: null }];
    return letterChart([{ label: 'Q1', role: 'questioned', letters }], 'millimetre', 470);
  };
  const said = [300, 600, 96].map((dpi) => {
    const { magnification, pixelsPerInch } = chartOf(dpi);
    return [magnification!.toFixed(1), Math.round(pixelsPerInch!)];
  });
  expect(said).toEqual([
    ['4.2', 72],
    ['8.0', 75],
    ['3.0', 32],
  ]);
});

it('begins in the room that is left, and goes on at the same scale', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 150, max: 300 }), (all, first) => {
      const [whole, begun] = [
        letterChart(all, 'millimetre', 470, 530),
        letterChart(all, 'millimetre', 470, 530, first),
      ];
      expect(begun.magnification).toBe(whole.magnification);
      const count = ({ plots }: typeof whole): number =>
        plots.reduce((sum, { pictures }) => sum + pictures!.length, 0);
      expect(count(begun)).toBe(count(whole));
      if (begun.plots.length > 0) expect(begun.plots[0]!.height).toBeLessThanOrEqual(first + 1e-6);
    }),
  );
});

it('has a row for each item in the order of questioned, known, unassigned, or one for all that a writer left', () => {
  const items = [
    { id: 'k1', label: 'K1', role: 'known', writer: 'w1' },
    { id: 'u1', label: 'U1', role: 'unassigned', writer: null },
    { id: 'q1', label: 'Q1', role: 'questioned', writer: null },
    { id: 'k2', label: 'K2', role: 'known', writer: 'w1' },
  ] as const;
  const letters = ['k2', 'k1', 'q1', 'u1', 'k1'].map(
    (item, at) => ({ id: `l${at}`, item, name: at === 3 ? 'a' : 'g' }) as Letter,
  );
  const seen = (of: LetterRow[]): unknown =>
    of.map((row) => [row.label, row.letters.map((each) => (each as Letter).id)]);
  expect(seen(letterRows(letters, 'g', items))).toEqual([
    ['Q1', ['l2']],
    ['K1', ['l1', 'l4']],
    ['K2', ['l0']],
  ]);
  expect(seen(letterRows(letters, 'g', items, new Map([['w1', 'Edda Marrow']])))).toEqual([
    ['Q1', ['l2']],
    ['Edda Marrow', ['l1', 'l4', 'l0']],
  ]);
});
