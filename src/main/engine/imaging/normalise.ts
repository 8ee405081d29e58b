import { labelComponents, type Component } from './components.ts';
import { histogramOf, type Box, type GrayImage } from './gray.ts';

/**
 * What the word encoder is given: the input contract that a model's metadata must repeat word for word.
 * A change of anything here, or of what `normaliseWord` does, raises `version`.
 */
export const WORD_INPUT = {
  version: 1,
  width: 192,
  height: 48,
  margin: 3,
  polarity: 'ink-high',
  scaling: 'fit-centred',
} as const;

/** The same for the signature encoder, and for `normaliseSignature`. */
export const SIGNATURE_INPUT = {
  version: 1,
  width: 224,
  height: 96,
  margin: 4,
  polarity: 'ink-high',
  scaling: 'fit-centred',
} as const;

/** An encoder's input contract. */
export type CropInput = typeof WORD_INPUT | typeof SIGNATURE_INPUT;

/** A normalised crop: `height` rows of `width` bytes of its input contract, 0 is paper and 255 full ink. */
export type WordCrop = Uint8Array;

/** A crop and where the writing in it lies in the image that it was made from, in whole pixels. */
export interface PlacedCrop {
  readonly crop: WordCrop;
  readonly writing: Box;
}

/** Why a region could not become a crop. */
export class NoWritingError extends Error {
  override readonly name = 'NoWritingError';
}

/** Least difference in grey levels between paper and ink that counts as writing. */
const LEAST_CONTRAST = 20;
/** Share of the ink's strength below which a pixel is paper texture. */
const NOISE_FLOOR = 0.15;

/**
 * Turns the image of one word into the encoder's input: levels the paper, scales the ink to full
 * strength, trims to the writing and fits it, aspect kept, into the middle of the input raster.
 *
 * @param image one word on its paper; any size.
 * @param own optional, width * height bytes: pixels with 0 belong to a neighbouring word and count as paper.
 * @throws NoWritingError where nothing stands out from the paper.
 */
export function normaliseWord(image: GrayImage, own?: Uint8Array): PlacedCrop {
  return normalise(image, own, WORD_INPUT, true);
}

/**
 * Turns the image of one signature into the signature encoder's input, as `normaliseWord` does for a word. A line along
 * its foot stays: it may be the signature's own.
 *
 * @param own optional, width * height bytes: pixels with 0 lie outside the signature and count as paper.
 * @throws NoWritingError where nothing stands out from the paper.
 */
export function normaliseSignature(image: GrayImage, own?: Uint8Array): PlacedCrop {
  return normalise(image, own, SIGNATURE_INPUT, false);
}

function normalise(
  image: GrayImage,
  own: Uint8Array | undefined,
  input: CropInput,
  wipeLines: boolean,
): PlacedCrop {
  const ink = inkOverPaper(isNegative(image) ? negative(image) : image);
  if (own) for (let at = 0; at < ink.length; at++) if (own[at] === 0) ink[at] = 0;
  const threshold = otsu(ink);
  const strength = strengthOf(ink, threshold);
  if (strength < LEAST_CONTRAST) {
    throw new NoWritingError('nothing in this region stands out from the paper');
  }
  const box = trim(ink, image.width, image.height, threshold, wipeLines);
  const floor = NOISE_FLOOR * strength;
  const level = 255 / (strength - floor);
  const writing = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const value = ((ink[(box.y + y) * image.width + box.x + x] as number) - floor) * level;
      writing[y * box.width + x] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
  return { crop: fit(writing, box.width, box.height, input), writing: box };
}

/** Whether light writing stands on a dark ground, as on a screen in dark mode or a photographic negative. */
export function isNegative({ data }: GrayImage): boolean {
  const histogram = histogramOf(data);
  const ground = percentile(histogram, data.length, 0.5);
  const darker = ground - percentile(histogram, data.length, 0.02);
  const lighter = percentile(histogram, data.length, 0.98) - ground;
  return ground < 128 && lighter > 2 * darker;
}

/** The same image with black and white exchanged. */
export function negative(image: GrayImage): GrayImage {
  const data = new Uint8Array(image.data.length);
  for (let at = 0; at < data.length; at++) data[at] = 255 - image.data[at]!;
  return { ...image, data };
}

/** How much darker than the local paper each pixel is, in grey levels. */
function inkOverPaper(image: GrayImage): Uint8Array {
  const { width, height, data } = image;
  const tile = Math.max(32, height);
  const columns = Math.max(1, Math.round(width / tile));
  const paper = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * width) / columns);
    const to = Math.floor(((column + 1) * width) / columns);
    const histogram = new Uint32Array(256);
    for (let y = 0; y < height; y++) {
      for (let x = from; x < to; x++) histogram[data[y * width + x] as number]!++;
    }
    paper[column] = percentile(histogram, (to - from) * height, 0.8);
  }
  const levels = new Float64Array(width);
  for (let x = 0; x < width; x++) {
    const position = Math.min(columns - 1, Math.max(0, ((x + 0.5) * columns) / width - 0.5));
    const left = Math.floor(position);
    const right = Math.min(columns - 1, left + 1);
    levels[x] =
      (paper[left] as number) + (position - left) * ((paper[right] as number) - (paper[left] as number));
  }
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const darker = levels[x]! - data[y * width + x]!;
      if (darker > 0) ink[y * width + x] = Math.round(darker);
    }
  }
  return ink;
}

function percentile(histogram: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += histogram[value] as number;
    if (seen >= share * total) return value;
  }
  return 255;
}

