import * as v from 'valibot';
import { Count, type Box } from './schema.ts';

/**
 * A page in parts. At level 0 it has its own pixels, at each further level half as many along a side as at the one before,
 * rounded up; every level is cut into squares of `TILE_SIDE` pixels, those at its right and lower edge into what is left.
 */
export const TILE_SIDE = 1024;

/** One part of a page at one level; columns and rows count from its top left corner. */
export const Tile = v.object({
  level: v.pipe(Count, v.maxValue(16)),
  column: v.pipe(Count, v.maxValue(99_999)),
  row: v.pipe(Count, v.maxValue(99_999)),
});
export type Tile = v.InferOutput<typeof Tile>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of a page at a level. */
export function levelSize({ width, height }: Size, level: number): Size {
  return { width: Math.ceil(width / 2 ** level), height: Math.ceil(height / 2 ** level) };
}

/** The first level at which the whole page is one tile. */
export function topLevel(page: Size): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(page.width, page.height) / TILE_SIDE)));
}

/** Where a tile lies at its level, in pixels of that level; null for a tile that the page does not have. */
export function tileBox(page: Size, { level, column, row }: Tile): Box | null {
  const { width, height } = levelSize(page, level);
  const [x, y] = [column * TILE_SIDE, row * TILE_SIDE];
  if (level > topLevel(page) || x >= width || y >= height) return null;
  return { x, y, width: Math.min(TILE_SIDE, width - x), height: Math.min(TILE_SIDE, height - y) };
}
