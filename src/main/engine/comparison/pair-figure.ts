import { bootstrapInterval, type Interval } from './bootstrap.ts';
import { crossing, detectionRate, eerWithin, rankQuery, type OpenSetQuery } from './metrics.ts';
import type { Random } from './random.ts';
import { forEachPair, forEachRow, type Vectors } from './vectors.ts';

/** What a figure makes of two rows: they belong together, they do not, or it does not ask about them. */
export type PairKind = 'positive' | 'negative' | 'left out';

/** Which pairs of rows a figure asks about, and whose they are. */
export interface PairQuestion {
  /** Symmetric; never called with a row and itself. */
  kindOf(first: number, second: number): PairKind;
  /** Writer of each row, from 0 to `writers` - 1. */
  readonly writer: Int32Array;
  readonly writers: number;
}

export interface PairFigure {
  readonly positive: number;
  readonly negative: number;
  /** Null where there is no positive or no negative pair. */
  readonly eer: number | null;
  /** 95 %, over writers. */
  readonly interval: Interval | null;
}

/** Bins of the first look at the scores, on [-1, 1]. */
const FINE_BINS = 2 ** 16;
/** Counters that the bootstrap may keep: 4 bytes each. */
const COUNTERS = 2 ** 24;
const MOST_STEPS = 4096;
const LEAST_STEPS = 64;

const binOf = (score: number): number =>
  Math.max(0, Math.min(FINE_BINS - 1, Math.floor((score + 1) * (FINE_BINS / 2))));

/**
 * Equal error rate over all pairs of rows that a question asks about, by the cosine of L2-normalised vectors, with
 * its interval over writers.
 *
 * The rate is exact for any number of pairs: a first pass over the scores finds the stretch of 2^-15 that holds the
 * crossing, a second one sorts the scores within it. The interval comes from counts per pair of writers on a scale of
 * at most 4,096 steps, laid so that each holds about the same share of scores and joined by straight lines: a
 * replicate is off by less than the share in one step, which also bounds both ends.
 */
export function pairFigure(vectors: Vectors, question: PairQuestion, random: Random): PairFigure {
  const { kindOf, writer, writers } = question;
  const same = new Float64Array(FINE_BINS);
  const different = new Float64Array(FINE_BINS);
  const cells = { positive: new CellIndex(writers), negative: new CellIndex(writers) };
  let positive = 0;
  let negative = 0;
  forEachPair(vectors, (first, second, score) => {
    const kind = kindOf(first, second);
    if (kind === 'left out') return;
    const a = writer[first] as number;
    const b = writer[second] as number;
    if (kind === 'positive') {
      positive++;
      same[binOf(score)]!++;
      cells.positive.add(a, b);
    } else {
      negative++;
      different[binOf(score)]!++;
      cells.negative.add(a, b);
    }
  });
  if (positive === 0 || negative === 0) return { positive, negative, eer: null, interval: null };

  const stretch = findCrossing(same, different, positive, negative);
  const within = {
    same: new Float32Array(same[stretch.bin] as number),
    different: new Float32Array(different[stretch.bin] as number),
  };
  const steps = Math.max(
    LEAST_STEPS,
    Math.min(MOST_STEPS, Math.floor(COUNTERS / (cells.positive.size + cells.negative.size))),
  );
  const stepOf = evenSteps(same, different, positive, negative, steps);
  const tables = {
    positive: new StepCounts(cells.positive, steps),
    negative: new StepCounts(cells.negative, steps),
  };
  let s = 0;
  let d = 0;
  forEachPair(vectors, (first, second, score) => {
    const kind = kindOf(first, second);
    if (kind === 'left out') return;
    const a = writer[first] as number;
    const b = writer[second] as number;
    const bin = binOf(score);
    const step = stepOf[bin] as number;
    if (kind === 'positive') {
      tables.positive.count(a, b, step);
      if (bin === stretch.bin) within.same[s++] = score;
    } else {
      tables.negative.count(a, b, step);
      if (bin === stretch.bin) within.different[d++] = score;
    }
  });
  tables.positive.accumulate();
  tables.negative.accumulate();
  return {
    positive,
    negative,
    eer: eerWithin({
      ...within,
      sameBelow: stretch.sameBelow,
      differentBelow: stretch.differentBelow,
      sameTotal: positive,
      differentTotal: negative,
    }),
    interval: bootstrapInterval(writers, random, (times) =>
      eerOfReplicate(tables.positive, tables.negative, times),
    ),
  };
}

