import * as v from 'valibot';
import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { findings } from '../language/report/findings.ts';
import { speaker } from '../language/speaker.ts';
import type { DrawnMark, Place } from './marks.ts';

const say = speaker(findings);

/** A figure taken from the places of a mark. */
export const Measurement = v.object({
  value: v.pipe(v.number(), v.finite()),
  /** Pixels where nobody states how many of them an inch of the paper has. */
  unit: v.picklist(['mm', 'px', 'mm²', 'px²', '°', 'ratio']),
  /** How many gaps a spacing is the mean of; 1 for every other measure. */
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Pixels per inch that lengths were brought to millimetres with; null where none is stated. */
  dpi: v.nullable(v.number()),
});
export type Measurement = v.InferOutput<typeof Measurement>;

export const MILLIMETRES_PER_INCH = 25.4;

/**
 * What a mark measures; null for a mark that only points, and where its places leave nothing to measure, as a baseline
 * whose two places are one.
 *
 * Lengths are in mm, areas in mm², each in pixels where `dpi` is null; angles in degrees, counter-clockwise as seen on the page:
 *
 * - distance: between two places.
 * - angle: at the vertex between both arms, 0 to 180.
 * - slant: of a stroke to the baseline, over 0 and below 180; 90 is upright, less leans to the right, in whatever direction either
 *   was drawn.
 * - baseline: inclination to the page's upper edge, over -90 up to 90; positive rises to the right.
 * - x-height: of a letter's top over the baseline, at right angles to it.
 * - letter and word spacing: mean over the gaps of their extent along the line from the first place to the last.
 * - loop area: of the outline, by the shoelace formula.
 * - height ratio: of a tall letter over a small one, both over one baseline.
 *
 * @param dpi pixels per inch of the page; null where nobody states it.
 */
export function measure({ shape, places }: DrawnMark, dpi: number | null): Measurement | null {
  const [a, b, c, d] = places;
  switch (shape) {
    case 'distance':
      return length(distanceOf(a!, b!), dpi);
    case 'angle':
      return figure(angleAt(b!, a!, c!), '°');
    case 'slant':
      return figure(slantOf([a!, b!], [c!, d!]), '°');
    case 'baseline':
      return figure(inclinationOf(a!, b!), '°');
    case 'x-height':
      return length(heightOver([a!, b!], c!), dpi);
    case 'letter-spacing':
    case 'word-spacing':
      return length(meanGap(places), dpi, places.length / 2);
    case 'loop-area':
      return area(areaOf(places), dpi);
    case 'height-ratio':
      return figure(heightOver([a!, b!], d!) / heightOver([a!, b!], c!), 'ratio');
    default:
      return null;
  }
}

type Line = readonly [Place, Place];

/** Length of the straight line between two places, in pixels. */
export function distanceOf(a: Place, b: Place): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/**
 * Angle at a vertex between the arms to two places, 0 to 180 degrees; NaN where an arm has no length. By the arc tangent of
 * cross over dot product, which loses no figures near 0 and 180 as the arc cosine does.
 */
export function angleAt(vertex: Place, a: Place, b: Place): number {
  const [u, w] = [between(vertex, a), between(vertex, b)];
  if (isNothing(u) || isNothing(w)) return NaN;
  return degrees(Math.atan2(Math.abs(cross(u, w)), dot(u, w)));
}

/** Angle of a stroke to a baseline, over 0 and below 180 degrees, 90 for upright; NaN where one of both has no length, or they run alike. */
export function slantOf([from, to]: Line, [low, high]: Line): number {
  const base = rightward(between(from, to));
  const stroke = between(low, high);
  if (isNothing(base) || isNothing(stroke)) return NaN;
  // On a page y runs down: a stroke that rises above the baseline has a negative cross product with it.
  const up = -cross(base, stroke);
  const along = dot(base, stroke);
  if (up === 0) return NaN;
  return degrees(Math.atan2(Math.abs(up), up < 0 ? -along : along));
}

