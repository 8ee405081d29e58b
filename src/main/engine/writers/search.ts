import type { Evidence } from '../../../contract/evidence.ts';
import type { SearchHit, Support } from '../../../contract/results.ts';
import { aboutWriter } from '../../../contract/verbal-scale.ts';
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

/** log10 of the likelihood ratio from which a writer is called near: 2, where scales begin to speak of support. */
const NEAR = Math.log10(2);

/** The hits, each with what its likelihood ratio is called where there is one. */
export function withSupport(
  hits: readonly SearchHit[],
  evidenceOfWriter: (writer: string) => Evidence,
): SearchHit[] {
  return hits.map((hit) => {
    const ratio = evidenceOfWriter(hit.writer).likelihoodRatio;
    return ratio === null
      ? hit
      : {
          ...hit,
          support: { log10Lr: ratio.log10Lr, words: aboutWriter(ratio.log10Lr, ratio.expression.scale) },
        };
  });
}

/**
 * Whether a listed writer is near, in an open set: the writer of the questioned text may not be among those searched.
 *
 * @returns null where that is not known of every hit.
 */
export function someNear(hits: readonly { readonly support?: Support | undefined }[]): boolean | null {
  if (hits.length === 0 || hits.some(({ support }) => support === undefined)) return null;
  return hits.some(({ support }) => support!.log10Lr >= NEAR);
}
