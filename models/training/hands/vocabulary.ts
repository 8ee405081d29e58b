import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ManifestRow } from '../../../src/main/engine/evaluation/manifest.ts';
import type { SeededRandom } from '../../../src/main/engine/demo/random.ts';

const LANGUAGES = ['de', 'fr', 'es'] as const;
/** English words taken from the train rows, the most frequent first. */
const ENGLISH = 1200;
/** Words that all hands share: so many English ones, and of each other language. */
const COMMON_ENGLISH = 80;
const COMMON_OTHERS = 40;

/** What the fonts write. A word of either list stands in no other. */
export interface Vocabulary {
  readonly common: readonly string[];
  readonly rare: readonly string[];
}

/** The word lists beside this file: one list of each language but English, the most frequent words first. */
export async function readWordLists(): Promise<string[][]> {
  return Promise.all(
    LANGUAGES.map(async (language) => {
      const list = await readFile(path.join(import.meta.dirname, 'words', `${language}.txt`), 'utf8');
      return list.split(/\s+/).filter((word) => word !== '');
    }),
  );
}

/** Texts that the word head must not see, as `labelOf` writes them. */
export function unseenTexts(rows: readonly ManifestRow[]): Set<string> {
  return new Set(rows.filter((row) => row.word_head === 'unseen').map((row) => labelOf(row.text)));
}

/**
 * Puts the lists together with the English of the train rows.
 *
 * No text that any row of the manifest marks `unseen` comes in, in whatever language and with whatever capitals.
 */
export function makeVocabulary(
  rows: readonly ManifestRow[],
  lists: readonly (readonly string[])[],
): Vocabulary {
  const unseen = unseenTexts(rows);
  const taken = new Set<string>();
  const fresh = (word: string): boolean => {
    const label = labelOf(word);
    if (unseen.has(label) || taken.has(label)) return false;
    taken.add(label);
    return true;
  };
  const english = englishOf(rows).filter(fresh).slice(0, ENGLISH);
  const others = lists.map((list) => list.filter(fresh));
  return {
    common: [...english.slice(0, COMMON_ENGLISH), ...others.flatMap((list) => list.slice(0, COMMON_OTHERS))],
    rare: [...english.slice(COMMON_ENGLISH), ...others.flatMap((list) => list.slice(COMMON_OTHERS))],
  };
}

/** Draws a hand's words, half of them from the common ones, none twice; only what the hand `canWrite`. */
export function drawWords(
  vocabulary: Vocabulary,
  count: number,
  canWrite: (word: string) => boolean,
  random: SeededRandom,
): string[] {
  const half = Math.ceil(count / 2);
  const common = random.shuffled(vocabulary.common.filter(canWrite)).slice(0, half);
  const rare = random.shuffled(vocabulary.rare.filter(canWrite)).slice(0, count - half);
  return random.shuffled([...common, ...rare]);
}

/** A word as the manifest says it: without capitals, as in words-en. */
export function labelOf(word: string): string {
  return word.normalize('NFC').toLowerCase();
}

function englishOf(rows: readonly ManifestRow[]): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.dataset !== 'words-en' || row.split !== 'train' || row.word_head !== 'train') continue;
    if (/^([ai]|[a-z][a-z']+)$/.test(row.text)) counts.set(row.text, (counts.get(row.text) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
}
