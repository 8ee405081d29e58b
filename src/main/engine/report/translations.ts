import type { Evidence } from '../../../contract/evidence.ts';
import type { ReportContent } from '../../../contract/report.ts';
import type { SignatureEvidence } from '../../../contract/signatures.ts';
import type { Language } from '../../../language/language.ts';
import { inLanguage } from '../../../language/told/told.ts';
import { reportText } from '../../../language/report/report.ts';
import { inWords } from '../../../contract/verbal-scale.ts';
import { signatureStatement } from '../../../contract/signature-statement.ts';
import { comparisonStatement, searchStatement } from '../../../contract/statement.ts';

/** The parts of a report that hold sentences of the program. */
export type Told = Pick<ReportContent, 'items' | 'comparisons' | 'searches' | 'signatures'>;

/**
 * The English sentences that items and results of a report hold, each in the language of the report: what follows from
 * figures is said of them again, every other is read back into its message. Nothing for a report in English, and nothing of
 * the statement of a likelihood ratio, which stands in no report as a whole: its parts do.
 */
export function translationsOf(
  { items, comparisons, searches, signatures = [] }: Told,
  language: Language,
): Record<string, string> {
  if (language === 'en') return {};
  const translations: Record<string, string> = {};
  const add = (
    english: string | null | undefined,
    sentence: (english: string) => string = (stored) => told(stored, language),
  ): void => {
    if (english) translations[english] = sentence(english);
  };
  const addEvidence = (evidence: Evidence | SignatureEvidence | undefined): void => {
    add(evidence?.reason);
    const ratio = evidence?.likelihoodRatio;
    if (!ratio) return;
    const { propositions, outside, expression, log10Lr } = ratio;
    for (const each of [propositions.same, propositions.different, ...outside]) add(each);
    add(expression.words, () => inWords(log10Lr, expression.scale, language));
  };
  for (const { cautions: noted = [], problem } of items) {
    for (const { message } of noted) add(message);
    add(problem);
  }
  for (const comparison of comparisons) {
    add(comparison.statement, () => comparisonStatement(comparison, language));
    for (const caution of comparison.cautions ?? []) add(caution);
    add(comparison.stale);
    addEvidence(comparison.evidence);
  }
  for (const comparison of signatures) {
    add(comparison.statement, () => signatureStatement(comparison, language));
    for (const caution of comparison.cautions ?? []) add(caution);
    add(comparison.stale);
    addEvidence(comparison.evidence);
  }
  for (const search of searches) {
    const { supportBasis } = search;
    const scale = supportBasis && supportBasis.calibration !== null ? supportBasis.scale : null;
    add(search.statement, () => searchStatement(search, scale, language));
    for (const caution of search.cautions ?? []) add(caution);
    add(search.stale);
  }
  return translations;
}

/** A sentence of the program in a language; as it is, said to be English, where it is none of this version. */
const told = (english: string, language: Language): string =>
  inLanguage(english, language) ?? saidToBeEnglish(english, language);

/** How a report gives a sentence that the version which made it did not know. */
export const saidToBeEnglish = (sentence: string, language: Language): string =>
  reportText(language, 'in English: “{sentence}”', { sentence });
