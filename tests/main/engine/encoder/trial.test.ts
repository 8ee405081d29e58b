import { expect, it } from 'vitest';
import { tryOut } from '../../../../src/main/engine/encoder/trial.ts';
import { SIGNATURE_INPUT, WORD_INPUT } from '../../../../src/main/engine/imaging/normalise.ts';

const heads = ['writer', 'word'].map((name) => ({ name, size: 2, unit: 2 }));
const made = { input: WORD_INPUT, heads };

/** An encoder whose heads are one vector: `of` gives it, by the crop and by how many are in the batch. */
const encoder = (of: (crop: Uint8Array, count: number) => number[]) => ({
  embed: (crops: readonly Uint8Array[]): Promise<Float32Array[][]> =>
    Promise.resolve(
      crops.map((crop) => {
        const vector = Float32Array.from(of(crop, crops.length));
        return [vector, vector];
      }),
    ),
});

it('finds nothing wrong with finite vectors of length 1 that stay the same in another batch', async () => {
  expect(
    await tryOut(
      encoder(() => [0.6, 0.8]),
      made,
    ),
  ).toEqual([]);
});

it.each([
  ['a value is no number', () => [NaN, 1]],
  ['a length is not 1', () => [0.6, 0.9]],
  [
    'the same crop gives another vector in another batch',
    (_: Uint8Array, count: number) => (count === 1 ? [1, 0] : [0, 1]),
  ],
])('finds that %s', async (what, of) => {
  expect(await tryOut(encoder(of), made)).toContain(what);
});

it('draws crops of the size that the model takes', async () => {
  const sizes: number[] = [];
  await tryOut(
    encoder((crop) => {
      sizes.push(crop.length);
      return [1, 0];
    }),
    { input: SIGNATURE_INPUT, heads },
  );
  expect(new Set(sizes)).toEqual(new Set([SIGNATURE_INPUT.width * SIGNATURE_INPUT.height]));
});

it('looks at each vector of a sequence', async () => {
  const sequence = [{ name: 'signature', size: 4, unit: 2 }];
  const given = (values: number[]) => ({
    embed: (crops: readonly Uint8Array[]) => Promise.resolve(crops.map(() => [Float32Array.from(values)])),
  });
  const { input } = made;
  expect(await tryOut(given([0.6, 0.8, 1, 0]), { input, heads: sequence })).toEqual([]);
  expect(await tryOut(given([0.6, 0.8, 0, 0]), { input, heads: sequence })).toEqual(['a length is not 1']);
});
