import { MILLIMETRES_PER_INCH } from './measurements.ts';
import type { Plot } from './plot.ts';

/** Lengths that a scale bar may have, in millimetres: round ones, from a hair to a sheet. */
const LENGTHS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];
/** The longest that a bar of the window may be, in CSS pixels. */
const LONGEST = 130;

/**
 * The longest round length that fits, in millimetres, and how much of the medium it takes.
 *
 * @param scale units of the medium, CSS pixels or points, that a page pixel takes.
 * @param longest the longest that the bar may be, in the same units.
 */
export function scaleBar(
  dpi: number,
  scale: number,
  longest = LONGEST,
): { millimetres: number; pixels: number } {
  const pixelsOf = (millimetres: number): number => (millimetres / MILLIMETRES_PER_INCH) * dpi * scale;
  const millimetres = LENGTHS.findLast((each) => pixelsOf(each) <= longest) ?? LENGTHS[0]!;
  return { millimetres, pixels: pixelsOf(millimetres) };
}

/** A bar of a round length in a plot, no longer than `longest`, with its length beside it. */
export function drawnScaleBar(
  x: number,
  y: number,
  perMillimetre: number,
  longest: number,
): Pick<Plot, 'lines' | 'labels'> {
  const { millimetres, pixels: long } = scaleBar(MILLIMETRES_PER_INCH, perMillimetre, longest);
  const stroke = (...points: [number, number][]): Plot['lines'][number] => ({ points, kind: 'solid' });
  return {
    lines: [stroke([x, y], [x + long, y]), ...[x, x + long].map((end) => stroke([end, y - 3], [end, y + 3]))],
    labels: [{ text: `${millimetres} mm`, x: x + long + 6, y: y + 3, anchor: 'start' }],
  };
}
