import { ChirographError } from '../../../contract/schema.ts';
import type { ModelTask } from './model-file.ts';
import { startModel, type EncoderOf, type RunningModel, type RunOptions } from './running-model.ts';

/** Both heads of one word, 128 float32 each, L2-normalised. */
export interface Embedding {
  readonly writer: Float32Array;
  readonly word: Float32Array;
}

/** The word encoder; its crops are of `WORD_INPUT` size. */
export type Encoder = EncoderOf<Embedding>;

/** The signature encoder: a sequence as `SIGNATURE_SEQUENCE` has it for a crop of `SIGNATURE_INPUT` size. */
export type SignatureEncoder = EncoderOf<Float32Array>;

/**
 * Starts a word model.
 *
 * @throws ChirographError `model-refused` for a model of another task; `provider-failed` where no execution provider
 *   accepts it.
 */
export async function createEncoder(options: RunOptions): Promise<Encoder> {
  return encoderOf(await start(options, 'word'), ([writer, word]) => ({
    writer: writer as Float32Array,
    word: word as Float32Array,
  }));
}

/** The same for a signature model. */
export async function createSignatureEncoder(options: RunOptions): Promise<SignatureEncoder> {
  return encoderOf(await start(options, 'signature'), ([signature]) => signature as Float32Array);
}

async function start(options: RunOptions, task: ModelTask): Promise<RunningModel> {
  const { model } = options;
  if (model.task !== task) {
    throw new ChirographError(
      'model-refused',
      `${model.name} ${model.version} is a ${model.task} model; a ${task} model is needed here. Choose one of that task.`,
    );
  }
  return startModel(options);
}

function encoderOf<E>(
  running: RunningModel,
  embeddingOf: (heads: readonly Float32Array[]) => E,
): EncoderOf<E> {
  return {
    ...running,
    async embed(...work) {
      return (await running.embed(...work)).map(embeddingOf);
    },
  };
}
