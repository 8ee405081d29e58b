import { cut, histogramOf, type GrayImage } from './gray.ts';
import { shrink } from './shrink.ts';

/** Side of the square in which paper is looked for, as a share of the raster's shorter side, and in pixels. */
const PAPER = { share: 1 / 12, least: 15, most: 81 };
/** Reach within which a pixel is held against the darkest, as a share of the paper square: some half a stroke's width. */
const STROKE = 1 / 20;
/** Share of the darkest around it that a pixel has at least: the edge of a blurred stroke lies at half its height. */
const HALF = 0.5;
/** The same for the crest of a hairline, and how far it rises over what is beside it: thin strokes hold together. */
const CREST = 0.3;
const RISE = 0.2;
/** Least darkness of ink, of 255, and in deviations of the paper's own. */
const FAINTEST = 10;
const DEVIATIONS = 4;

/** What stands out from a page's paper. */
export interface Darkness {
  /** width * height bytes: how much darker than its paper a pixel is, 0 to 255, where 255 is black on any paper. */
  readonly depth: Uint8Array;
  /** width * height bytes, 1 is ink. */
  readonly mask: Uint8Array;
}

/**
 * Separates what was put on paper from the paper, however unevenly that is lit or stained. Paper is what a grey-level
 * closing leaves, that is the brightest grey around that is not narrower than a square (Serra 1982); a pixel's depth is the share of that
 * light it takes. Ink is deeper than the paper's own grain, and at least half as deep as the deepest close by, so that strokes keep
 * their width in any resolution and what is fainter beside a stroke does not grow together with it.
 */
export function findInk(image: GrayImage): Darkness {
  const { width, height } = image;
  const side = Math.round(Math.min(width, height) * PAPER.share);
  const reach = Math.min(PAPER.most, Math.max(PAPER.least, side)) >> 1;
  const depth = depthUnder(image, paperOf(image, reach));
  const least = leastDepth(depth);
  const stroke = Math.max(1, Math.round(2 * reach * STROKE));
  const across = deepestAcross(depth, width, height, stroke, least);
  const mask = new Uint8Array(depth.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const value = depth[at]!;
      if (value < least) continue;
      const deepest = deepestDown(across, width, height, x, y, stroke);
      const share = value / deepest;
      if (share >= HALF || (share >= CREST && isCrest(depth, width, height, x, y, stroke, RISE * deepest))) {
        mask[at] = 1;
      }
    }
  }
  return { depth, mask };
}

/** For each pixel the deepest of those of its row no farther than `reach`; 0 where none is `least` deep. */
function deepestAcross(
  depth: Uint8Array,
  width: number,
  height: number,
  reach: number,
  least: number,
): Uint8Array {
  const result = new Uint8Array(depth.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const value = depth[row + x]!;
      if (value < least) continue;
      // Little of a page is that deep, and a stroke is narrow: going through its surroundings is the quicker way.
      const to = row + Math.min(width - 1, x + reach);
      for (let at = row + Math.max(0, x - reach); at <= to; at++) {
        if (value > result[at]!) result[at] = value;
      }
    }
  }
  return result;
}

/** The deepest of `across` in column x, no farther than `reach` from row y. */
function deepestDown(
  across: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  reach: number,
): number {
  const to = Math.min(height - 1, y + reach) * width + x;
  let deepest = 0;
  for (let at = Math.max(0, y - reach) * width + x; at <= to; at += width) {
    if (across[at]! > deepest) deepest = across[at]!;
  }
  return deepest;
}

/** Whether a pixel is deeper by `rise` than those `reach` away on both sides, in one of four directions: a hairline. */
function isCrest(
  depth: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  reach: number,
  rise: number,
): boolean {
  if (x < reach || y < reach || x + reach >= width || y + reach >= height) return false;
  const at = y * width + x;
  const bound = depth[at]! - rise;
  const down = reach * width;
  return (
    (depth[at - reach]! <= bound && depth[at + reach]! <= bound) ||
    (depth[at - down]! <= bound && depth[at + down]! <= bound) ||
    (depth[at - down - reach]! <= bound && depth[at + down + reach]! <= bound) ||
    (depth[at - down + reach]! <= bound && depth[at + down - reach]! <= bound)
  );
}

/**
 * The paper's grey, in half the resolution: paper is nowhere narrower than that. What lies at the image's edge goes on
 * beyond it, or a strip of the table that the sheet lies on would be ink on the sheet.
 */
function paperOf(image: GrayImage, reach: number): GrayImage {
  const half = shrink(image, 2);
  const halfReach = reach >> 1;
  const margin = 2 * halfReach + 1;
  const { width, height, data } = extended(half, margin);
  const brightest = extreme(data, width, height, halfReach, 'most');
  const paper = extreme(brightest, width, height, halfReach, 'least');
  return cut(
    { width, height, data: paper },
    { x: margin, y: margin, width: half.width, height: half.height },
  );
}

/** The image with its outermost pixels repeated `margin` times on all sides. */
function extended({ width, height, data }: GrayImage, margin: number): GrayImage {
  const wide = width + 2 * margin;
  const result = new Uint8Array(wide * (height + 2 * margin));
  for (let row = 0; row < height + 2 * margin; row++) {
    const from = Math.min(height - 1, Math.max(0, row - margin)) * width;
    const to = row * wide;
    result.fill(data[from]!, to, to + margin);
    result.set(data.subarray(from, from + width), to + margin);
    result.fill(data[from + width - 1]!, to + margin + width, to + wide);
  }
  return { width: wide, height: height + 2 * margin, data: result };
}

