import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import { curvesPlot, type CurvePoints, type CurvesPlot } from './curves-plot.ts';
import { inverseOfRising, normalBelow } from './normal.ts';
import type { Plot } from './plot.ts';
import type { EvidenceCurves } from './validation.ts';

const HEIGHT = 190;
const FRAME = { left: 40, right: 118, top: 24, bottom: 30 } as const;
/** Baseline of the name of the axis across, from the foot of the frame. */
const BELOW = 24;
/** The shares that both axes of a DET plot mark; its ends are a little beyond. */
const DET_SHARES = [0.01, 0.05, 0.1, 0.2, 0.4, 0.6] as const;
const DET_ENDS = [0.005, 0.7] as const;

type Scale = (value: number) => number;

/** A scale from values to places, without rounding. */
const scale =
  (from: number, until: number, first: number, last: number): Scale =>
  (value) =>
    first + ((value - from) / (until - from)) * (last - first);

const across = (width: number, from: number, until: number): Scale =>
  scale(from, until, FRAME.left, width - FRAME.right);
const upwards = (from: number, until: number): Scale => scale(from, until, HEIGHT - FRAME.bottom, FRAME.top);

const whole = (from: number, until: number): number[] =>
  Array.from({ length: until - from + 1 }, (_, at) => from + at);

function drawn(
  width: number,
  parts: Pick<CurvesPlot, 'upwards' | 'curves'> & { readonly across: Omit<CurvesPlot['across'], 'below'> },
): Plot {
  return curvesPlot({
    ...parts,
    width,
    height: HEIGHT,
    frame: FRAME,
    across: { ...parts.across, below: BELOW },
  });
}

/**
 * Empirical cross-entropy (Ramos and Gonzalez-Rodriguez 2013) by prior odds: of the ratios as they are, of the same
 * after the best rising change, and without evidence.
 *
 * @param width in points.
 */
export function ecePlot(
  { ece }: Pick<EvidenceCurves, 'ece'>,
  width: number,
  language: Language = 'en',
): Plot {
  const priors = ece.map(({ priorLog10Odds }) => priorLog10Odds);
  const first = Math.floor(Math.min(...priors));
  const last = Math.max(first + 1, Math.ceil(Math.max(...priors)));
  const most = Math.max(1, ...ece.map((point) => point.ece));
  const top = Math.ceil(most / 0.25) * 0.25;
  const x = across(width, first, last);
  const y = upwards(0, top);
  const curve = (of: 'ece' | 'pav' | 'neutral'): CurvePoints =>
    ece.map((point) => [x(point.priorLog10Odds), y(point[of])]);
  const step = top > 1.5 ? 0.5 : 0.25;
  return drawn(width, {
    across: {
      name: say(language, 'log10 prior odds'),
      marks: whole(first, last).map((odds) => ({ x: x(odds), text: decimal(language, odds, 0) })),
    },
    upwards: {
      name: say(language, 'cross-entropy in bits'),
      marks: whole(0, Math.floor(top / step)).map((at) => ({
        y: y(at * step),
        text: decimal(language, at * step, 2),
      })),
    },
    curves: [
      { points: curve('ece'), kind: 'solid', text: say(language, 'as measured') },
      { points: curve('pav'), kind: 'dashed', text: say(language, 'best calibrated') },
      { points: curve('neutral'), kind: 'result', text: say(language, 'without evidence') },
    ],
  });
}

/**
 * Detection error trade-off (Martin and others 1997): both error rates by threshold, on normal-deviate axes. What lies below
 * half a percent or above 70 percent is not drawn.
 *
 * @param width in points.
 */
export function detPlot(
  { tippett }: Pick<EvidenceCurves, 'tippett'>,
  width: number,
  language: Language = 'en',
): Plot {
  const [least, most] = DET_ENDS.map(deviate) as [number, number];
  const x = across(width, least, most);
  const y = upwards(least, most);
  const inside = (share: number): boolean => share >= DET_ENDS[0] && share <= DET_ENDS[1];
  const points = tippett
    .map(({ same, different }) => ({ falsePositive: different, falseNegative: 1 - same }))
    .filter(({ falsePositive, falseNegative }) => inside(falsePositive) && inside(falseNegative))
    .map(
      ({ falsePositive, falseNegative }) => [x(deviate(falsePositive)), y(deviate(falseNegative))] as const,
    );
  const percent = (share: number): string => say(language, '{number} %', { number: 100 * share });
  return drawn(width, {
    across: {
      name: say(language, 'pairs by two writers taken for one'),
      marks: DET_SHARES.map((share) => ({ x: x(deviate(share)), text: percent(share) })),
    },
    upwards: {
      name: say(language, 'pairs by one writer taken for two'),
      marks: DET_SHARES.map((share) => ({ y: y(deviate(share)), text: percent(share) })),
    },
    curves: [
      { points, kind: 'solid', text: say(language, 'as measured') },
      {
        points: [
          [x(least), y(least)],
          [x(most), y(most)],
        ],
        kind: 'result',
        text: say(language, 'both rates equal'),
      },
    ],
  });
}

/**
 * What the best rising change makes of a ratio, by the ratio: above the diagonal it was too low, below it too high.
 *
 * @param width in points.
 */
export function calibrationPlot(
  { calibration }: Pick<EvidenceCurves, 'calibration'>,
  width: number,
  language: Language = 'en',
): Plot {
  const values = calibration.flatMap(({ log10Lr, pavLog10Lr }) => [log10Lr, pavLog10Lr]);
  const first = Math.floor(Math.min(-1, ...values));
  const last = Math.ceil(Math.max(1, ...values));
  const x = across(width, first, last);
  const y = upwards(first, last);
  const marks = whole(first, last);
  return drawn(width, {
    across: {
      name: say(language, 'log10 LR as given'),
      marks: marks.map((lr) => ({ x: x(lr), text: decimal(language, lr, 0) })),
    },
    upwards: {
      name: say(language, 'log10 LR best calibrated'),
      marks: marks.map((lr) => ({ y: y(lr), text: decimal(language, lr, 0) })),
    },
    curves: [
      {
        points: calibration.map(({ log10Lr, pavLog10Lr }) => [x(log10Lr), y(pavLog10Lr)]),
        kind: 'solid',
        text: say(language, 'as measured'),
      },
      {
        points: [
          [x(first), y(first)],
          [x(last), y(last)],
        ],
        kind: 'result',
        text: say(language, 'well calibrated'),
      },
    ],
  });
}

/** The normal deviate that a share of the standard normal distribution lies below. */
const deviate = (share: number): number => inverseOfRising(normalBelow, share, -6, 6);
