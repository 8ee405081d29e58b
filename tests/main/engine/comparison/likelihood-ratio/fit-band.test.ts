import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../../../src/main/engine/comparison/likelihood-ratio/calibrator.ts';
import {
  contributing,
  drawWithinDatasets,
  effectiveNumber,
  effectiveWriters,
  groupsOfWriters,
  pairWeights,
  PairWeights,
  type FiguredPair,
  type WriterPopulation,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/figured-pairs.ts';
import {
  crossValidated,
  fitBand,
  nestedLog10Lrs,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/fit-band.ts';
import { createRandom } from '../../../../../src/main/engine/comparison/random.ts';
import { strangers } from './population.ts';

/** Pairs of so many writers of each set: three by each, one by each two; a figure that tells them apart, and chance. */
function drawn(...sets: number[]): { pairs: FiguredPair[]; population: WriterPopulation } {
  const random = createRandom(`pairs of ${sets.join('/')}`);
  const chance = (): number => random.integer(1000) / 250 - 2;
  const datasetOf = Int32Array.from(sets.flatMap((writers, set) => Array<number>(writers).fill(set)));
  const pairs: FiguredPair[] = [];
  const add = (first: number, second: number): void => {
    const same = first === second;
    pairs.push({ same, first, second, quantity: 0, figures: [(same ? 1 : -1) + chance(), chance()] });
  };
  datasetOf.forEach((set, first) => {
    for (let at = 0; at < 3; at++) add(first, first);
    for (let second = first + 1; datasetOf[second] === set; second++) add(first, second);
  });
  return { pairs, population: strangers(datasetOf) };
}

describe('pairs that simulate one person', () => {
  it('hang on that person alone: drawn twice, they count twice', () => {
    const population = strangers(Int32Array.from([0, 0]));
    const pairs = [0, 1].flatMap((signer) =>
      [true, false].map((same): FiguredPair => ({
        same,
        first: signer,
        second: signer,
        quantity: 1,
        figures: [0],
      })),
    );
    const weights = new PairWeights(pairs, population).of([2, 1]);
    // Genuine and simulated signatures of the first signer weigh twice as much as those of the second.
    expect(weights[0]! / weights[2]!).toBeCloseTo(2, 9);
    expect(weights[1]! / weights[3]!).toBeCloseTo(2, 9);
  });
});

describe('effective numbers', () => {
  it('are the number of weights that are equal, and fewer of others, however they are scaled', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (weights, scale) => {
          const number = effectiveNumber(weights);
          expect(number).toBeLessThanOrEqual(weights.length * (1 + 1e-9));
          expect(number).toBeGreaterThanOrEqual(1 - 1e-9);
          expect(effectiveNumber(weights.map((weight) => weight * scale))).toBeCloseTo(number, 6);
        },
      ),
    );
    expect(effectiveNumber([3, 3, 3])).toBeCloseTo(3);
    expect(effectiveNumber([])).toBe(0);
  });

  it('of writers are all of them in sets of a size, and fewer where a small set weighs as much as a large one', () => {
    const even = drawn(8, 8);
    const effective = ({ pairs, population }: typeof even) =>
      effectiveWriters(pairs, pairWeights(pairs, population), population);
    expect(effective(even)).toEqual({
      same: expect.closeTo(16) as number,
      different: expect.closeTo(16) as number,
    });
    // Half the weight on 4 writers and half on 16: 1 / (4 (1/8)² + 16 (1/32)²).
    const uneven = drawn(4, 16);
    expect(effective(uneven)).toEqual({
      same: expect.closeTo(12.8) as number,
      different: expect.closeTo(12.8) as number,
    });
  });
});

describe('a person of several datasets', () => {
  /** So many persons, each with a hand in some of three datasets. */
  const shared = fc
    .array(fc.subarray([0, 1, 2], { minLength: 1 }), { minLength: 1, maxLength: 30 })
    .map((persons): WriterPopulation => {
      const hands = [0, 1, 2].flatMap((dataset) =>
        persons.flatMap((own, person) => (own.includes(dataset) ? [{ dataset, person }] : [])),
      );
      const numbers = [...new Set(hands.map(({ person }) => person))];
      return {
        datasetOf: Int32Array.from(hands, ({ dataset }) => dataset),
        personOf: Int32Array.from(hands, ({ person }) => numbers.indexOf(person)),
      };
    });

  it('is in one group and in one draw with all hands, and strangers are as many as they are', () => {
    fc.assert(
      fc.property(shared, fc.nat(), (population, seed) => {
        const { personOf } = population;
        const persons = new Set(personOf).size;
        const times = drawWithinDatasets(population, createRandom(`${seed}`));
        const groups = groupsOfWriters(population, 6, seed);
        const firsts = Array.from({ length: persons }, (_, person) => personOf.indexOf(person));
        personOf.forEach((person, hand) => {
          expect(times[hand]).toBe(times[firsts[person]!]);
          expect(groups[hand]).toBe(groups[firsts[person]!]);
        });
        expect(firsts.reduce((sum, hand) => sum + times[hand]!, 0)).toBe(persons);
      }),
    );
  });

  it('counts once', () => {
    const { pairs, population } = drawn(8, 8);
    expect(contributing(pairs, population)).toEqual({ same: 16, different: 16 });
    const alike = { ...population, personOf: population.personOf.map((hand) => hand % 8) };
    expect(contributing(pairs, alike)).toEqual({ same: 8, different: 8 });
    expect(effectiveWriters(pairs, pairWeights(pairs, alike), alike)).toEqual({
      same: expect.closeTo(8) as number,
      different: expect.closeTo(8) as number,
    });
  });
});

