import type { ModelUse } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { Method } from '../comparison/likelihood-ratio/calibrator.ts';
import type { Band, Calibration } from '../comparison/likelihood-ratio/calibration.ts';
import { cllr, cllrMin } from '../comparison/likelihood-ratio/cllr.ts';
import type { Bounds } from '../comparison/likelihood-ratio/elub.ts';
import { pairWeights, scoresOfPairs } from '../comparison/likelihood-ratio/figured-pairs.ts';
import type { Reference } from '../comparison/reference.ts';
import {
  bandNumber,
  buildCalibration,
  evidenceBy,
  quantitiesOf,
  type EvidenceOfBand,
} from './build-calibration.ts';
import { sameWordThresholds } from './build-reference.ts';
import { embedDatasets, type EmbedDatasetsOptions } from './embed-datasets.ts';
import type { FailedImage } from './embed-images.ts';
import { evidenceFigures, type EvidenceFigures } from './evidence-figures.ts';
import { labelledMaterial } from './labelled-material.ts';
import type { LabelledMaterial } from './drawn-pairs.ts';

/** One quantity of text and one question. */
export interface BandValidation {
  readonly kind: Band['kind'];
  /** Words of the side that has less. */
  readonly least: number;
  readonly most: number | null;
  readonly method: Method;
  /** log10 LR. */
  readonly bounds: Bounds;
  /** All datasets, each weighing alike. */
  readonly pooled: EvidenceFigures;
  readonly datasets: Readonly<Record<string, EvidenceFigures>>;
  /** By words a side; pooled. */
  readonly quantities: readonly {
    readonly questioned: number;
    readonly known: number;
    readonly cllr: number;
    readonly cllrMin: number;
  }[];
}

export interface Validation {
  readonly model: ModelUse;
  /** `measured` is "cross-validation" where the calibration was made of the same material. */
  readonly calibration: {
    readonly sha256: string;
    readonly population: string;
    readonly writers: number;
    readonly measured: 'cross-validation' | 'given calibration';
  };
  /** SHA-256 of the manifest. */
  readonly manifest: string;
  readonly split: string;
  readonly seed: number;
  readonly datasets: Readonly<Record<string, { readonly images: number; readonly writers: number }>>;
  readonly failed: readonly FailedImage[];
  readonly bands: readonly BandValidation[];
}

export interface ValidateOptions extends EmbedDatasetsOptions {
  /** Rows of this split only, as the manifest was read; all rows where left out. */
  readonly split?: string | undefined;
  /** Measured on the material, which the caller keeps free of its writers; where null, one is made of the material itself. */
  readonly calibration: Calibration | null;
  /** Thresholds of the word head for material that has no transcriptions. */
  readonly sameWord: Reference['sameWord'];
  readonly seed: number;
  /** What a calibration made here states of itself. */
  readonly command: string;
  readonly population: string;
}

/**
 * Measures evidence on labelled material: words of single-word images and of pages. Without a calibration one is made of
 * the material, and every pair is measured by what was fitted without either of its writers; with one, nothing is fitted.
 *
 * @returns the figures, and the calibration that was used or made.
 * @throws ChirographError `invalid-arguments` where the calibration was made of this material; `cancelled`; `too-little-writing` where no quantity of text has enough writers.
 */
export async function validate(
  options: ValidateOptions,
): Promise<{ validation: Validation; calibration: Calibration }> {
  const { manifest, seed, encoder } = options;
  if (options.calibration !== null) refuseOwnMaterial(options.calibration, options);
  const rows = manifest.rows.filter(({ kind }) => kind === 'word' || kind === 'page');
  const datasets = await embedDatasets(rows, options);
  const material = labelledMaterial(datasets);
  const built =
    options.calibration === null
      ? buildCalibration(material, sameWordThresholds(datasets) ?? options.sameWord, {
          model: encoder.model.sha256,
          manifest: manifest.sha256,
          split: options.split ?? 'all',
          seed,
          command: options.command,
          population: options.population,
        })
      : { calibration: options.calibration, bands: evidenceBy(options.calibration, material, seed) };
  const bands = built.bands.flatMap((evidence) => measured(evidence, material, seed) ?? []);
  if (bands.length === 0) {
    throw new ChirographError(
      'too-little-writing',
      'The material has too few writers for any quantity of text: at least 6 writers are needed, each with enough words for two texts. Nothing was measured.',
    );
  }
  const { sha256, population, writers } = built.calibration;
  return {
    calibration: built.calibration,
    validation: {
      model: encoder.model,
      calibration: {
        sha256,
        population,
        writers,
        measured: options.calibration === null ? 'cross-validation' : 'given calibration',
      },
      manifest: manifest.sha256,
      split: options.split ?? 'all',
      seed,
      datasets: Object.fromEntries(
        datasets.map(({ dataset, rows: own }) => [
          dataset,
          { images: own.length, writers: new Set(own.map(({ writer }) => writer)).size },
        ]),
      ),
      failed: datasets.flatMap(({ embedded }) => embedded.failed),
      bands,
    },
  };
}

/** A calibration measured on what it was fitted on would look better than it is. */
function refuseOwnMaterial(
  { manifest, split, datasets }: Calibration,
  options: Pick<ValidateOptions, 'manifest' | 'split'>,
): void {
  const own = options.split ?? 'all';
  const shared = datasets.filter((dataset) => options.manifest.rows.some((row) => row.dataset === dataset));
  if (manifest !== options.manifest.sha256 || shared.length === 0) return;
  if (split !== own && split !== 'all' && own !== 'all') return;
  throw new ChirographError(
    'invalid-arguments',
    `The calibration was made of this manifest (split ${split}, ${shared.join(', ')}): measured on split ${own} it would be judged by what it was fitted on. Choose a split or material of other writers, or leave --calibration out for a cross-validation.`,
  );
}

function measured(
  { band, pairs, log10Lrs }: EvidenceOfBand,
  material: LabelledMaterial,
  seed: number,
): BandValidation | null {
  const of = (
    name: string,
    holds: (pair: EvidenceOfBand['pairs'][number]) => boolean,
  ): EvidenceFigures | null => {
    const places = pairs.flatMap((pair, at) => (holds(pair) ? [at] : []));
    return evidenceFigures(
      places.map((at) => pairs[at]!),
      Float64Array.from(places, (at) => log10Lrs[at]!),
      material,
      seed,
      `${band.kind}/${band.least}/${name}`,
    );
  };
  const pooled = of('pooled', () => true);
  if (pooled === null) return null;
  const { kind, least, most, method, elub, sample } = band;
  return {
    kind,
    least,
    most,
    method,
    bounds: { lower: Math.max(elub.lower, sample.lower), upper: Math.min(elub.upper, sample.upper) },
    pooled,
    datasets: Object.fromEntries(
      material.datasets.flatMap((dataset, number) => {
        const figures = of(dataset, ({ first }) => material.datasetOf[first] === number);
        return figures === null ? [] : [[dataset, figures] as const];
      }),
    ),
    quantities: quantitiesOf(kind, bandNumber(band)).flatMap(({ questioned, known }, number) => {
      const places = pairs.flatMap((pair, at) => (pair.quantity === number ? [at] : []));
      const own = places.map((at) => pairs[at]!);
      const scores = scoresOfPairs(
        own,
        places.map((at) => log10Lrs[at]!),
        pairWeights(own, material),
      );
      return scores === null ? [] : [{ questioned, known, cllr: cllr(scores), cllrMin: cllrMin(scores) }];
    }),
  };
}
