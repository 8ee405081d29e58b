import * as v from 'valibot';
import { Count, Fraction } from './schema.ts';

const Pixels = v.pipe(v.number(), v.minValue(0));

/** What tells whether a page lies turned; see `imaging/turned.ts`. `lines` and `reach` are natural logarithms of ratios, 0 for as much either way. */
export const PageTurning = v.object({
  /** How much more the ink lies in lines across the page than in lines down it. */
  lines: v.number(),
  /** How many more strokes reach above the small letters than below them; 0 where few leave them at all. */
  reach: v.number(),
  /** How broad the writing is, the outermost tenth of its marks left out, in its own heights. */
  breadth: Pixels,
});
export type PageTurning = v.InferOutput<typeof PageTurning>;

/**
 * What preparation measured of a page's writing, all of it as found, before any correction. Lengths are pixels of the
 * upright page; null where there is no writing to measure.
 */
export const PageQuality = v.object({
  words: Count,
  lines: Count,
  /** Pixels of the writing. */
  inkPixels: Count,
  /** Height of a small letter. */
  xHeight: v.nullable(Pixels),
  strokeWidth: v.nullable(Pixels),
  /** How far a stroke's edge takes from paper to ink, at its steepest slope: 1 for a hard edge, 2.5 deviations of a blur. */
  edgeWidth: v.nullable(Pixels),
  /** How much of the paper's light the ink takes, as a median over its pixels. */
  contrast: v.nullable(Fraction),
  /** Standard deviation of the paper's own light, as a share of it. */
  grain: Fraction,
  /** Marks of a letter's size that were left out as far fainter than the rest: how many, and their share of all ink. */
  faintMarks: Count,
  faintShare: Fraction,
  /** Rules of paper or form that were taken out. */
  rules: Count,
  /** Share of the image that was left out as lying beyond the sheet. */
  beyondSheet: Fraction,
  /** Frames in an ink of their own that may be stamped or drawn by hand, where there are any; their words are in use. */
  maybeStamped: v.optional(Count),
  /** Words that look printed or stamped; earlier versions did not count them. */
  printed: v.optional(Count),
  /** Null where there is too little writing to tell, or it is too small; earlier versions did not measure it. */
  turning: v.optional(v.nullable(PageTurning)),
});
export type PageQuality = v.InferOutput<typeof PageQuality>;

/** What a caution is about, see `Caution`. */
export const CautionCode = v.picklist([
  'not-measured',
  'no-words',
  'too-small',
  'too-blurred',
  'too-grainy',
  'left-out',
  'sideways',
  'upside-down',
  'printed',
  'mostly-printed',
  'maybe-stamped',
  'unsure-words',
  'mostly-unsure',
]);
export type CautionCode = v.InferOutput<typeof CautionCode>;

/** Why what is computed from a page may be wrong although it could be read: what, where, and what to do. */
export const Caution = v.object({
  code: CautionCode,
  /** From 0. */
  page: Count,
  message: v.string(),
});
export type Caution = v.InferOutput<typeof Caution>;
