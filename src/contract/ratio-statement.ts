import { intervalText, log10LrText, tightest, type LikelihoodRatio } from './evidence.ts';
import type { SignatureRatio } from './signatures.ts';
import { inWords, scaleIn, scaleText, timesText } from './verbal-scale.ts';
import type { Language } from '../language/language.ts';
import { reportSpeaker } from '../language/report/report.ts';
import { sentences } from '../language/sentences.ts';

/** A ratio of writing or of a signature. */
type Ratio = LikelihoodRatio | SignatureRatio;

/**
 * All that a ratio says, in English sentences, as a result holds it.
 *
 * @param ratio whatever it compares.
 * @param calibrated says what it was calibrated on, told which log10 LRs it keeps within.
 * @param closing what it is not, said.
 */
export function statedRatio(
  ratio: Pick<Ratio, 'log10Lr' | 'interval' | 'bounds' | 'outside' | 'propositions'> & {
    readonly expression: Pick<Ratio['expression'], 'scale'>;
  },
  calibrated: (limits: string) => string,
  closing: string,
): string {
  const { log10Lr, bounds, outside, propositions, expression } = ratio;
  const say = reportSpeaker('en');
  const text = (value: number): string => log10LrText(value);
  const probable = {
    times: timesText(log10Lr),
    ratio: text(log10Lr),
    interval: intervalText(ratio),
  };
  const { lower, upper } = tightest(bounds);
  const scale = scaleIn(expression.scale, 'en');
  return sentences('en', [
    say('First proposition: {first}', { first: propositions.same }),
    say('Second proposition: {second}', { second: propositions.different }),
    log10Lr >= 0
      ? say(
          'The figures of this comparison are about {times} times as probable if the first proposition is true as if the second is (log10 LR {ratio}, {interval}).',
          probable,
        )
      : say(
          'The figures of this comparison are about {times} times as probable if the second proposition is true as if the first is (log10 LR {ratio}, {interval}).',
          probable,
        ),
    say('On the scale "{name}" ({steps}; reciprocals for the second proposition) that is {words}.', {
      name: scale.name,
      steps: scaleText(scale, 'en'),
      words: inWords(log10Lr, expression.scale),
    }),
    calibrated(say('{lower} to {upper}', { lower: text(lower), upper: text(upper) })),
    ...outside,
    closing,
  ]);
}

/**
 * What a ratio means, in sentences, for whoever has its propositions, population, bounds and scale before them.
 *
 * @param closing what it is not, said in the language.
 */
export function meaningOfRatio(
  { log10Lr, outside }: Pick<Ratio, 'log10Lr' | 'outside'>,
  closing: string,
  language: Language,
  told: (english: string) => string,
): string {
  const say = reportSpeaker(language);
  const probable = { times: timesText(log10Lr, language) };
  return sentences(language, [
    log10Lr >= 0
      ? say(
          'The figures of this comparison are about {times} times as probable if the first proposition is true as if the second is.',
          probable,
        )
      : say(
          'The figures of this comparison are about {times} times as probable if the second proposition is true as if the first is.',
          probable,
        ),
    ...outside.map(told),
    closing,
  ]);
}
