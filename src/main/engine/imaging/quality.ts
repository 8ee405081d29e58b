import type { PageQuality } from '../../../contract/quality.ts';
import type { GrayImage } from './gray.ts';
import type { PageInk } from './layout.ts';

/** What is measured of the writing beside its ink. */
export interface WritingFound {
  readonly words: number;
  readonly lines: number;
  /** In pixels of the ink's raster. */
  readonly xHeight: number;
  readonly textHeight: number;
}

/** Rows in which edges are looked at, at most; they lie evenly over the page. */
const ROWS = 500;
/** Every how many-th row the paper's grain is looked at in, and how close to ink, in pixels, is no paper. */
const GRAIN_ROWS = 3;
const INK_REACH = 4;
/** Heights, in text heights, between which a faint mark may be a letter or a word; others are grain, rules and shadows. */
const LETTER = { least: 0.35, most: 4 };

/**
 * Measures what a page's writing gives an encoder to see.
 *
 * @param ink its mask holds the writing alone.
 * @param writing null where there is none.
 * @param beyondSheet pixels of the ink's raster that were left out as lying beyond the sheet.
 */
export function measureQuality(ink: PageInk, writing: WritingFound | null, beyondSheet: number): PageQuality {
  const { factor, width, height } = ink;
  const strokes = writing === null ? null : measureStrokes(ink);
  const faint = writing === null ? [] : ink.faint.filter(({ box }) => isLetter(box, writing.textHeight));
  const faintPixels = faint.reduce((sum, { area }) => sum + area, 0);
  return {
    words: writing?.words ?? 0,
    lines: writing?.lines ?? 0,
    inkPixels: (strokes?.pixels ?? 0) * factor ** 2,
    xHeight: writing === null ? null : writing.xHeight * factor,
    strokeWidth: strokes && rounded(strokes.width * factor, 2),
    edgeWidth: strokes && rounded(strokes.edge * factor, 2),
    contrast: strokes && rounded(strokes.contrast, 3),
    grain: rounded(grainOf(ink.image, ink.mask), 4),
    faintMarks: faint.length,
    faintShare: faint.length === 0 ? 0 : rounded(faintPixels / (faintPixels + (strokes?.pixels ?? 0)), 4),
    rules: ink.rules,
    beyondSheet: rounded(beyondSheet / (width * height), 4),
  };
}

function isLetter(box: { readonly width: number; readonly height: number }, textHeight: number): boolean {
  return box.height >= LETTER.least * textHeight && box.height <= LETTER.most * textHeight;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Ink to be measured. */
export type StrokeRaster = Pick<PageInk, 'mask' | 'depth' | 'width' | 'height'>;

interface Strokes {
  readonly pixels: number;
  /** In pixels of the raster. */
  readonly width: number;
  readonly edge: number;
  /** Share of the paper's light, from 0 to 1. */
  readonly contrast: number;
}

/**
 * Width, edges and depth of the strokes in a mask. A stroke is much longer than wide, so its area over half of its outline
 * is its width; outlines are counted by their crossings with the raster's rows, columns and diagonals (Crofton's formula),
 * which holds within a twentieth in every direction.
 *
 * @returns null where the mask is empty.
 */
export function measureStrokes({ mask, depth, width, height }: StrokeRaster): Strokes | null {
  const every = Math.max(1, Math.round(height / ROWS));
  const histogram = new Uint32Array(256);
  const edges: number[] = [];
  let pixels = 0;
  let straight = 0;
  let diagonal = 0;
  const isInk = (x: number, y: number): boolean =>
    x >= 0 && x < width && y >= 0 && y < height && mask[y * width + x] !== 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const isOutermost = y === 0 || y + 1 === height;
    const hasEdges = y % every === 0 && !isOutermost;
    for (let x = 0; x < width; x++) {
      const at = row + x;
      if (mask[at] === 0) continue;
      pixels++;
      histogram[depth[at]!]!++;
      if (isOutermost || x === 0 || x + 1 === width) {
        for (const step of [-1, 1]) {
          straight += Number(!isInk(x + step, y)) + Number(!isInk(x, y + step));
          diagonal += Number(!isInk(x - 1, y + step)) + Number(!isInk(x + 1, y + step));
        }
      } else {
        // By their places, as the mask holds 0 and 1: nearly all ink comes this way.
        const above = at - width;
        const below = at + width;
        straight += 4 - mask[at - 1]! - mask[at + 1]! - mask[above]! - mask[below]!;
        diagonal += 4 - mask[above - 1]! - mask[above + 1]! - mask[below - 1]! - mask[below + 1]!;
      }
      if (!hasEdges) continue;
      if (x > 0 && mask[at - 1] === 0) edges.push(edgeWidth(depth, width, row, x, 1));
      if (x + 1 < width && mask[at + 1] === 0) edges.push(edgeWidth(depth, width, row, x, -1));
    }
  }
  if (pixels === 0) return null;
  const outline = (Math.PI / 8) * (straight + diagonal / Math.SQRT2);
  return {
    pixels,
    width: (2 * pixels) / outline,
    edge: Float32Array.from(edges).sort()[edges.length >> 1] ?? 0,
    contrast: median(histogram, pixels) / 255,
  };
}

/**
 * Standard deviation of the paper's light as a share of it, from differences of neighbours, so that neither uneven light
 * nor a stain counts: those of independent normal deviates have a mean size of 2 / sqrt(pi) deviations.
 *
 * @param mask pixels that may be ink; what is close to them is no paper.
 */
export function grainOf({ width, height, data }: GrayImage, mask: Uint8Array): number {
  let light = 0;
  let differences = 0;
  for (let y = 0; y < height; y += GRAIN_ROWS) {
    let clear = -INK_REACH;
    for (let x = 0; x + 1 + INK_REACH < width; x++) {
      const at = y * width + x;
      clear = mask[at + 1 + INK_REACH] === 0 ? clear + 1 : -2 * INK_REACH - 1;
      if (clear < 0) continue;
      light += data[at]!;
      differences += Math.abs(data[at]! - data[at + 1]!);
    }
  }
  return light === 0 ? 0 : (differences / light) * (Math.sqrt(Math.PI) / 2);
}

/**
 * Pixels that an edge takes from paper to ink at its steepest slope.
 *
 * @param row place of the row's first pixel.
 * @param x first pixel of ink.
 * @param inward 1 where the stroke lies to the right of it, -1 to the left.
 */
function edgeWidth(depth: Uint8Array, width: number, row: number, x: number, inward: 1 | -1): number {
  let top = x;
  while (top + inward >= 0 && top + inward < width && depth[row + top + inward]! > depth[row + top]!) {
    top += inward;
  }
  let steepest = 0;
  let steepestAt = top;
  for (let on = top; on - inward >= 0 && on - inward < width; on -= inward) {
    const step = depth[row + on]! - depth[row + on - inward]!;
    if (step < 0 || depth[row + on]! === 0) break;
    if (step > steepest) {
      steepest = step;
      steepestAt = row + on;
    }
  }
  // Across the stroke, not along the row that cuts it.
  const down = (depth[steepestAt + width]! - depth[steepestAt - width]!) / 2;
  return depth[row + top]! / Math.max(1, Math.hypot(steepest, down));
}

/** The value that half of the pixels have at most. */
function median(histogram: Uint32Array, pixels: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += histogram[value]!;
    if (2 * seen >= pixels) return value;
  }
  return 255;
}
