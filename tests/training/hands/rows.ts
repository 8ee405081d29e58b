import type { ManifestRow } from '../../../src/main/engine/evaluation/manifest.ts';

/** A row of words-en's train writers, unless said otherwise. */
export function labelled(labels: Partial<ManifestRow>): ManifestRow {
  return {
    path: 'words-en/10026-a01-000z-01-01.png',
    dataset: 'words-en',
    kind: 'word',
    writer: 'words-en:10026',
    text: 'the',
    genuine: '',
    forger: '',
    medium: '',
    sheet: '',
    split: 'train',
    note: 'a01-000z',
    word_head: 'train',
    line: 2,
    ...labels,
  };
}
