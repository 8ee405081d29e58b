import type { ScoreCurves } from '../../../contract/charts.ts';
import type { ReferencePosition } from '../../../contract/results.ts';
import { documentScore, type EmbeddedWord } from './compare.ts';
import { createRandom, shuffle, type Random } from './random.ts';
import { locate, POOLED, quantityFor, referenceSha256, type Reference } from './reference.ts';
import { atOnce, type Steps } from './stepwise.ts';

/** Draws that a position is the mean of, where there is more writing than the reference has pairs of. */
export const DRAWS = 1000;

/** A word that a position can be computed from again, from the evidence alone. */
export interface DrawableWord extends EmbeddedWord {
  readonly cropSha256: string;
}

/**
 * Places a comparison among pairs of known origin *with the same quantity of text*. Means over more words score higher
 * whoever wrote them, so the score of a long text must not be read against pairs of short ones: where a side has more
 * words than the largest fitting quantity on record, that many are drawn from it at random, without replacement, and
 * the shares are means over `DRAWS` such draws. The draws depend on nothing but the words' crops, so that the same
 * evidence gives the same position in any case that holds it.
 *
 * @returns null where the reference has no quantity that both sides reach.
 */
export function place(
  reference: Reference,
  questioned: readonly DrawableWord[],
  known: readonly DrawableWord[],
): ReferencePosition | null {
  return atOnce(findPlace(reference, questioned, known));
}

/** `place` in steps, each of one draw. */
export function* findPlace(
  reference: Reference,
  questioned: readonly DrawableWord[],
  known: readonly DrawableWord[],
): Steps<ReferencePosition | null> {
  const words = quantityFor(reference, Math.min(questioned.length, known.length));
  if (words === null) return null;
  const scores = yield* drawScores(questioned, known, words);
  const draws = scores.length;
  let position: ReferencePosition | null = null;
  let same = 0;
  let different = 0;
  for (const score of scores) {
    position = locate(reference, score, words);
    same += position?.samePercentile ?? 0;
    different += position?.differentPercentile ?? 0;
  }
  return (
    position && {
      ...position,
      draws,
      samePercentile: same / draws,
      differentPercentile: different / draws,
      sha256: referenceSha256(reference),
    }
  );
}

/**
 * The curves that `place` reads positions off, and the scores of its draws.
 *
 * @returns null where the reference has no quantity that both sides reach.
 */
export function scoreCurves(
  reference: Reference,
  questioned: readonly DrawableWord[],
  known: readonly DrawableWord[],
): ScoreCurves | null {
  const words = quantityFor(reference, Math.min(questioned.length, known.length));
  const population = reference.populations.find(({ name }) => name === POOLED);
  const quantity = population?.quantities.find((each) => each.words === words);
  if (words === null || population === undefined || quantity === undefined) return null;
  const scores = atOnce(drawScores(questioned, known, words)).sort((a, b) => a - b);
  const at = (share: number): number => scores[Math.round(share * (scores.length - 1))] as number;
  const curve = (side: 'same' | 'different'): ScoreCurves['same'] =>
    quantity[side].map((score, level) => ({ score, share: reference.levels[side][level] as number }));
  return {
    population: population.name,
    writers: quantity.writers,
    words,
    samePairs: quantity.samePairs,
    differentPairs: quantity.differentPairs,
    same: curve('same'),
    different: curve('different'),
    draws: scores.length,
    drawn: { low: at(0.05), middle: at(0.5), high: at(0.95) },
  };
}

/** Scores of as many words of each side, drawn at random; the one score where both sides have no more. */
function* drawScores(
  questioned: readonly DrawableWord[],
  known: readonly DrawableWord[],
  words: number,
): Steps<number[]> {
  const draws = questioned.length === words && known.length === words ? 1 : DRAWS;
  const sides = [questioned, known].map((side) =>
    side.toSorted((a, b) => (a.cropSha256 < b.cropSha256 ? -1 : 1)),
  );
  const random = createRandom(`placement of ${words} words`);
  const scores: number[] = [];
  while (scores.length < draws) {
    const [q, k] = sides.map((side) => drawn(side, words, random)) as [EmbeddedWord[], EmbeddedWord[]];
    scores.push(documentScore(q, k));
    yield scores.length / draws;
  }
  return scores;
}

function drawn(side: readonly EmbeddedWord[], words: number, random: Random): EmbeddedWord[] {
  return side.length === words ? [...side] : shuffle([...side], random).slice(0, words);
}
