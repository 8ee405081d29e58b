import type { Writing } from './writing.ts';

/** Where on the flat sheet a place of the picture lies, both in pixels. */
export type Bend = (x: number, y: number) => readonly [x: number, y: number];

/** What a raster of cover (0 to 255 a pixel) looks like through a bend; nothing lies beyond the sheet's edge. */
export function bendCover(cover: Uint8Array, width: number, height: number, bend: Bend): Uint8Array {
  const bent = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = bend(x, y);
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const at = top * width + left;
      const across = fromX - left;
      const down = fromY - top;
      const above = cover[at]! + across * (cover[at + 1]! - cover[at]!);
      const below = cover[at + width]! + across * (cover[at + width + 1]! - cover[at + width]!);
      bent[y * width + x] = Math.round(above + down * (below - above));
    }
  }
  return bent;
}

/** Bends writing together with the knowledge of which ink is whose. */
export function bendWriting(writing: Writing, bend: Bend): Writing {
  const { width, height } = writing;
  const cover = bendCover(writing.cover, width, height, bend);
  const owner = new Uint16Array(width * height);
  for (let at = 0; at < cover.length; at++) {
    if (cover[at] === 0) continue;
    const [fromX, fromY] = bend(at % width, Math.floor(at / width));
    owner[at] = nearestOwner(writing, Math.floor(fromX), Math.floor(fromY));
  }
  return { ...writing, cover, owner };
}

/** The owner of the strongest of the four pixels that a bent one was mixed from. */
function nearestOwner({ width, cover, owner }: Writing, left: number, top: number): number {
  const at = top * width + left;
  let strongest = at;
  for (const other of [at + 1, at + width, at + width + 1]) {
    if (cover[other]! > cover[strongest]!) strongest = other;
  }
  return owner[strongest]!;
}
