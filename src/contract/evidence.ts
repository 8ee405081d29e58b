import * as v from 'valibot';
import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { likelihoodRatio } from '../language/report/likelihood-ratio.ts';
import { speaker } from '../language/speaker.ts';
import { Count, Fraction, Sha256 } from './schema.ts';

/** Words for a strength, as scales print them in English and German: no neutral step holds one. */
const STRENGTH =
  /\b(?:weak|slight|limited|moderate|strong|extreme|conclusive|schwach|leicht|gering|mäßig|mittel|stark|deutlich)/iu;

/** Words for how strongly evidence supports a proposition, by the size of its likelihood ratio. */
export const VerbalScale = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty('a scale needs a name'), v.maxLength(120)),
  /**
   * By rising ratio, the first from 1 on. The same words serve the reciprocal for the other proposition. Ratios of the first
   * step and their reciprocals are called alike, "… for either proposition", so that it has to be neutral: "no support".
   */
  steps: v.pipe(
    v.array(
      v.object({
        /** Least ratio, 1 or more, that these words are for. */
        from: v.pipe(v.number(), v.finite(), v.minValue(1)),
        words: v.pipe(v.string(), v.trim(), v.nonEmpty('a step needs words'), v.maxLength(120)),
      }),
    ),
    v.minLength(1),
    v.maxLength(20),
    v.check(
      (steps) =>
        steps[0]!.from === 1 && steps.every(({ from }, at) => at === 0 || from > steps[at - 1]!.from),
      'steps must start from 1 and rise',
    ),
    v.check(
      ([first]) => !STRENGTH.test(first!.words),
      'the first step is said for either proposition, since it holds 1 and reciprocals; its words must be neutral, such as "no support" or "inconclusive"',
    ),
  ),
});
export type VerbalScale = v.InferOutput<typeof VerbalScale>;

const Bounds = v.object({ lower: v.number(), upper: v.number() });
/** A range of resolutions. */
const PixelsAnInch = v.object({ least: v.number(), most: v.number() });
const Log10Lr = v.pipe(v.number(), v.finite());

/** How a calibration's ratios came out on pairs of known origin, as shares of pairs; every writer weighs alike. */
export const MeasuredRates = v.object({
  /** By one writer with a ratio below 1, and by two with one above 1. */
  misleading: v.object({ same: Fraction, different: Fraction }),
  /** Tippett plot: the shares with this log10 LR or more, by rising log10 LR. */
  tippett: v.pipe(
    v.array(v.object({ log10Lr: Log10Lr, same: Fraction, different: Fraction })),
    v.minLength(2),
  ),
});
export type MeasuredRates = v.InferOutput<typeof MeasuredRates>;

/** How many times more probable a comparison's figures are under one proposition than under the other. */
export const LikelihoodRatio = v.object({
  /** log10, within both bounds. */
  log10Lr: Log10Lr,
  /** 95 %, by bootstrap over the writers of the population; null where the calibration has too few replicates for one. */
  interval: v.nullable(v.tuple([Log10Lr, Log10Lr])),
  propositions: v.object({
    /** `specific-source`, anchored on the variation among the known items, stands in results of before alone; see `NOT_OFFERED`. */
    kind: v.picklist(['common-source', 'specific-source']),
    same: v.string(),
    different: v.string(),
  }),
  population: v.object({
    name: v.string(),
    datasets: v.array(v.string()),
    /** Writers with a pair by one, and with a pair by two. */
    writers: v.object({ same: Count, different: Count }),
    /** SHA-256 of the calibration. */
    sha256: Sha256,
  }),
  /** The quantity of text that was calibrated, and the words of the shorter side that chose it. */
  band: v.object({ least: Count, most: v.nullable(Count), words: Count }),
  /** How scores became likelihood ratios: logistic, bi-gaussianised, kde or pav. */
  method: v.string(),
  /** log10: empirical (ELUB), and by the effective number of writers; by their number in a calibration that states none. */
  bounds: v.object({ elub: Bounds, sample: Bounds }),
  /** The bound that the figures would have passed; null where they stayed within. */
  reached: v.nullable(v.picklist(['lower', 'upper'])),
  /**
   * How well ratios of this band and population came out on pairs of known origin, each scored by what was fitted without
   * either of its writers. Left out by results of before; `rates` is null where the calibration does not hold them.
   */
  measured: v.optional(
    v.object({
      pairs: v.object({ same: Count, different: Count }),
      /** How many writers that count alike the population's are worth; left out where the calibration does not state it. */
      effectiveWriters: v.optional(v.object({ same: v.number(), different: v.number() })),
      /** Cost of the log LR, 1 for no information; and what it would be if the ratios were perfectly calibrated. */
      cllr: v.number(),
      cllrMin: v.number(),
      rates: v.nullable(MeasuredRates),
    }),
  ),
  /**
   * Of the pages of each side, pixels an inch, where the population states that of its material; null where no page of the
   * side states it. Left out where the population does not.
   */
  resolutions: v.optional(
    v.object({ questioned: v.nullable(PixelsAnInch), known: v.nullable(PixelsAnInch) }),
  ),
  /** What the score was fused of, by name. */
  figures: v.record(v.string(), v.number()),
  /** What the ratio is in words, on a scale that is stated with it. */
  expression: v.object({ words: v.string(), scale: VerbalScale }),
  /** Why the population may not stand for this writing; empty where nothing is known against it. */
  outside: v.array(v.string()),
  /** All of it in sentences that can stand in a report. */
  statement: v.string(),
});
export type LikelihoodRatio = v.InferOutput<typeof LikelihoodRatio>;

