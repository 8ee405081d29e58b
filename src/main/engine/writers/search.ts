import type { SearchHit } from '../../../contract/results.ts';
import { cosine, meanEmbedding, sameWordPairs, type EmbeddedWord } from '../comparison/compare.ts';

/** A writer of known origin with the words in use of all their items. */
export interface SearchedWriter {
  readonly id: string;
  readonly name: string;
  readonly words: readonly EmbeddedWord[];
}

/** Same-word pairs shown with each hit. */
export const PAIRS_SHOWN = 6;

/**
 * Ranks writers by the cosine of mean writer embeddings, exactly (every writer is measured).
 *
 * @param questioned at least one word.
 * @param writers writers without words are left out of the ranking.
 * @param top how many hits to return at most.
 * @param wordThreshold least word cosine of a same-word pair.
 */
export function rankWriters(
  questioned: readonly EmbeddedWord[],
  writers: readonly SearchedWriter[],
  top: number,
  wordThreshold: number,
): SearchHit[] {
  const mean = meanEmbedding(questioned.map((word) => word.writer));
  return writers
    .filter((writer) => writer.words.length > 0)
    .map((writer) => ({
      writer,
      score: cosine(mean, meanEmbedding(writer.words.map((word) => word.writer))),
    }))
    .sort((a, b) => b.score - a.score || a.writer.name.localeCompare(b.writer.name, 'en'))
    .slice(0, top)
    .map(({ writer, score }, index) => ({
      rank: index + 1,
      writer: writer.id,
      name: writer.name,
      items: [...new Set(writer.words.map((word) => word.item))],
      words: writer.words.length,
      score,
      pairs: sameWordPairs(questioned, writer.words, wordThreshold).slice(0, PAIRS_SHOWN),
    }));
}
