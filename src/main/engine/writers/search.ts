import type { Evidence } from '../../../contract/evidence.ts';
import { MOST_HITS, type SameWordPair, type SearchHit, type Support } from '../../../contract/results.ts';
import { aboutWriter } from '../../../contract/verbal-scale.ts';
import { cosine, meanEmbedding, type EmbeddedWord } from '../comparison/compare.ts';
import { bandFor, type Calibration } from '../comparison/likelihood-ratio/calibration.ts';

/** A writer of known origin with the words in use of all their items. */
export interface SearchedWriter {
  readonly id: string;
  readonly name: string;
  readonly words: readonly EmbeddedWord[];
}

/** Same-word pairs shown with each hit. */
export const PAIRS_SHOWN = 6;

/** A writer with their rank among those searched, as of `ranksOf`, and the cosine that it follows from. */
export interface RankedWriter<W extends SearchedWriter> {
  readonly writer: W;
  readonly rank: number;
  readonly score: number;
}

/**
 * Ranks writers by the cosine of mean writer embeddings, exactly (every writer is measured). Equal scores share a rank.
 *
 * @param questioned at least one word.
 * @param writers writers without words are left out of the ranking.
 * @param top how many to return; who shares the rank of the last of them is returned with it, up to `MOST_HITS`.
 */
export function rankWriters<W extends SearchedWriter>(
  questioned: readonly EmbeddedWord[],
  writers: readonly W[],
  top: number,
): RankedWriter<W>[] {
  const mean = meanEmbedding(questioned.map((word) => word.writer));
  const all = writers
    .filter((writer) => writer.words.length > 0)
    .map((writer) => ({
      writer,
      score: cosine(mean, meanEmbedding(writer.words.map((word) => word.writer))),
    }))
    .sort((a, b) => b.score - a.score || a.writer.name.localeCompare(b.writer.name, 'en'));
  let end = Math.min(top, all.length);
  while (end < Math.min(all.length, MOST_HITS) && all[end]!.score === all[end - 1]?.score) end += 1;
  const listed = all.slice(0, end);
  const ranks = ranksOf(listed);
  return listed.map((each, at) => ({ ...each, rank: ranks[at]! }));
}

/**
 * Ranks in standard competition, from 1: writers of equal score share one, and the next has as many before it as there are (1, 2, 2, 4).
 *
 * @param listed by falling score.
 */
export function ranksOf(listed: readonly { readonly score: number }[]): number[] {
  const ranks: number[] = [];
  for (const [at, { score }] of listed.entries()) {
    ranks.push(score === listed[at - 1]?.score ? ranks[at - 1]! : at + 1);
  }
  return ranks;
}

/** log10 of the likelihood ratio from which a writer is called near: 2, where scales begin to speak of support. */
const NEAR = Math.log10(2);

/**
 * A ranked writer as a search lists them.
 *
 * @param pairs same-word pairs with the questioned words, the nearest hands first; the first few are listed.
 * @param evidence whose likelihood ratio, where there is one, says what the hit is called.
 */
export function hitOf(
  { writer, rank, score }: RankedWriter<SearchedWriter>,
  pairs: readonly SameWordPair[],
  { likelihoodRatio: ratio }: Evidence,
): SearchHit {
  return {
    rank,
    writer: writer.id,
    name: writer.name,
    items: [...new Set(writer.words.map((word) => word.item))],
    words: writer.words.length,
    score,
    pairs: pairs.slice(0, PAIRS_SHOWN),
    ...(ratio && {
      support: { log10Lr: ratio.log10Lr, words: aboutWriter(ratio.log10Lr, ratio.expression.scale) },
    }),
  };
}

/**
 * Whether a writer is near, and how many would be by chance; each left out where it is not known.
 *
 * @param words of each writer searched, all of them.
 */
export function nearness(
  hits: readonly { readonly support?: Support | undefined }[],
  calibration: Pick<Calibration, 'bands'> | null,
  questionedWords: number,
  words: readonly number[],
): { near?: boolean; byChance?: number } {
  const near = someNear(hits);
  const byChance = calibration && nearByChance(calibration, questionedWords, words);
  return { ...(near === null ? {} : { near }), ...(byChance === null ? {} : { byChance }) };
}

/**
 * How many writers would be near if none of them had written the questioned text: of each the share of pairs by two that
 * reach as much in the band that answers for it, as the Tippett plot shows them. The sum is an expectation, however much
 * the writers are like each other.
 *
 * @returns null where a band is missing or holds no rates.
 */
function nearByChance(
  { bands }: Pick<Calibration, 'bands'>,
  questionedWords: number,
  words: readonly number[],
): number | null {
  const shares = words.map((count) => {
    const tippett = bandFor(bands, Math.min(count, questionedWords))?.rates?.tippett;
    return tippett?.findLast(({ log10Lr }) => log10Lr <= NEAR)?.different;
  });
  return shares.every((share) => share !== undefined) ? shares.reduce((sum, share) => sum + share, 0) : null;
}

/**
 * Whether a listed writer is near, in an open set: the writer of the questioned text may not be among those searched.
 *
 * @returns null where that is not known of every hit.
 */
function someNear(hits: readonly { readonly support?: Support | undefined }[]): boolean | null {
  if (hits.length === 0 || hits.some(({ support }) => support === undefined)) return null;
  return hits.some(({ support }) => support!.log10Lr >= NEAR);
}
