import { expect, it } from 'vitest';
import type { Embedding } from '../../../../src/main/engine/encoder/encoder.ts';
import { tryOut } from '../../../../src/main/engine/encoder/trial.ts';

/** An encoder whose heads are one vector: `of` gives it, by the crop and by how many are in the batch. */
const encoder = (of: (crop: Uint8Array, count: number) => number[]) => ({
  embed: (crops: readonly Uint8Array[]): Promise<Embedding[]> =>
    Promise.resolve(
      crops.map((crop) => {
        const vector = Float32Array.from(of(crop, crops.length));
        return { writer: vector, word: vector };
      }),
    ),
});

it('finds nothing wrong with finite vectors of length 1 that stay the same in another batch', async () => {
  expect(await tryOut(encoder(() => [0.6, 0.8]))).toEqual([]);
});

it.each([
  ['a value is no number', () => [NaN, 1]],
  ['a length is not 1', () => [0.6, 0.9]],
  [
    'the same crop gives another vector in another batch',
    (_: Uint8Array, count: number) => (count === 1 ? [1, 0] : [0, 1]),
  ],
])('finds that %s', async (what, of) => {
  expect(await tryOut(encoder(of))).toContain(what);
});
