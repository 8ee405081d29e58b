import path from 'node:path';
import { ChirographError, type ErrorCode } from '../../../contract/schema.ts';
import { requireWords, type Layout, type PreparedWord, type Preparation } from '../imaging/preparation.ts';
import type { Kind } from './manifest.ts';

/** All that preparing and scoring may know of a row: where its image is and how to read it. No label. */
export interface LabelledImage {
  readonly path: string;
  readonly layout: Exclude<Layout, 'auto'>;
}

/** The image of a row, read as its kind asks for. */
export function imageOf({ path, kind }: { readonly path: string; readonly kind: Kind }): LabelledImage {
  return { path, layout: kind === 'character' ? 'word' : kind };
}

export interface PreparedImage {
  /** Position among the images given. */
  readonly index: number;
  /** One word for a word, character or signature; the words of all lines for a page; none where it failed. */
  readonly words: readonly PreparedWord[];
  /** SHA-256 of the file that was read; null where it failed. */
  readonly sha256: string | null;
  readonly failure: ChirographError | null;
}

/** Images handed to the preparation ahead of the one that is waited for. */
const AHEAD = 16;

/** Failures that are the image's own; any other one ends the whole run. */
const OF_THE_IMAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'file-unreadable',
  'file-missing',
  'file-too-large',
  'format-not-read',
  'no-writing',
  'set-aside',
]);

/**
 * Prepares images as a case does, several at a time, and yields them in the order given.
 *
 * @throws ChirographError `cancelled`, or whatever else is not one image's own failure.
 */
export async function* prepareImages(
  images: readonly LabelledImage[],
  {
    root,
    admit = (file) => Promise.resolve(file),
    preparation,
    signal,
  }: {
    root: string;
    admit?: ((file: string) => Promise<string>) | undefined;
    preparation: Preparation;
    signal?: AbortSignal | undefined;
  },
): AsyncGenerator<PreparedImage> {
  const prepareOne = async ({ path: file, layout }: LabelledImage, index: number): Promise<PreparedImage> => {
    try {
      const source = { path: await admit(path.resolve(root, file)), layout };
      const prepared = await preparation.prepare(source, signal);
      const words = requireWords(prepared);
      if (words.length === 0) {
        throw new ChirographError(
          'no-writing',
          'All of its words look printed or stamped, and none of them was taken.',
        );
      }
      const { sha256 } = prepared;
      return { index, words: layout === 'page' ? words : words.slice(0, 1), sha256, failure: null };
    } catch (error) {
      if (!(error instanceof ChirographError) || !OF_THE_IMAGE.has(error.code)) throw error;
      return { index, words: [], sha256: null, failure: error };
    }
  };
  const underWay: Promise<PreparedImage>[] = [];
  let next = 0;
  try {
    for (;;) {
      while (underWay.length < AHEAD && next < images.length) {
        if (signal?.aborted) throw new ChirographError('cancelled', 'Preparing was cancelled.');
        const image = prepareOne(images[next] as LabelledImage, next);
        // A failure is met when its turn comes; until then it must not count as unhandled.
        image.catch(() => undefined);
        underWay.push(image);
        next++;
      }
      const first = underWay.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
