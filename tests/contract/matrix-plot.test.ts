import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cosineAt, matrixAlt, matrixPlots, type Matrix } from '../../src/contract/matrix-plot.ts';

const matrix: fc.Arbitrary<Matrix> = fc
  .array(
    fc.record({
      label: fc.string({ minLength: 1, maxLength: 30 }),
      role: fc.constantFrom('questioned' as const, 'known' as const, 'unassigned' as const),
    }),
    { minLength: 2, maxLength: 70 },
  )
  .map((hands) => ({
    hands,
    // Each figure says of which two hands it is.
    cosines: hands.map((_, row) => hands.slice(0, row).map((__, column) => (row * 14 + column) / 1000)),
  }));
const figures = (plots: ReturnType<typeof matrixPlots>): string[] =>
  plots.flatMap(({ labels }) => labels.map(({ text }) => text).filter((text) => /^\d\.\d{3}$/u.test(text)));

it('has every two hands with their cosine, on both sides where there is room in one drawing, else once', () => {
  fc.assert(
    fc.property(matrix, fc.constantFrom(200, 471, Infinity), (of, width) => {
      const plots = matrixPlots(of, width, 500);
      const pairs = of.hands.flatMap((_, row) =>
        of.hands.slice(0, row).map((__, column) => cosineAt(of, column, row).toFixed(3)),
      );
      expect(figures(plots).toSorted()).toEqual(
        (plots.length === 1 ? [...pairs, ...pairs] : pairs).toSorted(),
      );
    }),
    { numRuns: 30 },
  );
});

it('keeps cells and lines inside its room', () => {
  fc.assert(
    fc.property(matrix, (of) => {
      for (const { width, height, areas, lines } of matrixPlots(of, 471, 500)) {
        expect(width).toBeLessThanOrEqual(471);
        expect(height).toBeLessThanOrEqual(500);
        for (const area of areas) {
          expect(area.x + area.width).toBeLessThanOrEqual(width + 1e-6);
          expect(area.y + area.height).toBeLessThanOrEqual(height + 1e-6);
        }
        for (const [x, y] of lines.flatMap(({ points }) => points)) {
          expect(Math.min(x, y, width - x, height - y)).toBeGreaterThanOrEqual(-1e-6);
        }
      }
    }),
    { numRuns: 30 },
  );
});

it('lets long names run upwards over their columns, and short ones stand', () => {
  const of = (label: string): Matrix => ({
    hands: [
      { label, role: 'known' },
      { label: 'Q1', role: 'questioned' },
    ],
    cosines: [[], [0.5]],
  });
  const turned = (label: string): number =>
    matrixPlots(of(label))[0]!.labels.filter((each) => each.turned).length;
  expect([turned('K1'), turned('Edda Marrow')]).toEqual([0, 2]);
});

it('says which two hands are nearest and which farthest', () => {
  const hands = ['Q1', 'K1', 'K2'].map((label) => ({ label, role: 'known' as const }));
  expect(matrixAlt({ hands, cosines: [[], [0.9], [0.2, 0.4]] }, 'en')).toBe(
    'Cosines of 3 hands, each with each other. Nearest: Q1 and K1, 0.900. Farthest: Q1 and K2, 0.200.',
  );
});
