import type { Piece } from './assignment.ts';
import { joined, type Chunk, type ChunkedPage, type Run } from './chunks.ts';
import { wordGapOdds } from './gaps.ts';

/** The pieces of one word, of one line. */
export interface WordGroup {
  readonly line: number;
  readonly pieces: readonly Piece[];
}

/**
 * Splits lines into words where a gap is more likely to part words than letters. Dots, accents and marks go with the
 * nearest word.
 *
 * @returns words in reading order: lines as given, left to right.
 */
export function splitWords(page: ChunkedPage): WordGroup[] {
  const odds = wordGapOdds(page);
  return page.lines.flatMap(({ line, chunks, marks }, at) => {
    const words: Chunk[] = [];
    chunks.forEach((chunk, index) => {
      const last = words.at(-1);
      if (last !== undefined && odds[at]![index - 1]! < 0) words[words.length - 1] = joined(last, chunk);
      else words.push(chunk);
    });
    const attached = marks.map((mark) => nearestWord(mark, words, page.textHeight));
    return words.map((word, index) => ({
      line,
      pieces: [...word.runs, ...marks.filter((_, mark) => attached[mark] === index)].map(
        ({ piece }) => piece,
      ),
    }));
  });
}

/** Index of the word that a mark stands over, or that it follows most closely; -1 where none is near. */
function nearestWord(mark: Run, words: readonly Chunk[], textHeight: number): number {
  const centre = (mark.from + mark.to) / 2;
  let nearest = -1;
  let least = 0.8 * textHeight;
  words.forEach((word, index) => {
    const apart = centre < word.from ? word.from - centre : centre > word.to ? centre - word.to : 0;
    if (apart < least) {
      least = apart;
      nearest = index;
    }
  });
  return nearest;
}