/** The bin within which false non-matches overtake false matches. */
function findCrossing(
  same: Float64Array,
  different: Float64Array,
  positive: number,
  negative: number,
): { bin: number; sameBelow: number; differentBelow: number } {
  let sameBelow = 0;
  let differentBelow = 0;
  for (let bin = 0; ; bin++) {
    const sameNext = sameBelow + (same[bin] as number);
    const differentNext = differentBelow + (different[bin] as number);
    // At the last bin all positives and all negatives are below: 1 >= 0 ends the search.
    if (sameNext / positive >= 1 - differentNext / negative) return { bin, sameBelow, differentBelow };
    sameBelow = sameNext;
    differentBelow = differentNext;
  }
}

/** Maps fine bins to steps of equal weight, positives and negatives weighing the same in all. */
function evenSteps(
  same: Float64Array,
  different: Float64Array,
  positive: number,
  negative: number,
  steps: number,
): Uint16Array {
  const stepOf = new Uint16Array(FINE_BINS);
  let sameBelow = 0;
  let differentBelow = 0;
  for (let bin = 0; bin < FINE_BINS; bin++) {
    const share = (sameBelow / positive + differentBelow / negative) / 2;
    stepOf[bin] = Math.min(steps - 1, Math.floor(share * steps));
    sameBelow += same[bin] as number;
    differentBelow += different[bin] as number;
  }
  return stepOf;
}

/** Numbers the pairs of writers that occur, in the order in which they come. */
class CellIndex {
  readonly #writers: number;
  readonly #slots: Int32Array;
  readonly #first: number[] = [];
  readonly #second: number[] = [];

  constructor(writers: number) {
    this.#writers = writers;
    this.#slots = new Int32Array(writers * writers).fill(-1);
  }

  get size(): number {
    return this.#first.length;
  }

  add(a: number, b: number): void {
    const at = this.#at(a, b);
    if (this.#slots[at] !== -1) return;
    this.#slots[at] = this.#first.length;
    this.#first.push(Math.min(a, b));
    this.#second.push(Math.max(a, b));
  }

  slot(a: number, b: number): number {
    return this.#slots[this.#at(a, b)] as number;
  }

  /**
   * How often each pair of writers counts in a resample: as often as a copy of one meets a copy of the other. A
   * writer's own pairs count once a copy; two copies of one writer are no pair.
   */
  weights(times: Float64Array): Float64Array {
    const weights = new Float64Array(this.size);
    for (let slot = 0; slot < weights.length; slot++) {
      const first = this.#first[slot] as number;
      const second = this.#second[slot] as number;
      const own = times[first] as number;
      weights[slot] = first === second ? own : own * (times[second] as number);
    }
    return weights;
  }

  #at(a: number, b: number): number {
    return a < b ? a * this.#writers + b : b * this.#writers + a;
  }
}

/** For each step of the scale and each pair of writers, the number of scores below the step's upper edge. */
class StepCounts {
  readonly cells: CellIndex;
  readonly steps: number;
  readonly #counts: Uint32Array;

  constructor(cells: CellIndex, steps: number) {
    this.cells = cells;
    this.steps = steps;
    this.#counts = new Uint32Array(steps * cells.size);
  }

  count(a: number, b: number, step: number): void {
    this.#counts[step * this.cells.size + this.cells.slot(a, b)]!++;
  }

  accumulate(): void {
    const { size } = this.cells;
    for (let at = size; at < this.#counts.length; at++) {
      this.#counts[at]! += this.#counts[at - size] as number;
    }
  }

