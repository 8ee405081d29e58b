import type { SameWordPair } from '../../../../contract/results.ts';
import { cosine, meanEmbedding, sameWordPairs, surerPairs, type EmbeddedWord } from '../compare.ts';
import { vectorAt, type Vectors } from '../vectors.ts';

/** How sharply the cohort is narrowed to writers near the two hands compared; chosen on the development writers. */
const SHARPNESS = 10;
/** Writers of the cohort that say how near a hand is to the population. */
const NEAREST = 3;
/** A same-word cosine says as much as none at about this value. */
const NEUTRAL_COSINE = 0.5;

/** What a score is fused of, in this order; see `pairFigures`. */
export const FIGURES = [
  'centredCosine',
  'sameWordCosine',
  'anySameWord',
  'sameWords',
  'wordsOfLess',
  'wordsOfMore',
] as const;
/** Of a specific-source score one more; see `ownNearness`. */
export const SPECIFIC_FIGURES = [...FIGURES, 'ownNearness'] as const;

/** Mean writer embeddings of the writers of a reference population, one row a writer, L2-normalised. */
export type Cohort = Vectors;

/** Words of one side with what its figures share. */
export interface Side {
  readonly words: readonly EmbeddedWord[];
  /** Mean writer embedding. */
  readonly mean: Float32Array;
  /** Cosine of the mean with each writer of the cohort. */
  readonly cohortCosines: Float64Array;
}

/** @param words at least one. */
export function sideOf(words: readonly EmbeddedWord[], cohort: Cohort): Side {
  const mean = meanEmbedding(words.map((word) => word.writer));
  const cohortCosines = Float64Array.from({ length: cohort.count }, (_, row) =>
    cosine(mean, vectorAt(cohort, row)),
  );
  return { words, mean, cohortCosines };
}

/**
 * What two texts have in common, as figures for a fused score; symmetric.
 *
 * - `centredCosine`: cosine of the mean writer embeddings after what writers near both have in common is taken off. Two
 *   hands of one script, school or pen are near each other whoever wrote them; what counts is how near they are for
 *   hands of their kind (typicality: Morrison and Enzinger 2018, 10.1016/j.scijus.2017.06.005).
 * - `sameWordCosine`, `anySameWord`, `sameWords`: mean writer cosine over pairs of words taken for the same text, less
 *   0.5, whether there are any, and ln(1 + their number).
 * - `wordsOfLess`, `wordsOfMore`: ln of the number of words of the shorter and of the longer side.
 *
 * @param excluded rows of the cohort that are writers of either side.
 * @param wordThreshold least word cosine of a same-word pair.
 * @param found same-word pairs of a threshold that is no higher, where they were found before.
 */
export function pairFigures(
  one: Side,
  other: Side,
  cohort: Cohort,
  excluded: readonly number[],
  wordThreshold: number,
  found?: readonly SameWordPair[],
): number[] {
  const pairs = found
    ? surerPairs(found, wordThreshold)
    : sameWordPairs(one.words, other.words, wordThreshold);
  const sameWordCosine = pairs.reduce((sum, pair) => sum + pair.writerCosine, 0) / pairs.length;
  return [
    centredCosine(one, other, cohort, excluded),
    pairs.length === 0 ? 0 : sameWordCosine - NEUTRAL_COSINE,
    pairs.length === 0 ? 0 : 1,
    Math.log1p(pairs.length),
    Math.log(Math.min(one.words.length, other.words.length)),
    Math.log(Math.max(one.words.length, other.words.length)),
  ];
}

/** Most words of the shorter and of the longer side that a band was calibrated on. */
export function calibratedWords(quantities: readonly (readonly [number, number])[]): {
  less: number;
  more: number;
} {
  return {
    less: Math.max(...quantities.map((sides) => Math.min(...sides))),
    more: Math.max(...quantities.map((sides) => Math.max(...sides))),
  };
}

/**
 * Figures whose counts are held at the most that a band was calibrated on: a straight line fitted on fewer words says
 * nothing of more, and over hundreds of words it outweighs what the writing says. A word is in one same-word pair at most,
 * so that calibration has seen no more of these than words of the shorter side.
 *
 * @param figures in the order of `FIGURES`; further ones stay as they are.
 * @param quantities words a side of the band's pairs, at least one.
 */
export function withinCalibratedWords(
  figures: readonly number[],
  quantities: readonly (readonly [number, number])[],
): number[] {
  const { less, more } = calibratedWords(quantities);
  const most: Partial<Record<(typeof FIGURES)[number], number>> = {
    sameWords: Math.log1p(less),
    wordsOfLess: Math.log(less),
    wordsOfMore: Math.log(more),
  };
  return figures.map((figure, at) => Math.min(figure, most[FIGURES[at]!] ?? Infinity));
}

/**
 * How near the known items of one writer are to each other: the mean centred cosine of each with all the others. With it a
 * score is anchored on the variation among the known items, which is not all that their writer can vary by.
 *
 * @param items at least two, each with at least one word.
 */
export function ownNearness(
  items: readonly (readonly EmbeddedWord[])[],
  cohort: Cohort,
  excluded: readonly number[],
): number {
  const nearness = items.map((item, at) =>
    centredCosine(sideOf(item, cohort), sideOf(items.toSpliced(at, 1).flat(), cohort), cohort, excluded),
  );
  return nearness.reduce((sum, each) => sum + each, 0) / nearness.length;
}

/** How near a text is to the nearest writers of the cohort: low for writing of a kind that the population does not hold. */
export function nearnessToCohort(side: Side, excluded: readonly number[]): number {
  const nearest = side.cohortCosines.filter((_, row) => !excluded.includes(row)).sort();
  const top = nearest.subarray(Math.max(0, nearest.length - NEAREST));
  return top.reduce((sum, each) => sum + each, 0) / top.length;
}

function centredCosine(one: Side, other: Side, cohort: Cohort, excluded: readonly number[]): number {
  const size = one.mean.length;
  const centre = new Float64Array(size);
  let sum = 0;
  for (let row = 0; row < cohort.count; row++) {
    if (excluded.includes(row)) continue;
    const near = ((one.cohortCosines[row] as number) + (other.cohortCosines[row] as number)) / 2;
    const weight = Math.exp(SHARPNESS * near);
    sum += weight;
    const from = row * size;
    for (let at = 0; at < size; at++) centre[at]! += weight * (cohort.data[from + at] as number);
  }
  let dot = 0;
  let ones = 0;
  let others = 0;
  for (let at = 0; at < size; at++) {
    const middle = sum === 0 ? 0 : (centre[at] as number) / sum;
    const a = (one.mean[at] as number) - middle;
    const b = (other.mean[at] as number) - middle;
    dot += a * b;
    ones += a * a;
    others += b * b;
  }
  return ones === 0 || others === 0 ? 0 : dot / Math.sqrt(ones * others);
}
