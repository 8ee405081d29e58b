import { expect, it } from 'vitest';
import type { MeasuredSet, ModelFigure } from '../../src/contract/models.ts';
import { figureCell, figureColumns } from '../../src/renderer/model-figures.ts';

const figure = (name: string): ModelFigure => ({
  name,
  value: 0.0422,
  interval: null,
  pairs: null,
  thin: false,
});
const measured = (...names: string[]): MeasuredSet => ({
  split: 'dev',
  dataset: 'words',
  images: 1,
  writers: 1,
  figures: names.map(figure),
});

it('has a column for each figure that some set has, documents by their words', () => {
  const columns = figureColumns([
    measured('sameWordEer', 'documents.20', 'documents.5'),
    measured('pages', 'wordWriterEer', 'documents.10'),
  ]);
  expect(columns.map(({ title }) => title)).toEqual([
    'One word: same hand?',
    '5 words a side: same hand?',
    '10 words a side: same hand?',
    '20 words a side: same hand?',
    'Whole pages: same hand?',
    'Same word?',
  ]);
  expect(figureColumns([])).toEqual([]);
});

it('has columns for signatures, skilled forgeries first, by rising number of references', () => {
  const columns = figureColumns([
    measured('signatures.randomEer.5', 'signatures.skilledEer.10', 'signatures.skilledEer.1'),
  ]);
  expect(columns.map(({ title }) => title)).toEqual([
    'Skilled forgery, 1 reference',
    'Skilled forgery, 10 references',
    'Other signers, 5 references',
  ]);
});

it('shows a rate in per cent with its interval and the pairs it rests on, as far as they are known', () => {
  expect(figureCell(figure('pages'))).toEqual({ rate: '4.2 %', interval: null, pairs: null, thin: false });
  expect(
    figureCell({
      ...figure('pages'),
      interval: [0.0242, 0.0614],
      pairs: { same: 74, different: 160_486 },
      thin: true,
    }),
  ).toEqual({ rate: '4.2 %', interval: '2.4 to 6.1', pairs: '74 / 160,486', thin: true });
});
