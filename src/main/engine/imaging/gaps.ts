import type { Chunk, ChunkedLine, ChunkedPage } from './chunks.ts';

/** Bands of height in which the ends of two chunks are compared, and how far they reach from the line's middle. */
const BANDS = 12;
const REACH = 1.5;

/** Widths outside which a gap says nothing about the page's habit: letters that all but touch, and ends of sentences. */
const HABIT = { narrowest: 0.1, widest: 2.2, least: 0.22, usual: 0.4, most: 0.7 };
/** Gaps are told apart on this power of their width: word gaps vary more than letter gaps do. */
const COMPRESSION = 0.7;
/** Distance from which on two ends have nothing to do with each other. */
const FAR = 9;
/** What a width is at least in a logarithm. */
const NARROWEST = 0.03;

/**
 * What is known of a gap between two chunks of a line; widths in heights of a small letter of the page. Natural
 * logarithms, since it is the proportion of widths that counts.
 */
export interface GapFeatures {
  /** Width over the width that parts the page's gaps into two kinds. */
  readonly relativeWidth: number;
  /** Mean distance of facing ends, band by band of height. */
  readonly meanDistance: number;
  /** Least distance, also between ends at different heights. */
  readonly leastDistance: number;
  /** Dots, commas and accents over or in the gap: a count, no logarithm. */
  readonly marks: number;
  /** Width of the chunk before and after. */
  readonly before: number;
  readonly after: number;
  /** Of all gaps of the page: mean width of the narrow and of the wide ones, and what nine of ten are below. */
  readonly narrowGaps: number;
  readonly wideGaps: number;
  readonly widestGaps: number;
  /** Typical height of connected ink, a count of small letters and no logarithm: 1 for print, more for joined script. */
  readonly joinedness: number;
}

/** The features that `gapFeatures` gives, in the order of `WEIGHTS`. */
export const GAP_FEATURES = [
  'relativeWidth',
  'meanDistance',
  'leastDistance',
  'marks',
  'before',
  'after',
  'narrowGaps',
  'wideGaps',
  'widestGaps',
  'joinedness',
] as const satisfies readonly (keyof GapFeatures)[];

/**
 * Weights of a logistic regression on the gaps of 957 recorded forms by 120 writers, drawn as pages in several
 * resolutions and as single lines; `npm run pages -- --fit-gaps` prints them.
 */
const INTERCEPT = -0.108;
const WEIGHTS: Readonly<Record<keyof GapFeatures, number>> = {
  relativeWidth: 3.238,
  meanDistance: 1.816,
  leastDistance: 2.641,
  marks: -2.496,
  before: 0.433,
  after: 0.141,
  narrowGaps: -0.476,
  wideGaps: -2.327,
  widestGaps: -3.123,
  joinedness: 1.842,
};

/**
 * Text height in small letters below which a script has neither ascenders nor tails: its characters fill squares. The
 * weights are of joined and printed letters; there the width alone decides that parts the page's gaps into two kinds.
 */
const SQUARE = 1.17;

/**
 * For each line, and each gap between two neighbouring chunks of it, the natural logarithm of the odds that it parts
 * words rather than letters; of square characters a number of the same sign.
 */
export function wordGapOdds(page: ChunkedPage): number[][] {
  const isSquare = page.textHeight < SQUARE * page.core;
  return gapFeatures(page).map((line) =>
    line.map((gap) =>
      isSquare
        ? gap.relativeWidth
        : GAP_FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * gap[name], INTERCEPT),
    ),
  );
}

