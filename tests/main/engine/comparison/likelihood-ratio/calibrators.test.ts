import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BiGaussianised,
  cllrOfVariance,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/bi-gaussianised.ts';
import type { Calibrator } from '../../../../../src/main/engine/comparison/likelihood-ratio/calibrator.ts';
import { cllr } from '../../../../../src/main/engine/comparison/likelihood-ratio/cllr.ts';
import { Kde } from '../../../../../src/main/engine/comparison/likelihood-ratio/kde.ts';
import {
  labelledScores,
  mapScores,
  type LabelledScores,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/labelled-scores.ts';
import { Logistic } from '../../../../../src/main/engine/comparison/likelihood-ratio/logistic.ts';
import { LogisticRegression } from '../../../../../src/main/engine/comparison/likelihood-ratio/logistic-regression.ts';
import { inverseOfRising, normalBelow } from '../../../../../src/contract/normal.ts';
import { Pav } from '../../../../../src/main/engine/comparison/likelihood-ratio/pav.ts';

const score = fc.integer({ min: -30, max: 30 }).map((value) => value / 10);
const side = fc.array(score, { minLength: 2, maxLength: 25 });

const calibrators: readonly (readonly [string, (scores: LabelledScores) => Calibrator | null])[] = [
  ['Pav', (scores) => Pav.fit(scores)],
  ['Logistic', (scores) => Logistic.fit(scores, 1)],
  ['BiGaussianised', (scores) => BiGaussianised.fit(scores, 1)],
  ['Kde', (scores) => Kde.fit(scores)],
];

/** Quantiles of a normal distribution: a sample without chance. */
function normalSample(count: number, mean: number, deviation: number): number[] {
  return Array.from(
    { length: count },
    (_, at) => mean + deviation * inverseOfRising(normalBelow, (at + 0.5) / count, -10, 10),
  );
}

describe.each(calibrators)('%s', (name, fit) => {
  it('does not depend on the order of pairs', () => {
    fc.assert(
      fc.property(side, side, score, (same, different, asked) => {
        const once = fit(labelledScores(same, different));
        const again = fit(labelledScores(same.toReversed(), different.toReversed()));
        expect(once === null).toBe(again === null);
        if (once === null || again === null) return;
        const [a, b] = [once.log10Lr(asked), again.log10Lr(asked)];
        if (Number.isFinite(a)) expect(b).toBeCloseTo(a, 6);
        else expect(b).toBe(a);
      }),
    );
  });

  it('finds the known LR of two normal distributions of one variance', () => {
    // Means 2 and -2 and variance 4: ln LR is the score, and the target of bi-Gaussianising is the truth.
    const scores = labelledScores(normalSample(2000, 2, 2), normalSample(3000, -2, 2));
    const calibrator = fit(scores) as Calibrator;
    for (const asked of [-3, -2, -1, 0, 1, 2, 3]) {
      const error = Math.abs(calibrator.log10Lr(asked) * Math.LN10 - asked);
      expect(error, `ln LR at ${asked}`).toBeLessThan(name === 'Kde' ? 0.4 : 0.15);
    }
  });
});

/** The distribution function of bi-Gaussianising counts what is at a score as below it: it turns round up to that step. */
const symmetric = calibrators.filter(([name]) => name !== 'BiGaussianised');

it.each(symmetric)('%s turns round when both sides change places and scores change sign', (_, fit) => {
  fc.assert(
    fc.property(side, side, score, (same, different, asked) => {
      const there = fit(labelledScores(same, different));
      const back = fit(
        labelledScores(
          different.map((each) => -each),
          same.map((each) => -each),
        ),
      );
      expect(there === null).toBe(back === null);
      if (there === null || back === null) return;
      const [a, b] = [there.log10Lr(asked), -back.log10Lr(-asked)];
      if (Number.isFinite(a)) expect(b).toBeCloseTo(a, 5);
      else expect(b).toBe(a);
    }),
  );
});

describe('a rising calibrator', () => {
  it.each(calibrators.filter(([name]) => name === 'Pav' || name === 'BiGaussianised'))(
    '%s never falls',
    (_, fit) => {
      fc.assert(
        fc.property(side, side, fc.array(score, { minLength: 2 }), (same, different, asked) => {
          const calibrator = fit(labelledScores(same, different));
          if (calibrator === null) return;
          const found = asked.toSorted((a, b) => a - b).map((each) => calibrator.log10Lr(each));
          found.slice(1).forEach((lr, at) => expect(lr).toBeGreaterThanOrEqual(found[at]! - 1e-9));
        }),
      );
    },
  );
});

describe('Pav', () => {
  it('weighs a pair of weight 2 as two pairs', () => {
    fc.assert(
      fc.property(side, side, score, fc.nat(24), (same, different, asked, at) => {
        const chosen = at % same.length;
        const twice = Pav.fit(labelledScores([...same, same[chosen]!], different)).log10Lr(asked);
        const weights = same.map((_, index) => (index === chosen ? 2 : 1));
        const weighed = Pav.fit(labelledScores(same, different, { same: weights })).log10Lr(asked);
        if (Number.isFinite(twice)) expect(weighed).toBeCloseTo(twice, 6);
        else expect(weighed).toBe(twice);
      }),
    );
  });

  it('costs no more than any other calibrator on the pairs it was fitted on', () => {
    fc.assert(
      fc.property(side, side, (same, different) => {
        const scores = labelledScores(same, different);
        const cost = (calibrator: Calibrator): number =>
          cllr(mapScores(scores, (each) => calibrator.log10Lr(each)));
        const least = cost(Pav.fit(scores));
        expect(least).toBeLessThanOrEqual(1 + 1e-9);
        const line = Logistic.fit(scores, 1)!;
        if (line.slopeLn >= 0) expect(least).toBeLessThanOrEqual(cost(line) + 1e-9);
      }),
    );
  });

  it('is worked out on paper', () => {
    // Different, then a tie of both, then same: LR 0, (1/2)/(1/2), infinite.
    const pav = Pav.fit(labelledScores([0, 1], [-1, 0]));
    expect([-1, 0, 1].map((each) => pav.log10Lr(each))).toEqual([-Infinity, 0, Infinity]);
    expect(pav.log10Lr(0.5)).toBeCloseTo(Math.log10(3), 12);
    expect(pav.log10Lr(-9)).toBe(-Infinity);
    expect(pav.log10Lr(9)).toBe(Infinity);
  });

  it('takes infinite scores', () => {
    const pav = Pav.fit(labelledScores([Infinity, 0, 1], [-Infinity, 0.5]));
    expect(pav.log10Lr(Infinity)).toBe(Infinity);
    expect(pav.log10Lr(-Infinity)).toBe(-Infinity);
    expect(pav.log10Lr(0.7)).not.toBeNaN();
  });
});

describe('Logistic', () => {
  it('says where no line is best', () => {
    expect(Logistic.fit(labelledScores([1, 2], [-1, 0]), 0)).toBeNull();
    expect(Logistic.fit(labelledScores([1, -Infinity], [0.5, 2]), 1)).toBeNull();
    expect(Logistic.fit(labelledScores([1, 2], [-1, 0]), 1)!.slopeLn).toBeGreaterThan(0);
  });

  it('gives an LR of 1 where the scores say nothing', () => {
    const line = Logistic.fit(labelledScores([1, 2, 3], [1, 2, 3]), 0)!;
    expect(line.log10Lr(2.5)).toBeCloseTo(0, 9);
  });
});

describe('LogisticRegression', () => {
  it('finds the coefficients that made the log odds', () => {
    // Each row once as same and once as different, weighed by the probability that the coefficients give it.
    const rows = Array.from({ length: 200 }, (_, at) => [Math.sin(at * 1.7), Math.cos(at * 0.9) * 2]);
    const odds = rows.map(([a, b]) => Math.exp(1.5 * a! - 0.5 * b!));
    const chance = odds.map((each) => each / (1 + each));
    const share = chance.reduce((sum, each) => sum + each, 0) / rows.length;
    const { intercept, slopes } = LogisticRegression.fit(
      [...rows, ...rows],
      [...rows.map(() => true), ...rows.map(() => false)],
      [...chance, ...chance.map((each) => 1 - each)],
      0,
    );
    expect(slopes[0]).toBeCloseTo(1.5, 6);
    expect(slopes[1]).toBeCloseTo(-0.5, 6);
    // Both sides weigh alike, so that the log odds of the sample come off.
    expect(intercept).toBeCloseTo(-Math.log(share / (1 - share)), 6);
  });

  it('gives a figure that never changes no weight', () => {
    const { slopes } = LogisticRegression.fit([[0], [0], [0]], [true, false, true], [1, 1, 1], 0);
    expect(slopes[0]).toBeCloseTo(0, 6);
  });
});

describe('BiGaussianised', () => {
  it('has a target whose Cllr falls from 1 to 0 as its variance grows', () => {
    expect(cllrOfVariance(1e-6)).toBeCloseTo(1, 5);
    expect(cllrOfVariance(200)).toBeLessThan(1e-5);
    // By a sample without chance from the target itself.
    const sample = labelledScores(normalSample(20000, 2, 2), normalSample(20000, -2, 2));
    expect(cllrOfVariance(4)).toBeCloseTo(cllr(mapScores(sample, (lnLr) => lnLr / Math.LN10)), 4);
  });

  it('makes its own figures of scores that any rising change has bent', () => {
    const bent = (each: number): number => Math.tanh(each / 4);
    const same = normalSample(400, 2, 2);
    const different = normalSample(400, -2, 2);
    const calibrator = BiGaussianised.fit(labelledScores(same.map(bent), different.map(bent)), 0.001)!;
    for (const asked of [-2, 0, 2]) {
      expect(Math.abs(calibrator.log10Lr(bent(asked)) * Math.LN10 - asked)).toBeLessThan(0.3);
    }
  });
});

describe('normalBelow', () => {
  it('agrees with tables', () => {
    for (const [x, share] of [
      [0, 0.5],
      [1, 0.8413447460685429],
      [-1.959963984540054, 0.025],
      [3.7, 0.9998922002665226],
      [-6, 9.865876450376946e-10],
    ] as const) {
      expect(Math.abs(normalBelow(x) / share - 1)).toBeLessThan(1e-11);
    }
  });
});
