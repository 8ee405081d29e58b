import type { Component } from './components.ts';

/** The middle of one line of writing. */
export interface LineCurve {
  /** Its height on the page for every column of the raster it was found in; level beyond the writing. */
  readonly centre: Float32Array;
  /** Columns between which the line's writing lies. */
  readonly from: number;
  readonly to: number;
}

interface Ridge {
  readonly from: number;
  readonly ys: number[];
  weight: number;
}

/** Side of a density cell, as a share of the text height. */
const CELL = 1 / 8;
/** Reach of the smoothing along and across lines, in text heights. */
const ALONG = 2.2;
const ACROSS = 0.32;

/**
 * Finds lines of writing as ridges of the ink's density, smoothed far along the lines and little across them
 * (after Li, Zheng, Doermann and Jaeger 2008, 10.1109/TPAMI.2007.70792): lines may be skewed, wavy, short or uneven.
 *
 * @param mask width * height bytes, non-zero is ink.
 * @param textHeight typical height of a component of writing, in pixels.
 * @returns lines from the top of the page to its bottom.
 */
export function findLines(mask: Uint8Array, width: number, height: number, textHeight: number): LineCurve[] {
  const cell = Math.max(1, Math.round(textHeight * CELL));
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const density = inkDensity(mask, { width, height }, { cell, columns, rows, margin: 0 });
  const unit = textHeight / cell;
  const smooth = blur(density, columns, rows, unit * ALONG, unit * ACROSS);
  const ridges = traceRidges(smooth, columns, rows, unit);
  const joined = joinRidges(ridges, unit);
  return joined.map((ridge) => curveOf(ridge, columns, width, cell)).sort((a, b) => middle(a) - middle(b));
}

function middle({ centre }: LineCurve): number {
  return centre[centre.length >> 1] as number;
}

/** A raster of square cells over another one. */
export interface Grid {
  /** Side of a cell, in pixels. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Cells of paper on each side, which are counted in. */
  readonly margin: number;
}

/** Share of each cell of a grid that is ink. */
export function inkDensity(
  mask: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  { cell, columns, rows, margin }: Grid,
): Float32Array {
  const density = new Float32Array(columns * rows);
  const share = 1 / (cell * cell);
  for (let y = 0; y < height; y++) {
    const row = (Math.floor(y / cell) + margin) * columns + margin;
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] !== 0) density[row + Math.floor(x / cell)]! += share;
    }
  }
  return density;
}

/** Three box filters in each direction: close to a Gaussian of the given deviations, in cells (Wells 1986). */
export function blur(
  source: Float32Array,
  columns: number,
  rows: number,
  along: number,
  across: number,
): Float32Array {
  const reach = (deviation: number): number =>
    Math.max(0, Math.round((Math.sqrt(4 * deviation ** 2 + 1) - 1) / 2));
  let from = source;
  for (let pass = 0; pass < 3; pass++) {
    from = boxFilter(from, rows, columns, columns, 1, reach(along));
    from = boxFilter(from, columns, rows, 1, columns, reach(across));
  }
  return from;
}

/** Mean over `2 * reach + 1` places along one axis; what lies outside counts as paper. */
function boxFilter(
  source: Float32Array,
  lanes: number,
  length: number,
  laneStep: number,
  step: number,
  reach: number,
): Float32Array {
  const result = new Float32Array(source.length);
  const share = 1 / (2 * reach + 1);
  for (let lane = 0; lane < lanes; lane++) {
    const start = lane * laneStep;
    let sum = 0;
    for (let at = 0; at < Math.min(reach, length); at++) sum += source[start + at * step] as number;
    for (let at = 0; at < length; at++) {
      if (at + reach < length) sum += source[start + (at + reach) * step] as number;
      if (at - reach - 1 >= 0) sum -= source[start + (at - reach - 1) * step] as number;
      result[start + at * step] = sum * share;
    }
  }
  return result;
}

/** Share of a strong line's density below which a crest is no line. */
const WEAKEST = 0.15;

/** Ridges nearer than this, in text heights, are one line. */
const SAME_LINE = 0.7;

/** Follows the crests of each column from left to right. */
function traceRidges(smooth: Float32Array, columns: number, rows: number, unit: number): Ridge[] {
  const crests: { y: number; value: number }[][] = [];
  const strengths: number[] = [];
  for (let x = 0; x < columns; x++) {
    const found: { y: number; value: number }[] = [];
    for (let y = 0; y < rows; y++) {
      const value = smooth[y * columns + x] as number;
      const above = y > 0 ? (smooth[(y - 1) * columns + x] as number) : 0;
      const below = y + 1 < rows ? (smooth[(y + 1) * columns + x] as number) : 0;
      if (value > 0 && value > above && value >= below) {
        found.push({ y, value });
        strengths.push(value);
      }
    }
    crests.push(found);
  }
  strengths.sort((a, b) => a - b);
  const least = WEAKEST * (strengths[Math.floor(strengths.length * 0.8)] ?? 0);
  const reach = Math.max(1, unit * 0.2);
  const done: Ridge[] = [];
  let open: Ridge[] = [];
  crests.forEach((found, x) => {
    const next: Ridge[] = [];
    const free = new Set(found.filter(({ value }) => value >= least));
    for (const ridge of open) {
      const last = ridge.ys.at(-1) as number;
      let best: { y: number; value: number } | null = null;
      for (const crest of free) {
        if (Math.abs(crest.y - last) > reach) continue;
        if (best === null || Math.abs(crest.y - last) < Math.abs(best.y - last)) best = crest;
      }
      if (best === null) {
        done.push(ridge);
        continue;
      }
      free.delete(best);
      ridge.ys.push(best.y);
      ridge.weight += best.value;
      next.push(ridge);
    }
    for (const crest of free) next.push({ from: x, ys: [crest.y], weight: crest.value });
    open = next;
  });
  return [...done, ...open];
}

