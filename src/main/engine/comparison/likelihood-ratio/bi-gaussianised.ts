import type { Calibrator } from './calibrator.ts';
import { cllr } from './cllr.ts';
import { distinct, mapScores, total, type LabelledScores } from './labelled-scores.ts';
import { Logistic } from './logistic.ts';
import { inverseOfRising, normalBelow } from '../../../../contract/normal.ts';

/** Bounds of the variance: a Cllr of 1 - 2e-7 and of less than 1e-6. */
const LEAST_VARIANCE = 1e-6;
const MOST_VARIANCE = 200;
/** Simpson intervals of a Cllr over 12 standard deviations to each side. */
const INTERVALS = 400;

/**
 * Bi-Gaussianised calibration (Morrison 2024, 10.1093/lpr/mgae004). In a perfectly calibrated system whose ln LRs are
 * normal, they have the variance s2 and the means s2/2 and -s2/2. The system of that family whose Cllr is that of the
 * scores after logistic regression is the target; a score becomes the ln LR with the same share of the target's even
 * mixture below as the score has of the even mixture of both sides.
 *
 * The paper reads s2 off a fitted curve; here the Cllr's integral is inverted.
 */
export class BiGaussianised implements Calibrator {
  readonly method = 'bi-gaussianised';
  /** s2: variance of ln LR on each side, squared nats. */
  readonly variance: number;
  /** Distinct scores, rising, and the share of the even mixture of both sides at or below each. */
  readonly #scores: Float64Array;
  readonly #shares: Float64Array;

  private constructor(variance: number, scores: Float64Array, shares: Float64Array) {
    this.variance = variance;
    this.#scores = scores;
    this.#shares = shares;
  }

  /**
   * @param scores infinite ones that tell the truth stand for the greatest, or least, finite one.
   * @param ridge of the logistic regression, above 0, see `LogisticRegression.fit`.
   * @returns null where a misleading score is infinite, or no score is finite.
   */
  static fit(scores: LabelledScores, ridge: number): BiGaussianised | null {
    if (scores.same.includes(-Infinity) || scores.different.includes(Infinity)) return null;
    const finite = distinct(scores).filter(({ score }) => Number.isFinite(score));
    const least = finite[0]?.score;
    const most = finite.at(-1)?.score;
    if (least === undefined || most === undefined) return null;
    const within = mapScores(scores, (score) => Math.min(most, Math.max(least, score)));
    const logistic = Logistic.fit(within, ridge);
    if (logistic === null) return null;
    const variance = varianceOfCllr(cllr(mapScores(within, (score) => logistic.log10Lr(score))));
    const steps = distinct(within);
    // As in the paper's program one pair more than there is on each side, so that nothing maps to infinity.
    const share = (weights: Float64Array): number => total(weights) / (total(weights) + 1) / 2;
    const sameShare = share(scores.sameWeights);
    const differentShare = share(scores.differentWeights);
    let below = 0;
    const shares = Float64Array.from(
      steps,
      ({ same, different }) => (below += same * sameShare + different * differentShare),
    );
    return new BiGaussianised(
      variance,
      Float64Array.from(steps, ({ score }) => score),
      shares,
    );
  }

  /** Between two scores the share lies on a straight line; beyond the ends nothing changes. */
  log10Lr(score: number): number {
    return targetQuantile(this.#shareAt(score), this.variance) / Math.LN10;
  }

  #shareAt(score: number): number {
    const scores = this.#scores;
    const shares = this.#shares;
    const last = scores.length - 1;
    if (score <= (scores[0] as number)) return shares[0] as number;
    if (score >= (scores[last] as number)) return shares[last] as number;
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((scores[middle] as number) <= score) low = middle;
      else high = middle;
    }
    const place = (score - (scores[low] as number)) / ((scores[high] as number) - (scores[low] as number));
    return (shares[low] as number) + place * ((shares[high] as number) - (shares[low] as number));
  }
}

/** Cllr of the perfectly calibrated bi-Gaussian system whose ln LRs have this variance; falls from 1 to 0. */
export function cllrOfVariance(variance: number): number {
  const deviation = Math.sqrt(variance);
  const width = 24 / INTERVALS;
  let sum = 0;
  for (let at = 0; at <= INTERVALS; at++) {
    const z = -12 + at * width;
    const lnLr = variance / 2 + deviation * z;
    const cost = Math.log1p(Math.exp(-Math.abs(lnLr))) + Math.max(0, -lnLr);
    const simpson = at === 0 || at === INTERVALS ? 1 : at % 2 === 1 ? 4 : 2;
    sum += simpson * cost * Math.exp((-z * z) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI) / Math.LN2;
}

/** The variance whose Cllr is nearest to the given one. */
function varianceOfCllr(cost: number): number {
  return inverseOfRising((variance) => -cllrOfVariance(variance), -cost, LEAST_VARIANCE, MOST_VARIANCE);
}

/** ln LR below which a share of the even mixture of N(s2/2, s2) and N(-s2/2, s2) lies. */
function targetQuantile(share: number, variance: number): number {
  const deviation = Math.sqrt(variance);
  const below = (lnLr: number): number =>
    (normalBelow((lnLr - variance / 2) / deviation) + normalBelow((lnLr + variance / 2) / deviation)) / 2;
  const reach = variance / 2 + 9 * deviation;
  return inverseOfRising(below, share, -reach, reach);
}
