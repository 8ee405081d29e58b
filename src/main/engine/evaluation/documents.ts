import { meanEmbedding } from '../comparison/compare.ts';
import { createRandom, shuffle } from '../comparison/random.ts';
import { joinVectors, vectorAt, type Vectors } from '../comparison/vectors.ts';
import type { Labels } from './questions.ts';

/** Words of one writer that stand together for a document: positions among the rows given. */
export type Document = readonly number[];

/**
 * Disjoint random draws of `words` words of one writer each; the words left over are not used. The draw depends on
 * the seed, the quantity, the writer and that writer's words only, not on the order of the rows or on other writers.
 */
export function drawDocuments(rows: readonly Labels[], words: number, seed: number): Document[] {
  const ofWriter = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const list = ofWriter.get(row.writer);
    if (list === undefined) ofWriter.set(row.writer, [index]);
    else list.push(index);
  });
  const documents: Document[] = [];
  for (const [writer, indices] of ofWriter) {
    indices.sort((a, b) => (rows[a]!.path < rows[b]!.path ? -1 : 1));
    shuffle(indices, createRandom(`documents/${seed}/${words}/${writer}`));
    for (let from = 0; from + words <= indices.length; from += words) {
      documents.push(indices.slice(from, from + words));
    }
  }
  return documents;
}

/** The L2-normalised mean embedding of each document. */
export function documentVectors(vectors: Vectors, documents: readonly Document[]): Vectors {
  return joinVectors(
    documents.map((document) => meanEmbedding(document.map((row) => vectorAt(vectors, row)))),
  );
}
