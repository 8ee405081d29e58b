import { expect, it } from 'vitest';
import { sheetOf } from '../../../../src/main/engine/evaluation/questions.ts';

it('takes for a sheet what a set says a word was written on, and nothing else that stands in its notes', () => {
  const word = { kind: 'word' as const, path: 'a.png', note: 'x01' };
  expect(sheetOf({ ...word, dataset: 'and' })).toBe('x01');
  expect(sheetOf({ ...word, dataset: 'words-en' })).toBe('x01');
  // There the note is the name of the word.
  expect(sheetOf({ ...word, dataset: 'words-ar' })).toBe('');
  expect(sheetOf({ ...word, dataset: 'ours', kind: 'page' })).toBe('a.png');
});
