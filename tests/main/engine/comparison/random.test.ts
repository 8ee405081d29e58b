import { describe, expect, it } from 'vitest';
import { createRandom, shuffle } from '../../../../src/main/engine/comparison/random.ts';

const draws = (seed: string, below: number, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.integer(below));
};

describe('createRandom', () => {
  it('draws the same for the same seed, and else for another one', () => {
    expect(draws('a', 1000, 50)).toEqual(draws('a', 1000, 50));
    expect(draws('a', 1000, 50)).not.toEqual(draws('b', 1000, 50));
  });

  it('stays below its bound and is even over it', () => {
    const counts = new Array<number>(7).fill(0);
    for (const value of draws('even', 7, 70_000)) counts[value]!++;
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(70_000);
    // Chi-square with 6 degrees of freedom passes 22.5 once in a thousand; the seed is fixed.
    expect(counts.reduce((sum, each) => sum + (each - 10_000) ** 2 / 10_000, 0)).toBeLessThan(22.5);
  });
});

describe('shuffle', () => {
  it('keeps every element', () => {
    const list = Array.from({ length: 100 }, (_, at) => at);
    const shuffled = shuffle([...list], createRandom('x'));
    expect(shuffled).not.toEqual(list);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
  });

  it('gives each order of three about equally often', () => {
    const random = createRandom('orders');
    const orders = new Map<string, number>();
    for (let turn = 0; turn < 6000; turn++) {
      const order = shuffle(['a', 'b', 'c'], random).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    // Chi-square with 5 degrees of freedom passes 20.5 once in a thousand; the seed is fixed.
    expect([...orders.values()].reduce((sum, each) => sum + (each - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5);
  });
});
