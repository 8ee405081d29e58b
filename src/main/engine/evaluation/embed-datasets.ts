import type { Preparation } from '../imaging/preparation.ts';
import { embedImages, type EmbeddedImages, type Scorer } from './embed-images.ts';
import { rootOf, type Manifest, type ManifestRow } from './manifest.ts';
import { imageOf } from './prepare-images.ts';

/** Images of one dataset with what they were embedded as. */
export interface EmbeddedDataset {
  readonly dataset: string;
  readonly rows: readonly ManifestRow[];
  readonly embedded: EmbeddedImages;
}

export interface EmbedDatasetsOptions {
  readonly manifest: Manifest;
  /** Folder that the manifest's paths start from; its own where left out. */
  readonly root?: string | undefined;
  /** Which path to read for one that the manifest names; that itself where left out. */
  readonly admit?: ((file: string) => Promise<string>) | undefined;
  readonly preparation: Preparation;
  readonly encoder: Scorer;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Embeds labelled images, dataset by dataset, each image once.
 *
 * @param rows of the manifest.
 * @throws ChirographError as `embedImages` does.
 */
export async function embedDatasets(
  rows: readonly ManifestRow[],
  options: EmbedDatasetsOptions,
): Promise<EmbeddedDataset[]> {
  const root = rootOf(options.manifest, options.root);
  const datasets: EmbeddedDataset[] = [];
  let before = 0;
  for (const dataset of new Set(rows.map((row) => row.dataset))) {
    const own = rows.filter((row) => row.dataset === dataset);
    const first = before;
    before += own.length;
    const embedded = await embedImages(own.map(imageOf), {
      ...options,
      root,
      onProgress: (done) => options.onProgress?.(first + done, rows.length),
    });
    datasets.push({ dataset, rows: own, embedded });
  }
  return datasets;
}
