import { log10LrText, type LikelihoodRatio, type MeasuredRates } from './evidence.ts';
import type { Plot } from './plot.ts';

const HEIGHT = 150;
/** Room for the numbers of the axes, left and below, and for the words beside the curves, right. */
const FRAME = { left: 40, right: 118, top: 12, bottom: 26 } as const;

/**
 * The Tippett plot of a ratio's band with the ratio drawn in: for each log10 LR the shares of same-writer and of
 * different-writer pairs with that much or more.
 *
 * @param width in points.
 */
export function tippettPlot(
  { log10Lr, interval }: Pick<LikelihoodRatio, 'log10Lr' | 'interval'>,
  { tippett }: MeasuredRates,
  width: number,
): Plot {
  const ends = interval ?? [log10Lr, log10Lr];
  const first = Math.floor(Math.min(tippett[0]!.log10Lr, log10Lr, ends[0]));
  // An axis of no length has no place for anything.
  const last = Math.max(first + 1, Math.ceil(Math.max(tippett.at(-1)!.log10Lr, log10Lr, ends[1])));
  const right = width - FRAME.right;
  const bottom = HEIGHT - FRAME.bottom;
  const x = (lr: number): number => FRAME.left + ((lr - first) / (last - first)) * (right - FRAME.left);
  const y = (share: number): number => bottom - share * (bottom - FRAME.top);
  const curve = (side: 'same' | 'different'): (readonly [number, number])[] => [
    [x(first), y(1)],
    ...tippett.map((point) => [x(point.log10Lr), y(point[side])] as const),
    [x(last), y(0)],
  ];
  const whole = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return {
    width,
    height: HEIGHT,
    areas:
      interval === null
        ? []
        : [{ x: x(ends[0]), y: FRAME.top, width: x(ends[1]) - x(ends[0]), height: bottom - FRAME.top }],
    lines: [
      ...shares.map((share) => ({
        points: [at(FRAME.left, y(share)), at(right, y(share))],
        kind: 'grid' as const,
      })),
      ...whole.map((lr) => ({ points: [at(x(lr), FRAME.top), at(x(lr), bottom)], kind: 'grid' as const })),
      { points: [at(x(log10Lr), FRAME.top - 8), at(x(log10Lr), bottom)], kind: 'result' },
      { points: curve('same'), kind: 'solid' },
      { points: curve('different'), kind: 'dashed' },
      { points: [at(right + 10, 30), at(right + 26, 30)], kind: 'solid' },
      { points: [at(right + 10, 52), at(right + 26, 52)], kind: 'dashed' },
      { points: [at(right + 10, 74), at(right + 26, 74)], kind: 'result' },
    ],
    labels: [
      ...shares.map((share) => ({
        text: `${100 * share} %`,
        x: FRAME.left - 5,
        y: y(share) + 3,
        anchor: 'end' as const,
      })),
      ...whole.map((lr) => ({
        text: String(lr).replace('-', '−'),
        x: x(lr),
        y: bottom + 11,
        anchor: 'middle' as const,
      })),
      { text: 'log10 LR', x: (FRAME.left + right) / 2, y: bottom + 23, anchor: 'middle' },
      { text: 'pairs by one writer', x: right + 31, y: 33, anchor: 'start' },
      { text: 'pairs by two writers', x: right + 31, y: 55, anchor: 'start' },
      { text: `this result, ${log10LrText(log10Lr)}`, x: right + 31, y: 77, anchor: 'start' },
    ],
  };
}

const at = (x: number, y: number): readonly [number, number] => [x, y];
