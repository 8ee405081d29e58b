import type { ModelUse } from '../../../contract/results.ts';
import type { Preparation } from '../imaging/preparation.ts';
import { embedImages, type Scorer } from './embed-images.ts';
import { measure, type DatasetFigures } from './figures.ts';
import { rootOf, type Manifest, type ManifestRow } from './manifest.ts';

export interface DatasetEvaluation extends DatasetFigures {
  /** Rows of the manifest, those that failed included. */
  readonly images: number;
  readonly writers: number;
  /** Null until there is a signature mode; images of signatures are counted and not scored. */
  readonly signatures: null;
  readonly failed: { path: string; reason: string }[];
  readonly seconds: number;
}

export interface Evaluation {
  readonly model: ModelUse;
  readonly provider: string;
  readonly datasets: Readonly<Record<string, DatasetEvaluation>>;
}

export interface EvaluationProgress {
  readonly dataset: string;
  /** Images prepared, of all images of all datasets that are scored. */
  readonly done: number;
  readonly total: number;
}

export interface EvaluateOptions {
  /** Read with the filters wanted, see `readManifest`. */
  readonly manifest: Manifest;
  /** Folder that the manifest's paths start from; its own where left out. */
  readonly root?: string | undefined;
  readonly preparation: Preparation;
  readonly encoder: Scorer;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
}

/**
 * Measures discrimination on labelled material through the production path from file to score, dataset by dataset.
 * Nothing is fitted on it, and the labels are joined after the images were embedded without them.
 *
 * @throws ChirographError `cancelled`, `provider-failed`, or what ends the preparation; an image that cannot be read
 *   is listed in `failed` and ends nothing.
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { manifest, encoder } = options;
  const root = rootOf(manifest, options.root);
  const scored = (row: ManifestRow): boolean => row.kind !== 'signature';
  const total = manifest.rows.filter(scored).length;
  const datasets: Record<string, DatasetEvaluation> = {};
  let before = 0;
  for (const dataset of new Set(manifest.rows.map((row) => row.dataset))) {
    const started = performance.now();
    const all = manifest.rows.filter((row) => row.dataset === dataset);
    const rows = all.filter(scored);
    const embedded = await embedImages(
      rows.map(({ path, kind }) => ({ path, kind })),
      {
        ...options,
        root,
        onProgress: (done) => options.onProgress?.({ dataset, done: before + done, total }),
      },
    );
    before += rows.length;
    const { pairs, intervals, ...figures } = measure(rows, embedded, options.seed);
    datasets[dataset] = {
      images: all.length,
      writers: new Set(all.map((row) => row.writer)).size,
      ...figures,
      signatures: null,
      pairs,
      intervals,
      failed: embedded.failed,
      seconds: (performance.now() - started) / 1000,
    };
  }
  return { model: encoder.model, provider: encoder.model.provider, datasets };
}
