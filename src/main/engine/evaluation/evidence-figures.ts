import type {
  EvidenceCurves,
  EvidenceRates,
  RatesOnWriters,
  TippettPoint,
} from '../../../contract/validation.ts';
import { percentileInterval } from '../comparison/bootstrap.ts';
import { cllr } from '../comparison/likelihood-ratio/cllr.ts';
import { det, ece, tippett, type DetPoint } from '../comparison/likelihood-ratio/curves.ts';
import { devPav } from '../comparison/likelihood-ratio/dev-pav.ts';
import {
  contributing,
  drawWithinDatasets,
  PairWeights,
  scoresOfPairs,
  type FiguredPair,
  type WriterPopulation,
} from '../comparison/likelihood-ratio/figured-pairs.ts';
import {
  labelledScores,
  mapScores,
  share,
  type LabelledScores,
} from '../comparison/likelihood-ratio/labelled-scores.ts';
import { Pav } from '../comparison/likelihood-ratio/pav.ts';
import { crossing } from '../comparison/metrics.ts';
import { createRandom } from '../comparison/random.ts';

/** Step of log10 LR to which replicates and curves look; figures themselves are exact. */
const STEP = 0.01;
/** Thresholds of the curves, log10 LR. */
const CURVE = Array.from({ length: 101 }, (_, at) => (at - 50) / 20);
/** log10 prior odds of the ECE curve. */
const PRIORS = Array.from({ length: 21 }, (_, at) => (at - 10) / 4);
/** Replicates of an interval. */
const REPLICATES = 400;

export interface EvidenceFigures extends RatesOnWriters {
  readonly curves: EvidenceCurves & { readonly det: readonly DetPoint[] };
}

/**
 * Measures evidence on pairs of known origin.
 *
 * @param log10Lrs bounded; pairs with NaN are left out.
 * @param seed and `name` of the draws of the bootstrap.
 * @returns null where a side has no pair.
 */
export function evidenceFigures(
  pairs: readonly FiguredPair[],
  log10Lrs: Float64Array,
  population: WriterPopulation,
  seed: number,
  name: string,
): EvidenceFigures | null {
  const kept = pairs.flatMap((_, at) => (Number.isNaN(log10Lrs[at]) ? [] : [at]));
  const measured = kept.map((at) => pairs[at]!);
  const lrs = Float64Array.from(kept, (at) => log10Lrs[at]!);
  const weighing = new PairWeights(measured, population);
  const scores = scoresOfPairs(measured, lrs, weighing.of());
  if (scores === null) return null;
  return {
    ...ratesOf(scores),
    writers: contributing(measured, population),
    pairs: { same: scores.same.length, different: scores.different.length },
    intervals: intervalsOf(measured, lrs, weighing, population, `evidence/${seed}/${name}`),
    curves: curvesOf(scores),
  };
}

function ratesOf(scores: LabelledScores): EvidenceRates {
  const pav = Pav.fit(scores);
  const cost = cllr(scores);
  const least = cllr(mapScores(scores, (lr) => pav.log10Lr(lr)));
  return {
    cllr: cost,
    cllrMin: least,
    cllrCal: cost - least,
    devPav: devPav(scores),
    eer: equalErrorRate(det(scores)),
    misleadingSame: share(scores.same, scores.sameWeights, (lr) => lr < 0),
    misleadingDifferent: share(scores.different, scores.differentWeights, (lr) => lr > 0),
    sameAbove10: share(scores.same, scores.sameWeights, (lr) => lr > 1),
    differentAbove100: share(scores.different, scores.differentWeights, (lr) => lr > 2),
  };
}

/** Of weighted pairs, where the curve's straight lines have both rates equal; see `eer`. */
function equalErrorRate(points: readonly DetPoint[]): number {
  const rates = points.map(({ falsePositive, falseNegative }) => ({
    falseAcceptance: falsePositive,
    falseRejection: falseNegative,
  }));
  const after = rates.findIndex((point) => point.falseRejection >= point.falseAcceptance);
  return crossing(rates[Math.max(0, after - 1)]!, rates[after]!);
}

const RATES: readonly (keyof EvidenceRates)[] = [
  'cllr',
  'cllrMin',
  'cllrCal',
  'devPav',
  'eer',
  'misleadingSame',
  'misleadingDifferent',
  'sameAbove10',
  'differentAbove100',
];

function intervalsOf(
  pairs: readonly FiguredPair[],
  lrs: Float64Array,
  weighing: PairWeights,
  population: WriterPopulation,
  seed: string,
): EvidenceFigures['intervals'] {
  const random = createRandom(seed);
  const replicates = Array.from({ length: REPLICATES }, () => {
    const scores = binned(pairs, lrs, weighing.of(drawWithinDatasets(population, random)));
    return scores && ratesOf(scores);
  });
  const intervals: EvidenceFigures['intervals'] = {};
  for (const rate of RATES) {
    const values = replicates.flatMap((each) => each?.[rate] ?? []);
    const interval = percentileInterval(values, REPLICATES);
    if (interval !== null) intervals[rate] = [...interval];
  }
  return intervals;
}

/** Weighted pairs as a histogram of their LRs: thousands of replicates need no more. */
function binned(
  pairs: readonly FiguredPair[],
  lrs: Float64Array,
  weights: Float64Array,
): LabelledScores | null {
  const sides = { same: new Map<number, number>(), different: new Map<number, number>() };
  pairs.forEach(({ same }, at) => {
    if (weights[at] === 0) return;
    const side = same ? sides.same : sides.different;
    const place = placeOf(lrs[at]!);
    side.set(place, (side.get(place) ?? 0) + weights[at]!);
  });
  if (sides.same.size === 0 || sides.different.size === 0) return null;
  return labelledScores([...sides.same.keys()], [...sides.different.keys()], {
    same: [...sides.same.values()],
    different: [...sides.different.values()],
  });
}

/** Where the bin of a log10 LR stands: on the same side of LRs of 1, 10 and 100 as all that it holds, so that rates stay exact. */
function placeOf(log10Lr: number): number {
  const bin = Math.ceil(log10Lr / STEP);
  return bin === 0 && log10Lr < 0 ? -STEP / 2 : bin * STEP;
}

function curvesOf(scores: LabelledScores): EvidenceFigures['curves'] {
  const pav = Pav.fit(scores);
  const steps = tippett(scores);
  const points = CURVE.map((log10Lr): TippettPoint => {
    const step = steps.find((each) => each.log10Lr >= log10Lr);
    return { log10Lr, same: step?.same ?? 0, different: step?.different ?? 0 };
  });
  const lrs = [...scores.same, ...scores.different];
  const least = lrs.reduce((low, lr) => Math.min(low, lr), Infinity);
  const most = lrs.reduce((high, lr) => Math.max(high, lr), -Infinity);
  return {
    tippett: points,
    det: points.map(({ same, different }) => ({ falsePositive: different, falseNegative: 1 - same })),
    ece: ece(scores, PRIORS),
    calibration: CURVE.filter((lr) => lr >= least && lr <= most)
      .map((log10Lr) => ({ log10Lr, pavLog10Lr: pav.log10Lr(log10Lr) }))
      .filter(({ pavLog10Lr }) => Number.isFinite(pavLog10Lr)),
  };
}
