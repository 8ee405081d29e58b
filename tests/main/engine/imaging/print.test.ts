import { describe, expect, it } from 'vitest';
import { layoutPage, type FoundWord } from '../../../../src/main/engine/imaging/layout.ts';
import { draw, type Stroke } from './drawn.ts';

const arc = (x: number, y: number, across: number, down: number, from: number, to: number): Stroke =>
  Array.from({ length: 17 }, (_, step): [number, number] => {
    const turn = 2 * Math.PI * (from + ((to - from) * step) / 16);
    return [x + across * Math.cos(turn), y + down * Math.sin(turn)];
  });

/** Letters of a type: a small one is 1 high, from the baseline up; all are 0.8 wide. */
const TYPE: Readonly<Record<string, readonly Stroke[]>> = {
  o: [arc(0.4, -0.5, 0.4, 0.5, 0, 1)],
  c: [arc(0.4, -0.5, 0.4, 0.5, 0.1, 0.9)],
  n: [
    [
      [0, 0],
      [0, -1],
    ],
    [...arc(0.4, -0.6, 0.4, 0.4, 0.5, 1), [0.8, 0]],
  ],
  h: [
    [
      [0, 0],
      [0, -1.5],
    ],
    [...arc(0.4, -0.6, 0.4, 0.4, 0.5, 1), [0.8, 0]],
  ],
  d: [
    arc(0.4, -0.5, 0.4, 0.5, 0, 1),
    [
      [0.8, 0],
      [0.8, -1.5],
    ],
  ],
  b: [
    [
      [0, 0],
      [0, -1.5],
    ],
    arc(0.4, -0.5, 0.4, 0.5, 0, 1),
  ],
};
const LABELS = ['hood', 'bond', 'dohn', 'nobc', 'chon', 'bcdo'];

/** As many columns of labels as there are lines; `wild` is how far each corner of a letter strays, in shares of its height. */
function labels({ size = 20, wild = 0, count = LABELS.length } = {}): FoundWord[] {
  let state = 7;
  const stray = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return wild * size * (state / 1073741824 - 1);
  };
  const strokes = LABELS.slice(0, count).flatMap((text, line) =>
    [60, 300].flatMap((left) =>
      [...text].flatMap((letter, at) => {
        // A hand gives each letter another slant, height and place.
        const [slant, higher, lower] = [stray() / size, 1 + stray() / size, stray()];
        return TYPE[letter]!.map((stroke): Stroke =>
          stroke.map(([x, y]) => [
            left + at * 1.25 * size + (x - slant * y) * size,
            90 + line * 3 * size + lower + y * higher * size,
          ]),
        );
      }),
    ),
  );
  return [...layoutPage(draw({ width: 560, height: 120 + count * 3 * size, strokes, pen: size / 8 })).words];
}

describe('printed words', () => {
  it('are told by letters that come again in the very same shape, on one line and of two heights', () => {
    const words = labels();
    expect(words).toHaveLength(2 * LABELS.length);
    expect(words.map(({ printed }) => printed)).toEqual(words.map(() => true));
  });

  it.each([0.12, 0.2])('are none where letters stray by %d of their height, as by hand', (wild) => {
    const words = labels({ wild });
    expect(words.length).toBeGreaterThan(LABELS.length);
    expect(words.filter(({ printed }) => printed).map(({ order }) => order)).toEqual([]);
  });

  it('are none where there is one alone, or letters are too small to tell', () => {
    expect(labels({ count: 1 }).some(({ printed }) => printed)).toBe(false);
    expect(labels({ size: 5 }).some(({ printed }) => printed)).toBe(false);
  });
});
