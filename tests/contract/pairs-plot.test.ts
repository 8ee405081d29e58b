import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byNearness, pairsGrid, type DrawnPair, type PairedWord } from '../../src/contract/pairs-plot.ts';

const word = (role: PairedWord['role']): fc.Arbitrary<PairedWord> =>
  fc.record({
    image: fc.uuid(),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 400 }),
    dpi: fc.constantFrom(150, 300, 600),
    name: fc.constant('Q1, line 1, word 1'),
    role: fc.constant(role),
  });
const pairs: fc.Arbitrary<DrawnPair[]> = fc.array(
  fc.record({ words: fc.tuple(word('questioned'), word('known')), text: fc.constant('0.5') }),
  { minLength: 1, maxLength: 30 },
);

it('shows every word once, at one scale, inside its drawing and none on another', () => {
  fc.assert(
    fc.property(
      pairs,
      fc.constantFrom(150, 471, 1120),
      fc.constantFrom(300, Infinity),
      (all, width, tallest) => {
        const { plots, magnification } = pairsGrid(all, width, tallest);
        const pictures = plots.flatMap((plot) => plot.pictures!);
        const words = all.flatMap(({ words: both }) => both);
        expect(pictures.map(({ image }) => image)).toEqual(words.map(({ image }) => image));
        words.forEach(({ width: pixels, dpi }, at) => {
          expect(pictures[at]!.width).toBeCloseTo((pixels / dpi!) * 72 * magnification!, 6);
        });
        for (const plot of plots) {
          for (const [at, one] of plot.pictures!.entries()) {
            expect(one.x).toBeGreaterThanOrEqual(0);
            expect(one.y).toBeGreaterThanOrEqual(0);
            expect(one.x + one.width).toBeLessThanOrEqual(width + 1e-6);
            expect(one.y + one.height).toBeLessThanOrEqual(plot.height + 1e-6);
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
    { numRuns: 40 },
  );
});

it('begins in the room that is left, and goes on at the same scale', () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 190, max: 400 }), (all, first) => {
      const [whole, begun] = [pairsGrid(all, 471, 530), pairsGrid(all, 471, 530, first)];
      expect(begun.magnification).toBe(whole.magnification);
      const images = ({ plots }: typeof whole): string[] =>
        plots.flatMap(({ pictures }) => pictures!.map(({ image }) => image));
      expect(images(begun)).toEqual(images(whole));
      expect(begun.plots[0]!.height).toBeLessThanOrEqual(first);
    }),
    { numRuns: 30 },
  );
});

it('has a bar where the scale is known, and none where a page does not say how large it is', () => {
  fc.assert(
    fc.property(pairs, fc.boolean(), (all, isKnown) => {
      const [first, ...rest] = all as [DrawnPair, ...DrawnPair[]];
      const unknown = { ...first, words: [first.words[0], { ...first.words[1], dpi: null }] as const };
      const { plots, magnification } = pairsGrid(isKnown ? all : [unknown, ...rest], 471);
      expect(magnification !== null).toBe(isKnown);
      expect(plots[0]!.labels.some(({ text }) => text.endsWith(' mm'))).toBe(isKnown);
    }),
    { numRuns: 20 },
  );
});

it('orders pairs by their hands alone, and leaves those as near as they were', () => {
  const pair = (questioned: string, writerCosine: number) => ({
    questioned,
    known: 'k',
    wordCosine: 0.9,
    writerCosine,
  });
  expect(
    byNearness([pair('a', 0.2), pair('b', 0.7), pair('c', 0.2)]).map(({ questioned }) => questioned),
  ).toEqual(['b', 'a', 'c']);
});
