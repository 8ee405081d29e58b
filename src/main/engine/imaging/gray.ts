/** An 8-bit grey raster, row by row from the top left: 0 is black, 255 is white. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle in whole pixels; `x + width` and `y + height` are exclusive. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How often each of the 256 greys, or other bytes, occurs. */
export function histogramOf(values: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  // Paper is runs of one grey: counting neighbours apart spares each of them the wait for the count before.
  const others = new Uint32Array(256);
  const even = values.length - (values.length % 2);
  for (let at = 0; at < even; at += 2) {
    counts[values[at]!]!++;
    others[values[at + 1]!]!++;
  }
  if (even < values.length) counts[values[even]!]!++;
  for (let value = 0; value < 256; value++) counts[value]! += others[value]!;
  return counts;
}

/** Copies the part of `image` under `box`. Throws a RangeError where the box leaves the image. */
export function cut(image: GrayImage, box: Box): GrayImage {
  if (box.x < 0 || box.y < 0 || box.x + box.width > image.width || box.y + box.height > image.height) {
    throw new RangeError(
      `box ${box.x},${box.y} ${box.width}x${box.height} leaves the image ${image.width}x${image.height}`,
    );
  }
  const data = new Uint8Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const start = (box.y + row) * image.width + box.x;
    data.set(image.data.subarray(start, start + box.width), row * box.width);
  }
  return { width: box.width, height: box.height, data };
}
