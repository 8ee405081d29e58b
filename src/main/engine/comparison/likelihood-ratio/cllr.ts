import { mapScores, weightedMean, type LabelledScores } from './labelled-scores.ts';
import { Pav } from './pav.ts';

/** log2(1 + 10^x), without overflow. */
export function log2OnePlus(log10: number): number {
  const ln = log10 * Math.LN10;
  return (Math.log1p(Math.exp(-Math.abs(ln))) + Math.max(0, ln)) / Math.LN2;
}

/**
 * Log-likelihood-ratio cost (Brümmer and du Preez 2006, 10.1016/j.csl.2005.08.001): 0 for LRs that are always right and
 * infinite, 1 for LRs that are always 1, infinite where one is misleading and infinite.
 *
 * @param log10Lrs log10 LRs of pairs of known origin.
 */
export function cllr(log10Lrs: LabelledScores): number {
  return (
    (weightedMean(log10Lrs.same, log10Lrs.sameWeights, (lr) => log2OnePlus(-lr)) +
      weightedMean(log10Lrs.different, log10Lrs.differentWeights, log2OnePlus)) /
    2
  );
}

/** The part of Cllr that no rising change of the LRs can take away: discrimination. The rest, Cllr_cal, is calibration. */
export function cllrMin(scores: LabelledScores): number {
  const pav = Pav.fit(scores);
  return cllr(mapScores(scores, (score) => pav.log10Lr(score)));
}