describe('a band', () => {
  it('is bounded by what its writers are worth, and says so', () => {
    const { pairs, population } = drawn(4, 16);
    const facts = {
      least: 1,
      most: 1,
      kind: 'common-source' as const,
      datasets: ['one', 'two'],
      quantities: [[1, 1]] as [number, number][],
    };
    const { band } = fitBand(facts, pairs, population, 1)!;
    expect(band.writers).toEqual({ same: 20, different: 20 });
    expect(band.effectiveWriters).toEqual({ same: 12.8, different: 12.8 });
    expect(band.sample.upper).toBeCloseTo(Math.log10(13.8), 6);
    expect(band.rates!.misleading.same).toBeGreaterThan(0);
  });

  it('has the cost of a pair from a calibrator whose choice the writers of that pair took no part in', () => {
    const { pairs, population } = drawn(9, 9);
    const groupOf = groupsOfWriters(population, 6, 1);
    const choices = (given: readonly FiguredPair[], marked: Int32Array): string[] => {
      // Each method's LRs are replaced by its number: what comes back says which was chosen for the pair.
      const apart = crossValidated(given, population, marked);
      METHODS.forEach((method, at) => apart[method].fill(at));
      const { unbounded } = nestedLog10Lrs(given, population, marked, apart);
      return Array.from(unbounded, (lr) => METHODS[lr] ?? 'none');
    };
    const before = choices(pairs, groupOf);
    expect(before).not.toContain('none');
    // The writers of group 0 now write so that no calibrator does well.
    const wild = pairs.map((pair) => {
      const touched = groupOf[pair.first] === 0 || groupOf[pair.second] === 0;
      return touched ? { ...pair, figures: pair.figures.map((figure) => -9 * figure) } : pair;
    });
    const after = choices(wild, groupOf);
    pairs.forEach((pair, at) => {
      if (groupOf[pair.first] === 0 || groupOf[pair.second] === 0) expect(after[at]).toBe(before[at]);
    });
  });

  it('has the cost of a pair within bounds that the writers of that pair took no part in', () => {
    const { pairs, population } = drawn(9, 9);
    const groupOf = groupsOfWriters(population, 6, 1);
    const ofFirst = ({ first, second }: FiguredPair): boolean =>
      groupOf[first] === 0 && groupOf[second] === 0;
    // Evidence of the first group's pairs would reach any bound: what holds it was set on the others.
    const boundsFor = (given: readonly FiguredPair[]): number[] => {
      const apart = crossValidated(given, population, groupOf);
      for (const method of METHODS) {
        given.forEach((pair, at) => {
          if (ofFirst(pair)) apart[method][at] = pair.same ? 8 : -8;
        });
      }
      const { withinElub } = nestedLog10Lrs(given, population, groupOf, apart);
      return given.flatMap((pair, at) => (ofFirst(pair) ? [withinElub[at]!] : []));
    };
    const before = boundsFor(pairs);
    expect(Math.max(...before)).toBeLessThan(8);
    expect(Math.min(...before)).toBeGreaterThan(-8);
    // Misleading pairs of the first group would draw the bounds in, had they a say.
    const wild = pairs.map((pair) =>
      groupOf[pair.first] === 0 || groupOf[pair.second] === 0
        ? { ...pair, figures: pair.figures.map((figure) => -9 * figure) }
        : pair,
    );
    expect(boundsFor(wild)).toEqual(before);
    const within = { least: 1, most: 1, kind: 'common-source' as const, datasets: ['one', 'two'] };
    const fitted = fitBand({ ...within, quantities: [[1, 1]] }, wild, population, 1)!;
    const [lower, upper] = [Math.min(...before), Math.max(...before)];
    wild.forEach((pair, at) => {
      if (!ofFirst(pair)) return;
      expect(fitted.log10Lrs[at]).toBeGreaterThanOrEqual(lower);
      expect(fitted.log10Lrs[at]).toBeLessThanOrEqual(upper);
    });
  });
});
