import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Calibration } from '../../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import type { ModelLibrary } from '../../../src/main/engine/model-library.ts';
import { modelsFolder } from '../../../src/main/engine/models.ts';
import { openPopulationLibrary } from '../../../src/main/engine/population-library.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'chirograph-populations-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('two who remove one population at the same time both find it gone', async () => {
  const reference = readFileSync(path.join(modelsFolder(), 'chirograph-word.reference.json'), 'utf8');
  const { calibration } = JSON.parse(reference) as { calibration: Calibration };
  const file = path.join(root, 'ours.json');
  writeFileSync(file, JSON.stringify(calibration));
  const models = {
    list: () => Promise.resolve([{ sha256: calibration.model, name: 'chirograph-word', version: '1.3.0' }]),
    calibrations: () => Promise.resolve([]),
  } as unknown as ModelLibrary;
  const library = openPopulationLibrary(path.join(root, 'populations'), models);
  const { sha256 } = await library.add(file);
  await Promise.all([library.remove(sha256), library.remove(sha256)]);
  expect(await library.list()).toEqual([]);
  await expect(library.remove(sha256)).rejects.toMatchObject({ code: 'not-found' });
});
