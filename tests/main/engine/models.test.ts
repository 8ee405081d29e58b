import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
