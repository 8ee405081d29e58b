import type { VerbalScale } from '../../../contract/evidence.ts';
import type { ReferencePosition } from '../../../contract/results.ts';
import { scaleText } from './likelihood-ratio/verbal-scale.ts';

const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en-GB')} ${noun}${n === 1 ? '' : 's'}`;

/** A share as a percentage that never rounds to an absolute statement: "more than 99.9 %", not "100 %". */
export function percentage(share: number): string {
  const percent = share * 100;
  if (percent > 99.9) return 'more than 99.9 %';
  if (percent < 0.1) return 'less than 0.1 %';
  return `${percent.toFixed(1)} %`;
}

/** What a score says and does not say, in words that can stand in a report. */
export function comparisonStatement(input: {
  readonly score: number;
  readonly questionedWords: number;
  readonly knownWords: number;
  readonly reference: ReferencePosition | null;
}): string {
  const { score, reference } = input;
  const measured =
    `The mean writer embeddings of ${count(input.questionedWords, 'questioned word')} and ` +
    `${count(input.knownWords, 'known word')} have a cosine of ${score.toFixed(3)}.`;
  const limits =
    'This places the score among pairs of known origin; the score is not a probability that one person wrote both, and not a ' +
    'likelihood ratio. It holds for natural writing like that of the reference population, and says nothing ' +
    'about disguise or simulation.';
  if (reference === null) {
    return `${measured} There is no reference population for this model and quantity of text, so the figure cannot be placed. The score is not a likelihood ratio.`;
  }
  const quantity = `${count(reference.words, 'word')} a side`;
  const how =
    reference.draws === 1
      ? `Among pairs with as much text (${quantity})`
      : `To place it, ${count(reference.draws, 'random draw')} of ${quantity}, the largest quantity on record for this much writing, were scored. Among pairs with as much text`;
  return (
    `${measured} ${how} of the reference population "${reference.population}" ` +
    `(${count(reference.writers, 'writer')}), ${percentage(reference.samePercentile)} of ` +
    `${count(reference.samePairs, 'same-writer pair')} and ${percentage(reference.differentPercentile)} of ` +
    `${count(reference.differentPairs, 'different-writer pair')} score the same or less${reference.draws === 1 ? '' : ', on average over the draws'}. ` +
    limits
  );
}

/**
 * What a ranked list says and does not say.
 *
 * @param near whether a listed writer is near; null where that is not known.
 * @param scale that calls the likelihood ratios of the writers listed; null where none has one.
 */
export function searchStatement(
  searched: number,
  questionedWords: number,
  near: boolean | null,
  scale: VerbalScale | null,
): string {
  const called =
    scale === null
      ? ''
      : ` Likelihood ratios are called by the scale "${scale.name}" (${scaleText(scale)}; reciprocals against).`;
  const openSet =
    near === false
      ? ' None of the writers listed is near: for none is the likelihood ratio 2 or more, of the proposition that the questioned and the known writing were written by one person against the proposition that they were written by two.'
      : '';
  return (
    `${count(searched, 'known writer')} ranked by the cosine of mean writer embeddings against ` +
    `${count(questionedWords, 'questioned word')}. A rank is an investigative lead, not evidence: the nearest writer of a ` +
    'collection is near by construction, and the writer of the questioned text may not be in it at all.' +
    openSet +
    called
  );
}

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
