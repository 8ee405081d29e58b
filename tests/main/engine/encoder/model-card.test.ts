import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readModelCard, type ReadCard } from '../../../../src/main/engine/encoder/model-card.ts';

const sha256 = 'a'.repeat(64);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chirograph-card-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(card: unknown): Promise<ReadCard> {
  const file = path.join(folder, 'ours.json');
  writeFileSync(file, typeof card === 'string' ? card : JSON.stringify(card));
  return readModelCard(file, { file: path.join(folder, 'ours.onnx'), sha256 }, 'Write another.');
}

it('takes from a card what it has, and needs nothing but the hash', async () => {
  expect(await read({ sha256 })).toEqual({
    release: null,
    licence: null,
    content: { data: [], limits: [], recipe: [], measured: [], notUnderstood: [] },
  });
});

it('names each figure with its interval and pairs, and leaves out what was not measured', async () => {
  const { content } = await read({
    sha256,
    figures: {
      dev: {
        ours: {
          images: 12,
          writers: 3,
          wordWriterEer: 0.2,
          sameWordEer: null,
          documents: { 5: { eer: 0.1 }, 10: { eer: null } },
          pages: { eer: null },
          intervals: { 'documents.5': [0.05, 0.2] },
          pairs: { 'documents.5': { positive: 9, negative: 80, thin: true } },
        },
      },
    },
  });
  expect(content.measured).toEqual([
    {
      split: 'dev',
      dataset: 'ours',
      images: 12,
      writers: 3,
      figures: [
        { name: 'wordWriterEer', value: 0.2, interval: null, pairs: null, thin: false },
        {
          name: 'documents.5',
          value: 0.1,
          interval: [0.05, 0.2],
          pairs: { same: 9, different: 80 },
          thin: true,
        },
      ],
    },
  ]);
});

it('names the parts that it does not understand, and shows the others', async () => {
  const { release, content } = await read({ sha256, release: 'secret', limits: ['one'], data: 'everything' });
  expect([release, content.limits, content.notUnderstood]).toEqual([null, ['one'], ['release', 'data']]);
});

it.each([
  ['no JSON', 'a card'],
  ['no hash', {}],
  ['the hash of another model', { sha256: 'b'.repeat(64) }],
  ['more than a card can have', JSON.stringify({ sha256, limits: 'x'.repeat(5_000_000) })],
])('is refused with %s, and what to do is said', async (_what, card) => {
  await expect(read(card)).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringMatching(/ours\.json.* Write another\.$/u) as string,
  });
});
