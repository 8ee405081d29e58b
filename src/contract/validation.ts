import * as v from 'valibot';
import { PopulationBand } from './populations.ts';
import { Count, Fraction, Sha256 } from './schema.ts';

/** Writers on either side of a quantity of text; fewer calibrate nothing. */
export const LEAST_WRITERS = 6;

/** A dataset of labelled material, as its table tells it; rows of the chosen split alone. */
export const MaterialSet = v.object({
  dataset: v.string(),
  /** Images that are measured: of single words, and of pages. */
  words: Count,
  pages: Count,
  /** Rows of characters and signatures, which likelihood ratios are not measured on. */
  others: Count,
  /** Of words and pages. */
  writers: Count,
  /** Images of words whose row says what they read. */
  transcribed: Count,
  /** Images of words of which nothing says what sheet they were cut from. */
  withoutSheet: Count,
  /** Images of words and pages that are not there. */
  missing: Count,
});
export type MaterialSet = v.InferOutput<typeof MaterialSet>;

/** Writers who are named in the same datasets, two or more: each of them is one person there. */
export const SharedWriters = v.object({
  datasets: v.array(v.string()),
  writers: Count,
  /** The first of them. */
  names: v.array(v.string()),
});
export type SharedWriters = v.InferOutput<typeof SharedWriters>;

/** What is known of labelled material before any image is read. */
export const MaterialCheck = v.object({
  /** SHA-256 of the table. */
  manifest: Sha256,
  /** Name of the table's file without its ending: what a population made of it is called where nobody names it. */
  name: v.string(),
  rows: Count,
  /** The values of the column `split`, in the order in which they first come; a row without one is of none. */
  splits: v.array(v.string()),
  sets: v.array(MaterialSet),
  /** Writers of several sets. */
  shared: v.array(SharedWriters),
  /** The first images that are not there, as the table names them. */
  missing: v.array(v.string()),
  /** Optional columns that the table does not have. */
  absent: v.array(v.string()),
});
export type MaterialCheck = v.InferOutput<typeof MaterialCheck>;

/** What is measured of likelihood ratios; rates are shares from 0 to 1. */
export const EvidenceRates = v.object({
  cllr: v.number(),
  cllrMin: v.number(),
  cllrCal: v.number(),
  /** log10 LR; null where both sides are apart. */
  devPav: v.nullable(v.number()),
  eer: v.number(),
  /** Same-source pairs with an LR below 1, and different-source pairs with one above 1. */
  misleadingSame: v.number(),
  misleadingDifferent: v.number(),
  /** Same-source pairs with an LR above 10. */
  sameAbove10: v.number(),
  /** Different-source pairs with an LR above 100. */
  differentAbove100: v.number(),
});
export type EvidenceRates = v.InferOutput<typeof EvidenceRates>;

const Interval = v.tuple([v.number(), v.number()]);

/** The rates of some pairs of known origin, with what they stand on. */
export const RatesOnWriters = v.object({
  ...EvidenceRates.entries,
  /** Writers with a pair on each side, and the pairs. Writers weigh alike, pairs do not. */
  writers: v.object({ same: Count, different: Count }),
  pairs: v.object({ same: Count, different: Count }),
  /** 95 % by bootstrap over writers, within datasets; a figure that does not exist in most draws has none. */
  intervals: v.partial(
    v.object({
      cllr: Interval,
      cllrMin: Interval,
      cllrCal: Interval,
      devPav: Interval,
      eer: Interval,
      misleadingSame: Interval,
      misleadingDifferent: Interval,
      sameAbove10: Interval,
      differentAbove100: Interval,
    }),
  ),
});
export type RatesOnWriters = v.InferOutput<typeof RatesOnWriters>;

/** Whether so few writers stand behind rates that neither these nor their intervals say much of other writers. */
export const onFewWriters = ({ writers }: Pick<RatesOnWriters, 'writers'>): boolean =>
  Math.min(writers.same, writers.different) < LEAST_WRITERS;

/** A step of a Tippett plot: the shares of each side with this log10 LR or more. */
export const TippettPoint = v.object({ log10Lr: v.number(), same: Fraction, different: Fraction });
export type TippettPoint = v.InferOutput<typeof TippettPoint>;

/** Empirical cross-entropy at one prior, in bits. */
export const EcePoint = v.object({
  /** log10 of the prior odds for one source. */
  priorLog10Odds: v.number(),
  ece: v.number(),
  /** After the best rising change of the LRs. */
  pav: v.number(),
  /** Without evidence: every LR is 1. */
  neutral: v.number(),
});
export type EcePoint = v.InferOutput<typeof EcePoint>;

/** What the plots of a validation are drawn of; the DET plot is drawn of the Tippett plot's points. */
export const EvidenceCurves = v.object({
  tippett: v.array(TippettPoint),
  ece: v.array(EcePoint),
  /** What PAV makes of an LR: the diagonal where calibration is perfect. Only where PAV is finite. */
  calibration: v.array(v.object({ log10Lr: v.number(), pavLog10Lr: v.number() })),
});
export type EvidenceCurves = v.InferOutput<typeof EvidenceCurves>;

/** What was measured at one quantity of text and of one question. */
export const ValidatedBand = v.object({
  ...v.pick(PopulationBand, ['kind', 'least', 'most', 'method', 'bounds']).entries,
  /** All datasets, each weighing alike. */
  pooled: v.object({ ...RatesOnWriters.entries, curves: EvidenceCurves }),
  datasets: v.array(v.object({ dataset: v.string(), ...RatesOnWriters.entries })),
});
export type ValidatedBand = v.InferOutput<typeof ValidatedBand>;

/** What was measured of a population's ratios when it was made, every pair by what was fitted without either of its writers. */
export const PopulationValidation = v.object({
  /** Images that were measured, and their writers. */
  datasets: v.array(v.object({ dataset: v.string(), images: Count, writers: Count })),
  /** Images that were not measured beside these: not read, or the same as another. */
  failed: Count,
  bands: v.array(ValidatedBand),
});
export type PopulationValidation = v.InferOutput<typeof PopulationValidation>;

/** A population that was made of labelled material and measured on it, with the images that were not: not read, or the same as another. */
export const ValidationOutcome = v.object({
  population: Sha256,
  failed: v.array(v.object({ path: v.string(), reason: v.string() })),
});
export type ValidationOutcome = v.InferOutput<typeof ValidationOutcome>;
