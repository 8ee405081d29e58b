import type { Box } from '../../src/main/engine/imaging/gray.ts';

/** A word as it stands on a page: the smallest box around its ink, in pixels of the page. */
export interface TrueWord {
  readonly box: Box;
  readonly text: string;
}

/** What is known of a page. */
export interface PageTruth {
  readonly width: number;
  readonly height: number;
  /** Lines from the top, each with its words in reading order. */
  readonly lines: readonly (readonly TrueWord[])[];
  /** width * height bytes: 1 is ink of a word, the stroke that crosses it out included; printed matter is no word. */
  readonly ink: Uint8Array;
  /** Whether `ink` holds pixel by pixel; else it comes from a threshold and only says where the lines' ink lies. */
  readonly inkIsExact: boolean;
}

/** A page to find words on, in a file as evidence is. */
export interface KnownPage {
  readonly name: string;
  /** What its figures are reported under. */
  readonly kind: string;
  readonly file: string;
  readonly truth: PageTruth;
}

/** The smallest box around the pixels of `region` for which `isInk` holds; null where there are none. */
export function inkBox(region: Box, isInk: (x: number, y: number) => boolean): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -1;
  let bottom = -1;
  for (let y = region.y; y < region.y + region.height; y++) {
    for (let x = region.x; x < region.x + region.width; x++) {
      if (!isInk(x, y)) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
