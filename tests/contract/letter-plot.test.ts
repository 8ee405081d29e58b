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
        const { plots, leftOut, magnification } = letterChart(all, measure, 470, tallest);
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
