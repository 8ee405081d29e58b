import { meaningOfRatio, statedRatio } from './ratio-statement.ts';
import type { SignatureComparison, SignatureRatio } from './signatures.ts';
import { decimal, listing } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { reportSpeaker } from '../language/report/report.ts';
import { sentences } from '../language/sentences.ts';

/** A number of references in words: "1 reference", "3 to 4 references", "10 references or more". */
export function referencesText(
  { least, most }: Pick<SignatureRatio['band'], 'least' | 'most'>,
  language: Language = 'en',
): string {
  const say = reportSpeaker(language);
  if (most === null) return say('{least} references or more', { least });
  return least === most
    ? say('{references, plural, one {# reference} other {# references}}', { references: least })
    : say('{least} to {most} references', { least, most });
}

/**
 * What the score of a signature says and does not say, in words that can stand in a report.
 *
 * @throws RangeError without likenesses, as a result has none that rested on what was erased.
 */
export function signatureStatement(
  { likeness, amongReferences, score }: Pick<SignatureComparison, 'likeness' | 'amongReferences' | 'score'>,
  language: Language = 'en',
): string {
  const say = reportSpeaker(language);
  const number = (value: number): string => decimal(language, value, 3);
  if (likeness.length === 0) throw new RangeError('of no likeness there is nothing to say');
  const lowest = likeness.reduce((a, b) => Math.min(a, b));
  const highest = likeness.reduce((a, b) => Math.max(a, b));
  const mean = likeness.reduce((sum, each) => sum + each, 0) / likeness.length;
  return sentences(language, [
    amongReferences === null
      ? say(
          'Aligned step by step, the questioned signature and the reference have a likeness of {mean} (1 for a signature with itself).',
          {
            mean: number(mean),
          },
        )
      : say(
          'Aligned step by step, the questioned signature and {references, plural, one {# reference} other {# references}} have likenesses from {lowest} to {highest}, {mean} in the mean (1 for a signature with itself); the references have {among} with each other in the mean.',
          {
            references: likeness.length,
            lowest: number(lowest),
            highest: number(highest),
            mean: number(mean),
            among: number(amongReferences),
          },
        ),
    amongReferences === null
      ? say('The score, twice this likeness, is {score}.', { score: number(score) })
      : say(
          'The score, the mean and the greatest likeness added less the same of each reference with the others, is {score}: 0 is as near as a reference is to the others.',
          { score: number(score) },
        ),
    say(
      'The score is not a probability that the signature is genuine, and not a likelihood ratio. It compares form alone, and says nothing of line quality, pressure, fluency or tracing.',
    ),
  ]);
}

/**
 * That a search does not look at signatures, of which there are some where it looked.
 *
 * @param signatures how many are marked on each exhibit and further hand that it is about, by its label.
 */
export function notSearched(
  signatures: readonly { readonly label: string; readonly count: number }[],
  language: Language = 'en',
): string {
  return reportSpeaker(language)(
    '{count, plural, one {# signature is} other {# signatures are}} marked on what was searched ({labels}). A search looks at writing alone and says nothing of signatures: compare them by themselves.',
    {
      count: signatures.reduce((sum, { count }) => sum + count, 0),
      labels: listing(
        language,
        signatures.map(({ label }) => label),
      ),
    },
  );
}

/** All that the likelihood ratio of a signature says, in English sentences, as a result holds it. */
export function signatureRatioStatement(
  ratio: Omit<SignatureRatio, 'statement' | 'expression'> & {
    readonly expression: Pick<SignatureRatio['expression'], 'scale'>;
  },
): string {
  const { band, population, reached } = ratio;
  return statedRatio(
    ratio,
    (limits) =>
      reportSpeaker('en')(CALIBRATED[reached ?? 'neither'], {
        population: population.name,
        band: referencesText(band),
        same: population.writers.same,
        different: population.writers.different,
        limits,
      }),
    notGenuine('en'),
  );
}

/** What a ratio means, in sentences, for whoever has its propositions, population, bounds and scale before them. */
export const signatureMeaning = (
  ratio: Pick<SignatureRatio, 'log10Lr' | 'outside'>,
  language: Language,
  told: (english: string) => string,
): string => meaningOfRatio(ratio, notGenuine(language), language, told);

const NOT_GENUINE =
  'It is no probability that the signature is genuine, and is one part of the material on which the examiner decides. Simulations of greater skill than those of the population, tracings, and signatures written in disguise or illness are not in it.';

/** What no ratio of a signature is, and what its population does not hold. */
export const notGenuine = (language: Language): string => reportSpeaker(language)(NOT_GENUINE);

/** By the bound that a ratio was held at. */
const CALIBRATED = {
  neither:
    'Calibrated on "{population}", comparisons with {band}, {same} signers with genuine and {different} with simulated signatures; no value outside {limits} is given on so few signers.',
  lower:
    'Calibrated on "{population}", comparisons with {band}, {same} signers with genuine and {different} with simulated signatures; no value outside {limits} is given on so few signers, and this one was held at the lower of them.',
  upper:
    'Calibrated on "{population}", comparisons with {band}, {same} signers with genuine and {different} with simulated signatures; no value outside {limits} is given on so few signers, and this one was held at the upper of them.',
} as const;
