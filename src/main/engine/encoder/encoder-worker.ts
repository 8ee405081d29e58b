/**
 * The thread that owns the ONNX sessions: onnxruntime's run() blocks the thread it is called on, and the
 * coordinating thread must keep answering.
 */
import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import { parentPort, workerData } from 'node:worker_threads';
import type { EncoderWorkerData, FromWorker, ToWorker } from './encoder-messages.ts';
import { firstWorking } from './providers.ts';

const port = parentPort;
if (port === null) throw new Error('the encoder runs as a worker thread');
const { model, candidates, threads, width, height } = workerData as EncoderWorkerData;

// A provider that cannot load is reported in its reason; onnxruntime would print it to the terminal as well.
env.logLevel = 'fatal';

const post = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  const { session, provider, refused } = await firstWorking(candidates, (candidate) =>
    InferenceSession.create(model, {
      executionProviders: [candidate],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    }),
  );
  post({ kind: 'ready', provider, refused });

  port.on('message', (message: ToWorker) => {
    void embed(session, message).catch((error: unknown) => {
      post({ kind: 'failed', batch: message.batch, reason: reason(error) });
    });
  });
} catch (error) {
  post({ kind: 'refused', reason: reason(error) });
}

async function embed(session: InferenceSession, { batch, crops, count, heads }: ToWorker): Promise<void> {
  const pixels = new Float32Array(crops.length);
  for (let at = 0; at < crops.length; at++) pixels[at] = (crops[at] as number) / 255;
  // Outputs that nobody asked for are not copied out of the runtime.
  const output = await session.run(
    { crop: new Tensor('float32', pixels, [count, 1, height, width]) },
    heads.map(({ name }) => name),
  );
  const vectors = heads.map(({ name, size }) => valuesOf(output[name], name, count * size));
  post(
    { kind: 'embedded', batch, heads: vectors },
    vectors.map(({ buffer }) => buffer),
  );
}

/** A model's file says what its heads give; whether they do shows only here. */
function valuesOf(head: Tensor | undefined, name: string, length: number): Float32Array<ArrayBuffer> {
  if (head?.type !== 'float32' || head.data.length !== length) {
    const given = head === undefined ? 'nothing' : `${head.type} of shape ${head.dims.join(' x ')}`;
    throw new Error(`the model gives ${given} as "${name}", not ${length} values of float32`);
  }
  return Float32Array.from(head.data as Float32Array);
}
