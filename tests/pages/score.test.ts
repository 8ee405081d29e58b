import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/main/engine/imaging/gray.ts';
import type { PageTruth } from './page-truth.ts';
import { f1, overlap, scoreSegmentation, type SegmentedWord } from './score.ts';

const box = (x: number, y: number, width = 10, height = 10): Box => ({ x, y, width, height });

/** Boxes full of ink on a page of 100 x 60; a line an entry. */
function page(...lines: Box[][]): PageTruth {
  const ink = new Uint8Array(100 * 60);
  for (const { x, y, width, height } of lines.flat()) {
    for (let row = y; row < y + height; row++) ink.fill(1, row * 100 + x, row * 100 + x + width);
  }
  return {
    width: 100,
    height: 60,
    lines: lines.map((words) => words.map((each) => ({ box: each, text: 'word' }))),
    ink,
    inkIsExact: true,
  };
}

/** What was found, a line an entry. */
const found = (...lines: Box[][]): { words: SegmentedWord[]; ink: Uint8Array } => ({
  words: lines.flatMap((words, line) => words.map((each) => ({ line, box: each }))),
  ink: new Uint8Array(6000),
});

describe('overlap', () => {
  it('is intersection over union', () => {
    expect(overlap(box(0, 0), box(5, 0))).toBeCloseTo(50 / 150);
    expect(overlap(box(0, 0), box(0, 0))).toBe(1);
    expect(overlap(box(0, 0), box(10, 0))).toBe(0);
  });
});

describe('scoreSegmentation', () => {
  const truth = page([box(0, 0), box(20, 0), box(40, 0)], [box(0, 30), box(20, 30)]);

  it('finds everything where the same was found', () => {
    const counts = scoreSegmentation(
      truth,
      found([box(0, 0), box(20, 0), box(40, 0)], [box(0, 30), box(20, 30)]),
    );
    expect(counts).toEqual({
      words: { known: 5, found: 5, right: 5 },
      lines: { known: 2, found: 2, right: 2 },
      misplaced: 0,
    });
  });

  it('counts a word split in the middle as not found, and both halves as wrong', () => {
    // Each half of the first word has just half its area; one side a pixel less makes it less than that.
    const counts = scoreSegmentation(
      truth,
      found([box(0, 0, 4), box(6, 0, 4), box(20, 0), box(40, 0)], [box(0, 30), box(20, 30)]),
    );
    expect(counts.words).toEqual({ known: 5, found: 6, right: 4 });
  });

  it('gives a found word to one true word only', () => {
    const counts = scoreSegmentation(page([box(0, 0), box(2, 0)]), found([box(1, 0)]));
    expect(counts.words).toEqual({ known: 2, found: 1, right: 1 });
  });

  it('finds a line where nine tenths of its ink are shared, however its words are cut', () => {
    const whole = page([box(0, 0, 45), box(50, 0, 50)]);
    expect(scoreSegmentation(whole, found([box(0, 0, 95)])).lines.right).toBe(1);
    // 80 of 95 columns of ink.
    expect(scoreSegmentation(whole, found([box(0, 0, 85)])).lines.right).toBe(0);
  });

  it('finds neither of two lines that were taken for one', () => {
    const counts = scoreSegmentation(
      truth,
      found([box(0, 0), box(20, 0), box(40, 0), box(0, 30), box(20, 30)]),
    );
    expect(counts.lines).toEqual({ known: 2, found: 1, right: 0 });
  });

  it('counts how many words would have to move into the true order', () => {
    const swapped = found([box(20, 0), box(0, 0), box(40, 0)], [box(0, 30), box(20, 30)]);
    expect(scoreSegmentation(truth, swapped).misplaced).toBe(1);
    const upsideDown = found([box(0, 30), box(20, 30)], [box(0, 0), box(20, 0), box(40, 0)]);
    expect(scoreSegmentation(truth, upsideDown).misplaced).toBe(2);
  });
});

describe('f1', () => {
  it('is the harmonic mean of precision and recall', () => {
    // Precision 3/4, recall 3/6.
    expect(f1({ known: 6, found: 4, right: 3 })).toBeCloseTo(0.6);
    expect(f1({ known: 3, found: 0, right: 0 })).toBe(0);
    expect(f1({ known: 0, found: 0, right: 0 })).toBeNull();
  });
});
