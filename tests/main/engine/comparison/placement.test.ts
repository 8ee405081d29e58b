import { describe, expect, it } from 'vitest';
import { DRAWS, place, type DrawableWord } from '../../../../src/main/engine/comparison/placement.ts';
import type { Reference } from '../../../../src/main/engine/comparison/reference.ts';

/** Scores are recorded as their own shares on both sides, so that a position reads back the mean score of the draws. */
const reference: Reference = {
  formatVersion: 1,
  model: 'a'.repeat(64),
  manifest: 'b'.repeat(64),
  split: 'calibration',
  seed: 1,
  command: 'chirograph reference manifest.csv',
  levels: { same: [0, 1], different: [0, 1] },
  populations: [
    {
      name: 'pooled',
      datasets: ['one', 'two'],
      writers: 10,
      quantities: [2, 6].map((words) => ({
        words,
        datasets: ['one', 'two'],
        writers: 10,
        samePairs: 200,
        differentPairs: 4000,
        same: [0, 1],
        different: [0, 1],
      })),
    },
  ],
  sameWord: null,
};

/** Words of one hand whose instances scatter by so many degrees around its direction. */
function hand(name: string, count: number, direction: number, scatter: number): DrawableWord[] {
  return Array.from({ length: count }, (_, at) => {
    const radians = ((direction + (at % 2 === 0 ? scatter : -scatter)) * Math.PI) / 180;
    const writer = Float32Array.of(Math.cos(radians), Math.sin(radians));
    const cropSha256 = `${name}${String(at).padStart(3, '0')}`;
    return { id: cropSha256, item: name, cropSha256, writer, word: writer };
  });
}

describe('the place of a comparison in the reference', () => {
  it('uses every word once where both sides have exactly a quantity on record', () => {
    const position = place(reference, hand('q', 6, 0, 0), hand('k', 6, 60, 0));
    expect(position).toMatchObject({ words: 6, draws: 1 });
    expect(position?.samePercentile).toBeCloseTo(0.5, 6);
  });

  it('draws as many words as the reference has, and takes the mean, where a side has more', () => {
    const position = place(reference, hand('q', 40, 0, 0), hand('k', 6, 60, 0));
    expect(position).toMatchObject({ words: 6, draws: DRAWS });
    expect(position?.samePercentile).toBeCloseTo(0.5, 6);
    expect(place(reference, hand('q', 5, 0, 0), hand('k', 300, 60, 0))).toMatchObject({ words: 2 });
  });

  it('does not let more words alone raise the position', () => {
    // Words scatter by 50 degrees: the mean of two often points 50 degrees off, the mean of many points home.
    const few = place(reference, hand('q', 2, 0, 50), hand('k', 2, 0, 50))!;
    const many = place(reference, hand('q', 4, 0, 50), hand('k', 4, 0, 50))!;
    expect(few.samePercentile).toBeCloseTo(1, 6);
    expect(many.words).toBe(2);
    expect(many.samePercentile).toBeLessThan(0.95);
  });

  it('is the same for the same crops in any order, whatever their ids', () => {
    const questioned = hand('q', 9, 0, 20);
    const known = hand('k', 15, 30, 20);
    const position = place(reference, questioned, known);
    expect(place(reference, questioned.toReversed(), known.toReversed())).toEqual(position);
    const renamed = questioned.map((word, at) => ({ ...word, id: `other-${100 - at}` }));
    expect(place(reference, renamed, known)).toEqual(position);
  });

  it('is none where a side has fewer words than the least quantity on record', () => {
    expect(place(reference, hand('q', 1, 0, 0), hand('k', 50, 0, 0))).toBeNull();
  });
});
