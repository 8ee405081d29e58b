/**
 * Scores of pairs of known origin; higher is nearer, infinities included. Where a figure reads them as likelihood
 * ratios they are log10 LRs.
 */
export interface LabelledScores {
  /** Of pairs by one source. */
  readonly same: Float64Array;
  /** Of pairs by two sources. */
  readonly different: Float64Array;
  /**
   * How much each pair counts within its side, above 0. Their sum is the number of independent pairs that the side stands
   * for: 1 for each pair, or, where pairs share writers, as many as there are writers.
   */
  readonly sameWeights: Float64Array;
  readonly differentWeights: Float64Array;
}

/**
 * @param weights how much each pair counts; 1 each where left out.
 * @throws RangeError where a side is empty, a score is not a number, or weights are not above 0, one a pair.
 */
export function labelledScores(
  same: ArrayLike<number>,
  different: ArrayLike<number>,
  weights: { readonly same?: ArrayLike<number>; readonly different?: ArrayLike<number> } = {},
): LabelledScores {
  const scores = {
    same: Float64Array.from(same),
    different: Float64Array.from(different),
    sameWeights:
      weights.same === undefined ? new Float64Array(same.length).fill(1) : Float64Array.from(weights.same),
    differentWeights:
      weights.different === undefined
        ? new Float64Array(different.length).fill(1)
        : Float64Array.from(weights.different),
  };
  if (same.length === 0 || different.length === 0) throw new RangeError('a side has no score');
  if (scores.same.some(Number.isNaN) || scores.different.some(Number.isNaN)) {
    throw new RangeError('a score is not a number');
  }
  const badly = (of: Float64Array, count: number): boolean =>
    of.length !== count || of.some((weight) => !(weight > 0 && weight < Infinity));
  if (badly(scores.sameWeights, same.length) || badly(scores.differentWeights, different.length)) {
    throw new RangeError('each pair needs a weight above 0');
  }
  return scores;
}

/** The same pairs with every score changed. */
export function mapScores(scores: LabelledScores, change: (score: number) => number): LabelledScores {
  return { ...scores, same: scores.same.map(change), different: scores.different.map(change) };
}

/** Sum of weights. */
export function total(weights: Float64Array): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum;
}

/** Weighted mean of a figure of each score. */
export function weightedMean(
  scores: Float64Array,
  weights: Float64Array,
  figure: (score: number) => number,
): number {
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += (weights[at] as number) * figure(scores[at] as number);
  return sum / total(weights);
}

/** Both sides in one list by rising score; of equal scores no order is promised. */
export function rising(scores: LabelledScores): { score: number; same: number; different: number }[] {
  const all: { score: number; same: number; different: number }[] = [];
  // Shares of each side, so that both weigh alike however many pairs they have.
  const sameTotal = total(scores.sameWeights);
  const differentTotal = total(scores.differentWeights);
  scores.same.forEach((score, at) => {
    all.push({ score, same: (scores.sameWeights[at] as number) / sameTotal, different: 0 });
  });
  scores.different.forEach((score, at) => {
    all.push({ score, same: 0, different: (scores.differentWeights[at] as number) / differentTotal });
  });
  return all.sort((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0));
}

/** As `rising`, with each distinct score once. */
export function distinct(scores: LabelledScores): { score: number; same: number; different: number }[] {
  const steps: { score: number; same: number; different: number }[] = [];
  for (const each of rising(scores)) {
    const last = steps.at(-1);
    if (last?.score === each.score) {
      last.same += each.same;
      last.different += each.different;
    } else {
      steps.push(each);
    }
  }
  return steps;
}

/** Share of a side's weight on scores of which something holds. */
export function share(
  scores: Float64Array,
  weights: Float64Array,
  holds: (score: number) => boolean,
): number {
  return total(weights.filter((_, at) => holds(scores[at]!))) / total(weights);
}
