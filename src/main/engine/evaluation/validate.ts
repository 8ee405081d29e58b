import type { ModelUse } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { PopulationMaterial } from '../../../contract/populations.ts';
import { LEAST_WRITERS, type SharedWriters } from '../../../contract/validation.ts';
import type { Calibration } from '../comparison/likelihood-ratio/calibration.ts';
import type { Reference } from '../comparison/reference.ts';
import { grouped } from '../imaging/limits.ts';
import { embedDatasets, rowsRead, writersOf, type EmbedDatasetsOptions } from './embed-datasets.ts';
import type { FailedImage } from './embed-images.ts';
import type { ManifestRow } from './manifest.ts';
import type { BandValidation } from './measure-evidence.ts';
import { measureApart } from './measuring-thread.ts';
import { sharedWriters } from './shared-writers.ts';
import { statedMaterial } from './stated-material.ts';

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
  /** What was measured. */
  readonly datasets: Readonly<Record<string, { readonly images: number; readonly writers: number }>>;
  /** Writers of several of these datasets. */
  readonly shared: readonly SharedWriters[];
  /** What the table states of the images measured. */
  readonly material: PopulationMaterial;
  readonly failed: readonly FailedImage[];
  readonly bands: readonly BandValidation[];
}

/** How far a validation is: reading and encoding images, then making and measuring evidence. */
export interface ValidationProgress {
  readonly step: 'images' | 'evidence';
  readonly done: number;
  readonly total: number;
}

export interface ValidateOptions extends Omit<EmbedDatasetsOptions, 'onProgress'> {
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
  readonly onProgress?: ((progress: ValidationProgress) => void) | undefined;
}

/** Whether likelihood ratios are measured on a row: they are given on words. */
export const isMeasured = ({ kind }: Pick<ManifestRow, 'kind'>): boolean =>
  kind === 'word' || kind === 'page';

/**
 * Measures evidence on labelled material: words of single-word images and of pages. Without a calibration one is made of
 * the material, and every pair is measured by what was fitted without either of its writers; with one, nothing is fitted.
 *
 * @returns the figures, and the calibration that was used or made.
 * @throws ChirographError `invalid-arguments` where the calibration was made of this material; `format-not-read` where the table
 *   names two writers of one image; `cancelled`; `too-little-writing` where no quantity of text has enough writers.
 */
export async function validate(
  options: ValidateOptions,
): Promise<{ validation: Validation; calibration: Calibration }> {
  const { manifest, seed, encoder } = options;
  if (options.calibration !== null) refuseOwnMaterial(options.calibration, options);
  const rows = manifest.rows.filter(isMeasured);
  if (rows.length === 0) {
    throw new ChirographError(
      'too-little-writing',
      'The material has no images of words or pages, on which likelihood ratios are measured. Nothing was measured.',
    );
  }
  const datasets = await embedDatasets(rows, {
    ...options,
    onProgress: (done, total) => options.onProgress?.({ step: 'images', done, total }),
  });
  const read = datasets.flatMap(rowsRead);
  const failed = datasets.flatMap(({ embedded }) => embedded.failed);
  const [first] = failed;
  if (first !== undefined && failed.length === rows.length) {
    throw new ChirographError(
      'file-unreadable',
      `None of the ${grouped(rows.length)} images could be read; the first, ${first.path}: ${first.reason} Check the folder that the table's paths start from.`,
    );
  }
  if (options.calibration === null && writersOf(read) < LEAST_WRITERS) throw tooFewWriters();
  const material = statedMaterial(read);
  const measured = await measureApart(
    datasets,
    {
      calibration: options.calibration,
      sameWord: options.sameWord,
      source: {
        model: encoder.model.sha256,
        manifest: manifest.sha256,
        split: options.split ?? 'all',
        seed,
        command: options.command,
        population: options.population,
        material,
      },
    },
    options.signal,
    (done, total) => options.onProgress?.({ step: 'evidence', done, total }),
  );
  const { bands } = measured;
  if (bands.length === 0) throw tooFewWriters();
  const calibration = options.calibration ?? measured.calibration;
  const { sha256, population, writers } = calibration;
  return {
    calibration,
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
        datasets.map((each) => {
          const own = rowsRead(each);
          return [each.dataset, { images: own.length, writers: writersOf(own) }];
        }),
      ),
      shared: sharedWriters(read),
      material,
      failed,
      bands,
    },
  };
}

const tooFewWriters = (): ChirographError =>
  new ChirographError(
    'too-little-writing',
    `The material has too few writers for any quantity of text: at least ${LEAST_WRITERS} writers are needed, each with enough words for two texts. Nothing was measured.`,
  );

/** A calibration measured on what it was fitted on would look better than it is. */
export function refuseOwnMaterial(
  { manifest, split, datasets }: Pick<Calibration, 'manifest' | 'split' | 'datasets'>,
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
