import type { Evidence, LikelihoodRatio, VerbalScale } from '../../../../contract/evidence.ts';
import { meaningOfRatio, statedRatio } from '../../../../contract/ratio-statement.ts';
import type { SameWordPair } from '../../../../contract/results.ts';
import type { Language } from '../../../../language/language.ts';
import { reportSpeaker, reportText } from '../../../../language/report/report.ts';
import { percentileInterval } from '../bootstrap.ts';
import type { DrawableWord } from '../placement.ts';
import { bandFor, cohortOf, log10LrOf, wordThreshold, type Band, type Calibration } from './calibration.ts';
import { onCurve } from './curve.ts';
import { REPLICATES, type Fitted } from './fit-band.ts';
import { fusedScore } from './fused-score.ts';
import {
  calibratedWords,
  FIGURES,
  nearnessToCohort,
  pairFigures,
  sideOf,
  withinCalibratedWords,
  type Side,
} from './pair-figures.ts';
import { inWords } from '../../../../contract/verbal-scale.ts';

/** Pixels of a word's height, on the median, below which its strokes are too few pixels to say whose they are. */
const LEAST_HEIGHT = 12;

/** A word with what its likelihood ratio needs to know of it. */
export interface EvidenceWord extends DrawableWord {
  /** Of its box on the page, pixels. */
  readonly height: number;
  /** Of its page, pixels an inch; null or left out where nobody states it. */
  readonly dpi?: number | null;
}

/** Why there is no likelihood ratio where the model has no calibration. */
export const NOT_CALIBRATED = reportText(
  'en',
  'The model in use has no calibration, so its scores cannot be turned into likelihood ratios.',
);

/**
 * The question that comparisons answer. Of ratios anchored on the variation among the known items (`specific-source`) a
 * calibration holds figures that `validate` measures; comparisons give none, since the more the known items vary the higher
 * such a ratio is, all else alike (docs/propositions.md). What is said of that to an examiner is `NOT_OFFERED`.
 */
export const PROPOSITIONS = {
  kind: 'common-source',
  same: reportText('en', 'The questioned and the known writing were written by one person.'),
  different: reportText(
    'en',
    'They were written by two persons, both of them like the writers of the reference population.',
  ),
} as const;

/**
 * The likelihood ratio of a comparison, or why there is none.
 *
 * The question is whether one person wrote both (common-source), whatever the number of known items; see `PROPOSITIONS`.
 *
 * @param calibration of the model that encoded the words; null where it has none.
 * @param questioned and `known` at least one word a side; the known ones of one writer.
 * @param scale to say it in words.
 * @param found same-word pairs of the two sides, of the calibration's threshold or a lower one, where they were found before.
 */
export function evidenceOf(
  calibration: Calibration | null,
  questioned: readonly EvidenceWord[],
  known: readonly EvidenceWord[],
  scale: VerbalScale,
  found?: readonly SameWordPair[],
): Evidence {
  if (calibration === null) {
    return none(NOT_CALIBRATED);
  }
  const coarse = [
    [questioned, TOO_COARSE.questioned],
    [known, TOO_COARSE.known],
  ] as const;
  for (const [words, message] of coarse) {
    const height = median(words.map((word) => word.height));
    if (height < LEAST_HEIGHT) {
      return none(reportText('en', message, { height: Math.round(height), least: LEAST_HEIGHT }));
    }
  }
  const cohort = cohortOf(calibration);
  const sides = { questioned: sideOf(questioned, cohort), known: sideOf(known, cohort) };
  const words = Math.min(questioned.length, known.length);
  const band = bandFor(calibration.bands, words);
  if (band === undefined) {
    return none(
      reportText(
        'en',
        'The reference population has too few writers with texts of {words, plural, one {# word} other {# words}} to calibrate a likelihood ratio.',
        { words },
      ),
    );
  }
  const figures = withinCalibratedWords(
    pairFigures(
      sides.questioned,
      sides.known,
      cohort,
      [],
      wordThreshold(calibration, questioned.length * known.length),
      found,
    ),
    band.quantities,
  );
  const resolutions =
    (calibration.material?.resolution.range ?? null) === null ? null : resolutionsOf(questioned, known);
  const ratio = {
    ...weighedBy(calibration, band, figures),
    propositions: PROPOSITIONS,
    band: { least: band.least, most: band.most, words },
    ...(resolutions === null ? {} : { resolutions }),
    figures: Object.fromEntries(FIGURES.map((name, at) => [name, figures[at]!])),
    outside: [
      ...moreThanCalibrated(band, questioned.length, known.length),
      ...otherResolution(calibration, resolutions),
      ...unknownSheets(calibration),
      ...outsideOf(calibration, sides),
    ],
  };
  return { likelihoodRatio: expressed(ratio, scale), reason: null };
}

