import type { Plot } from './plot.ts';

/** Baselines of the words beside the curves. */
const WORDS = [33, 55, 77] as const;

/** Places of a curve, in points from the plot's top left corner. */
export type CurvePoints = readonly (readonly [x: number, y: number])[];

/** Room about the curves: for the numbers of the axes, left and below, and for the words beside the curves, right. */
export interface PlotFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Curves over two axes, with words beside them that say which is which. */
export interface CurvesPlot {
  readonly width: number;
  readonly height: number;
  readonly frame: PlotFrame;
  readonly across: {
    readonly name: string;
    /** Baseline of its name, from the foot of the frame. */
    readonly below: number;
    readonly marks: readonly { readonly x: number; readonly text: string }[];
  };
  readonly upwards: {
    /** Above the axis; left out where its marks say what they are. */
    readonly name?: string;
    readonly marks: readonly { readonly y: number; readonly text: string }[];
  };
  /** Three at most, in the order of their words; `result` lies below the others. */
  readonly curves: readonly {
    readonly points: CurvePoints;
    readonly kind: Exclude<Plot['lines'][number]['kind'], 'grid'>;
    readonly text: string;
  }[];
  /** Ends of an area behind the curves. */
  readonly area?: readonly [from: number, until: number] | null;
}

/** Draws curves of known places; nothing but the sides that they are named as tells them apart. */
export function curvesPlot({ width, height, frame, across, upwards, curves, area = null }: CurvesPlot): Plot {
  const right = width - frame.right;
  const bottom = height - frame.bottom;
  const grid = (points: CurvePoints): Plot['lines'][number] => ({ points, kind: 'grid' });
  const below = curves.filter(({ kind }) => kind === 'result');
  const above = curves.filter(({ kind }) => kind !== 'result');
  return {
    width,
    height,
    areas:
      area === null
        ? []
        : [{ x: area[0], y: frame.top, width: area[1] - area[0], height: bottom - frame.top }],
    lines: [
      ...upwards.marks.map(({ y }) =>
        grid([
          [frame.left, y],
          [right, y],
        ]),
      ),
      ...across.marks.map(({ x }) =>
        grid([
          [x, frame.top],
          [x, bottom],
        ]),
      ),
      ...[...below, ...above].map(({ points, kind }) => ({ points, kind })),
      ...curves.map(({ kind }, which) => ({
        points: [
          [right + 10, WORDS[which]! - 3],
          [right + 26, WORDS[which]! - 3],
        ] as CurvePoints,
        kind,
      })),
    ],
    labels: [
      ...(upwards.name === undefined
        ? []
        : [{ text: upwards.name, x: 4, y: frame.top - 9, anchor: 'start' as const }]),
      ...upwards.marks.map(({ y, text }) => ({ text, x: frame.left - 5, y: y + 3, anchor: 'end' as const })),
      ...across.marks.map(({ x, text }) => ({ text, x, y: bottom + 11, anchor: 'middle' as const })),
      { text: across.name, x: (frame.left + right) / 2, y: bottom + across.below, anchor: 'middle' },
      ...curves.map(({ text }, which) => ({
        text,
        x: right + 31,
        y: WORDS[which]!,
        anchor: 'start' as const,
      })),
    ],
  };
}
