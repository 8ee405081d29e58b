import * as v from 'valibot';
import { MarkContent } from './marks.ts';
import { Measurement } from './measurements.ts';
import { Count, Id, Timestamp } from './schema.ts';

/**
 * What a finding says. An observation is neither likeness nor difference: something seen or measured in one writing alone,
 * before it is compared. A limitation is what keeps writings from being compared.
 */
export const FindingKind = v.picklist(['observation', 'similarity', 'difference', 'limitation']);
export type FindingKind = v.InferOutput<typeof FindingKind>;

/** How much a finding weighs in the examiner's judgement. */
export const FindingWeight = v.picklist(['low', 'medium', 'high']);
export type FindingWeight = v.InferOutput<typeof FindingWeight>;

const Comment = v.pipe(v.string(), v.trim(), v.maxLength(4000));

/** A mark as it is to be: one that is there by its id, or a new one. */
export const MarkInput = v.object({ id: v.optional(Id), page: Id, content: MarkContent });
export type MarkInput = v.InferOutput<typeof MarkInput>;

/** A finding as it is to be. */
export const FindingInput = v.object({
  kind: FindingKind,
  /** Null for one that was not weighed. */
  weight: v.nullable(FindingWeight),
  comment: Comment,
  /** At least one, but for a finding whose marks went with items that were erased. */
  marks: v.pipe(v.array(MarkInput), v.maxLength(200)),
});
export type FindingInput = v.InferOutput<typeof FindingInput>;

/** A mark on a page of an item. */
export const Mark = v.object({
  id: Id,
  item: Id,
  page: Id,
  /** Place of the page in its item, from 0. */
  index: Count,
  content: MarkContent,
  /** Null for a mark that only points, and where its places leave nothing to measure. */
  measurement: v.nullable(Measurement),
});
export type Mark = v.InferOutput<typeof Mark>;

/** Something the examiner found in the writing, with the marks that show it, in one item or in several. */
export const Finding = v.object({
  id: Id,
  /** From 1; its marks carry it. Never given again within a case. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: FindingKind,
  weight: v.nullable(FindingWeight),
  comment: v.string(),
  /** In the order in which they were drawn. None is left where every item that they lay on was erased. */
  marks: v.array(Mark),
  /** Whose it is, and what came before it, in a case under sequential unmasking; left out of every other. */
  made: v.optional(
    v.object({
      by: v.string(),
      /** Whether it is the caller's. */
      own: v.boolean(),
      /** The journal line that locked it, for good, and when. Null while it can be changed. */
      locked: v.nullable(v.object({ line: Count, at: Timestamp })),
      /** The line of the lock that it was made or changed after; null for none. */
      after: v.nullable(Count),
    }),
  ),
});
export type Finding = v.InferOutput<typeof Finding>;
