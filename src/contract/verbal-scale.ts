import type { VerbalScale } from './evidence.ts';
import { LANGUAGE_TAGS, type Language } from '../language/language.ts';
import { reportText, type ReportMessage } from '../language/report/report.ts';
import { semicolons } from '../language/sentences.ts';

/** The scale of the European Network of Forensic Science Institutes' guideline (2015), as most laboratories print it. */
export const ENFSI_SCALE = {
  name: 'ENFSI guideline 2015',
  steps: [
    { from: 1, words: 'no support' },
    { from: 2, words: 'weak support' },
    { from: 10, words: 'moderate support' },
    { from: 100, words: 'moderately strong support' },
    { from: 1000, words: 'strong support' },
    { from: 10_000, words: 'very strong support' },
    { from: 1_000_000, words: 'extremely strong support' },
  ],
} satisfies VerbalScale & { name: ReportMessage; steps: { words: ReportMessage }[] };

/** A scale in a language: that of ENFSI is said in it, a laboratory's own is as the laboratory has it. */
export function scaleIn(scale: VerbalScale, language: Language): VerbalScale {
  if (!isEnfsi(scale)) return scale;
  return {
    name: reportText(language, ENFSI_SCALE.name),
    steps: ENFSI_SCALE.steps.map(({ from, words }) => ({ from, words: reportText(language, words) })),
  };
}

function isEnfsi({ name, steps }: VerbalScale): boolean {
  const own = ENFSI_SCALE.steps;
  return (
    name === ENFSI_SCALE.name &&
    steps.length === own.length &&
    steps.every(({ from, words }, at) => from === own[at]?.from && words === own[at].words)
  );
}

/** The words of a ratio's step; null where it is so near to 1 that the first step holds it and its reciprocal. */
function stepWords(log10Lr: number, { steps }: VerbalScale): string | null {
  const size = 10 ** Math.abs(log10Lr);
  const step = steps.findLast(({ from }) => from <= size * (1 + 1e-12));
  return step === undefined || step === steps[0] ? null : step.words;
}

/** What a likelihood ratio is called, and for which proposition; symmetric. */
export function inWords(log10Lr: number, scale: VerbalScale, language: Language = 'en'): string {
  const called = scaleIn(scale, language);
  const words = stepWords(log10Lr, called);
  if (words === null) {
    return reportText(language, '{words} for either proposition', { words: called.steps[0]!.words });
  }
  return log10Lr > 0
    ? reportText(language, '{words} for the first proposition rather than the second', { words })
    : reportText(language, '{words} for the second proposition rather than the first', { words });
}

/** The same of a writer that a search has found. */
export function aboutWriter(log10Lr: number, scale: VerbalScale, language: Language = 'en'): string {
  const called = scaleIn(scale, language);
  const words = stepWords(log10Lr, called);
  if (words === null) {
    return reportText(language, '{words} for or against this writer', { words: called.steps[0]!.words });
  }
  return log10Lr > 0
    ? reportText(language, '{words} for this writer', { words })
    : reportText(language, '{words} against this writer', { words });
}

/** How many times, with two significant figures: 23, 4.1, 1,300. */
export function timesText(log10Lr: number, language: Language = 'en'): string {
  const times = Number((10 ** Math.abs(log10Lr)).toPrecision(2));
  return times.toLocaleString(LANGUAGE_TAGS[language], { maximumFractionDigits: 1 });
}

/** The steps of a scale in one line: "from 2 weak support; from 10 moderate support". */
export function scaleText({ steps }: VerbalScale, language: Language = 'en'): string {
  return semicolons(
    language,
    steps.map((step) => reportText(language, 'from {from, number} {words}', step)),
  );
}
