import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ChirographError } from '../../../contract/schema.ts';
import type { EmbeddedDataset } from './embed-datasets.ts';
import type { MeasuredMaterial, MeasuringOptions } from './measure-evidence.ts';
import type { FromMeasuring, ToMeasuring } from './measuring-messages.ts';

/** The worker's file: TypeScript beside this module in the source, JavaScript beside the bundle in a build. */
const workerFile = path.join(
  import.meta.dirname,
  `measuring-worker${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`,
);

/**
 * `measureEvidence` in a thread of its own, which ends with it.
 *
 * @throws ChirographError `cancelled`, at once; `internal` where the thread ends by itself.
 */
export async function measureApart(
  datasets: readonly EmbeddedDataset[],
  options: MeasuringOptions,
  signal: AbortSignal | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<MeasuredMaterial> {
  const worker = new Worker(workerFile);
  let stop: (() => void) | undefined;
  try {
    const outcome = new Promise<MeasuredMaterial>((resolve, reject) => {
      stop = () => reject(validationCancelled());
      worker.on('error', reject);
      worker.on('exit', (code) => {
        reject(
          new ChirographError('internal', 'Measuring ended by itself. Try it again.', {
            details: `the thread that measures evidence ended with code ${code}`,
          }),
        );
      });
      worker.on('message', (message: FromMeasuring) => {
        if (message.kind === 'progress') onProgress(message.done, message.total);
        else if (message.kind === 'measured') resolve(message.measured);
        else reject(ChirographError.fromProblem(message.problem));
      });
      signal?.addEventListener('abort', stop);
      if (signal?.aborted) stop();
    });
    // Met below; until then it must not count as unhandled.
    outcome.catch(() => undefined);
    const post = (message: ToMeasuring): void => worker.postMessage(message);
    for (const dataset of datasets) {
      post({ kind: 'dataset', dataset });
      // What else is asked of this thread comes in between.
      await setImmediate();
    }
    post({ kind: 'measure', options });
    return await outcome;
  } finally {
    if (stop) signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** What a validation that was given up ends with. */
export const validationCancelled = (): ChirographError =>
  new ChirographError('cancelled', 'The validation was cancelled. Nothing of it was kept.');
