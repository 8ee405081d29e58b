/** Which reference population a case's likelihood ratios are calibrated on: added, chosen, missing, and what that means. */
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Case } from '../../../src/contract/case.ts';
import type { Population } from '../../../src/contract/populations.ts';
import type { Comparison } from '../../../src/contract/results.ts';
import {
  sealed,
  type Calibration,
} from '../../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { openModelLibrary } from '../../../src/main/engine/model-library.ts';
import { modelsFolder, ownCalibrationsFolder, ownModelsFolder } from '../../../src/main/engine/models.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
/** A case with a comparison by its model's population; each test works on a copy. */
let prepared: string;
let turn = 0;
let folder: string;
let userData: string;
let engine: LocalEngine;
let view: Case;
/** Of the released model, under another name: the same ratios, another population. */
let file: string;

function released(): Calibration {
  const reference = readFileSync(path.join(modelsFolder(), 'chirograph-word.reference.json'), 'utf8');
  return (JSON.parse(reference) as { calibration: Calibration }).calibration;
}
function write(name: string, change: Partial<Calibration>): string {
  const { sha256: before, ...content } = released();
  const written = path.join(root, name);
  const changed = sealed({ ...content, ...change });
  expect(changed.sha256).not.toBe(before);
  writeFileSync(written, JSON.stringify(changed));
  return written;
}

async function open(): Promise<void> {
  engine = await createEngine({ userData, log: pino({ level: 'silent' }), checkResults: true });
  view = await engine.call('case.open', { folder }, as);
}
const add = (from = file): Promise<Population> => engine.call('population.add', { file: from });
const use = (population: string | null): Promise<Case> =>
  engine.call('case.usePopulation', { case: view.id, population }, as);
async function compare(): Promise<Comparison> {
  const [writer] = view.writers;
  const questioned = view.items.filter((item) => item.role === 'questioned').map((item) => item.id);
  const known = view.items.filter((item) => item.writer === writer!.id).map((item) => item.id);
  return engine.call('comparison.run', { case: view.id, questioned, known }, as);
}
const comparisons = (): Promise<Comparison[]> => engine.call('comparison.list', { case: view.id });

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-population-'));
  file = write('ours.calibration.json', { population: 'our own writers' });
  prepared = path.join(root, 'prepared');
  await makeSmallCase(prepared, 2);
  [folder, userData] = [prepared, path.join(root, 'user')];
  await open();
  await engine.call('case.prepare', { case: view.id }, as);
  view = await engine.call('case.get', { case: view.id });
  await compare();
  await engine.close();
});
beforeEach(async () => {
  const own = path.join(root, String(++turn));
  [folder, userData] = [path.join(own, 'case'), path.join(own, 'user')];
  cpSync(prepared, folder, { recursive: true, preserveTimestamps: true });
  await open();
});
afterEach(() => engine.close());
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('lists what each stands on and costs, and which cases compute with it', async () => {
  const { sha256 } = released();
  const [first] = (await engine.call('population.list', {})).filter((each) => each.sha256 === sha256);
  expect(first).toMatchObject({ origin: 'model', default: true, usedBy: [view.name] });
  expect(first!.bands[0]).toMatchObject({ least: 1, most: 1, kind: 'common-source' });
  for (const { cllr, bounds, writers } of first!.bands) {
    expect(cllr).toBeLessThan(1);
    // A calibration holds six decimals.
    expect(bounds.upper).toBeLessThanOrEqual(Math.log10(writers.different + 1) + 1e-6);
  }
  expect(view.population).toEqual({ sha256, name: first!.name, chosen: false, problem: null });
  const added = await add();
  expect(added).toMatchObject({ origin: 'own', default: false, usedBy: [], name: 'our own writers' });
  // The same file again is the same population.
  expect(await add()).toEqual(added);
  expect((await engine.call('population.list', {})).filter(({ origin }) => origin === 'own')).toEqual([
    added,
  ]);
});

it('pages of a resolution that it states of none of its images are cautioned, and stale once another is stated', async () => {
  const none = { values: [], notStated: 9 };
  const resolution = { range: { least: 600, most: 1200 }, notStated: 3 };
  const fine = write('fine.calibration.json', { material: { medium: none, script: none, resolution } });
  expect(await add(fine)).toMatchObject({ material: { resolution } });
  await use((await add(fine)).sha256);
  const before = await compare();
  const { resolutions, outside } = before.evidence!.likelihoodRatio!;
  expect(resolutions).toEqual({ questioned: { least: 300, most: 300 }, known: { least: 300, most: 300 } });
  for (const side of ['questioned', 'known']) {
    expect(outside).toContain(
      `The ${side} pages have 300 to 300 pixels an inch, and the material of the reference population 600 to 1,200, as far as its table states it: how writing of another resolution scores was not measured.`,
    );
  }
  const pages = (
    await Promise.all(view.items.map(({ id }) => engine.call('item.pages', { case: view.id, item: id }, as)))
  ).flat();
  await engine.call(
    'page.resolution',
    { case: view.id, pages: pages.map(({ id }) => id), resolution: { dpi: 600, source: 'hand' } },
    as,
  );
  expect((await comparisons()).find(({ id }) => id === before.id)!.stale).toBe(
    'The resolution of pages that it rests on was stated anew since.',
  );
  const after = await compare();
  expect(after.evidence!.likelihoodRatio!.outside).toEqual(
    outside.filter((each) => !each.includes('pixels an inch')),
  );
  expect(after.stale).toBeNull();
  const { differences } = await engine.call('case.verify', { case: view.id }, as);
  expect(differences.filter(({ where }) => where.includes(after.id))).toEqual([]);
});

