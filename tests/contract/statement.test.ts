import { ENFSI_SCALE } from '../../src/contract/verbal-scale.ts';
import { describe, expect, it } from 'vitest';
import {
  comparisonStatement,
  pairStatement,
  percentage,
  searchStatement,
} from '../../src/contract/statement.ts';

const reference = {
  population: 'pooled',
  writers: 60,
  words: 12,
  draws: 100,
  samePairs: 1500,
  differentPairs: 20000,
  samePercentile: 0.342,
  differentPercentile: 0.9999,
};

describe('what a score says', () => {
  it('names the words, the population, its size, both percentiles, and what it is not', () => {
    const text = comparisonStatement({ score: 0.8312, questionedWords: 14, knownWords: 40, reference });
    for (const part of [
      '14 questioned words',
      '40 known words',
      'cosine of 0.831',
      '"pooled"',
      '60 writers',
      '100 random draws of 12 words a side',
      'on average over the draws',
      '34.2 % of 1,500 same-writer pairs',
      'more than 99.9 % of 20,000 different-writer pairs',
      'not a probability',
      'not a likelihood ratio',
      'disguise',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('speaks of no draws where every word was used', () => {
    const text = comparisonStatement({
      score: 0.8312,
      questionedWords: 12,
      knownWords: 12,
      reference: { ...reference, draws: 1 },
    });
    expect(text).toContain('as much text (12 words a side)');
    expect(text).not.toContain('draw');
  });

  it('says so where there is no reference', () => {
    const text = comparisonStatement({ score: 0.5, questionedWords: 1, knownWords: 2, reference: null });
    expect(text).toContain('1 questioned word and 2 known words');
    expect(text).toContain('no reference population');
  });

  it('never rounds to an absolute statement', () => {
    expect(percentage(1)).toBe('more than 99.9 %');
    expect(percentage(0)).toBe('less than 0.1 %');
    expect(percentage(0.5)).toBe('50.0 %');
  });

  const five = { searched: 5, questionedWords: 3 };

  it('calls a rank a lead, not evidence', () => {
    expect(searchStatement({ searched: 1, questionedWords: 3 }, null)).toMatch(
      /^1 known writer ranked .* 3 questioned words/,
    );
    expect(searchStatement(five, null)).toContain('not evidence');
    expect(searchStatement({ ...five, near: true }, null)).not.toContain('is near:');
    // Of writers that are not listed nothing is said.
    expect(searchStatement({ ...five, near: false }, ENFSI_SCALE)).toMatch(
      /None of the writers listed is near: .* by one person against .* by two\. .*from 2 weak support/,
    );
    expect(searchStatement({ ...five, near: false }, null)).not.toContain('collection is near:');
  });

  it('says how many writers would be near by chance, where that is known', () => {
    expect(searchStatement(five, null)).not.toContain('would be expected');
    for (const [byChance, said] of [
      [1.234, '1.2 of the 5 writers'],
      [0.034, '0.03 of the 5 writers'],
      [0, '0.0 of the 5 writers'],
    ] as const) {
      expect(searchStatement({ ...five, byChance }, null)).toContain(`calibration ${said} searched would be`);
    }
  });

  it('tells the same word by the threshold, and keeps quiet without one', () => {
    const figures = { wordCosine: 0.9, writerCosine: 0.4, reference: null };
    expect(pairStatement({ ...figures, sameWord: true, wordThreshold: 0.7 })).toContain(
      ': taken for the same word',
    );
    expect(pairStatement({ ...figures, sameWord: false, wordThreshold: 0.95 })).toContain(
      ': not taken for the same word',
    );
    expect(pairStatement({ ...figures, sameWord: null, wordThreshold: null })).toContain('no reference');
  });
});
