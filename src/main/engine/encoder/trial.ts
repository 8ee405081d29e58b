import type { CropInput } from '../imaging/normalise.ts';
import type { ModelFile, ModelHead } from './model-file.ts';
import type { RunningModel } from './running-model.ts';

/** Farthest that one crop's embedding may move when it is computed again in company; rounding alone stays far below. */
const SAME = 0.014;

/**
 * Embeds drawn strokes alone and in company.
 *
 * @returns what is wrong with the vectors, in words; empty where they are finite, of length 1 and twice the same.
 * @throws ChirographError `provider-failed` where the model cannot run.
 */
export async function tryOut(
  model: Pick<RunningModel, 'embed'>,
  { input, heads }: Pick<ModelFile, 'input' | 'heads'>,
): Promise<string[]> {
  const strokes = [7, 11, 13].map((gap) => drawnCrop(gap, input));
  const [alone] = await model.embed(strokes.slice(0, 1));
  const together = await model.embed(strokes);
  const units = (given: readonly Float32Array[]): Float32Array[] =>
    given.flatMap((head, at) => unitsOf(head, heads[at]!));
  const vectors = together.flatMap(units);
  const again = units(together[0]!);
  return [
    ...(vectors.every((vector) => vector.every(Number.isFinite)) ? [] : ['a value is no number']),
    ...(vectors.every((vector) => Math.abs(Math.hypot(...vector) - 1) < 1e-3) ? [] : ['a length is not 1']),
    ...(units(alone!).every((vector, at) => distance(vector, again[at]!) <= SAME)
      ? []
      : ['the same crop gives another vector in another batch']),
  ];
}

/** The vectors of length 1 that a head's values are made of. */
function unitsOf(values: Float32Array, { unit }: ModelHead): Float32Array[] {
  return Array.from({ length: values.length / unit }, (_, at) => values.subarray(at * unit, (at + 1) * unit));
}

const distance = (one: Float32Array, other: Float32Array): number =>
  Math.hypot(...one.map((value, at) => value - (other[at] as number)));

/** A crop of slanted strokes; their distance makes each another one. */
function drawnCrop(gap: number, { width, height }: CropInput): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const column = at % width;
    const row = Math.floor(at / width);
    const inside = row > 8 && row < height - 8 && column > 8 && column < width - 8;
    return inside && (column + (row >> 1)) % gap < 3 ? 255 : 0;
  });
}
