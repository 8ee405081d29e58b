import { describe, expect, it } from 'vitest';
import type { Piece } from '../../../../src/main/engine/imaging/assignment.ts';
import { chunkLines, type ChunkedPage } from '../../../../src/main/engine/imaging/chunks.ts';
import { gapFeatures } from '../../../../src/main/engine/imaging/gaps.ts';
import { splitWords } from '../../../../src/main/engine/imaging/words.ts';

/** Print: letters of one height as blocks, parted by `letterGap`, words by `wordGap`; all in pixels. */
function print(lengths: readonly number[], letterGap: number, wordGap: number, scale = 1): ChunkedPage {
  const size = 12 * scale;
  const width = 4000 * scale;
  const height = 3 * size;
  const labels = new Int32Array(width * height);
  const pieces: Piece[] = [];
  let x = size;
  for (const length of lengths) {
    for (let letter = 0; letter < length; letter++) {
      const box = { x, y: size, width: size, height: size };
      const label = pieces.length + 1;
      for (let row = 0; row < size; row++) {
        const start = (size + row) * width + x;
        labels.fill(label, start, start + size);
      }
      pieces.push({ label, line: 0, box, area: size });
      x += size + letterGap * scale;
    }
    x += (wordGap - letterGap) * scale;
  }
  const curve = { centre: new Float32Array(width).fill(1.5 * size), from: 0, to: width };
  return chunkLines(pieces, [curve], labels, width, size);
}

const lengths = [3, 5, 2, 7, 4, 1, 6, 3];

describe('words of a line', () => {
  it('are what wide gaps part, in print whose letters stand close and in print whose letters stand wide', () => {
    for (const [letterGap, wordGap] of [
      [2, 12],
      [4, 20],
      [6, 24],
    ] as const) {
      const words = splitWords(print(lengths, letterGap, wordGap));
      expect(words.map(({ pieces }) => pieces.length)).toEqual(lengths);
    }
  });

  it('are the same in another resolution', () => {
    const once = gapFeatures(print(lengths, 3, 14)).flat();
    const twice = gapFeatures(print(lengths, 3, 14, 2)).flat();
    once.forEach((gap, at) => {
      for (const [name, value] of Object.entries(gap)) {
        expect(twice[at]![name as keyof typeof gap], name).toBeCloseTo(value as number, 0);
      }
    });
  });

  it('take a dot along that stands over them', () => {
    const page = print([2, 2], 3, 16);
    const [line] = page.lines;
    const first = line!.chunks[0]!;
    const dot: Piece = { label: 99, line: 0, area: 4, box: { x: 14, y: 2, width: 2, height: 2 } };
    const words = splitWords({
      ...page,
      lines: [{ ...line!, marks: [{ piece: dot, from: first.from + 1, to: first.from + 3 }] }],
    });
    expect(words.map(({ pieces }) => pieces.length)).toEqual([3, 2]);
  });
});
