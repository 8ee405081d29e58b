import { describe, expect, it } from 'vitest';
import { bootstrapInterval, drawWriters } from '../../../../src/main/engine/comparison/bootstrap.ts';
import { createRandom } from '../../../../src/main/engine/comparison/random.ts';

describe('drawWriters', () => {
  it('draws as many as there are', () => {
    const times = drawWriters(40, createRandom('x'));
    expect(times.reduce((sum, each) => sum + each, 0)).toBe(40);
    expect(times.some((each) => each === 0)).toBe(true);
  });
});

describe('bootstrapInterval', () => {
  it('is near the normal one for the mean of many writers', () => {
    const values = Array.from({ length: 400 }, (_, at) => at % 2);
    const mean = (times: Float64Array): number =>
      values.reduce((sum, value, at) => sum + value * times[at]!, 0) / values.length;
    const [low, high] = bootstrapInterval(400, createRandom('mean'), mean)!;
    // Standard error 0.5 / sqrt(400) = 0.025.
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.025, 1.9);
    expect(high).toBeCloseTo(0.5 + 1.96 * 0.025, 1.9);
  });

  it('leaves out replicates without a figure, and gives none where those are the most', () => {
    // With two writers, the first is missing from one replicate in four and is alone in one in four.
    const present = (times: Float64Array): number | null => (times[0]! > 0 ? times[0]! : null);
    expect(bootstrapInterval(2, createRandom('x'), present)).toEqual([1, 2]);
    const alone = (times: Float64Array): number | null => (times[0] === 2 ? 1 : null);
    expect(bootstrapInterval(2, createRandom('x'), alone)).toBeNull();
  });
});
