import type { GrayImage } from './gray.ts';
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
  const deepest = extreme(depth, width, height, stroke, 'most');
  const mask = new Uint8Array(depth.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const value = depth[at]!;
      if (value < least) continue;
      const share = value / deepest[at]!;
      if (
        share >= HALF ||
        (share >= CREST && isCrest(depth, width, height, x, y, stroke, RISE * deepest[at]!))
      ) {
        mask[at] = 1;
      }
    }
  }
  return { depth, mask };
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
 * The paper's grey under each pixel. It is looked for in half the resolution: paper is nowhere that narrow. What lies
 * at the image's edge goes on beyond it, or a strip of the table that the sheet lies on would be ink on the sheet.
 */
function paperOf(image: GrayImage, reach: number): Uint8Array {
  const half = shrink(image, 2);
  const halfReach = reach >> 1;
  const margin = 2 * halfReach + 1;
  const { width, height, data } = extended(half, margin);
  const brightest = extreme(data, width, height, halfReach, 'most');
  const paper = extreme(brightest, width, height, halfReach, 'least');
  const full = new Uint8Array(image.data.length);
  for (let y = 0; y < image.height; y++) {
    const from = ((y >> 1) + margin) * width + margin;
    const to = y * image.width;
    for (let x = 0; x < image.width; x++) full[to + x] = paper[from + (x >> 1)]!;
  }
  return full;
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

function depthUnder({ data }: GrayImage, paper: Uint8Array): Uint8Array {
  const depth = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const light = paper[at]!;
    const taken = light - data[at]!;
    if (taken > 0) depth[at] = Math.round((255 * taken) / light);
  }
  return depth;
}

/** Depth from which on a pixel is no grain of the paper: from the commonest depth and the spread about it. */
function leastDepth(depth: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (const value of depth) histogram[value]!++;
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
    for (let at = 0; at < length; at++) {
      const value = padded[at]!;
      forth[at] = at % size === 0 || value > forth[at - 1]! ? value : forth[at - 1]!;
    }
    for (let at = length - 1; at >= 0; at--) {
      const value = padded[at]!;
      back[at] = at % size === size - 1 || value > back[at + 1]! ? value : back[at + 1]!;
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
  const back = new Uint8Array((size + 1) * width);
  for (let block = 0; block * size < height + 2 * reach; block++) {
    // Rows of a block reach from `first` on; `back` holds the most from each of them to the block's end.
    const first = block * size - reach;
    back.fill(0, size * width);
    for (let row = size - 1; row >= 0; row--) {
      const y = first + row;
      for (let x = 0; x < width; x++) {
        const value = y >= 0 && y < height ? source[y * width + x]! : 0;
        const later = back[(row + 1) * width + x]!;
        back[row * width + x] = value > later ? value : later;
      }
    }
    // `forth` still holds the most from the block before's rows on; here it is made for the block after.
    forth.fill(0);
    for (let row = 0; row < size; row++) {
      const y = first + size + row;
      for (let x = 0; x < width; x++) {
        const value = y >= 0 && y < height ? source[y * width + x]! : 0;
        const earlier = row === 0 ? 0 : forth[(row - 1) * width + x]!;
        forth[row * width + x] = value > earlier ? value : earlier;
      }
    }
    for (let row = 0; row < size; row++) {
      const y = first + row + reach;
      if (y < 0 || y >= height) continue;
      for (let x = 0; x < width; x++) {
        const one = back[row * width + x]!;
        const other = row === 0 ? 0 : forth[(row - 1) * width + x]!;
        result[y * width + x] = (one > other ? one : other) ^ flip;
      }
    }
  }
  return result;
}
