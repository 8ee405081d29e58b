import * as v from 'valibot';
import { Box, Count, Id } from './schema.ts';

/** A place on a page, in pixels of the upright page from its top left corner. */
export const Point = v.object({ x: Count, y: Count });
export type Point = v.InferOutput<typeof Point>;

/** A closed polygon, its last corner joined to its first. */
export const Outline = v.pipe(
  v.array(Point),
  v.minLength(3, 'a region has at least three corners'),
  v.maxLength(500, 'a region has at most 500 corners'),
);
export type Outline = v.InferOutput<typeof Outline>;

/** Where a word is cut from its page: the pixels of the box that lie inside the outline, where there is one. */
export const Region = v.object({ box: Box, outline: v.nullable(Outline) });
export type Region = v.InferOutput<typeof Region>;

/**
 * Why the examiner takes a word out of the comparison of writing. A signature is no writing to compare word by word: it is
 * compared with other signatures, as one. What is out for another reason is out of every comparison.
 */
export const ExclusionReason = v.picklist(['crossed-out', 'printed', 'another-hand', 'signature', 'other']);
export type ExclusionReason = v.InferOutput<typeof ExclusionReason>;

/** Set where an edit takes back the one before, or does it again. */
export const EditStep = v.picklist(['undo', 'redo']);
export type EditStep = v.InferOutput<typeof EditStep>;

/** What an edit of a page's words is called in the journal. */
export const EditKind = v.picklist(['draw', 'move', 'resize', 'split', 'merge', 'delete', 'order']);
export type EditKind = v.InferOutput<typeof EditKind>;

/** Words of a page by id: its lines from the top, the words of each in the order in which they are read. */
export const ReadingOrder = v.array(v.array(Id));
export type ReadingOrder = v.InferOutput<typeof ReadingOrder>;

/**
 * A further hand on an item: the second writer on a questioned page, or somebody else's writing on a specimen. With a
 * writer named it is known writing of that writer; without, on a questioned item, it is questioned writing of its own.
 */
export const Hand = v.object({
  id: Id,
  item: Id,
  /** From 2: the item's own hand is the first. */
  number: v.pipe(v.number(), v.integer(), v.minValue(2)),
  /** The item's label with the number: Q1/2. */
  label: v.string(),
  writer: v.nullable(Id),
  /** Words in use, and of these the words that have an embedding of the current model. */
  words: Count,
  encodedWords: Count,
});
export type Hand = v.InferOutput<typeof Hand>;

/** Who says how many pixels an inch of the paper has: the file, a scale in the image, or the examiner. */
export const ResolutionSource = v.picklist(['file', 'scale', 'hand']);
export type ResolutionSource = v.InferOutput<typeof ResolutionSource>;

/** A resolution that the examiner states for a page, in pixels per inch. */
export const StatedResolution = v.object({
  dpi: v.pipe(
    v.number(),
    v.minValue(10, 'a resolution is at least 10 dpi'),
    v.maxValue(20_000, 'a resolution is at most 20,000 dpi'),
  ),
  source: v.picklist(['scale', 'hand']),
});
export type StatedResolution = v.InferOutput<typeof StatedResolution>;
