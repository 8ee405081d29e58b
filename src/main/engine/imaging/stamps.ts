import { labelComponents } from './components.ts';
import type { Box } from './gray.ts';
import { extreme, type Darkness } from './ink.ts';
import {
  colourDistance,
  inkColours,
  LEAST_DEPTH,
  type ColourImage,
  type InkColour,
  type InkColours,
} from './ink-colour.ts';

/** Smaller images are of words or scraps. */
const LEAST_SIDE = 400;
/** Least distance of a stamp's colour from that of most of the page's ink, and of a pixel that may be of a stamp. */
const OTHER_COLOUR = 20;
const OTHER_PIXEL = 13;
/** Least share of a page's ink that may be in another colour for a stamp to be looked for, and most of it. */
const SHARE = { least: 0.005, most: 0.5 };
/** Least and greatest side of a stamp, as shares of the page's shorter side: 12 mm on A4, and what is no frame of the page. */
const SIDE = { least: 1 / 18, most: 0.8 };
/** Gap in a frame that is bridged, as a share of the page's shorter side: a pen's stroke across it. */
const BRIDGE = 1 / 400;
/** Directions in which a frame is looked for from its middle; share of them in which it is to be met. */
const RAYS = 72;
const MET = 0.8;
/** Least share that a frame has of its convex hull: it bulges nowhere inwards. */
const CONVEX = 0.9;
/** Stamps that are told apart, at most. */
const MOST_STAMPS = 255;

/** What was stamped on a page in an ink of its own. */
export interface Stamps {
  /** width * height bytes: the number of the stamp that a pixel is ink of, from 1; 0 elsewhere. */
  readonly owners: Uint8Array;
  /** The smallest boxes around their ink, the first around number 1. */
  readonly boxes: readonly Box[];
}

/** Whether an image is large enough for stamps to be looked for. */
export function mayHoldStamps({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): boolean {
  return Math.min(width, height) >= LEAST_SIDE;
}

/**
 * Finds stamps: ink of clearly another colour than most of the page's, in a closed frame of that colour such as a ring or a
 * box, and the frame. Writing in another colour has no such frame and is none.
 *
 * @param ink of the page; stays as it is.
 * @param colour the page in the same raster.
 * @returns null where there is none.
 */
export function findStamps({ mask, depth }: Darkness, colour: ColourImage): Stamps | null {
  const { width, height } = colour;
  const colours = inkColours(colour, depth);
  const usual = usualColour(mask, colours);
  const other = new Uint8Array(mask.length);
  let all = 0;
  let others = 0;
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 0) continue;
    all++;
    if (colourDistance(colours.red[at]!, colours.blue[at]!, usual) < OTHER_PIXEL) continue;
    other[at] = 1;
    others++;
  }
  if (others < SHARE.least * all || others > SHARE.most * all) return null;
  const owners = new Uint8Array(mask.length);
  const boxes: Box[] = [];
  for (const frame of framesIn(other, width, height)) {
    const own = meanColour(frame.box, other, width, colours);
    if (colourDistance(own.red, own.blue, usual) < OTHER_COLOUR) continue;
    const isOwn = (at: number): boolean => {
      const [red, blue] = [colours.red[at]!, colours.blue[at]!];
      return depth[at]! >= LEAST_DEPTH && colourDistance(red, blue, own) < colourDistance(red, blue, usual);
    };
    const box = takeInside(frame, boxes.length + 1, owners, isOwn, width, height);
    // Of a double ring nothing is left for the inner one.
    if (box !== null) boxes.push(box);
    if (boxes.length === MOST_STAMPS) break;
  }
  return boxes.length === 0 ? null : { owners, boxes };
}

/** The colour of most of the ink: medians of its shares. */
function usualColour(mask: Uint8Array, { red, blue }: InkColours): InkColour {
  const reds = new Uint32Array(256);
  const blues = new Uint32Array(256);
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 0) continue;
    reds[red[at]!]!++;
    blues[blue[at]!]!++;
  }
  return { red: medianOf(reds), blue: medianOf(blues) };
}

function medianOf(counts: Uint32Array): number {
  let left = counts.reduce((sum, count) => sum + count, 0) / 2;
  return Math.max(
    0,
    counts.findIndex((count) => (left -= count) <= 0),
  );
}

