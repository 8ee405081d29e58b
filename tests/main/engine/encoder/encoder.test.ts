import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cosine } from '../../../../src/main/engine/comparison/compare.ts';
import {
  createEncoder,
  createSignatureEncoder,
  type Encoder,
} from '../../../../src/main/engine/encoder/encoder.ts';
import { readModelFile, type ModelFile } from '../../../../src/main/engine/encoder/model-file.ts';
import { alignment } from '../../../../src/main/engine/comparison/signature-score.ts';
import { SIGNATURE_SEQUENCE } from '../../../../src/main/engine/encoder/signature-sequence.ts';
import { SIGNATURE_INPUT, WORD_INPUT } from '../../../../src/main/engine/imaging/normalise.ts';

let model: ModelFile;
let encoder: Encoder;

/** A crop with a stroke pattern that differs from seed to seed. */
function crop(seed: number): Uint8Array {
  const pixels = new Uint8Array(WORD_INPUT.width * WORD_INPUT.height);
  for (let x = 10; x < 180; x++) {
    const y = Math.round(24 + 14 * Math.sin((x * (seed + 3)) / 40 + seed));
    for (let thick = -1; thick <= 1; thick++)
      pixels[(y + thick) * WORD_INPUT.width + x] = 255 - 60 * Math.abs(thick);
  }
  return pixels;
}
const crops = Array.from({ length: 40 }, (_, seed) => crop(seed));

beforeAll(async () => {
  model = await readModelFile(path.resolve(import.meta.dirname, '../../../../models/chirograph-word.onnx'));
  encoder = await createEncoder({ model });
});
afterAll(() => encoder.close());

it('the released model also gives the parts that its writer embedding is the mean of', async () => {
  const { rows, columns, dim } = (
    JSON.parse(model.metadata.get('chirograph.outputs') as string) as {
      local: Record<'rows' | 'columns' | 'dim', number>;
    }
  ).local;
  const session = await InferenceSession.create(model.bytes, { executionProviders: ['cpu'] });
  const pixels = Float32Array.from(crops[3]!, (value) => value / 255);
  const shape = [1, 1, WORD_INPUT.height, WORD_INPUT.width];
  const { local, writer } = await session.run({ crop: new Tensor('float32', pixels, shape) });
  expect(local!.dims).toEqual([1, rows, columns, dim]);
  const parts = local!.data as Float32Array;
  const mean = Array.from({ length: dim }, (_, at) => {
    let sum = 0;
    for (let part = 0; part < rows * columns; part++) sum += parts[part * dim + at] as number;
    return sum / (rows * columns);
  });
  const whole = writer!.data as Float32Array;
  expect(Math.max(...mean.map((value, at) => Math.abs(value - (whole[at] as number))))).toBeLessThan(1e-5);
  await session.release();
});

describe('the encoder', () => {
  it('says which model and provider compute', () => {
    expect(encoder.model).toMatchObject({ sha256: model.sha256, inputVersion: WORD_INPUT.version });
    expect(encoder.refusedProviders.map((each) => each.provider)).not.toContain(encoder.model.provider);
  });

  it('gives unit vectors of 128, in order, alike for any batch size', async () => {
    const together = await encoder.embed(crops);
    expect(together).toHaveLength(crops.length);
    for (const size of [1, 7]) {
      for (const from of [0, 13, 33]) {
        const part = await encoder.embed(crops.slice(from, from + size));
        part.forEach((embedding, index) => {
          for (const head of ['writer', 'word'] as const) {
            const expected = together[from + index]![head];
            expect(embedding[head]).toHaveLength(128);
            expect(Math.hypot(...embedding[head])).toBeCloseTo(1, 4);
            expect(cosine(embedding[head], expected)).toBeGreaterThanOrEqual(0.9995);
          }
        });
      }
    }
  });

  it('agrees with itself for any number of threads', async () => {
    const single = await createEncoder({ model, candidates: ['cpu'], threads: 1 });
    try {
      const [alone] = await single.embed(crops.slice(0, 1));
      const [here] = await encoder.embed(crops.slice(0, 1));
      expect(cosine(alone!.writer, here!.writer)).toBeGreaterThanOrEqual(0.9995);
    } finally {
      await single.close();
    }
  });

  it('tells different crops apart: it has not collapsed', async () => {
    const [a, b] = await encoder.embed([crops[0]!, crops[9]!]);
    expect(cosine(a!.word, b!.word)).toBeLessThan(0.99);
  });

  it('reports how many crops are done, and stops between two batches', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const running = encoder.embed([...crops, ...crops], controller.signal, (done) => {
      seen.push(done);
      controller.abort();
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual([32]);
  });

  it('refuses a crop of another size', async () => {
    await expect(encoder.embed([new Uint8Array(7)])).rejects.toThrow(RangeError);
  });

  it('says that a damaged network cannot run', async () => {
    const damaged = { ...model, bytes: model.bytes.slice(0, 5000) };
    await expect(createEncoder({ model: damaged, candidates: ['cpu'] })).rejects.toMatchObject({
      code: 'provider-failed',
    });
  });
});

describe('the signature encoder', () => {
  const file = path.resolve(import.meta.dirname, '../../../../models/chirograph-signature.onnx');
  const crops = [9, 14].map((gap) =>
    Uint8Array.from({ length: SIGNATURE_INPUT.width * SIGNATURE_INPUT.height }, (_, at) =>
      ((at % SIGNATURE_INPUT.width) + Math.floor(at / SIGNATURE_INPUT.width)) % gap < 2 ? 255 : 0,
    ),
  );

  it('gives a sequence of unit vectors a crop', async () => {
    const signatures = await createSignatureEncoder({ model: await readModelFile(file) });
    try {
      const vectors = await signatures.embed(crops);
      expect(vectors).toHaveLength(2);
      const { steps, dimensions } = SIGNATURE_SEQUENCE;
      for (const vector of vectors) {
        expect(vector).toHaveLength(steps * dimensions);
        for (let step = 0; step < steps; step++) {
          const unit = vector.subarray(step * dimensions, (step + 1) * dimensions);
          expect(Math.hypot(...unit)).toBeCloseTo(1, 4);
        }
      }
      expect(alignment(vectors[0]!, vectors[1]!)).toBeLessThan(0.999);
    } finally {
      await signatures.close();
    }
  });

  it('is not started with a word model, nor the word encoder with one for signatures', async () => {
    await expect(createSignatureEncoder({ model })).rejects.toMatchObject({
      code: 'model-refused',
      message: expect.stringContaining('is a word model; a signature model is needed here') as string,
    });
    await expect(createEncoder({ model: await readModelFile(file) })).rejects.toMatchObject({
      code: 'model-refused',
      message: expect.stringContaining('is a signature model; a word model is needed here') as string,
    });
  });
});
