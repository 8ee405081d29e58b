import { LEAST_WRITERS } from '../../../../contract/validation.ts';
import { createRandom } from '../random.ts';
import { METHODS, type Method } from './calibrator.ts';
import type { Band } from './calibration.ts';
import { cllr, cllrMin } from './cllr.ts';
import { fitCurve, onCurve, type Curve } from './curve.ts';
import { bounded, elub, type Bounds } from './elub.ts';
import {
  contributing,
  drawWithinDatasets,
  effectiveNumber,
  effectiveWriters,
  groupsOfWriters,
  pairWeights,
  PairWeights,
  scoresOfPairs,
  type FiguredPair,
  type WriterPopulation,
} from './figured-pairs.ts';
import { fitFusion, fusedScore, type Fusion } from './fused-score.ts';
import { measuredRates } from './measured.ts';
import { mapScores, total, type LabelledScores } from './labelled-scores.ts';

/** Groups of writers; a pair is scored by what was fitted on the other groups. */
const GROUPS = 6;
/** Fits on drawn writers; evidence has an interval where at least half of them succeeded. */
export const REPLICATES = 200;
/** Points of a curve that is no straight line: of the calibration and of each replicate. */
const KNOTS = 65;
const REPLICATE_KNOTS = 17;

/** Less Cllr than this is chance with so few writers: the calibrator that comes first in `METHODS` is kept. */
const WORTH_CHOOSING = 0.005;

/** What a band of words is called and what it stands on, as `Band` states it. */
export type BandFacts = Pick<Band, 'least' | 'most' | 'kind' | 'datasets' | 'quantities'>;

/** What is fitted and measured of a band, whatever its pairs are of. */
export type Fitted = Omit<Band, keyof BandFacts>;

/**
 * Calibrates one quantity of text, or of references: fuses the figures, chooses the calibrator whose LRs cost least on writers that it was
 * not fitted on, bounds what it may say, and repeats the fit on drawn writers.
 *
 * @param facts what the band is called and stands on; kept as they are.
 * @param within log10 LRs that the band keeps within beside its own bounds; its ELUB bounds are narrowed to them, and what is stated
 *   of its evidence is measured within them.
 * @returns null where a side has fewer than `LEAST_WRITERS` writers, or too few for its evidence to be measured apart from them.
 */
export function fitBand<F extends { readonly kind: string; readonly least: number }>(
  facts: F,
  pairs: readonly FiguredPair[],
  population: WriterPopulation,
  seed: number,
  within: Bounds = { lower: -Infinity, upper: Infinity },
): FittedBand<F> | null {
  const writers = contributing(pairs, population);
  if (Math.min(writers.same, writers.different) < LEAST_WRITERS) return null;
  const weighing = new PairWeights(pairs, population);
  const weights = weighing.of();
  const effective = effectiveWriters(pairs, weights, population);
  const sample = sampleBounds(effective);
  const groupOf = groupsOfWriters(population, GROUPS, seed);
  const apart = crossValidated(pairs, population, groupOf);
  const { method, costs } = cheapest(pairs, apart, weights, sample);
  const nested = nestedLog10Lrs(pairs, population, groupOf, apart);
  const lrs = scoresOfPairs(pairs, nested.unbounded, weights);
  if (lrs === null || costs.get(method) === null) return null;
  const limits = elubOf(lrs);
  // With so few writers that no bounds can be set without a pair's own, nothing honest can be stated of the band.
  if (scoresOfPairs(pairs, nested.withinElub, weights) === null) return null;
  const scorer = fitScorer(method, pairs, weights, KNOTS);
  if (scorer === null) return null;
  const random = createRandom(`calibration/${seed}/${facts.kind}/${facts.least}`);
  const replicates = Array.from({ length: REPLICATES }, () => {
    const times = drawWithinDatasets(population, random);
    return fitScorer(method, pairs, weighing.of(times), REPLICATE_KNOTS, scorer.fusion);
  }).filter((replicate) => replicate !== null);
  const elubLimits = {
    lower: rounded(bounded(limits.lower, within)),
    upper: rounded(bounded(limits.upper, within)),
  };
  const sampleLimits = { lower: rounded(sample.lower), upper: rounded(sample.upper) };
  const log10Lrs = nested.withinElub.map((lr) => bounded(bounded(lr, within), sampleLimits));
  const evidence = scoresOfPairs(pairs, log10Lrs, weights)!;
  const fitted: Fitted = {
    writers,
    effectiveWriters: { same: rounded(effective.same), different: rounded(effective.different) },
    pairs: {
      same: pairs.filter((pair) => pair.same).length,
      different: pairs.filter((pair) => !pair.same).length,
    },
    ...written(scorer),
    method,
    elub: elubLimits,
    sample: sampleLimits,
    methods: Object.fromEntries(
      METHODS.map((each) => [each, costs.get(each) === null ? null : rounded(costs.get(each)!)]),
    ) as Fitted['methods'],
    cllr: rounded(cllr(evidence)),
    cllrMin: rounded(cllrMin(evidence)),
    rates: measuredRates(evidence),
    replicates: replicates.map(written),
  };
  return { band: { ...facts, ...fitted }, log10Lrs };
}

