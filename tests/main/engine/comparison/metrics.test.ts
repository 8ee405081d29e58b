import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectionRate, eer, eerWithin, rankQuery } from '../../../../src/main/engine/comparison/metrics.ts';

const scores = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 });

describe('eer', () => {
  it.each([
    ['separated scores', [0.9, 0.8, 0.7], [0.3, 0.2, 0.1], 0],
    ['scores that say the opposite', [0.1, 0.2], [0.8, 0.9], 1],
    // One slanted step from (0, 1) to (1, 0).
    ['a single score for all pairs', [0.5, 0.5, 0.5], [0.5], 0.5],
    // Thresholds from the top: false matches 0 0 1/4 1/4, false non-matches 3/4 2/4 2/4 1/4.
    ['an operating point with equal rates', [0.9, 0.6, 0.4, 0.3], [0.5, 0.2, 0.1, 0.05], 0.25],
    // The upright step at 1/2 false matches runs from 2/3 to 1/3 false non-matches.
    ['a crossing within a step', [0.9, 0.5, 0.2], [0.6, 0.1], 0.5],
    // The tie at 0.5 is a line from (0, 1/2) to (1/2, 0).
    ['a tie', [0.9, 0.5], [0.5, 0.1], 0.25],
    // From (0, 2/3) to (1/2, 0): equal where t/2 = 2/3 (1 - t).
    ['a tie of unequal numbers', [0.9, 0.5, 0.5], [0.5, 0.1], 2 / 7],
  ])('is worked out on paper for %s', (_, same, different, expected) => {
    expect(eer(same, different)).toBeCloseTo(expected, 12);
  });

  it('does not exist where one side has no score', () => {
    expect(eer([], [0.1])).toBeNull();
    expect(eer([0.1], [])).toBeNull();
  });

  it('refuses what is not a number', () => {
    expect(() => eer([0.1, NaN], [0.2])).toThrow(RangeError);
  });

  it('turns into its complement when both sides change places', () => {
    fc.assert(
      fc.property(scores, scores, (same, different) => {
        expect(eer(same, different)! + eer(different, same)!).toBeCloseTo(1, 9);
      }),
    );
  });

  it('asks for the order of scores only', () => {
    fc.assert(
      fc.property(scores, scores, (same, different) => {
        const rising = (score: number): number => score ** 3 + 5;
        expect(eer(same.map(rising), different.map(rising))).toBe(eer(same, different));
      }),
    );
  });

  it('is 1/2 for two samples that are the same, and falls or stays when same-source scores rise', () => {
    fc.assert(
      fc.property(scores, scores, fc.nat(10), (same, different, by) => {
        expect(eer(same, same)).toBeCloseTo(0.5, 9);
        const rate = eer(same, different)!;
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
        expect(
          eer(
            same.map((score) => score + by),
            different,
          )!,
        ).toBeLessThanOrEqual(rate + 1e-12);
      }),
    );
  });

  it('does not depend on the order of pairs or on each pair being counted k times', () => {
    fc.assert(
      fc.property(scores, scores, (same, different) => {
        expect(eer([...same, ...same].reverse(), different.toReversed())).toBeCloseTo(
          eer(same, different)!,
          12,
        );
      }),
    );
  });
});

describe('eerWithin', () => {
  it('needs only the scores around the crossing', () => {
    const same = Float64Array.from([0.9, 0.5, 0.5]);
    const whole = eer([0.9, 0.5, 0.5], [0.5, 0.1]);
    const stretch = eerWithin({
      same: same.slice(1),
      different: Float64Array.from([0.5]),
      sameBelow: 0,
      differentBelow: 1,
      sameTotal: 3,
      differentTotal: 2,
    });
    expect(stretch).toBe(whole);
  });
});

