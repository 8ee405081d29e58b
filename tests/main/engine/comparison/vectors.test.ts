import { describe, expect, it } from 'vitest';
import { cosine, meanEmbedding } from '../../../../src/main/engine/comparison/compare.ts';
import { createRandom } from '../../../../src/main/engine/comparison/random.ts';
import {
  forEachPair,
  forEachRow,
  joinVectors,
  pickVectors,
  vectorAt,
} from '../../../../src/main/engine/comparison/vectors.ts';

const random = createRandom('vectors');
// More rows than two tiles, and not a multiple of one.
const rows = Array.from({ length: 135 }, () =>
  meanEmbedding([Float32Array.from({ length: 6 }, () => random.integer(1000) - 500)]),
);
const vectors = joinVectors(rows);

describe('forEachPair', () => {
  it('visits each pair once with its cosine', () => {
    const seen = new Set<number>();
    forEachPair(vectors, (first, second, score) => {
      expect(first).toBeLessThan(second);
      seen.add(first * rows.length + second);
      expect(score).toBeCloseTo(cosine(rows[first]!, rows[second]!), 6);
    });
    expect(seen.size).toBe((rows.length * (rows.length - 1)) / 2);
  });

  it('has nothing to visit among none or one', () => {
    for (const few of [[], [0]]) {
      forEachPair(pickVectors(vectors, few), () => expect.unreachable());
    }
  });
});

describe('forEachRow', () => {
  it('gives a row the very scores that its pairs have', () => {
    const byRow: Float32Array[] = [];
    forEachRow(vectors, (row, scores) => (byRow[row] = scores.slice()));
    expect(byRow).toHaveLength(rows.length);
    forEachPair(vectors, (first, second, score) => {
      if (byRow[first]![second] !== score || byRow[second]![first] !== score) {
        expect.fail(`rows ${first} and ${second} score differently from their pair`);
      }
    });
  });
});

describe('a block of vectors', () => {
  it('gives back its rows, and some of them in any order', () => {
    expect(vectorAt(vectors, 7)).toEqual(rows[7]);
    expect(vectorAt(pickVectors(vectors, [9, 7, 9]), 2)).toEqual(rows[9]);
  });

  it('refuses vectors of different lengths', () => {
    expect(() => joinVectors([new Float32Array(2), new Float32Array(3)])).toThrow(RangeError);
  });
});
