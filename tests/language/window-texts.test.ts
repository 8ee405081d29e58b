import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { windowMessages } from '../../src/language/window/window.ts';
import { textsOf, type SourceText } from './source-texts.ts';

/** Texts that are the same in every language. */
const SAME = new Set([
  // The name of the program.
  'Chirograph',
]);
/** Names of keys, as the browser has them and as they are shown. */
const KEY =
  /^(?:Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down)|Home|End|Enter|Escape|Tab|Delete|Backspace|Digit|Key[A-Z]?|Space|(?:(?:Alt|Control|Ctrl|Shift|Meta|F10|[A-Z[\]]) ?)+)$/u;

/** Whether somebody would read it: any letter in markup; in the program two words or more, or one that begins with a capital. */
function isRead({ text, kind }: SourceText): boolean {
  if (KEY.test(text.trim())) return false;
  if (kind === 'markup') return /\p{L}/u.test(text);
  return /\p{L}{2,}[,;:.!?…]? \p{L}|^\p{Lu}\p{L}+/u.test(text);
}

/** Texts of a file that are said in English whatever the window's language is. */
const left = (file: string): string[] =>
  textsOf(file)
    .filter(isRead)
    .map(({ text }) => text.trim())
    .filter((text) => !SAME.has(text) && !Object.hasOwn(windowMessages, text));

/** Files whose texts have been put into the catalogue. */
const MOVED: readonly string[] = [
  'src/renderer/commands.ts',
  'src/renderer/components/ChoiceMenu.svelte',
  'src/renderer/components/Header.svelte',
  'src/renderer/components/LanguageMenu.svelte',
  'src/renderer/components/LockScreen.svelte',
  'src/renderer/stores/workplace.svelte.ts',
];

it('every text of the window is in its catalogue', () => {
  for (const file of globSync('src/renderer/**/*.{svelte,ts}').filter((each) => MOVED.includes(each))) {
    expect(left(file), file).toEqual([]);
  }
});
