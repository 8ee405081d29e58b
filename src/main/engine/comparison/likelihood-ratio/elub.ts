import { total, type LabelledScores } from './labelled-scores.ts';

/** Steps of the bounds, in log10 LR. */
const STEP = 0.01;
/** Beyond these an LR counts as this large. */
const EXTREME = 9;

/** log10 LRs that evidence must not leave; the lower is at most 0 and the upper at least 0. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Empirical lower and upper bound (ELUB; Vergeer and others 2016, 10.1016/j.scijus.2016.06.003): the widest stretch
 * around 1 on which deciding by these LRs costs no more, at any ratio of losses, than deciding without evidence, with
 * one misleading LR added to each side. To steps of 0.01.
 *
 * @param log10Lrs log10 LRs of pairs of known origin. The weights of a side sum to the number of independent pairs that
 *   it stands for: that is what one misleading LR is set against.
 */
export function elub(log10Lrs: LabelledScores): Bounds {
  const { sameWeights, differentWeights } = log10Lrs;
  const sameTotal = total(sameWeights);
  const differentTotal = total(differentWeights);
  const same = tail(log10Lrs.same.map(withinExtremes), sameWeights);
  const different = tail(log10Lrs.different.map(withinExtremes), differentWeights);
  const least = Math.max(Math.min(same.least, different.least), -Math.log10(sameTotal + 1));
  const most = Math.min(Math.max(same.most, different.most), Math.log10(differentTotal + 1));
  const first = Math.min(0, Math.floor(least / STEP));
  const last = Math.max(0, Math.floor(most / STEP) + 1);
  let lower = first;
  let upper = last;
  for (let step = first; step <= last; step++) {
    const threshold = step * STEP;
    const loss = 10 ** threshold;
    const missed = 1 - same.above(threshold) / (sameTotal + 1);
    const misled = (different.above(threshold) + 1) / (differentTotal + 1);
    const better = (step < 0 ? loss : 1) >= missed + loss * misled;
    if (better) continue;
    if (step <= 0) lower = Math.max(lower, step + 1);
    if (step >= 0) upper = Math.min(upper, step - 1);
  }
  return { lower: Math.min(0, lower) * STEP + 0, upper: Math.max(0, upper) * STEP };
}

/** What an LR counts as that is more extreme than any evidence can be. */
export const withinExtremes = (log10Lr: number): number =>
  bounded(log10Lr, { lower: -EXTREME, upper: EXTREME });

/** Holds a log10 LR within bounds. */
export function bounded(log10Lr: number, { lower, upper }: Bounds): number {
  return Math.max(lower, Math.min(upper, log10Lr));
}

/** Sums of the weights of all values above a threshold. */
function tail(
  values: Float64Array,
  weights: Float64Array,
): { least: number; most: number; above: (threshold: number) => number } {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const sorted = Float64Array.from(order, (at) => values[at] as number);
  const sums = new Float64Array(sorted.length + 1);
  for (let at = sorted.length - 1; at >= 0; at--)
    sums[at] = (sums[at + 1] as number) + (weights[order[at] as number] as number);
  return {
    least: sorted[0] as number,
    most: sorted.at(-1) as number,
    above(threshold) {
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] as number) > threshold) high = middle;
        else low = middle + 1;
      }
      return sums[low] as number;
    },
  };
}
