import * as v from 'valibot';
import { MeasuredRates } from '../../../../contract/evidence.ts';
import { PopulationMaterial } from '../../../../contract/populations.ts';
import { ChirographError, Count, Fraction, Sha256 } from '../../../../contract/schema.ts';
import { PopulationValidation } from '../../../../contract/validation.ts';
import { canonicalJson } from '../../case/canonical-json.ts';
import { sha256 } from '../../case/hash.ts';
import { METHODS } from './calibrator.ts';
import { Curve, onCurve } from './curve.ts';
import { bounded } from './elub.ts';
import { fusedScore, Fusion } from './fused-score.ts';
import { FIGURES, SPECIFIC_FIGURES, type Cohort } from './pair-figures.ts';

/** Raised when a file of before can no longer be read as one of today. */
export const CALIBRATION_FORMAT = 1;

/** Quantities of text that are calibrated apart, in words of the side that has less. */
export const BANDS: readonly { readonly least: number; readonly most: number | null }[] = [
  { least: 1, most: 1 },
  { least: 2, most: 4 },
  { least: 5, most: 9 },
  { least: 10, most: 19 },
  { least: 20, most: null },
];

const Figure = v.nullable(v.number());
const Scorer = v.object({ fusion: Fusion, curve: Curve });
const Limits = v.object({
  lower: v.pipe(v.number(), v.maxValue(0)),
  upper: v.pipe(v.number(), v.minValue(0)),
});

/** How a quantity of text is calibrated. */
export const Band = v.object({
  /** Words of the side that has less. */
  least: v.pipe(Count, v.minValue(1)),
  most: v.nullable(Count),
  /** `specific-source` is anchored on the variation among the known items; it is measured, and answers no comparison. */
  kind: v.picklist(['common-source', 'specific-source']),
  datasets: v.array(v.string()),
  /** Writers with a pair by one, and with a pair by two; no bound looks at the numbers of pairs. */
  writers: v.object({ same: Count, different: Count }),
  /** How many writers that count alike these are worth; `sample` counts them. Left out by calibrations of before. */
  effectiveWriters: v.optional(v.object({ same: v.number(), different: v.number() })),
  pairs: v.object({ same: Count, different: Count }),
  /** Words a side of the pairs. */
  quantities: v.pipe(
    v.array(v.tuple([v.pipe(Count, v.minValue(1)), v.pipe(Count, v.minValue(1))])),
    v.minLength(1, 'a band states no quantity of text'),
  ),
  fusion: Fusion,
  method: v.picklist(METHODS),
  curve: Curve,
  /** log10 LR. Evidence keeps within both. */
  elub: Limits,
  sample: Limits,
  /** Cllr of each method on pairs of which neither writer was fitted on; null where it could not be fitted. */
  methods: v.record(v.picklist(METHODS), Figure),
  cllr: v.number(),
  cllrMin: v.number(),
  /** Of the same ratios as `cllr`. Left out by calibrations of before. */
  rates: v.optional(MeasuredRates),
  /** The same fitted on writers drawn with replacement: they give the interval of a log10 LR. */
  replicates: v.array(Scorer),
});
export type Band = v.InferOutput<typeof Band>;

const CohortFile = v.pipe(
  v.object({
    writers: v.pipe(Count, v.minValue(1)),
    dimensions: Count,
    /** Rows of float32, little endian, in base64. */
    means: v.pipe(v.string(), v.base64()),
  }),
  v.check(
    ({ writers, dimensions, means }) => Buffer.from(means, 'base64').length === 4 * writers * dimensions,
    'the cohort holds other means than its writers and dimensions say',
  ),
  v.check(
    ({ means }) => Array.from(floatsOf(Buffer.from(means, 'base64'))).every(Number.isFinite),
    'the cohort holds means that are no numbers',
  ),
);

const Content = v.object({
  format: v.literal('chirograph-calibration'),
  formatVersion: v.literal(CALIBRATION_FORMAT),
  /** SHA-256 of the model's file. */
  model: Sha256,
  /** SHA-256 of the manifest. */
  manifest: Sha256,
  split: v.string(),
  seed: Count,
  /** The command that makes this again. */
  command: v.string(),
  /** What the population is called in results. */
  population: v.string(),
  datasets: v.array(v.string()),
  writers: Count,
  /** Word cosines from which two words are taken for the same text, by the share of different words that pass. */
  sameWord: v.array(v.object({ falsePositive: Fraction, threshold: v.number() })),
  cohort: CohortFile,
  /** Nearness to the cohort that 99 in 100 texts of the population reach, by rising number of words. */
  nearness: v.array(v.object({ words: Count, least: v.number() })),
  bands: v.pipe(
    v.array(Band),
    v.check(
      (bands) =>
        bands.every(({ kind, fusion, replicates }) => {
          const figures = (kind === 'common-source' ? FIGURES : SPECIFIC_FIGURES).length;
          return [fusion, ...replicates.map((each) => each.fusion)].every(
            ({ slopes }) => slopes.length === figures,
          );
        }),
      'a band weighs other figures than this version knows',
    ),
    v.check(
      (bands) =>
        bands.every(({ least, most }) => BANDS.some((band) => band.least === least && band.most === most)),
      'a band is of a quantity of text that this version does not know',
    ),
  ),
  /** What the table stated of the images that this was made of. Left out by calibrations of before. */
  material: v.optional(PopulationMaterial),
  /** What `validate` measured when it made this. Left out by calibrations of before, and by those of a reference. */
  validation: v.optional(PopulationValidation),
});

