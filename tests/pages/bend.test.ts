import { describe, expect, it } from 'vitest';
import { bendCover, bendWriting } from './bend.ts';
import { putDown, truthOf } from './writing.ts';

const cover = new Uint8Array(6).fill(255);
const writing = putDown(
  [
    { text: 'a', line: 0, left: 2, top: 2, width: 3, height: 2, cover },
    { text: 'b', line: 0, left: 8, top: 2, width: 3, height: 2, cover },
  ],
  16,
  10,
);

describe('bendWriting', () => {
  it('moves words with what is known of them', () => {
    const { lines } = truthOf(bendWriting(writing, (x, y) => [x - 1, y - 3]));
    expect(lines).toEqual([
      [
        { text: 'a', box: { x: 3, y: 5, width: 3, height: 2 } },
        { text: 'b', box: { x: 9, y: 5, width: 3, height: 2 } },
      ],
    ]);
  });

  it('forgets a word that lies beyond the edge', () => {
    const { lines } = truthOf(bendWriting(writing, (x, y) => [x + 7, y]));
    expect(lines.flat().map(({ text }) => text)).toEqual(['b']);
  });
});

describe('bendCover', () => {
  it('mixes neighbouring pixels by how near they are', () => {
    const bent = bendCover(Uint8Array.of(0, 100, 0, 0, 0, 0, 0, 0, 0), 3, 3, (x, y) => [x + 0.25, y]);
    expect([...bent.subarray(0, 3)]).toEqual([25, 75, 0]);
  });
});
