import type { Piece } from './assignment.ts';
import { joined, type Chunk, type ChunkedPage, type Run } from './chunks.ts';
import { wordGapOdds } from './gaps.ts';
import type { LineCurve } from './lines.ts';
import { readsFromRight } from './reading-direction.ts';

/** The pieces of one word, of one line. */
export interface WordGroup {
  readonly line: number;
  readonly pieces: readonly Piece[];
  /** Whether a gap in the word or at one of its ends could be taken either way. */
  readonly unsure: boolean;
}

/** Natural logarithm of the odds either way within which a gap could be taken either way. */
const UNSURE = 1;

/**
 * Splits lines into words where a gap is more likely to part words than letters. Dots, accents and marks go with the
 * nearest word.
 *
 * @returns words in reading order: lines as given, left to right or, where the page is read so, right to left.
 */
export function splitWords(page: ChunkedPage): WordGroup[] {
  const odds = wordGapOdds(page);
  const fromRight = readsFromRight(page);
  return page.lines.flatMap(({ line, curve, chunks, marks }, at) => {
    const words: Chunk[] = [];
    const unsure: boolean[] = [];
    chunks.forEach((chunk, index) => {
      const last = words.at(-1);
      const gap = odds[at]![index - 1] ?? Infinity;
      const isUnsure = Math.abs(gap) < UNSURE;
      if (isUnsure) unsure[words.length - 1] = true;
      if (last !== undefined && gap < 0) words[words.length - 1] = joined(last, chunk);
      else {
        words.push(chunk);
        unsure.push(isUnsure);
      }
    });
    const attached = marks.map((mark) =>
      nearestWord(mark, words, page.textHeight, isLow(mark, curve) && !fromRight),
    );
    const groups = words.map((word, index) => ({
      line,
      pieces: [...word.runs, ...marks.filter((_, mark) => attached[mark] === index)].map(
        ({ piece }) => piece,
      ),
      unsure: unsure[index]!,
    }));
    return fromRight ? groups.reverse() : groups;
  });
}

/** A comma or full stop rather than a dot or accent. */
function isLow({ piece: { box } }: Run, { centre }: LineCurve): boolean {
  return box.y + box.height / 2 > (centre[box.x + (box.width >> 1)] as number);
}

/** How much nearer the word after a comma has to be than the one before. */
const FOLLOWING = 3;

/**
 * Index of the word that a mark stands over or is closest to, -1 where none is near.
 *
 * @param follows whether the mark ends the word before it.
 */
function nearestWord(mark: Run, words: readonly Chunk[], textHeight: number, follows: boolean): number {
  const centre = (mark.from + mark.to) / 2;
  let nearest = -1;
  let least = 0.8 * textHeight;
  words.forEach((word, index) => {
    const before = (word.from - centre) * (follows ? FOLLOWING : 1);
    const apart = Math.max(0, before, centre - word.to);
    if (apart < least) {
      least = apart;
      nearest = index;
    }
  });
  return nearest;
}
