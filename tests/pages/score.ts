import type { Box } from '../../src/main/engine/imaging/gray.ts';
import type { PageTruth } from './page-truth.ts';

/** A word that a method found: the smallest box around the ink it took for the word, in pixels of the page. */
export interface SegmentedWord {
  readonly line: number;
  readonly box: Box;
}

/** What a method found on a page. */
export interface Segmentation {
  /** In reading order. */
  readonly words: readonly SegmentedWord[];
  /** One byte a pixel of the page: 1 is ink. */
  readonly ink: Uint8Array;
}

/** How many there are, how many were found, and how many of these are right. */
export interface Count {
  readonly known: number;
  readonly found: number;
  readonly right: number;
}

export interface SegmentationCounts {
  readonly words: Count;
  readonly lines: Count;
  /** Of the words that are right, those that would have to move for all to stand in the true order. */
  readonly misplaced: number;
}

/** Two boxes are the same word from this intersection over union on. */
export const SAME_WORD = 0.5;
/** Two lines are the same from this share of common ink on. */
export const SAME_LINE = 0.9;

/**
 * Holds what was found against what is known.
 *
 * Words: a true and a found one belong together from an intersection over union of their boxes of `SAME_WORD` on, each
 * with one other at most, the closest pairs first. Lines: by the share of ink that they have in common (as in the
 * ICDAR 2013 contest, 10.1109/ICDAR.2013.283, there with 0.95), where a line's ink is the true ink under the boxes of
 * its words: a line is found where that share is `SAME_LINE` or more.
 */
export function scoreSegmentation(truth: PageTruth, { words }: Segmentation): SegmentationCounts {
  const known = truth.lines.flat();
  const same = closestPairs(known.length, words.length, SAME_WORD, (one, other) =>
    overlap(known[one]!.box, words[other]!.box),
  );
  const lines = [...Map.groupBy(words, ({ line }) => line).values()];
  const knownInk = truth.lines.map((line) => inkUnder(line, truth));
  const foundInk = lines.map((line) => inkUnder(line, truth));
  const sameLines = closestPairs(knownInk.length, foundInk.length, SAME_LINE, (one, other) =>
    sharedInk(knownInk[one]!, foundInk[other]!),
  );
  const order = same.sort(([, one], [, other]) => one - other).map(([place]) => place);
  return {
    words: { known: known.length, found: words.length, right: same.length },
    lines: { known: truth.lines.length, found: lines.length, right: sameLines.length },
    misplaced: order.length - longestAscent(order),
  };
}

/** Harmonic mean of precision and recall, from 0 to 1: 2 right / (known + found). Null where there is nothing at all. */
export function f1({ known, found, right }: Count): number | null {
  return known + found === 0 ? null : (2 * right) / (known + found);
}

/** Intersection over union of two boxes, from 0 to 1. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}

/** Pairs of `known` and `found` whose likeness is `least` or more, the closest first, nobody in two of them. */
function closestPairs(
  known: number,
  found: number,
  least: number,
  likeness: (known: number, found: number) => number,
): [known: number, found: number][] {
  const pairs: { one: number; other: number; like: number }[] = [];
  for (let one = 0; one < known; one++) {
    for (let other = 0; other < found; other++) {
      const like = likeness(one, other);
      if (like >= least) pairs.push({ one, other, like });
    }
  }
  pairs.sort((a, b) => b.like - a.like);
  const takenKnown = new Set<number>();
  const takenFound = new Set<number>();
  return pairs.flatMap(({ one, other }) => {
    if (takenKnown.has(one) || takenFound.has(other)) return [];
    takenKnown.add(one);
    takenFound.add(other);
    return [[one, other]];
  });
}

/** The places of the page's ink that lie under a line's boxes. */
function inkUnder(words: readonly { readonly box: Box }[], { width, ink }: PageTruth): Set<number> {
  const places = new Set<number>();
  for (const { box } of words) {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let at = y * width + box.x; at < y * width + box.x + box.width; at++) {
        if (ink[at] === 1) places.add(at);
      }
    }
  }
  return places;
}

/** Intersection over union of two sets. */
function sharedInk(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let shared = 0;
  for (const place of one) if (other.has(place)) shared++;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

/** Length of the longest ascending part of different numbers, in their order (patience sorting). */
function longestAscent(numbers: readonly number[]): number {
  const lowestEnd: number[] = [];
  for (const number of numbers) {
    const at = lowestEnd.findIndex((end) => end >= number);
    lowestEnd[at < 0 ? lowestEnd.length : at] = number;
  }
  return lowestEnd.length;
}
