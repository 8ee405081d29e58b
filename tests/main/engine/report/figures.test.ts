import { describe, expect, it } from 'vitest';
import type { SameWordPair } from '../../../../src/contract/results.ts';
import { hitsToShow, pairsToShow } from '../../../../src/main/engine/report/figures.ts';

const pair = (questioned: string, known: string, wordCosine: number, writerCosine: number): SameWordPair => ({
  questioned,
  known,
  wordCosine,
  writerCosine,
});

describe('the pairs a comparison shows', () => {
  it('are those most surely the same text, however unlike the hands', () => {
    const pairs = [pair('q1', 'k1', 0.91, 0.99), pair('q2', 'k2', 0.97, 0.1), pair('q3', 'k3', 0.95, 0.5)];
    expect(pairsToShow(pairs).map((each) => each.questioned)).toEqual(['q2', 'q3', 'q1']);
  });

  it('show other words before the same word again', () => {
    const pairs = [pair('q1', 'k1', 0.99, 0), pair('q1', 'k2', 0.98, 0), pair('q2', 'k2', 0.9, 0)];
    expect(pairsToShow(pairs).map((each) => `${each.questioned} ${each.known}`)).toEqual([
      'q1 k1',
      'q2 k2',
      'q1 k2',
    ]);
  });

  it('are at most eight, in an order that does not depend on the order they came in', () => {
    const pairs = Array.from({ length: 20 }, (_, at) => pair(`q${at}`, `k${at}`, 0.9, at / 20));
    expect(pairsToShow(pairs)).toHaveLength(8);
    expect(pairsToShow(pairs.toReversed())).toEqual(pairsToShow(pairs));
  });
});

it('shows the surest pair of each of the first six hits that has one', () => {
  const hits = Array.from({ length: 9 }, (_, at) => ({
    rank: at + 1,
    pairs: at === 1 ? [] : [pair('q', 'k', 0.8, 0.99), pair(`q${at}`, `k${at}`, 0.9, 0.7)],
  }));
  expect(hitsToShow(hits).map(({ hit, pair: shown }) => [hit.rank, shown.questioned])).toEqual([
    [1, 'q0'],
    [3, 'q2'],
    [4, 'q3'],
    [5, 'q4'],
    [6, 'q5'],
  ]);
});
