import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cosine } from '../../../../src/main/engine/comparison/compare.ts';
import { contributions } from '../../../../src/main/engine/comparison/contributions.ts';

const vectors = (count: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }), {
    minLength: count,
    maxLength: count,
  });

/** Parts scaled so that their mean has length 1, with that mean; null where it has none. */
function embedded(parts: readonly number[][]): { parts: Float32Array[]; whole: Float32Array } | null {
  const mean = parts[0]!.map((_, at) => parts.reduce((sum, part) => sum + part[at]!, 0) / parts.length);
  const length = Math.hypot(...mean);
  if (length < 0.05) return null;
  return {
    parts: parts.map((part) => Float32Array.from(part, (value) => value / length)),
    whole: Float32Array.from(mean, (value) => value / length),
  };
}

it('add up to the cosine, whichever of both words is taken apart, into however many parts', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 36 }).chain(vectors),
      fc.integer({ min: 1, max: 36 }).chain(vectors),
      (first, second) => {
        const [a, b] = [embedded(first), embedded(second)];
        fc.pre(a !== null && b !== null);
        const whole = cosine(a!.whole, b!.whole);
        for (const [word, other] of [
          [a!, b!],
          [b!, a!],
        ] as const) {
          const given = contributions(word.parts, other.whole);
          expect(given).toHaveLength(word.parts.length);
          expect(given.reduce((sum, each) => sum + each, 0)).toBeCloseTo(whole, 4);
        }
      },
    ),
  );
});

it('says which part agrees and which differs', () => {
  const parts = [Float32Array.of(2, 0), Float32Array.of(0, 2)];
  expect(contributions(parts, Float32Array.of(0.6, -0.8))).toEqual([
    expect.closeTo(0.6, 6),
    expect.closeTo(-0.8, 6),
  ]);
});