/** A closed outline around a middle: how far it lies from there in each of `RAYS` directions, in pixels. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly reaches: Float64Array;
  readonly box: Box;
}

/** Connected ink that runs all around a middle. */
function framesIn(other: Uint8Array, width: number, height: number): Frame[] {
  const side = Math.min(width, height);
  const bridge = Math.max(2, Math.round(side * BRIDGE));
  const { labels, components } = labelComponents(
    extreme(other, width, height, bridge, 'most'),
    width,
    height,
  );
  return components.flatMap(({ label, box }): Frame[] => {
    const [least, most] = [Math.min(box.width, box.height), Math.max(box.width, box.height)];
    if (least < SIDE.least * side || most > SIDE.most * side) return [];
    const frame = frameOf(box, (at) => other[at] !== 0 && labels[at] === label, width);
    return frame === null ? [] : [frame];
  });
}

function frameOf(box: Box, isOwn: (at: number) => boolean, width: number): Frame | null {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const reaches = new Float64Array(RAYS);
  for (let row = box.y; row < box.y + box.height; row++) {
    for (let column = box.x; column < box.x + box.width; column++) {
      if (!isOwn(row * width + column)) continue;
      const ray = rayTo(column - x, row - y);
      reaches[ray] = Math.max(reaches[ray]!, Math.hypot(column - x, row - y));
    }
  }
  return isFrame(reaches) ? { x, y, reaches, box } : null;
}

function rayTo(across: number, down: number): number {
  const turn = (Math.atan2(down, across) / (2 * Math.PI) + 1) % 1;
  return Math.min(RAYS - 1, Math.floor(turn * RAYS));
}

/** Whether an outline is met in most directions and is convex but for little. */
function isFrame(reaches: Float64Array): boolean {
  const corners = cornersOf(reaches);
  if (corners.length < MET * RAYS) return false;
  return areaOf(corners) >= CONVEX * areaOf(hullOf(corners));
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Where an outline is met, in pixels from its middle, in order around it. */
function cornersOf(reaches: Float64Array): Corner[] {
  return [...reaches].flatMap((reach, ray) => {
    const turn = (2 * Math.PI * (ray + 0.5)) / RAYS;
    return reach === 0 ? [] : [{ x: reach * Math.cos(turn), y: reach * Math.sin(turn) }];
  });
}

function areaOf(corners: readonly Corner[]): number {
  const twice = corners.reduce((sum, { x, y }, at) => {
    const next = corners[(at + 1) % corners.length]!;
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Convex hull by a sweep from the left (Andrew 1979, 10.1016/0020-0190(79)90072-3). */
function hullOf(corners: readonly Corner[]): Corner[] {
  const sorted = corners.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const half = (points: readonly Corner[]): Corner[] => {
    const chain: Corner[] = [];
    for (const point of points) {
      while (chain.length >= 2 && turnsRight(chain.at(-2)!, chain.at(-1)!, point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

const turnsRight = (a: Corner, b: Corner, c: Corner): boolean =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) <= 0;

/** The colour of the ink in a box that is of another colour than the page's: means of its shares. */
function meanColour(box: Box, other: Uint8Array, width: number, colours: InkColours): InkColour {
  let red = 0;
  let blue = 0;
  let pixels = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let at = y * width + box.x; at < y * width + box.x + box.width; at++) {
      if (other[at] === 0) continue;
      red += colours.red[at]!;
      blue += colours.blue[at]!;
      pixels++;
    }
  }
  return { red: red / pixels, blue: blue / pixels };
}

/** Gives a stamp its ink in its frame, faint edges included; returns the box around it, null where there is none left. */
function takeInside(
  { x, y, reaches, box }: Frame,
  number: number,
  owners: Uint8Array,
  isOwn: (at: number) => boolean,
  width: number,
  height: number,
): Box | null {
  const beyond = Math.max(1, Math.round(Math.min(width, height) * BRIDGE));
  const outline = reaches.map((reach, ray) =>
    Math.max(reach, reaches[(ray + 1) % RAYS]!, reaches[(ray + RAYS - 1) % RAYS]!),
  );
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let row = Math.max(0, box.y - beyond); row < Math.min(height, box.y + box.height + beyond); row++) {
    const end = Math.min(width, box.x + box.width + beyond);
    for (let column = Math.max(0, box.x - beyond); column < end; column++) {
      const at = row * width + column;
      if (owners[at] !== 0 || !isOwn(at)) continue;
      const [across, down] = [column - x, row - y];
      if (Math.hypot(across, down) > outline[rayTo(across, down)]! + beyond) continue;
      owners[at] = number;
      left = Math.min(left, column);
      top = Math.min(top, row);
      right = Math.max(right, column);
      bottom = row;
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
