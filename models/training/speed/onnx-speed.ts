/**
 * Crops a second of ONNX models in onnxruntime-node, as JSON: one line a model, in the order given.
 *
 *   node onnx-speed.ts --threads 2 --batch 32 --crops 1024 model.onnx other.onnx
 */
import { parseArgs } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    threads: { type: 'string', default: '2' },
    batch: { type: 'string', default: '32' },
    crops: { type: 'string', default: '1024' },
  },
});
const [HEIGHT, WIDTH] = [48, 192];
const batch = Number(values.batch);
const runs = Math.ceil(Number(values.crops) / batch);
// What stands in the crop does not change how long it takes.
const crop = new Tensor('float32', new Float32Array(batch * HEIGHT * WIDTH).fill(0.5), [
  batch,
  1,
  HEIGHT,
  WIDTH,
]);
for (const model of positionals) {
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: Number(values.threads),
  });
  await session.run({ crop });
  const started = performance.now();
  for (let run = 0; run < runs; run++) await session.run({ crop });
  const cropsPerSecond = (runs * batch) / ((performance.now() - started) / 1000);
  process.stdout.write(`${JSON.stringify({ model, cropsPerSecond })}\n`);
  await session.release();
}
