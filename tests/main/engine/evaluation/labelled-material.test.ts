import { expect, it } from 'vitest';
import { labelledMaterial } from '../../../../src/main/engine/evaluation/labelled-material.ts';
import { sheetOf } from '../../../../src/main/engine/evaluation/questions.ts';
import { labelled } from './labelled.ts';

it('takes for a sheet what a set says a word was written on, and nothing else that stands in its notes', () => {
  const word = { kind: 'word' as const, path: 'a.png', sheet: '', note: 'x01' };
  expect(sheetOf({ ...word, dataset: 'and' })).toBe('x01');
  expect(sheetOf({ ...word, dataset: 'words-en' })).toBe('x01');
  // There the note is the name of the word.
  expect(sheetOf({ ...word, dataset: 'words-ar' })).toBe('');
  expect(sheetOf({ ...word, dataset: 'ours', kind: 'page' })).toBe('a.png');
});

it('takes the sheet that a table names before anything else, and a page for itself', () => {
  const word = { path: 'a.png', sheet: 'scan 7', note: 'x01' };
  expect(sheetOf({ ...word, kind: 'word', dataset: 'ours' })).toBe('scan 7');
  expect(sheetOf({ ...word, kind: 'word', dataset: 'words-en' })).toBe('scan 7');
  expect(sheetOf({ ...word, kind: 'page', dataset: 'ours' })).toBe('a.png');
});

it('has a hand for what a writer wrote in each set, and one person for a name', () => {
  const of = (dataset: string) => {
    const { rows, embedded } = labelled(['1', '2'].map((writer) => ({ dataset, writer })));
    return { dataset, rows, embedded };
  };
  const material = labelledMaterial([of('pens'), of('pencils')]);
  expect(material.writers).toEqual(['1', '2', '1', '2']);
  expect([...material.datasetOf]).toEqual([0, 0, 1, 1]);
  expect([...material.personOf]).toEqual([0, 1, 0, 1]);
});
