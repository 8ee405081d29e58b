import * as v from 'valibot';
import type { Language } from '../language/language.ts';
import { findings } from '../language/report/findings.ts';
import { speaker } from '../language/speaker.ts';

/** A place on a page, in pixels of the upright page from its top left corner; marks are finer than whole pixels. */
export const Place = v.object({
  x: v.pipe(v.number(), v.finite(), v.minValue(0)),
  y: v.pipe(v.number(), v.finite(), v.minValue(0)),
});
export type Place = v.InferOutput<typeof Place>;

/** A mark that points at something. */
export const CalloutShape = v.picklist(['circle', 'box', 'arrow', 'freehand', 'text']);
/** A mark that measures something, see `measure`. */
export const MeasureShape = v.picklist([
  'distance',
  'angle',
  'slant',
  'baseline',
  'x-height',
  'letter-spacing',
  'word-spacing',
  'loop-area',
  'height-ratio',
]);
export type MeasureShape = v.InferOutput<typeof MeasureShape>;
export const MarkShape = v.picklist([...CalloutShape.options, ...MeasureShape.options]);
export type MarkShape = v.InferOutput<typeof MarkShape>;

const say = speaker(findings);
const SHAPE_NAMES = {
  circle: 'circle',
  box: 'box',
  arrow: 'arrow',
  freehand: 'freehand',
  text: 'text',
  distance: 'distance',
  angle: 'angle',
  slant: 'slant',
  baseline: 'baseline',
  'x-height': 'x-height',
  'letter-spacing': 'letter spacing',
  'word-spacing': 'word spacing',
  'loop-area': 'loop area',
  'height-ratio': 'height ratio',
} as const satisfies Record<MarkShape, keyof typeof findings>;

/** A shape in words: "letter spacing". */
export function shapeName(shape: MarkShape, language: Language = 'en'): string {
  return say(language, SHAPE_NAMES[shape]);
}

/** How many places a shape is made of. */
interface PlaceCount {
  readonly least: number;
  readonly most: number;
  /** Places come in twos. */
  readonly paired?: true;
}

const exactly = (count: number): PlaceCount => ({ least: count, most: count });

/**
 * What the places of each shape are, in their order. Circle and box: two opposite corners of what is around it. Arrow: tail
 * and head. Freehand: a line. Text: where it begins. Of the measures: distance, its ends; angle, an end, the vertex, the
 * other end; slant, two places on the baseline and the ends of a stroke; baseline, two places on it; x-height, two places
 * on the baseline and the top of a letter; spacings, the end of one letter or word and the beginning of the next, for each
 * gap; loop area, the corners of its outline; height ratio, two places on the baseline, the top of a small letter and the
 * top of a tall one.
 */
export const PLACES: Readonly<Record<MarkShape, PlaceCount>> = {
  circle: exactly(2),
  box: exactly(2),
  arrow: exactly(2),
  freehand: { least: 2, most: 500 },
  text: exactly(1),
  distance: exactly(2),
  angle: exactly(3),
  slant: exactly(4),
  baseline: exactly(2),
  'x-height': exactly(3),
  'letter-spacing': { least: 2, most: 60, paired: true },
  'word-spacing': { least: 2, most: 60, paired: true },
  'loop-area': { least: 3, most: 500 },
  'height-ratio': exactly(4),
};

/** What a mark draws on a page. */
export const MarkContent = v.pipe(
  v.object({
    shape: MarkShape,
    places: v.array(Place),
    /** What is written at a text mark; empty for every other. */
    text: v.pipe(v.string(), v.trim(), v.maxLength(400)),
  }),
  v.check(({ shape, places }) => {
    const { least, most, paired } = PLACES[shape];
    return places.length >= least && places.length <= most && (!paired || places.length % 2 === 0);
  }, 'the mark has too few or too many places for its shape'),
  v.check(
    ({ shape, text }) => (shape === 'text') === (text !== ''),
    'a text mark needs its text, and no other mark has one',
  ),
);
export type MarkContent = v.InferOutput<typeof MarkContent>;

/** What of a mark is drawn and measured. */
export interface DrawnMark {
  readonly shape: MarkShape;
  readonly places: readonly Place[];
}

/** The smallest box around places, in page pixels; it may have no width or height. */
export function boundsOf(places: readonly Place[]): { x: number; y: number; width: number; height: number } {
  const [x, y] = [Math.min(...places.map((each) => each.x)), Math.min(...places.map((each) => each.y))];
  return {
    x,
    y,
    width: Math.max(...places.map((each) => each.x)) - x,
    height: Math.max(...places.map((each) => each.y)) - y,
  };
}
