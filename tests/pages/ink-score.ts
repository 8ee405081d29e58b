import type { PageTruth } from './page-truth.ts';

/** Shares from 0 to 1. */
export interface InkScore {
  readonly fMeasure: number;
  readonly pseudoFMeasure: number;
}

/** Stands for "no ink near": larger than any distance on a page. */
const FAR = 1 << 20;

/**
 * How well a mask of ink agrees with the true one: F-measure, the harmonic mean of recall and precision over pixels, and
 * pseudo-F-measure (Ntirogiannis, Gatos and Pratikakis 2013, 10.1109/TIP.2012.2219550), where
 *
 * - recall weighs true ink by its depth in the stroke over the sum of depths across a stroke of that width, so that
 *   every stroke counts by its length and a lost rim costs little; width 2 or less: by one over the width;
 * - precision weighs false ink by 2 at the rim of true ink, falling evenly to 1 where it lies one stroke width away,
 *   and by 1 from there on (the weights lie in (1, 2] within that area; that they fall evenly is this project's choice).
 *
 * Depths and distances are chessboard distances, a stroke's width is twice the depth of its middle.
 */
export function scoreInk({ width, height, ink }: PageTruth, found: Uint8Array): InkScore {
  const depth = distances(ink, width, height, 0);
  const away = distances(ink, width, height, 1);
  const widths = strokeWidths(depth, away, width, height);
  let both = 0;
  let known = 0;
  let claimed = 0;
  let weightedKnown = 0;
  let weightedBoth = 0;
  let weightedFalse = 0;
  for (let at = 0; at < ink.length; at++) {
    const isFound = found[at] === 1;
    if (isFound) claimed++;
    if (ink[at] === 1) {
      known++;
      const weight = recallWeight(depth[at]!, widths[at]!);
      weightedKnown += weight;
      if (!isFound) continue;
      both++;
      weightedBoth += weight;
    } else if (isFound) {
      const reach = widths[at]!;
      weightedFalse += away[at]! > reach ? 1 : 2 - (away[at]! - 1) / reach;
    }
  }
  return {
    fMeasure: harmonic(both / known, both / claimed),
    pseudoFMeasure: harmonic(weightedBoth / weightedKnown, both / (both + weightedFalse)),
  };
}

function harmonic(recall: number, precision: number): number {
  const sum = recall + precision;
  return sum > 0 ? (2 * recall * precision) / sum : 0;
}

function recallWeight(depth: number, width: number): number {
  if (width <= 2) return 1 / width;
  const half = Math.ceil(width / 2);
  return depth / (width % 2 === 1 ? half * half : half * (half + 1));
}

/** Chessboard distance of each pixel to the nearest one whose value is `target`: two sweeps over eight neighbours. */
function distances(mask: Uint8Array, width: number, height: number, target: 0 | 1): Int32Array {
  const far = new Int32Array(width * height);
  const sweep = (rows: number[], step: 1 | -1): void => {
    for (const y of rows) {
      for (let x = step === 1 ? 0 : width - 1; x >= 0 && x < width; x += step) {
        const at = y * width + x;
        if (far[at] === 0) continue;
        let least = far[at]!;
        const before = at - step * width;
        if (x - step >= 0 && x - step < width) least = Math.min(least, far[at - step]! + 1);
        if (y - step >= 0 && y - step < height) {
          least = Math.min(least, far[before]! + 1);
          if (x > 0) least = Math.min(least, far[before - 1]! + 1);
          if (x + 1 < width) least = Math.min(least, far[before + 1]! + 1);
        }
        far[at] = least;
      }
    }
  };
  for (let at = 0; at < far.length; at++) far[at] = mask[at] === target ? 0 : FAR;
  const rows = Array.from({ length: height }, (_, y) => y);
  sweep(rows, 1);
  sweep(rows.toReversed(), -1);
  return far;
}

/**
 * The stroke width at each pixel of ink, and that of the nearest ink at each other pixel no farther from it than the
 * broadest stroke is wide; 0 elsewhere. A stroke's middle is where no neighbour is deeper; its width is handed outwards.
 */
function strokeWidths(depth: Int32Array, away: Int32Array, width: number, height: number): Int32Array {
  const widths = new Int32Array(depth.length);
  const widest = (at: number, isSource: (other: number) => boolean): number => {
    const x = at % width;
    const y = (at - x) / width;
    let found = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const other = at + dy * width + dx;
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height || !isSource(other)) continue;
        found = Math.max(found, widths[other]!);
      }
    }
    return found;
  };
  let broadest = 0;
  for (const places of byValue(depth, FAR - 1).toReversed()) {
    for (const at of places ?? []) {
      const handed = widest(at, (other) => depth[other]! > depth[at]!);
      widths[at] = handed > 0 ? handed : middleWidth(depth, at, width, height);
      broadest = Math.max(broadest, widths[at]);
    }
  }
  for (const places of byValue(away, broadest)) {
    for (const at of places ?? []) widths[at] = widest(at, (other) => away[other]! < away[at]!);
  }
  return widths;
}

/** The places of each value from 1 to `most`; none where a value does not occur. */
function byValue(values: Int32Array, most: number): (number[] | undefined)[] {
  const places: number[][] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (value > 0 && value <= most) (places[value] ??= []).push(at);
  }
  return places;
}

/** Width of the stroke whose middle this is: odd where the middle is one pixel broad, even where it is two. */
function middleWidth(depth: Int32Array, at: number, width: number, height: number): number {
  const x = at % width;
  const y = (at - x) / width;
  const own = depth[at]!;
  const same = (dx: number, dy: number): boolean =>
    x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height && depth[at + dy * width + dx] === own;
  const across = same(1, 0) || same(-1, 0);
  const down = same(0, 1) || same(0, -1);
  return across && down ? 2 * own : 2 * own - 1;
}
