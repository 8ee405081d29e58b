import { describe, expect, it } from 'vitest';
import { ChirographError } from '../../../../src/contract/schema.ts';
import { isIntact } from '../../../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import { evidenceFigures } from '../../../../src/main/engine/evaluation/evidence-figures.ts';
import { validate, type ValidateOptions } from '../../../../src/main/engine/evaluation/validate.ts';
import { strangers } from '../comparison/likelihood-ratio/population.ts';
import { direction, labelled, type Labelled } from './labelled.ts';
import { cropOf, madeEncoder, MadePreparation } from './production.ts';

interface Hand extends Labelled {
  readonly path: string;
  readonly hand: number;
}

/** Writers 25 degrees apart whose words scatter by up to 12 degrees around the own angle. */
function hands(dataset: string, writers: number, words: number): Hand[] {
  return Array.from({ length: writers * words }, (_, at) => {
    const writer = Math.floor(at / words);
    return {
      dataset,
      path: `${dataset}-${at}.png`,
      writer: `${dataset}:${writer}`,
      text: `t${at % 5}`,
      hand: 25 * writer + ((at * 17) % 25) - 12,
    };
  });
}

function validated(given: readonly Hand[], options: Partial<ValidateOptions> = {}) {
  const angles = new Map(given.map((row) => [String(cropOf(row.path).slice(0, 32)), row.hand]));
  return validate({
    manifest: { file: '/material/lab.csv', sha256: 'c'.repeat(64), rows: labelled(given).rows },
    split: 'ours',
    preparation: new MadePreparation(),
    encoder: madeEncoder((crop) => direction(angles.get(String(crop.slice(0, 32)))!)),
    calibration: null,
    sameWord: null,
    seed: 3,
    command: 'chirograph validate lab.csv --split ours --seed 3',
    population: 'lab',
    ...options,
  });
}

