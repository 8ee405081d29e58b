import type { Language } from '../language/language.ts';
import { likelihoodRatio } from '../language/report/likelihood-ratio.ts';
import { speaker } from '../language/speaker.ts';
import { curvesPlot, type CurvePoints, type CurvesPlot, type PlotFrame } from './curves-plot.ts';
import type { Plot } from './plot.ts';

const say = speaker(likelihoodRatio);

/** The shares that the upright axis marks. */
const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** What curves are of: pairs by one writer and by two, or signatures that are genuine and simulated. */
export type SharesOf = 'hands' | 'signatures';
const NAMES = {
  hands: ['pairs by one writer', 'pairs by two writers'],
  signatures: ['genuine signatures', 'simulations'],
} as const satisfies Record<SharesOf, readonly (keyof typeof likelihoodRatio)[]>;

/** What a plot of shares shows, all places along its axis in points from the plot's left edge. */
export interface SharePlot {
  readonly width: number;
  readonly height: number;
  readonly frame: PlotFrame;
  readonly axis: CurvesPlot['across'];
  /** Places of pairs by one writer and by two, with the share of them there, from 0 to 1. */
  readonly same: readonly (readonly [x: number, share: number])[];
  readonly different: readonly (readonly [x: number, share: number])[];
  /** The result drawn in, and the ends of the area behind it; null for none. */
  readonly result: {
    readonly x: number;
    readonly text: string;
    readonly area: readonly [from: number, until: number] | null;
  } | null;
  /** What the pairs are of; hands where left out. */
  readonly of?: SharesOf;
  /** Of the words beside the curves; English where left out. */
  readonly language?: Language;
}

/** Shares of pairs of known origin along an axis, with a result drawn in. */
export function sharePlot({
  width,
  height,
  frame,
  axis,
  same,
  different,
  result,
  of = 'hands',
  language = 'en',
}: SharePlot): Plot {
  const bottom = height - frame.bottom;
  const y = (share: number): number => bottom - share * (bottom - frame.top);
  const drawn = (curve: SharePlot['same']): CurvePoints => curve.map(([x, share]) => [x, y(share)]);
  return curvesPlot({
    width,
    height,
    frame,
    across: axis,
    upwards: {
      marks: SHARES.map((share) => ({
        y: y(share),
        text: say(language, '{share} %', { share: 100 * share }),
      })),
    },
    curves: [
      { points: drawn(same), kind: 'solid', text: say(language, NAMES[of][0]) },
      { points: drawn(different), kind: 'dashed', text: say(language, NAMES[of][1]) },
      ...(result === null
        ? []
        : [
            {
              points: [
                [result.x, frame.top - 8],
                [result.x, bottom],
              ] as CurvePoints,
              kind: 'result' as const,
              text: result.text,
            },
          ]),
    ],
    area: result?.area ?? null,
  });
}
