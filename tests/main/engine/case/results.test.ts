import { expect, test } from 'vitest';
import type { Comparison, Search } from '../../../../src/contract/results.ts';
import { canonicalJson } from '../../../../src/main/engine/case/canonical-json.ts';
import { examiner, folderWith, hash, model, open } from './fixture.ts';

const use = { ...model, inputVersion: 1, provider: 'cpu' };
const comparison = (id: string, score: number): Comparison => ({
  id,
  at: '2026-05-04T09:30:00.000Z',
  questioned: ['item-one'],
  known: ['item-two'],
  writers: ['writer-one'],
  questionedWords: 3,
  knownWords: 4,
  score,
  reference: null,
  statement: 'About a person.',
  pairs: [],
  model: use,
  software: 'Chirograph 0.1.0',
  stale: null,
});
const search: Search = {
  id: 'search-one',
  at: '2026-05-04T09:30:00.000Z',
  questioned: ['item-one'],
  questionedWords: 3,
  searched: 1,
  leftOut: [],
  hits: [{ rank: 1, writer: 'writer-one', name: 'A Name', items: [], words: 4, score: 0.5, pairs: [] }],
  statement: 'Investigative.',
  model: use,
  software: 'Chirograph 0.1.0',
  stale: null,
};

test('results come back newest first, also after closing, and the journal seals them', async () => {
  const folder = folderWith();
  const store = await open(folder);
  store.saveComparison(examiner, comparison('comparison-one', 0.25), { fingerprint: 'f1' });
  store.saveComparison(examiner, comparison('comparison-two', 0.75), { fingerprint: 'f2' });
  store.saveSearch(examiner, search, { fingerprint: 'f3' });
  store.close();
  const again = await open(folder);
  expect(again.comparisons()).toEqual([
    { result: comparison('comparison-two', 0.75), fingerprint: 'f2' },
    { result: comparison('comparison-one', 0.25), fingerprint: 'f1' },
  ]);
  expect(again.searches()).toEqual([{ result: search, fingerprint: 'f3' }]);
  const entries = again.journal().entries.filter((entry) => /\.run$/.test(entry.action));
  expect(entries.map((entry) => entry.action)).toEqual(['search.run', 'comparison.run', 'comparison.run']);
  expect(entries[1]!.subjects).toEqual(['comparison-two', 'item-one', 'item-two']);
  expect(JSON.parse(entries[1]!.parameters)).toMatchObject({
    score: 0.75,
    fingerprint: 'f2',
    model: model.sha256,
    result: hash(canonicalJson(comparison('comparison-two', 0.75))),
  });
  expect(JSON.stringify(entries)).not.toMatch(/A Name|About a person/);
});

test('the form is empty until it is saved; the journal holds its hash only', async () => {
  const folder = folderWith();
  const store = await open(folder);
  expect(new Set(Object.values(store.form()))).toEqual(new Set(['']));
  const form = { ...store.form(), caseNumber: '2026/17', opinion: 'First line\nsecond line' };
  store.saveForm(examiner, form);
  store.saveForm(examiner, { ...form, laboratory: 'Lab' });
  store.close();
  const again = await open(folder);
  expect(again.form()).toEqual({ ...form, laboratory: 'Lab' });
  const saved = again.journal().entries.filter((entry) => entry.action === 'form.save');
  expect(saved.map((entry) => JSON.parse(entry.parameters))).toEqual([
    { form: hash(canonicalJson({ ...form, laboratory: 'Lab' })) },
    { form: hash(canonicalJson(form)) },
  ]);
});
