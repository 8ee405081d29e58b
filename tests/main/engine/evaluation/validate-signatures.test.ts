import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENFSI_SCALE } from '../../../../src/contract/verbal-scale.ts';
import { inLanguage } from '../../../../src/language/told/told.ts';
import { loadSignatureCalibration } from '../../../../src/main/engine/comparison/likelihood-ratio/calibration-file.ts';
import {
  signatureBandFor,
  type SignatureCalibration,
} from '../../../../src/main/engine/comparison/likelihood-ratio/signature-calibration.ts';
import {
  LIKE_A_COPY,
  signatureEvidenceOf,
  type ComparedSignature,
} from '../../../../src/main/engine/comparison/likelihood-ratio/signature-evidence.ts';
import {
  amongReferences,
  signatureScores,
  type Likeness,
} from '../../../../src/main/engine/comparison/signature-score.ts';
import type { SignatureScorer } from '../../../../src/main/engine/evaluation/embed-images.ts';
import {
  validateSignatures,
  type SignatureValidation,
  type ValidateSignaturesOptions,
} from '../../../../src/main/engine/evaluation/validate-signatures.ts';
import { labelled, type Labelled } from './labelled.ts';
import { cropOf, MadePreparation } from './production.ts';
import { sequenceAt } from './signed.ts';

interface Signed extends Labelled {
  readonly path: string;
  readonly angle: number;
}

/** Signers whose genuine signatures scatter by up to 8 degrees; simulations are 6 to 26 degrees off. */
function signers(dataset: string, count: number): Signed[] {
  return Array.from({ length: count }, (_, signer) => {
    const writer = `${dataset}:${signer}`;
    const of = (genuine: '0' | '1', angles: readonly number[]): Signed[] =>
      angles.map((angle, at) => ({
        dataset,
        kind: 'signature' as const,
        path: `${dataset}-${signer}-${genuine}-${at}.png`,
        writer,
        genuine,
        angle: 40 * signer + angle + ((signer * 7 + at) % 3),
      }));
    return [...of('1', [-8, -5, -3, 0, 2, 4, 7]), ...of('0', [6, 12, 16, 20, 26])];
  }).flat();
}

function encoderOf(given: readonly Signed[]): SignatureScorer {
  const angles = new Map(given.map(({ path: file, angle }) => [String(cropOf(file).slice(0, 32)), angle]));
  return {
    model: { name: 'made', version: '1', sha256: 'a'.repeat(64), inputVersion: 1, provider: 'cpu' },
    embed: async (crops) => crops.map((crop) => sequenceAt(angles.get(String(crop.slice(0, 32)))!)),
  };
}

const validated = (given: readonly Signed[], options: Partial<ValidateSignaturesOptions> = {}) =>
  validateSignatures({
    manifest: { file: '/material/lab.csv', sha256: 'c'.repeat(64), rows: labelled(given).rows },
    split: 'ours',
    preparation: new MadePreparation(),
    encoder: encoderOf(given),
    calibration: null,
    seed: 3,
    command: 'chirograph validate lab.csv --as signature --split ours --seed 3',
    population: 'lab',
    ...options,
  });

