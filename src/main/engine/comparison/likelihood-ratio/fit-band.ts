import { createRandom } from '../random.ts';
import { METHODS, type Method } from './calibrator.ts';
import type { Band } from './calibration.ts';
import { cllr, cllrMin } from './cllr.ts';
import { fitCurve, onCurve, type Curve } from './curve.ts';
import { bounded, elub, type Bounds } from './elub.ts';
import {
  contributing,
  drawWithinDatasets,
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
/** Fewer writers on a side calibrate nothing. */
const LEAST_WRITERS = 6;
/** Fits on drawn writers; evidence has an interval where at least half of them succeeded. */
export const REPLICATES = 200;
/** Points of a curve that is no straight line: of the calibration and of each replicate. */
const KNOTS = 65;
const REPLICATE_KNOTS = 17;

/** Less Cllr than this is chance with so few writers: the calibrator that comes first in `METHODS` is kept. */
const WORTH_CHOOSING = 0.005;

/** What a band is called and what it stands on, as `Band` states it. */
export type BandFacts = Pick<Band, 'least' | 'most' | 'kind' | 'datasets' | 'quantities'>;

/**
 * Calibrates one quantity of text: fuses the figures, chooses the calibrator whose LRs cost least on writers that it was
 * not fitted on, bounds what it may say, and repeats the fit on drawn writers.
 *
 * @returns null where a side has fewer than `LEAST_WRITERS` writers.
 */
export function fitBand(
  facts: BandFacts,
  pairs: readonly FiguredPair[],
  population: WriterPopulation,
  seed: number,
): FittedBand | null {
  const writers = contributing(pairs);
  if (Math.min(writers.same, writers.different) < LEAST_WRITERS) return null;
  const weighing = new PairWeights(pairs, population);
  const weights = weighing.of();
  const sample: Bounds = { lower: -Math.log10(writers.same + 1), upper: Math.log10(writers.different + 1) };
  const apart = crossValidated(pairs, population, seed);
  const costs = new Map<Method, number | null>();
  for (const method of METHODS) {
    // Costs are of the same pairs: a method that could not be fitted throughout is none to choose.
    const whole = apart[method].every((lr, at) => !Number.isNaN(lr) || Number.isNaN(apart.logistic[at]));
    costs.set(method, whole ? costOf(scoresOfPairs(pairs, apart[method], weights), sample) : null);
  }
  const method = METHODS.reduce((best, each) =>
    (costs.get(each) ?? Infinity) < (costs.get(best) ?? Infinity) - WORTH_CHOOSING ? each : best,
  );
  const lrs = scoresOfPairs(pairs, apart[method], weights);
  if (lrs === null || costs.get(method) === null) return null;
  const limits = elub(countedInPairs(lrs));
  const scorer = fitScorer(method, pairs, weights, KNOTS);
  if (scorer === null) return null;
  const random = createRandom(`calibration/${seed}/${facts.kind}/${facts.least}`);
  const replicates = Array.from({ length: REPLICATES }, () => {
    const times = drawWithinDatasets(population, random);
    return fitScorer(method, pairs, weighing.of(times), REPLICATE_KNOTS, scorer.fusion);
  }).filter((replicate) => replicate !== null);
  const elubLimits = { lower: rounded(limits.lower), upper: rounded(limits.upper) };
  const sampleLimits = { lower: rounded(sample.lower), upper: rounded(sample.upper) };
  const log10Lrs = apart[method].map((lr) => bounded(bounded(lr, elubLimits), sampleLimits));
  const evidence = scoresOfPairs(pairs, log10Lrs, weights)!;
  const band: Band = {
    ...facts,
    writers,
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
    ) as Band['methods'],
    cllr: rounded(cllr(evidence)),
    cllrMin: rounded(cllrMin(evidence)),
    rates: measuredRates(evidence),
    replicates: replicates.map(written),
  };
  return { band, log10Lrs };
}

/** A band with the evidence of each pair that it was fitted on. */
export interface FittedBand {
  readonly band: Band;
  /** Bounded, by what was fitted without the pair's writers; NaN where nothing could be fitted without them. */
  readonly log10Lrs: Float64Array;
}

/** ELUB sets one misleading LR against the LRs there are; that pairs share writers is what the sample's bounds are for. */
function countedInPairs(lrs: LabelledScores): LabelledScores {
  const counted = (weights: Float64Array): Float64Array => {
    const scale = weights.length / total(weights);
    return weights.map((weight) => weight * scale);
  };
  return {
    ...lrs,
    sameWeights: counted(lrs.sameWeights),
    differentWeights: counted(lrs.differentWeights),
  };
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

/**
 * log10 LRs, unbounded, of every pair by each method, from scorers that were fitted without any writer of its two groups;
 * NaN where none could be fitted.
 */
function crossValidated(
  pairs: readonly FiguredPair[],
  population: WriterPopulation,
  seed: number,
): Record<Method, Float64Array> {
  const groupOf = groupsOfWriters(population, GROUPS, seed);
  const lrs = Object.fromEntries(
    METHODS.map((method) => [method, new Float64Array(pairs.length).fill(NaN)]),
  ) as Record<Method, Float64Array>;
  const inGroup = ({ first, second }: FiguredPair, group: number): boolean =>
    groupOf[first] === group || groupOf[second] === group;
  for (let one = 0; one < GROUPS; one++) {
    for (let other = one; other < GROUPS; other++) {
      const tested = pairs.flatMap((pair, at) => {
        const groups = [groupOf[pair.first]!, groupOf[pair.second]!].sort((a, b) => a - b);
        return groups[0] === one && groups[1] === other ? [at] : [];
      });
      const fitted = pairs.filter((pair) => !inGroup(pair, one) && !inGroup(pair, other));
      if (tested.length === 0 || !fitted.some(({ same }) => same) || fitted.every(({ same }) => same))
        continue;
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
