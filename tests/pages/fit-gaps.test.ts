import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { fitGaps, gapError, type KnownGap } from './fit-gaps.ts';

describe('the regression on gaps', () => {
  const random = new SeededRandom(3).part('gaps');
  const weights = [-1, 2, 0.5];
  const gaps = Array.from({ length: 20_000 }, (): KnownGap => {
    const features = [1, random.between(-2, 2), random.between(-2, 2)];
    const odds = features.reduce((sum, value, at) => sum + value * weights[at]!, 0);
    return { features, partsWords: random.next() < 1 / (1 + Math.exp(-odds)) };
  });

  it('finds the weights that the gaps were drawn with', () => {
    fitGaps(gaps).forEach((weight, at) => expect(weight).toBeCloseTo(weights[at]!, 0.8));
  });

  it('counts gaps on the wrong side of even odds', () => {
    const sure = [
      { features: [1, 2], partsWords: true },
      { features: [1, -2], partsWords: false },
      { features: [1, 2], partsWords: false },
      { features: [1, -2], partsWords: false },
    ];
    expect(gapError(sure, [0, 1])).toBe(0.25);
  });
});