/** A band with the evidence of each pair that it was fitted on. */
export interface FittedBand<F> {
  readonly band: F & Fitted;
  /** Bounded, by what was fitted without the pair's writers; NaN where nothing could be fitted without them. */
  readonly log10Lrs: Float64Array;
}

/** log10 LRs that so many writers can support. */
const sampleBounds = ({ same, different }: { same: number; different: number }): Bounds => ({
  lower: -Math.log10(same + 1),
  upper: Math.log10(different + 1),
});

/**
 * ELUB sets one misleading LR against the LRs there are: as many as they are worth by their weights, where sets or writers
 * with few pairs weigh as much as others. That pairs share writers is what the sample's bounds are for.
 */
function elubOf(lrs: LabelledScores): Bounds {
  const counted = (weights: Float64Array): Float64Array => {
    const scale = effectiveNumber(weights) / total(weights);
    return weights.map((weight) => weight * scale);
  };
  return elub({
    ...lrs,
    sameWeights: counted(lrs.sameWeights),
    differentWeights: counted(lrs.differentWeights),
  });
}

/**
 * The calibrator whose LRs cost least, by Cllr within the sample's bounds; null costs for one that could not be fitted.
 *
 * @param apart log10 LRs of each pair by each method, by what was fitted without its writers.
 */
function cheapest(
  pairs: readonly FiguredPair[],
  apart: Record<Method, Float64Array>,
  weights: Float64Array,
  sample: Bounds,
): { method: Method; costs: ReadonlyMap<Method, number | null> } {
  const costs = new Map(
    METHODS.map((method) => {
      // Costs are of the same pairs: a method that could not be fitted throughout is none to choose.
      const whole = apart[method].every((lr, at) => !Number.isNaN(lr) || Number.isNaN(apart.logistic[at]));
      return [method, whole ? costOf(scoresOfPairs(pairs, apart[method], weights), sample) : null];
    }),
  );
  const method = METHODS.reduce((best, each) =>
    (costs.get(each) ?? Infinity) < (costs.get(best) ?? Infinity) - WORTH_CHOOSING ? each : best,
  );
  return { method, costs };
}

/** log10 LRs of pairs, in their order; NaN where nothing could be fitted, or bounded, without their writers. */
export interface NestedLog10Lrs {
  readonly unbounded: Float64Array;
  /** Within ELUB bounds that were set on the other groups' pairs. */
  readonly withinElub: Float64Array;
}

/**
 * log10 LRs of every pair by the calibrator that is cheapest on pairs without its two groups of writers, and the same within
 * the bounds that those pairs set: what states the cost of a choice, or of a bound, must not have taken part in it.
 *
 * @param apart as `crossValidated` gives them for these pairs.
 */
export function nestedLog10Lrs(
  pairs: readonly FiguredPair[],
  population: WriterPopulation,
  groupOf: Int32Array,
  apart: Record<Method, Float64Array>,
): NestedLog10Lrs {
  const unbounded = new Float64Array(pairs.length).fill(NaN);
  const withinElub = unbounded.slice();
  for (const { tested, fitted } of folds(pairs, groupOf)) {
    const { method, limits } = choiceFor(fitted, population, groupOf);
    for (const at of tested) {
      const lr = apart[method][at]!;
      unbounded[at] = lr;
      withinElub[at] = limits === null ? NaN : bounded(lr, limits);
    }
  }
  return { unbounded, withinElub };
}