/** A ratio with what it is called on a scale and what it says in sentences. */
export function expressed(
  ratio: Omit<LikelihoodRatio, 'expression' | 'statement'>,
  scale: VerbalScale,
): LikelihoodRatio {
  const expression = { words: inWords(ratio.log10Lr, scale), scale };
  const complete = { ...ratio, expression };
  return { ...complete, statement: ratioStatement(complete) };
}

const TOO_COARSE = {
  questioned:
    'The questioned words are {height, number} pixels high on the median: too coarse for a likelihood ratio, which needs {least, number} pixels. Scan the item in a higher resolution.',
  known:
    'The known words are {height, number} pixels high on the median: too coarse for a likelihood ratio, which needs {least, number} pixels. Scan the item in a higher resolution.',
} as const;

const none = (reason: string): Evidence => ({ likelihoodRatio: null, reason });

/** What a band of a calibration gives for figures, and what that rests on: of writing, or of a signature. */
export function weighedBy(
  { population, sha256 }: Pick<Calibration, 'population' | 'sha256'>,
  band: Fitted & Pick<Band, 'datasets'>,
  figures: readonly number[],
) {
  return {
    ...ratioOf(band, figures),
    population: { name: population, datasets: [...band.datasets], writers: { ...band.writers }, sha256 },
    method: band.method,
    bounds: { elub: { ...band.elub }, sample: { ...band.sample } },
    measured: {
      pairs: { ...band.pairs },
      ...(band.effectiveWriters === undefined ? {} : { effectiveWriters: { ...band.effectiveWriters } }),
      cllr: band.cllr,
      cllrMin: band.cllrMin,
      rates: band.rates ?? null,
    },
  } satisfies Partial<LikelihoodRatio>;
}

/** What a band gives for figures: the ratio within its bounds, its interval, and whether it was held at a bound. */
function ratioOf(
  band: Pick<Band, 'fusion' | 'curve' | 'elub' | 'sample' | 'replicates'>,
  figures: readonly number[],
): Pick<LikelihoodRatio, 'log10Lr' | 'interval' | 'reached'> {
  const log10Lr = log10LrOf(band, figures);
  const replicates = band.replicates.map(({ fusion, curve }) =>
    log10LrOf({ ...band, fusion, curve }, figures),
  );
  // Below half of this many the ends of the interval would hang on two or three replicates: there is none.
  const ends = percentileInterval(replicates, REPLICATES);
  const unbounded = onCurve(band.curve, fusedScore(band.fusion, figures));
  return {
    log10Lr,
    interval: ends && [Math.min(ends[0], log10Lr), Math.max(ends[1], log10Lr)],
    reached: unbounded > log10Lr ? 'upper' : unbounded < log10Lr ? 'lower' : null,
  };
}

/** Says that there is more writing than the band's pairs had. */
function moreThanCalibrated({ quantities }: Band, questioned: number, known: number): string[] {
  const { less, more } = calibratedWords(quantities);
  const [shorter, longer] = questioned < known ? [questioned, known] : [known, questioned];
  if (shorter <= less && longer <= more) return [];
  return [
    reportText(
      'en',
      'There is more writing than the ratio was calibrated on: {shorter} words on the shorter side and {longer} on the longer, with at most {less} and {more} in calibration. The numbers of words count as no more than these; how much such long texts vary was not measured.',
      { shorter, longer, less, more },
    ),
  ];
}

type Resolutions = NonNullable<LikelihoodRatio['resolutions']>;

/** The resolutions of the pages that both sides' words stand on, as far as they are known. */
export function resolutionsOf(
  questioned: readonly Pick<EvidenceWord, 'dpi'>[],
  known: readonly Pick<EvidenceWord, 'dpi'>[],
): Resolutions {
  const range = (words: readonly Pick<EvidenceWord, 'dpi'>[]): Resolutions['questioned'] => {
    const stated = words.flatMap(({ dpi }) => dpi ?? []);
    return stated.length === 0
      ? null
      : { least: stated.reduce((a, b) => Math.min(a, b)), most: stated.reduce((a, b) => Math.max(a, b)) };
  };
  return { questioned: range(questioned), known: range(known) };
}

/** Resolutions that differ by less count as one: files state them in pixels a metre, and round. */
const ROUNDING = 1.02;

