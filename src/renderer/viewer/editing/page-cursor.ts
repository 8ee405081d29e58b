import type { Page } from '../../../contract/case.ts';
import type { PageEditor } from '../../stores/page-editor.svelte.ts';
import { panBy, toScreen, type Point, type Size, type Viewport } from '../viewport.ts';
import { regionOf } from './geometry.ts';

/** Screen pixels of a step of the cursor: one, or with Shift so many. */
const STRIDE = 20;
/** Screen pixels that the cursor keeps from the pane's rim: the page moves beneath it. */
const RIM = 40;
/** How far an outline may lie off the corners that were set, in page pixels. */
const OFF_CORNERS = 0.5;

/** The middle of the view, where it is on the page. */
function middleOf({ x, y }: Viewport, page: Size): Point {
  return within({ x, y }, page);
}

/** The place on the page nearest to one that may lie beside it, in whole pixels. */
function within({ x, y }: Point, { width, height }: Size): Point {
  return { x: Math.min(width, Math.max(0, Math.round(x))), y: Math.min(height, Math.max(0, Math.round(y))) };
}

/**
 * Moves the cursor of a tool that takes places on the page, or brings it into the middle of the view. A step is a pixel of
 * the screen, and at least one of the page: zooming in makes it finer.
 */
export function moveCursor(
  editor: PageEditor,
  page: Page,
  view: Viewport,
  [x, y]: readonly [number, number],
  far: boolean,
): void {
  const step = Math.max(1, Math.round((far ? STRIDE : 1) / view.scale));
  const { cursor } = editor;
  editor.cursor =
    cursor === null ? middleOf(view, page) : within({ x: cursor.x + x * step, y: cursor.y + y * step }, page);
}

/**
 * Sets a place under the cursor: an end of a scale, or a corner of a region, which its first corner, or the last one set
 * again, closes. Without a cursor brings it into the middle of the view.
 */
export function setPlace(editor: PageEditor, page: Page, view: Viewport): void {
  const { cursor, places } = editor;
  if (cursor === null) editor.cursor = middleOf(view, page);
  else if (
    editor.tool === 'region' &&
    [places[0], places.at(-1)].some((place) => place && same(place, cursor))
  ) {
    const region = regionOf(places, page, OFF_CORNERS);
    if (region !== null) void editor.draw(page, region);
  } else editor.setPlace(cursor);
}

const same = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

/** The view moved as little as brings a place into the pane, off its rim. */
export function revealing(view: Viewport, pane: Size, page: Size, place: Point): Viewport {
  const { x, y } = toScreen(view, pane, place);
  const beyond = (at: number, size: number): number => Math.min(0, size - RIM - at) || Math.max(0, RIM - at);
  const [dx, dy] = [beyond(x, pane.width), beyond(y, pane.height)];
  return dx === 0 && dy === 0 ? view : panBy(view, page, dx, dy);
}
