import { joinVectors, type Vectors } from '../../../../src/main/engine/comparison/vectors.ts';
import { SIGNATURE_SEQUENCE } from '../../../../src/main/engine/encoder/signature-sequence.ts';
import { direction } from './labelled.ts';

/** A sequence whose vectors lie in one plane, at these angles in degrees; the last one fills up the steps. */
export function sequenceAt(...angles: readonly number[]): Float32Array {
  const { steps, dimensions } = SIGNATURE_SEQUENCE;
  const values = new Float32Array(steps * dimensions);
  for (let step = 0; step < steps; step++) {
    values.set(direction(angles[Math.min(step, angles.length - 1)] as number), step * dimensions);
  }
  return values;
}

/** Signatures that are the same all along, each at its angle: their likeness is the cosine of the difference. */
export const evenAt = (...angles: readonly number[]): Vectors =>
  joinVectors(angles.map((angle) => sequenceAt(angle)));
