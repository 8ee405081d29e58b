import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { engineMessages } from '../../src/language/told/told.ts';
import { windowMessages } from '../../src/language/window/window.ts';
import { textsOf, type SourceText } from './source-texts.ts';

/** Texts that are the same in every language, each with what it is. */
const SAME: Readonly<Record<string, string>> = {
  Chirograph: 'the program',
  Node: 'the program that runs the engine',
  'Apache-2.0': 'a licence, by its SPDX name',
  WebP: 'a format',
  Cllr: 'a measure, by its formula’s name',
  min: 'its index, where calibration is perfect',
  '/models/our-model.onnx': 'a path',
  '/validation/our.calibration.json': 'a path',
  '/validation/our-writers.csv': 'a path',
  '/validation/images': 'a path',
  mm: 'a unit',
  px: 'a unit',
};
/** Names of the program’s own that read like words: what is counted, in `counted`. */
const OWN = new Set(['comparison of signatures', 'journal entry', 'questioned word', 'known word']);
/** Names of keys, as the browser has them and as they are shown. */
const KEY =
  /^(?:Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down)|Home|End|Escape|Tab|Backspace|Digit|Key[A-Z]?|Space|(?:(?:Alt|Control|Ctrl|Shift|Meta|Enter|Delete|Esc|F?\d+|\d–\d|[A-Z]|[←→↑↓[\]]) ?)+)$/u;

/** Whether somebody would read it: any letter in markup; in the program two words or more, or one that begins with a capital. */
function isRead({ text, kind }: SourceText): boolean {
  if (KEY.test(text.trim())) return false;
  if (kind === 'markup') return /\p{L}/u.test(text);
  return /\p{L}{2,}[,;:.!?…]? \p{L}|^\p{Lu}\p{L}+/u.test(text);
}

/** What the window says, and what it throws as the engine does. */
const catalogues = { ...windowMessages, ...engineMessages };

/** Texts of a file that are said in English whatever the window's language is. */
const left = (file: string): string[] =>
  textsOf(file)
    .filter(isRead)
    .map(({ text }) => text.trim())
    .filter((text) => !Object.hasOwn(SAME, text) && !OWN.has(text) && !Object.hasOwn(catalogues, text));

it('every text of the window is in its catalogue', () => {
  for (const file of globSync('src/renderer/**/*.{svelte,ts}').filter((each) => !each.endsWith('.d.ts'))) {
    expect.soft(left(file), file).toEqual([]);
  }
});
