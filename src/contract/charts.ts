import * as v from 'valibot';
import { ItemRole } from './case.ts';
import { NamedModel } from './models.ts';
import { Box, Cosine, Count, Fraction, Id } from './schema.ts';

const Share = v.object({
  score: Cosine,
  /** Of the pairs, the share that scores less. */
  share: Fraction,
});

/** Scores of pairs of known origin in the reference population, and where a comparison lies among them. */
export const ScoreCurves = v.object({
  population: v.string(),
  writers: Count,
  /** Words on each side of every pair. */
  words: Count,
  samePairs: Count,
  differentPairs: Count,
  /** By rising score. */
  same: v.pipe(v.array(Share), v.minLength(2)),
  different: v.pipe(v.array(Share), v.minLength(2)),
  /**
   * The comparison brought to as many words: scores of random draws, of which 5, 50 and 95 in a hundred are no higher. One
   * draw where all of its words are used.
   */
  draws: v.pipe(Count, v.minValue(1)),
  drawn: v.object({ low: Cosine, middle: Cosine, high: Cosine }),
});
export type ScoreCurves = v.InferOutput<typeof ScoreCurves>;

/** What each part of one of two words gave to the cosine of their writer embeddings. */
const WordParts = v.object({
  word: Id,
  /** Image id of the word as it stands on its page and, where `seen` is null, of the crop that the encoder saw. */
  image: Id,
  /** The word's box on its page, in pixels of the page. */
  box: Box,
  /**
   * Where the encoder saw the writing of the crop: in pixels of the page, and in pixels of the crop. Null where the page does not
   * give the same crop any more, as after an update that finds words otherwise.
   */
  seen: v.nullable(v.object({ onPage: Box, inCrop: Box })),
  /** Row after row from the top left; they add up to the cosine. */
  contributions: v.array(v.pipe(v.number(), v.finite())),
});
export type WordParts = v.InferOutput<typeof WordParts>;

/** How the cosine of two words' writer embeddings comes about, part by part. */
export const Why = v.object({
  model: NamedModel,
  /** Equal parts that a crop is divided into, and the crop's size in pixels. */
  rows: v.pipe(Count, v.minValue(1)),
  columns: v.pipe(Count, v.minValue(1)),
  crop: v.object({ width: Count, height: Count }),
  cosine: Cosine,
  words: v.tuple([WordParts, WordParts]),
});
export type Why = v.InferOutput<typeof Why>;

/** Writing by one hand, or by all that a writer left. */
const Hand = v.object({
  /** The item, further hand or writer. */
  id: Id,
  label: v.string(),
  role: ItemRole,
  words: Count,
});

/** How near hands lie to each other, by the cosine of their mean writer embeddings. */
const HandMatrix = v.object({
  hands: v.array(Hand),
  /** How many more there are than the matrix holds. */
  leftOut: Count,
  /** Row by row, each with the hands before it. */
  cosines: v.array(v.array(Cosine)),
});
export type HandMatrix = v.InferOutput<typeof HandMatrix>;

/** How near the hands of a case lie to each other. */
export const Nearness = v.object({
  /** Items and further hands with encoded words: questioned, known, unassigned, each in the order of labels. */
  items: HandMatrix,
  /** The same with each known writer as one. */
  writers: HandMatrix,
  /**
   * Questioned items, and each known writer as one, in two dimensions; null where there are fewer than three. `shares` says how much of
   * all squared distances each axis shows.
   */
  map: v.nullable(
    v.object({
      hands: v.array(v.object({ ...Hand.entries, x: v.number(), y: v.number() })),
      shares: v.tuple([Fraction, Fraction]),
    }),
  ),
});
export type Nearness = v.InferOutput<typeof Nearness>;
