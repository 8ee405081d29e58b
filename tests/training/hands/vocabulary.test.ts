import { describe, expect, it } from 'vitest';
import {
  drawWords,
  makeVocabulary,
  readWordLists,
  unseenTexts,
} from '../../../models/training/hands/vocabulary.ts';
import { SeededRandom } from '../../../src/main/engine/demo/random.ts';
import { labelled } from './rows.ts';

const rows = [
  ...['the', 'the', 'the', 'house', 'house', 'river', 'f', '530'].map((text) => labelled({ text })),
  labelled({ text: 'alone', word_head: 'unseen' }),
  labelled({ text: 'alone', dataset: 'other', word_head: 'train' }),
  labelled({ text: 'schule', dataset: 'other', word_head: 'unseen' }),
  labelled({ text: 'secret', split: 'dev' }),
  labelled({ text: 'kept', split: 'calibration' }),
];

describe('the words that fonts write', () => {
  it('are English of the train rows, the most frequent first, and the lists, each once', () => {
    const { common, rare } = makeVocabulary(rows, [
      ['der', 'Haus', 'The'],
      ['le', 'der'],
    ]);
    expect(common).toEqual(['the', 'house', 'river', 'der', 'Haus', 'le']);
    expect(rare).toEqual([]);
  });

  it('are never texts that the word head must not see, in any language or spelling', () => {
    const { common, rare } = makeVocabulary(rows, [['Alone', 'SCHULE', 'Haus']]);
    expect(unseenTexts(rows)).toEqual(new Set(['alone', 'schule']));
    expect([...common, ...rare]).toEqual(['the', 'house', 'river', 'Haus']);
  });

  it('come from lists that hold some 600 words of each other language, none twice', async () => {
    for (const list of await readWordLists()) {
      expect(list.length).toBeGreaterThan(500);
      expect(makeVocabulary(rows, [list]).rare.length).toBeGreaterThan(400);
    }
  });

  it('are drawn half from the common ones, none twice, and only what a font has letters for', () => {
    const vocabulary = {
      common: Array.from({ length: 50 }, (_, index) => `c${index}`),
      rare: Array.from({ length: 90 }, (_, index) => `r${index}`),
    };
    const draw = (seed: number): string[] =>
      drawWords(vocabulary, 25, (word) => !word.endsWith('7'), new SeededRandom(seed));
    const words = draw(4);
    expect(new Set(words).size).toBe(25);
    expect(words.filter((word) => word.startsWith('c'))).toHaveLength(13);
    expect(words.filter((word) => word.endsWith('7'))).toEqual([]);
    expect(draw(4)).toEqual(words);
    expect(draw(5)).not.toEqual(words);
  });
});
