import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/language/catalogue.ts';
import { engineMessages } from '../../src/language/told/told.ts';
import { reportMessages } from '../../src/language/report/report.ts';
import { plotMessages } from '../../src/language/plots.ts';
import { shellMessages } from '../../src/language/shell.ts';
import { wording } from '../../src/language/speaker.ts';
import { LIMITS } from '../../src/main/engine/report/wording.ts';
import { windowMessages } from '../../src/language/window/window.ts';

const glossary = readFileSync(path.join(import.meta.dirname, '../../docs/glossary.md'), 'utf8');

interface Term {
  readonly english: string;
  readonly de: readonly string[];
  readonly zh: readonly string[];
}

/** The first table: what a message with the English term says in the other languages. */
const terms: Term[] = glossary
  .split('\n## ')[0]!
  .split('What depends on the sense')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:English|-)/u.test(line))
  .map((line) => {
    const [english = '', de = '', zh = ''] = line
      .slice(1)
      .split('|')
      .map((cell) => cell.trim());
    const forms = (cell: string): string[] => cell.split(' / ').map((form) => form.toLowerCase());
    return { english, de: forms(de), zh: forms(zh) };
  });

const catalogues: Readonly<Record<string, Catalogue>> = {
  window: windowMessages,
  shell: shellMessages,
  report: reportMessages,
  engine: engineMessages,
  plots: plotMessages,
};

/** Messages with a word that is a term elsewhere: lines and words are found by a program, and are no finding. */
const OTHERWISE = new Set<string>([LIMITS[1], 'Finding words']);

/** Messages of a catalogue that have a term in English and none of its forms in another language. */
function astray(catalogue: Catalogue, { english, de, zh }: Term): string[] {
  const term = new RegExp(`(?<![\\p{L}-])${english}(?:s|es)?(?![\\p{L}-])`, 'iu');
  return Object.keys(catalogue).filter((message) => {
    if (OTHERWISE.has(message)) return false;
    if (!term.test(message.replaceAll(/\{\w+(?:,|\})/gu, ''))) return false;
    const lacks = (language: 'de' | 'zh', forms: readonly string[]): boolean => {
      const said = wording(catalogue, language, message).toLowerCase();
      return !forms.some((form) => said.includes(form));
    };
    return lacks('de', de) || lacks('zh', zh);
  });
}

it('the glossary is read', () => {
  expect(terms.length).toBeGreaterThan(15);
  expect(terms.find(({ english }) => english === 'likelihood ratio')).toEqual({
    english: 'likelihood ratio',
    de: ['likelihood-quotient'],
    zh: ['似然比'],
  });
});

describe.each(Object.entries(catalogues))('the messages of the %s', (_, catalogue) => {
  it.each(terms.map((term) => [term.english, term] as const))('say “%s” as the glossary does', (__, term) => {
    expect(astray(catalogue, term)).toEqual([]);
  });
});

/** Labels that stand in the window's form and in the report that is printed of it, beside all sentences. */
const FORM = [
  'not stated',
  'Case number',
  'Laboratory',
  'Submitted by',
  'Received on',
  'Condition on receipt',
];

it('what the window and a report both say, they say in the same words: it is read, or signed, in one and printed in the other', () => {
  const both = Object.keys(windowMessages).filter((message) => Object.hasOwn(reportMessages, message));
  const sentences = both.filter((message) => /^\p{Lu}.*\.$/u.test(message) || FORM.includes(message));
  expect(sentences.length).toBeGreaterThan(FORM.length + 11);
  // Chinese of the report has no space between signs and figures.
  const plain = (text: string): string => text.replaceAll(' ', '');
  for (const message of sentences) {
    for (const language of ['de', 'zh'] as const) {
      const [inWindow, printed] = [windowMessages, reportMessages].map((catalogue: Catalogue) =>
        wording(catalogue, language, message),
      ) as [string, string];
      expect.soft(plain(printed)).toBe(plain(inWindow));
    }
  }
});

it.each(Object.entries(catalogues))(
  '“Seite” in the German of the %s is a page, never a side of a comparison',
  (_, catalogue) => {
    const page = /\bpages?\b/iu;
    const astray = Object.keys(catalogue).filter(
      (message) => /\bSeiten?\b/u.test(wording(catalogue, 'de', message)) && !page.test(message),
    );
    expect(astray).toEqual([]);
  },
);
