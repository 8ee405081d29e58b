/** Which model a case computes with: chosen, changed, missing, and what that means for results and verification. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Case } from '../../../src/contract/case.ts';
import type { ModelDetails } from '../../../src/contract/models.ts';
import type { Comparison } from '../../../src/contract/results.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { writeLabModel } from './lab-model.ts';
import { makeSmallCase } from './small-case.ts';
import { RELEASED } from '../../released-model.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
/** A case with a comparison by the default model; each test works on a copy. */
let prepared: string;
let turn = 0;
let folder: string;
let userData: string;
let engine: LocalEngine;
let view: Case;
let lab: ModelDetails;
let standard: string;

async function open(): Promise<void> {
  engine = await createEngine({ userData, log: pino({ level: 'silent' }), checkResults: true });
  view = await engine.call('case.open', { folder }, as);
}
const staleOf = async (): Promise<(string | null)[]> =>
  (await engine.call('comparison.list', { case: view.id })).map(({ stale }) => stale);
const use = (model: string): Promise<Case> => engine.call('case.useModel', { case: view.id, model }, as);
const addLabModel = (): Promise<ModelDetails> =>
  engine.call('model.add', { file: path.join(root, 'lab', 'ours.onnx') });
async function compare(): Promise<Comparison> {
  const [writer] = view.writers;
  const questioned = view.items.filter((item) => item.role === 'questioned').map((item) => item.id);
  const known = view.items.filter((item) => item.writer === writer!.id).map((item) => item.id);
  return engine.call('comparison.run', { case: view.id, questioned, known }, as);
}

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-case-model-'));
  writeLabModel(path.join(root, 'lab', 'ours.onnx'));
  prepared = path.join(root, 'prepared');
  await makeSmallCase(prepared);
  [folder, userData] = [prepared, path.join(root, 'user')];
  await open();
  await engine.call('case.prepare', { case: view.id }, as);
  view = await engine.call('case.get', { case: view.id });
  await compare();
  await engine.call('case.encode', { case: view.id }, as);
  await engine.close();
}, 60_000);
beforeEach(async () => {
  const own = path.join(root, String(++turn));
  [folder, userData] = [path.join(own, 'case'), path.join(own, 'user')];
  cpSync(prepared, folder, { recursive: true, preserveTimestamps: true });
  await open();
  standard = view.model!.sha256;
  lab = await addLabModel();
});
afterEach(() => engine.close());
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('follows the default until another model is chosen, which is entered in the journal', async () => {
  expect(view.model).toMatchObject({ name: 'chirograph-word', chosen: false, problem: null });
  const lines = async (): Promise<string[]> =>
    (await engine.call('journal.read', { case: view.id })).entries
      .filter(({ action }) => action === 'model.use')
      .map(({ parameters }) => parameters);
  await use(standard);
  expect(await lines()).toEqual([]);
  const changed = await use(lab.sha256);
  expect(changed.model).toMatchObject({ name: 'lab-word', version: '2.1', chosen: true, problem: null });
  await use(lab.sha256);
  expect(await lines()).toEqual([`{"default":false,"model":"${lab.sha256}"}`]);
});

it('has no words encoded by the model that was chosen, and keeps what the other computed, as stale by its name', async () => {
  await use(lab.sha256);
  const { items } = await engine.call('case.get', { case: view.id });
  expect(items.every((item) => item.encodedWords === 0)).toBe(true);
  const [stale] = await staleOf();
  expect(stale).toBe(
    `Computed with model ${RELEASED} (SHA-256 ${standard.slice(0, 12)}…); the case now uses lab-word 2.1 (SHA-256 ${lab.sha256.slice(0, 12)}…).`,
  );
  await use(standard);
  expect(await staleOf()).toEqual([null]);
  const back = await engine.call('case.get', { case: view.id });
  expect(back.items.every((item) => item.encodedWords === item.words)).toBe(true);
});

