import type { Budget } from './budget.ts';

/** A segment of a JPEG before its pixels. */
export interface JpegSegment {
  readonly marker: number;
  /** What follows the length. */
  readonly body: Buffer;
  /** Where `body` lies in the file. */
  readonly at: number;
}

export const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/**
 * The segments of the JPEG that begins at `start`, up to its first scan, which is the last one given.
 *
 * @param budget pays for each segment by its length, and for each byte that fills the room between two.
 */
export function* jpegSegments(bytes: Buffer, start = 0, budget?: Budget): Generator<JpegSegment> {
  let at = start + 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      budget?.take();
      at++;
      continue;
    }
    if (marker === END_OF_IMAGE) return;
    const length = bytes.readUInt16BE(at + 2);
    budget?.take(1 + Math.floor(length / 1024));
    yield { marker, body: bytes.subarray(at + 4, at + 2 + length), at: at + 4 };
    if (marker === START_OF_SCAN) return;
    at += 2 + length;
  }
}
