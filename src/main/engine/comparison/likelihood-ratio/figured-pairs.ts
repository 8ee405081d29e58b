import { createRandom, shuffle } from '../random.ts';
import { labelledScores, type LabelledScores } from './labelled-scores.ts';

/** Two texts, or signatures, of known origin with the figures that a score is fused of. */
export interface FiguredPair {
  readonly same: boolean;
  /**
   * Numbers of both hands, equal where one person wrote both, and where one side simulates the other: such a pair hangs on the
   * person simulated, as those by this person do. See `WriterPopulation`.
   */
  readonly first: number;
  readonly second: number;
  /** Which quantities of text both sides have: any number that tells them apart. */
  readonly quantity: number;
  readonly figures: readonly number[];
}

/** The hands that pairs are by, numbered from 0: what one person wrote in one dataset. */
export interface WriterPopulation {
  /** Dataset of each hand, numbered from 0; pairs never cross datasets. */
  readonly datasetOf: Int32Array;
  /**
   * Who each hand is, numbered from 0 in the order of the hands. A person of several datasets has a hand in each, and
   * counts once: what is fitted without one of these hands is fitted without all, and they are drawn together.
   */
  readonly personOf: Int32Array;
}

/** How many persons a population's hands are by. */
export function personsOf({ personOf }: Pick<WriterPopulation, 'personOf'>): number {
  return new Set(personOf).size;
}

/** Persons who have a pair on each side; they are what evidence counts. */
export function contributing(
  pairs: readonly FiguredPair[],
  { personOf }: Pick<WriterPopulation, 'personOf'>,
): { same: number; different: number } {
  const same = new Set<number>();
  const different = new Set<number>();
  for (const pair of pairs) {
    if (pair.same) same.add(personOf[pair.first]!);
    else different.add(personOf[pair.first]!).add(personOf[pair.second]!);
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

/** The effective number of the persons of each side, by the weights of their pairs; a pair by two counts half for each. */
export function effectiveWriters(
  pairs: readonly FiguredPair[],
  weights: ArrayLike<number>,
  { personOf }: Pick<WriterPopulation, 'personOf'>,
): { same: number; different: number } {
  const [same, different] = [new Map<number, number>(), new Map<number, number>()];
  pairs.forEach((pair, at) => {
    const side = pair.same ? same : different;
    for (const hand of [pair.first, pair.second]) {
      const person = personOf[hand]!;
      side.set(person, (side.get(person) ?? 0) + weights[at]! / 2);
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

  constructor(pairs: readonly FiguredPair[], population: WriterPopulation) {
    const { datasetOf } = population;
    this.#pairs = pairs;
    this.#writers = contributing(pairs, population);
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
   * @param times how often each hand counts, as a bootstrap draws them; once each where left out. Pairs of writers who
   *   do not count have the weight 0.
   */
  of(times?: ArrayLike<number>): Float64Array {
    const weights = this.#shares.slice();
    const sums = new Float64Array(this.#cells.length);
    this.#pairs.forEach(({ first, second }, at) => {
      if (times !== undefined) weights[at]! *= times[first]! * (first === second ? 1 : times[second]!);
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

/**
 * How often each hand counts when as many persons are drawn with replacement within every dataset: a person of several is
 * drawn in the first of them, with all hands.
 */
export function drawWithinDatasets(
  population: WriterPopulation,
  random: { integer(below: number): number },
): Float64Array {
  const times = new Float64Array(population.datasetOf.length);
  for (const persons of personsByDataset(population).values()) {
    for (let draw = 0; draw < persons.length; draw++) times[persons[random.integer(persons.length)]!]!++;
  }
  return ofPersons(population, times);
}

/** Puts the hands of every dataset into groups of about the same size, by chance; those of one person into one. */
export function groupsOfWriters(population: WriterPopulation, groups: number, seed: number): Int32Array {
  const groupOf = new Int32Array(population.datasetOf.length);
  for (const [dataset, persons] of personsByDataset(population)) {
    shuffle(persons, createRandom(`groups of writers/${seed}/${dataset}`));
    persons.forEach((person, at) => (groupOf[person] = at % groups));
  }
  return ofPersons(population, groupOf);
}

/** The persons who come first in each dataset. */
function personsByDataset({ datasetOf, personOf }: WriterPopulation): Map<number, number[]> {
  const seen = new Set<number>();
  const members = new Map<number, number[]>();
  personOf.forEach((person, hand) => {
    if (seen.has(person)) return;
    seen.add(person);
    const dataset = datasetOf[hand]!;
    members.set(dataset, [...(members.get(dataset) ?? []), person]);
  });
  return members;
}

/** What is said by person, by hand. */
function ofPersons<T extends Int32Array | Float64Array>({ personOf }: WriterPopulation, values: T): T {
  return values.map((_, hand) => values[personOf[hand]!]!) as T;
}
