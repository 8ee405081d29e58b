import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadReference, locate } from '../../../../src/main/engine/comparison/reference.ts';
import {
  buildReference,
  LEVELS,
  saveReference,
} from '../../../../src/main/engine/evaluation/build-reference.ts';
import { direction, labelled, type Labelled } from './labelled.ts';
import { cropOf, madeEncoder, MadePreparation } from './production.ts';

/** Writers 40 degrees apart, each with so many words around the own angle. */
function hands(
  dataset: string,
  writers: number,
  words: number,
  texts: number,
): (Labelled & { hand: number })[] {
  return Array.from({ length: writers * words }, (_, at) => {
    const writer = Math.floor(at / words);
    return {
      dataset,
      path: `${dataset}-${at}.png`,
      writer: `${dataset}:${writer}`,
      text: `t${at % texts}`,
      split: 'calibration',
      hand: 40 * writer + ((at * 17) % 21) - 10,
    };
  });
}

function build(given: readonly (Labelled & { hand: number })[]) {
  const angles = new Map(given.map((row) => [String(cropOf(row.path!).slice(0, 32)), row.hand]));
  const preparation = new MadePreparation();
  const { rows } = labelled(given);
  return buildReference({
    manifest: { file: '/material/labels.csv', sha256: 'c'.repeat(64), rows },
    split: 'calibration',
    preparation,
    encoder: madeEncoder((crop) => direction(angles.get(String(crop.slice(0, 32)))!)),
    seed: 7,
    command: 'chirograph reference labels.csv --seed 7',
  }).then(({ reference, failed }) => ({ reference, failed, asked: preparation.asked }));
}

describe('LEVELS', () => {
  it('rise from 0 to 1 in steps of 0.005, and of 0.0005 in the upper tail of different writers', () => {
    expect(LEVELS.same).toHaveLength(201);
    expect(LEVELS.same.slice(0, 3)).toEqual([0, 0.005, 0.01]);
    expect(LEVELS.different.slice(-12)).toEqual([
      0.99, 0.995, 0.9955, 0.996, 0.9965, 0.997, 0.9975, 0.998, 0.9985, 0.999, 0.9995, 1,
    ]);
    for (const levels of [LEVELS.same, LEVELS.different]) {
      expect(levels).toEqual([...new Set(levels)].toSorted((a, b) => a - b));
    }
  });
});

describe('buildReference', () => {
  it('measures each quantity that has 100 same-writer pairs', async () => {
    const { reference, failed } = await build([
      ...hands('long', 4, 40, 10),
      ...hands('short', 6, 16, 4),
      ...hands('single', 5, 10, 1),
    ]);
    expect(failed).toEqual([]);
    const quantities = Object.fromEntries(
      reference.populations.map(({ name, quantities }) => [
        name,
        quantities.map(({ words, samePairs }) => [words, samePairs]),
      ]),
    );
    expect(quantities).toEqual({
      // 40 words, four of each text: 780 pairs less 10 * 6 of one text; then 20, 13 and 8 documents a writer.
      long: [
        [1, 4 * 720],
        [2, 4 * 190],
        [3, 4 * 78],
        [5, 4 * 28],
      ],
      // 16 words: 120 pairs less 4 * 6; then 8 documents a writer.
      short: [
        [1, 6 * 96],
        [2, 6 * 28],
      ],
      // One text: 45 pairs a writer, and nothing to make a document of.
      single: [[1, 5 * 45]],
      pooled: [
        [1, 4 * 720 + 6 * 96 + 5 * 45],
        [2, 4 * 190 + 6 * 28],
      ],
    });
    const pooled = reference.populations.find((population) => population.name === 'pooled')!;
    expect(pooled.quantities.map(({ datasets, writers }) => [datasets, writers])).toEqual([
      [['long', 'short', 'single'], 15],
      [['long', 'short'], 10],
    ]);
    expect(reference).toMatchObject({ model: 'a'.repeat(64), manifest: 'c'.repeat(64), seed: 7 });
  });

  it('records scores where they lie', async () => {
    const { reference } = await build(hands('long', 4, 40, 10));
    const [one] = reference.populations[0]!.quantities;
    // One hand: up to 20 degrees apart. Two hands: 20 degrees and more apart.
    expect(one!.same[0]).toBeCloseTo(Math.cos(Math.PI / 9), 3);
    expect(one!.different.at(-1)).toBeLessThanOrEqual(Math.cos(Math.PI / 9) + 1e-4);
    const position = locate(reference, 0.99, 1, 'long')!;
    expect(position).toMatchObject({ words: 1, writers: 4, differentPercentile: 1 });
    expect(position.samePercentile).toBeGreaterThan(0.2);
    expect(position.samePercentile).toBeLessThan(0.9);
  });

  it('lets each dataset weigh the same in the pooled population', async () => {
    // The second set has a tenth of the pairs and lies apart from the first: same-writer scores near 1 against 0.95.
    const wide = hands('wide', 4, 60, 30).map((row, at) => ({ ...row, hand: row.hand + (at % 2 ? 60 : 0) }));
    const narrow = hands('narrow', 4, 12, 12).map((row) => ({
      ...row,
      hand: Math.round(row.hand / 40) * 40,
    }));
    const { reference } = await build([...wide, ...narrow]);
    const at = (population: string): number => locate(reference, 0.999, 1, population)!.samePercentile;
    const pooled = at('pooled');
    expect(pooled).toBeCloseTo((at('wide') + at('narrow')) / 2, 1);
  });

  it('sets thresholds of the word head on texts by different writers', async () => {
    const { reference } = await build([
      ...hands('long', 4, 40, 10).map((row, at) => ({ ...row, hand: (at % 10) * 30 + (at % 7) })),
      ...hands('single', 5, 10, 1),
    ]);
    expect(reference.sameWord).toMatchObject({
      // Ten texts, four of each by each of four writers.
      datasets: ['long'],
      samePairs: 10 * 6 * 16,
      differentPairs: 45 * 12 * 16,
    });
    const [percent, permille] = reference.sameWord!.thresholds;
    expect(percent).toMatchObject({ falsePositive: 0.01, falseNegative: 0 });
    expect(permille!.threshold).toBeGreaterThanOrEqual(percent!.threshold);
    // Texts are 30 degrees apart and vary by 6: different ones are never nearer than 24, the same never farther than 6.
    expect(percent!.threshold).toBeLessThanOrEqual(Math.cos((24 * Math.PI) / 180) + 1e-4);
  });

  it('reads words of the split only', async () => {
    const { asked } = await build([
      ...hands('long', 2, 2, 2),
      { path: 'page.png', writer: 'long:0', kind: 'page', split: 'calibration', hand: 0 },
      { path: 'dev.png', writer: 'long:9', split: 'dev', hand: 0 },
    ]);
    expect(asked.map((source) => path.basename(source.path))).toEqual([
      'long-0.png',
      'long-1.png',
      'long-2.png',
      'long-3.png',
    ]);
  });

  it('is read back as it was saved', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-build-reference-'));
    try {
      const file = path.join(folder, 'model.reference.json');
      const { reference } = await build(hands('long', 4, 20, 10));
      await saveReference(file, reference);
      expect(await loadReference(file, 'a'.repeat(64))).toEqual(reference);
      expect(await readdir(folder)).toEqual(['model.reference.json']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
