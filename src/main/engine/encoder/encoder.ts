import { ChirographError } from '../../../contract/schema.ts';
import { EMBEDDING_SIZE, type ModelTask, type PartGrid } from './model-file.ts';
import { startModel, type EncoderOf, type RunningModel, type RunOptions } from './running-model.ts';

const WRITER = { name: 'writer', size: EMBEDDING_SIZE } as const;

/** Both heads of one word, 128 float32 each, L2-normalised. */
export interface Embedding {
  readonly writer: Float32Array;
  readonly word: Float32Array;
}

/** What each part of a crop gives to its writer embedding. */
export interface Explanation {
  /** As `Embedding.writer`. */
  readonly writer: Float32Array;
  /** One vector a part, row after row; their mean is `writer`, but for rounding. */
  readonly parts: readonly Float32Array[];
}

/** The word encoder; its crops are of `WORD_INPUT` size. */
export interface Encoder extends EncoderOf<Embedding> {
  /** The parts that `explain` tells apart; null where the model does not say what each gives. */
  readonly parts: PartGrid | null;
  /**
   * One explanation a crop, in order.
   *
   * @throws ChirographError `model-refused` where the model has no parts; else as `embed`.
   */
  explain(crops: readonly Uint8Array[], signal?: AbortSignal): Promise<Explanation[]>;
}

/** The signature encoder: a sequence as `SIGNATURE_SEQUENCE` has it for a crop of `SIGNATURE_INPUT` size. */
export type SignatureEncoder = EncoderOf<Float32Array>;

/**
 * Starts a word model.
 *
 * @throws ChirographError `model-refused` for a model of another task; `provider-failed` where no execution provider
 *   accepts it.
 */
export async function createEncoder(options: RunOptions): Promise<Encoder> {
  const { model } = options;
  const running = await start(options, 'word');
  const encoder = encoderOf(running, ([writer, word]) => ({
    writer: writer as Float32Array,
    word: word as Float32Array,
  }));
  return {
    ...encoder,
    parts: model.parts,
    async explain(crops, signal) {
      if (model.parts === null) {
        throw new ChirographError(
          'model-refused',
          `${model.name} ${model.version} does not say what each part of a word gives to its result. Use a model that does, such as the one that comes with Chirograph.`,
        );
      }
      const count = model.parts.rows * model.parts.columns;
      const outputs = [WRITER, { name: 'local', size: count * EMBEDDING_SIZE }];
      return (await running.read(outputs, crops, signal)).map(([writer, local]) => ({
        writer: writer as Float32Array,
        parts: Array.from({ length: count }, (_, part) =>
          (local as Float32Array).subarray(part * EMBEDDING_SIZE, (part + 1) * EMBEDDING_SIZE),
        ),
      }));
    },
  };
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
