import * as v from 'valibot';
import { ItemRole } from './case.ts';
import { LikelihoodRatio } from './evidence.ts';
import { ModelUse } from './results.ts';
import { Box, Count, Id, Sha256, Timestamp } from './schema.ts';

/** References that a comparison takes at most: more say nothing more, and each is aligned with each. */
export const MOST_REFERENCES = 50;

/** How many times more probable a comparison's score is for a genuine signature than for a simulation. */
export const SignatureRatio = v.object({
  ...v.omit(LikelihoodRatio, ['propositions', 'band', 'resolutions']).entries,
  propositions: v.object({ kind: v.literal('signature'), same: v.string(), different: v.string() }),
  /** The number of references that was calibrated, and the number that chose it. */
  band: v.object({ least: Count, most: v.nullable(Count), references: Count }),
});
export type SignatureRatio = v.InferOutput<typeof SignatureRatio>;

/** What the comparison of a signature says as evidence: a likelihood ratio, or why there is none. */
export const SignatureEvidence = v.union([
  v.object({ likelihoodRatio: SignatureRatio, reason: v.null() }),
  v.object({
    likelihoodRatio: v.null(),
    reason: v.string(),
    /** Set where there could be one: the questioned signature is probably a copy. Results of before gave it, with a caution. */
    withheld: v.optional(v.literal('copy')),
    /** The calibration in use, by the name of its population. Left out where there was none, and by results of before. */
    calibration: v.optional(v.object({ population: v.string(), sha256: Sha256 })),
  }),
]);
export type SignatureEvidence = v.InferOutput<typeof SignatureEvidence>;

/** Mean cosine of two signatures that are aligned step by step. */
const Likeness = v.pipe(v.number(), v.minValue(-1.0001), v.maxValue(1.0001));

/** A questioned signature against references of one known writer, by the signature model. */
export const SignatureComparison = v.object({
  id: Id,
  at: Timestamp,
  /** The word of the case that was marked as a signature. */
  questioned: Id,
  /** Such words of one known writer, in the order of the case. */
  references: v.pipe(v.array(Id), v.minLength(1), v.maxLength(MOST_REFERENCES)),
  /** The items and further hands that these are of: the questioned one, and each known one once. */
  sources: v.object({ questioned: Id, known: v.array(Id) }),
  writer: Id,
  /** Signatures of that writer that were marked and are not among the references, in the order of the case. Results of before do not say it. */
  leftOut: v.optional(v.array(Id)),
  /** SHA-256 of what the encoder saw: the crop of the questioned signature, then of each reference. Empty where it was erased. */
  crops: v.array(Sha256),
  /** Of the questioned signature with each reference, in their order. Empty where it was erased. */
  likeness: v.array(Likeness),
  /** Mean likeness of any two references; null for a single one. */
  amongReferences: v.nullable(Likeness),
  /** The mean and the greatest likeness, less what the references have with each other; see `signatureScores`. */
  score: v.number(),
  /** What the score says and what it does not say. */
  statement: v.string(),
  evidence: SignatureEvidence,
  cautions: v.optional(v.array(v.string())),
  model: ModelUse,
  software: v.string(),
  /** Why this result no longer stands for the case as it is; null while it does. */
  stale: v.nullable(v.string()),
});
export type SignatureComparison = v.InferOutput<typeof SignatureComparison>;

/** A word of the case that is marked as a signature. */
export const MarkedSignature = v.object({
  /** Of the word. */
  id: Id,
  /** The item, or the further hand on one, that it is of, and the item whose pages hold it. */
  source: Id,
  holder: Id,
  /** The label of its source, and which of the signatures of that source it is, from 1: as they were marked, and kept. */
  label: v.string(),
  number: v.pipe(Count, v.minValue(1)),
  role: ItemRole,
  writer: v.nullable(Id),
  page: Id,
  /** Place of the page in its item, from 0. */
  index: Count,
  box: Box,
  /** Image id of the original pixels in `box`. */
  image: Id,
  /** Of the page: pixels per inch; null where not known. */
  dpi: v.nullable(v.number()),
});
export type MarkedSignature = v.InferOutput<typeof MarkedSignature>;

/** What a signature of a case is called: "Q1", or "Q1 (2)" for the second of that source. */
export const signatureLabel = ({ label, number }: Pick<MarkedSignature, 'label' | 'number'>): string =>
  number === 1 ? label : `${label} (${number})`;