  /** Weighted number of scores below edge 0 (none) to edge `steps` (all). */
  below(edge: number, weights: Float64Array): number {
    if (edge === 0) return 0;
    const from = (edge - 1) * weights.length;
    let sum = 0;
    for (let slot = 0; slot < weights.length; slot++) {
      sum += (weights[slot] as number) * (this.#counts[from + slot] as number);
    }
    return sum;
  }
}

/** The equal error rate of one resample, by bisection over the steps' edges and a straight line within the last one. */
function eerOfReplicate(positive: StepCounts, negative: StepCounts, times: Float64Array): number | null {
  const weights = { positive: positive.cells.weights(times), negative: negative.cells.weights(times) };
  const total = {
    positive: positive.below(positive.steps, weights.positive),
    negative: negative.below(negative.steps, weights.negative),
  };
  if (total.positive === 0 || total.negative === 0) return null;
  const pointAt = (edge: number): { falseRejection: number; falseAcceptance: number } => ({
    falseRejection: positive.below(edge, weights.positive) / total.positive,
    falseAcceptance: 1 - negative.below(edge, weights.negative) / total.negative,
  });
  let low = 0;
  let high = positive.steps;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    const { falseRejection, falseAcceptance } = pointAt(middle);
    if (falseRejection <= falseAcceptance) low = middle;
    else high = middle;
  }
  return crossing(pointAt(low), pointAt(high));
}

export interface RankFigure {
  /** Queries that have a relevant item. */
  readonly queries: number;
  readonly top1: number | null;
  readonly top1Interval: Interval | null;
  /** Mean average precision. */
  readonly map: number | null;
  readonly mapInterval: Interval | null;
  /** Detection and identification rate where 1 in 100 queries whose writer is not in the gallery raises a false alarm. */
  readonly detection: number | null;
  readonly detectionInterval: Interval | null;
}

/** Share of false alarms at which `RankFigure.detection` is told. */
const FALSE_ALARMS = 0.01;

/**
 * Leave-one-out ranking: each row asks once, its gallery holds the rows that the question pairs it with. The
 * intervals resample the writers of the queries; the gallery stays as it is.
 */
export function rankFigure(vectors: Vectors, question: PairQuestion, random: Random): RankFigure {
  const { kindOf, writer, writers } = question;
  const queries = new Float64Array(writers);
  const top1 = new Float64Array(writers);
  const precision = new Float64Array(writers);
  const openSet: (OpenSetQuery & { readonly by: number })[] = [];
  const relevant = new Float32Array(vectors.count);
  const irrelevant = new Float32Array(vectors.count);
  forEachRow(vectors, (row, scores) => {
    let r = 0;
    let i = 0;
    for (let other = 0; other < scores.length; other++) {
      if (other === row) continue;
      const kind = kindOf(row, other);
      if (kind === 'positive') relevant[r++] = scores[other] as number;
      else if (kind === 'negative') irrelevant[i++] = scores[other] as number;
    }
    const rank = rankQuery(relevant.subarray(0, r), irrelevant.subarray(0, i));
    if (rank === null) return;
    const by = writer[row] as number;
    queries[by]!++;
    top1[by]! += rank.top1;
    precision[by]! += rank.averagePrecision;
    // `rankQuery` has sorted both.
    if (i > 0) openSet.push({ relevant: relevant[r - 1]!, irrelevant: irrelevant[i - 1]!, by });
  });
  const detection = (times: Float64Array | null): number | null =>
    detectionRate(
      openSet,
      openSet.map(({ by }) => times?.[by] ?? 1),
      FALSE_ALARMS,
    );
  const share = (sums: Float64Array, times: Float64Array | null): number | null => {
    let asked = 0;
    let sum = 0;
    for (let by = 0; by < writers; by++) {
      const weight = times?.[by] ?? 1;
      asked += weight * (queries[by] as number);
      sum += weight * (sums[by] as number);
    }
    return asked === 0 ? null : sum / asked;
  };
  return {
    queries: queries.reduce((sum, n) => sum + n, 0),
    top1: share(top1, null),
    top1Interval: bootstrapInterval(writers, random, (times) => share(top1, times)),
    map: share(precision, null),
    mapInterval: bootstrapInterval(writers, random, (times) => share(precision, times)),
    detection: detection(null),
    detectionInterval: bootstrapInterval(writers, random, detection),
  };
}