const OTHER_RESOLUTION = {
  questioned:
    'The questioned pages have {low, number} to {high, number} pixels an inch, and the material of the reference population {least, number} to {most, number}, as far as its table states it: how writing of another resolution scores was not measured.',
  known:
    'The known pages have {low, number} to {high, number} pixels an inch, and the material of the reference population {least, number} to {most, number}, as far as its table states it: how writing of another resolution scores was not measured.',
} as const;

/** Says that words which the ratio was calibrated on may be of one sheet, where their table does not say otherwise. */
function unknownSheets({ material }: Calibration): string[] {
  const { words = 0, notNamed = 0 } = material?.sheets ?? {};
  if (notNamed === 0) return [];
  return [
    reportText(
      'en',
      'The table of the reference population names no sheet for {notNamed, number} of its {words, number} images of single words: pairs by one writer may be words of one sheet, which are more alike than words of two, so that the ratio may be too far from 1.',
      { words, notNamed },
    ),
  ];
}

/** Says that pages are of a resolution that the population states of none of its images. */
function otherResolution({ material }: Calibration, resolutions: Resolutions | null): string[] {
  const range = material?.resolution.range ?? null;
  if (range === null || resolutions === null) return [];
  return (['questioned', 'known'] as const).flatMap((name) => {
    const side = resolutions[name];
    if (side === null) return [];
    if (side.least * ROUNDING >= range.least && side.most <= range.most * ROUNDING) return [];
    return [
      reportText('en', OTHER_RESOLUTION[name], {
        low: Math.round(side.least),
        high: Math.round(side.most),
        least: range.least,
        most: range.most,
      }),
    ];
  });
}

const UNLIKE = {
  questioned:
    'The questioned writing is less like the writers of the reference population than 99 in 100 texts of its own writers are: its script, medium or resolution may be one that the population does not stand for.',
  known:
    'The known writing is less like the writers of the reference population than 99 in 100 texts of its own writers are: its script, medium or resolution may be one that the population does not stand for.',
} as const;

/** What is known against the population standing for this writing. */
function outsideOf(
  { nearness }: Calibration,
  sides: { readonly questioned: Side; readonly known: Side },
): string[] {
  return (['questioned', 'known'] as const).flatMap((name) => {
    const side = sides[name];
    const least = nearness.findLast(({ words }) => words <= side.words.length);
    return least !== undefined && nearnessToCohort(side, []) < least.least
      ? [reportText('en', UNLIKE[name])]
      : [];
  });
}

/** A quantity of text in words: "1 word", "5 to 9 words", "20 words or more". */
export function bandText({ least, most }: Pick<Band, 'least' | 'most'>, language: Language = 'en'): string {
  const say = reportSpeaker(language);
  if (most === null) return say('{least} words or more', { least });
  return least === most
    ? say('{words, plural, one {# word} other {# words}}', { words: least })
    : say('{least} to {most} words', { least, most });
}

/** All that a ratio says, in English sentences, as a result holds it. */
function ratioStatement(
  ratio: Omit<LikelihoodRatio, 'statement' | 'expression'> & {
    readonly expression: Pick<LikelihoodRatio['expression'], 'scale'>;
  },
): string {
  const { band, population, reached } = ratio;
  const say = reportSpeaker('en');
  return statedRatio(
    ratio,
    (limits) =>
      say(CALIBRATED[reached ?? 'neither'], {
        population: population.name,
        band: bandText(band),
        same: population.writers.same,
        different: population.writers.different,
        limits,
      }),
    say(NO_PROBABILITY),
  );
}

/** What a ratio means, in sentences, for whoever has its propositions, population, bounds and scale before them. */
export const ratioMeaning = (
  ratio: Pick<LikelihoodRatio, 'log10Lr' | 'outside'>,
  language: Language,
  told: (english: string) => string,
): string => meaningOfRatio(ratio, reportText(language, NO_PROBABILITY), language, told);

const NO_PROBABILITY =
  'It is no probability that one person wrote both, holds for natural writing only, and is one part of the material on which the examiner decides.';

/** By the bound that a ratio was held at. */
const CALIBRATED = {
  neither:
    'Calibrated on "{population}", texts of {band} on the shorter side, {same} writers with pairs by one and {different} with pairs by two; no value outside {limits} is given on so few writers.',
  lower:
    'Calibrated on "{population}", texts of {band} on the shorter side, {same} writers with pairs by one and {different} with pairs by two; no value outside {limits} is given on so few writers, and this one was held at the lower of them.',
  upper:
    'Calibrated on "{population}", texts of {band} on the shorter side, {same} writers with pairs by one and {different} with pairs by two; no value outside {limits} is given on so few writers, and this one was held at the upper of them.',
} as const;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
