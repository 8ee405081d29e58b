import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScoreDistribution } from '../../../../src/main/engine/comparison/score-distribution.ts';

const BIN = 2 / 2 ** 16;
const of = (scores: readonly number[]): ScoreDistribution => {
  const distribution = new ScoreDistribution();
  for (const score of scores) distribution.add(score);
  return distribution;
};
const cosines = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('ScoreDistribution', () => {
  it('agrees with sorting to the width of a bin', () => {
    fc.assert(
      fc.property(cosines, fc.integer({ min: 1, max: 100 }), (scores, percent) => {
        const sorted = scores.toSorted((a, b) => a - b);
        const wanted = Math.ceil((percent / 100) * scores.length - 1e-9);
        const [quantile] = of(scores).quantiles([percent / 100]);
        expect(Math.abs(quantile! - sorted[Math.max(0, wanted - 1)]!)).toBeLessThanOrEqual(BIN);
      }),
    );
  });

  it('starts at the least score, ends at the greatest and never falls', () => {
    fc.assert(
      fc.property(cosines, (scores) => {
        const quantiles = of(scores).quantiles([0, 0.1, 0.5, 0.9, 1]);
        expect(Math.abs(quantiles[0]! - Math.min(...scores))).toBeLessThanOrEqual(BIN);
        expect(Math.abs(quantiles[4]! - Math.max(...scores))).toBeLessThanOrEqual(BIN);
        expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
      }),
    );
  });

  it('tells the share below a score', () => {
    const four = of([-0.5, 0, 0.5, 0.9]);
    expect(four.shareBelow(-1)).toBe(0);
    expect(four.shareBelow(0.4)).toBe(0.5);
    expect(four.shareBelow(1)).toBe(1);
  });

  it('lets each part of a mixture weigh the same', () => {
    const mixture = ScoreDistribution.mixture([of([0.1, 0.1, 0.1, 0.1]), of([0.8]), of([])]);
    expect(mixture.shareBelow(0.5)).toBeCloseTo(0.5, 12);
  });

  it('has no quantiles of nothing', () => {
    expect(() => of([]).quantiles([0.5])).toThrow(RangeError);
  });
});
