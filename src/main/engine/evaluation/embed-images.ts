import type { ModelUse } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { joinVectors, type Vectors } from '../comparison/vectors.ts';
import type { Encoder, SignatureEncoder } from '../encoder/encoder.ts';
import type { Preparation } from '../imaging/preparation.ts';
import { prepareImages, type LabelledImage } from './prepare-images.ts';

/** What scoring uses of an encoder, and of the signature encoder. */
export type Scorer = Pick<Encoder, 'model' | 'embed'>;
export type SignatureScorer = Pick<SignatureEncoder, 'model' | 'embed'>;

export interface EmbeddedImages {
  /** For each word, the image it was found in: its position among the images given. Ascending. */
  readonly image: Int32Array;
  /** Both heads, one row a word. */
  readonly writer: Vectors;
  readonly word: Vectors;
  readonly failed: FailedImage[];
}

export interface EmbeddedSignatures {
  /** For each signature, its position among the images given. Ascending. */
  readonly image: Int32Array;
  readonly signature: Vectors;
  readonly failed: FailedImage[];
}

/** An image that was not embedded. */
export interface FailedImage {
  readonly path: string;
  readonly reason: string;
}

export interface EmbedOptions {
  readonly root: string;
  /** Which path to read for an image's; that itself where left out. */
  readonly admit?: ((file: string) => Promise<string>) | undefined;
  readonly preparation: Preparation;
  /** Asked of each image that was read, by the SHA-256 of its file: why it is left out, or null. */
  readonly leaveOut?: ((index: number, sha256: string) => ChirographError | null) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
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
  options: EmbedOptions & { readonly encoder: Scorer },
): Promise<EmbeddedImages> {
  const { image, vectors, failed } = await embedAll(images, options, ({ writer, word }) => [writer, word]);
  const head = (at: 0 | 1): Vectors => joinVectors(vectors.map((heads) => heads[at] as Float32Array));
  return { image, writer: head(0), word: head(1), failed };
}

/** The same for images of signatures. */
export async function embedSignatures(
  images: readonly LabelledImage[],
  options: EmbedOptions & { readonly encoder: SignatureScorer },
): Promise<EmbeddedSignatures> {
  const { image, vectors, failed } = await embedAll(images, options, (signature) => [signature]);
  return { image, signature: joinVectors(vectors.map(([signature]) => signature as Float32Array)), failed };
}

async function embedAll<E>(
  images: readonly LabelledImage[],
  options: EmbedOptions & {
    readonly encoder: {
      readonly model: ModelUse;
      embed(crops: readonly Uint8Array[], signal?: AbortSignal): Promise<E[]>;
    };
  },
  vectorsOf: (embedding: E) => readonly Float32Array[],
): Promise<{
  image: Int32Array;
  vectors: (readonly Float32Array[])[];
  failed: FailedImage[];
}> {
  const image: number[] = [];
  const vectors: (readonly Float32Array[])[] = [];
  const failed: FailedImage[] = [];
  let crops: Uint8Array[] = [];
  const encode = async (): Promise<void> => {
    for (const embedding of await options.encoder.embed(crops, options.signal)) {
      const heads = vectorsOf(embedding);
      if (!heads.every((head) => head.every(Number.isFinite))) {
        throw new ChirographError(
          'provider-failed',
          `The encoder ${options.encoder.model.name} gave out an embedding that is not a number.`,
        );
      }
      vectors.push(heads);
    }
    crops = [];
  };
  for await (const { index, words, sha256, failure } of prepareImages(images, options)) {
    const why = sha256 === null ? failure : (options.leaveOut?.(index, sha256) ?? null);
    if (why !== null) failed.push({ path: images[index]!.path, reason: why.message });
    for (const { crop } of why === null ? words : []) {
      image.push(index);
      crops.push(crop);
      if (crops.length === BATCH) await encode();
    }
    options.onProgress?.(index + 1);
  }
  if (crops.length > 0) await encode();
  return { image: Int32Array.from(image), vectors, failed };
}
