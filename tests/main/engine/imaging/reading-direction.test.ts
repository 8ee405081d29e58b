import { describe, expect, it } from 'vitest';
import type { ChunkedPage } from '../../../../src/main/engine/imaging/chunks.ts';
import { readsFromRight } from '../../../../src/main/engine/imaging/reading-direction.ts';

/** Lines of two chunks each, by where they begin and end. */
const page = (ends: readonly (readonly [from: number, to: number])[]): ChunkedPage => ({
  lines: ends.map(([from, to], line) => ({
    line,
    curve: { centre: new Float32Array(1000), from: 0, to: 1000 },
    chunks: [
      { runs: [], from, to: from + 20 },
      { runs: [], from: to - 20, to },
    ],
    marks: [],
  })),
  labels: new Int32Array(0),
  width: 1000,
  core: 20,
  band: { top: -10, foot: 9 },
  slant: 0,
  textHeight: 30,
});

/** Ends of six lines; a margin is straight or ragged. */
const STRAIGHT_LEFT = [100, 103, 98, 101, 99, 104];
const RAGGED_LEFT = [100, 160, 40, 480, 220, 90];
const STRAIGHT_RIGHT = [900, 905, 898, 902, 897, 901];
const RAGGED_RIGHT = [900, 820, 960, 640, 700, 850];

const pageOf = (left: readonly number[], right: readonly number[]): ChunkedPage =>
  page(left.map((from, line) => [from, right[line]!]));

describe('the direction of reading', () => {
  it('is from the right where the right margin is straight and the left one ragged', () => {
    expect(readsFromRight(pageOf(RAGGED_LEFT, STRAIGHT_RIGHT))).toBe(true);
  });

  it('is from the left where it is the other way round, where both are straight, and where neither is', () => {
    expect(readsFromRight(pageOf(STRAIGHT_LEFT, RAGGED_RIGHT))).toBe(false);
    expect(readsFromRight(pageOf(STRAIGHT_LEFT, STRAIGHT_RIGHT))).toBe(false);
    expect(readsFromRight(pageOf(RAGGED_LEFT, RAGGED_RIGHT))).toBe(false);
  });

  it('is from the left where there are too few lines to tell', () => {
    expect(readsFromRight(pageOf(RAGGED_LEFT.slice(0, 4), STRAIGHT_RIGHT.slice(0, 4)))).toBe(false);
  });
});
