import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Evidence,
  intervalText,
  LikelihoodRatio,
  log10LrText,
  VerbalScale,
} from '../../../../../src/contract/evidence.ts';
import { meanEmbedding, sameWordPairs } from '../../../../../src/main/engine/comparison/compare.ts';
import {
  Calibration,
  cohortOf,
  encodedCohort,
  isIntact,
  log10LrOf,
  sealed,
  wordThreshold,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import { loadCalibration } from '../../../../../src/main/engine/comparison/likelihood-ratio/calibration-file.ts';
import {
  evidenceOf,
  expressed,
  NOT_CALIBRATED,
  PROPOSITIONS,
  type EvidenceWord,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/evidence.ts';
import {
  FIGURES,
  withinCalibratedWords,
} from '../../../../../src/main/engine/comparison/likelihood-ratio/pair-figures.ts';
import { EMBEDDING_SIZE } from '../../../../../src/main/engine/encoder/model-file.ts';
import { ENFSI_SCALE, inWords, scaleText, timesText } from '../../../../../src/contract/verbal-scale.ts';
import { buildCalibration, evidenceBy } from '../../../../../src/main/engine/evaluation/build-calibration.ts';
import { cropOf, madeMaterial, madeWord, noise, SAME_WORD, SOURCE } from './population.ts';

const built = buildCalibration(madeMaterial(7, 36), SAME_WORD, SOURCE);
const { calibration } = built;

/** Words of a hand that the population does not hold, in items of so many words. */
function side(hand: string, from: number, count: number, perItem = count, height = 40): EvidenceWord[] {
  return Array.from({ length: count }, (_, at) => {
    const word = madeWord('one', hand, from + at, `${hand}/item ${Math.floor(at / perItem)}`);
    return { ...word, cropSha256: cropOf(word), height };
  });
}

const ratio = (questioned: EvidenceWord[], known: EvidenceWord[]) =>
  evidenceOf(calibration, questioned, known, ENFSI_SCALE).likelihoodRatio;

describe('a calibration', () => {
  it('is a calibration by its schema, and whole', () => {
    expect(v.is(Calibration, JSON.parse(JSON.stringify(calibration)))).toBe(true);
    expect(isIntact(JSON.parse(JSON.stringify(calibration)) as Calibration)).toBe(true);
  });

  it('is the same each time, whatever the order of the words', () => {
    const material = madeMaterial(7, 36);
    const turned = { ...material, words: material.words.toReversed() };
    expect(buildCalibration(turned, SAME_WORD, SOURCE).calibration.bands.map(({ cllr }) => cllr)).toEqual(
      calibration.bands.map(({ cllr }) => cllr),
    );
  });

  it('bounds evidence by writers, however many pairs they give', () => {
    expect(calibration.bands.length).toBeGreaterThan(3);
    for (const band of calibration.bands) {
      const { same, different } = band.effectiveWriters!;
      expect(band.sample.upper).toBeCloseTo(Math.log10(different + 1), 5);
      expect(band.sample.lower).toBeCloseTo(-Math.log10(same + 1), 5);
      expect(same).toBeLessThanOrEqual(band.writers.same + 1e-6);
      expect(different).toBeLessThanOrEqual(band.writers.different + 1e-6);
      expect(band.pairs.same).toBeGreaterThanOrEqual(band.writers.same);
      expect(band.cllr).toBeLessThan(1);
      expect(band.cllrMin).toBeLessThanOrEqual(band.cllr);
    }
    for (const { band, log10Lrs } of [...built.bands, ...evidenceBy(calibration, madeMaterial(4, 24), 2)]) {
      for (const lr of log10Lrs) {
        expect(lr).toBeLessThanOrEqual(Math.min(band.elub.upper, band.sample.upper) + 1e-9);
        expect(lr).toBeGreaterThanOrEqual(Math.max(band.elub.lower, band.sample.lower) - 1e-9);
      }
    }
  });

  it('has no band where the writers are too few', () => {
    expect(buildCalibration(madeMaterial(2, 40), SAME_WORD, SOURCE).calibration.bands).toEqual([]);
  });
});

describe('a calibration file', () => {
  /** With a cohort of as many dimensions as models give; those of the made hands are fewer, and the rest is 0. */
  const { count, size, data } = cohortOf(calibration);
  const wide = new Float32Array(count * EMBEDDING_SIZE);
  for (let row = 0; row < count; row++) {
    wide.set(data.subarray(row * size, (row + 1) * size), row * EMBEDDING_SIZE);
  }
  const content: Partial<Calibration> = {
    ...calibration,
    cohort: encodedCohort({ count, size: EMBEDDING_SIZE, data: wide }),
  };
  delete content.sha256;
  const ofModels = sealed(content as Calibration);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'chirograph-calibration-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (content: unknown): string => {
    const file = path.join(folder, 'lab.json');
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  it('is read alone and out of a reference', () => {
    expect(loadCalibration(written(ofModels), SOURCE.model)).toEqual(ofModels);
    expect(loadCalibration(written({ calibration: ofModels }), SOURCE.model)).toEqual(ofModels);
  });

  it('is refused where its parts do not fit each other', () => {
    const { cohort, bands } = ofModels;
    const cohortOf64 = { ...cohort, writers: 2 * cohort.writers, dimensions: 64 };
    const means = Buffer.from(cohort.means, 'base64');
    means.writeFloatLE(NaN, 0);
    for (const [changed, why] of [
      [{ cohort: { ...cohort, writers: cohort.writers + 1 } }, /other means than its writers/],
      [{ cohort: { ...cohort, means: means.toString('base64') } }, /means that are no numbers/],
      [{ cohort: { writers: 0, dimensions: 128, means: '' } }, /expected >=1/i],
      [{ cohort: cohortOf64 }, /64 dimensions, not 128/],
      [{ bands: bands.map((band) => ({ ...band, least: 3 })) }, /quantity of text that this version/],
      [{ bands: bands.map((band) => ({ ...band, quantities: [] })) }, /no quantity of text/],
    ] as const) {
      const file = written(sealed({ ...ofModels, ...changed } as typeof ofModels));
      expect(() => loadCalibration(file, SOURCE.model)).toThrow(
        expect.objectContaining({ details: expect.stringMatching(why) as string }) as Error,
      );
    }
  });

  it('is refused when it was changed, belongs to another model, or is something else', () => {
    const refused = expect.objectContaining({ code: 'model-refused' }) as Error;
    const changed = { ...ofModels, writers: ofModels.writers + 1 };
    expect(() => loadCalibration(written(changed), SOURCE.model)).toThrow(/was changed since it was made/);
    expect(() => loadCalibration(written(ofModels), 'c'.repeat(64))).toThrow(/another model/);
    expect(() => loadCalibration(written({ hello: 1 }), SOURCE.model)).toThrow(refused);
    expect(() =>
      loadCalibration(written(sealed({ ...ofModels, formatVersion: 2 as 1 })), SOURCE.model),
    ).toThrow(refused);
    expect(() => loadCalibration(path.join(folder, 'none.json'), SOURCE.model)).toThrow(
      expect.objectContaining({ code: 'file-unreadable' }) as Error,
    );
  });
});

describe('evidence', () => {
  it('is the same to the last bit of pairs that were found before, of its own threshold or a lower one', () => {
    const [questioned, known] = [side('unseen', 0, 12), side('unseen', 50, 14)];
    const counted = wordThreshold(calibration, questioned.length * known.length);
    const alone = evidenceOf(calibration, questioned, known, ENFSI_SCALE);
    expect(alone.likelihoodRatio?.figures['anySameWord']).toBe(1);
    for (const threshold of [counted, counted - 0.2, -1]) {
      const found = sameWordPairs(questioned, known, threshold);
      expect(evidenceOf(calibration, questioned, known, ENFSI_SCALE, found)).toEqual(alone);
    }
  });

  it('supports the truth, follows the contract, and is the same when both sides change places', () => {
    const same = ratio(side('unseen', 0, 12), side('unseen', 50, 12))!;
    const different = ratio(side('unseen', 0, 12), side('other', 50, 12))!;
    expect(same.log10Lr).toBeGreaterThan(0.3);
    expect(different.log10Lr).toBeLessThan(-0.3);
    const turned = ratio(side('other', 50, 12), side('unseen', 0, 12))!;
    expect(turned.log10Lr).toBeCloseTo(different.log10Lr, 9);
    const evidence = evidenceOf(calibration, side('unseen', 0, 12), side('other', 50, 12), ENFSI_SCALE);
    expect(v.parse(Evidence, JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  });

  it('chooses the band by the shorter side and states it, with population, interval and bounds', () => {
    const found = ratio(side('unseen', 0, 3), side('unseen', 50, 20))!;
    expect(found.band).toEqual({ least: 2, most: 4, words: 3 });
    expect(found.propositions.kind).toBe('common-source');
    expect(found.interval![0]).toBeLessThanOrEqual(found.log10Lr);
    expect(found.interval![1]).toBeGreaterThanOrEqual(found.log10Lr);
    expect(found.population).toMatchObject({ name: 'made hands', sha256: calibration.sha256 });
    expect(found.statement).toContain('The questioned and the known writing were written by one person.');
    expect(found.statement).toContain('texts of 2 to 4 words on the shorter side');
    expect(found.statement).toContain('from 2 weak support');
  });

  it('says of which resolution pages are that the population states otherwise, and nothing where it states none', () => {
    const none = { values: [], notStated: 1 };
    const stated = (range: { least: number; most: number } | null) => ({
      ...calibration,
      material: { medium: none, script: none, resolution: { range, notStated: 0 } },
    });
    const scanned = (dpi: number | null) => side('unseen', 0, 12).map((word) => ({ ...word, dpi }));
    const of = (calibrated: Calibration, questioned: EvidenceWord[]) =>
      evidenceOf(calibrated, questioned, side('unseen', 50, 12), ENFSI_SCALE).likelihoodRatio!;
    const range = { least: 300, most: 600 };
    // Files state pixels a metre: 299.7 is 300.
    for (const dpi of [299.7, 450, 600.5, null]) {
      expect(of(stated(range), scanned(dpi)).outside.join(' ')).not.toContain('pixels an inch');
    }
    expect(of(stated(range), scanned(null)).resolutions).toEqual({ questioned: null, known: null });
    const coarse = of(stated(range), scanned(72));
    expect(coarse.resolutions!.questioned).toEqual({ least: 72, most: 72 });
    expect(coarse.outside).toEqual([
      'The questioned pages have 72 to 72 pixels an inch, and the material of the reference population 300 to 600, as far as its table states it: how writing of another resolution scores was not measured.',
    ]);
    expect(coarse.statement).toContain(coarse.outside[0]);
    for (const silent of [stated(null), calibration]) {
      expect(of(silent, scanned(72)).outside).toEqual([]);
      expect(of(silent, scanned(72))).not.toHaveProperty('resolutions');
    }
  });

  it('says where words that it was calibrated on may be of one sheet, and nothing where their sheets are named', () => {
    const none = { values: [], notStated: 1 };
    const of = (sheets?: { words: number; notNamed: number }): string[] =>
      evidenceOf(
        {
          ...calibration,
          material: {
            medium: none,
            script: none,
            resolution: { range: null, notStated: 1 },
            ...(sheets && { sheets }),
          },
        },
        side('unseen', 0, 12),
        side('unseen', 50, 12),
        ENFSI_SCALE,
      ).likelihoodRatio!.outside;
    expect(of({ words: 1200, notNamed: 1100 })).toEqual([
      expect.stringContaining('names no sheet for 1,100 of its 1,200 images of single words'),
    ]);
    for (const silent of [undefined, { words: 9, notNamed: 0 }, { words: 0, notNamed: 0 }]) {
      expect(of(silent)).toEqual([]);
    }
  });

  it('holds the numbers of words at what was calibrated, and says so', () => {
    // The made writers have words enough for the even pairs only: 14 and 14 at most.
    const questioned = side('unseen', 0, 12);
    const few = ratio(questioned, side('unseen', 50, 14))!;
    const many = ratio(questioned, side('unseen', 50, 500))!;
    expect(few.outside).toEqual([]);
    expect(many.figures['wordsOfMore']).toBeCloseTo(Math.log(14), 9);
    expect(many.outside[0]).toMatch(
      /12 words on the shorter side and 500 on the longer, with at most 14 and 14/,
    );
    expect(many.statement).toContain(many.outside[0]);
    expect(many.log10Lr).toBeGreaterThan(0.3);
    expect(ratio(questioned, side('other', 50, 500))!.log10Lr).toBeLessThan(-0.3);
  });

  it('holds what a longer text adds at what was calibrated, and leaves other figures as they are', () => {
    const figures = [0.4, 0.1, 1, Math.log1p(200), Math.log(300), Math.log(500), 0.7];
    expect(
      withinCalibratedWords(figures, [
        [20, 20],
        [30, 30],
        [20, 60],
      ]),
    ).toEqual([0.4, 0.1, 1, Math.log1p(30), Math.log(30), Math.log(60), 0.7]);
    expect(withinCalibratedWords([0.4, 0.1, 1, 1, 2, 3], [[20, 60]])).toEqual([0.4, 0.1, 1, 1, 2, 3]);
  });

  it('is measured on other material as a comparison would give it, held at the same numbers of words', () => {
    const [first] = calibration.bands.filter(({ kind, least }) => kind === 'common-source' && least === 5);
    const slopes = first!.fusion.slopes.with(FIGURES.indexOf('wordsOfMore'), -3);
    const short = {
      ...first!,
      quantities: [[5, 5] as [number, number]],
      fusion: { ...first!.fusion, slopes },
    };
    const [measured] = evidenceBy({ ...calibration, bands: [short] }, madeMaterial(7, 36), 1);
    expect(new Set(measured!.pairs.map(({ quantity }) => quantity)).size).toBeGreaterThan(1);
    for (const { figures } of measured!.pairs) {
      expect(figures).toEqual(withinCalibratedWords(figures, short.quantities));
      expect(figures[FIGURES.indexOf('wordsOfMore')]).toBeLessThanOrEqual(Math.log(5));
    }
    const lrs = measured!.pairs.map(({ figures }) => log10LrOf(short, figures));
    expect([...measured!.log10Lrs]).toEqual(lrs);
  });

  it('asks whether one person wrote both, and takes no ratio that is anchored on known items', () => {
    const anchored = calibration.bands.map((band) => ({
      ...band,
      kind: 'specific-source' as const,
      fusion: { ...band.fusion, slopes: [...band.fusion.slopes, -2] },
      replicates: [],
    }));
    const both = sealed({ ...calibration, bands: [...anchored, ...calibration.bands] });
    expect(v.is(Calibration, both)).toBe(true);
    const known = side('unseen', 50, 25, 5);
    const found = evidenceOf(both, side('unseen', 0, 5), known, ENFSI_SCALE).likelihoodRatio!;
    expect(found.propositions).toEqual(PROPOSITIONS);
    expect(found.propositions.kind).toBe('common-source');
    expect(found.figures).not.toHaveProperty('ownNearness');
    expect(found.log10Lr).toBe(ratio(side('unseen', 0, 5), known)!.log10Lr);
    const alone = sealed({ ...calibration, bands: anchored });
    expect(evidenceOf(alone, side('unseen', 0, 5), known, ENFSI_SCALE).reason).toMatch(/too few writers/);
  });

  it('is the same however the known words are shared out among items: varied items cannot raise it', () => {
    const questioned = side('unseen', 0, 5);
    const words = side('unseen', 50, 25);
    const whole = ratio(questioned, words)!.log10Lr;
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: words.length, maxLength: words.length }),
        fc.shuffledSubarray(words, { minLength: words.length }),
        (items, order) => {
          const dealt = order.map((word, at) => ({ ...word, item: `item ${items[at]}` }));
          expect(ratio(questioned, dealt)!.log10Lr).toBeCloseTo(whole, 9);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is none without a calibration, with too little writing, or with writing that is too coarse', () => {
    const reason = (calibrated: Calibration | null, questioned: EvidenceWord[]): string | null =>
      evidenceOf(calibrated, questioned, side('unseen', 50, 5), ENFSI_SCALE).reason;
    expect(reason(null, side('unseen', 0, 5))).toBe(NOT_CALIBRATED);
    const long = { ...calibration, bands: calibration.bands.filter(({ least }) => least > 5) };
    expect(reason(long, side('unseen', 0, 3))).toMatch(/too few writers with texts of 3 words/);
    expect(reason(calibration, side('unseen', 0, 5, 5, 9))).toMatch(/questioned words are 9 pixels high/);
  });

  it('says where writing lies outside the population', () => {
    const opposite = Float32Array.from(
      noise('set one', 16),
      (value, at) => -value - noise('set two', 16)[at]!,
    );
    const strange = side('unseen', 0, 12).map((word) => ({ ...word, writer: meanEmbedding([opposite]) }));
    expect(ratio(side('unseen', 0, 12), side('unseen', 50, 12))!.outside).toEqual([]);
    const found = ratio(strange, side('unseen', 50, 12))!;
    expect(found.outside).toHaveLength(1);
    expect(found.statement).toContain(
      'The questioned writing is less like the writers of the reference population',
    );
  });

  it('has no interval where its calibration has few replicates', () => {
    const few = (count: number): Calibration => ({
      ...calibration,
      bands: calibration.bands.map((band) => ({ ...band, replicates: band.replicates.slice(0, count) })),
    });
    const found = (count: number) =>
      evidenceOf(few(count), side('unseen', 0, 12), side('unseen', 50, 12), ENFSI_SCALE).likelihoodRatio!;
    for (const count of [0, 99]) {
      expect(found(count).interval).toBeNull();
      expect(found(count).statement).toContain('no interval: its calibration has too few replicates');
      expect(v.is(LikelihoodRatio, found(count))).toBe(true);
    }
    expect(found(100).interval).not.toBeNull();
  });

  it('says of an end on a bound that the figures may go beyond, and at which bound a ratio was held', () => {
    const bounds = { elub: { lower: -1.5, upper: 2 }, sample: { lower: -1.8, upper: 1.7 } };
    expect(intervalText({ interval: [-1.5, 1.7], bounds })).toBe(
      '95 % interval over writers −1.5 or less to 1.7 or more',
    );
    expect(intervalText({ interval: [0.2, 1.69], bounds })).toBe('95 % interval over writers 0.20 to 1.7');
    expect(intervalText({ interval: [1.7, 1.7], bounds })).toBe(
      '95 % interval over writers: 1.7 or more throughout',
    );
    const found = ratio(side('unseen', 0, 12), side('unseen', 50, 12))!;
    expect(expressed({ ...found, reached: 'upper' }, ENFSI_SCALE).statement).toContain(
      'and this one was held at the upper of them',
    );
  });

  it('says in words only what its figures say', () => {
    const found = ratio(side('unseen', 0, 12), side('unseen', 50, 12))!;
    expect(expressed(found, ENFSI_SCALE)).toEqual(found);
  });
});

describe('the verbal scale', () => {
  it.each([
    [0, 'no support for either proposition'],
    [0.29, 'no support for either proposition'],
    [Math.log10(2), 'weak support for the first proposition rather than the second'],
    [-0.99, 'weak support for the second proposition rather than the first'],
    [1, 'moderate support for the first proposition rather than the second'],
    [-2, 'moderately strong support for the second proposition rather than the first'],
    [7, 'extremely strong support for the first proposition rather than the second'],
  ])('calls a log10 LR of %s %s', (log10Lr, words) => {
    expect(inWords(log10Lr, ENFSI_SCALE)).toBe(words);
  });

  it("can be a laboratory's own", () => {
    const own = v.parse(VerbalScale, {
      name: 'Ours',
      steps: [
        { from: 1, words: 'inconclusive' },
        { from: 50, words: 'support' },
      ],
    });
    expect(inWords(1.5, own)).toBe('inconclusive for either proposition');
    expect(inWords(-1.8, own)).toBe('support for the second proposition rather than the first');
    expect(scaleText(own)).toBe('from 1 inconclusive; from 50 support');
    expect(v.is(VerbalScale, { name: 'Ours', steps: [{ from: 2, words: 'support' }] })).toBe(false);
    expect(
      v.is(VerbalScale, {
        name: 'Ours',
        steps: [
          { from: 1, words: 'a' },
          { from: 1, words: 'b' },
        ],
      }),
    ).toBe(false);
  });

  it('is refused where its first step is not neutral, with the reason', () => {
    for (const words of ['weak support', 'Limited support', 'schwache Unterstützung']) {
      const parsed = v.safeParse(VerbalScale, { name: 'Ours', steps: [{ from: 1, words }] });
      expect(parsed.success, words).toBe(false);
      expect(parsed.issues?.[0].message).toContain('must be neutral');
    }
    for (const words of ['no support', 'inconclusive', 'keine Unterstützung'])
      expect(v.is(VerbalScale, { name: 'Ours', steps: [{ from: 1, words }] }), words).toBe(true);
  });

  it('prints two significant figures at most', () => {
    expect([1.3649, -0.634, -0.001, 0.049, -2].map((value) => log10LrText(value))).toEqual([
      '1.4',
      '−0.63',
      '0.00',
      '0.05',
      '−2.0',
    ]);
    expect([1.3649, -0.634, 0, 3.11].map((value) => timesText(value))).toEqual(['23', '4.3', '1', '1,300']);
  });
});
