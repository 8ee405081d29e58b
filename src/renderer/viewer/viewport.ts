import type { Box } from '../../contract/schema.ts';

/** Width and height, in CSS pixels for a pane and in image pixels for a page. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * What a pane shows of a page. `scale` is in CSS pixels per page pixel; `x` and `y` are the page point, in page
 * pixels, under the pane's centre. The centre and not a corner, so that two panes of different size stay aligned.
 */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const MIN_SCALE = 0.01;
export const MAX_SCALE = 64;

/** Share of a pane that a whole page may fill: a thin rim of background shows where the page ends. */
const FIT_SHARE = 0.97;

export function clampScale(scale: number): number {
  return Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));
}

/** Pane position, in CSS pixels from its top left corner, of a page point. */
export function toScreen(view: Viewport, pane: Size, point: Point): Point {
  return {
    x: (point.x - view.x) * view.scale + pane.width / 2,
    y: (point.y - view.y) * view.scale + pane.height / 2,
  };
}

/** Page point, in page pixels, under a pane position. */
export function toPage(view: Viewport, pane: Size, position: Point): Point {
  return {
    x: (position.x - pane.width / 2) / view.scale + view.x,
    y: (position.y - pane.height / 2) / view.scale + view.y,
  };
}

/** Zooms by `factor` so that the page point under `cursor` (pane position) stays under it. */
export function zoomAt(view: Viewport, pane: Size, cursor: Point, factor: number): Viewport {
  const scale = clampScale(view.scale * factor);
  const held = toPage(view, pane, cursor);
  return {
    scale,
    x: held.x - (cursor.x - pane.width / 2) / scale,
    y: held.y - (cursor.y - pane.height / 2) / scale,
  };
}

/** Moves the page by CSS pixels; its centre stays over the page, so that the evidence cannot be lost from sight. */
export function panBy(view: Viewport, page: Size, dx: number, dy: number): Viewport {
  return {
    scale: view.scale,
    x: clamp(view.x - dx / view.scale, 0, page.width),
    y: clamp(view.y - dy / view.scale, 0, page.height),
  };
}

/** The whole page, centred. */
export function fit(page: Size, pane: Size): Viewport {
  const scale = clampScale(
    FIT_SHARE * Math.min(pane.width / Math.max(1, page.width), pane.height / Math.max(1, page.height)),
  );
  return { scale, x: page.width / 2, y: page.height / 2 };
}

/** A box of the page, centred and filling `share` of the pane. */
export function fitBox(box: Box, pane: Size, share = 0.7): Viewport {
  const scale = clampScale(
    share * Math.min(pane.width / Math.max(1, box.width), pane.height / Math.max(1, box.height)),
  );
  return { scale, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Changes the scale about the pane's centre. */
export function atScale(view: Viewport, scale: number): Viewport {
  return { ...view, scale: clampScale(scale) };
}

/** Scale at which one page pixel covers one pixel of the screen. */
export function actualScale(devicePixelRatio: number): number {
  return 1 / devicePixelRatio;
}

/** Percentage shown to the examiner: 100 means one page pixel to one pixel of the screen. */
export function zoomPercent(view: Viewport, devicePixelRatio: number): number {
  return view.scale * devicePixelRatio * 100;
}

/** Scale that shows a page of `dpi` as large, in millimetres, as another of `otherDpi` shown at `otherScale`. */
export function physicalScale(dpi: number, otherDpi: number, otherScale: number): number {
  return (otherScale * otherDpi) / dpi;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
