import sharp from 'sharp';
import type { PageTruth, TrueWord } from './page-truth.ts';

/** A word as ink on no paper yet: a raster of what the pen covers, 0 to 255 a pixel, and where it lies on the page. */
export interface InkedWord {
  readonly text: string;
  /** From 0, from the top. */
  readonly line: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly cover: Uint8Array;
}

/** Words in reading order, put down on one raster. */
export interface Writing {
  readonly width: number;
  readonly height: number;
  readonly words: readonly { readonly text: string; readonly line: number }[];
  /** What the pen covers of each pixel, 0 to 255. */
  readonly cover: Uint8Array;
  /** The word that each pixel with any cover belongs to, from 1; where two meet, the one that covers more. */
  readonly owner: Uint16Array;
}

/** A pixel is ink where the pen covers half of it. */
const INK = 128;

/** Puts words down on an empty raster; what reaches beyond its edges is cut off. */
export function putDown(words: readonly InkedWord[], width: number, height: number): Writing {
  const cover = new Uint8Array(width * height);
  const owner = new Uint16Array(width * height);
  words.forEach((word, index) => {
    for (let y = Math.max(0, -word.top); y < Math.min(word.height, height - word.top); y++) {
      for (let x = Math.max(0, -word.left); x < Math.min(word.width, width - word.left); x++) {
        const covered = word.cover[y * word.width + x]!;
        const at = (word.top + y) * width + word.left + x;
        if (covered <= cover[at]!) continue;
        cover[at] = covered;
        owner[at] = index + 1;
      }
    }
  });
  return { width, height, words, cover, owner };
}

/** The exact truth of writing; a word of which nothing is left on the raster is in it no more. */
export function truthOf({ width, height, words, cover, owner }: Writing): PageTruth {
  const ink = new Uint8Array(width * height);
  const extents = words.map(() => ({ left: width, top: height, right: -1, bottom: -1 }));
  for (let at = 0; at < ink.length; at++) {
    if (cover[at]! < INK) continue;
    ink[at] = 1;
    const extent = extents[owner[at]! - 1]!;
    const x = at % width;
    extent.left = Math.min(extent.left, x);
    extent.right = Math.max(extent.right, x);
    const y = (at - x) / width;
    extent.top = Math.min(extent.top, y);
    extent.bottom = y;
  }
  const lines = new Map<number, TrueWord[]>();
  words.forEach(({ text, line }, index) => {
    const { left, top, right, bottom } = extents[index]!;
    if (right < 0) return;
    const box = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    lines.set(line, [...(lines.get(line) ?? []), { text, box }]);
  });
  return { width, height, lines: [...lines.values()], ink, inkIsExact: true };
}

/** A word as SVG path data in pixels of the page: an outline to fill, or a pen's way to draw; `pen` is its width. */
export interface DrawnWord {
  readonly text: string;
  readonly line: number;
  readonly path: string;
  readonly filled: boolean;
  readonly pen: number;
}

/** Draws a word on a raster of its own, edges antialiased. */
export async function inkWord({ text, line, path, filled, pen }: DrawnWord): Promise<InkedWord> {
  const extent = extentOf(path);
  const left = Math.floor(extent.left - pen) - 1;
  const top = Math.floor(extent.top - pen) - 1;
  const width = Math.ceil(extent.right + pen) + 1 - left;
  const height = Math.ceil(extent.bottom + pen) + 1 - top;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}">` +
    `<rect x="${left}" y="${top}" width="100%" height="100%" fill="#000"/>` +
    `<path d="${path}" fill="${filled ? '#fff' : 'none'}" stroke="#fff" stroke-width="${pen.toFixed(2)}" stroke-linejoin="round" stroke-linecap="round"/></svg>`;
  const cover = await sharp(Buffer.from(svg)).removeAlpha().extractChannel(0).raw().toBuffer();
  return { text, line, left, top, width, height, cover };
}

/** What SVG path data of absolute places reaches over; the places that a curve is drawn towards count. */
export function extentOf(path: string): { left: number; top: number; right: number; bottom: number } {
  const places = (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  const across = places.filter((_, at) => at % 2 === 0);
  const down = places.filter((_, at) => at % 2 === 1);
  return {
    left: Math.min(...across),
    top: Math.min(...down),
    right: Math.max(...across),
    bottom: Math.max(...down),
  };
}