describe('validate', () => {
  it('measures a laboratory by writers apart, and gives out the calibration for its cases', async () => {
    const { validation, calibration } = await validated([...hands('ours', 7, 12), ...hands('theirs', 6, 12)]);
    expect(isIntact(calibration)).toBe(true);
    expect(calibration).toMatchObject({
      population: 'lab',
      split: 'ours',
      writers: 13,
      datasets: ['ours', 'theirs'],
    });
    // What was measured goes with the calibration, rounded.
    const { validation: kept } = calibration;
    expect(kept!.datasets).toEqual([
      { dataset: 'ours', images: 84, writers: 7 },
      { dataset: 'theirs', images: 72, writers: 6 },
    ]);
    expect(kept!.bands).toHaveLength(validation.bands.length);
    for (const [at, each] of validation.bands.entries()) {
      expect(kept!.bands[at]!.pooled.cllr).toBeCloseTo(each.pooled.cllr, 4);
      expect(kept!.bands[at]!.datasets.map(({ dataset }) => dataset)).toEqual(Object.keys(each.datasets));
    }
    expect(validation.calibration).toMatchObject({
      sha256: calibration.sha256,
      measured: 'cross-validation',
    });
    expect(validation.datasets).toEqual({
      ours: { images: 84, writers: 7 },
      theirs: { images: 72, writers: 6 },
    });
    const band = validation.bands.find(({ kind, least }) => kind === 'common-source' && least === 2)!;
    expect(band.pooled.writers).toEqual({ same: 13, different: 13 });
    expect(band.pooled.cllr).toBeLessThan(0.8);
    expect(band.pooled.cllrCal).toBeCloseTo(band.pooled.cllr - band.pooled.cllrMin, 9);
    expect(band.pooled.intervals.cllr![0]).toBeLessThan(band.pooled.intervals.cllr![1]);
    expect(band.bounds.upper).toBeLessThanOrEqual(Math.log10(14));
    expect(Object.keys(band.datasets)).toEqual(['ours', 'theirs']);
    expect(band.quantities.map(({ questioned }) => questioned)).toContain(2);
    for (const each of validation.bands) {
      for (const figures of [each.pooled, ...Object.values(each.datasets)]) {
        for (const rate of [
          'eer',
          'misleadingSame',
          'misleadingDifferent',
          'sameAbove10',
          'differentAbove100',
        ] as const) {
          expect(figures[rate]).toBeGreaterThanOrEqual(0);
          expect(figures[rate]).toBeLessThanOrEqual(1);
        }
        expect(figures.curves.tippett[0]).toEqual({ log10Lr: -2.5, same: 1, different: 1 });
      }
    }
  });

  it('counts a writer of several sets as one person, apart from whom every pair by that person is measured', async () => {
    const named = (set: string, turn: number): Hand[] =>
      hands(set, 7, 4).map((row) => ({ ...row, writer: row.writer.slice(-1), hand: row.hand + turn }));
    const { validation, calibration } = await validated([...named('pens', 0), ...named('pencils', 3)]);
    expect(calibration.writers).toBe(7);
    expect(validation.shared).toEqual([
      { datasets: ['pens', 'pencils'], writers: 7, names: ['0', '1', '2', '3', '4'] },
    ]);
    for (const { pooled, bounds } of validation.bands) {
      expect(pooled.writers).toEqual({ same: 7, different: 7 });
      expect(bounds.upper).toBeLessThanOrEqual(Math.log10(8) + 1e-6);
    }
    await expect(
      validated([...named('pens', 0), ...named('pencils', 3)].filter(({ writer }) => writer < '5')),
    ).rejects.toMatchObject({ code: 'too-little-writing' });
  });

  it('makes no pair by one writer of words that the table says are of one sheet, and says where it says nothing', async () => {
    const on = (sheet: (at: number) => string): Hand[] =>
      hands('ours', 6, 4).map((row, at) => ({ ...row, sheet: sheet(at % 4) }));
    await expect(validated(on(() => 'form 1'))).rejects.toMatchObject({ code: 'too-little-writing' });
    const { validation, calibration } = await validated(on((at) => (at < 2 ? `form ${at}` : '')));
    expect(validation.bands[0]!.pooled.pairs.same).toBeGreaterThan(0);
    expect(validation.material.sheets).toEqual({ words: 24, notNamed: 12 });
    expect(calibration.material!.sheets).toEqual({ words: 24, notNamed: 12 });
  });

  it('counts what was measured, and one image once, whatever its paths', async () => {
    const given = hands('ours', 6, 4);
    const preparation = new MadePreparation(
      { 'ours-3.png': new ChirographError('file-missing', 'It is not there.'), 'ours-7.png': 0 },
      { 'ours-5.png': 'ours-4.png' },
    );
    const { validation, calibration } = await validated(given, { preparation });
    expect(validation.failed).toEqual([
      { path: 'ours-3.png', reason: 'It is not there.' },
      {
        path: 'ours-5.png',
        reason: 'It is the same image as ours-4.png, byte for byte, and counts once.',
      },
      {
        path: 'ours-7.png',
        reason: 'All of its words look printed or stamped, and none of them was taken.',
      },
    ]);
    expect(validation.datasets).toEqual({ ours: { images: 21, writers: 6 } });
    expect(calibration.validation).toMatchObject({
      failed: 3,
      datasets: [{ dataset: 'ours', images: 21, writers: 6 }],
    });
    expect(calibration.material!.medium.notStated).toBe(21);
    const twoWriters = new MadePreparation({}, { 'ours-14.png': 'ours-4.png' });
    await expect(validated(given, { preparation: twoWriters })).rejects.toMatchObject({
      code: 'format-not-read',
      message: expect.stringMatching(
        /^ours-4\.png \(line 6\) and ours-14\.png \(line 16\) are the same image/u,
      ) as string,
    });
  });

  it('fits nothing where a calibration is given', async () => {
    const { calibration } = await validated(hands('ours', 7, 12));
    const turned = hands('others', 6, 12).map((row) => ({ ...row, hand: row.hand + 7 }));
    const found = await validated(turned, { calibration });
    expect(found.calibration).toBe(calibration);
    expect(found.validation.calibration).toMatchObject({ writers: 7, measured: 'given calibration' });
    expect(found.validation.bands.map(({ least }) => least)).toEqual(
      calibration.bands.map(({ least }) => least),
    );
  });

  it('measures a ratio anchored on known items beside the one for one hand or two, on the same pairs', async () => {
    // Six forms of two words a writer: five are known items, the sixth is questioned.
    const onForms = (turn: number): Hand[] =>
      hands('words-en', 6, 12).map((row, at) => ({
        ...row,
        hand: row.hand + turn,
        note: `form ${Math.floor((at % 12) / 2)}`,
      }));
    const own = await validated(onForms(0));
    const { calibration } = own;
    const given = await validated(onForms(7), { calibration, split: 'other' });
    for (const [{ validation }, apart] of [
      [own, false],
      [given, true],
    ] as const) {
      const anchored = validation.bands.filter(({ kind }) => kind === 'specific-source');
      expect(anchored.map(({ least }) => least)).toEqual([1, 2]);
      for (const { anchoring, pooled, least } of anchored) {
        const band = calibration.bands.find(
          (each) => each.kind === 'specific-source' && each.least === least,
        )!;
        const raising = band.replicates.filter(({ fusion }) => fusion.slopes.at(-1)! < 0).length;
        expect(anchoring).toMatchObject({ fits: band.replicates.length, raising });
        expect(Math.sign(anchoring!.raisedBy)).toBe(-Math.sign(band.fusion.slopes.at(-1)!));
        expect(anchoring!.commonSource?.pairs).toEqual(apart ? pooled.pairs : undefined);
      }
    }
    expect(own.validation.bands.find(({ kind }) => kind === 'common-source')!.anchoring).toBeNull();
  });

  it('refuses to measure a calibration on what it was made of', async () => {
    const own = hands('ours', 7, 12);
    const { calibration } = await validated(own);
    for (const split of ['ours', undefined]) {
      await expect(validated(own, { calibration, split })).rejects.toMatchObject({
        code: 'invalid-arguments',
        message: expect.stringContaining('made of this manifest (split ours, ours)') as string,
      });
    }
    const { validation } = await validated(own, { calibration, split: 'other' });
    expect(validation.calibration.measured).toBe('given calibration');
  });

  it('says when there is nothing to measure, or nothing could be read', async () => {
    const rows = labelled(hands('ours', 6, 1)).rows.map((row) => ({ ...row, kind: 'character' as const }));
    const manifest = { file: '/material/lab.csv', sha256: 'c'.repeat(64), rows };
    await expect(validated([], { manifest })).rejects.toMatchObject({ code: 'too-little-writing' });
    const gone = new ChirographError('file-missing', 'It is not there.');
    const preparation = new MadePreparation({ 'ours-0.png': gone, 'ours-1.png': gone });
    await expect(validated(hands('ours', 2, 1), { preparation })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining(
        'None of the 2 images could be read; the first, ours-0.png: It is not there.',
      ) as string,
    });
  });

  it('says when there are too few writers', async () => {
    await expect(validated(hands('ours', 5, 12))).rejects.toMatchObject({ code: 'too-little-writing' });
  });
});

