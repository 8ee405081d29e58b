import { expect, it } from 'vitest';
import { commandLine } from '../../../../src/main/engine/evaluation/command-line.ts';

it('says what to type again where the files lie, and no folder', () => {
  expect(commandLine({ command: 'reference', manifest: '/lab/ours.csv', seed: 1 })).toBe(
    'chirograph reference ours.csv --seed 1',
  );
  expect(commandLine({ command: 'validate', as: 'signature', manifest: 'ours.csv', seed: 1 })).toBe(
    'chirograph validate ours.csv --as signature --seed 1',
  );
  expect(
    commandLine({
      command: 'validate',
      manifest: 'ours.csv',
      split: 'dev',
      dataset: ['a', 'b'],
      seed: 3,
      model: '/models/our model.onnx',
      name: 'pens of ours',
    }),
  ).toBe(
    'chirograph validate ours.csv --split dev --dataset a b --seed 3 --model "our model.onnx" --name "pens of ours"',
  );
});
