import { describe, expect, it } from 'vitest';
import type { Vectors } from '../../src/main/engine/comparison/vectors.ts';
import type { EmbeddedImages } from '../../src/main/engine/evaluation/embed-images.ts';
import type { ManifestRow } from '../../src/main/engine/evaluation/manifest.ts';
import { asOnPages } from './end-to-end.ts';

function row(dataset: string, writer: string, form: string): ManifestRow {
  const empty = {
    text: '',
    genuine: '',
    forger: '',
    medium: '',
    sheet: '',
    split: 'dev',
    word_head: '',
  } as const;
  const kind = dataset === 'pages-ink' ? 'page' : 'word';
  return { ...empty, path: '', dataset, kind, writer: `${dataset}:${writer}`, note: form, line: 1 };
}

/** Words whose embedding is the number of the word, on these images. */
function embedded(...image: number[]): EmbeddedImages {
  const vectors: Vectors = { count: image.length, size: 1, data: Float32Array.from(image.keys()) };
  return { image: Int32Array.from(image), writer: vectors, word: vectors, failed: [] };
}

describe('asOnPages', () => {
  const pages = [row('pages-ink', '7', 'a'), row('pages-ink', '7', 'b'), row('pages-ink', '8', 'c')];
  const words = [
    ...['a', 'b', 'a', 'a', 'x', 'x', 'x'].map((form) => row('words-en', '7', form)),
    ...['a', 'c', 'c'].map((form) => row('words-en', '8', form)),
  ];

  it('takes as many words for each page as were found on it, of its own form first', () => {
    // Two words on the first page, three on the second, one on the third.
    const chosen = asOnPages(pages, embedded(0, 0, 1, 1, 1, 2), words, embedded(...words.keys()));
    expect([...chosen.image]).toEqual([0, 0, 1, 1, 1, 2]);
    // Form a has three words, of which two are wanted; form b has one, and two are taken of a form that is no page.
    expect([...chosen.writer.data]).toEqual([0, 2, 1, 4, 5, 8]);
  });

  it('takes fewer where the writer has no more, and never another form of the pages', () => {
    const chosen = asOnPages(pages, embedded(2, 2, 2, 2), words, embedded(...words.keys()));
    // Writer 8 has two words of form c and one of form a, which for this writer is no page.
    expect([...chosen.writer.data]).toEqual([8, 9, 7]);
    expect([...chosen.image]).toEqual([2, 2, 2]);
  });
});
