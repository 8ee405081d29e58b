import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom, swell, wander } from '../../../../src/main/engine/demo/random.ts';

const seeds = fc.integer({ min: 0, max: 0xffffffff });

describe('SeededRandom', () => {
  it('repeats itself for a seed', () => {
    fc.assert(
      fc.property(seeds, fc.string(), (seed, name) => {
        const draw = (): number[] => {
          const random = new SeededRandom(seed);
          return [random.next(), random.bell(1), random.part(name).next()];
        };
        expect(draw()).toEqual(draw());
      }),
    );
  });

  it('stays between 0 and 1, and the bell within 3.5 deviations', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = new SeededRandom(seed);
        const value = random.next();
        return value >= 0 && value < 1 && Math.abs(random.bell(1)) <= 3.5;
      }),
    );
  });

  it('has the mean and the deviation that it says', () => {
    const random = new SeededRandom(11);
    const drawn = Array.from({ length: 20_000 }, () => random.bell(2));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });

  it('gives parts that do not depend on what was drawn before', () => {
    const fresh = new SeededRandom(4);
    const used = new SeededRandom(4);
    used.next();
    expect(used.part('ink').next()).toBe(fresh.part('ink').next());
    expect(fresh.part('ink').next()).not.toBe(fresh.part('paper').next());
  });

  it('shuffles without losing an entry', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.integer()), (seed, entries) => {
        const order = (values: number[]): number[] => [...values].sort((a, b) => a - b);
        expect(order(new SeededRandom(seed).shuffled(entries))).toEqual(order(entries));
      }),
    );
  });
});

describe('wander and swell', () => {
  it('are smooth and bounded', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0, max: 1000, noNaN: true }), (seed, x) => {
        const curve = wander(new SeededRandom(seed), 100);
        const surface = swell(new SeededRandom(seed), 100);
        expect(Math.abs(curve(x))).toBeLessThan(1.5);
        expect(Math.abs(surface(x, -x))).toBeLessThan(1.7);
        expect(Math.abs(curve(x + 0.1) - curve(x))).toBeLessThan(0.05);
        expect(Math.abs(surface(x + 0.1, x) - surface(x, x))).toBeLessThan(0.05);
      }),
    );
  });
});
