/** A point of the ROC: both error rates at one threshold, as shares. */
interface OperatingPoint {
  /** Same-source pairs that fall below the threshold. */
  readonly falseRejection: number;
  /** Different-source pairs that reach it. */
  readonly falseAcceptance: number;
}

/**
 * Equal error rate: where the ROC, drawn through its operating points with straight lines, has as many false
 * non-matches as false matches. Scores that occur on both sides are one slanted step of it, which is the same as
 * counting ties half. Exact, by sorting.
 *
 * @param same scores of pairs that belong together; higher is nearer.
 * @param different scores of pairs that do not.
 * @returns 0 to 1, or null where one side has no score.
 * @throws RangeError for a score that is not a number.
 */
export function eer(same: ArrayLike<number>, different: ArrayLike<number>): number | null {
  return eerWithin({
    same: Float64Array.from(same),
    different: Float64Array.from(different),
    sameBelow: 0,
    differentBelow: 0,
    sameTotal: same.length,
    differentTotal: different.length,
  });
}

/** A stretch of the score axis that holds the crossing of both error rates, and what lies below it. */
export interface CrossingStretch {
  /** Scores within the stretch; sorted in place. */
  readonly same: Float32Array | Float64Array;
  readonly different: Float32Array | Float64Array;
  readonly sameBelow: number;
  readonly differentBelow: number;
  readonly sameTotal: number;
  readonly differentTotal: number;
}

/**
 * The equal error rate from the scores around it alone: what lies farther off counts only by its number. As exact
 * as `eer`, with memory for the stretch only.
 */
export function eerWithin(stretch: CrossingStretch): number | null {
  const { sameTotal, differentTotal } = stretch;
  if (sameTotal === 0 || differentTotal === 0) return null;
  const same = stretch.same.sort();
  const different = stretch.different.sort();
  refuseNaN(same);
  refuseNaN(different);
  let s = 0;
  let d = 0;
  const point = (): OperatingPoint => ({
    falseRejection: (stretch.sameBelow + s) / sameTotal,
    falseAcceptance: (differentTotal - stretch.differentBelow - d) / differentTotal,
  });
  let before = point();
  while (s < same.length || d < different.length) {
    const score = Math.min(same[s] ?? Infinity, different[d] ?? Infinity);
    while (same[s] === score) s++;
    while (different[d] === score) d++;
    const after = point();
    if (after.falseRejection >= after.falseAcceptance) return crossing(before, after);
    before = after;
  }
  return crossing(before, before);
}

/**
 * The rate at which a straight line between two operating points has both errors equal.
 *
 * @param before has at most as many false non-matches as false matches, `after` at least as many.
 */
export function crossing(before: OperatingPoint, after: OperatingPoint): number {
  const gapBefore = before.falseAcceptance - before.falseRejection;
  const gapAfter = after.falseRejection - after.falseAcceptance;
  const share = gapBefore + gapAfter === 0 ? 0 : gapBefore / (gapBefore + gapAfter);
  return before.falseRejection + share * (after.falseRejection - before.falseRejection);
}

/** How one query ranked its gallery. */
export interface QueryRank {
  /** Whether the nearest is relevant; a share where relevant and irrelevant items tie for the first place. */
  readonly top1: number;
  /** Mean of the precision at each relevant item. */
  readonly averagePrecision: number;
}

/**
 * Ranks a gallery for one query. Items of equal score have no order: both figures are their expectation over all
 * orders of the tied items (McSherry and Najork 2008, 10.1007/978-3-540-78646-7_38).
 *
 * @param relevant scores of the gallery's relevant items; sorted in place.
 * @param irrelevant scores of all others; sorted in place.
 * @returns null where nothing relevant is in the gallery.
 */
export function rankQuery(relevant: Float32Array, irrelevant: Float32Array): QueryRank | null {
  if (relevant.length === 0) return null;
  relevant.sort();
  irrelevant.sort();
  refuseNaN(relevant);
  refuseNaN(irrelevant);
  let r = relevant.length;
  let i = irrelevant.length;
  let seen = 0;
  let relevantSeen = 0;
  let precisions = 0;
  let top1 = 0;
  while (r > 0) {
    const score = Math.max(relevant[r - 1] as number, i > 0 ? (irrelevant[i - 1] as number) : -Infinity);
    const relevantBefore = r;
    const irrelevantBefore = i;
    while (r > 0 && relevant[r - 1] === score) r--;
    while (i > 0 && irrelevant[i - 1] === score) i--;
    const tiedRelevant = relevantBefore - r;
    const tied = tiedRelevant + irrelevantBefore - i;
    if (seen === 0) top1 = tiedRelevant / tied;
    if (tiedRelevant > 0) {
      const others = tied === 1 ? 0 : (tiedRelevant - 1) / (tied - 1);
      for (let place = 1; place <= tied; place++) {
        precisions += ((tiedRelevant / tied) * (relevantSeen + 1 + (place - 1) * others)) / (seen + place);
      }
    }
    seen += tied;
    relevantSeen += tiedRelevant;
  }
  return { top1, averagePrecision: precisions / relevant.length };
}

/** What one query of an open set comes to: its nearest relevant and its nearest irrelevant score. */
export interface OpenSetQuery {
  readonly relevant: number;
  readonly irrelevant: number;
}

/**
 * Detection and identification rate of an open-set search (Phillips, Grother and Micheals 2011, 10.1007/978-0-85729-932-1_21):
 * the share of queries whose nearest item is relevant and scores above a threshold, which at most `alarms` of the same
 * queries would reach with everything relevant taken out of their gallery.
 *
 * @param weights how much each query counts.
 * @param alarms share of false alarms, from 0 to 1.
 * @returns null where no query counts.
 */
export function detectionRate(
  queries: readonly OpenSetQuery[],
  weights: ArrayLike<number>,
  alarms: number,
): number | null {
  const order = [...queries.keys()].sort((a, b) => queries[b]!.irrelevant - queries[a]!.irrelevant);
  const total = order.reduce((sum, at) => sum + weights[at]!, 0);
  if (total === 0) return null;
  let threshold = -Infinity;
  let raised = 0;
  for (const at of order) {
    raised += weights[at]!;
    // A rounding error of the sum is no alarm.
    if (raised > alarms * total + 1e-9) {
      threshold = queries[at]!.irrelevant;
      break;
    }
  }
  const found = order.reduce((sum, at) => {
    const { relevant, irrelevant } = queries[at]!;
    return sum + (relevant > irrelevant && relevant > threshold ? weights[at]! : 0);
  }, 0);
  return found / total;
}

/** Sorting puts what is not a number last. */
function refuseNaN(sorted: Float32Array | Float64Array): void {
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('a score is not a number');
}