/** Threshold that best separates two classes (Otsu 1979, 10.1109/TSMC.1979.4310076); values above it are ink. */
function otsu(values: Uint8Array): number {
  const histogram = histogramOf(values);
  let sum = 0;
  for (let value = 0; value < 256; value++) sum += value * (histogram[value] as number);
  let below = 0;
  let sumBelow = 0;
  let best = -1;
  let threshold = 0;
  for (let value = 0; value < 255; value++) {
    below += histogram[value] as number;
    sumBelow += value * (histogram[value] as number);
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const difference = sumBelow / below - (sum - sumBelow) / above;
    const between = below * above * difference * difference;
    if (between > best) {
      best = between;
      threshold = value;
    }
  }
  return threshold;
}

/** The grey difference that counts as full ink: 90th percentile of the pixels above the threshold. */
function strengthOf(ink: Uint8Array, threshold: number): number {
  const histogram = histogramOf(ink).fill(0, 0, threshold + 1);
  const total = histogram.reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : percentile(histogram, total, 0.9);
}

/**
 * The box of the writing. Specks (under 0.3 % of the ink) do not stretch it; with `wipeLines`, long flat pieces on the
 * top or bottom edge, or close to the bottom one, are remains of a form's line: they are wiped out of `ink`.
 */
function trim(ink: Uint8Array, width: number, height: number, threshold: number, wipeLines: boolean): Box {
  const mask = new Uint8Array(ink.length);
  for (let at = 0; at < ink.length; at++) mask[at] = (ink[at] as number) > threshold ? 1 : 0;
  const { labels, components } = labelComponents(mask, width, height);
  const lines = new Set(
    components
      .filter((component) => wipeLines && isFormLine(component, height))
      .map((component) => component.label),
  );
  const kept = lines.size < components.length ? components.filter((c) => !lines.has(c.label)) : components;
  if (kept.length < components.length) {
    for (let at = 0; at < ink.length; at++) if (labels[at] !== 0 && lines.has(labels[at]!)) ink[at] = 0;
  }
  const total = kept.reduce((sum, component) => sum + component.area, 0);
  let x0 = width;
  let y0 = height;
  let x1 = 0;
  let y1 = 0;
  for (const { box, area } of kept) {
    if (area < 0.003 * total) continue;
    x0 = Math.min(x0, box.x);
    y0 = Math.min(y0, box.y);
    x1 = Math.max(x1, box.x + box.width);
    y1 = Math.max(y1, box.y + box.height);
  }
  x0 = Math.max(0, x0 - 1);
  y0 = Math.max(0, y0 - 1);
  return { x: x0, y: y0, width: Math.min(width, x1 + 1) - x0, height: Math.min(height, y1 + 1) - y0 };
}

function isFormLine({ box }: Component, height: number): boolean {
  if (box.height > 0.06 * height + 2 || box.width < 6 * box.height) return false;
  const bottom = box.y + box.height;
  return box.y === 0 || bottom === height || (bottom >= 0.85 * height && box.width >= 10 * box.height);
}

/** Where writing of this size lies in a crop, in pixels of the crop: as large as fits, in the middle. */
export function fittedIn({ width, height }: Pick<Box, 'width' | 'height'>, input: CropInput): Box {
  const scale = Math.min(
    (input.width - 2 * input.margin) / width,
    (input.height - 2 * input.margin) / height,
  );
  const toWidth = Math.max(1, Math.round(width * scale));
  const toHeight = Math.max(1, Math.round(height * scale));
  return {
    x: Math.floor((input.width - toWidth) / 2),
    y: Math.floor((input.height - toHeight) / 2),
    width: toWidth,
    height: toHeight,
  };
}

/** Fits a raster into the middle of the encoder's input, aspect kept, with an antialiased triangle filter. */
function fit(source: Float32Array, width: number, height: number, input: CropInput): WordCrop {
  const { x: left, y: top, width: toWidth, height: toHeight } = fittedIn({ width, height }, input);
  const horizontal = taps(width, toWidth);
  const vertical = taps(height, toHeight);
  const narrowed = new Float32Array(toWidth * height);
  for (let x = 0; x < toWidth; x++) {
    const { from, weights } = horizontal[x]!;
    const taps = weights.length;
    for (let y = 0, at = from; y < height; y++, at += width) {
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) sum += weights[tap]! * source[at + tap]!;
      narrowed[y * toWidth + x] = sum;
    }
  }
  const crop = new Uint8Array(input.width * input.height);
  for (let y = 0; y < toHeight; y++) {
    const { from, weights } = vertical[y] as Taps;
    for (let x = 0; x < toWidth; x++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) {
        sum += (weights[tap] as number) * (narrowed[(from + tap) * toWidth + x] as number);
      }
      crop[(top + y) * input.width + left + x] = Math.min(255, Math.round(sum));
    }
  }
  return crop;
}

interface Taps {
  readonly from: number;
  readonly weights: Float64Array;
}

/** Source positions and weights (summing to 1) of each output position of a triangle filter. */
function taps(from: number, to: number): Taps[] {
  const ratio = from / to;
  const support = Math.max(1, ratio);
  return Array.from({ length: to }, (_, position) => {
    const centre = (position + 0.5) * ratio;
    const first = Math.max(0, Math.floor(centre - support));
    const last = Math.min(from, Math.ceil(centre + support));
    const weights = new Float64Array(last - first);
    let sum = 0;
    for (let at = first; at < last; at++) {
      const weight = Math.max(0, 1 - Math.abs(at + 0.5 - centre) / support);
      weights[at - first] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < weights.length; tap++) weights[tap]! /= sum;
    return { from: first, weights };
  });
}
