import { meanEmbedding } from '../comparison/compare.ts';
import { createRandom, shuffle } from '../comparison/random.ts';
import type { PairKind, PairQuestion } from '../comparison/pair-figure.ts';
import { joinVectors, vectorAt, type Vectors } from '../comparison/vectors.ts';
import { sameWriterQuestion, type Labels } from './questions.ts';

/** Words of one writer that stand together for a document: positions among the rows given. */
export type Document = readonly number[];

/**
 * Disjoint random draws of `words` words of one writer in one dataset each; the words left over are not used. The draw depends on
 * the seed, the quantity, the writer and that writer's words only, not on the order of the rows or on other writers.
 */
export function drawDocuments(rows: readonly Labels[], words: number, seed: number): Document[] {
  const ofHand = Map.groupBy(rows.keys(), (index) => `${rows[index]!.writer}\n${rows[index]!.dataset}`);
  const documents: Document[] = [];
  for (const indices of ofHand.values()) {
    const { writer } = rows[indices[0]!]!;
    indices.sort((a, b) => (rows[a]!.path < rows[b]!.path ? -1 : 1));
    shuffle(indices, createRandom(`documents/${seed}/${words}/${writer}`));
    // Those of one sheet stay together, so that two documents seldom share one.
    const bySheet = Map.groupBy(indices, (index) => rows[index]!.sheet || index);
    const own = [...bySheet.values()].flat();
    for (let from = 0; from + words <= own.length; from += words) {
      documents.push(own.slice(from, from + words));
    }
  }
  return documents;
}

/** Pairs of documents, see `sameWriterQuestion`; two of one writer that share a sheet which the table names are none. */
export function documentQuestion(rows: readonly Labels[], documents: readonly Document[]): PairQuestion {
  const question = sameWriterQuestion(documents.map(([first]) => rows[first!]!));
  const sheets = documents.map(
    (document) => new Set(document.map((at) => rows[at]!.sheet).filter((sheet) => sheet !== '')),
  );
  return {
    ...question,
    kindOf(a, b): PairKind {
      const kind = question.kindOf(a, b);
      return kind === 'positive' && [...sheets[a]!].some((sheet) => sheets[b]!.has(sheet))
        ? 'left out'
        : kind;
    },
  };
}

/** The L2-normalised mean embedding of each document. */
export function documentVectors(vectors: Vectors, documents: readonly Document[]): Vectors {
  return joinVectors(
    documents.map((document) => meanEmbedding(document.map((row) => vectorAt(vectors, row)))),
  );
}