/** Inclination of the line through two places to the horizontal, over -90 up to 90 degrees, positive where it rises; NaN for one place. */
export function inclinationOf(a: Place, b: Place): number {
  const line = rightward(between(a, b));
  if (isNothing(line)) return NaN;
  const inclination = degrees(Math.atan2(-line.y, line.x));
  return inclination === 0 ? 0 : inclination;
}

/** Distance of a place from the line through two others, in pixels; NaN where these are one. */
export function heightOver([from, to]: Line, top: Place): number {
  const base = between(from, to);
  return Math.abs(cross(base, between(from, top))) / Math.hypot(base.x, base.y);
}

/** Mean extent of gaps, each from one place to the next, along the line from the first place to the last; NaN where these are one. */
export function meanGap(places: readonly Place[]): number {
  const line = between(places[0]!, places.at(-1)!);
  const long = Math.hypot(line.x, line.y);
  let sum = 0;
  for (let at = 0; at + 1 < places.length; at += 2) {
    sum += dot(between(places[at]!, places[at + 1]!), line) / long;
  }
  return sum / (places.length / 2);
}

/**
 * Area inside a closed outline, in square pixels, by the shoelace formula (Meister 1769). Of an outline that crosses itself, parts run
 * round the other way count as negative.
 */
export function areaOf(outline: readonly Place[]): number {
  const [origin] = outline;
  const sum = outline.reduce((twice, place, at) => {
    const next = outline[(at + 1) % outline.length]!;
    // From a corner of its own, so that small outlines far from the page's corner lose no figures.
    return twice + cross(between(origin!, place), between(origin!, next));
  }, 0);
  return Math.abs(sum) / 2;
}

/** A measurement in words: "12.3 mm", "71.5°", "1.83", "mean of 4: 2.1 mm", "146 px, no scale stated". */
export function measurementText({ count, ...measured }: Measurement, language: Language = 'en'): string {
  const value = valueText(measured, language);
  return count === 1 ? value : say(language, 'mean of {count}: {value}', { count, value });
}

function valueText({ value, unit, dpi }: Omit<Measurement, 'count'>, language: Language): string {
  const rounded = (digits: number): string => decimal(language, value, digits);
  switch (unit) {
    case '°':
      return `${rounded(1)}°`;
    case 'ratio':
      return rounded(2);
    case 'px':
      return say(language, '{value} px, no scale stated', { value: rounded(1) });
    case 'px²':
      return say(language, '{value} px², no scale stated', { value: rounded(0) });
    default:
      // A figure that the pixels do not carry is not given: one of 300 dpi is 0.08 mm.
      return `${rounded(dpi !== null && dpi >= 500 ? 2 : 1)} ${unit}`;
  }
}

function length(pixels: number, dpi: number | null, count = 1): Measurement | null {
  if (dpi === null) return figure(pixels, 'px', count);
  return figure((pixels / dpi) * MILLIMETRES_PER_INCH, 'mm', count, dpi);
}

function area(pixels: number, dpi: number | null): Measurement | null {
  if (dpi === null) return figure(pixels, 'px²');
  return figure(pixels * (MILLIMETRES_PER_INCH / dpi) ** 2, 'mm²', 1, dpi);
}

function figure(
  value: number,
  unit: Measurement['unit'],
  count = 1,
  dpi: number | null = null,
): Measurement | null {
  return Number.isFinite(value) ? { value, unit, count, dpi } : null;
}

const between = (a: Place, b: Place): Place => ({ x: b.x - a.x, y: b.y - a.y });
const cross = (u: Place, w: Place): number => u.x * w.y - u.y * w.x;
const dot = (u: Place, w: Place): number => u.x * w.x + u.y * w.y;
const isNothing = ({ x, y }: Place): boolean => x === 0 && y === 0;
const degrees = (radians: number): number => (radians / Math.PI) * 180;

/** The same line run to the right, or upwards where it stands upright. */
function rightward(line: Place): Place {
  const { x, y } = line;
  return x < 0 || (x === 0 && y > 0) ? { x: -x, y: -y } : line;
}