/** For each line what is known of its gaps: `chunks.length - 1` of them, in reading order. */
export function gapFeatures(page: ChunkedPage): GapFeatures[][] {
  const { lines, core, textHeight } = page;
  const widths = lines.map(({ chunks }) =>
    chunks.slice(1).map((chunk, index) => (chunk.from - chunks[index]!.to) / core),
  );
  const all = widths.flat().sort((a, b) => a - b);
  const parting = partingWidth(all);
  const habit = {
    narrowGaps: logarithm(mean(all.filter((width) => width < parting))),
    wideGaps: logarithm(mean(all.filter((width) => width >= parting))),
    widestGaps: logarithm(all[Math.floor(0.9 * all.length)] ?? 0),
    joinedness: textHeight / core,
  };
  return lines.map((line, at) => {
    const outlines = line.chunks.map((chunk) => outlineOf(chunk, line, page));
    return widths[at]!.map((width, gap) => {
      const left = line.chunks[gap]!;
      const right = line.chunks[gap + 1]!;
      return {
        relativeWidth: logarithm(width / parting),
        ...distances(outlines[gap]!, outlines[gap + 1]!, width),
        marks: marksBetween(left, right, line, core),
        before: logarithm((left.to - left.from) / core),
        after: logarithm((right.to - right.from) / core),
        ...habit,
      };
    });
  });
}

const logarithm = (width: number): number => Math.log(Math.max(NARROWEST, width));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function marksBetween(left: Chunk, right: Chunk, { marks }: ChunkedLine, core: number): number {
  const near = 0.3 * core;
  return marks.filter(({ from, to }) => {
    const middle = (from + to) / 2;
    return middle > left.to - near && middle < right.from + near;
  }).length;
}

/** Where a chunk's ink begins and ends in each band of height, in heights of a small letter; NaN where it has none. */
interface Outline {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function outlineOf(
  chunk: Chunk,
  { curve }: ChunkedLine,
  { labels, width, slant, core }: ChunkedPage,
): Outline {
  const left = new Float64Array(BANDS).fill(Number.NaN);
  const right = new Float64Array(BANDS).fill(Number.NaN);
  for (const { piece } of chunk.runs) {
    const { box, label } = piece;
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        if (labels[y * width + x] !== label) continue;
        const below = y - (curve.centre[x] as number);
        const band = Math.floor(((below / core + REACH) / (2 * REACH)) * BANDS);
        if (band < 0 || band >= BANDS) continue;
        const along = (x + slant * below) / core;
        if (!(along >= left[band]!)) left[band] = along;
        if (!(along <= right[band]!)) right[band] = along;
      }
    }
  }
  return { left, right };
}

/** Distances between the facing ends of two chunks, at most `FAR`. */
function distances(
  before: Outline,
  after: Outline,
  width: number,
): Pick<GapFeatures, 'meanDistance' | 'leastDistance'> {
  const height = (2 * REACH) / BANDS;
  const facing: number[] = [];
  let least = FAR;
  for (let one = 0; one < BANDS; one++) {
    for (let other = 0; other < BANDS; other++) {
      const across = after.left[other]! - before.right[one]!;
      if (Number.isNaN(across)) continue;
      if (one === other) facing.push(across);
      const down = Math.max(0, Math.abs(one - other) - 1) * height;
      least = Math.min(least, Math.hypot(Math.max(0, across), down));
    }
  }
  return {
    meanDistance: logarithm(facing.length === 0 ? width + 1 : mean(facing)),
    leastDistance: logarithm(least),
  };
}

/**
 * The width that parts the page's gaps into two kinds by Otsu's criterion, in heights of a small letter.
 *
 * @param gaps widths in ascending order.
 */
function partingWidth(gaps: readonly number[]): number {
  const clipped = gaps
    .filter((gap) => gap >= HABIT.narrowest)
    .map((gap) => Math.min(gap, HABIT.widest) ** COMPRESSION);
  if (clipped.length < 8) return HABIT.usual;
  let best = 0;
  let threshold = 0;
  const total = clipped.reduce((sum, gap) => sum + gap, 0);
  let below = 0;
  for (let count = 1; count < clipped.length; count++) {
    below += clipped[count - 1]!;
    const difference = (total - below) / (clipped.length - count) - below / count;
    const between = count * (clipped.length - count) * difference * difference;
    if (between > best) {
      best = between;
      threshold = (clipped[count - 1]! + clipped[count]!) / 2;
    }
  }
  return Math.min(HABIT.most, Math.max(HABIT.least, threshold ** (1 / COMPRESSION)));
}
