import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ModelUse } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { EncoderWorkerData, FromWorker, ToWorker } from './encoder-messages.ts';
import type { ModelFile, ModelHead } from './model-file.ts';
import { candidateProviders, type Provider, type RefusedProvider } from './providers.ts';

/** Crops per run of the network: past 32 the CPU gains nothing and a cancel has to wait longer. */
const BATCH = 32;

/** A loaded model on the provider that could run it, which gives an `E` for a crop. */
export interface EncoderOf<E> {
  readonly model: ModelUse;
  readonly refusedProviders: readonly RefusedProvider[];
  /**
   * @param crops normalised crops of the model's input size.
   * @param onProgress crops done so far.
   * @returns one embedding a crop, in order.
   * @throws ChirographError `cancelled` between two batches; `provider-failed` where the network cannot run.
   */
  embed(
    crops: readonly Uint8Array[],
    signal?: AbortSignal,
    onProgress?: (done: number) => void,
  ): Promise<E[]>;
  close(): Promise<void>;
}

/** A model whatever its task: for each crop the vectors of its heads, in their order. */
export interface RunningModel extends EncoderOf<Float32Array[]> {
  /** What these outputs of the model give for a crop, instead of its heads; otherwise as `embed`. */
  read(outputs: Outputs, crops: readonly Uint8Array[], signal?: AbortSignal): Promise<Float32Array[][]>;
}

type Outputs = readonly Pick<ModelHead, 'name' | 'size'>[];

export interface RunOptions {
  readonly model: ModelFile;
  readonly candidates?: readonly Provider[];
  /** Threads within one operator; as many as the machine has cores where left out. */
  readonly threads?: number;
}

/** The worker's file: TypeScript beside this module in the source, JavaScript beside the bundle in a build. */
const workerFile = path.join(
  import.meta.dirname,
  `encoder-worker${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`,
);

/**
 * Starts the thread that runs the model.
 *
 * @throws ChirographError `provider-failed` where no execution provider accepts the model.
 */
export async function startModel(options: RunOptions): Promise<RunningModel> {
  const { model } = options;
  const { width, height } = model.input;
  const cropBytes = width * height;
  const worker = new Worker(workerFile, {
    workerData: {
      model: model.bytes,
      candidates: options.candidates ?? candidateProviders(process.platform, process.arch),
      threads: options.threads ?? availableParallelism(),
      width,
      height,
    } satisfies EncoderWorkerData,
  });
  // The thread must not keep a finished command line alive; while a batch is out it is referenced again.
  const pending = new Map<
    number,
    { resolve: (heads: readonly Float32Array[]) => void; reject: (error: Error) => void }
  >();
  let dead: ChirographError | null = null;

  const ready = await new Promise<{ provider: Provider; refused: readonly RefusedProvider[] }>(
    (resolve, reject) => {
      const fail = (reason: string): void => {
        dead = new ChirographError(
          'provider-failed',
          `The encoder ${model.name} ${model.version} cannot run on this computer. Start Chirograph again; if it stays, reinstall it.`,
          { details: reason },
        );
        reject(dead);
        for (const batch of pending.values()) batch.reject(dead);
        pending.clear();
      };
      worker.on('error', (error) => fail(String(error)));
      worker.on('exit', (code) => fail(`the encoder's thread ended with code ${code}`));
      worker.on('message', (message: FromWorker) => {
        switch (message.kind) {
          case 'ready':
            resolve(message);
            break;
          case 'refused':
            fail(message.reason);
            void worker.terminate();
            break;
          case 'embedded':
            pending.get(message.batch)?.resolve(message.heads);
            pending.delete(message.batch);
            break;
          case 'failed':
            pending.get(message.batch)?.reject(
              new ChirographError('provider-failed', 'The encoder failed on a batch of crops.', {
                details: message.reason,
              }),
            );
            pending.delete(message.batch);
            break;
        }
      });
    },
  );
  worker.unref();

  let last = 0;
  const run = async (outputs: Outputs, crops: readonly Uint8Array[]): Promise<Float32Array[][]> => {
    if (dead !== null) throw dead;
    const joined = new Uint8Array(crops.length * cropBytes);
    crops.forEach((crop, index) => {
      if (crop.length !== cropBytes) {
        throw new RangeError(`a crop has ${crop.length} bytes, not ${cropBytes}`);
      }
      joined.set(crop, index * cropBytes);
    });
    const batch = ++last;
    worker.ref();
    try {
      const heads = await new Promise<readonly Float32Array[]>((resolve, reject) => {
        pending.set(batch, { resolve, reject });
        const message: ToWorker = {
          batch,
          crops: joined,
          count: crops.length,
          heads: outputs.map(({ name, size }) => ({ name, size })),
        };
        worker.postMessage(message, [joined.buffer]);
      });
      return crops.map((_, index) =>
        heads.map((head, at) => {
          const { size } = outputs[at]!;
          return head.slice(index * size, (index + 1) * size);
        }),
      );
    } finally {
      if (pending.size === 0) worker.unref();
    }
  };

  const readAll = async (
    outputs: Outputs,
    crops: readonly Uint8Array[],
    signal?: AbortSignal,
    onProgress?: (done: number) => void,
  ): Promise<Float32Array[][]> => {
    const values: Float32Array[][] = [];
    for (let from = 0; from < crops.length; from += BATCH) {
      if (signal?.aborted) {
        throw new ChirographError('cancelled', 'Encoding was cancelled. What was encoded before is kept.');
      }
      values.push(...(await run(outputs, crops.slice(from, from + BATCH))));
      onProgress?.(values.length);
    }
    return values;
  };

  return {
    model: {
      name: model.name,
      version: model.version,
      sha256: model.sha256,
      inputVersion: model.inputVersion,
      provider: ready.provider,
    },
    refusedProviders: ready.refused,
    embed: (crops, signal, onProgress) => readAll(model.heads, crops, signal, onProgress),
    read: readAll,
    async close() {
      await worker.terminate();
    },
  };
}
