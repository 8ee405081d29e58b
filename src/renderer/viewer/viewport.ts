import { MILLIMETRES_PER_INCH } from '../../contract/measurements.ts';
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
 * pixels, under the pane's centre; `angle` is how far the page is turned about it, in degrees clockwise. The centre and
 * not a corner, so that two panes of different size stay aligned.
 */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

export const MIN_SCALE = 0.01;
export const MAX_SCALE = 64;

/** Share of a pane that a whole page may fill: a thin rim of background shows where the page ends. */
const FIT_SHARE = 0.97;

export function clampScale(scale: number): number {
  return Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));
}

/** A vector turned clockwise, as y runs downwards. */
export function turned({ x, y }: Point, degrees: number): Point {
  if (degrees === 0) return { x, y };
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

/** An angle between -180, left out, and 180 degrees. */
export function plainAngle(degrees: number): number {
  const within = ((degrees % 360) + 360) % 360;
  return within > 180 ? within - 360 : within;
}

/** Pane position, in CSS pixels from its top left corner, of a page point. */
export function toScreen(view: Viewport, pane: Size, point: Point): Point {
  const { x, y } = turned({ x: point.x - view.x, y: point.y - view.y }, view.angle);
  return { x: x * view.scale + pane.width / 2, y: y * view.scale + pane.height / 2 };
}

/** Page point, in page pixels, under a pane position. */
export function toPage(view: Viewport, pane: Size, position: Point): Point {
  const { x, y } = turned({ x: position.x - pane.width / 2, y: position.y - pane.height / 2 }, -view.angle);
  return { x: x / view.scale + view.x, y: y / view.scale + view.y };
}

/** Zooms by `factor` so that the page point under `cursor` (pane position) stays under it. */
export function zoomAt(view: Viewport, pane: Size, cursor: Point, factor: number): Viewport {
  const scale = clampScale(view.scale * factor);
  const held = toPage(view, pane, cursor);
  const from = toPage({ ...view, scale, x: 0, y: 0 }, pane, cursor);
  return { ...view, scale, x: held.x - from.x, y: held.y - from.y };
}

/** Moves the page by CSS pixels; its centre stays over the page, so that the evidence cannot be lost from sight. */
export function panBy(view: Viewport, page: Size, dx: number, dy: number): Viewport {
  const { x, y } = turned({ x: dx / view.scale, y: dy / view.scale }, -view.angle);
  return { ...view, x: clamp(view.x - x, 0, page.width), y: clamp(view.y - y, 0, page.height) };
}

/** Turns the page about the pane's centre. */
export function turnBy(view: Viewport, degrees: number): Viewport {
  return { ...view, angle: plainAngle(view.angle + degrees) };
}

/** The whole page, centred. */
export function fit(page: Size, pane: Size, angle = 0): Viewport {
  return fitPoints(cornersOf({ x: 0, y: 0, ...page }), pane, angle);
}

/** A box of the page, centred and filling `share` of the pane. */
export function fitBox(box: Box, pane: Size, angle = 0, share = 0.7): Viewport {
  return fitPoints(cornersOf(box), pane, angle, share);
}

/** All of these page points, in the middle of the pane and filling `share` of it, with the page turned by `angle`. */
export function fitPoints(points: readonly Point[], pane: Size, angle: number, share = FIT_SHARE): Viewport {
  const shown = points.map((point) => turned(point, angle));
  const [xs, ys] = [shown.map(({ x }) => x), shown.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = clampScale(
    share * Math.min(pane.width / Math.max(1, right - left), pane.height / Math.max(1, bottom - top)),
  );
  return { scale, angle, ...turned({ x: (left + right) / 2, y: (top + bottom) / 2 }, -angle) };
}

export function cornersOf({ x, y, width, height }: Box): readonly Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** Changes the scale about the pane's centre. */
export function atScale(view: Viewport, scale: number): Viewport {
  return { ...view, scale: clampScale(scale) };
}

/**
 * The movement from one view towards another, as far as the scale may go: what stays in its place while the page grows or
 * shrinks from the one view to the other stays there on the way as well.
 */
export function upToScale(from: Viewport, to: Viewport, least: number, most: number): Viewport {
  const scale = Math.min(most, Math.max(least, to.scale));
  if (scale === to.scale) return to;
  // Where the page is scaled about one place, its centre moves with the inverse of the scale.
  const share = (1 / scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale);
  return { ...to, scale, x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
}

/** Scale at which one page pixel covers one pixel of the screen. */
export function actualScale(devicePixelRatio: number): number {
  return 1 / devicePixelRatio;
}

/** Percentage shown to the examiner: 100 means one page pixel to one pixel of the screen. */
export function zoomPercent(view: Viewport, devicePixelRatio: number): number {
  return view.scale * devicePixelRatio * 100;
}

/** Millimetres of the page that a pane is wide, at its resolution. */
export function millimetresAcross(view: Viewport, pane: Size, dpi: number): number {
  return (pane.width / view.scale / dpi) * MILLIMETRES_PER_INCH;
}

/**
 * Scale at which a length of one page is as long on the screen as a length of another page at its scale. Both lengths are
 * in pixels of their page: an inch (the resolutions), or the height of a small letter.
 */
export function equalScale(length: number, otherLength: number, otherScale: number): number {
  return (otherScale * otherLength) / length;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
