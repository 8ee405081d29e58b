import { levelSize, TILE_SIDE, tileBox, topLevel, type Tile } from '../../contract/tiles.ts';
import { cornersOf, toPage, type Point, type Size, type Viewport } from './viewport.ts';

/** Part of a pane's side that is loaded beyond each edge, so that a movement does not uncover what is not there. */
const MARGIN = 0.15;

/** The level with at least as many pixels as the screen shows of the page, and fewer than twice as many. */
export function levelFor(page: Size, view: Viewport, devicePixelRatio: number): number {
  const halvings = Math.floor(-Math.log2(view.scale * devicePixelRatio) + 1e-9);
  return Math.min(topLevel(page), Math.max(0, halvings));
}

/** The tiles of a level that lie in the pane or just beyond, those in its middle first. */
export function tilesAt(page: Size, view: Viewport, pane: Size, level: number): readonly Tile[] {
  const { width, height } = levelSize(page, level);
  const scale = { x: width / page.width, y: height / page.height };
  const grown = {
    x: -MARGIN * pane.width,
    y: -MARGIN * pane.height,
    width: (1 + 2 * MARGIN) * pane.width,
    height: (1 + 2 * MARGIN) * pane.height,
  };
  const shown = cornersOf(grown).map((corner) => {
    const { x, y } = toPage(view, pane, corner);
    return { x: x * scale.x, y: y * scale.y };
  });
  const columns = rangeOf(
    shown.map(({ x }) => x),
    width,
  );
  const rows = rangeOf(
    shown.map(({ y }) => y),
    height,
  );
  const tiles = rows.flatMap((row) => columns.map((column) => ({ level, column, row })));
  const middle = { x: view.x * scale.x, y: view.y * scale.y };
  const far = (tile: Tile): number => distance(middle, tileCentre(page, tile));
  return tiles.toSorted((a, b) => far(a) - far(b));
}

/** Whole tiles between the least and the greatest of these places along a side. */
function rangeOf(places: readonly number[], length: number): number[] {
  const last = Math.ceil(length / TILE_SIDE) - 1;
  const from = Math.max(0, Math.floor(Math.min(...places) / TILE_SIDE));
  const to = Math.min(last, Math.floor(Math.max(...places) / TILE_SIDE));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function tileCentre(page: Size, tile: Tile): Point {
  const { x, y, width, height } = tileBox(page, tile)!;
  return { x: x + width / 2, y: y + height / 2 };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Everything to be loaded to show a page so: the whole of it coarsely, then what is seen as sharp as the screen shows it. */
export function tilesFor(page: Size, view: Viewport, pane: Size, devicePixelRatio: number): readonly Tile[] {
  const top = { level: topLevel(page), column: 0, row: 0 };
  const level = levelFor(page, view, devicePixelRatio);
  return level === top.level ? [top] : [top, ...tilesAt(page, view, pane, level)];
}
