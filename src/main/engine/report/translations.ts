import type { ReportContent } from '../../../contract/report.ts';
import type { Language } from '../../../language/language.ts';
import { readBack } from '../../../language/read-back.ts';
import { cautions } from '../../../language/report/cautions.ts';
import { problems } from '../../../language/report/problems.ts';
import { reasons } from '../../../language/report/reasons.ts';
import { reportText, type ReportMessage } from '../../../language/report/report.ts';
import { semicolons, sentences } from '../../../language/sentences.ts';
import { inWords } from '../comparison/likelihood-ratio/verbal-scale.ts';
import { comparisonStatement, searchStatement } from '../comparison/statement.ts';

/** The parts of a report that hold sentences of the program. */
export type Told = Pick<ReportContent, 'items' | 'comparisons' | 'searches'>;

/**
 * The English sentences that items and results of a report hold, each in the language of the report: what follows from
 * figures is said of them again, every other is read back into its message. Nothing for a report in English, and nothing of
 * the statement of a likelihood ratio, which stands in no report as a whole: its parts do.
 */
export function translationsOf(
  { items, comparisons, searches }: Told,
  language: Language,
): Record<string, string> {
  if (language === 'en') return {};
  const told = (english: string): string => inLanguage(english, language);
  const translations: Record<string, string> = {};
  const add = (english: string | null | undefined, sentence: (english: string) => string = told): void => {
    if (english) translations[english] = sentence(english);
  };
  for (const { cautions: noted = [], problem } of items) {
    for (const { message } of noted) add(message);
    add(problem);
  }
  for (const comparison of comparisons) {
    add(comparison.statement, () => comparisonStatement(comparison, language));
    for (const caution of comparison.cautions ?? []) add(caution);
    add(comparison.stale);
    add(comparison.evidence?.reason);
    const ratio = comparison.evidence?.likelihoodRatio;
    if (!ratio) continue;
    const { propositions, outside, expression, log10Lr } = ratio;
    for (const each of [propositions.same, propositions.different, ...outside]) add(each);
    add(expression.words, () => inWords(log10Lr, expression.scale, language));
  }
  for (const { searched, questionedWords, near, supportBasis, ...search } of searches) {
    const scale = supportBasis && supportBasis.calibration !== null ? supportBasis.scale : null;
    add(search.statement, () => searchStatement(searched, questionedWords, near ?? null, scale, language));
    for (const caution of search.cautions ?? []) add(caution);
    add(search.stale);
  }
  return translations;
}

/** Sentences that are stored as they were said, without the values that they were said of. */
const STORED = Object.keys({ ...cautions, ...reasons, ...problems }) as ReportMessage[];

/** A sentence of the program in a language; as it is, said to be English, where it is none of this version. */
export function inLanguage(english: string, language: Language): string {
  return (
    severalKnown(english, language) ??
    known(english, language) ??
    reportText(language, 'in English: “{sentence}”', { sentence: english })
  );
}

function known(english: string, language: Language): string | null {
  for (const message of STORED) {
    const values = readBack(message, english);
    if (values === null || said('en', message, values) !== english) continue;
    const { places } = values;
    return said(
      language,
      message,
      typeof places === 'string' ? { ...values, places: placesIn(places, language) } : values,
    );
  }
  return null;
}

/** Of sentences of which each is known; asked first, since the name of a file may be anything, also another sentence. */
function severalKnown(english: string, language: Language): string | null {
  for (const { index } of english.matchAll(/(?<=\.) /gu)) {
    const first = known(english.slice(0, index), language);
    if (first === null) continue;
    const rest = english.slice(index + 1);
    const others = known(rest, language) ?? severalKnown(rest, language);
    if (others !== null) return sentences(language, [first, others]);
  }
  return null;
}

/** "Q1, page 2; K1 and 3 more" */
function placesIn(places: string, language: Language): string {
  const MORE = '{places} and {more} more';
  const counted = readBack(MORE, places);
  if (counted !== null && /^\d+$/u.test(String(counted['more']))) {
    const { places: named, more } = counted as { places: string; more: string };
    return reportText(language, MORE, { places: placesIn(named, language), more });
  }
  return semicolons(
    language,
    places.split('; ').map((place) => {
      const PAGE = '{label}, page {page}';
      const values = readBack(PAGE, place);
      return values === null ? place : said(language, PAGE, values);
    }),
  );
}

/** Says a message with the values that were read back of it. */
const said = (
  language: Language,
  message: ReportMessage,
  values: Readonly<Record<string, string | number>>,
): string => (reportText as (...args: unknown[]) => string)(language, message, values);
