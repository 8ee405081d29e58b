import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vectorAt } from '../../../../src/main/engine/comparison/vectors.ts';
import {
  documentQuestion,
  documentVectors,
  drawDocuments,
} from '../../../../src/main/engine/evaluation/documents.ts';
import { direction, labelled } from './labelled.ts';

const rowsOf = (writers: readonly string[]) => labelled(writers.map((writer) => ({ writer }))).rows;

describe('drawDocuments', () => {
  it('draws disjoint sets of words of one writer, as many as fit', () => {
    const writers = fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 60 });
    fc.assert(
      fc.property(writers, fc.integer({ min: 1, max: 9 }), fc.nat(), (by, words, seed) => {
        const documents = drawDocuments(rowsOf(by), words, seed);
        const used = documents.flat();
        expect(new Set(used).size).toBe(used.length);
        for (const document of documents) {
          expect(document).toHaveLength(words);
          expect(new Set(document.map((row) => by[row])).size).toBe(1);
        }
        const fitting = ['A', 'B', 'C'].map((each) =>
          Math.floor(by.filter((writer) => writer === each).length / words),
        );
        expect(documents).toHaveLength(fitting.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it('depends on neither the order of the rows nor the other writers', () => {
    const rows = rowsOf([...new Array<string>(20).fill('A'), ...new Array<string>(13).fill('B')]);
    const paths = (given: typeof rows): string[][] =>
      drawDocuments(given, 5, 3)
        .filter((document) => given[document[0]!]!.writer === 'A')
        .map((document) => document.map((row) => given[row]!.path));
    const drawn = paths(rows);
    expect(drawn).toHaveLength(4);
    expect(paths(rows.toReversed())).toEqual(drawn);
    expect(paths(rows.filter((row) => row.writer === 'A'))).toEqual(drawn);
  });

  it('draws else for another seed and quantity', () => {
    const rows = rowsOf(new Array<string>(40).fill('A'));
    expect(drawDocuments(rows, 5, 1)).toEqual(drawDocuments(rows, 5, 1));
    expect(drawDocuments(rows, 5, 2)).not.toEqual(drawDocuments(rows, 5, 1));
    expect(drawDocuments(rows, 10, 1)[0]!.slice(0, 5)).not.toEqual(drawDocuments(rows, 5, 1)[0]);
  });
});

describe('documents of sheets that the table names', () => {
  const on = (sheets: readonly string[]) =>
    labelled(sheets.map((sheet) => ({ writer: 'A', dataset: 'ours', sheet }))).rows;

  it('keep the words of a sheet together, and are no pair where they share one', () => {
    const rows = on(['1', '2', '1', '2', '1', '2', '1', '2']);
    const documents = drawDocuments(rows, 2, 1);
    const sheetsOf = documents.map((document) => new Set(document.map((at) => rows[at]!.sheet)));
    expect(sheetsOf.every(({ size }) => size === 1)).toBe(true);
    const { kindOf } = documentQuestion(rows, documents);
    documents.forEach((_, a) =>
      documents.forEach((__, b) => {
        const shared = [...sheetsOf[a]!].some((sheet) => sheetsOf[b]!.has(sheet));
        expect(kindOf(a, b)).toBe(shared ? 'left out' : 'positive');
      }),
    );
  });

  it('are drawn as ever where it names none, and strangers may share one', () => {
    const rows = on(Array<string>(8).fill(''));
    const documents = drawDocuments(rows, 2, 1);
    const { kindOf } = documentQuestion(rows, documents);
    expect(kindOf(0, 1)).toBe('positive');
    const two = labelled(['A', 'A', 'B', 'B'].map((writer) => ({ writer, sheet: '1' }))).rows;
    expect(documentQuestion(two, drawDocuments(two, 2, 1)).kindOf(0, 1)).toBe('negative');
  });

  it('are of one dataset, also where a writer stands in several', () => {
    const rows = labelled(['a', 'b', 'a', 'b'].map((dataset) => ({ writer: 'A', dataset }))).rows;
    for (const document of drawDocuments(rows, 2, 1)) {
      expect(new Set(document.map((at) => rows[at]!.dataset)).size).toBe(1);
    }
  });
});

describe('documentVectors', () => {
  it('are the L2-normalised means of their words', () => {
    const { embedded } = labelled([-30, 50, 10, 90].map((hand) => ({ writer: 'A', hand })));
    const vectors = documentVectors(embedded.writer, [
      [0, 1],
      [1, 2, 3],
    ]);
    expect(vectors.count).toBe(2);
    const near = (row: number, degrees: number): void => {
      const expected = direction(degrees);
      vectorAt(vectors, row).forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 6));
    };
    near(0, 10);
    near(1, 50);
  });
});
