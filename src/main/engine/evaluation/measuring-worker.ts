/** The thread in which evidence is measured: fits and bootstraps answer to nobody for minutes. */
import { parentPort } from 'node:worker_threads';
import { toProblem } from '../../../contract/wire.ts';
import type { EmbeddedDataset } from './embed-datasets.ts';
import { measureEvidence, type MeasuringOptions } from './measure-evidence.ts';
import type { FromMeasuring, ToMeasuring } from './measuring-messages.ts';

const port = parentPort;
if (port === null) throw new Error('evidence is measured in a worker thread');
const post = (message: FromMeasuring): void => port.postMessage(message);

const datasets: EmbeddedDataset[] = [];
port.on('message', (message: ToMeasuring) => {
  if (message.kind === 'dataset') datasets.push(message.dataset);
  else measure(message.options);
});

function measure(options: MeasuringOptions): void {
  try {
    const measured = measureEvidence(datasets, options, (done, total) =>
      post({ kind: 'progress', done, total }),
    );
    post({ kind: 'measured', measured });
  } catch (error) {
    post({ kind: 'failed', problem: toProblem(error) });
  }
}
