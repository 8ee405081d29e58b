import * as v from 'valibot';
import { Count, Sha256 } from '../../../../contract/schema.ts';
import { Band, hashed, log10LrOf } from './calibration.ts';

/** Raised when a file of before can no longer be read as one of today. */
export const SIGNATURE_CALIBRATION_FORMAT = 1;

/** Numbers of references that are calibrated apart: with one nothing is known of how much its signer varies. */
export const REFERENCE_BANDS: readonly { readonly least: number; readonly most: number | null }[] = [
  { least: 1, most: 1 },
  { least: 2, most: 2 },
  { least: 3, most: 4 },
  { least: 5, most: 9 },
  { least: 10, most: null },
];

const fitted = v.omit(Band, ['least', 'most', 'kind', 'datasets', 'quantities']).entries;

/** How a number of references is calibrated, as `Band` has it for a quantity of text. */
export const SignatureBand = v.object({
  ...fitted,
  kind: v.literal('signature'),
  /** References of a comparison. */
  least: v.pipe(Count, v.minValue(1)),
  most: v.nullable(Count),
  datasets: v.array(v.string()),
  /** Numbers of references that were drawn. */
  references: v.pipe(v.array(v.pipe(Count, v.minValue(1))), v.minLength(1)),
  /**
   * Mean likeness of any two references that all but 1 in 100 draws reach; null for a single one. References that are
   * less alike raise the score of whatever is questioned.
   */
  leastAlike: v.nullable(v.number()),
});
export type SignatureBand = v.InferOutput<typeof SignatureBand>;

const Content = v.object({
  format: v.literal('chirograph-signature-calibration'),
  formatVersion: v.literal(SIGNATURE_CALIBRATION_FORMAT),
  /** SHA-256 of the signature model's file. */
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
  signers: Count,
  /** Likeness of two genuine signatures of one signer that 1 in 1,000 such pairs exceeds: nearer ones may be copies. */
  mostAlike: v.number(),
  bands: v.pipe(
    v.array(SignatureBand),
    v.check(
      (bands) =>
        bands.every(({ fusion, replicates }) =>
          [fusion, ...replicates.map((each) => each.fusion)].every(({ slopes }) => slopes.length === 1),
        ),
      'a band weighs other figures than this version knows',
    ),
    v.check(
      (bands) =>
        bands.every(({ least, most }) =>
          REFERENCE_BANDS.some((band) => band.least === least && band.most === most),
        ),
      'a band is of a number of references that this version does not know',
    ),
  ),
});

/** How scores of a signature model become likelihood ratios, against simulations of the signatures of its population. */
export const SignatureCalibration = v.object({
  ...Content.entries,
  /** SHA-256 of everything else as canonical JSON (RFC 8785). */
  sha256: Sha256,
});
export type SignatureCalibration = v.InferOutput<typeof SignatureCalibration>;

/** Completes a calibration with the hash of its content. */
export const sealedSignatures = (content: v.InferOutput<typeof Content>): SignatureCalibration =>
  hashed(content);

/** The band that answers a comparison with so many references, if there is one. */
export const signatureBandFor = (
  { bands }: Pick<SignatureCalibration, 'bands'>,
  references: number,
): SignatureBand | undefined =>
  bands.find(({ least, most }) => least <= references && (most === null || references <= most));

/** Evidence that a band gives for the score of a signature, see `signatureScores`: log10 LR, within both bounds. */
export const signatureLog10Lr = (
  band: Pick<SignatureBand, 'fusion' | 'curve' | 'elub' | 'sample'>,
  score: number,
): number => log10LrOf(band, [score]);
