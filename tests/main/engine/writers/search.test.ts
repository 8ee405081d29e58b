import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../../src/contract/evidence.ts';
import type { EmbeddedWord } from '../../../../src/main/engine/comparison/compare.ts';
import { ENFSI_SCALE } from '../../../../src/contract/verbal-scale.ts';
import { rankWriters, someNear, withSupport } from '../../../../src/main/engine/writers/search.ts';

const word = (id: string, item: string, degrees: number): EmbeddedWord => {
  const radians = (degrees * Math.PI) / 180;
  return {
    id,
    item,
    writer: Float32Array.of(Math.cos(radians), Math.sin(radians)),
    word: Float32Array.of(1, 0),
  };
};

describe('ranking writers', () => {
  const questioned = [word('q', 'Q1', 0)];
  const writers = [
    { id: 'far', name: 'Far', words: [word('f', 'K1', 80)] },
    { id: 'near', name: 'Near', words: [word('n1', 'K2', 5), word('n2', 'K3', 15)] },
    { id: 'none', name: 'None', words: [] },
    { id: 'middle', name: 'Middle', words: [word('m', 'K4', 40)] },
  ];

  it('measures every writer with words and puts the nearest first', () => {
    const hits = rankWriters(questioned, writers, 10, 0.5);
    expect(hits.map((hit) => [hit.rank, hit.name])).toEqual([
      [1, 'Near'],
      [2, 'Middle'],
      [3, 'Far'],
    ]);
    expect(hits[0]).toMatchObject({ items: ['K2', 'K3'], words: 2 });
    expect(hits[0]?.score).toBeCloseTo(Math.cos((10 * Math.PI) / 180), 6);
    expect(hits[0]?.pairs).toHaveLength(1);
  });

  it('returns no more than asked for', () => {
    expect(rankWriters(questioned, writers, 1, 0.5).map((hit) => hit.writer)).toEqual(['near']);
  });

  it('orders equal scores by name, so that a list reads the same every time', () => {
    const twins = ['B', 'A'].map((name) => ({ id: name, name, words: [word(name, name, 20)] }));
    expect(rankWriters(questioned, twins, 10, 0.5).map((hit) => hit.name)).toEqual(['A', 'B']);
  });
});

describe('an open set', () => {
  const evidence = (log10Lr: number): Evidence =>
    ({
      likelihoodRatio: { log10Lr, expression: { words: '', scale: ENFSI_SCALE } },
      reason: null,
    }) as Evidence;
  const hits = ['a', 'b'].map((writer, at) => ({
    rank: at + 1,
    writer,
    name: writer,
    items: [],
    words: 1,
    score: 0.5,
    pairs: [],
  }));
  const ratios = (a: number, b: number) => withSupport(hits, (writer) => evidence(writer === 'a' ? a : b));

  it('has a near writer from a likelihood ratio of 2 on, whatever the rank', () => {
    expect(someNear(ratios(0.3, -1))).toBe(false);
    expect(someNear(ratios(0.31, -1))).toBe(true);
    expect(someNear(ratios(-1, 1.2))).toBe(true);
  });

  it('calls each hit by its ratio, for or against', () => {
    expect(ratios(1.2, -0.5).map((hit) => hit.support?.words)).toEqual([
      'moderate support for this writer',
      'weak support against this writer',
    ]);
    expect(ratios(0.1, -0.1).map((hit) => hit.support?.words)).toEqual([
      'no support for or against this writer',
      'no support for or against this writer',
    ]);
  });

  it('is not judged where a hit has no ratio', () => {
    const none = withSupport(hits, () => ({ likelihoodRatio: null, reason: 'too little' }));
    expect(none).toEqual(hits);
    expect(someNear(none)).toBeNull();
    expect(someNear([])).toBeNull();
  });
});