/** The calibrator to choose for these pairs, and its ELUB bounds, by a cross-validation among them; null for none. */
function choiceFor(
  pairs: readonly FiguredPair[],
  population: WriterPopulation,
  groupOf: Int32Array,
): { method: Method; limits: Bounds | null } {
  const weights = pairWeights(pairs, population);
  const apart = crossValidated(pairs, population, groupOf);
  const { method } = cheapest(
    pairs,
    apart,
    weights,
    sampleBounds(effectiveWriters(pairs, weights, population)),
  );
  const lrs = scoresOfPairs(pairs, apart[method], weights);
  return { method, limits: lrs && elubOf(lrs) };
}

interface Scorer {
  readonly fusion: Fusion;
  readonly curve: Curve;
}

function fitScorer(
  method: Method,
  pairs: readonly FiguredPair[],
  weights: Float64Array,
  knots: number,
  start?: Fusion,
): Scorer | null {
  const used = pairs.flatMap((_, at) => (weights[at]! > 0 ? [at] : []));
  const fusion = fitFusion(
    used.map((at) => pairs[at]!.figures),
    used.map((at) => pairs[at]!.same),
    used.map((at) => weights[at]!),
    start,
  );
  const scores = scoresOfPairs(
    pairs,
    pairs.map((pair) => fusedScore(fusion, pair.figures)),
    weights,
  );
  const curve = scores && fitCurve(method, scores, knots);
  return curve && { fusion, curve };
}

/** Pairs of the same two groups of writers, by their places, and the pairs that share no group with them. */
interface Fold {
  readonly tested: readonly number[];
  readonly fitted: readonly FiguredPair[];
}

/** Every two groups, and every group with itself, that pairs are of and that leave pairs of both kinds. */
function folds(pairs: readonly FiguredPair[], groupOf: Int32Array): Fold[] {
  const groupsOf = ({ first, second }: FiguredPair): [number, number] => {
    const [one, other] = [groupOf[first]!, groupOf[second]!];
    return one < other ? [one, other] : [other, one];
  };
  const places = Map.groupBy(pairs.keys(), (at) => groupsOf(pairs[at]!).join('/'));
  return [...places.values()].flatMap((tested) => {
    const [one, other] = groupsOf(pairs[tested[0]!]!);
    const fitted = pairs.filter((pair) => {
      const [first, second] = groupsOf(pair);
      return first !== one && first !== other && second !== one && second !== other;
    });
    const both = fitted.some(({ same }) => same) && !fitted.every(({ same }) => same);
    return both ? [{ tested, fitted }] : [];
  });
}

/**
 * log10 LRs, unbounded, of every pair by each method, from scorers that were fitted without any writer of its two groups;
 * NaN where none could be fitted.
 */
export function crossValidated(
  pairs: readonly FiguredPair[],
  population: WriterPopulation,
  groupOf: Int32Array,
): Record<Method, Float64Array> {
  const lrs = Object.fromEntries(
    METHODS.map((method) => [method, new Float64Array(pairs.length).fill(NaN)]),
  ) as Record<Method, Float64Array>;
  for (const { tested, fitted } of folds(pairs, groupOf)) {
    const weights = pairWeights(fitted, population);
    const fusion = fitFusion(
      fitted.map(({ figures }) => figures),
      fitted.map(({ same }) => same),
      weights,
    );
    const scores = scoresOfPairs(
      fitted,
      fitted.map(({ figures }) => fusedScore(fusion, figures)),
      weights,
    )!;
    for (const method of METHODS) {
      const curve = fitCurve(method, scores, KNOTS);
      if (curve === null) continue;
      for (const at of tested) lrs[method][at] = onCurve(curve, fusedScore(fusion, pairs[at]!.figures));
    }
  }
  return lrs;
}

/** Cllr within the sample's bounds. */
function costOf(lrs: LabelledScores | null, sample: Bounds): number | null {
  return lrs && cllr(mapScores(lrs, (lr) => bounded(lr, sample)));
}

/** Six decimals: enough that no printed figure depends on the rounding; and no -0, which JSON does not keep. */
const rounded = (value: number): number => Number(value.toFixed(6)) + 0;

function written({ fusion, curve }: Scorer): Scorer {
  return {
    fusion: { intercept: rounded(fusion.intercept), slopes: fusion.slopes.map(rounded) },
    curve: { scores: curve.scores.map(rounded), log10Lrs: curve.log10Lrs.map(rounded) },
  };
}
