import { globSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/language/catalogue.ts';
import { LANGUAGE_TAGS, LANGUAGES } from '../../src/language/language.ts';
import { engineAreas, engineMessages } from '../../src/language/told/told.ts';
import { problems } from '../../src/language/report/problems.ts';
import { reportAreas, reportMessages } from '../../src/language/report/report.ts';
import { plotMessages } from '../../src/language/plots.ts';
import { shellMessages } from '../../src/language/shell.ts';
import { wording } from '../../src/language/speaker.ts';
import { windowAreas, windowMessages } from '../../src/language/window/window.ts';
import { textsOf } from './source-texts.ts';

const catalogues: Readonly<Record<string, Catalogue>> = {
  window: windowMessages,
  shell: shellMessages,
  report: reportMessages,
  engine: engineMessages,
  plots: plotMessages,
};
/** Sentences that stored results hold as they were said once: their apostrophes stay. */
const STORED = new Set(Object.keys({ ...reportMessages, ...engineMessages }));

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Placeholders by name, each with how its value is written: as it is given, or as a number of the language. */
function placeholders(elements: readonly Element[]): Map<string, 'number' | 'text'> {
  const found = new Map<string, 'number' | 'text'>();
  for (const element of elements) {
    if (!('value' in element) || element.type === 0) continue;
    const options = 'options' in element ? Object.values(element.options) : [];
    found.set(element.value, element.type === 1 ? 'text' : 'number');
    for (const { value } of options as { value: Element[] }[]) {
      for (const [name, kind] of placeholders(value)) found.set(name, kind);
    }
  }
  return found;
}

const ast = (language: (typeof LANGUAGES)[number], text: string): Element[] =>
  new IntlMessageFormat(text, LANGUAGE_TAGS[language], undefined, { ignoreTag: true }).getAst();

describe.each(Object.entries(catalogues))('the messages of the %s', (_, catalogue) => {
  it('are the same in all languages but for their words: as many placeholders, numbers where they are numbers', () => {
    for (const message of Object.keys(catalogue)) {
      const key = placeholders(ast('en', message));
      for (const language of LANGUAGES) {
        const text = wording(catalogue, language, message);
        expect(Object.fromEntries(placeholders(ast(language, text))), text).toEqual(Object.fromEntries(key));
        expect(text.trim(), message).toBe(text);
        expect(text, message).not.toBe('');
      }
    }
  });

  it('are said in Chinese with Chinese marks, and quote nothing by ICU’s straight apostrophes', () => {
    for (const message of Object.keys(catalogue)) {
      const chinese = wording(catalogue, 'zh', message);
      expect(chinese, message).not.toMatch(/\p{Script=Han}[,;:?!]|[,;?!]\p{Script=Han}|\p{Script=Han}\.$/u);
      for (const language of LANGUAGES) {
        if (language === 'en' && STORED.has(message)) continue;
        expect(wording(catalogue, language, message)).not.toMatch(/(?<!\p{L})'|'(?!\p{L})/u);
      }
    }
  });
});

it.each([
  ['window', windowAreas, windowMessages],
  ['report', reportAreas, reportMessages],
  ['engine', engineAreas, engineMessages],
])('no two areas of the %s hold the same message', (_, areas, messages) => {
  const all = Object.values(areas).flatMap((area) => Object.keys(area));
  expect(all.filter((message, index) => all.indexOf(message) !== index)).toEqual([]);
  expect(new Set(all)).toEqual(new Set(Object.keys(messages)));
});

it.each([
  ['window', 'src/{renderer,contract}/**/*.{ts,svelte}'],
  ['shell', 'src/main/shells/**/*.ts'],
  ['report', 'src/{contract,main/engine}/**/*.ts'],
  ['plots', 'src/contract/{*-plot{,s},report-charts}.ts'],
])('every message of the %s is said somewhere', (name, pattern) => {
  const said = new Set(globSync(pattern).flatMap((file) => textsOf(file).map(({ text }) => text)));
  // What went wrong with a file is put together where it went wrong, and only read back here.
  const unsaid = Object.keys(catalogues[name]!).filter((message) => !said.has(message));
  expect(unsaid.filter((message) => !Object.hasOwn(problems, message))).toEqual([]);
});
