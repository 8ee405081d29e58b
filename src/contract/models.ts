import * as v from 'valibot';
import { Count, Problem, Sha256 } from './schema.ts';

/** How freely a model may be used, as its card says: `research` where its weights inherit such a limit from their data. */
export const ModelRelease = v.picklist(['open', 'research']);
export type ModelRelease = v.InferOutput<typeof ModelRelease>;

/** A model by what identifies it, the SHA-256 of its file, and by the name that the file gives itself. */
export const NamedModel = v.object({ sha256: Sha256, name: v.string(), version: v.string() });
export type NamedModel = v.InferOutput<typeof NamedModel>;

/** The model that a case computes with. */
export const CaseModel = v.object({
  ...NamedModel.entries,
  /** False where the case follows the default. */
  chosen: v.boolean(),
  /** Why nothing can be computed with it here; null where it can. */
  problem: v.nullable(Problem),
});
export type CaseModel = v.InferOutput<typeof CaseModel>;

/** A model file of this computer, as a list shows it. */
export const ModelEntry = v.object({
  ...NamedModel.entries,
  /** Such as `word`; empty where the file does not say. */
  task: v.string(),
  /** Its file's name, without where it lies. */
  file: v.string(),
  bytes: Count,
  /** `shipped` comes with the program; `own` was added here. */
  origin: v.picklist(['shipped', 'own']),
  /** True for the model that cases compute with which chose none. */
  default: v.boolean(),
  /** As its card says; null where it says nothing, or there is none. */
  release: v.nullable(ModelRelease),
  licence: v.nullable(v.string()),
  /** Execution provider that computes it here; null while it was not tried. */
  provider: v.nullable(v.string()),
  /** Why it cannot be used; null where nothing speaks against it. */
  problem: v.nullable(Problem),
});
export type ModelEntry = v.InferOutput<typeof ModelEntry>;

/** Whether cases compare signatures with a model: with the one that comes with the program, and no other. */
export const isOfEveryCase = ({ task, origin }: Pick<ModelEntry, 'task' | 'origin'>): boolean =>
  task === 'signature' && origin === 'shipped';

/** Beginning of a model's hash that names it where names do not: as commands are given it, and as lists show it. */
export const shortHash = (sha256: string): string => sha256.slice(0, 12);

/** A set that a model was trained on, with the terms that its source states. */
export const TrainingSet = v.object({
  dataset: v.string(),
  rows: Count,
  writers: Count,
  terms: v.string(),
});
export type TrainingSet = v.InferOutput<typeof TrainingSet>;

/** One measured figure of a model on one set. */
export const ModelFigure = v.object({
  /** Such as `wordWriterEer`, `documents.10` and `pages`: equal error rates, shares from 0 to 1. */
  name: v.string(),
  value: v.number(),
  /** 95 % over writers; null where it was not measured. */
  interval: v.nullable(v.tuple([v.number(), v.number()])),
  /** Pairs of the same and of different source; null where the card names none. */
  pairs: v.nullable(v.object({ same: Count, different: Count })),
  /** True where the figure rests on few pairs. */
  thin: v.boolean(),
});
export type ModelFigure = v.InferOutput<typeof ModelFigure>;

/** What was measured of a model on one set of writers that it was not trained on. */
export const MeasuredSet = v.object({
  /** Of the material, such as `dev`. */
  split: v.string(),
  dataset: v.string(),
  images: Count,
  writers: Count,
  figures: v.array(ModelFigure),
});
export type MeasuredSet = v.InferOutput<typeof MeasuredSet>;

/** What the file beside a model says of it. */
export const ModelCard = v.object({
  data: v.array(TrainingSet),
  measured: v.array(MeasuredSet),
  limits: v.array(v.string()),
  /** How it was trained, by name: commit, seed, steps. */
  recipe: v.array(v.object({ name: v.string(), value: v.string() })),
  /** Parts of the card that this version does not understand and does not show, by their names in it. */
  notUnderstood: v.array(v.string()),
});
export type ModelCard = v.InferOutput<typeof ModelCard>;

export const ModelDetails = v.object({
  ...ModelEntry.entries,
  /** Providers that were tried before the one that computes, and why each failed. */
  refusedProviders: v.array(v.object({ provider: v.string(), reason: v.string() })),
  /** Population that its scores are placed in; null where it has none, and scores get no place. */
  reference: v.nullable(v.object({ population: v.string(), writers: Count })),
  /** How its scores become likelihood ratios: the laboratory's own, else its reference's; null where there is neither. */
  calibration: v.nullable(v.object({ population: v.string(), writers: Count, sha256: Sha256 })),
  /** Null where no card came with the file. */
  card: v.nullable(ModelCard),
  /** What the file says of itself, as it stands in it. */
  metadata: v.array(v.object({ key: v.string(), value: v.string() })),
});
export type ModelDetails = v.InferOutput<typeof ModelDetails>;

export const ModelRemoval = v.object({
  removed: NamedModel,
  /** Open cases that hold results of it: these cannot be verified until its file is added again. */
  unverifiable: v.array(v.object({ case: v.string(), results: Count })),
});
export type ModelRemoval = v.InferOutput<typeof ModelRemoval>;
