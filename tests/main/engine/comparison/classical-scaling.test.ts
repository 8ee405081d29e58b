import fc from 'fast-check';
import { expect, it } from 'vitest';
import { classicalScaling } from '../../../../src/main/engine/comparison/classical-scaling.ts';
import { createRandom } from '../../../../src/main/engine/comparison/random.ts';

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.hypot(...Array.from(a, (value, at) => value - (b[at] as number)));
const coordinate = fc.double({ min: -1, max: 1, noNaN: true });

/** Two directions at right angles in 128 dimensions. */
const [ALONG, ACROSS] = [0, 64].map((from) =>
  Float32Array.from({ length: 128 }, (_, at) => (at >= from && at < from + 64 ? 1 / 8 : 0)),
) as [Float32Array, Float32Array];

it('shows points of a plane as they lie, wherever the plane is', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 8 }), (points) => {
      const vectors = points.map(([x, y]) =>
        ALONG.map((value, at) => value * x + (ACROSS[at] as number) * y),
      );
      const scaling = classicalScaling(vectors);
      if (scaling === null) {
        expect(Math.max(...vectors.map((vector) => distance(vector, vectors[0]!)))).toBeLessThan(1e-6);
        return;
      }
      const { places, shares } = scaling;
      expect(shares[0] + shares[1]).toBeCloseTo(1, 6);
      expect(shares[0]).toBeGreaterThanOrEqual(shares[1]);
      for (const [a, one] of places.entries()) {
        for (const [b, other] of places.entries()) {
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeCloseTo(
            distance(vectors[a]!, vectors[b]!),
            5,
          );
        }
      }
    }),
    { numRuns: 25 },
  );
});

it('says how much of the squared distances is seen', () => {
  const random = createRandom('scaling');
  const vectors = Array.from({ length: 20 }, () =>
    Float32Array.from({ length: 128 }, () => random.integer(1000) / 1000 - 0.5),
  );
  const { places, shares } = classicalScaling(vectors)!;
  let [seen, all] = [0, 0];
  for (const [a, one] of places.entries()) {
    for (const [b, other] of places.entries()) {
      seen += (one.x - other.x) ** 2 + (one.y - other.y) ** 2;
      all += distance(vectors[a]!, vectors[b]!) ** 2;
    }
  }
  expect(shares[0] + shares[1]).toBeCloseTo(seen / all, 6);
  // The same points give the same map.
  expect(classicalScaling(vectors)).toEqual({ places, shares });
});

it.each([
  [
    'two points',
    [
      [1, 0],
      [0, 1],
    ],
  ],
  [
    'one point three times',
    [
      [1, 0],
      [1, 0],
      [1, 0],
    ],
  ],
])('has no map of %s', (_what, points) => {
  expect(classicalScaling(points.map((point) => Float32Array.from(point)))).toBeNull();
});
