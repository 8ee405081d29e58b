import { tightest } from '../../../contract/evidence.ts';
import type { ModelUse } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { LEAST_WRITERS } from '../../../contract/validation.ts';
import type { Method } from '../comparison/likelihood-ratio/calibrator.ts';
import type { Bounds } from '../comparison/likelihood-ratio/elub.ts';
import type { FiguredPair } from '../comparison/likelihood-ratio/figured-pairs.ts';
import { fitBand } from '../comparison/likelihood-ratio/fit-band.ts';
import {
  REFERENCE_BANDS,
  sealedSignatures,
  SIGNATURE_CALIBRATION_FORMAT,
  signatureLog10Lr,
  type SignatureBand,
  type SignatureCalibration,
} from '../comparison/likelihood-ratio/signature-calibration.ts';
import { grouped } from '../imaging/limits.ts';
import type { Preparation } from '../imaging/preparation.ts';
import { eachOnce } from './embed-datasets.ts';
import { embedSignatures, type FailedImage, type SignatureScorer } from './embed-images.ts';
import { evidenceFigures, type EvidenceFigures } from './evidence-figures.ts';
import { rootOf, type Manifest } from './manifest.ts';
import { imageOf } from './prepare-images.ts';
import { pauses } from './signature-figures.ts';
import {
  drawSignatures,
  referenceBandNumber,
  signatureMaterial,
  type DrawnSignatures,
  type EmbeddedSigners,
  type SignatureMaterial,
} from './signature-pairs.ts';
import { refuseOwnMaterial } from './validate.ts';

/** One number of references. */
export interface SignatureBandValidation {
  /** References of a comparison. */
  readonly least: number;
  readonly most: number | null;
  readonly method: Method;
  /** log10 LR. */
  readonly bounds: Bounds;
  /** All datasets, each weighing alike. */
  readonly pooled: EvidenceFigures;
  readonly datasets: Readonly<Record<string, EvidenceFigures>>;
}

export interface SignatureValidation {
  readonly model: ModelUse;
  /** `measured` is "cross-validation" where the calibration was made of the same material. */
  readonly calibration: {
    readonly sha256: string;
    readonly population: string;
    readonly signers: number;
    readonly measured: 'cross-validation' | 'given calibration';
  };
  /** SHA-256 of the manifest. */
  readonly manifest: string;
  readonly split: string;
  readonly seed: number;
  readonly datasets: Readonly<
    Record<string, { readonly genuine: number; readonly simulated: number; readonly signers: number }>
  >;
  readonly failed: readonly FailedImage[];
  readonly bands: readonly SignatureBandValidation[];
}

