import type { VerbalScale } from './evidence.ts';
import type { ReferencePosition } from './results.ts';
import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { reportSpeaker, reportText } from '../language/report/report.ts';
import { sentences } from '../language/sentences.ts';
import { scaleIn, scaleText } from './verbal-scale.ts';

/** A share as a percentage that never rounds to an absolute statement: "more than 99.9 %", not "100 %". */
export function percentage(share: number, language: Language = 'en'): string {
  const percent = share * 100;
  const text = (value: number): { share: string } => ({ share: decimal(language, value, 1) });
  if (percent > 99.9) return reportText(language, 'more than {share} %', text(99.9));
  if (percent < 0.1) return reportText(language, 'less than {share} %', text(0.1));
  return reportText(language, '{share} %', text(percent));
}

/** What a score says and does not say, in words that can stand in a report. */
export function comparisonStatement(
  input: {
    readonly score: number;
    readonly questionedWords: number;
    readonly knownWords: number;
    readonly reference: ReferencePosition | null;
  },
  language: Language = 'en',
): string {
  const { score, reference } = input;
  const say = reportSpeaker(language);
  const measured = say(
    'The mean writer embeddings of {questioned, plural, one {# questioned word} other {# questioned words}} and {known, plural, one {# known word} other {# known words}} have a cosine of {score}.',
    {
      questioned: input.questionedWords,
      known: input.knownWords,
      // English statements of before have a hyphen for a minus, and stay what they are.
      score: language === 'en' ? score.toFixed(3) : decimal(language, score, 3),
    },
  );
  if (reference === null) {
    return sentences(language, [
      measured,
      say(
        'There is no reference population for this model and quantity of text, so the figure cannot be placed. The score is not a likelihood ratio.',
      ),
    ]);
  }
  const { population, writers, words, draws, samePairs, differentPairs } = reference;
  const placed = {
    words,
    population,
    writers,
    same: percentage(reference.samePercentile, language),
    samePairs,
    different: percentage(reference.differentPercentile, language),
    differentPairs,
  };
  return sentences(language, [
    measured,
    draws === 1
      ? say(
          'Among pairs with as much text ({words, plural, one {# word} other {# words}} a side) of the reference population "{population}" ({writers, plural, one {# writer} other {# writers}}), {same} of {samePairs, plural, one {# same-writer pair} other {# same-writer pairs}} and {different} of {differentPairs, plural, one {# different-writer pair} other {# different-writer pairs}} score the same or less.',
          placed,
        )
      : say(
          'To place it, {draws, plural, one {# random draw} other {# random draws}} of {words, plural, one {# word} other {# words}} a side, the largest quantity on record for this much writing, were scored. Among pairs with as much text of the reference population "{population}" ({writers, plural, one {# writer} other {# writers}}), {same} of {samePairs, plural, one {# same-writer pair} other {# same-writer pairs}} and {different} of {differentPairs, plural, one {# different-writer pair} other {# different-writer pairs}} score the same or less, on average over the draws.',
          { ...placed, draws },
        ),
    say(
      'This places the score among pairs of known origin; the score is not a probability that one person wrote both, and not a likelihood ratio. It holds for natural writing like that of the reference population, and says nothing about disguise or simulation.',
    ),
  ]);
}

/** What the statement of a search is said of. */
export interface SaidOfSearch {
  readonly searched: number;
  readonly questionedWords: number;
  /** Whether a listed writer is near; left out where that is not known. */
  readonly near?: boolean | undefined;
  /** Of the writers searched, how many would be near if none of them had written the questioned text. */
  readonly byChance?: number | undefined;
}

/**
 * What a ranked list says and does not say.
 *
 * @param scale that calls the likelihood ratios of the writers listed; null where none has one.
 */
export function searchStatement(
  { searched, questionedWords, near, byChance }: SaidOfSearch,
  scale: VerbalScale | null,
  language: Language = 'en',
): string {
  const say = reportSpeaker(language);
  const called = scale && scaleIn(scale, language);
  return sentences(language, [
    say(
      '{searched, plural, one {# known writer} other {# known writers}} ranked by the cosine of mean writer embeddings against {questioned, plural, one {# questioned word} other {# questioned words}}. A rank is an investigative lead, not evidence: the nearest writer of a collection is near by construction, and the writer of the questioned text may not be in it at all.',
      { searched, questioned: questionedWords },
    ),
    ...(near === false
      ? [
          say(
            'None of the writers listed is near: for none is the likelihood ratio 2 or more, of the proposition that the questioned and the known writing were written by one person against the proposition that they were written by two.',
          ),
        ]
      : []),
    ...(byChance === undefined
      ? []
      : [
          say(
            'By the pairs of known origin of its calibration {count} of the {searched, plural, one {# writer} other {# writers}} searched would be expected to be near, with a likelihood ratio of 2 or more, if none of them had written the questioned text.',
            { count: countText(byChance, language), searched },
          ),
        ]),
    ...(called === null
      ? []
      : [
          say('Likelihood ratios are called by the scale "{name}" ({steps}; reciprocals against).', {
            name: called.name,
            steps: scaleText(called, language),
          }),
        ]),
  ]);
}

/** An expected number with one decimal, more only where it is less than a tenth: 3.4, 0.03. */
const countText = (count: number, language: Language): string =>
  decimal(language, count, count >= 0.1 || count === 0 ? 1 : 2);

/** What the comparison of two single word images says. */
export function pairStatement(input: {
  readonly wordCosine: number;
  readonly sameWord: boolean | null;
  readonly wordThreshold: number | null;
  readonly writerCosine: number;
  readonly reference: ReferencePosition | null;
}): string {
  const text =
    input.sameWord === null
      ? 'There is no reference for this model to say whether that is the same word.'
      : `That is ${input.sameWord ? 'at or above' : 'below'} the threshold ${(input.wordThreshold as number).toFixed(3)} ` +
        'that lets through 1 in 100 pairs of different words in the reference: ' +
        (input.sameWord ? 'taken for the same word.' : 'not taken for the same word.');
  const writer =
    input.reference === null
      ? 'The writer figure cannot be placed without a reference population.'
      : `In the reference population "${input.reference.population}" ${percentage(input.reference.samePercentile)} of same-writer ` +
        `and ${percentage(input.reference.differentPercentile)} of different-writer pairs of single words score this or less.`;
  return (
    `Word cosine ${input.wordCosine.toFixed(3)}. ${text} Writer cosine ${input.writerCosine.toFixed(3)}. ${writer} ` +
    'One word tells little about its writer; neither figure is a likelihood ratio.'
  );
}
