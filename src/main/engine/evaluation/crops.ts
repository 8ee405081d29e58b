import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { WORD_INPUT } from '../imaging/normalise.ts';
import type { Preparation } from '../imaging/preparation.ts';
import { rootOf, type Kind, type Manifest } from './manifest.ts';
import { prepareImages } from './prepare-images.ts';

/** Kinds whose image is one crop, which is what a crop folder holds one row for. */
export type CropKind = Exclude<Kind, 'page'>;

/** What `writeCrops` takes where nobody asks for another kind. */
export const CROP_KINDS: readonly CropKind[] = ['word', 'character'];

export interface CropsOptions {
  /** Folder that the manifest's paths start from; its own where left out. */
  readonly root?: string | undefined;
  /** Folder to write; made where it is missing. */
  readonly out: string;
  readonly kinds?: readonly CropKind[] | undefined;
  readonly preparation: Preparation;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface WrittenCrops {
  readonly images: number;
  readonly crops: number;
  readonly failed: { path: string; reason: string }[];
}

/**
 * Writes the encoder's input for every image of a manifest, for training to read:
 * - `crops.u8`: count x height x width bytes, see `WORD_INPUT`, in the manifest's order;
 * - `crops.csv`: `path,index,sha256,error`, one line an image; the SHA-256 is the crop's, the error a code in place of
 *   the index;
 * - `crops.json`: the input contract and the count.
 *
 * The same images give the same bytes. The files take their names when all are whole, `crops.json` last: a folder
 * without it holds nothing to read.
 *
 * @throws ChirographError `cancelled`, or whatever ends the preparation; nothing is left behind then.
 */
export async function writeCrops(manifest: Manifest, options: CropsOptions): Promise<WrittenCrops> {
  const kinds: readonly Kind[] = options.kinds ?? CROP_KINDS;
  const rows = manifest.rows.filter((row) => kinds.includes(row.kind));
  await mkdir(options.out, { recursive: true });
  const names = ['crops.u8', 'crops.csv', 'crops.json'].map((name) => path.join(options.out, name));
  const part = (name: string): string => `${name}.part`;
  const files: FileHandle[] = [];
  const failed: WrittenCrops['failed'] = [];
  let count = 0;
  try {
    for (const name of names) files.push(await open(part(name), 'w'));
    const [pixels, list, description] = files as [FileHandle, FileHandle, FileHandle];
    await list.write('path,index,sha256,error\n');
    const images = prepareImages(rows, { ...options, root: rootOf(manifest, options.root) });
    for await (const { index, words, failure } of images) {
      const row = rows[index]!;
      const word = words[0];
      if (word === undefined) {
        failed.push({ path: row.path, reason: failure?.message ?? 'no writing was found' });
        await list.write(`${quoted(row.path)},,,${quoted(failure?.code ?? 'no-writing')}\n`);
      } else {
        await pixels.write(word.crop);
        await list.write(`${quoted(row.path)},${count},${word.cropSha256},\n`);
        count++;
      }
      options.onProgress?.(index + 1, rows.length);
    }
    await description.write(`${JSON.stringify({ input: WORD_INPUT, count })}\n`);
    for (const file of files) {
      await file.sync();
      await file.close();
    }
    await rm(names[2]!, { force: true });
    for (const name of names) await rename(part(name), name);
  } catch (error) {
    for (const file of files) await file.close().catch(() => undefined);
    for (const name of names) await rm(part(name), { force: true });
    throw error;
  }
  return { images: rows.length, crops: count, failed };
}

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;