/** How scores of one model become likelihood ratios: part of a reference, or a file of its own. */
export const Calibration = v.object({
  ...Content.entries,
  /** SHA-256 of everything else as canonical JSON (RFC 8785). */
  sha256: Sha256,
});
export type Calibration = v.InferOutput<typeof Calibration>;

/** The band that answers a comparison whose shorter side has so many words, if there is one. */
export const bandFor = (bands: readonly Band[], words: number): Band | undefined =>
  bands.find(
    ({ kind, least, most }) => kind === 'common-source' && least <= words && (most === null || words <= most),
  );

/** Evidence that a band gives for a pair's figures: log10 LR, within both bounds. */
export function log10LrOf(
  band: Pick<Band, 'fusion' | 'curve' | 'elub' | 'sample'>,
  figures: readonly number[],
): number {
  const log10Lr = onCurve(band.curve, fusedScore(band.fusion, figures));
  return bounded(bounded(log10Lr, band.elub), band.sample);
}

/** Completes a calibration with the hash of its content. */
export const sealed = (content: v.InferOutput<typeof Content>): Calibration => hashed(content);

/** Content with the SHA-256 of it, which `isIntact` holds it to. */
export function hashed<C extends object>(content: C): C & { sha256: string } {
  return { ...content, sha256: sha256(canonicalJson(content)) };
}

/** The same calibration with what was measured of it, under a hash of its own. */
export function withValidation(calibration: Calibration, validation: PopulationValidation): Calibration {
  return sealed({ ...v.parse(Content, calibration), validation });
}

/** Whether a calibration's content is still what its hash was taken of. */
export function isIntact({ sha256: stated, ...content }: { readonly sha256: string }): boolean {
  return stated === sha256(canonicalJson(content));
}

/** The cohort's rows, decoded. */
export function cohortOf({ cohort: { writers, dimensions, means } }: Calibration): Cohort {
  return { count: writers, size: dimensions, data: floatsOf(Buffer.from(means, 'base64')) };
}

function floatsOf(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
}

/** The cohort as a calibration writes it down; `cohortOf` reads it. */
export function encodedCohort({ count, size, data }: Cohort): Calibration['cohort'] {
  const bytes = Buffer.alloc(4 * data.length);
  data.forEach((value, at) => bytes.writeFloatLE(value, 4 * at));
  return { writers: count, dimensions: size, means: bytes.toString('base64') };
}

/** Least word cosine of a same-word pair among so many candidates, as `searchThreshold` says for a reference. */
export function wordThreshold({ sameWord }: Pick<Calibration, 'sameWord'>, candidates: number): number {
  const rising = sameWord.toSorted((a, b) => b.falsePositive - a.falsePositive);
  return (
    (rising.find(({ falsePositive }) => falsePositive * candidates <= 1) ?? rising.at(-1))?.threshold ??
    Infinity
  );
}

/**
 * @param name of the file that it was read from.
 * @throws ChirographError `model-refused` where it was changed since it was made, or belongs to another model.
 */
export function usableWith(calibration: Calibration, modelSha256: string, name: string): Calibration {
  return ofModel(intact(calibration, name), modelSha256, name);
}

/** A calibration whose content is what its hash was taken of; throws as `usableWith`. */
export function intact<C extends { readonly sha256: string }>(calibration: C, name: string): C {
  if (isIntact(calibration)) return calibration;
  throw new ChirographError(
    'model-refused',
    `The calibration in ${name} was changed since it was made: its SHA-256 differs. Use the original, or measure it anew.`,
  );
}

/** The same of one whose content was held against its hash when it was read, which takes some time. */
export function ofModel<C extends { readonly model: string }>(
  calibration: C,
  modelSha256: string,
  name: string,
): C {
  if (calibration.model === modelSha256) return calibration;
  throw new ChirographError(
    'model-refused',
    `The calibration in ${name} was measured with another model than the one in use. Measure it anew with this model.`,
    { details: `calibration for ${calibration.model}, model ${modelSha256}` },
  );
}
