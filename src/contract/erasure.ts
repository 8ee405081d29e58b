import * as v from 'valibot';
import { Count } from './schema.ts';

/** Stands in place of what a result said that rested on writing which was erased. */
export const ERASED_RESULT = 'Erased: this result rested on writing that was erased from the case.';

/** Whose data is erased from a case. */
export const ErasureKind = v.picklist(['writer', 'item', 'examiner']);
export type ErasureKind = v.InferOutput<typeof ErasureKind>;

/** Why. Goes into the journal for good, hence a code: words about it stand in a note that is no part of the chain. */
export const ErasureReason = v.picklist(['request', 'retention', 'court-order', 'mistake', 'other']);
export type ErasureReason = v.InferOutput<typeof ErasureReason>;

/** What an erasure cleared, or would clear, and where the operator still has to look. */
export const ErasureOutcome = v.object({
  erased: v.boolean(),
  kind: ErasureKind,
  /** By what the case names the subjects from now on. */
  pseudonyms: v.array(v.string()),
  /** Labels of the items cleared. */
  items: v.array(v.string()),
  words: Count,
  embeddings: Count,
  results: Count,
  remains: v.object({
    /** Evidence files, as paths inside the case: never written to by Chirograph, to be removed by the operator. */
    files: v.array(v.string()),
    /** Reports that hold the data, or that cannot be searched for it, as paths inside the case. */
    reports: v.array(v.string()),
    /** Other places in the case that hold the same name. */
    mentions: v.array(v.string()),
    /**
     * Where else on this computer the case's own files lie, as absolute paths: on read-only media beside the evidence,
     * or in the user's data from when the folder could not be written. An erasure does not reach them. Left out for none.
     */
    copies: v.optional(v.array(v.string())),
  }),
});
export type ErasureOutcome = v.InferOutput<typeof ErasureOutcome>;
