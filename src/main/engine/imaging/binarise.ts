import type { GrayImage } from './gray.ts';

/** How far below the local mean ink has to be, as a share of the way to the darkest ink (Wolf 2004 uses 0.5). */
const SENSITIVITY = 0.35;
/** Grey levels of local deviation below which a window holds paper only. */
const PAPER_DEVIATION = 4;

/**
 * Separates ink from paper with a local threshold (Wolf and Jolion 2004, 10.1007/s10044-003-0197-7, a form of
 * Sauvola's that adapts to the page's contrast): from local mean m and deviation s, the page's darkest ink M and
 * largest deviation R, ink is darker than m - k (1 - s / R) (m - M).
 *
 * @param window side of the square neighbourhood, in pixels; some three times the height of a small letter.
 * @returns width * height bytes, 1 is ink.
 */
export function binarise(image: GrayImage, window: number): Uint8Array {
  const { width, height, data } = image;
  const darkest = darkestInk(data);
  let deviation = 1;
  sweep(image, window, (_at, _mean, local) => {
    if (local > deviation) deviation = local;
  });
  const mask = new Uint8Array(width * height);
  sweep(image, window, (at, mean, local) => {
    if (local < PAPER_DEVIATION) return;
    const threshold = mean - SENSITIVITY * (1 - local / deviation) * (mean - darkest);
    if ((data[at] as number) < threshold) mask[at] = 1;
  });
  return mask;
}

/** Grey level that a thousandth of the pixels is darker than: one black speck must not set the scale. */
function darkestInk(data: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (const value of data) histogram[value]!++;
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += histogram[value] as number;
    if (seen > data.length / 1000) return value;
  }
  return 255;
}

/** Visits every pixel with mean and standard deviation of the window around it, cut off at the image's edge. */
function sweep(
  { width, height, data }: GrayImage,
  window: number,
  visit: (at: number, mean: number, deviation: number) => void,
): void {
  const reach = Math.max(1, window >> 1);
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const addRow = (y: number, sign: 1 | -1): void => {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = data[at] as number;
      sums[x]! += sign * value;
      squares[x]! += sign * value * value;
    }
  };
  for (let y = 0; y < Math.min(reach, height); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + reach < height) addRow(y + reach, 1);
    if (y - reach - 1 >= 0) addRow(y - reach - 1, -1);
    const rows = Math.min(height, y + reach + 1) - Math.max(0, y - reach);
    let sum = 0;
    let square = 0;
    for (let x = 0; x < Math.min(reach, width); x++) {
      sum += sums[x] as number;
      square += squares[x] as number;
    }
    for (let x = 0; x < width; x++) {
      if (x + reach < width) {
        sum += sums[x + reach] as number;
        square += squares[x + reach] as number;
      }
      if (x - reach - 1 >= 0) {
        sum -= sums[x - reach - 1] as number;
        square -= squares[x - reach - 1] as number;
      }
      const pixels = rows * (Math.min(width, x + reach + 1) - Math.max(0, x - reach));
      const mean = sum / pixels;
      const variance = square / pixels - mean * mean;
      visit(y * width + x, mean, variance > 0 ? Math.sqrt(variance) : 0);
    }
  }
}
