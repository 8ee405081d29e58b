import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cosine,
  documentScore,
  meanEmbedding,
  sameWordPairs,
  surerPairs,
  type EmbeddedWord,
} from '../../../../src/main/engine/comparison/compare.ts';

/** A unit vector in the plane, embedded in more dimensions. */
const at = (degrees: number, size = 4): Float32Array => {
  const vector = new Float32Array(size);
  vector[0] = Math.cos((degrees * Math.PI) / 180);
  vector[1] = Math.sin((degrees * Math.PI) / 180);
  return vector;
};
const word = (id: string, writer: number, text: number): EmbeddedWord => ({
  id,
  item: 'item',
  writer: at(writer),
  word: at(text),
});

const unit = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  .filter((values) => Math.hypot(...values) > 0.1)
  .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)));
const embedded = fc
  .array(fc.tuple(unit, unit), { minLength: 1, maxLength: 6 })
  .map((pairs) =>
    pairs.map(([writer, text], index): EmbeddedWord => ({ id: `${index}`, item: 'i', writer, word: text })),
  );

describe('the score of two documents', () => {
  it('is the cosine of the angle between the means', () => {
    const questioned = [word('a', 10, 0), word('b', 30, 0)];
    const known = [word('c', 50, 0), word('d', 110, 0)];
    expect(documentScore(questioned, known)).toBeCloseTo(Math.cos((60 * Math.PI) / 180), 6);
  });

  it('is 1 for the same words, symmetric, within -1 and 1, and blind to their order', () => {
    fc.assert(
      fc.property(embedded, embedded, (a, b) => {
        const score = documentScore(a, b);
        expect(documentScore(b, a)).toBeCloseTo(score, 6);
        expect(documentScore(a.toReversed(), b)).toBeCloseTo(score, 5);
        expect(Math.abs(score)).toBeLessThanOrEqual(1.0001);
        const own = meanEmbedding(a.map((each) => each.writer));
        if (cosine(own, own) > 0.5) expect(documentScore(a, a)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('has no mean of nothing', () => {
    expect(() => meanEmbedding([])).toThrow(RangeError);
  });
});

describe('same-word pairs', () => {
  it('takes the surest pair first and each word once', () => {
    // Texts at 0 and 40 degrees on one side, 5 and 45 on the other; the cross pairs are 35 and 45 degrees apart.
    const questioned = [word('q0', 0, 0), word('q40', 0, 40)];
    const known = [word('k5', 90, 5), word('k45', 60, 45)];
    const pairs = sameWordPairs(questioned, known, 0.5);
    expect(pairs.map((pair) => [pair.questioned, pair.known])).toEqual([
      ['q40', 'k45'],
      ['q0', 'k5'],
    ]);
    expect(pairs[0]?.writerCosine).toBeCloseTo(Math.cos((60 * Math.PI) / 180), 6);
    expect(pairs[1]?.wordCosine).toBeCloseTo(Math.cos((5 * Math.PI) / 180), 6);
  });

  it('keeps nothing below the threshold', () => {
    expect(sameWordPairs([word('q', 0, 0)], [word('k', 0, 60)], 0.51)).toEqual([]);
    expect(sameWordPairs([word('q', 0, 0)], [word('k', 0, 60)], Infinity)).toEqual([]);
  });

  it('never uses a word twice, and returns the nearest hands first', () => {
    fc.assert(
      fc.property(embedded, embedded, fc.double({ min: -1, max: 1, noNaN: true }), (a, b, threshold) => {
        const pairs = sameWordPairs(a, b, threshold);
        expect(new Set(pairs.map((pair) => pair.questioned)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.known)).size).toBe(pairs.length);
        for (const [index, pair] of pairs.entries()) {
          expect(pair.wordCosine).toBeGreaterThanOrEqual(threshold);
          if (index > 0) expect(pairs[index - 1]!.writerCosine).toBeGreaterThanOrEqual(pair.writerCosine);
        }
      }),
    );
  });

  it('are of the cosines to the last bit, however many are computed beside each other', () => {
    fc.assert(
      fc.property(embedded, embedded, (a, b) => {
        const pairs = sameWordPairs(a, b, -2);
        expect(pairs).toHaveLength(Math.min(a.length, b.length));
        for (const { questioned, known, wordCosine, writerCosine } of pairs) {
          const [one, other] = [a[Number(questioned)]!, b[Number(known)]!];
          expect(wordCosine).toBe(cosine(one.word, other.word));
          expect(writerCosine).toBe(cosine(one.writer, other.writer));
        }
      }),
    );
  });

  it('of a higher threshold are those among the pairs of a lower one, in the same order', () => {
    // Few angles, so that many cosines are equal.
    const angled = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { maxLength: 12 })
      .map((angles) => angles.map(([writer, text], index) => word(`${index}`, 15 * writer, 15 * text)));
    const threshold = fc.integer({ min: 0, max: 6 }).map((angle) => Math.cos((15 * angle * Math.PI) / 180));
    fc.assert(
      fc.property(angled, angled, threshold, threshold, (a, b, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(surerPairs(sameWordPairs(a, b, low), high)).toEqual(sameWordPairs(a, b, high));
      }),
    );
  });
});
