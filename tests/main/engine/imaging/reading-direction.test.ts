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
  slant: 0,
  textHeight: 30,
});

describe('the direction of reading', () => {
  it('is from the right where the right margin is straight and the left one ragged', () => {
    expect(
      readsFromRight(
        page([
          [100, 900],
          [160, 905],
          [40, 898],
          [480, 902],
        ]),
      ),
    ).toBe(true);
  });

  it('is from the left where it is the other way round, where both are straight, and where neither is', () => {
    expect(
      readsFromRight(
        page([
          [100, 900],
          [105, 840],
          [98, 960],
          [102, 520],
        ]),
      ),
    ).toBe(false);
    expect(
      readsFromRight(
        page([
          [100, 900],
          [105, 905],
          [98, 898],
          [102, 901],
        ]),
      ),
    ).toBe(false);
    expect(
      readsFromRight(
        page([
          [100, 900],
          [180, 800],
          [20, 960],
          [300, 700],
        ]),
      ),
    ).toBe(false);
  });

  it('is from the left where there are too few lines to tell', () => {
    expect(
      readsFromRight(
        page([
          [100, 900],
          [400, 900],
        ]),
      ),
    ).toBe(false);
  });
});
