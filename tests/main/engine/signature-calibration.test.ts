/** A laboratory's own calibration of signatures: used by cases, named by what they compute, and found again to verify it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportDocument } from '../../../src/contract/report.ts';
import type { SignatureComparison } from '../../../src/contract/signatures.ts';
import {
  sealedSignatures,
  type SignatureCalibration,
} from '../../../src/main/engine/comparison/likelihood-ratio/signature-calibration.ts';
import { modelsFolder } from '../../../src/main/engine/models.ts';
import { as, prepareCase, type PreparedCase } from './prepared-case.ts';
import { readPdf } from './report/pdf-text.ts';

let prepared: PreparedCase;
beforeAll(async () => {
  prepared = await prepareCase();
});
afterAll(() => prepared.close());

const released = (): SignatureCalibration =>
  JSON.parse(
    readFileSync(path.join(modelsFolder(), 'chirograph-signature.calibration.json'), 'utf8'),
  ) as SignatureCalibration;

it('counts for every case until it is replaced, and what it gave is verified as long as its file is here', async () => {
  const { engine } = prepared;
  const {
    folder,
    view: { id, items },
  } = await prepared.copy();
  const own = { case: id };
  /** Of the released model, under another name: the same ratios, another population. */
  const write = (name: string): { file: string; sha256: string } => {
    const { sha256: before, ...content } = released();
    const calibration = sealedSignatures({ ...content, population: name });
    expect(calibration.sha256).not.toBe(before);
    const file = path.join(folder, '..', `${name}.json`);
    writeFileSync(file, JSON.stringify(calibration));
    return { file, sha256: calibration.sha256 };
  };
  const calibrate = (file: string | null) =>
    engine.call('model.calibrate', { model: released().model, file });
  const [questioned, reference] = await Promise.all(
    // Of each another word: generated writing repeats one as no hand does.
    ['Q1', 'K1'].map(async (label, at) => {
      const item = items.find((each) => each.label === label)!.id;
      const [page] = await engine.call('item.pages', { ...own, item });
      return page!.words.toSorted((a, b) => b.box.width - a.box.width)[at]!.id;
    }),
  );
  const words = [questioned!, reference!];
  await engine.call('word.exclude', { ...own, words, excluded: true, reason: 'signature' }, as);
  const compare = (): Promise<SignatureComparison> =>
    engine.call('signature.run', { ...own, questioned: questioned!, references: [reference!] }, as);
  const staleness = async () => (await engine.call('signature.list', own)).map(({ stale }) => stale);
  const verified = async (target: string) => (await engine.call('verify.run', { target })).differences;
  const otherwise = 'Calibrated otherwise than likelihood ratios now are.';

  expect((await compare()).evidence.likelihoodRatio!.population.sha256).toBe(released().sha256);
  const [ours, later] = [write('our signers'), write('our signers later')];
  expect(await calibrate(ours.file)).toEqual({ calibration: ours.sha256, population: 'our signers' });
  expect(await staleness()).toEqual([otherwise]);
  const result = await compare();
  expect(result.evidence.likelihoodRatio!.population).toMatchObject({
    name: 'our signers',
    sha256: ours.sha256,
  });
  expect(await staleness()).toEqual([null, otherwise]);
  const listed = await engine.call('population.list', {});
  expect(listed.find(({ sha256 }) => sha256 === ours.sha256)).toMatchObject({
    origin: 'laboratory',
    writers: released().signers,
    bands: expect.arrayContaining([
      expect.objectContaining({ kind: 'signature', least: 1, most: 1 }),
    ]) as unknown,
  });
  // What is said of signatures is no population that writing can be calibrated on.
  await expect(
    engine.call('case.usePopulation', { ...own, population: ours.sha256 }, as),
  ).rejects.toMatchObject({ code: 'invalid-arguments' });

  const { pdf, json } = await engine.call('report.export', { ...own, comparisons: [], searches: [] }, as);
  const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
  expect(document.signatures![0]!.evidence.likelihoodRatio!.population.sha256).toBe(ours.sha256);
  expect((await readPdf(await readFile(pdf))).solid).toContain(ours.sha256);
  expect(await verified(json)).toEqual([]);

  const kept = path.join(prepared.userData, 'populations');
  const damaged = path.join(folder, '..', 'damaged.json');
  writeFileSync(damaged, '{');
  await expect(calibrate(damaged)).rejects.toMatchObject({
    code: 'model-refused',
    message: 'damaged.json is damaged. Measure it anew: chirograph validate --as signature --save.',
  });
  // What was refused replaces nothing, so that nothing is kept.
  expect(existsSync(kept)).toBe(false);
  writeFileSync(kept, 'no folder');
  await expect(calibrate(later.file)).rejects.toMatchObject({
    code: 'folder-read-only',
    message: `${kept} cannot be written, so the calibration in use could not be kept there and stays in use. Ask for the right to write there.`,
  });
  expect(await staleness()).toEqual([null, otherwise]);
  rmSync(kept);
  await calibrate(later.file);
  expect(await staleness()).toEqual([otherwise, otherwise]);
  expect(await verified(json)).toEqual([]);
  expect(await engine.call('case.verify', own)).toMatchObject({ ok: true, checked: { stale: 2 } });

  await engine.call('population.remove', { population: ours.sha256 });
  const missing = {
    kind: 'model',
    where: `signature ${result.id} (Q1 with K1): likelihood ratio`,
    expected: `calibration our signers, SHA-256 ${ours.sha256}`,
    found: `SHA-256 ${later.sha256}: the likelihood ratio cannot be recomputed with it`,
  };
  expect(await verified(json)).toEqual([missing]);
  expect(await verified(folder)).toEqual([{ ...missing, where: `signature ${result.id}: likelihood ratio` }]);
  await engine.call('population.add', { file: ours.file });
  expect(await verified(json)).toEqual([]);

  await calibrate(null);
  expect(await staleness()).toEqual([otherwise, null]);
});

it('of writing is none of signatures', async () => {
  const reference = path.join(modelsFolder(), 'chirograph-word.reference.json');
  await expect(
    prepared.engine.call('model.calibrate', { model: released().model, file: reference }),
  ).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining('was measured with another model') as string,
  });
});
