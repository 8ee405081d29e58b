import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { engineAreas, engineMessages, inLanguage } from '../../src/language/told/told.ts';
import { readBack } from '../../src/language/read-back.ts';
import { engineSentences } from './engine-sentences.ts';

/** What stays as it is, each with why. */
const AS_IT_IS: Readonly<Record<string, string>> = {
  '7': 'only a value, said elsewhere',
  '7: Cancelled. What was finished before is kept.': 'names a method: a mistake of whoever calls it',
  '7: 7: Cancelled. What was finished before is kept.': 'names a method and a field of it',
  '7: Page 7 of 7: Cancelled. What was finished before is kept.': 'the same',
  'a file inside': 'says that there is no reason',
};

/** Areas that are held to what reports say. */
const SAID_BY_REPORTS = new Set(['cautions', 'reasons', 'problems', 'places']);

const said = engineSentences().filter(({ text }) => !Object.hasOwn(AS_IT_IS, text));

describe('what the engine says to a window', () => {
  it('is found where it is made', () => {
    expect(new Set(said.map(({ text }) => text)).size).toBeGreaterThan(250);
  });

  it.each(['de', 'zh'] as const)('has each of its sentences in %s', (language) => {
    const left = said.filter(({ text }) => inLanguage(text, language) === null);
    expect(left.map(({ text, at }) => `${at} ${text}`)).toEqual([]);
  });

  it('has no message that nothing says', () => {
    const heard = new Set(said.flatMap(({ text }) => [text, ...text.split(/(?<=\.) /u), ...tails(text)]));
    for (const text of heard) {
      for (const message of Object.keys(engineMessages)) {
        const { reason } = readBack(message, text) ?? {};
        if (reason !== undefined) heard.add(String(reason));
      }
    }
    const source = globSync('src/{contract,renderer,main}/**/*.{ts,svelte}')
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
    const unsaid = Object.entries(engineAreas)
      .filter(([area]) => !SAID_BY_REPORTS.has(area))
      .flatMap(([, messages]) => Object.keys(messages))
      .filter(
        (message) =>
          !source.includes(message) && ![...heard].some((text) => readBack(message, text) !== null),
      );
    expect(unsaid).toEqual([]);
  });
});

/** What follows each of the sentences of a text. */
const tails = (text: string): string[] =>
  Array.from(text.matchAll(/(?<=\.) /gu), ({ index }) => text.slice(index + 1));

describe('a sentence within another', () => {
  it('is told as well', () => {
    expect(
      inLanguage(
        'Nothing was computed, since not every word of Q1 (questioned/a.png) could be encoded: The encoder failed on a batch of crops.',
        'de',
      ),
    ).toBe(
      'Es wurde nichts berechnet, weil sich nicht jedes Wort von Q1 (questioned/a.png) kodieren ließ: Der Encoder ist an einem Stapel Ausschnitte gescheitert.',
    );
    expect(inLanguage('The evidence has changed since: Q1 is missing, K2 is changed.', 'zh')).toBe(
      '证据此后发生变化：Q1缺失、K2已变更。',
    );
    expect(inLanguage('Q1 (questioned/a.png) is unassigned, not questioned. Assign it first.', 'zh')).toBe(
      'Q1（questioned/a.png）是未归类，不是检材。请先归类。',
    );
  });

  it('stays as it is where it is none of the program, and the rest is told', () => {
    expect(
      inLanguage(
        'Cases cannot be opened in /x: EIO. Name a folder that holds cases with --root <folder>.',
        'de',
      ),
    ).toBe(
      'In /x lassen sich keine Fälle öffnen: EIO. Nennen Sie mit --root <Ordner> einen Ordner, der Fälle enthält.',
    );
  });
});

it('numbers are written as the other language writes them', () => {
  expect(
    inLanguage(
      'The pages of a.tif have 9,000,000,000 pixels together; the limit is 8,000,000,000. Split it into several files.',
      'de',
    ),
  ).toBe(
    'Die Seiten von a.tif haben zusammen 9.000.000.000 Pixel; die Grenze liegt bei 8.000.000.000. Teilen Sie es in mehrere Dateien.',
  );
  expect(inLanguage('None of the 86,299 rows of a.csv has split "dev".', 'de')).toContain('86.299');
});

it('what a person typed is nothing that the engine says', () => {
  expect(inLanguage('Compared under the microscope.', 'de')).toBeNull();
  // Where something lies is said within sentences alone.
  expect(inLanguage('Loops of g and 3 more', 'de')).toBeNull();
  expect(inLanguage('The will of Jane, page 3', 'zh')).toBeNull();
});
