import { ChirographError } from '../../../contract/schema.ts';
import { joinVectors, type Vectors } from '../comparison/vectors.ts';
import type { Encoder } from '../encoder/encoder.ts';
import type { Preparation } from '../imaging/preparation.ts';
import { prepareImages, type LabelledImage } from './prepare-images.ts';

/** What scoring uses of an encoder. */
export type Scorer = Pick<Encoder, 'model' | 'embed'>;

export interface EmbeddedImages {
  /** For each word, the image it was found in: its position among the images given. Ascending. */
  readonly image: Int32Array;
  /** Both heads, one row a word. */
  readonly writer: Vectors;
  readonly word: Vectors;
  readonly failed: { path: string; reason: string }[];
}

/** Crops that wait for the encoder at a time. */
const BATCH = 256;

/**
 * The production path from file to embedding. It is given images and no labels; those are joined to what comes out.
 *
 * @throws ChirographError `cancelled`; `provider-failed` where the encoder fails or gives out what is not a number.
 */
export async function embedImages(
  images: readonly LabelledImage[],
  options: {
    readonly root: string;
    readonly preparation: Preparation;
    readonly encoder: Scorer;
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((done: number) => void) | undefined;
  },
): Promise<EmbeddedImages> {
  const image: number[] = [];
  const writer: Float32Array[] = [];
  const word: Float32Array[] = [];
  const failed: EmbeddedImages['failed'] = [];
  let crops: Uint8Array[] = [];
  const encode = async (): Promise<void> => {
    for (const heads of await options.encoder.embed(crops, options.signal)) {
      if (![heads.writer, heads.word].every((head) => head.every(Number.isFinite))) {
        throw new ChirographError(
          'provider-failed',
          `The encoder ${options.encoder.model.name} gave out an embedding that is not a number.`,
        );
      }
      writer.push(heads.writer);
      word.push(heads.word);
    }
    crops = [];
  };
  for await (const { index, words, failure } of prepareImages(images, options)) {
    if (failure !== null) failed.push({ path: images[index]!.path, reason: failure.message });
    for (const { crop } of words) {
      image.push(index);
      crops.push(crop);
      if (crops.length === BATCH) await encode();
    }
    options.onProgress?.(index + 1);
  }
  if (crops.length > 0) await encode();
  return {
    image: Int32Array.from(image),
    writer: joinVectors(writer),
    word: joinVectors(word),
    failed,
  };
}
