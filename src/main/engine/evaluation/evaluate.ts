import type { ModelUse } from '../../../contract/results.ts';
import type { Preparation } from '../imaging/preparation.ts';
import {
  embedImages,
  embedSignatures,
  type FailedImage,
  type Scorer,
  type SignatureScorer,
} from './embed-images.ts';
import { measure, type DatasetFigures } from './figures.ts';
import { rootOf, type Manifest, type ManifestRow } from './manifest.ts';
import { imageOf } from './prepare-images.ts';
import { measureSignatures, type SignatureFigures } from './signature-figures.ts';

export interface DatasetEvaluation extends DatasetFigures {
  /** Rows of the manifest, those that failed included. */
  readonly images: number;
  readonly writers: number;
  /** Null where the set has no signatures, or there is no signature model. */
  readonly signatures: SignatureFigures | null;
  readonly failed: FailedImage[];
  readonly seconds: number;
}

export interface Evaluation {
  readonly model: ModelUse;
  /** Null where no signature was scored. */
  readonly signatureModel: ModelUse | null;
  /** Images of signatures that were counted only, for want of a signature model. */
  readonly signaturesNotScored: number;
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
  /** Null where there is none: signatures are then counted and not scored. */
  readonly signatureEncoder: SignatureScorer | null;
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
  const { manifest, encoder, signatureEncoder, seed } = options;
  const root = rootOf(manifest, options.root);
  const isSignature = (row: ManifestRow): boolean => row.kind === 'signature';
  const scored = (row: ManifestRow): boolean => !isSignature(row) || signatureEncoder !== null;
  const total = manifest.rows.filter(scored).length;
  const datasets: Record<string, DatasetEvaluation> = {};
  let before = 0;
  for (const dataset of new Set(manifest.rows.map((row) => row.dataset))) {
    const started = performance.now();
    const all = manifest.rows.filter((row) => row.dataset === dataset);
    const work = (rows: readonly ManifestRow[]) => {
      const first = before;
      before += rows.length;
      return {
        ...options,
        root,
        onProgress: (done: number) => options.onProgress?.({ dataset, done: first + done, total }),
      };
    };
    const words = all.filter((row) => !isSignature(row));
    const embedded = await embedImages(words.map(imageOf), work(words));
    const { pairs, intervals, ...figures } = measure(words, embedded, seed);
    const signed = all.filter(isSignature);
    const signatures =
      signatureEncoder === null || signed.length === 0
        ? null
        : await embedSignatures(signed.map(imageOf), { ...work(signed), encoder: signatureEncoder });
    const verified = signatures && (await measureSignatures(signed, signatures, seed, options.signal));
    datasets[dataset] = {
      images: all.length,
      writers: new Set(all.map((row) => row.writer)).size,
      ...figures,
      signatures: verified?.figures ?? null,
      pairs: { ...pairs, ...verified?.pairs },
      intervals: { ...intervals, ...verified?.intervals },
      failed: [...embedded.failed, ...(signatures?.failed ?? [])],
      seconds: (performance.now() - started) / 1000,
    };
  }
  return {
    model: encoder.model,
    signatureModel: manifest.rows.some(isSignature) ? (signatureEncoder?.model ?? null) : null,
    signaturesNotScored: manifest.rows.length - total,
    provider: encoder.model.provider,
    datasets,
  };
}
