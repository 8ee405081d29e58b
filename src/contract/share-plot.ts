import type { Language } from '../language/language.ts';
import { likelihoodRatio } from '../language/report/likelihood-ratio.ts';
import { speaker } from '../language/speaker.ts';
import type { Plot } from './plot.ts';

const say = speaker(likelihoodRatio);

/** The shares that the upright axis marks. */
const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** Baselines of the words beside the curves. */
const WORDS = [33, 55, 77] as const;

/** What a plot of shares shows, all places along its axis in points from the plot's left edge. */
export interface SharePlot {
  readonly width: number;
  readonly height: number;
  /** Room for the numbers of the axes, left and below, and for the words beside the curves, right. */
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly axis: {
    readonly name: string;
    /** Baseline of its name, from the foot of the frame. */
    readonly below: number;
    readonly marks: readonly { readonly x: number; readonly text: string }[];
  };
  /** Places of pairs by one writer and by two, with the share of them there, from 0 to 1. */
  readonly same: readonly (readonly [x: number, share: number])[];
  readonly different: readonly (readonly [x: number, share: number])[];
  /** The result drawn in, and the ends of the area behind it; null for none. */
  readonly result: {
    readonly x: number;
    readonly text: string;
    readonly area: readonly [from: number, until: number] | null;
  };
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
  language = 'en',
}: SharePlot): Plot {
  const right = width - frame.right;
  const bottom = height - frame.bottom;
  const y = (share: number): number => bottom - share * (bottom - frame.top);
  const drawn = (curve: SharePlot['same']): [number, number][] =>
    curve.map(([x, share]) => [x, y(share)] as [number, number]);
  const key = (at: number): [number, number][] => [
    [right + 10, at - 3],
    [right + 26, at - 3],
  ];
  const words = [say(language, 'pairs by one writer'), say(language, 'pairs by two writers'), result.text];
  return {
    width,
    height,
    areas:
      result.area === null
        ? []
        : [
            {
              x: result.area[0],
              y: frame.top,
              width: result.area[1] - result.area[0],
              height: bottom - frame.top,
            },
          ],
    lines: [
      ...SHARES.map((share) => ({
        points: [
          [frame.left, y(share)],
          [right, y(share)],
        ] as [number, number][],
        kind: 'grid' as const,
      })),
      ...axis.marks.map(({ x }) => ({
        points: [
          [x, frame.top],
          [x, bottom],
        ] as [number, number][],
        kind: 'grid' as const,
      })),
      {
        points: [
          [result.x, frame.top - 8],
          [result.x, bottom],
        ],
        kind: 'result',
      },
      { points: drawn(same), kind: 'solid' },
      { points: drawn(different), kind: 'dashed' },
      { points: key(WORDS[0]), kind: 'solid' },
      { points: key(WORDS[1]), kind: 'dashed' },
      { points: key(WORDS[2]), kind: 'result' },
    ],
    labels: [
      ...SHARES.map((share) => ({
        text: say(language, '{share} %', { share: 100 * share }),
        x: frame.left - 5,
        y: y(share) + 3,
        anchor: 'end' as const,
      })),
      ...axis.marks.map(({ x, text }) => ({ text, x, y: bottom + 11, anchor: 'middle' as const })),
      { text: axis.name, x: (frame.left + right) / 2, y: bottom + axis.below, anchor: 'middle' },
      ...WORDS.map((at, which) => ({ text: words[which]!, x: right + 31, y: at, anchor: 'start' as const })),
    ],
  };
}
