import { describe, expect, it } from 'vitest';
import { scoreInk } from './ink-score.ts';
import type { PageTruth } from './page-truth.ts';

/** Rows of a mask: # is ink. */
function mask(...rows: string[]): { truth: PageTruth; ink: Uint8Array } {
  const ink = Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0));
  const truth = { width: rows[0]!.length, height: rows.length, lines: [], ink, inkIsExact: true };
  return { truth, ink };
}

describe('scoreInk', () => {
  const stroke = mask('.......', '#######', '#######', '#######', '.......', '.......', '.......');

  it('is 1 where all ink and nothing else was found', () => {
    expect(scoreInk(stroke.truth, stroke.ink)).toEqual({ fMeasure: 1, pseudoFMeasure: 1 });
  });

  it('is 0 where no ink was found', () => {
    expect(scoreInk(stroke.truth, new Uint8Array(49))).toEqual({ fMeasure: 0, pseudoFMeasure: 0 });
  });

  it('weighs the middle of a stroke more than its rim', () => {
    const thin = mask('.......', '.......', '#######', '.......', '.......', '.......', '.......');
    const { fMeasure, pseudoFMeasure } = scoreInk(stroke.truth, thin.ink);
    // Recall 7 of 21, precision 1.
    expect(fMeasure).toBeCloseTo(0.5);
    // Depths across are 1, 2, 1, the page's edge being no end of a stroke: recall 2 of 4.
    expect(pseudoFMeasure).toBeCloseTo(2 / 3);
  });

  it('weighs false ink twice at the rim, and once from a stroke width away', () => {
    const near = mask('.......', '#######', '#######', '#######', '...#...', '.......', '.......');
    const far = mask('.......', '#######', '#######', '#######', '.......', '.......', '...#...');
    const precision = (weight: number): number => 21 / (21 + weight);
    const expected = (weight: number): number => (2 * precision(weight)) / (1 + precision(weight));
    expect(scoreInk(stroke.truth, near.ink).pseudoFMeasure).toBeCloseTo(expected(2));
    // The stroke is 3 broad: 3 pixels away, the weight has fallen by 2 of 3 thirds.
    expect(scoreInk(stroke.truth, far.ink).pseudoFMeasure).toBeCloseTo(expected(4 / 3));
    expect(scoreInk(stroke.truth, far.ink).fMeasure).toBeCloseTo(42 / 43);
  });
});
