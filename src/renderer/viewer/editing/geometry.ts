import type { Word } from '../../../contract/case.ts';
import type { Outline, ReadingOrder, Region } from '../../../contract/corrections.ts';
import { MILLIMETRES_PER_INCH } from '../../../contract/measurements.ts';
import type { Box } from '../../../contract/schema.ts';
import type { Point, Size } from '../viewport.ts';

/** Where a box is taken hold of: its corners and the middles of its sides, by compass. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];

/** Least side of a word, in page pixels: what is smaller was drawn by a slip of the hand. */
export const SMALLEST = 4;

/** The region moved by page pixels, as far as the page allows. */
export function moved({ box, outline }: Region, dx: number, dy: number, page: Size): Region {
  const x = clamp(Math.round(dx), -box.x, page.width - box.x - box.width);
  const y = clamp(Math.round(dy), -box.y, page.height - box.y - box.height);
  return {
    box: { ...box, x: box.x + x, y: box.y + y },
    outline: outline && outline.map((point) => ({ x: point.x + x, y: point.y + y })),
  };
}

/** The region with the sides that the handle holds moved by page pixels; an outline is stretched with its box. */
export function resized(region: Region, handle: Handle, dx: number, dy: number, page: Size): Region {
  const { x, y, width, height } = region.box;
  const along = (
    from: number,
    size: number,
    by: number,
    low: boolean,
    high: boolean,
    end: number,
  ): number[] => {
    const step = Math.round(by);
    const start = low ? clamp(from + step, 0, from + size - SMALLEST) : from;
    const stop = high ? clamp(from + size + step, from + SMALLEST, end) : from + size;
    return [start, stop - start];
  };
  const [left, wide] = along(x, width, dx, handle.includes('w'), handle.includes('e'), page.width);
  const [top, high] = along(y, height, dy, handle.includes('n'), handle.includes('s'), page.height);
  return stretched(region, { x: left!, y: top!, width: wide!, height: high! });
}

function stretched({ box, outline }: Region, to: Box): Region {
  const point = ({ x, y }: Point): Point => ({
    x: to.x + Math.round(((x - box.x) / box.width) * to.width),
    y: to.y + Math.round(((y - box.y) / box.height) * to.height),
  });
  return { box: to, outline: outline && outline.map(point) };
}

/** The box between two places on a page; null where it is too small to be meant. */
export function boxBetween(a: Point, b: Point, page: Size): Box | null {
  const across = (value: number): number => clamp(Math.round(value), 0, page.width);
  const down = (value: number): number => clamp(Math.round(value), 0, page.height);
  const [left, right] = [across(Math.min(a.x, b.x)), across(Math.max(a.x, b.x))];
  const [top, bottom] = [down(Math.min(a.y, b.y)), down(Math.max(a.y, b.y))];
  if (right - left < SMALLEST || bottom - top < SMALLEST) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The part of a region left of a page column and the part from it on; null where one would be too small. */
export function splitAt(region: Region, column: number): [Region, Region] | null {
  const at = Math.round(column);
  const { x, y, width, height } = region.box;
  if (at - x < SMALLEST || x + width - at < SMALLEST) return null;
  if (region.outline === null) {
    return [
      { box: { x, y, width: at - x, height }, outline: null },
      { box: { x: at, y, width: x + width - at, height }, outline: null },
    ];
  }
  const left = enclosed(cutAt(region.outline, at, (point) => point.x <= at));
  const right = enclosed(cutAt(region.outline, at, (point) => point.x >= at));
  return left === null || right === null ? null : [left, right];
}

/** The corners of an outline on one side of a column (Sutherland and Hodgman 1974, 10.1145/360767.360802). */
function cutAt(outline: Outline, column: number, isInside: (point: Point) => boolean): Point[] {
  return outline.flatMap((point, at) => {
    const before = outline.at(at - 1) as Point;
    const crosses = isInside(point) !== isInside(before);
    const share = (column - before.x) / (point.x - before.x);
    const crossing = { x: column, y: Math.round(before.y + share * (point.y - before.y)) };
    return [...(crosses ? [crossing] : []), ...(isInside(point) ? [point] : [])];
  });
}

/** The smallest box around regions. */
export function joined(regions: readonly { readonly box: Box }[]): Region {
  const x = Math.min(...regions.map(({ box }) => box.x));
  const y = Math.min(...regions.map(({ box }) => box.y));
  const right = Math.max(...regions.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...regions.map(({ box }) => box.y + box.height));
  return { box: { x, y, width: right - x, height: bottom - y }, outline: null };
}

/** Whether the middle of a box lies in a region: inside its outline (by the even-odd rule), where it has one. */
export function liesIn(box: Box, { box: whole, outline }: Region): boolean {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (x < whole.x || x >= whole.x + whole.width || y < whole.y || y >= whole.y + whole.height) return false;
  if (outline === null) return true;
  const crossings = outline.filter((a, at) => {
    const b = outline[(at + 1) % outline.length] as Point;
    return a.y <= y !== b.y <= y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x);
  });
  return crossings.length % 2 === 1;
}