/** Depth of a grey under paper of a grey, at 256 times the paper's plus the pixel's: a quotient a pixel takes long. */
const DEPTHS = depths();

function depths(): Uint8Array {
  const table = new Uint8Array(256 * 256);
  for (let light = 1; light < 256; light++) {
    for (let grey = 0; grey < light; grey++) {
      table[256 * light + grey] = Math.round((255 * (light - grey)) / light);
    }
  }
  return table;
}

/** @param paper the paper's grey in half the resolution of `image`. */
function depthUnder({ width, height, data }: GrayImage, paper: GrayImage): Uint8Array {
  const depth = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const paperRow = (y >> 1) * paper.width;
    for (let x = 0; x < width; x++) {
      depth[row + x] = DEPTHS[256 * paper.data[paperRow + (x >> 1)]! + data[row + x]!]!;
    }
  }
  return depth;
}

/** Depth from which on a pixel is no grain of the paper: from the commonest depth and the spread about it. */
function leastDepth(depth: Uint8Array): number {
  const histogram = histogramOf(depth);
  let common = 0;
  for (let value = 1; value < 256; value++) if (histogram[value]! > histogram[common]!) common = value;
  // Only the side away from the ink: half of the paper's pixels, whose mean square distance is the variance.
  let pixels = 0;
  let squares = 0;
  for (let value = 0; value <= common; value++) {
    pixels += histogram[value]!;
    squares += histogram[value]! * (common - value) ** 2;
  }
  return common + Math.max(FAINTEST, DEVIATIONS * Math.sqrt(squares / Math.max(1, pixels)));
}

/**
 * The largest or smallest value in the square of `2 * reach + 1` pixels around each pixel, cut off at the edges, in time
 * that does not depend on `reach` (van Herk 1992, 10.1016/0167-8655(92)90069-C).
 */
export function extreme(
  source: Uint8Array,
  width: number,
  height: number,
  reach: number,
  which: 'most' | 'least',
): Uint8Array {
  // The least of values is what is missing to 255 of the most of what they miss to it.
  const flip = which === 'most' ? 0 : 255;
  const across = new Uint8Array(source.length);
  const size = 2 * reach + 1;
  const length = Math.ceil((width + 2 * reach) / size) * size;
  const padded = new Uint8Array(length);
  const forth = new Uint8Array(length);
  const back = new Uint8Array(length);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < width; x++) padded[reach + x] = source[start + x]! ^ flip;
    for (let block = 0; block < length; block += size) {
      let most = 0;
      for (let at = block; at < block + size; at++) {
        const value = padded[at]!;
        if (value > most) most = value;
        forth[at] = most;
      }
      most = 0;
      for (let at = block + size - 1; at >= block; at--) {
        const value = padded[at]!;
        if (value > most) most = value;
        back[at] = most;
      }
    }
    for (let x = 0; x < width; x++) {
      const one = back[x]!;
      const other = forth[x + size - 1]!;
      across[start + x] = one > other ? one : other;
    }
  }
  return down(across, width, height, reach, flip);
}

/** The second half of `extreme`, down the columns, a row at a time so that memory is read in order. */
function down(source: Uint8Array, width: number, height: number, reach: number, flip: number): Uint8Array {
  const size = 2 * reach + 1;
  const result = new Uint8Array(source.length);
  const forth = new Uint8Array(size * width);
  const back = new Uint8Array(size * width);
  for (let block = 0; block * size < height + 2 * reach; block++) {
    // Rows of a block reach from `first` on; `back` holds the most from each of them to the block's end.
    const first = block * size - reach;
    for (let row = size - 1; row >= 0; row--) {
      raise(back, row, row === size - 1 ? -1 : row + 1, source, first + row, width, height);
    }
    // And `forth` the most from the first row of the block after on.
    for (let row = 0; row < size; row++) {
      raise(forth, row, row - 1, source, first + size + row, width, height);
    }
    for (let row = 0; row < size; row++) {
      const y = first + row + reach;
      if (y < 0 || y >= height) continue;
      const to = y * width;
      const fromBack = row * width;
      if (row === 0) {
        for (let x = 0; x < width; x++) result[to + x] = back[x]! ^ flip;
        continue;
      }
      const fromForth = fromBack - width;
      for (let x = 0; x < width; x++) {
        const one = back[fromBack + x]!;
        const other = forth[fromForth + x]!;
        result[to + x] = (one > other ? one : other) ^ flip;
      }
    }
  }
  return result;
}

/**
 * Sets a row of `block` to the larger of its row `before`, nothing where that is -1, and row `y` of the source, nothing
 * where that is outside.
 */
function raise(
  block: Uint8Array,
  row: number,
  before: number,
  source: Uint8Array,
  y: number,
  width: number,
  height: number,
): void {
  const to = row * width;
  const beforeRow = before * width;
  if (y < 0 || y >= height) {
    if (before < 0) block.fill(0, to, to + width);
    else block.copyWithin(to, beforeRow, beforeRow + width);
    return;
  }
  const from = y * width;
  if (before < 0) {
    block.set(source.subarray(from, from + width), to);
    return;
  }
  for (let x = 0; x < width; x++) {
    const value = source[from + x]!;
    const most = block[beforeRow + x]!;
    block[to + x] = value > most ? value : most;
  }
}