export interface ValidateSignaturesOptions {
  readonly manifest: Manifest;
  /** Rows of this split only, as the manifest was read; all rows where left out. */
  readonly split?: string | undefined;
  /** Folder that the manifest's paths start from; its own where left out. */
  readonly root?: string | undefined;
  readonly preparation: Preparation;
  readonly encoder: SignatureScorer;
  readonly seed: number;
  /** Measured on the material, which the caller keeps free of its signers; where null, one is made of the material itself. */
  readonly calibration: SignatureCalibration | null;
  /** What a calibration made here states of itself. */
  readonly command: string;
  readonly population: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Measures evidence on labelled signatures: genuine ones against simulations of the same name, by number of references.
 * Without a calibration one is made of the material, and every signature is measured by what was fitted without its signer;
 * with one, nothing is fitted.
 *
 * @returns the figures, and the calibration that was used or made.
 * @throws ChirographError `invalid-arguments` where the calibration was made of this material; `format-not-read` where the table
 *   names two signers of one image; `cancelled`; `too-little-writing` where no number of references has enough signers.
 */
export async function validateSignatures(
  options: ValidateSignaturesOptions,
): Promise<{ validation: SignatureValidation; calibration: SignatureCalibration }> {
  const { manifest, seed, encoder, signal } = options;
  const split = options.split ?? 'all';
  const given = options.calibration;
  if (given !== null) refuseOwnMaterial(given, options);
  const datasets = await embedSigners(options);
  const material = await signatureMaterial(datasets, pauses(signal));
  const drawn = REFERENCE_BANDS.map((_, band) => drawSignatures(material, band, seed));
  const source = { model: encoder.model.sha256, manifest: manifest.sha256, split, seed };
  const measured =
    given === null
      ? made(material, drawn, { ...source, command: options.command, population: options.population })
      : { calibration: given, evidence: evidenceBy(given, drawn) };
  const bands = measured.evidence.flatMap(({ band, pairs, log10Lrs }) => {
    const of = (name: string, holds: (pair: FiguredPair) => boolean): EvidenceFigures | null => {
      const places = pairs.flatMap((pair, at) => (holds(pair) ? [at] : []));
      return evidenceFigures(
        places.map((at) => pairs[at]!),
        Float64Array.from(places, (at) => log10Lrs[at]!),
        material,
        seed,
        `signature/${band.least}/${name}`,
      );
    };
    const pooled = of('pooled', () => true);
    if (pooled === null) return [];
    const { least, most, method, elub, sample } = band;
    return [
      {
        least,
        most,
        method,
        bounds: tightest({ elub, sample }),
        pooled,
        datasets: Object.fromEntries(
          material.datasets.flatMap((dataset, number) => {
            const figures = of(dataset, ({ first }) => material.datasetOf[first] === number);
            return figures === null ? [] : [[dataset, figures] as const];
          }),
        ),
      },
    ];
  });
  if (bands.length === 0) {
    throw new ChirographError(
      'too-little-writing',
      `The material has too few signers for any number of references: at least ${LEAST_WRITERS} signers are needed, each with two genuine signatures and a simulation (column genuine: 0). Nothing was measured.`,
    );
  }
  const { calibration } = measured;
  return {
    calibration,
    validation: {
      model: encoder.model,
      calibration: {
        sha256: calibration.sha256,
        population: calibration.population,
        signers: calibration.signers,
        measured: given === null ? 'cross-validation' : 'given calibration',
      },
      manifest: manifest.sha256,
      split,
      seed,
      datasets: Object.fromEntries(
        material.datasets.map((dataset, number) => {
          const own = material.signers.filter((_, at) => material.datasetOf[at] === number);
          const count = (of: (signer: (typeof own)[number]) => readonly number[]): number =>
            own.reduce((sum, signer) => sum + of(signer).length, 0);
          return [
            dataset,
            {
              genuine: count(({ genuine }) => genuine),
              simulated: count(({ forged }) => forged),
              signers: own.length,
            },
          ];
        }),
      ),
      failed: datasets.flatMap(({ embedded }) => embedded.failed),
      bands,
    },
  };
}

/** Signatures of each dataset, every image once. */
async function embedSigners({
  manifest,
  root,
  onProgress,
  ...options
}: ValidateSignaturesOptions): Promise<EmbeddedSigners[]> {
  const rows = manifest.rows.filter(({ kind }) => kind === 'signature');
  if (rows.length === 0) {
    throw new ChirographError(
      'too-little-writing',
      'The material has no images of signatures (column kind: signature). Nothing was measured.',
    );
  }
  const leaveOut = eachOnce();
  const datasets: EmbeddedSigners[] = [];
  let before = 0;
  for (const [dataset, own] of Map.groupBy(rows, (row) => row.dataset)) {
    const first = before;
    before += own.length;
    const embedded = await embedSignatures(own.map(imageOf), {
      ...options,
      root: rootOf(manifest, root),
      leaveOut: (index, sha256) => leaveOut(own[index]!, sha256),
      onProgress: (done) => onProgress?.(first + done, rows.length),
    });
    datasets.push({ dataset, rows: own, embedded });
  }
  const failed = datasets.flatMap(({ embedded }) => embedded.failed);
  if (failed.length === rows.length) {
    throw new ChirographError(
      'file-unreadable',
      `None of the ${grouped(rows.length)} images could be read; the first, ${failed[0]!.path}: ${failed[0]!.reason} Check the folder that the table's paths start from.`,
    );
  }
  return datasets;
}

/** A band with the pairs that it is measured on and their evidence: log10 LRs, NaN where there is none. */
interface EvidenceOfReferences {
  readonly band: SignatureBand;
  readonly pairs: readonly FiguredPair[];
  readonly log10Lrs: Float64Array;
}

/**
 * Fits a calibration; every pair's evidence is by what was fitted without its signer.
 *
 * Bounds are found for each number of references apart, and by chance fewer references may be allowed more than more are,
 * though they say less. From the most references down no number may say more than the next larger one.
 */
function made(
  material: SignatureMaterial,
  drawn: readonly DrawnSignatures[],
  source: Pick<SignatureCalibration, 'model' | 'manifest' | 'split' | 'seed' | 'command' | 'population'>,
): { calibration: SignatureCalibration; evidence: EvidenceOfReferences[] } {
  const evidence: EvidenceOfReferences[] = [];
  let within: Bounds | undefined;
  for (const [number, { least, most }] of [...REFERENCE_BANDS.entries()].toReversed()) {
    const { pairs, references, alike } = drawn[number]!;
    const used = new Set(pairs.map(({ first }) => material.datasetOf[first]));
    const facts = {
      kind: 'signature' as const,
      least,
      most,
      datasets: material.datasets.filter((_, dataset) => used.has(dataset)),
      references: [...references],
      leastAlike: quantile(
        alike.map(({ signer, likeness }) => ({ value: likeness, dataset: material.datasetOf[signer]! })),
        0.01,
      ),
    };
    const found = fitBand(facts, pairs, material, source.seed, within);
    if (found === null) continue;
    evidence.unshift({ ...found, pairs });
    within = tightest(found.band);
  }
  return {
    evidence,
    calibration: sealedSignatures({
      format: 'chirograph-signature-calibration',
      formatVersion: SIGNATURE_CALIBRATION_FORMAT,
      ...source,
      datasets: [...material.datasets],
      signers: new Set(material.personOf).size,
      mostAlike: quantile(genuineLikenesses(material), 0.999) ?? 1,
      bands: evidence.map(({ band }) => band),
    }),
  };
}

/** Evidence of other material by a calibration. */
function evidenceBy(
  calibration: SignatureCalibration,
  drawn: readonly DrawnSignatures[],
): EvidenceOfReferences[] {
  return calibration.bands.map((band) => {
    const { pairs } = drawn[referenceBandNumber(band)]!;
    const log10Lrs = Float64Array.from(pairs, ({ figures }) => signatureLog10Lr(band, figures[0]!));
    return { band, pairs, log10Lrs };
  });
}

/** Likeness of every two genuine signatures of one signer. */
function genuineLikenesses({ signers, datasetOf }: SignatureMaterial): { value: number; dataset: number }[] {
  return signers.flatMap(({ genuine, likeness }, signer) =>
    genuine.flatMap((one, at) =>
      genuine.slice(at + 1).map((other) => ({ value: likeness(one, other), dataset: datasetOf[signer]! })),
    ),
  );
}

/** The value that a share of the weight lies below, every dataset weighing alike; null for no values. Six decimals. */
function quantile(values: readonly { value: number; dataset: number }[], share: number): number | null {
  const counts = new Map<number, number>();
  for (const { dataset } of values) counts.set(dataset, (counts.get(dataset) ?? 0) + 1);
  let below = 0;
  const found = values
    .toSorted((a, b) => a.value - b.value)
    .find(({ dataset }) => (below += 1 / counts.get(dataset)! / counts.size) >= share);
  return found === undefined ? null : Number(found.value.toFixed(6));
}