it('refuses what is no population, was altered, or is of a model that is not here', async () => {
  const altered = path.join(root, 'altered.json');
  writeFileSync(altered, readFileSync(file, 'utf8').replace('our own writers', 'somebody else'));
  await expect(add(altered)).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining('was changed since it was made'),
  });
  writeFileSync(altered, '{}');
  await expect(add(altered)).rejects.toMatchObject({ code: 'model-refused' });
  await expect(add(path.join(root, 'none.json'))).rejects.toMatchObject({ code: 'file-unreadable' });
  await expect(add(write('foreign.json', { model: 'f'.repeat(64) }))).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining('a model that is not on this computer'),
  });
});

it('is chosen by a journal line; what another gave stays, is stale with the reason, and is still verified', async () => {
  const { sha256 } = await add();
  const changed = await use(sha256);
  expect(changed.population).toEqual({ sha256, name: 'our own writers', chosen: true, problem: null });
  await use(sha256);
  const { entries } = await engine.call('journal.read', { case: view.id });
  expect(entries.filter(({ action }) => action === 'population.use')).toMatchObject([
    { parameters: JSON.stringify({ population: sha256 }) },
  ]);
  expect((await comparisons())[0]!.stale).not.toBeNull();
  await compare();
  const [now, before] = await comparisons();
  expect(now).toMatchObject({ stale: null, evidence: { likelihoodRatio: { population: { sha256 } } } });
  expect(before!.evidence?.likelihoodRatio?.population.sha256).toBe(released().sha256);
  await engine.close();
  await open();
  expect(view.population).toMatchObject({ sha256, chosen: true });
  expect(await engine.call('case.verify', { case: view.id })).toMatchObject({ ok: true, differences: [] });

  await use(null);
  expect((await comparisons()).map(({ stale }) => stale === null)).toEqual([false, true]);
  expect(await engine.call('case.verify', { case: view.id })).toMatchObject({ ok: true, differences: [] });
});

it('is not removed while an open case uses it, and is missed where its file is gone or altered', async () => {
  const { sha256 } = await add();
  await use(sha256);
  await expect(engine.call('population.remove', { population: sha256 })).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringContaining(view.name),
  });
  await expect(engine.call('population.remove', { population: released().sha256 })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await compare();
  const kept = path.join(userData, 'populations', `${sha256}.json`);
  const written = readFileSync(kept, 'utf8');
  chmodSync(kept, 0o600);
  writeFileSync(kept, written.replace('our own writers', 'somebody elses'));
  expect((await engine.call('case.get', { case: view.id })).population).toMatchObject({
    sha256,
    problem: { code: 'model-refused' },
  });
  await expect(compare()).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining('is not on this computer, or was altered'),
  });
  const { differences } = await engine.call('case.verify', { case: view.id });
  expect(differences).toMatchObject([{ kind: 'model', where: expect.stringMatching(/likelihood ratio$/) }]);

  // Added again it is whole again.
  await add();
  expect(await engine.call('case.verify', { case: view.id })).toMatchObject({ ok: true });
  await use(null);
  await engine.call('population.remove', { population: sha256 });
  expect((await engine.call('population.list', {})).some((each) => each.sha256 === sha256)).toBe(false);
});

it('that another process makes the own one of a model counts in a window that is open, and no longer once it is taken away', async () => {
  const terminal = openModelLibrary({
    shipped: modelsFolder(),
    own: ownModelsFolder(userData),
    calibrations: ownCalibrationsFolder(userData),
  });
  const { model } = released();
  const ownOne = async (): Promise<string[]> =>
    (await engine.call('population.list', {}))
      .filter((each) => each.default && each.model.sha256 === model)
      .map(({ name }) => name);
  const calibrate = async (from: string): Promise<void> =>
    terminal.calibrate(model, await terminal.readCalibration(model, from));
  expect(await comparisons()).toMatchObject([{ stale: null }]);
  await calibrate(file);
  expect(await ownOne()).toEqual(['our own writers']);
  expect((await compare()).evidence?.likelihoodRatio?.population.name).toBe('our own writers');
  const otherwise = 'Calibrated otherwise than likelihood ratios now are.';
  expect((await comparisons()).map(({ stale }) => stale)).toEqual([null, otherwise]);
  await calibrate(write('ours.again.json', { population: 'our writers again' }));
  expect(await ownOne()).toEqual(['our writers again']);
  expect((await comparisons()).map(({ stale }) => stale)).toEqual([otherwise, otherwise]);
  await terminal.calibrate(model, null);
  expect((await comparisons()).map(({ stale }) => stale)).toEqual([otherwise, null]);
});

it('is taken back by choosing another model, whose scores it says nothing of', async () => {
  const { sha256 } = await add();
  await use(sha256);
  const models = await engine.call('model.list', {});
  const other = models.find(({ name }) => name === 'chirograph-word-open')!;
  const changed = await engine.call('case.useModel', { case: view.id, model: other.sha256 }, as);
  expect(changed.population).toMatchObject({ chosen: false, problem: null });
  await expect(use(sha256)).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringContaining('Scores of one model mean nothing to a population of another'),
  });
});
