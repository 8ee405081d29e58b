import type { EcePoint, TippettPoint } from '../../../../contract/validation.ts';
import { log2OnePlus } from './cllr.ts';
import { distinct, mapScores, weightedMean, type LabelledScores } from './labelled-scores.ts';
import { Pav } from './pav.ts';

/**
 * Tippett plot (Evett and Buckleton 1996): for each LR that occurs, the share of same-source and of different-source
 * pairs with as much or more. Rising in LR, both shares falling from 1.
 */
export function tippett(log10Lrs: LabelledScores): TippettPoint[] {
  let same = 1;
  let different = 1;
  return distinct(log10Lrs).map((step) => {
    const point = { log10Lr: step.score, same: Math.max(0, same), different: Math.max(0, different) };
    same -= step.same;
    different -= step.different;
    return point;
  });
}

/** An operating point of a decision threshold. */
export interface DetPoint {
  /** Share of different-source pairs at or above the threshold. */
  readonly falsePositive: number;
  /** Share of same-source pairs below it. */
  readonly falseNegative: number;
}

/**
 * The points of a detection error trade-off curve (Martin and others 1997), from accepting every pair to accepting none;
 * a plot puts both on normal-deviate axes.
 */
export function det(scores: LabelledScores): DetPoint[] {
  const points = tippett(scores).map(({ same, different }) => ({
    falsePositive: different,
    falseNegative: 1 - same,
  }));
  return [...points, { falsePositive: 0, falseNegative: 1 }];
}

/**
 * Empirical cross-entropy (Ramos and Gonzalez-Rodriguez 2013, 10.1016/j.forsciint.2013.04.014). At even odds `ece` is
 * Cllr and `pav` is Cllr_min.
 *
 * @param priors log10 prior odds.
 */
export function ece(log10Lrs: LabelledScores, priors: readonly number[]): EcePoint[] {
  const pav = Pav.fit(log10Lrs);
  const optimal = mapScores(log10Lrs, (lr) => pav.log10Lr(lr));
  return priors.map((prior) => ({
    priorLog10Odds: prior,
    ece: crossEntropy(log10Lrs, prior),
    pav: crossEntropy(optimal, prior),
    neutral: crossEntropy(
      mapScores(log10Lrs, () => 0),
      prior,
    ),
  }));
}

function crossEntropy(log10Lrs: LabelledScores, prior: number): number {
  const probability = 10 ** prior / (1 + 10 ** prior);
  return (
    probability * weightedMean(log10Lrs.same, log10Lrs.sameWeights, (lr) => log2OnePlus(-lr - prior)) +
    (1 - probability) *
      weightedMean(log10Lrs.different, log10Lrs.differentWeights, (lr) => log2OnePlus(lr + prior))
  );
}
