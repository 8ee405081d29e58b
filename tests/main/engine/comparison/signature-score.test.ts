import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureScores } from '../../../../src/main/engine/comparison/signature-score.ts';
import { joinVectors, type Vectors } from '../../../../src/main/engine/comparison/vectors.ts';
import { direction } from '../evaluation/labelled.ts';

const at = (...angles: readonly number[]): Vectors => joinVectors(angles.map(direction));
const degrees = fc.array(fc.integer({ min: -180, max: 180 }), { minLength: 2, maxLength: 8 });

describe('signatureScores', () => {
  it('is the mean cosine with the references, less that of the references among themselves', () => {
    const [score] = signatureScores(at(60), at(0, 90));
    expect(score).toBeCloseTo((Math.cos(Math.PI / 3) + Math.cos(Math.PI / 6)) / 2 - 0, 6);
    expect(signatureScores(at(0), at(0, 60))[0]).toBeCloseTo(0.75 - 0.5, 6);
  });

  it('takes nothing off where there is one reference', () => {
    expect(signatureScores(at(60), at(0))[0]).toBeCloseTo(0.5, 6);
  });

  it('does not depend on the order of the references, nor on what else is asked', () => {
    fc.assert(
      fc.property(degrees, degrees, (questioned, references) => {
        const scores = signatureScores(at(...questioned), at(...references));
        const reversed = signatureScores(at(...questioned), at(...references.toReversed()));
        scores.forEach((score, row) => {
          expect(reversed[row]).toBeCloseTo(score, 9);
          expect(signatureScores(at(questioned[row]!), at(...references))[0]).toBe(score);
        });
      }),
    );
  });
});
