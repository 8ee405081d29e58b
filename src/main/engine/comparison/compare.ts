import type { SameWordPair } from '../../../contract/results.ts';
import { atOnce, type Steps } from './stepwise.ts';

/** A word with both heads of its embedding, 128 float32 each, L2-normalised. */
export interface EmbeddedWord {
  readonly id: string;
  readonly item: string;
  readonly writer: Float32Array;
  readonly word: Float32Array;
}

/** Cosine of two L2-normalised vectors of the same length: their dot product. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/**
 * The L2-normalised mean of L2-normalised vectors: what stands for a whole document.
 *
 * @throws RangeError for no vectors at all.
 */
export function meanEmbedding(vectors: readonly Float32Array[]): Float32Array {
  const first = vectors[0];
  if (first === undefined) throw new RangeError('the mean of no embeddings');
  const sum = new Float64Array(first.length);
  for (const vector of vectors) {
    for (let at = 0; at < sum.length; at++) sum[at]! += vector[at] as number;
  }
  const length = Math.hypot(...sum);
  return Float32Array.from(sum, (value) => (length === 0 ? 0 : value / length));
}

/** Cosine of the mean writer embeddings of two sets of words; symmetric, and invariant to their order. */
export function documentScore(questioned: readonly EmbeddedWord[], known: readonly EmbeddedWord[]): number {
  return cosine(
    meanEmbedding(questioned.map((word) => word.writer)),
    meanEmbedding(known.map((word) => word.writer)),
  );
}

/**
 * Pairs of words, one from each side, that the word head takes for the same text. Each word stands in at most
 * one pair: pairs are taken greedily, the surest first, down to the threshold.
 *
 * @param threshold least cosine of the word head.
 * @returns the pairs, the nearest hands (writer cosine) first.
 */
export function sameWordPairs(
  questioned: readonly EmbeddedWord[],
  known: readonly EmbeddedWord[],
  threshold: number,
): SameWordPair[] {
  return atOnce(findSameWordPairs(questioned, known, threshold));
}

/** `sameWordPairs` in steps, each of one questioned word. */
export function* findSameWordPairs(
  questioned: readonly EmbeddedWord[],
  known: readonly EmbeddedWord[],
  threshold: number,
): Steps<SameWordPair[]> {
  const candidates: { q: number; k: number; wordCosine: number }[] = [];
  const cosines = new Float64Array(known.length);
  for (const [q, { word }] of questioned.entries()) {
    wordCosines(word, known, cosines);
    for (let k = 0; k < cosines.length; k++) {
      const wordCosine = cosines[k] as number;
      if (wordCosine >= threshold) candidates.push({ q, k, wordCosine });
    }
    yield (q + 1) / questioned.length;
  }
  candidates.sort((a, b) => b.wordCosine - a.wordCosine || a.q - b.q || a.k - b.k);
  const usedQuestioned = new Set<number>();
  const usedKnown = new Set<number>();
  const pairs: SameWordPair[] = [];
  for (const { q, k, wordCosine } of candidates) {
    if (usedQuestioned.has(q) || usedKnown.has(k)) continue;
    usedQuestioned.add(q);
    usedKnown.add(k);
    const a = questioned[q] as EmbeddedWord;
    const b = known[k] as EmbeddedWord;
    pairs.push({ questioned: a.id, known: b.id, wordCosine, writerCosine: cosine(a.writer, b.writer) });
  }
  return pairs.sort((a, b) => b.writerCosine - a.writerCosine || b.wordCosine - a.wordCosine);
}

/**
 * The pairs of a higher threshold among those found with a lower one, and in their order: since the surest are taken first, no
 * pair depends on one that is less sure.
 */
export function surerPairs(pairs: readonly SameWordPair[], threshold: number): SameWordPair[] {
  return pairs.filter(({ wordCosine }) => wordCosine >= threshold);
}

/**
 * Cosines of a word's text with those of others. Each is summed as `cosine` sums it, to the same bits; four are summed beside
 * each other, since an addition that waits for the one before takes most of the time.
 */
function wordCosines(word: Float32Array, others: readonly EmbeddedWord[], cosines: Float64Array): void {
  let k = 0;
  for (; k + 4 <= others.length; k += 4) {
    const [a, b, c, d] = [others[k]!.word, others[k + 1]!.word, others[k + 2]!.word, others[k + 3]!.word];
    let [ofA, ofB, ofC, ofD] = [0, 0, 0, 0];
    for (let at = 0; at < word.length; at++) {
      const value = word[at]!;
      ofA += value * a[at]!;
      ofB += value * b[at]!;
      ofC += value * c[at]!;
      ofD += value * d[at]!;
    }
    cosines[k] = ofA;
    cosines[k + 1] = ofB;
    cosines[k + 2] = ofC;
    cosines[k + 3] = ofD;
  }
  for (; k < others.length; k++) cosines[k] = cosine(word, others[k]!.word);
}
