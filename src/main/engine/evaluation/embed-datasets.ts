import { ChirographError } from '../../../contract/schema.ts';
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

/** The rows whose image was read and counts. */
export function rowsRead({ rows, embedded }: EmbeddedDataset): ManifestRow[] {
  const read = new Set(embedded.image);
  return rows.filter((_, at) => read.has(at));
}

/** How many persons wrote what rows are of. */
export const writersOf = (rows: readonly Pick<ManifestRow, 'writer'>[]): number =>
  new Set(rows.map(({ writer }) => writer)).size;

/**
 * Asks of image after image why it is left out: the same file by another path would be compared with itself.
 *
 * @throws ChirographError `format-not-read` where the table says of one image that two writers wrote it.
 */
export function eachOnce(): (row: ManifestRow, sha256: string) => ChirographError | null {
  const seen = new Map<string, ManifestRow>();
  return (row, sha256) => {
    const first = seen.get(sha256);
    if (first === undefined) {
      seen.set(sha256, row);
      return null;
    }
    if (first.writer !== row.writer) {
      throw new ChirographError(
        'format-not-read',
        `${first.path} (line ${first.line}) and ${row.path} (line ${row.line}) are the same image, byte for byte, and the table names two writers of it. Take the wrong row out, then measure again. Nothing was measured.`,
      );
    }
    return new ChirographError(
      'invalid-arguments',
      `It is the same image as ${first.path}, byte for byte, and counts once.`,
    );
  };
}

/**
 * Embeds labelled images, dataset by dataset, each image once: one that comes again by another path is among the failed.
 *
 * @param rows of the manifest.
 * @throws ChirographError as `embedImages` and `eachOnce` do.
 */
export async function embedDatasets(
  rows: readonly ManifestRow[],
  options: EmbedDatasetsOptions,
): Promise<EmbeddedDataset[]> {
  const root = rootOf(options.manifest, options.root);
  const datasets: EmbeddedDataset[] = [];
  const leaveOut = eachOnce();
  let before = 0;
  for (const dataset of new Set(rows.map((row) => row.dataset))) {
    const own = rows.filter((row) => row.dataset === dataset);
    const first = before;
    before += own.length;
    const embedded = await embedImages(own.map(imageOf), {
      ...options,
      root,
      leaveOut: (index, sha256) => leaveOut(own[index]!, sha256),
      onProgress: (done) => options.onProgress?.(first + done, rows.length),
    });
    datasets.push({ dataset, rows: own, embedded });
  }
  return datasets;
}
