import { describe, expect, it } from 'vitest';
import {
  bytes,
  cosine,
  counted,
  extent,
  figure,
  imageCount,
  instant,
  listed,
  millimetres,
  pageFacts,
  percentDone,
  pixels,
  referenceBasis,
  remaining,
  resolution,
  scoreLine,
  share,
  wordState,
  zoom,
} from '../../src/renderer/format.ts';
import type { Word } from '../../src/contract/case.ts';
import { CLEAR_PAGE } from '../clear-page.ts';

it('says how a word stands, with the reason where somebody gave one', () => {
  expect(wordState({ state: 'auto', reason: null })).toBe('in use');
  expect(wordState({ state: 'excluded', reason: null })).toBe('excluded');
  expect(wordState({ state: 'excluded', reason: 'another-hand' })).toBe('excluded (another hand)');
  expect(wordState({ state: 'excluded', reason: 'signature' })).toBe('signature');
});

describe('numbers carry their unit and what they rest on', () => {
  it('counts with the right noun', () => {
    expect(counted(1, 'word')).toBe('1 word');
    expect(counted(0, 'word')).toBe('0 words');
    expect(counted(2140, 'word')).toBe('2,140 words');
    expect(counted(2, 'entry')).toBe('2 entries');
  });

  it('counts images no further than they were counted', () => {
    expect(imageCount({ images: 1240, complete: true })).toBe('1,240 images');
    expect(imageCount({ images: 1, complete: false })).toBe('at least 1 image');
    expect(imageCount({ images: 0, complete: true })).toBe('no images');
    expect(imageCount({ images: 0, complete: false })).toBe('images not counted');
  });

  it('writes a score with the words behind it', () => {
    expect(scoreLine({ score: 0.834, questionedWords: 12, knownWords: 40 })).toBe(
      'cosine 0.834, 12 questioned words, 40 known words',
    );
    expect(scoreLine({ score: 0.4, questionedWords: 1, knownWords: 1 })).toBe(
      'cosine 0.400, 1 questioned word, 1 known word',
    );
  });

  it('writes a negative cosine with a minus sign and no negative zero', () => {
    expect(cosine(-0.1264)).toBe('cosine −0.126');
    expect(figure(-0.0001)).toBe('0.000');
  });

  it('never rounds a share into certainty', () => {
    expect(share(0)).toBe('Less than 0.1 %');
    expect(share(1)).toBe('More than 99.9 %');
    expect(share(0.437)).toBe('43.7 %');
    expect(share(0.0004)).toBe('Less than 0.1 %');
    expect(share(0.99996)).toBe('More than 99.9 %');
  });

  it('says what a reference position rests on', () => {
    const reference = {
      population: 'calibration',
      writers: 60,
      words: 10,
      draws: 1,
      samePairs: 1204,
      differentPairs: 35400,
      samePercentile: 0.4,
      differentPercentile: 0.9,
    };
    expect(referenceBasis(reference, 'same')).toBe('1,204 pairs, 60 writers, 10 words a side');
    expect(referenceBasis({ ...reference, draws: 1000 }, 'same')).toBe(
      '1,204 pairs, 60 writers, 10 words a side, mean of 1,000 draws',
    );
    expect(referenceBasis({ ...reference, words: 1 }, 'different')).toBe(
      '35,400 pairs, 60 writers, 1 word a side',
    );
  });

  it('writes sizes', () => {
    expect(bytes(812)).toBe('812 bytes');
    expect(bytes(1000)).toBe('1.0 kB');
    expect(bytes(999_960)).toBe('1.0 MB');
    expect(bytes(1_400_000)).toBe('1.4 MB');
    expect(pixels(2480, 3508)).toBe('2,480 × 3,508 px');
    expect(millimetres(2480, 3508, 300)).toBe('210.0 × 297.0 mm');
    expect(extent({ width: 146, height: 48 }, 300)).toBe('12.4 × 4.1 mm');
    expect(extent({ width: 146, height: 48 }, null)).toBe('146 × 48 px');
    expect(resolution(300, 'file')).toBe('300 dpi, from the file');
    expect(resolution(211.53, 'scale')).toBe('211.5 dpi, by scale');
    expect(resolution(72, 'hand')).toBe('72 dpi, by hand');
    expect(resolution(null, null)).toBe('no resolution known');
    expect(zoom(216.4)).toBe('216 %');
    expect(zoom(4.26)).toBe('4.3 %');
  });

  it('writes time', () => {
    expect(remaining(40)).toBe('0:40 left');
    expect(remaining(3725)).toBe('1:02:05 left');
    expect(remaining(-1)).toBe('0:00 left');
    expect(instant('2026-05-04T09:30:00.000Z')).toBe('2026-05-04 09:30:00 UTC');
  });

  it('counts progress without passing its end', () => {
    expect(percentDone({ done: 0, total: 0 })).toBe(0);
    expect(percentDone({ done: 61, total: 100 })).toBe(61);
    expect(percentDone({ done: 999, total: 1000 })).toBe(99);
    expect(percentDone({ done: 5, total: 4 })).toBe(100);
  });

  it('lists labels, and counts those left out', () => {
    expect(listed(['Q1', 'Q2'])).toBe('Q1, Q2');
    expect(listed(['1', '2', '3', '4'])).toBe('1, 2, 3, 4');
    expect(listed(['1', '2', '3', '4', '5'])).toBe('1, 2, 3 and 2 more');
  });
});

describe('pageFacts', () => {
  const word = { line: 0 } as Word;
  const words = [word, word, { ...word, line: 1 }];

  it('gives what was measured with its units, and millimetres where the resolution is known', () => {
    const quality = { ...CLEAR_PAGE, faintMarks: 1, faintShare: 0.02, rules: 3, beyondSheet: 0.08 };
    expect(pageFacts({ words, quality, dpi: 300 })).toEqual([
      ['Writing', '3 words in 2 lines'],
      ['Letters', 'x-height 22 px (1.9 mm), strokes 4.1 px'],
      ['Edges', '1.9 px, 9 % of the x-height'],
      ['Contrast', 'ink takes 70 % of the light, 87 × the paper’s grain'],
      ['Left out', '1 faint mark (2 % of the ink), 3 rules, 8 % beyond the sheet'],
    ]);
    expect(pageFacts({ words, quality: CLEAR_PAGE, dpi: null })[1]![1]).toBe(
      'x-height 22 px, strokes 4.1 px',
    );
    expect(pageFacts({ words, quality: { ...CLEAR_PAGE, grain: 0 }, dpi: null })[3]![1]).toMatch(
      /even paper$/,
    );
  });

  it('says what was not measured', () => {
    expect(pageFacts({ words, quality: null, dpi: 300 })[1]).toEqual([
      'Clarity',
      'not measured: read the file again',
    ]);
    const blank = { ...CLEAR_PAGE, xHeight: null, strokeWidth: null, edgeWidth: null, contrast: null };
    expect(pageFacts({ words: [], quality: blank, dpi: 300 })).toEqual([['Writing', '0 words in 0 lines']]);
  });
});
