import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { SIGNATURE_INPUT, WORD_INPUT, type CropInput } from '../imaging/normalise.ts';
import type { Layout, Preparation } from '../imaging/preparation.ts';
import { rootOf, type Kind, type Manifest } from './manifest.ts';
import { prepareImages } from './prepare-images.ts';

/** The encoders a crop can be made for: the kinds whose image is one crop of it, and its input contract. */
const SUBJECTS = {
  word: { kinds: ['word', 'character'], layout: 'word', input: WORD_INPUT },
  signature: { kinds: ['signature', 'word'], layout: 'signature', input: SIGNATURE_INPUT },
} as const satisfies Record<string, { kinds: readonly Kind[]; layout: Layout; input: CropInput }>;

/** `signature` takes words as well: the same word by many hands is to a signature model what a name is. */
export type CropSubject = keyof typeof SUBJECTS;

export interface CropsOptions {
  /** Folder that the manifest's paths start from; its own where left out. */
  readonly root?: string | undefined;
  /** Folder to write; made where it is missing. */
  readonly out: string;
  readonly subject: CropSubject;
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
 * - `crops.u8`: count x height x width bytes, see `WORD_INPUT` and `SIGNATURE_INPUT`, in the manifest's order;
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
  const { input, layout } = SUBJECTS[options.subject];
  const kinds: readonly Kind[] = SUBJECTS[options.subject].kinds;
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
    const images = prepareImages(
      rows.map((row) => ({ path: row.path, layout })),
      { ...options, root: rootOf(manifest, options.root) },
    );
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
    await description.write(`${JSON.stringify({ input, count })}\n`);
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
