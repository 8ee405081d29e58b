import { createRandom, shuffle } from '../random.ts';
import { labelledScores, type LabelledScores } from './labelled-scores.ts';

/** Two texts of known origin with the figures that a score is fused of. */
export interface FiguredPair {
  readonly same: boolean;
  /** Numbers of both writers, equal where there is one; see `WriterPopulation`. */
  readonly first: number;
  readonly second: number;
  /** Which quantities of text both sides have: any number that tells them apart. */
  readonly quantity: number;
  readonly figures: readonly number[];
}

/** The writers that pairs are by, numbered from 0. */
export interface WriterPopulation {
  /** Dataset of each writer, numbered from 0; pairs never cross datasets. */
  readonly datasetOf: Int32Array;
}

/** Writers who have a pair on each side; they are what evidence counts. */
export function contributing(pairs: readonly FiguredPair[]): { same: number; different: number } {
  const same = new Set<number>();
  const different = new Set<number>();
  for (const pair of pairs) {
    if (pair.same) same.add(pair.first);
    else different.add(pair.first).add(pair.second);
  }
  return { same: same.size, different: different.size };
}

/**
 * Of how many that count alike these weights are worth (Kish 1965): their number where all are equal, fewer where some count
 * more than others.
 */
export function effectiveNumber(weights: Iterable<number>): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight ** 2;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}

/** The effective number of the writers of each side, by the weights of their pairs; a pair by two counts half for each. */
export function effectiveWriters(
  pairs: readonly FiguredPair[],
  weights: ArrayLike<number>,
): { same: number; different: number } {
  const [same, different] = [new Map<number, number>(), new Map<number, number>()];
  pairs.forEach((pair, at) => {
    const side = pair.same ? same : different;
    for (const writer of [pair.first, pair.second]) {
      side.set(writer, (side.get(writer) ?? 0) + weights[at]! / 2);
    }
  });
  return { same: effectiveNumber(same.values()), different: effectiveNumber(different.values()) };
}

/**
 * How much pairs count. Within each side every dataset weighs alike, in it every quantity, in it every writer (every two
 * writers, where the pair is by two), so that who wrote most does not count most. Each side sums to the number of its
 * writers.
 */
export class PairWeights {
  readonly #pairs: readonly FiguredPair[];
  readonly #writers: { readonly same: number; readonly different: number };
  /** Number of each pair's cell: its side, dataset and quantity. */
  readonly #cellOf: Int32Array;
  readonly #cells: { readonly same: boolean; readonly dataset: number }[] = [];
  /** 1 / number of pairs by the same writers in the cell. */
  readonly #shares: Float64Array;

  constructor(pairs: readonly FiguredPair[], { datasetOf }: WriterPopulation) {
    this.#pairs = pairs;
    this.#writers = contributing(pairs);
    const numbers = new Map<string, number>();
    const counts = new Map<string, number>();
    const own = (pair: FiguredPair, cell: number): string => `${cell}/${pair.first}/${pair.second}`;
    this.#cellOf = Int32Array.from(pairs, (pair) => {
      const dataset = datasetOf[pair.first]!;
      const name = `${pair.same}/${dataset}/${pair.quantity}`;
      const cell = numbers.get(name) ?? this.#cells.push({ same: pair.same, dataset }) - 1;
      numbers.set(name, cell);
      counts.set(own(pair, cell), (counts.get(own(pair, cell)) ?? 0) + 1);
      return cell;
    });
    this.#shares = Float64Array.from(pairs, (pair, at) => 1 / counts.get(own(pair, this.#cellOf[at]!))!);
  }

  /**
   * @param times how often each writer counts, as a bootstrap draws them; once each where left out. Pairs of writers who
   *   do not count have the weight 0.
   */
  of(times?: ArrayLike<number>): Float64Array {
    const weights = this.#shares.slice();
    const sums = new Float64Array(this.#cells.length);
    this.#pairs.forEach(({ same, first, second }, at) => {
      if (times !== undefined) weights[at]! *= same ? times[first]! : times[first]! * times[second]!;
      sums[this.#cellOf[at]!]! += weights[at]!;
    });
    const filled = this.#cells.filter((_, cell) => sums[cell]! > 0);
    const scales = this.#cells.map(({ same, dataset }, cell) => {
      const side = filled.filter((each) => each.same === same);
      const datasets = new Set(side.map((each) => each.dataset)).size;
      const quantities = side.filter((each) => each.dataset === dataset).length;
      const writers = same ? this.#writers.same : this.#writers.different;
      return sums[cell] === 0 ? 0 : writers / datasets / quantities / sums[cell]!;
    });
    return weights.map((weight, at) => weight * scales[this.#cellOf[at]!]!);
  }
}

/** Weights of pairs where every writer counts once, see `PairWeights`. */
export function pairWeights(pairs: readonly FiguredPair[], population: WriterPopulation): Float64Array {
  return new PairWeights(pairs, population).of();
}

/** Scores of pairs, one a pair, as both sides with their weights; pairs without a score or a weight are left out. */
export function scoresOfPairs(
  pairs: readonly FiguredPair[],
  scores: ArrayLike<number>,
  weights: ArrayLike<number>,
): LabelledScores | null {
  const side = (same: boolean): number[] =>
    pairs.flatMap((pair, at) =>
      pair.same === same && weights[at]! > 0 && !Number.isNaN(scores[at]) ? [at] : [],
    );
  const same = side(true);
  const different = side(false);
  if (same.length === 0 || different.length === 0) return null;
  const pick = (values: ArrayLike<number>, places: readonly number[]): number[] =>
    places.map((at) => values[at]!);
  return labelledScores(pick(scores, same), pick(scores, different), {
    same: pick(weights, same),
    different: pick(weights, different),
  });
}

/** How often each writer counts when as many are drawn with replacement within every dataset. */
export function drawWithinDatasets(
  { datasetOf }: WriterPopulation,
  random: { integer(below: number): number },
): Float64Array {
  const times = new Float64Array(datasetOf.length);
  const members = new Map<number, number[]>();
  datasetOf.forEach((dataset, writer) => members.set(dataset, [...(members.get(dataset) ?? []), writer]));
  for (const writers of members.values()) {
    for (let draw = 0; draw < writers.length; draw++) times[writers[random.integer(writers.length)]!]!++;
  }
  return times;
}

/** Puts the writers of every dataset into groups of about the same size, by chance. */
export function groupsOfWriters({ datasetOf }: WriterPopulation, groups: number, seed: number): Int32Array {
  const groupOf = new Int32Array(datasetOf.length);
  for (const dataset of new Set(datasetOf)) {
    const writers = Array.from(datasetOf.keys()).filter((writer) => datasetOf[writer] === dataset);
    shuffle(writers, createRandom(`groups of writers/${seed}/${dataset}`));
    writers.forEach((writer, at) => (groupOf[writer] = at % groups));
  }
  return groupOf;
}