it('computes with the model chosen, also after it was closed, and verifies each result with its own', async () => {
  await use(lab.sha256);
  // The lab's model came without a reference population.
  expect(await compare()).toMatchObject({ model: { name: 'lab-word', sha256: lab.sha256 }, reference: null });
  await engine.close();
  await open();
  expect(view.model).toMatchObject({ name: 'lab-word', chosen: true });
  expect((await staleOf()).map((stale) => stale?.slice(0, 35))).toEqual([
    undefined,
    'Computed with model chirograph-word',
  ]);
  const verified = await engine.call('case.verify', { case: view.id });
  expect(verified).toMatchObject({ ok: true, differences: [], checked: { comparisons: 2, stale: 0 } });
}, 60_000);

it('verifies a report with the model that computed it, whatever the case uses now', async () => {
  await use(lab.sha256);
  const comparisons = [(await compare()).id];
  const report = await engine.call('report.export', { case: view.id, comparisons, searches: [] }, as);
  await use(standard);
  const verified = await engine.call('verify.run', { target: report.json });
  expect(verified).toMatchObject({ ok: true, checked: { comparisons: 1 } });
}, 60_000);

it('keeps the model that an open case uses, and says whose results cannot be verified without one', async () => {
  await use(lab.sha256);
  await compare();
  await expect(engine.call('model.remove', { model: lab.sha256 })).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringContaining('in use by an open case: case') as string,
  });
  await use(standard);
  expect(await engine.call('model.remove', { model: lab.sha256 })).toMatchObject({
    removed: { name: 'lab-word' },
    unverifiable: [{ case: 'case', results: 1 }],
  });
  const without = await engine.call('case.verify', { case: view.id });
  expect(without).toMatchObject({ ok: false, checked: { comparisons: 1 } });
  expect(without.differences).toEqual([
    expect.objectContaining({ kind: 'model', expected: `lab-word 2.1, SHA-256 ${lab.sha256}` }),
  ]);
}, 60_000);

it('says which model is missing where the one it uses is gone, and verifies all else', async () => {
  await use(lab.sha256);
  await compare();
  await engine.close();
  rmSync(path.join(userData, 'models'), { recursive: true });
  await open();
  expect(view.model).toMatchObject({
    name: 'lab-word',
    chosen: true,
    problem: { code: 'model-refused', message: expect.stringContaining(lab.sha256) as string },
  });
  await expect(engine.call('case.encode', { case: view.id }, as)).rejects.toMatchObject({
    code: 'model-refused',
    message: expect.stringContaining('Add its file') as string,
  });
  // Nobody could say which words the result stands on, and the report could never be verified.
  const [result] = await engine.call('comparison.list', { case: view.id });
  await expect(
    engine.call('report.export', { case: view.id, comparisons: [result!.id], searches: [] }, as),
  ).rejects.toMatchObject({ code: 'model-refused' });
  const [ofLab, ofDefault] = await staleOf();
  expect(ofLab).toBeNull();
  expect(ofDefault).toContain('the case now uses lab-word 2.1');
  const { ok, checked, differences } = await engine.call('case.verify', { case: view.id });
  expect({ ok, comparisons: checked.comparisons }).toEqual({ ok: false, comparisons: 1 });
  expect(differences.map(({ kind }) => kind)).toEqual(['model', 'model']);
  await addLabModel();
  expect(await engine.call('case.verify', { case: view.id })).toMatchObject({ ok: true });
  expect((await use(standard)).model).toMatchObject({ chosen: false, problem: null });
}, 60_000);

it('is not given a model that is not here', async () => {
  await expect(use('a'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
});

it('is not given a model for signatures', async () => {
  const signatures = (await engine.call('model.list', {})).find(({ task }) => task === 'signature');
  await expect(use(signatures!.sha256)).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringContaining('A case computes with a word model') as string,
  });
  expect((await engine.call('case.get', { case: view.id })).model).toMatchObject({ chosen: false });
});
