import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import protobuf from 'protobufjs/minimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelFile } from '../../../../src/main/engine/encoder/model-file.ts';
import { SIGNATURE_INPUT, WORD_INPUT } from '../../../../src/main/engine/imaging/normalise.ts';

const released = path.resolve(import.meta.dirname, '../../../../models/chirograph-word.onnx');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chirograph-model-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const whole: Record<string, string> = {
  'chirograph.task': 'word',
  'chirograph.name': 'a-model',
  'chirograph.version': '1.2.3',
  'chirograph.input': JSON.stringify({ ...WORD_INPUT, layout: 'NCHW', scale: '1/255', dtype: 'float32' }),
  'chirograph.outputs': JSON.stringify({
    writer: { dim: 128, normalised: true },
    word: { dim: 128, normalised: true },
  }),
};

/** An ONNX file that holds nothing but an IR version and metadata: enough to be asked what it is. */
async function modelWith(metadata: Record<string, string>): Promise<string> {
  const writer = protobuf.Writer.create().uint32(8).int64(10);
  for (const [key, value] of Object.entries(metadata)) {
    const entry = protobuf.Writer.create().uint32(10).string(key).uint32(18).string(value).finish();
    writer.uint32((14 << 3) | 2).bytes(entry);
  }
  const file = path.join(
    folder,
    `${createHash('sha256').update(JSON.stringify(metadata)).digest('hex')}.onnx`,
  );
  await writeFile(file, writer.finish());
  return file;
}

describe('a model file', () => {
  it('is let in when it states this input contract, and is identified by its bytes', async () => {
    const file = await modelWith(whole);
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    expect(await readModelFile(file)).toMatchObject({
      name: 'a-model',
      version: '1.2.3',
      inputVersion: 1,
      sha256,
    });
  });

  it('may be one for signatures, with crops and outputs of their own', async () => {
    const stated = {
      ...whole,
      'chirograph.task': 'signature',
      'chirograph.input': JSON.stringify({
        ...SIGNATURE_INPUT,
        layout: 'NCHW',
        scale: '1/255',
        dtype: 'float32',
      }),
      'chirograph.outputs': JSON.stringify({
        signature: { steps: 28, dim: 64, reach: 4, normalised: true },
      }),
    };
    expect(await readModelFile(await modelWith(stated))).toMatchObject({
      task: 'signature',
      input: SIGNATURE_INPUT,
      heads: [{ name: 'signature', size: 28 * 64, unit: 64 }],
    });
  });

  it.each([
    ['no metadata at all', {}],
    ["another task's input", { ...whole, 'chirograph.task': 'signature' }],
    ['another task', { ...whole, 'chirograph.task': 'page' }],
    [
      'another input version',
      {
        ...whole,
        'chirograph.input': JSON.stringify({
          ...WORD_INPUT,
          version: 2,
          layout: 'NCHW',
          scale: '1/255',
          dtype: 'float32',
        }),
      },
    ],
    [
      'another polarity',
      {
        ...whole,
        'chirograph.input': JSON.stringify({
          ...WORD_INPUT,
          polarity: 'ink-low',
          layout: 'NCHW',
          scale: '1/255',
          dtype: 'float32',
        }),
      },
    ],
    [
      'an input property that this version does not prepare crops by',
      {
        ...whole,
        'chirograph.input': JSON.stringify({
          ...WORD_INPUT,
          layout: 'NCHW',
          scale: '1/255',
          dtype: 'float32',
          slant: 'removed',
        }),
      },
    ],
    ['an input contract that is not JSON', { ...whole, 'chirograph.input': '{' }],
    [
      'a head of another size',
      {
        ...whole,
        'chirograph.outputs': JSON.stringify({
          writer: { dim: 64, normalised: true },
          word: { dim: 128, normalised: true },
        }),
      },
    ],
  ])('is refused with %s', async (_what, metadata) => {
    await expect(readModelFile(await modelWith(metadata))).rejects.toMatchObject({
      code: 'model-refused',
      message: expect.stringContaining('input contract 1') as string,
    });
  });

  it('is refused when it is missing, or no ONNX file', async () => {
    await expect(readModelFile(path.join(folder, 'none.onnx'))).rejects.toMatchObject({
      code: 'model-refused',
    });
    const text = path.join(folder, 'text.onnx');
    await writeFile(text, 'this is not a model');
    await expect(readModelFile(text)).rejects.toMatchObject({ code: 'model-refused' });
  });

  /** A model one of whose tensors names a file beside it, in messages of these field numbers. */
  async function modelWithout(fields: readonly number[]): Promise<string> {
    const location = protobuf.Writer.create()
      .uint32(10)
      .string('location')
      .uint32(18)
      .string('w.bin')
      .finish();
    const nested = [...fields, 13].reduceRight(
      (inner, field) =>
        protobuf.Writer.create()
          .uint32((field << 3) | 2)
          .bytes(inner)
          .finish(),
      location,
    );
    const file = path.join(folder, `outside-${fields.length}-${fields[0]}.onnx`);
    await writeFile(file, Buffer.concat([await readFile(await modelWith(whole)), nested]));
    return file;
  }

  it.each([
    ['weights of the graph', [7, 5]],
    ['sparse weights', [7, 15, 1]],
    ['a constant', [7, 1, 5, 5]],
    ['weights of a branch', [7, 1, 5, 6, 5]],
    ['weights of a branch in a branch', [7, 1, 5, 11, 1, 5, 6, 5]],
    ['a constant of a function', [25, 7, 5, 5]],
  ])('is refused when %s lie in another file, which its hash does not cover', async (_what, fields) => {
    await expect(readModelFile(await modelWithout(fields))).rejects.toMatchObject({
      code: 'model-refused',
      message: expect.stringContaining('weights in another file') as string,
    });
  });

  it('is refused when it is nested without end', async () => {
    const endless = [7, ...Array.from({ length: 200 }, () => [1, 5, 6]).flat(), 5];
    await expect(readModelFile(await modelWithout(endless))).rejects.toMatchObject({
      code: 'model-refused',
      message: expect.stringContaining('is damaged') as string,
    });
  });

  it('of the release has the hash that its card states', async () => {
    const card = JSON.parse(await readFile(released.replace(/\.onnx$/, '.json'), 'utf8')) as {
      sha256: string;
      version: string;
    };
    expect(await readModelFile(released)).toMatchObject({ sha256: card.sha256, version: card.version });
  });
});
