import { MILLIMETRES_PER_INCH } from '../../contract/measurements.ts';
import { turned, type Point, type Size, type Viewport } from './viewport.ts';

/** Distances that lines of a grid may have, in millimetres, and where the resolution is not known in page pixels. */
const STEPS = {
  millimetres: [0.5, 1, 2, 5, 10, 20, 50],
  pixels: [10, 20, 50, 100, 200, 500, 1000],
} as const;
/** The least distance of two lines on the screen, in CSS pixels. */
const LEAST = 24;

export interface Grid {
  /** In its unit. */
  readonly step: number;
  readonly unit: 'mm' | 'px';
  /** Of the lines, in page pixels. */
  readonly distance: number;
  /** From the page's top left corner, the lines of either direction that the pane can show, in page pixels. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

/** The finest grid of round steps that is not too dense to be seen, over what a pane shows of a page. */
export function gridOver(page: Size, dpi: number | null, view: Viewport, pane: Size): Grid {
  const unit = dpi === null ? 1 : dpi / MILLIMETRES_PER_INCH;
  const steps: readonly number[] = dpi === null ? STEPS.pixels : STEPS.millimetres;
  const step = steps.find((each) => each * unit * view.scale >= LEAST) ?? steps.at(-1)!;
  const distance = step * unit;
  const reach = Math.hypot(pane.width, pane.height) / 2 / view.scale;
  const lines = (centre: number, length: number): number[] => {
    const from = Math.max(0, Math.ceil((centre - reach) / distance));
    const to = Math.floor(Math.min(length, centre + reach) / distance);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => (from + at) * distance);
  };
  return {
    step,
    unit: dpi === null ? 'px' : 'mm',
    distance,
    columns: lines(view.x, page.width),
    rows: lines(view.y, page.height),
  };
}

/** The part of a line that crosses a pane: through a place of it, turned so far from the horizontal, in CSS pixels and degrees. */
export function lineAcross(through: Point, degrees: number, pane: Size): readonly [Point, Point] {
  const along = turned({ x: 1, y: 0 }, degrees);
  const middle = { x: pane.width / 2, y: pane.height / 2 };
  // Its place may lie far off, at a high magnification millions of pixels: the line is drawn from where it is nearest.
  const off = (middle.x - through.x) * along.x + (middle.y - through.y) * along.y;
  const reach = Math.hypot(pane.width, pane.height);
  const at = (far: number): Point => ({ x: through.x + far * along.x, y: through.y + far * along.y });
  return [at(off - reach), at(off + reach)];
}

/** A tick of the protractor, from its middle in CSS pixels: every 5 degrees, longer at 10 and 30. */
export interface Tick {
  readonly degrees: number;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Ticks of a full circle. Degrees count from the right, against the clock, as slant is given. */
export function protractorTicks(radius: number): readonly Tick[] {
  return Array.from({ length: 72 }, (_, at) => {
    const degrees = at * 5;
    const length = degrees % 30 === 0 ? 14 : degrees % 10 === 0 ? 9 : 5;
    const along = (r: number): { x: number; y: number } => turned({ x: r, y: 0 }, -degrees);
    return { degrees, from: along(radius - length), to: along(radius) };
  });
}