describe('evidenceFigures', () => {
  const population = strangers([0, 0, 0, 0]);
  const pair = (first: number, second: number) => ({
    same: first === second,
    first,
    second,
    quantity: 0,
    figures: [],
  });

  it('weighs writers alike, however many pairs they have', () => {
    // One writer's three pairs mislead and the other's does not: half, not three in four.
    const pairs = [pair(0, 0), pair(0, 0), pair(0, 0), pair(1, 1), pair(0, 1), pair(2, 3)];
    const found = evidenceFigures(
      pairs,
      Float64Array.from([-1, -1, -1, 1.5, -1, 2.5]),
      population,
      1,
      'made',
    )!;
    expect(found.misleadingSame).toBeCloseTo(0.5, 12);
    expect(found.misleadingDifferent).toBeCloseTo(0.5, 12);
    expect(found.sameAbove10).toBeCloseTo(0.5, 12);
    expect(found.differentAbove100).toBeCloseTo(0.5, 12);
    expect(found.pairs).toEqual({ same: 4, different: 2 });
    expect(found.writers).toEqual({ same: 2, different: 4 });
  });

  it('has rates within their intervals, however near to 1 a ratio lies', () => {
    const pairs = [pair(0, 0), pair(1, 1), pair(0, 1), pair(2, 3)];
    const of = (lr: number) =>
      evidenceFigures(pairs, Float64Array.from([lr, lr, -lr, -lr]), population, 1, 'made')!;
    for (const lr of [-0.004, -1e-12, 0, 1e-12, 0.004, 0.996, 1, 1.004, 2, 2.004]) {
      const { intervals, ...rates } = of(lr);
      for (const rate of ['misleadingSame', 'misleadingDifferent', 'sameAbove10'] as const) {
        expect(intervals[rate]).toEqual([rates[rate], rates[rate]]);
      }
    }
    expect(of(-0.004).misleadingSame).toBe(1);
  });

  it('leaves out pairs without a figure, and is none where a side has no pair', () => {
    const pairs = [pair(0, 0), pair(1, 1), pair(0, 1)];
    expect(evidenceFigures(pairs, Float64Array.from([1, NaN, -1]), population, 1, 'made')!.pairs.same).toBe(
      1,
    );
    expect(evidenceFigures(pairs, Float64Array.from([1, 1, NaN]), population, 1, 'made')).toBeNull();
  });
});
