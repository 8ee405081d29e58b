import type { Interval } from '../comparison/bootstrap.ts';
import { pairFigure, rankFigure, type PairFigure, type PairQuestion } from '../comparison/pair-figure.ts';
import { createRandom } from '../comparison/random.ts';
import { pickVectors, type Vectors } from '../comparison/vectors.ts';
import { documentQuestion, documentVectors, drawDocuments, type Document } from './documents.ts';
import type { EmbeddedImages } from './embed-images.ts';
import type { ManifestRow } from './manifest.ts';
import { sameWordQuestion, sameWriterQuestion, wordWriterQuestion } from './questions.ts';

/** Words in a document, for each figure on documents. */
export const DOCUMENT_WORDS = [5, 10, 20] as const;
/** A figure on fewer positive pairs than this is marked as thin. */
export const THIN = 100;

/** Rates are shares from 0 to 1; null where no pair or no query asks for them. */
export interface RetrievalFigures {
  readonly eer: number | null;
  readonly top1: number | null;
  readonly map: number | null;
  /** Of an open-set search, see `RankFigure`. */
  readonly detection: number | null;
}

export interface PairCounts {
  readonly positive: number;
  readonly negative: number;
  readonly thin?: true;
}

export interface DatasetFigures {
  readonly wordWriterEer: number | null;
  readonly wordWriterTop1: number | null;
  readonly sameWordEer: number | null;
  readonly sameWordUnseenEer: number | null;
  readonly documents: Readonly<Record<string, { readonly documents: number } & RetrievalFigures>>;
  readonly pages: { readonly pages: number } & RetrievalFigures;
  /** Behind each figure, by its name: `wordWriterEer`, `documents.5`, `documents.5.top1`, `pages.map` and so on. */
  readonly pairs: Readonly<Record<string, PairCounts>>;
  /** 95 % by bootstrap over writers, by the same names; figures that do not exist have none. */
  readonly intervals: Readonly<Record<string, Interval>>;
}

/**
 * All figures of one dataset, from embeddings that were computed without its labels.
 *
 * Equal error rates are pooled over pairs. Word pairs and same-word pairs take rows of known text only; documents take
 * every word; see `questions.ts` for what is a pair.
 *
 * @param rows the labels, row i of the image with position i.
 * @param seed of the document draws and of the bootstrap.
 */
export function measure(
  rows: readonly ManifestRow[],
  embedded: EmbeddedImages,
  seed: number,
): DatasetFigures {
  const pairs: Record<string, PairCounts> = {};
  const intervals: Record<string, Interval> = {};
  const random = (figure: string): ReturnType<typeof createRandom> =>
    createRandom(`bootstrap/${seed}/${rows[0]?.dataset ?? ''}/${figure}`);
  const note = (figure: string, counts: PairFigure, interval: Interval | null): void => {
    const { positive, negative } = counts;
    pairs[figure] = { positive, negative, ...(positive < THIN ? { thin: true } : {}) };
    if (interval !== null) intervals[figure] = interval;
  };
  const errorRate = (figure: string, vectors: Vectors, question: PairQuestion): PairFigure => {
    const found = pairFigure(vectors, question, random(figure));
    note(figure, found, found.interval);
    return found;
  };
  const ranks = (
    figure: { top1: string; map?: string; detection?: string },
    vectors: Vectors,
    question: PairQuestion,
    counts: PairFigure,
  ): Omit<RetrievalFigures, 'eer'> => {
    const found = rankFigure(vectors, question, random(figure.top1));
    note(figure.top1, counts, found.top1Interval);
    if (figure.map !== undefined) note(figure.map, counts, found.mapInterval);
    if (figure.detection !== undefined) note(figure.detection, counts, found.detectionInterval);
    return { top1: found.top1, map: found.map, detection: found.detection };
  };
  const retrieval = (figure: string, vectors: Vectors, question: PairQuestion): RetrievalFigures => {
    const rate = errorRate(figure, vectors, question);
    const names = { top1: `${figure}.top1`, map: `${figure}.map`, detection: `${figure}.detection` };
    return { eer: rate.eer, ...ranks(names, vectors, question, rate) };
  };

  const { words, pages } = byKind(rows, embedded);
  const texts = words.filter((at) => rowOf(rows, embedded, at).text !== '');
  const textRows = texts.map((at) => rowOf(rows, embedded, at));
  const unseen = texts.filter((at) => rowOf(rows, embedded, at).word_head === 'unseen');
  const unseenRows = unseen.map((at) => rowOf(rows, embedded, at));

  const hands = pickVectors(embedded.writer, texts);
  const wordWriter = wordWriterQuestion(textRows);
  const wordWriterRate = errorRate('wordWriterEer', hands, wordWriter);
  const { top1 } = ranks({ top1: 'wordWriterTop1' }, hands, wordWriter, wordWriterRate);
  const sameWord = errorRate('sameWordEer', pickVectors(embedded.word, texts), sameWordQuestion(textRows));
  const sameUnseen = errorRate(
    'sameWordUnseenEer',
    pickVectors(embedded.word, unseen),
    sameWordQuestion(unseenRows),
  );

  const wordRows = words.map((at) => rowOf(rows, embedded, at));
  const wordVectors = pickVectors(embedded.writer, words);
  const documents: Record<string, { documents: number } & RetrievalFigures> = {};
  for (const quantity of DOCUMENT_WORDS) {
    const drawn = drawDocuments(wordRows, quantity, seed);
    documents[quantity] = {
      documents: drawn.length,
      ...retrieval(
        `documents.${quantity}`,
        documentVectors(wordVectors, drawn),
        documentQuestion(wordRows, drawn),
      ),
    };
  }
  const pageFigures = {
    pages: pages.length,
    ...retrieval(
      'pages',
      documentVectors(embedded.writer, pages),
      sameWriterQuestion(pages.map((page) => rowOf(rows, embedded, page[0]!))),
    ),
  };
  return {
    wordWriterEer: wordWriterRate.eer,
    wordWriterTop1: top1,
    sameWordEer: sameWord.eer,
    sameWordUnseenEer: sameUnseen.eer,
    documents,
    pages: pageFigures,
    pairs,
    intervals,
  };
}

const rowOf = (rows: readonly ManifestRow[], embedded: EmbeddedImages, at: number): ManifestRow =>
  rows[embedded.image[at] as number]!;

/** Words that were images of their own, and pages as lists of their words. */
function byKind(
  rows: readonly ManifestRow[],
  embedded: EmbeddedImages,
): { words: number[]; pages: Document[] } {
  const words: number[] = [];
  const pages = new Map<number, number[]>();
  embedded.image.forEach((image, at) => {
    const { kind } = rows[image]!;
    if (kind === 'page') {
      const page = pages.get(image);
      if (page === undefined) pages.set(image, [at]);
      else page.push(at);
    } else if (kind === 'word' || kind === 'character') {
      words.push(at);
    }
  });
  return { words, pages: [...pages.values()] };
}
