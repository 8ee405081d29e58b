import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignment,
  amongReferences,
  compareSignature,
  signatureScores,
} from '../../../../src/main/engine/comparison/signature-score.ts';
import { SIGNATURE_SEQUENCE } from '../../../../src/main/engine/encoder/signature-sequence.ts';
import { sequenceAt } from '../evaluation/signed.ts';

const { steps, reach } = SIGNATURE_SEQUENCE;
const angles = fc.array(fc.integer({ min: -180, max: 180 }), { minLength: steps, maxLength: steps });
/** The cosine of the difference of two angles in degrees. */
const cosine = (one: number, other: number): number => Math.cos(((one - other) * Math.PI) / 180);

describe('alignment', () => {
  it('is the cosine where both signatures are the same all along', () => {
    expect(alignment(sequenceAt(10), sequenceAt(70))).toBeCloseTo(0.5, 6);
    expect(alignment(sequenceAt(0), sequenceAt(180))).toBeCloseTo(-1, 6);
  });

  it('finds a stroke that lies some steps on, and none that lies farther than its reach', () => {
    const stroke = (at: number): Float32Array =>
      sequenceAt(...Array.from({ length: steps }, (_, step) => (step === at ? 90 : 0)));
    expect(alignment(stroke(9), stroke(9 + reach - 1))).toBeCloseTo(1, 6);
    expect(alignment(stroke(9), stroke(9 + 2 * reach + 2))).toBeLessThan(0.97);
  });

  it('is symmetric, 1 with itself, and no less than without any shift', () => {
    fc.assert(
      fc.property(angles, angles, (one, other) => {
        const [a, b] = [sequenceAt(...one), sequenceAt(...other)];
        const found = alignment(a, b);
        expect(alignment(b, a)).toBeCloseTo(found, 9);
        expect(alignment(a, a)).toBeCloseTo(1, 6);
        const straight = one.reduce((sum, angle, step) => sum + cosine(angle, other[step]!), 0) / steps;
        expect(found).toBeGreaterThanOrEqual(straight - 1e-6);
        expect(found).toBeLessThanOrEqual(1 + 1e-6);
      }),
    );
  });
});

describe('signatureScores', () => {
  const places = [0, 60, 90, 60];
  const likeness = (one: number, other: number): number => cosine(places[one]!, places[other]!);

  it('is mean and greatest likeness with the references, less what each of them has with the others', () => {
    // 60 against 0 and 90: cosines 0.5 and 0.866; 0 and 90 have 0 with each other.
    const [score] = signatureScores(likeness, [1], [0, 2]);
    expect(score).toBeCloseTo((0.5 + Math.sqrt(0.75)) / 2 + Math.sqrt(0.75), 6);
    // Three references at 0, 60 and 90; the fourth signature lies at 60, too.
    const own = [
      [0.5, 0],
      [0.5, Math.sqrt(0.75)],
      [0, Math.sqrt(0.75)],
    ].map(([a, b]) => (a! + b!) / 2 + Math.max(a!, b!));
    const spread = (own[0]! + own[1]! + own[2]!) / 3;
    const [among] = signatureScores(likeness, [3], [0, 1, 2]);
    expect(among).toBeCloseTo((0.5 + 1 + Math.sqrt(0.75)) / 3 + 1 - spread, 6);
  });

  it('takes nothing off where there is one reference', () => {
    expect(signatureScores(likeness, [1], [0])[0]).toBeCloseTo(1, 6);
  });

  it('does not depend on the order of the references, nor on what else is asked', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 9 });
    const spread = (one: number, other: number): number => cosine(one * 17, other * 17);
    fc.assert(
      fc.property(numbers, (all) => {
        const [questioned, references] = [all.slice(0, 2), all.slice(2)];
        const scores = signatureScores(spread, questioned, references);
        const reversed = signatureScores(spread, questioned, references.toReversed());
        scores.forEach((score, at) => {
          expect(reversed[at]).toBeCloseTo(score, 9);
          expect(signatureScores(spread, [questioned[at]!], references)).toEqual([score]);
        });
      }),
    );
  });
});

describe('compareSignature', () => {
  it('gives likenesses in the order of the references, how alike these are, and the score of both', () => {
    const { scored, between } = compareSignature(
      sequenceAt(0),
      [60, 90, 60].map((angle) => sequenceAt(angle)),
    );
    const { likeness, amongReferences: among, score } = scored;
    expect([1, 2, 3].map((reference) => between(0, reference))).toEqual(likeness);
    expect(between(1, 2)).toBe(between(2, 1));
    expect(between(1, 3)).toBeCloseTo(1, 6);
    expect(likeness.map((each) => Number(each.toFixed(4)))).toEqual([0.5, 0, 0.5]);
    // 60 with 90 twice, and 60 with 60.
    expect(among).toBeCloseTo((2 * Math.sqrt(0.75) + 1) / 3, 6);
    const own = [Math.sqrt(0.75) / 2 + 1.5, 2 * Math.sqrt(0.75), Math.sqrt(0.75) / 2 + 1.5];
    expect(score).toBeCloseTo(1 / 3 + 0.5 - own.reduce((sum, each) => sum + each, 0) / 3, 5);
  });

  it('says nothing of how alike a single reference is', () => {
    expect(amongReferences(() => 1, [3])).toBeNull();
    expect(compareSignature(sequenceAt(0), [sequenceAt(0)])).toMatchObject({
      scored: { amongReferences: null },
    });
  });
});
