import * as v from 'valibot';

/** What of a picture's colours is looked at: all of them, one channel, or their luminance (Rec. 709), as grey. */
export const Channel = v.picklist(['colour', 'grey', 'red', 'green', 'blue']);
export type Channel = v.InferOutput<typeof Channel>;

const Percent = v.pipe(v.number(), v.integer(), v.minValue(-100), v.maxValue(100));

/**
 * How the picture of a page is processed to be looked at, in this order: channel, gamma, contrast, brightness, inversion,
 * threshold. The evidence and all that is computed from it stay as they are.
 */
export const Tone = v.object({
  channel: Channel,
  /** Light to the power of 1 / gamma: above 1, what is dark becomes lighter. */
  gamma: v.pipe(v.number(), v.minValue(0.2), v.maxValue(5)),
  /** Slope about the middle grey: 0 leaves it, -100 makes all one grey, 100 leaves black and white. */
  contrast: Percent,
  /** Added, in percent of white. */
  brightness: Percent,
  inverted: v.boolean(),
  /** What is darker than this, of 255, is black and all else white; null for no threshold. */
  threshold: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255))),
});
export type Tone = v.InferOutput<typeof Tone>;

/** A picture as it is. */
export const ORIGINAL: Tone = {
  channel: 'colour',
  gamma: 1,
  contrast: 0,
  brightness: 0,
  inverted: false,
  threshold: null,
};

/** Whether a picture is shown as it is. */
export const isOriginal = (tone: Tone): boolean =>
  Object.entries(ORIGINAL).every(([name, value]) => tone[name as keyof Tone] === value);
