import { createHash } from 'node:crypto';
import path from 'node:path';
import { ChirographError } from '../../../../src/contract/schema.ts';
import type { Scorer } from '../../../../src/main/engine/evaluation/embed-images.ts';
import { WORD_INPUT } from '../../../../src/main/engine/imaging/normalise.ts';
import type { Layout, Preparation, PreparedWord } from '../../../../src/main/engine/imaging/preparation.ts';

/** The crop that stands for a file: its own for each path, the same every time. */
export function cropOf(file: string, word = 0): Uint8Array {
  const seed = createHash('sha256')
    .update(`${path.basename(file)}#${word}`)
    .digest();
  return Uint8Array.from(
    { length: WORD_INPUT.width * WORD_INPUT.height },
    (_, at) => seed[at % seed.length] as number,
  );
}

/** A preparation without files: crops are made from names, and later ones are ready before earlier ones. */
export class MadePreparation implements Preparation {
  readonly asked: { path: string; layout: Layout }[] = [];
  readonly #outcomes: Readonly<Record<string, ChirographError | number>>;
  readonly #copies: Readonly<Record<string, string>>;
  #turn = 0;

  /**
   * @param outcomes by file name: an error to fail with, or the number of words to find.
   * @param copies by file name: the file whose bytes it has.
   */
  constructor(
    outcomes: Readonly<Record<string, ChirographError | number>> = {},
    copies: Readonly<Record<string, string>> = {},
  ) {
    this.#outcomes = outcomes;
    this.#copies = copies;
  }

  async prepare(
    source: { path: string; layout: Layout },
    signal?: AbortSignal,
  ): ReturnType<Preparation['prepare']> {
    this.asked.push(source);
    for (let turns = 5 - (this.#turn++ % 5); turns > 0; turns--) await Promise.resolve();
    if (signal?.aborted) throw new ChirographError('cancelled', 'Cancelled.');
    const name = path.basename(source.path);
    const outcome = this.#outcomes[name] ?? 1;
    if (typeof outcome !== 'number') throw outcome;
    const words = Array.from({ length: outcome }, (_, order): PreparedWord => {
      const crop = cropOf(source.path, order);
      const cropSha256 = createHash('sha256').update(crop).digest('hex');
      const box = { x: 0, y: 0, width: 9, height: 9 };
      return { line: 0, order, box, crop, cropSha256, writing: box };
    });
    return {
      sha256: createHash('sha256')
        .update(this.#copies[name] ?? name)
        .digest('hex'),
      format: 'png',
      orientation: 1,
      pages: [{ index: 0, width: 9, height: 9, dpi: null, words, quality: null }],
    };
  }

  cut(): never {
    throw new Error('nothing is drawn here');
  }

  render(): never {
    throw new Error('nothing is rendered here');
  }

  async close(): Promise<void> {}
}

/** An encoder whose embedding is a function of the crop alone. */
export function madeEncoder(embedding: (crop: Uint8Array) => Float32Array): Scorer & { batches: number[] } {
  const batches: number[] = [];
  return {
    batches,
    model: { name: 'made', version: '1', sha256: 'a'.repeat(64), inputVersion: 1, provider: 'cpu' },
    async embed(crops) {
      batches.push(crops.length);
      return crops.map((crop) => ({ writer: embedding(crop), word: embedding(crop) }));
    },
  };
}