describe('rankQuery', () => {
  const rank = (relevant: number[], irrelevant: number[]): ReturnType<typeof rankQuery> =>
    rankQuery(Float32Array.from(relevant), Float32Array.from(irrelevant));

  it('averages the precision at each relevant item', () => {
    expect(rank([0.9, 0.5], [0.7, 0.1])).toEqual({ top1: 1, averagePrecision: (1 + 2 / 3) / 2 });
    expect(rank([0.2], [0.7, 0.1])).toEqual({ top1: 0, averagePrecision: 1 / 2 });
    expect(rank([0.2], [])).toEqual({ top1: 1, averagePrecision: 1 });
  });

  it('has no figure for a query without a relevant item', () => {
    expect(rank([], [0.4])).toBeNull();
  });

  it('gives tied items the mean over their orders', () => {
    expect(rank([0.5], [0.5])).toEqual({ top1: 0.5, averagePrecision: 0.75 });
    // Orders of two relevant items and another: 1, (1 + 2/3) / 2, (1/2 + 2/3) / 2.
    const tied = rank([0.5, 0.5], [0.5])!;
    expect(tied.top1).toBeCloseTo(2 / 3, 12);
    expect(tied.averagePrecision).toBeCloseTo((1 + 5 / 6 + 7 / 12) / 3, 12);
  });

  it('agrees with counting where nothing ties', () => {
    const distinct = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(distinct, fc.nat(), (all, choice) => {
        const relevant = all.slice(0, 1 + (choice % (all.length - 1)));
        const irrelevant = all.slice(relevant.length);
        const ordered = all.toSorted((a, b) => b - a);
        const precisions = ordered.flatMap((score, at) =>
          relevant.includes(score)
            ? [ordered.slice(0, at + 1).filter((each) => relevant.includes(each)).length / (at + 1)]
            : [],
        );
        const found = rank(relevant, irrelevant)!;
        expect(found.top1).toBe(relevant.includes(ordered[0]!) ? 1 : 0);
        expect(found.averagePrecision).toBeCloseTo(
          precisions.reduce((sum, each) => sum + each, 0) / relevant.length,
          12,
        );
      }),
    );
  });
});

describe('detectionRate', () => {
  const queries = [
    { relevant: 0.9, irrelevant: 0.8 },
    { relevant: 0.7, irrelevant: 0.6 },
    { relevant: 0.5, irrelevant: 0.4 },
    { relevant: 0.3, irrelevant: 0.35 },
  ];

  it('is worked out on paper', () => {
    // No alarm is allowed: only what scores above 0.8 is found. One in four: above 0.6. All: whatever is nearest.
    expect(detectionRate(queries, [1, 1, 1, 1], 0)).toBe(1 / 4);
    expect(detectionRate(queries, [1, 1, 1, 1], 0.25)).toBe(2 / 4);
    expect(detectionRate(queries, [1, 1, 1, 1], 1)).toBe(3 / 4);
    // The first does not count: the highest alarm is 0.6.
    expect(detectionRate(queries, [0, 1, 1, 1], 0)).toBe(1 / 3);
    expect(detectionRate(queries, [0, 0, 0, 0], 0)).toBeNull();
    expect(detectionRate([], [], 0.01)).toBeNull();
  });

  it('rises with the alarms that are allowed, keeps to them, and hangs on no order', () => {
    const score = fc.double({ min: -1, max: 1, noNaN: true });
    const query = fc.record({ relevant: score, irrelevant: score });
    fc.assert(
      fc.property(
        fc.array(query, { minLength: 1, maxLength: 30 }),
        fc.nat(100),
        fc.nat(100),
        (all, one, other) => {
          const rate = (some: typeof all, percent: number): number =>
            detectionRate(
              some,
              some.map(() => 1),
              percent / 100,
            )!;
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          expect(rate(all, less)).toBeLessThanOrEqual(rate(all, more));
          expect(rate(all.toReversed(), one)).toBe(rate(all, one));
          // By its definition: over all thresholds that no more than the allowed share passes.
          const passing = (t: number): number => all.filter(({ irrelevant }) => irrelevant > t).length;
          const allowed = [-Infinity, ...all.map(({ irrelevant }) => irrelevant)].filter(
            (t) => passing(t) <= (one / 100) * all.length + 1e-9,
          );
          const found = (t: number): number =>
            all.filter(({ relevant, irrelevant }) => relevant > irrelevant && relevant > t).length;
          expect(rate(all, one)).toBeCloseTo(found(Math.min(...allowed)) / all.length, 12);
        },
      ),
    );
  });
});
