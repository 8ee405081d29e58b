import type { GrayImage } from './gray.ts';

/** Makes an image smaller by a whole factor: each pixel is the mean of factor x factor pixels, less at the edges. */
export function shrink({ width, height, data }: GrayImage, factor: number): GrayImage {
  const toWidth = Math.ceil(width / factor);
  const toHeight = Math.ceil(height / factor);
  const result = new Uint8Array(toWidth * toHeight);
  const sums = new Uint32Array(toWidth);
  for (let row = 0; row < toHeight; row++) {
    sums.fill(0);
    const from = row * factor;
    const to = Math.min(height, from + factor);
    for (let y = from; y < to; y++) {
      let at = y * width;
      for (let column = 0; column < toWidth; column++) {
        const end = Math.min((y + 1) * width, at + factor);
        let sum = 0;
        while (at < end) sum += data[at++]!;
        sums[column]! += sum;
      }
    }
    for (let column = 0; column < toWidth; column++) {
      const pixels = (to - from) * (Math.min(width, (column + 1) * factor) - column * factor);
      result[row * toWidth + column] = Math.round((sums[column] as number) / pixels);
    }
  }
  return { width: toWidth, height: toHeight, data: result };
}
