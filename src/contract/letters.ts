import * as v from 'valibot';
import { boundsOf, Place } from './marks.ts';
import { Box, Count, Id } from './schema.ts';

/** Which letter it is, as the examiner names it: one letter, or a few that hang together. */
export const LetterName = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('say which letter it is'),
  v.maxLength(16, 'name a letter, or a few that hang together'),
);

/** What is around a letter: two opposite corners of a box, or the corners of an outline. */
export const LetterShape = v.picklist(['box', 'freehand']);
export type LetterShape = v.InferOutput<typeof LetterShape>;

/** A letter as it is to be. */
export const LetterInput = v.pipe(
  v.object({
    page: Id,
    shape: LetterShape,
    places: v.pipe(v.array(Place), v.maxLength(500)),
    name: LetterName,
  }),
  v.check(
    ({ shape, places }) => (shape === 'box' ? places.length === 2 : places.length >= 3),
    'a box has two corners, and an outline at least three',
  ),
);
export type LetterInput = v.InferOutput<typeof LetterInput>;

/** A letter that the examiner marked in an item, to be set beside others of its kind. */
export const Letter = v.object({
  id: Id,
  item: Id,
  page: Id,
  /** Place of the page in its item, from 0. */
  index: Count,
  shape: LetterShape,
  /** In pixels of the upright page. */
  places: v.array(Place),
  name: v.string(),
  /** Image id of the original pixels in `box`, which holds all places. */
  image: Id,
  box: Box,
  /** Of the page: pixels per inch, and the height of a small letter in pixels; null where not known. */
  dpi: v.nullable(v.number()),
  xHeight: v.nullable(v.number()),
});
export type Letter = v.InferOutput<typeof Letter>;

/** The corners of what is around a letter, in pixels of the page. */
export function letterOutline({ shape, places }: Pick<Letter, 'shape' | 'places'>): readonly Place[] {
  if (shape === 'freehand') return places;
  const { x, y, width, height } = boundsOf(places);
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** Whole pixels of a page of this size that hold all places on it; at least one. */
export function letterBox(
  places: readonly Place[],
  page: { readonly width: number; readonly height: number },
): Box {
  const { x, y, width, height } = boundsOf(places);
  const [left, top] = [Math.min(Math.floor(x), page.width - 1), Math.min(Math.floor(y), page.height - 1)];
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(page.width, Math.ceil(x + width)) - left),
    height: Math.max(1, Math.min(page.height, Math.ceil(y + height)) - top),
  };
}