/** Joins pieces that continue each other, and drops weak crests that tall letters or tails raise beside a line. */
function joinRidges(ridges: readonly Ridge[], unit: number): Ridge[] {
  const lines = gather(ridges, unit, () => unit * SAME_LINE);
  const strongest = Math.max(0, ...lines.map((line) => line.weight));
  const spacing = spacingOf(lines.filter((line) => line.weight >= 0.3 * strongest));
  return gather(lines, unit, (line, ridge) =>
    ridge.weight < 0.5 * line.weight ? Math.max(unit * SAME_LINE, spacing * 0.55) : unit * SAME_LINE,
  );
}

/** Joins each ridge, strongest first, to the first line it is nearer to than `reach`. */
function gather(
  ridges: readonly Ridge[],
  unit: number,
  reach: (line: Ridge, ridge: Ridge) => number,
): Ridge[] {
  const lines: Ridge[] = [];
  for (const ridge of [...ridges].sort((a, b) => b.weight - a.weight)) {
    const host = lines.find((line) => apart(line, ridge, unit) <= reach(line, ridge));
    if (host === undefined) lines.push({ ...ridge, ys: [...ridge.ys] });
    else extend(host, ridge);
  }
  return lines;
}

/** Median distance from a line to the next one below it; 0 for a single line. */
function spacingOf(lines: readonly Ridge[]): number {
  const heights = lines.map((line) => line.ys.reduce((sum, y) => sum + y, 0) / line.ys.length);
  heights.sort((a, b) => a - b);
  const steps = heights.slice(1).map((height, index) => height - heights[index]!);
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}

/** Mean height of a ridge's end that faces column x, over a few text heights. */
function heightAt(ridge: Ridge, x: number, unit: number): number {
  const span = Math.max(1, Math.round(3 * unit));
  const at = x - ridge.from;
  const near =
    at < 0
      ? ridge.ys.slice(0, span)
      : at >= ridge.ys.length
        ? ridge.ys.slice(-span)
        : ridge.ys.slice(Math.max(0, at - (span >> 1)), at + (span >> 1) + 1);
  return near.reduce((sum, y) => sum + y, 0) / near.length;
}

/** Distance across the lines between two ridges, where they overlap or else face each other. */
function apart(line: Ridge, ridge: Ridge, unit: number): number {
  const end = ridge.from + ridge.ys.length;
  const from = Math.max(ridge.from, line.from);
  const to = Math.min(end, line.from + line.ys.length);
  const meeting = to > from ? (from + to) >> 1 : ridge.from < line.from ? end : ridge.from;
  return Math.abs(heightAt(line, meeting, unit) - heightAt(ridge, meeting, unit));
}

/** Adds the columns of `ridge` that `line` lacks; a gap between them is crossed in a straight line. */
function extend(line: Ridge, ridge: Ridge): void {
  const from = Math.min(line.from, ridge.from);
  const to = Math.max(line.from + line.ys.length, ridge.from + ridge.ys.length);
  const ys = new Array<number>(to - from).fill(Number.NaN);
  ridge.ys.forEach((y, at) => (ys[ridge.from - from + at] = y));
  line.ys.forEach((y, at) => (ys[line.from - from + at] = y));
  let last = -1;
  ys.forEach((y, at) => {
    if (Number.isNaN(y)) return;
    for (let gap = last + 1; last >= 0 && gap < at; gap++) {
      ys[gap] =
        (ys[last] as number) + (((ys[at] as number) - (ys[last] as number)) * (gap - last)) / (at - last);
    }
    last = at;
  });
  Object.assign(line, { from, ys, weight: line.weight + ridge.weight });
}

/** The ridge in pixels, for every column; level beyond its ends. */
function curveOf(ridge: Ridge, columns: number, width: number, cell: number): LineCurve {
  const centre = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const at = Math.min(
      ridge.ys.length - 1,
      Math.max(0, Math.min(columns - 1, Math.floor(x / cell)) - ridge.from),
    );
    centre[x] = ((ridge.ys[at] as number) + 0.5) * cell;
  }
  return { centre, from: ridge.from * cell, to: Math.min(width, (ridge.from + ridge.ys.length) * cell) };
}

/** Typical height of a component of writing, or its width: the median where every component counts with its ink. */
export function textHeightOf(components: readonly Component[], side: 'height' | 'width' = 'height'): number {
  const sorted = [...components].sort((a, b) => a.box[side] - b.box[side]);
  const ink = sorted.reduce((sum, { area }) => sum + area, 0);
  let seen = 0;
  for (const { box, area } of sorted) {
    seen += area;
    if (seen >= ink / 2) return box[side];
  }
  return 0;
}