let made: { validation: SignatureValidation; calibration: SignatureCalibration };
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'chirograph-signatures-'));
  made = await validated([...signers('ours', 7), ...signers('theirs', 6)]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('validateSignatures', () => {
  it('measures by signers apart, by number of references as far as signers have so many', () => {
    const { validation, calibration } = made;
    expect(validation.datasets).toEqual({
      ours: { genuine: 49, simulated: 35, signers: 7 },
      theirs: { genuine: 42, simulated: 30, signers: 6 },
    });
    expect(validation.bands.map(({ least, most }) => [least, most])).toEqual([
      [1, 1],
      [2, 2],
      [3, 4],
      [5, 9],
    ]);
    for (const { pooled, bounds } of validation.bands) {
      expect(pooled.writers).toEqual({ same: 13, different: 13 });
      expect(pooled.cllr).toBeLessThan(1);
      expect(pooled.cllrMin).toBeLessThanOrEqual(pooled.cllr);
      // Of 13 signers no ratio may go beyond what these support, however far apart all is.
      expect(bounds.upper).toBeLessThanOrEqual(Math.log10(14) + 1e-6);
      expect(bounds.lower).toBeGreaterThanOrEqual(-Math.log10(14) - 1e-6);
    }
    // No number of references may say more than a larger one.
    validation.bands.slice(1).forEach(({ bounds }, at) => {
      expect(validation.bands[at]!.bounds.upper).toBeLessThanOrEqual(bounds.upper);
      expect(validation.bands[at]!.bounds.lower).toBeGreaterThanOrEqual(bounds.lower);
    });
    expect(calibration).toMatchObject({ signers: 13, population: 'lab', datasets: ['ours', 'theirs'] });
    expect(calibration.bands.map(({ references }) => references)).toEqual([[1], [2], [3, 4], [5]]);
    expect(calibration.bands.map(({ leastAlike }) => leastAlike === null)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('is the same from the same seed', async () => {
    const again = await validated([...signers('ours', 7), ...signers('theirs', 6)]);
    expect(again.calibration.sha256).toBe(made.calibration.sha256);
  });

  it('measures a calibration on other signers without fitting, and refuses to on its own', async () => {
    const others = signers('others', 6);
    const manifest = { file: '/o.csv', sha256: 'd'.repeat(64), rows: labelled(others).rows };
    const { validation, calibration } = await validated(others, { manifest, calibration: made.calibration });
    expect(calibration).toBe(made.calibration);
    expect(validation.calibration).toMatchObject({ signers: 13, measured: 'given calibration' });
    expect(validation.bands[0]!.pooled.writers.same).toBe(6);
    const own = (calibration: SignatureCalibration, split: string) =>
      validated(signers('ours', 7), { calibration, split });
    const whole = { ...made.calibration, split: 'all' };
    for (const [of, split] of [
      [made.calibration, 'ours'],
      [made.calibration, 'all'],
      [whole, 'ours'],
    ] as const) {
      await expect(own(of, split)).rejects.toMatchObject({ code: 'invalid-arguments' });
    }
    // Other rows of the same table, or its rows of another set, are no own material.
    expect((await own(made.calibration, 'others')).calibration).toBe(made.calibration);
    expect((await own({ ...whole, datasets: ['theirs'] }, 'all')).validation.calibration.measured).toBe(
      'given calibration',
    );
  });

  it('says what is missing of material with too few signers, or with no signature', async () => {
    await expect(validated(signers('ours', 4))).rejects.toMatchObject({
      code: 'too-little-writing',
      message: expect.stringMatching(/at least 6 signers/) as string,
    });
    const word = [{ dataset: 'a', kind: 'word' as const, path: 'a.png', writer: 'A', angle: 0 }];
    await expect(validated(word)).rejects.toMatchObject({ code: 'too-little-writing' });
  });
});

describe('a signature calibration', () => {
  const written = (content: unknown): string => {
    const file = path.join(folder, 'calibration.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const refusal = (content: unknown, model = 'a'.repeat(64)): string => {
    try {
      loadSignatureCalibration(written(content), model);
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  };

  it('is read as it was written, and refused where it is another', () => {
    expect(loadSignatureCalibration(written(made.calibration), 'a'.repeat(64))).toEqual(made.calibration);
    const again = / Measure it anew: chirograph validate --as signature --save\.$/u.source;
    expect(refusal('{')).toMatch(new RegExp(`is damaged\\.${again}`, 'u'));
    expect(refusal({})).toMatch(
      new RegExp(`holds no calibration that this version of Chirograph reads\\.${again}`, 'u'),
    );
    expect(refusal({ ...made.calibration, population: 'other' })).toMatch(/was changed since it was made/);
    expect(refusal(made.calibration, 'b'.repeat(64))).toMatch(/with another model/);
    expect(() => loadSignatureCalibration(path.join(folder, 'none.json'), 'a'.repeat(64))).toThrow(
      /cannot be read/,
    );
  });
});

describe('signatureEvidenceOf', () => {
  const box = { width: 200, height: 60 };
  const compared = (change: Partial<ComparedSignature> = {}): ComparedSignature => ({
    score: 0,
    likeness: [0.99, 0.99, 0.98],
    amongReferences: 0.99,
    between: () => 0.99,
    writing: [box, box, box, box],
    ...change,
  });
  const ratio = (change: Partial<ComparedSignature> = {}) =>
    signatureEvidenceOf(made.calibration, compared(change), ENFSI_SCALE).likelihoodRatio!;

  it('rises with the score, within the bounds of its band, and says what it rests on', () => {
    const [near, far] = [ratio(), ratio({ score: -2 })];
    expect(near.log10Lr).toBeGreaterThan(far.log10Lr);
    expect(near.band).toEqual({ least: 3, most: 4, references: 3 });
    expect(near.population).toMatchObject({ name: 'lab', sha256: made.calibration.sha256 });
    expect(near.outside).toEqual([]);
    expect(near.statement).toMatch(/3 to 4 references, 13 signers with genuine/);
    expect(far.log10Lr).toBeGreaterThanOrEqual(Math.max(far.bounds.elub.lower, far.bounds.sample.lower));
    expect(near.interval![0]).toBeLessThanOrEqual(near.log10Lr);
    expect(near.interval![1]).toBeGreaterThanOrEqual(near.log10Lr);
  });

  it('says what speaks against it', () => {
    expect(ratio({ likeness: [0.99], amongReferences: null }).outside).toEqual([
      expect.stringMatching(/^With a single reference/),
    ]);
    expect(ratio({ amongReferences: 0.5 }).outside).toEqual([
      expect.stringMatching(/^The references are less like each other/),
    ]);
    expect(ratio({ likeness: Array<number>(5).fill(0.9) }).outside).toEqual([]);
    expect(ratio({ likeness: Array<number>(7).fill(0.9) }).outside).toEqual([
      expect.stringMatching(/calibrated with: 7, with at most 5 in calibration/),
    ]);
  });

  it('withholds the ratio of what is more like a reference than genuine signatures are, and says which', () => {
    const { mostAlike, population, sha256 } = made.calibration;
    const copied = compared({ likeness: [0.9, mostAlike + 1e-4, 0.9] });
    const evidence = signatureEvidenceOf(made.calibration, copied, ENFSI_SCALE);
    expect(evidence).toMatchObject({
      likelihoodRatio: null,
      withheld: 'copy',
      calibration: { population, sha256 },
      reason: expect.stringMatching(
        /^The questioned signature is more like reference 2 in the order/,
      ) as string,
    });
    expect(inLanguage(evidence.reason!, 'de')).toMatch(
      /^Die fragliche .* der Vergleichsunterschrift 2 in der/,
    );
    // As results of before have it, for whoever computes these again.
    const before = signatureEvidenceOf(made.calibration, copied, ENFSI_SCALE, 'cautioned');
    expect(before.likelihoodRatio!.outside).toEqual([LIKE_A_COPY]);
    expect(ratio({ likeness: [mostAlike, 0.9, 0.9] }).outside).toEqual([]);
  });

  describe('by the calibration that ships', () => {
    const file = path.resolve(
      import.meta.dirname,
      '../../../../models/chirograph-signature.calibration.json',
    );
    const { model } = JSON.parse(readFileSync(file, 'utf8')) as { model: string };
    const shipped = loadSignatureCalibration(file, model);
    /** Of a questioned signature with references that have these likenesses with it and with each other. */
    const ratioOf = (likeness: readonly number[], among: Likeness) => {
      const between: Likeness = (one, other) =>
        one === 0 ? likeness[other - 1]! : other === 0 ? likeness[one - 1]! : among(one, other);
      const known = likeness.map((_, at) => at + 1);
      return signatureEvidenceOf(
        shipped,
        {
          score: signatureScores(between, [0], known)[0]!,
          likeness: [...likeness],
          amongReferences: amongReferences(between, known),
          between,
          writing: [box],
        },
        ENFSI_SCALE,
      ).likelihoodRatio!;
    };

    it('says that a ratio hangs on one reference that is unlike the others, and which', () => {
      const agreeing = ratioOf([0.7, 0.7, 0.7, 0.7], () => 0.82);
      expect(agreeing.log10Lr).toBeLessThan(0);
      expect(agreeing.outside).toEqual([]);
      const outlier = ratioOf([0.7, 0.7, 0.5, 0.7], (one, other) => (one === 3 || other === 3 ? 0.5 : 0.82));
      expect(outlier.log10Lr).toBeGreaterThan(0);
      expect(outlier.outside).toEqual([
        expect.stringMatching(
          /^Without one of the references the log10 LR is −0\.\d\d to .* most on reference 3 in the order/,
        ),
      ]);
      expect(inLanguage(outlier.outside[0]!, 'de')).toMatch(/^Ohne eine der .* ist der log10 LR −0,\d\d bis/);
    });

    it('says which two references may be copies of each other', () => {
      const copied = ratioOf([0.8, 0.8, 0.8], (one, other) =>
        one + other === 5 ? shipped.mostAlike + 0.01 : 0.82,
      );
      expect(copied.outside).toContainEqual(
        expect.stringMatching(/^References 2 and 3 in the order .* scanned or copied/),
      );
    });
  });

  it('gives none, and says why, without a calibration, of too few pixels, and beyond the references there were', () => {
    const reason = (calibration: SignatureCalibration | null, change: Partial<ComparedSignature> = {}) =>
      signatureEvidenceOf(calibration, compared(change), ENFSI_SCALE).reason;
    expect(reason(null)).toMatch(/has no calibration/);
    expect(reason(made.calibration, { writing: [box, { width: 40, height: 20 }] })).toMatch(
      /40 by 20 pixels large: too coarse/,
    );
    expect(signatureBandFor(made.calibration, 10)).toBeUndefined();
    expect(reason(made.calibration, { likeness: Array<number>(10).fill(0.9) })).toMatch(
      /too few signers with 10 references/,
    );
  });
});
