import { labelComponents } from './components.ts';
import type { Box } from './gray.ts';
import { shapeOf, type FrameShape, type Point } from './frame-shape.ts';
import { extreme, type Darkness } from './ink.ts';
import {
  clusterAt,
  colourDistance,
  inkColours,
  LEAST_DEPTH,
  otherClusters,
  type ColourImage,
  type InkColour,
  type InkColours,
} from './ink-colour.ts';

/** Smaller images are of words or scraps. */
const LEAST_SIDE = 400;
/** Least distance of a stamp's colour from that of most of the page's ink, and of a pixel that may be of a stamp. */
const OTHER_COLOUR = 20;
const OTHER_PIXEL = 13;
/** Most that the colour of a stamp's ink lies off its frame's. */
const OWN_COLOUR = 30;
/** Least share of a page's ink that may be in another colour for a stamp to be looked for, and most of it. */
const SHARE = { least: 0.005, most: 0.5 };
/** Least and greatest side of a stamp, as shares of the page's shorter side: 12 mm on A4, and what is no frame of the page. */
const SIDE = { least: 1 / 18, most: 0.8 };
/** Gap in a frame that is bridged, as a share of the page's shorter side: a pen's stroke across it. */
const BRIDGE = 1 / 400;
/** How far a frame is followed under the ink of a third colour, likewise: a pen's stroke that crosses it aslant. */
const HIDDEN = { share: 1 / 100, least: 4 };
/** Directions in which a frame is looked for from its middle; share of them in which it is to be met. */
const RAYS = 72;
const MET = 0.8;
/** Least share that a frame has of its convex hull: it bulges nowhere inwards. */
const CONVEX = 0.9;
/**
 * How nearly a frame must be an ellipse or a rectangle to have been stamped, in pixels and as a share of its reach, and how
 * far no ink of it may lie beyond: a hand draws neither so nearly, and leaves its strokes' ends.
 */
const SHAPE = { pixels: 1, share: 0.012 };
const TAIL = { pixels: 3, share: 0.1 };
/** Within which factor of the usual one, but for a pixel, a stamped frame's width stays, and in what share of directions. */
const EVEN = { factor: 1.6, share: 0.7 };
/** Stamps that are told apart, at most. */
const MOST_STAMPS = 255;

/** What was stamped on a page in an ink of its own. */
export interface Stamps {
  /** width * height bytes: the number of the stamp that a pixel is ink of, from 1; 0 elsewhere. */
  readonly owners: Uint8Array;
  /** The smallest boxes around their ink, the first around number 1. */
  readonly boxes: readonly Box[];
  /** Frames that may be stamped or drawn by hand; their ink stays in use. */
  readonly doubtful: number;
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
 * box, and the frame. Writing in another colour has no such frame and is none, in whatever frame of yet another it stands.
 *
 * @param ink of the page; stays as it is.
 * @param colour the page in the same raster.
 * @returns null where there is none and no frame that may be of one.
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
  const clusters = otherClusters(other, colours, usual, {
    apart: { centres: OTHER_COLOUR, mixtures: OTHER_PIXEL },
    least: SHARE.least * all,
  });
  const owners = new Uint8Array(mask.length);
  const boxes: Box[] = [];
  const unsure: Frame[] = [];
  for (const { frame, cluster } of framesByCluster(other, colours, usual, clusters, width, height)) {
    const own = colourOf(frame, width, colours);
    if (colourDistance(own.red, own.blue, usual) < OTHER_COLOUR) continue;
    if (!frame.stamped) {
      unsure.push(frame);
      continue;
    }
    const rivals = [usual, ...clusters.filter((_, at) => at !== cluster)];
    const isOwn = (at: number): boolean => {
      if (depth[at]! < LEAST_DEPTH) return false;
      const [red, blue] = [colours.red[at]!, colours.blue[at]!];
      const off = colourDistance(red, blue, own);
      return off < OWN_COLOUR && rivals.every((rival) => off < colourDistance(red, blue, rival));
    };
    const box = takeInside(frame, boxes.length + 1, owners, isOwn, width, height);
    // Of a double ring nothing is left for the inner one.
    if (box !== null) boxes.push(box);
    if (boxes.length === MOST_STAMPS) break;
  }
  // Of a stamp that was taken, lines within it are no frames of their own.
  const isOwned = ({ x, y }: Point): boolean => owners[y * width + x] !== 0;
  const doubtful = unsure.filter(({ outline }) => 2 * outline.filter(isOwned).length < outline.length).length;
  return boxes.length === 0 && doubtful === 0 ? null : { owners, boxes, doubtful };
}

