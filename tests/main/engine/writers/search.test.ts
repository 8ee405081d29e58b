import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../../src/contract/evidence.ts';
import { MOST_HITS, type SearchHit } from '../../../../src/contract/results.ts';
import type { EmbeddedWord } from '../../../../src/main/engine/comparison/compare.ts';
import { ENFSI_SCALE } from '../../../../src/contract/verbal-scale.ts';
import type { Band } from '../../../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import {
  hitOf,
  nearness,
  PAIRS_SHOWN,
  ranksOf,
  rankWriters,
} from '../../../../src/main/engine/writers/search.ts';

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
    const ranked = rankWriters(questioned, writers, 10);
    expect(ranked.map(({ rank, writer }) => [rank, writer.name])).toEqual([
      [1, 'Near'],
      [2, 'Middle'],
      [3, 'Far'],
    ]);
    expect(ranked[0]?.score).toBeCloseTo(Math.cos((10 * Math.PI) / 180), 6);
  });

  it('returns no more than asked for', () => {
    expect(rankWriters(questioned, writers, 1).map(({ writer }) => writer.id)).toEqual(['near']);
  });

  it('cuts through no shared rank', () => {
    const tied = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ id: `${at}`, name: `${at}`, words: [word('w', 'K', 20)] }));
    const listed = (count: number, top: number) =>
      rankWriters(questioned, [...writers, ...tied(count)], top).length;
    expect([1, 2, 3, 4, 5, 6].map((top) => listed(3, top))).toEqual([1, 4, 4, 4, 5, 6]);
    expect(listed(MOST_HITS + 1, 2)).toBe(MOST_HITS);
    expect(rankWriters(questioned, [], 3)).toEqual([]);
  });

  it('orders equal scores by name, so that a list reads the same every time', () => {
    const twins = ['B', 'A'].map((name) => ({ id: name, name, words: [word(name, name, 20)] }));
    expect(rankWriters(questioned, twins, 10).map(({ writer }) => writer.name)).toEqual(['A', 'B']);
  });

  it('gives equal scores one rank, and the next its place in the list', () => {
    const angles = { Near: 5, B: 20, A: 20, Far: 80 };
    const four = Object.entries(angles).map(([name, degrees]) => ({
      id: name,
      name,
      words: [word(name, name, degrees)],
    }));
    expect(rankWriters(questioned, four, 10).map(({ rank, writer }) => [rank, writer.name])).toEqual([
      [1, 'Near'],
      [2, 'A'],
      [2, 'B'],
      [4, 'Far'],
    ]);
    expect(ranksOf([0.9, 0.9, 0.9, 0.5, 0.5, 0.4].map((score) => ({ score })))).toEqual([1, 1, 1, 4, 4, 6]);
    expect(ranksOf([])).toEqual([]);
  });

  it('lists a writer with their items and the first of the pairs', () => {
    const [ranked] = rankWriters(questioned, writers, 1);
    const pairs = Array.from({ length: PAIRS_SHOWN + 1 }, (_, at) => ({
      questioned: `q${at}`,
      known: `n${at}`,
      wordCosine: 0.9,
      writerCosine: 0.9 - at / 100,
    }));
    expect(hitOf(ranked!, pairs, { likelihoodRatio: null, reason: 'too little' })).toEqual({
      rank: 1,
      writer: 'near',
      name: 'Near',
      items: ['K2', 'K3'],
      words: 2,
      score: ranked!.score,
      pairs: pairs.slice(0, PAIRS_SHOWN),
    });
  });
});

describe('an open set', () => {
  const evidence = (log10Lr: number): Evidence =>
    ({
      likelihoodRatio: { log10Lr, expression: { words: '', scale: ENFSI_SCALE } },
      reason: null,
    }) as Evidence;
  const hit = (evidenceOfIt: Evidence): SearchHit =>
    hitOf({ writer: { id: 'a', name: 'A', words: [] }, rank: 1, score: 0.5 }, [], evidenceOfIt);
  const ratios = (a: number, b: number): SearchHit[] => [hit(evidence(a)), hit(evidence(b))];

  it('has a near writer from a likelihood ratio of 2 on, whatever the rank', () => {
    expect(nearness(ratios(0.3, -1), null, 9, [9, 9])).toEqual({ near: false });
    expect(nearness(ratios(0.31, -1), null, 9, [9, 9])).toEqual({ near: true });
    expect(nearness(ratios(-1, 1.2), null, 9, [9, 9])).toEqual({ near: true });
  });

  it('says how many writers would be near by chance, each by the band that answers for it', () => {
    const band = (least: number, most: number | null, share: number | null): Band =>
      ({
        kind: 'common-source',
        least,
        most,
        ...(share !== null && {
          rates: {
            tippett: [
              { log10Lr: -2, same: 1, different: 1 },
              { log10Lr: 0.3, same: 0.9, different: share },
              { log10Lr: 0.35, same: 0.8, different: 0 },
            ],
          },
        }),
      }) as Band;
    const bands = [band(1, 4, 0.25), band(5, null, 0.0625)];
    const chance = (questioned: number, words: number[], some = bands): number | undefined =>
      nearness([], { bands: some }, questioned, words).byChance;
    expect(chance(9, [1, 4, 5, 80])).toBe(0.25 + 0.25 + 0.0625 + 0.0625);
    expect(chance(2, [1, 4, 5, 80])).toBe(1);
    expect(chance(9, [])).toBe(0);
    // Where a band is missing or holds no rates nothing is known of the sum.
    expect(chance(9, [1, 80], [bands[1]!])).toBeUndefined();
    expect(chance(9, [80], [band(5, null, null)])).toBeUndefined();
  });

  it('calls each hit by its ratio, for or against', () => {
    expect(ratios(1.2, -0.5).map(({ support }) => support?.words)).toEqual([
      'moderate support for this writer',
      'weak support against this writer',
    ]);
    expect(ratios(0.1, -0.1).map(({ support }) => support?.words)).toEqual([
      'no support for or against this writer',
      'no support for or against this writer',
    ]);
  });

  it('is not judged where a hit has no ratio', () => {
    const none = hit({ likelihoodRatio: null, reason: 'too little' });
    expect(none).not.toHaveProperty('support');
    expect(nearness([hit(evidence(1)), none], null, 9, [9, 9])).toEqual({});
    expect(nearness([], null, 9, [])).toEqual({});
  });
});
