import type { PageTurning } from '../../../contract/quality.ts';
import type { ChunkedLine, ChunkedPage } from './chunks.ts';
import { blur, inkDensity, textHeightOf } from './lines.ts';

/** Separate marks of ink, dots and accents left out, from which on a page shows how it lies. */
const LEAST_MARKS = 20;
/** Height of writing, in pixels, below which nothing can be told. */
const LEAST_HEIGHT = 4;
/** Side of a cell of the ink's density, as a share of the writing's height, and in pixels at least. */
const CELL = { share: 1 / 4, least: 2 };
/** Reach of the smoothing along and across lines, and that of what a line stands out from, in heights of the writing. */
const ALONG = 2.5;
const ACROSS = 0.3;
const AROUND = 0.8;
/** Paper that is added on each side, so that ink at an edge counts alike in both directions; likewise. */
const MARGIN = 6;
/** How far a stroke has to leave the small letters to reach above or below them, as a share of their height. */
const LEAVES = 0.3;
/** Strokes that leave the small letters, for each mark, below which a script says nothing by them: Chinese has fewer. */
const LEAST_LEAVING = 0.3;
/** Share of the marks on either side that the breadth of the writing leaves out. */
const OUTERMOST = 0.05;
/** Strokes that are counted on either side besides those that are there, so that a few more mean little. */
const BESIDES = 5;

/**
 * Measures what tells whether a page lies turned, in the writing as it was found, print included.
 *
 * @param mask the ink of that writing, 1 or 0, as wide as the page's labels.
 * @returns null where there is too little writing, or it is too small.
 */
export function measureTurning(page: ChunkedPage, mask: Uint8Array): PageTurning | null {
  const marks = page.lines.flatMap(({ chunks }) => chunks.flatMap(({ runs }) => runs));
  if (marks.length < LEAST_MARKS) return null;
  const pieces = marks.map(({ piece }) => piece);
  // The lesser side of a mark, which is the same however it is turned.
  const unit = Math.min(textHeightOf(pieces), textHeightOf(pieces, 'width'));
  if (unit < LEAST_HEIGHT) return null;
  const size = { width: page.width, height: mask.length / page.width };
  const middles = pieces.map(({ box }) => box.x + box.width / 2).sort((a, b) => a - b);
  const outermost = Math.floor(OUTERMOST * middles.length);
  return {
    lines: rounded(linedUp(mask, size, unit)),
    reach: rounded(reaching(page, marks.length)),
    breadth: rounded((middles.at(-1 - outermost)! - middles[outermost]!) / unit),
  };
}

const rounded = (value: number): number => Number(value.toFixed(3));

/**
 * How much more the ink lies in lines across the page than in lines down it: the natural logarithm of the ratio of what
 * is left of the ink's density, in squares, once it is smoothed along lines that run so and their surroundings are taken off.
 */
function linedUp(mask: Uint8Array, size: { width: number; height: number }, unit: number): number {
  const cell = Math.max(CELL.least, Math.round(unit * CELL.share));
  const heights = unit / cell;
  const margin = Math.ceil(MARGIN * heights);
  const columns = Math.ceil(size.width / cell) + 2 * margin;
  const rows = Math.ceil(size.height / cell) + 2 * margin;
  const density = inkDensity(mask, size, { cell, columns, rows, margin });
  const along = ALONG * heights;
  const across = ACROSS * heights;
  const around = AROUND * heights;
  const level = blur(density, columns, rows, along, across);
  const upright = blur(density, columns, rows, across, along);
  return Math.log(
    apart(level, blur(level, columns, rows, 0, around)) /
      apart(upright, blur(upright, columns, rows, around, 0)),
  );
}

/** Sum of the squared differences. */
function apart(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at]! - other[at]!) ** 2;
  return sum;
}

/**
 * How many more strokes reach above the small letters than below: the natural logarithm of the ratio; 0 where few reach
 * either way.
 */
function reaching(page: ChunkedPage, marks: number): number {
  const { top, foot } = page.band;
  const far = LEAVES * (foot - top + 1);
  let above = 0;
  let below = 0;
  for (const line of page.lines) {
    const { first, last } = outline(line, page);
    above += stretches(first, (offset) => top - offset > far);
    below += stretches(last, (offset) => offset - foot > far);
  }
  return above + below < LEAST_LEAVING * marks ? 0 : Math.log((above + BESIDES) / (below + BESIDES));
}

/** For each column the first and the last row of a line's ink, from the line's middle; not a number where there is none. */
function outline(
  { curve: { centre }, chunks }: ChunkedLine,
  { labels, width }: ChunkedPage,
): { first: Float32Array; last: Float32Array } {
  const first = new Float32Array(width).fill(Number.NaN);
  const last = new Float32Array(width).fill(Number.NaN);
  for (const { piece } of chunks.flatMap(({ runs }) => runs)) {
    const { box, label } = piece;
    for (let x = box.x; x < box.x + box.width; x++) {
      let upper = box.y;
      let lower = box.y + box.height - 1;
      while (upper <= lower && labels[upper * width + x] !== label) upper++;
      if (upper > lower) continue;
      while (labels[lower * width + x] !== label) lower--;
      const middle = centre[x]!;
      if (!(first[x]! <= upper - middle)) first[x] = upper - middle;
      if (!(last[x]! >= lower - middle)) last[x] = lower - middle;
    }
  }
  return { first, last };
}

/** Stretches of neighbouring columns for which something holds. */
function stretches(values: Float32Array, holds: (value: number) => boolean): number {
  let count = 0;
  let held = false;
  for (const value of values) {
    const holdsHere = holds(value);
    if (holdsHere && !held) count++;
    held = holdsHere;
  }
  return count;
}
