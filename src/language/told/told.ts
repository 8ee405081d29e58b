import type { MessageOf } from '../catalogue.ts';
import type { Language } from '../language.ts';
import { readBack } from '../read-back.ts';
import { cautions } from '../report/cautions.ts';
import { problems } from '../report/problems.ts';
import { reasons } from '../report/reasons.ts';
import { semicolons, sentences } from '../sentences.ts';
import { speaker } from '../speaker.ts';
import { decimal, listing } from '../figures.ts';
import { clauses } from './clauses.ts';
import { folders } from './folders.ts';
import { models } from './models.ts';
import { places } from './places.ts';
import { program } from './program.ts';
import { results } from './results.ts';
import { signatures } from './signatures.ts';
import { unmasking } from './unmasking.ts';
import { validation } from './validation.ts';
import { writing } from './writing.ts';

/** What the engine says in whole sentences, by area; none stands in two. It is said, stored and sealed in English. */
export const engineAreas = {
  cautions,
  reasons,
  problems,
  clauses,
  folders,
  models,
  places,
  program,
  results,
  signatures,
  unmasking,
  validation,
  writing,
} as const;

export const engineMessages = {
  ...cautions,
  ...reasons,
  ...problems,
  ...clauses,
  ...folders,
  ...models,
  ...places,
  ...program,
  ...results,
  ...signatures,
  ...unmasking,
  ...validation,
  ...writing,
} as const;
export type EngineMessage = MessageOf<typeof engineMessages>;

/** Says a message of the engine in a language. */
export const engineText = speaker(engineMessages);

/** What may be said by itself: where something lies stands within a sentence, and would be found in anybody's words. */
const ALL = (Object.keys(engineMessages) as EngineMessage[]).filter((message) => !(message in places));

/** Placeholders whose value is words of the engine as well, each with how it is told in another language. */
const TOLD: Readonly<Record<string, (value: string, language: Language) => string>> = {
  reason: (value, language) => inLanguage(value, language) ?? value,
  role: (value, language) => inLanguage(value, language) ?? value,
  changes: (value, language) =>
    listing(
      language,
      value.split(', ').map((each) => inLanguage(each, language) ?? each),
    ),
  lowLr: decimalIn,
  highLr: decimalIn,
  otherLr: decimalIn,
  places: placesIn,
  place: placesIn,
  otherPlace: placesIn,
};

/**
 * What the engine said, in another language: it is said without the values that it was said of, so it is read back into its
 * message. Several sentences one after the other are each told by themselves.
 *
 * @param english as it was said or stored.
 * @returns null where it is nothing that this version says.
 */
export function inLanguage(english: string, language: Language): string | null {
  return severalKnown(english, language) ?? known(english, language);
}

function known(english: string, language: Language): string | null {
  for (const message of ALL) {
    const values = readBack(message, english);
    if (values === null || said('en', message, values) !== english) continue;
    const told = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? (TOLD[name]?.(value, language) ?? value) : value,
    ]);
    return said(language, message, Object.fromEntries(told) as typeof values);
  }
  return null;
}

/** Of sentences of which each is known; asked first, since the name of a file may be anything, also another sentence. */
function severalKnown(english: string, language: Language): string | null {
  for (const { index } of english.matchAll(/(?<=\.) /gu)) {
    const first = known(english.slice(0, index), language);
    if (first === null) continue;
    const rest = english.slice(index + 1);
    const others = severalKnown(rest, language) ?? known(rest, language);
    if (others !== null) return sentences(language, [first, others]);
  }
  return null;
}

/** "−0.62", in German "−0,62" */
function decimalIn(value: string, language: Language): string {
  return decimal(language, Number(value.replace('−', '-')), value.split('.')[1]?.length ?? 0);
}

/** "Q1, page 2; K1 and 3 more" */
function placesIn(named: string, language: Language): string {
  const MORE = '{places} and {more} more';
  const counted = readBack(MORE, named);
  if (counted !== null && /^\d+$/u.test(String(counted['more']))) {
    const { places: shown, more } = counted as { places: string; more: string };
    return engineText(language, MORE, { places: placesIn(shown, language), more });
  }
  return semicolons(
    language,
    named.split('; ').map((place) => {
      const PAGE = '{label}, page {page}';
      const values = readBack(PAGE, place);
      return values === null ? place : said(language, PAGE, values);
    }),
  );
}

/** Says a message with the values that were read back of it. */
const said = (
  language: Language,
  message: EngineMessage,
  values: Readonly<Record<string, string | number>>,
): string => (engineText as (...args: unknown[]) => string)(language, message, values);
