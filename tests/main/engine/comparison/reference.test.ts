import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReferencePosition } from '../../../../src/contract/results.ts';
import {
  loadReference,
  locate,
  quantityFor,
  sameWordThreshold,
  searchThreshold,
  shareAtOrBelow,
  type Reference,
} from '../../../../src/main/engine/comparison/reference.ts';

const MODEL = 'a'.repeat(64);

const quantity = (words: number, shift: number): Reference['populations'][number]['quantities'][number] => ({
  words,
  datasets: ['one', 'two'],
  writers: 10,
  samePairs: 200,
  differentPairs: 4000,
  same: [0.2, 0.6 + shift, 0.9],
  different: [-0.3, 0 - shift, 0.3, 0.7],
});

const reference: Reference = {
  formatVersion: 1,
  model: MODEL,
  manifest: 'b'.repeat(64),
  split: 'calibration',
  seed: 1,
  command: 'chirograph reference manifest.csv',
  levels: { same: [0, 0.5, 1], different: [0, 0.5, 0.9, 1] },
  populations: [
    {
      name: 'pooled',
      datasets: ['one', 'two'],
      writers: 10,
      quantities: [quantity(2, 0), quantity(5, 0.1), quantity(20, 0.2)],
    },
  ],
  sameWord: {
    datasets: ['one'],
    samePairs: 300,
    differentPairs: 5000,
    thresholds: [
      { falsePositive: 0.01, threshold: 0.5, falseNegative: 0.05 },
      { falsePositive: 0.001, threshold: 0.7, falseNegative: 0.2 },
    ],
  },
};

describe('locate', () => {
  it('knows the largest quantity on record that a text reaches', () => {
    expect(quantityFor(reference, 19)).toBe(5);
    expect(quantityFor(reference, 20)).toBe(20);
    expect(quantityFor(reference, 400)).toBe(20);
    expect(quantityFor(reference, 1)).toBeNull();
    expect(quantityFor(reference, 20, 'names-zh')).toBeNull();
  });

  it('has no position for a quantity that was not measured, nor in a population that was not', () => {
    expect(locate(reference, 0.5, 1)).toBeNull();
    expect(locate(reference, 0.5, 19)).toBeNull();
    expect(locate(reference, 0.5, 5, 'names-zh')).toBeNull();
  });

  it('reads the shares between the recorded scores', () => {
    const position = locate(reference, 0.4, 2)!;
    // Same: half way from 0.2 (0) to 0.6 (0.5). Different: a quarter of the way from 0.3 (0.9) to 0.7 (1).
    expect(position.samePercentile).toBeCloseTo(0.25, 12);
    expect(position.differentPercentile).toBeCloseTo(0.925, 12);
    expect(v.parse(ReferencePosition, position)).toEqual({
      ...position,
      population: 'pooled',
      writers: 10,
      words: 2,
      draws: 1,
      samePairs: 200,
      differentPairs: 4000,
    });
  });

  it('never falls as the score rises, and stays a share', () => {
    const score = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(score, score, fc.constantFrom(2, 5, 20), (a, b, words) => {
        const low = locate(reference, Math.min(a, b), words)!;
        const high = locate(reference, Math.max(a, b), words)!;
        expect(low.samePercentile).toBeLessThanOrEqual(high.samePercentile);
        expect(low.differentPercentile).toBeLessThanOrEqual(high.differentPercentile);
        v.parse(ReferencePosition, low);
      }),
    );
  });
});

describe('shareAtOrBelow', () => {
  const levels = [0, 0.25, 0.5, 1];

  it('counts a score that many pairs have as reached', () => {
    expect(shareAtOrBelow(0.3, [0.1, 0.3, 0.3, 0.5], levels)).toBe(0.5);
    expect(shareAtOrBelow(0.3, [0.3, 0.3, 0.3, 0.3], levels)).toBe(1);
  });

  it('is 0 below the least and 1 from the greatest score on', () => {
    expect(shareAtOrBelow(0.09, [0.1, 0.2, 0.3, 0.5], levels)).toBe(0);
    expect(shareAtOrBelow(0.5, [0.1, 0.2, 0.3, 0.5], levels)).toBe(1);
  });
});

describe('searchThreshold', () => {
  it('is as strict as the number of candidates needs, as far as thresholds were measured', () => {
    expect(searchThreshold(reference, 1)).toBe(0.5);
    expect(searchThreshold(reference, 100)).toBe(0.5);
    expect(searchThreshold(reference, 101)).toBe(0.7);
    expect(searchThreshold(reference, 1_000_000)).toBe(0.7);
    expect(searchThreshold({ ...reference, sameWord: null }, 1)).toBe(Infinity);
  });
});

describe('sameWordThreshold', () => {
  it('is the one that was measured for the rate', () => {
    expect(sameWordThreshold(reference, 0.01)).toBe(0.5);
    expect(sameWordThreshold(reference, 0.001)).toBe(0.7);
  });

  it('lets nothing through where none was measured', () => {
    expect(sameWordThreshold(reference, 0.5)).toBe(Infinity);
    expect(sameWordThreshold({ ...reference, sameWord: null }, 0.01)).toBe(Infinity);
  });
});

describe('loadReference', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chirograph-reference-'));
    file = path.join(folder, 'model.reference.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads what was written', async () => {
    await writeFile(file, JSON.stringify(reference));
    expect(await loadReference(file, MODEL)).toEqual(reference);
  });

  it('refuses the reference of another model', async () => {
    await writeFile(file, JSON.stringify(reference));
    await expect(loadReference(file, 'c'.repeat(64))).rejects.toMatchObject({
      code: 'model-refused',
      message: expect.stringContaining('another model') as string,
    });
  });

  it.each([
    ['damaged JSON', '{'],
    ['another format', JSON.stringify({ ...reference, formatVersion: 2 })],
    [
      'quantiles that fall',
      JSON.stringify({
        ...reference,
        populations: [
          { ...reference.populations[0], quantities: [{ ...quantity(2, 0), same: [0.9, 0.5, 0.2] }] },
        ],
      }),
    ],
    [
      'fewer quantiles than levels',
      JSON.stringify({
        ...reference,
        populations: [{ ...reference.populations[0], quantities: [{ ...quantity(2, 0), same: [0.2, 0.5] }] }],
      }),
    ],
    [
      'quantities out of order',
      JSON.stringify({
        ...reference,
        populations: [{ ...reference.populations[0], quantities: [quantity(5, 0), quantity(2, 0)] }],
      }),
    ],
  ])('refuses %s', async (_, content) => {
    await writeFile(file, content);
    await expect(loadReference(file, MODEL)).rejects.toMatchObject({ code: 'model-refused' });
  });

  it('refuses a file that is not there', async () => {
    await expect(loadReference(file, MODEL)).rejects.toMatchObject({ code: 'model-refused' });
  });
});
