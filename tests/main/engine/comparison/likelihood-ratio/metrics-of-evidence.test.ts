import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cllr, cllrMin } from '../../../../../src/main/engine/comparison/likelihood-ratio/cllr.ts';
import { det, ece, tippett } from '../../../../../src/main/engine/comparison/likelihood-ratio/curves.ts';
import { devPav } from '../../../../../src/main/engine/comparison/likelihood-ratio/dev-pav.ts';
import { bounded, elub } from '../../../../../src/main/engine/comparison/likelihood-ratio/elub.ts';
import {
  labelledScores,
  mapScores,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/labelled-scores.ts';
import { Pav } from '../../../../../src/main/engine/comparison/likelihood-ratio/pav.ts';
import { eer } from '../../../../../src/main/engine/comparison/metrics.ts';

const lr = fc.integer({ min: -40, max: 40 }).map((value) => value / 10);
const side = fc.array(lr, { minLength: 1, maxLength: 25 });

describe('labelledScores', () => {
  it('refuses what cannot be measured', () => {
    expect(() => labelledScores([], [1])).toThrow(RangeError);
    expect(() => labelledScores([NaN], [1])).toThrow(RangeError);
    expect(() => labelledScores([1], [1], { same: [0] })).toThrow(RangeError);
    expect(() => labelledScores([1], [1], { different: [1, 1] })).toThrow(RangeError);
  });
});

describe('Cllr', () => {
  it('is 1 for LRs of 1, 0 for infinite ones that are right, and infinite for one that is not', () => {
    expect(cllr(labelledScores([0, 0], [0]))).toBe(1);
    expect(cllr(labelledScores([Infinity], [-Infinity]))).toBe(0);
    expect(cllr(labelledScores([-Infinity, 3], [-3]))).toBe(Infinity);
  });

  it('is Cllr_min and Cllr_cal, neither below 0, and Cllr_min asks for the order of LRs only', () => {
    fc.assert(
      fc.property(side, side, (same, different) => {
        const scores = labelledScores(same, different);
        expect(cllrMin(scores)).toBeGreaterThanOrEqual(0);
        expect(cllrMin(scores)).toBeLessThanOrEqual(1 + 1e-9);
        expect(cllr(scores) - cllrMin(scores)).toBeGreaterThanOrEqual(-1e-9);
        expect(cllrMin(mapScores(scores, (each) => each ** 3 + 7))).toBeCloseTo(cllrMin(scores), 9);
      }),
    );
  });

  it('is the same when propositions change places', () => {
    fc.assert(
      fc.property(side, side, (same, different) => {
        const turned = labelledScores(
          different.map((each) => -each),
          same.map((each) => -each),
        );
        expect(cllr(turned)).toBeCloseTo(cllr(labelledScores(same, different)), 9);
      }),
    );
  });
});

describe('devPAV', () => {
  it('is 0 for what PAV made, and the distance of a constant shift', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: -20, max: 20 }), (same, different, tenths) => {
        const scores = labelledScores(same, different);
        const pav = Pav.fit(scores);
        const perfect = mapScores(scores, (each) => pav.log10Lr(each));
        const finite = [...perfect.same, ...perfect.different].some(Number.isFinite);
        if (!finite) {
          expect(devPav(perfect)).toBeNull();
          return;
        }
        expect(devPav(perfect)).toBeCloseTo(0, 9);
        expect(devPav(mapScores(perfect, (each) => each + tenths / 10))).toBeCloseTo(
          Math.abs(tenths / 10),
          9,
        );
      }),
    );
  });

  it('is infinite where an infinite LR deserves a finite one, and does not exist where both sides are apart', () => {
    expect(devPav(labelledScores([1, Infinity], [0, Infinity]))).toBe(Infinity);
    expect(devPav(labelledScores([1, 2], [-1, -2]))).toBeNull();
  });
});

describe('ELUB', () => {
  it('encloses 1, lies within the numbers of pairs, and does not depend on order', () => {
    fc.assert(
      fc.property(side, side, (same, different) => {
        const { lower, upper } = elub(labelledScores(same, different));
        expect(lower).toBeLessThanOrEqual(0);
        expect(upper).toBeGreaterThanOrEqual(0);
        expect(lower).toBeGreaterThanOrEqual(-Math.log10(same.length + 1) - 0.01);
        expect(upper).toBeLessThanOrEqual(Math.log10(different.length + 1) + 0.01);
        expect(elub(labelledScores(same.toReversed(), different.toReversed()))).toEqual({ lower, upper });
      }),
    );
  });

  it('sets one misleading LR against as many pairs as the weights of a side say', () => {
    const side = Array.from({ length: 400 }, (_, at) => 3 + at / 400);
    const opposite = side.map((each) => -each);
    const pairs = elub(labelledScores(side, opposite));
    const few = elub(
      labelledScores(side, opposite, { same: side.map(() => 10 / 400), different: side.map(() => 10 / 400) }),
    );
    expect(pairs.upper).toBeCloseTo(Math.log10(401), 1);
    expect(few.upper).toBeCloseTo(Math.log10(11), 1);
    expect(few.lower).toBeCloseTo(-Math.log10(11), 1);
  });

  it('leaves no room where the LRs only mislead', () => {
    const { lower, upper } = elub(labelledScores([-2, -2], [2, 2]));
    expect([lower, upper]).toEqual([0, 0]);
    expect(bounded(5, { lower, upper })).toBe(0);
  });
});

describe('the curves', () => {
  it('Tippett: both shares fall from 1 as the LR rises', () => {
    fc.assert(
      fc.property(side, side, (same, different) => {
        const points = tippett(labelledScores(same, different));
        expect(points[0]).toMatchObject({ same: 1, different: 1 });
        points.slice(1).forEach((point, at) => {
          expect(point.log10Lr).toBeGreaterThan(points[at]!.log10Lr);
          expect(point.same).toBeLessThanOrEqual(points[at]!.same);
          expect(point.different).toBeLessThanOrEqual(points[at]!.different);
        });
        const asked = points[Math.floor(points.length / 2)]!;
        expect(asked.same).toBeCloseTo(same.filter((each) => each >= asked.log10Lr).length / same.length, 9);
      }),
    );
  });

  it('DET: the curve passes where the equal error rate is', () => {
    fc.assert(
      fc.property(side, side, (same, different) => {
        const points = det(labelledScores(same, different));
        expect(points[0]).toEqual({ falsePositive: 1, falseNegative: 0 });
        expect(points.at(-1)).toEqual({ falsePositive: 0, falseNegative: 1 });
        const rate = eer(same, different)!;
        const after = points.findIndex((point) => point.falseNegative >= point.falsePositive - 1e-12);
        expect(points[after]!.falsePositive).toBeLessThanOrEqual(rate + 1e-9);
        expect(points[after - 1]!.falseNegative).toBeLessThanOrEqual(rate + 1e-9);
      }),
    );
  });

  it('ECE: Cllr at even odds, never below PAV, and PAV never above no evidence', () => {
    fc.assert(
      fc.property(side, side, (same, different) => {
        const scores = labelledScores(same, different);
        const points = ece(scores, [-2, -1, 0, 1, 2]);
        for (const point of points) {
          expect(point.pav).toBeLessThanOrEqual(point.ece + 1e-9);
          expect(point.pav).toBeLessThanOrEqual(point.neutral + 1e-9);
        }
        expect(points[2]!.ece).toBeCloseTo(cllr(scores), 9);
        expect(points[2]!.pav).toBeCloseTo(cllrMin(scores), 9);
        expect(points[2]!.neutral).toBeCloseTo(1, 12);
      }),
    );
  });
});