/**
 * The proposition that an examiner with several known items may look for, and why no comparison is weighed under it;
 * docs/propositions.md has the figures.
 */
export const NOT_OFFERED = {
  proposition:
    'Not offered: “written by this known writer”, judged by how much that writer’s own known items vary.',
  reason:
    'Measured on known items written apart, such a ratio is the higher the more these vary, all else alike: uneven specimens would count against their writer. The ratio given does not depend on how the known words are shared out among items.',
} as const;

/** So few words may be a signature. */
const WORDS_OF_A_SIGNATURE = 4;
/**
 * What has to be said of the ratio of so little writing. The population holds words of running text; by the word model a
 * skilled simulation of a signature is as near to its model as a genuine one is.
 */
export const NOT_OF_SIGNATURES =
  'So few words may be a signature. The reference population holds neither signatures nor simulated writing, and a simulation may get the ratio of a genuine signature: of a signature this ratio says nothing. A signature is to be marked as one and compared with signatures.';

/** Whether that has to be said, by the words of the shorter side. */
export const mayBeSignature = (words: number): boolean => words <= WORDS_OF_A_SIGNATURE;

/** The same of a search, where any of its hits has a ratio. */
export const searchMayBeOfSignature = (search: {
  readonly questionedWords: number;
  readonly hits: readonly { readonly words: number; readonly support?: unknown }[];
}): boolean =>
  search.hits.some(
    ({ words, support }) => support !== undefined && mayBeSignature(Math.min(words, search.questionedWords)),
  );

/** What a comparison says as evidence: a likelihood ratio, or why there is none. */
export const Evidence = v.union([
  v.object({ likelihoodRatio: LikelihoodRatio, reason: v.null() }),
  v.object({ likelihoodRatio: v.null(), reason: v.string() }),
]);
export type Evidence = v.InferOutput<typeof Evidence>;

/** The shares of pairs of known origin that have a log10 LR or more, as the step of their Tippett plot at or below it says. */
export const sharesReaching = (
  { tippett }: MeasuredRates,
  log10Lr: number,
): Pick<MeasuredRates['tippett'][number], 'same' | 'different'> =>
  tippett.findLast((step) => step.log10Lr <= log10Lr) ?? tippett[0] ?? { same: 0, different: 0 };

const say = speaker(likelihoodRatio);

/** `NOT_OF_SIGNATURES` in a language. */
export const notOfSignatures = (language: Language): string => say(language, NOT_OF_SIGNATURES);

/** A log10 LR with two significant figures and no more than two decimals: 1.4, −0.63, 0.04. */
export function log10LrText(log10Lr: number, language: Language = 'en'): string {
  return decimal(language, log10Lr, Math.abs(log10Lr) >= 1 ? 1 : 2);
}

/** log10 LRs that no ratio leaves: the narrower of both bounds on each side. */
export function tightest({ elub, sample }: LikelihoodRatio['bounds']): v.InferOutput<typeof Bounds> {
  return { lower: Math.max(elub.lower, sample.lower), upper: Math.min(elub.upper, sample.upper) };
}

/** The interval of a ratio in words; an end that lies on a bound is one that the figures may go beyond. */
export function intervalText(
  {
    interval,
    bounds,
    propositions,
  }: Pick<LikelihoodRatio, 'interval' | 'bounds'> & { readonly propositions?: { readonly kind: string } },
  language: Language = 'en',
): string {
  if (interval === null) return say(language, 'no interval: its calibration has too few replicates');
  const { lower, upper } = tightest(bounds);
  const end = (value: number): string => {
    const bound = log10LrText(value, language);
    if (value >= upper) return say(language, '{bound} or more', { bound });
    return value <= lower ? say(language, '{bound} or less', { bound }) : bound;
  };
  const [low, high] = [end(interval[0]), end(interval[1])];
  if (propositions?.kind === 'signature') {
    return low === high
      ? say(language, '95 % interval over signers: {end} throughout', { end: low })
      : say(language, '95 % interval over signers {low} to {high}', { low, high });
  }
  return low === high
    ? say(language, '95 % interval over writers: {end} throughout', { end: low })
    : say(language, '95 % interval over writers {low} to {high}', { low, high });
}
