import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEncoder } from '../../../src/main/engine/encoder/encoder.ts';
import { loadModel, modelsFolder } from '../../../src/main/engine/models.ts';

vi.mock('../../../src/main/engine/encoder/encoder.ts', () => ({ createEncoder: vi.fn() }));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chirograph-models-'));
  copyFileSync(path.join(modelsFolder(), 'chirograph-word.onnx'), path.join(folder, 'chirograph-word.onnx'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('starts no thread for a model whose reference is refused', async () => {
  writeFileSync(path.join(folder, 'chirograph-word.reference.json'), '{}');
  await expect(loadModel(folder)).rejects.toMatchObject({ code: 'model-refused' });
  expect(createEncoder).not.toHaveBeenCalled();
});

it('refuses a model that is not, byte for byte, the one that its card describes', async () => {
  const released = JSON.parse(readFileSync(path.join(modelsFolder(), 'chirograph-word.json'), 'utf8')) as {
    sha256: string;
  };
  const card = path.join(folder, 'chirograph-word.json');
  copyFileSync(path.join(modelsFolder(), 'chirograph-word.json'), card);
  const file = path.join(folder, 'chirograph-word.onnx');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
  await expect(loadModel(folder)).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining(`expected SHA-256 ${released.sha256}`) as string,
  });
  writeFileSync(card, '{}');
  await expect(loadModel(folder)).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining('names no SHA-256') as string,
  });
  expect(createEncoder).not.toHaveBeenCalled();
});