/** The frames in the ink of each colour by itself, so that a pen of another across one does not widen it. */
function framesByCluster(
  other: Uint8Array,
  colours: InkColours,
  usual: InkColour,
  clusters: readonly InkColour[],
  width: number,
  height: number,
): { frame: Frame; cluster: number }[] {
  if (clusters.length < 2) return framesIn(other, width, height).map((frame) => ({ frame, cluster: 0 }));
  const masks = clusters.map(() => new Uint8Array(other.length));
  for (let at = 0; at < other.length; at++) {
    if (other[at] !== 0) masks[clusterAt(colours.red[at]!, colours.blue[at]!, usual, clusters)]![at] = 1;
  }
  const hidden = Math.max(HIDDEN.least, Math.round(Math.min(width, height) * HIDDEN.share));
  return masks.flatMap((mask, cluster) => {
    const whole = extreme(mask, width, height, hidden, 'most');
    for (let at = 0; at < whole.length; at++) whole[at]! &= mask[at]! | other[at]!;
    return framesIn(mask, width, height, whole).map((frame) => ({ frame, cluster }));
  });
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
  /** The outermost pixels, one in each direction in which it is met. */
  readonly outline: readonly Point[];
  readonly box: Box;
  /** Whether it looks stamped rather than drawn by hand. */
  readonly stamped: boolean;
}

/**
 * Connected ink that runs all around a middle.
 *
 * @param whole the ink together with what it may run on under.
 */
function framesIn(other: Uint8Array, width: number, height: number, whole = other): Frame[] {
  const side = Math.min(width, height);
  const bridge = Math.max(2, Math.round(side * BRIDGE));
  const { labels, components } = labelComponents(
    extreme(whole, width, height, bridge, 'most'),
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
  const outermost: (Point | null)[] = Array.from(reaches, () => null);
  for (let row = box.y; row < box.y + box.height; row++) {
    for (let column = box.x; column < box.x + box.width; column++) {
      if (!isOwn(row * width + column)) continue;
      const ray = rayTo(column - x, row - y);
      const reach = Math.hypot(column - x, row - y);
      if (reach <= reaches[ray]!) continue;
      reaches[ray] = reach;
      outermost[ray] = { x: column, y: row };
    }
  }
  if (!isFrame(reaches)) return null;
  const outline = outermost.filter((place) => place !== null);
  const isInk = (place: Point): boolean => {
    const [column, row] = [Math.round(place.x), Math.round(place.y)];
    const isInside =
      column >= box.x && column < box.x + box.width && row >= box.y && row < box.y + box.height;
    return isInside && isOwn(row * width + column);
  };
  return { x, y, reaches, outline, box, stamped: isStamped(outline, isInk) };
}

/** Whether a frame is an ellipse or a rectangle as no hand draws it, of one width, with nothing that leads out of it. */
function isStamped(outline: readonly Point[], isInk: (place: Point) => boolean): boolean {
  const fit = shapeOf(outline);
  if (fit === null) return false;
  const { shape, off } = fit;
  const within = (limit: { pixels: number; share: number }): number =>
    limit.pixels + limit.share * shape.reach;
  if (off > within(SHAPE)) return false;
  if (outline.some((place) => shape.outside(place) > within(TAIL))) return false;
  const widths = outline.map((place) => widthAt(place, shape, isInk)).sort((a, b) => a - b);
  const usual = widths[widths.length >> 1]!;
  const even = widths.filter((width) => width >= usual / EVEN.factor - 1 && width <= usual * EVEN.factor + 1);
  return even.length >= EVEN.share * widths.length;
}

/** Pixels of ink straight inwards from a frame's outermost. */
function widthAt(place: Point, { inwards }: FrameShape, isInk: (place: Point) => boolean): number {
  const { x, y } = inwards(place);
  let width = 1;
  while (isInk({ x: place.x + width * x, y: place.y + width * y })) width++;
  return width;
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

/** Where an outline is met, in pixels from its middle, in order around it. */
function cornersOf(reaches: Float64Array): Point[] {
  return [...reaches].flatMap((reach, ray) => {
    const turn = (2 * Math.PI * (ray + 0.5)) / RAYS;
    return reach === 0 ? [] : [{ x: reach * Math.cos(turn), y: reach * Math.sin(turn) }];
  });
}

function areaOf(corners: readonly Point[]): number {
  const twice = corners.reduce((sum, { x, y }, at) => {
    const next = corners[(at + 1) % corners.length]!;
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Convex hull by a sweep from the left (Andrew 1979, 10.1016/0020-0190(79)90072-3). */
function hullOf(corners: readonly Point[]): Point[] {
  const sorted = corners.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const half = (points: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of points) {
      while (chain.length >= 2 && turnsRight(chain.at(-2)!, chain.at(-1)!, point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

const turnsRight = (a: Point, b: Point, c: Point): boolean =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) <= 0;

/** How many pixels inwards from its outermost a frame's colour is looked at. */
const EDGE = 2;

/** The colour of a frame: medians over its outer edge, in which no writing within it counts. */
function colourOf({ x, y, outline }: Frame, width: number, colours: InkColours): InkColour {
  const reds = new Uint32Array(256);
  const blues = new Uint32Array(256);
  for (const place of outline) {
    const length = Math.max(1, Math.hypot(place.x - x, place.y - y));
    for (let step = 0; step <= EDGE; step++) {
      const column = Math.round(place.x + (step * (x - place.x)) / length);
      const row = Math.round(place.y + (step * (y - place.y)) / length);
      const at = row * width + column;
      // Of paper nothing is known.
      if (colours.red[at] === 0 && colours.blue[at] === 0) continue;
      reds[colours.red[at]!]!++;
      blues[colours.blue[at]!]!++;
    }
  }
  return { red: medianOf(reds), blue: medianOf(blues) };
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
