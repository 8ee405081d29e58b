import * as v from 'valibot';
import { NamedModel } from './models.ts';
import { Count, Problem, Sha256 } from './schema.ts';

const Bounds = v.object({ lower: v.number(), upper: v.number() });

/** One quantity of text and one question of a reference population: what it stands on, and what its ratios cost. */
export const PopulationBand = v.object({
  /** `specific-source` is measured, and answers no comparison; `signature` is of genuine and simulated signatures. */
  kind: v.picklist(['common-source', 'specific-source', 'signature']),
  /** Words of the side that has less; of signatures, references. */
  least: Count,
  most: v.nullable(Count),
  datasets: v.array(v.string()),
  /** Writers with a pair by one, and with a pair by two; signers with genuine, and with simulated signatures. */
  writers: v.object({ same: Count, different: Count }),
  /** How many writers that count alike these are worth; null where the population does not state it. */
  effectiveWriters: v.nullable(v.object({ same: v.number(), different: v.number() })),
  pairs: v.object({ same: Count, different: Count }),
  method: v.string(),
  /** log10 LR that no ratio leaves. */
  bounds: Bounds,
  /** Of pairs that were scored by what was fitted without their writers: 0 perfect, 1 no information. */
  cllr: v.number(),
  cllrMin: v.number(),
  /** Share of pairs with a ratio on the wrong side of 1; null where the population does not hold it. */
  misleading: v.nullable(v.object({ same: v.number(), different: v.number() })),
});
export type PopulationBand = v.InferOutput<typeof PopulationBand>;

/** What the table of a population's images states in one column, and how many images it states it of. */
export const StatedValues = v.object({
  values: v.array(v.object({ value: v.string(), images: Count })),
  notStated: Count,
});
export type StatedValues = v.InferOutput<typeof StatedValues>;

/** What a population's images are, as far as their table states it: what it is valid for. */
export const PopulationMaterial = v.object({
  medium: StatedValues,
  script: StatedValues,
  resolution: v.object({
    /** Pixels an inch; null where none is stated. */
    range: v.nullable(v.object({ least: Count, most: Count })),
    notStated: Count,
  }),
  /**
   * Images of single words, and those of them whose sheet is not named: pairs by one writer may then be of one sheet. Left
   * out by populations of before.
   */
  sheets: v.optional(v.object({ words: Count, notNamed: Count })),
});
export type PopulationMaterial = v.InferOutput<typeof PopulationMaterial>;

/** A reference population that likelihood ratios can be calibrated on. */
export const Population = v.object({
  /** SHA-256 of the calibration that was made of it. */
  sha256: Sha256,
  name: v.string(),
  /** The model that its scores are of: it is valid for no other. */
  model: NamedModel,
  /** `model` comes with its model, `laboratory` was made that model's own for every case, `own` was added to choose from. */
  origin: v.picklist(['model', 'laboratory', 'own']),
  /** Whether cases that choose none compute with it. */
  default: v.boolean(),
  datasets: v.array(v.string()),
  writers: Count,
  /** Null where its file does not hold it, as those of before. */
  material: v.nullable(PopulationMaterial),
  /** What it was made of and how: SHA-256 of the table of images, its split, and the command that makes it again. */
  manifest: Sha256,
  split: v.string(),
  seed: Count,
  command: v.string(),
  bands: v.array(PopulationBand),
  /** Names of the open cases that compute with it. */
  usedBy: v.array(v.string()),
});
export type Population = v.InferOutput<typeof Population>;

/** The reference population that a case computes with. */
export const CasePopulation = v.object({
  sha256: Sha256,
  name: v.string(),
  /** False where the case follows its model's. */
  chosen: v.boolean(),
  /** Why no likelihood ratio can be computed with it here; null where it can. */
  problem: v.nullable(Problem),
});
export type CasePopulation = v.InferOutput<typeof CasePopulation>;