/** Most corners that the contract takes for an outline. */
const MOST_CORNERS = 500;

/**
 * The region that a stroke of the pointer encloses, with no more corners than its form needs; null for a stroke that
 * encloses nothing to speak of.
 *
 * @param tolerance how far the outline may lie off the stroke, in page pixels.
 */
export function regionOf(stroke: readonly Point[], page: Size, tolerance: number): Region | null {
  const inside = stroke.map(({ x, y }) => ({
    x: clamp(Math.round(x), 0, page.width),
    y: clamp(Math.round(y), 0, page.height),
  }));
  for (let reach = tolerance; ; reach *= 1.2) {
    const outline = simplified(inside, reach);
    if (outline.length <= MOST_CORNERS) return enclosed(outline);
  }
}

/** Ramer 1972 and Douglas and Peucker 1973 (10.3138/FM57-6770-U75U-7727), kept from calling itself too deep. */
function simplified(stroke: readonly Point[], tolerance: number): Point[] {
  const kept = new Set([0, stroke.length - 1]);
  const waiting: [number, number][] = [[0, stroke.length - 1]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [from, to] = next;
    let farthest = -1;
    let most = tolerance;
    for (let at = from + 1; at < to; at++) {
      const away = distance(stroke[at] as Point, stroke[from] as Point, stroke[to] as Point);
      if (away > most) [farthest, most] = [at, away];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    waiting.push([from, farthest], [farthest, to]);
  }
  return [...kept].sort((a, b) => a - b).flatMap((at) => stroke[at] ?? []);
}

/** Distance of a point from the line through two others, or from the one where the two are the same. */
function distance(point: Point, a: Point, b: Point): number {
  const long = Math.hypot(b.x - a.x, b.y - a.y);
  if (long === 0) return Math.hypot(point.x - a.x, point.y - a.y);
  return Math.abs((b.x - a.x) * (a.y - point.y) - (a.x - point.x) * (b.y - a.y)) / long;
}

function enclosed(outline: readonly Point[]): Region | null {
  if (outline.length < 3) return null;
  const { box } = joined(outline.map(({ x, y }) => ({ box: { x, y, width: 0, height: 0 } })));
  return box.width < SMALLEST || box.height < SMALLEST ? null : { box, outline: [...outline] };
}

/** Words of a page by id, line by line, as they are read. */
export function readingOrder(words: readonly Word[]): ReadingOrder {
  const lines = Map.groupBy(words, (word) => word.line);
  return [...lines.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line.toSorted((a, b) => a.order - b.order).map(({ id }) => id));
}

/** The order with a word read one place earlier (-1) or later (1), over the ends of lines; null at the page's ends. */
export function reordered(order: ReadingOrder, word: string, step: -1 | 1): ReadingOrder | null {
  const at = order.findIndex((line) => line.includes(word));
  const line = order[at];
  if (line === undefined) return null;
  const place = line.indexOf(word);
  const rest = line.toSpliced(place, 1);
  if (place + step >= 0 && place + step < line.length) {
    return order.with(at, rest.toSpliced(place + step, 0, word));
  }
  const next = order[at + step];
  if (next === undefined) return null;
  const taken = step < 0 ? [...next, word] : [word, ...next];
  return order
    .with(at, rest)
    .with(at + step, taken)
    .filter((each) => each.length > 0);
}

/** The box around each line of words, in the order of the lines. */
export function lineBoxes(words: readonly Word[]): { readonly line: number; readonly box: Box }[] {
  return [...Map.groupBy(words, (word) => word.line)]
    .sort(([a], [b]) => a - b)
    .map(([line, its]) => ({ line, box: joined(its).box }));
}

/** Pixels per inch of a page on which two places are so many millimetres apart. */
export function resolutionOf(a: Point, b: Point, millimetres: number): number {
  return (Math.hypot(b.x - a.x, b.y - a.y) / millimetres) * MILLIMETRES_PER_INCH;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(low, high), Math.max(low, value));
}
