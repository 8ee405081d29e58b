import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measuredRates } from '../../../../../src/main/engine/comparison/likelihood-ratio/measured.ts';
import { labelledScores } from '../../../../../src/main/engine/comparison/likelihood-ratio/labelled-scores.ts';

it('counts misleading ratios by the weight of their pairs, and none of exactly 1', () => {
  const scores = labelledScores([-0.4, 0, 0.3, 1.2], [-1, 0.2, 0], {
    same: [3, 1, 1, 1],
    different: [1, 2, 1],
  });
  expect(measuredRates(scores).misleading).toEqual({ same: 0.5, different: 0.5 });
});

it('gives for steps of 0.05 the shares with as much or more', () => {
  const { tippett } = measuredRates(labelledScores([0.1, 0.12], [-0.03, 0.05]));
  expect(tippett).toEqual([
    { log10Lr: -0.05, same: 1, different: 1 },
    { log10Lr: 0, same: 1, different: 0.5 },
    { log10Lr: 0.05, same: 1, different: 0.5 },
    { log10Lr: 0.1, same: 1, different: 0 },
    { log10Lr: 0.15, same: 0, different: 0 },
  ]);
});

it('falls from all to few on both sides, and covers every ratio', () => {
  const lrs = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(lrs, lrs, (same, different) => {
      const { tippett } = measuredRates(labelledScores(same, different));
      const [first, last] = [tippett[0]!, tippett.at(-1)!];
      expect([first.same, first.different]).toEqual([1, 1]);
      expect(first.log10Lr).toBeLessThanOrEqual(Math.min(...same, ...different) + 1e-9);
      expect(last.log10Lr).toBeGreaterThanOrEqual(Math.max(...same, ...different) - 1e-9);
      tippett.slice(1).forEach((point, at) => {
        expect(point.same).toBeLessThanOrEqual(tippett[at]!.same);
        expect(point.different).toBeLessThanOrEqual(tippett[at]!.different);
      });
    }),
  );
});
