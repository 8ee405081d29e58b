import type { ScoreCurves } from './charts.ts';
import type { Plot } from './plot.ts';

const HEIGHT = 190;
/** Room for the numbers of the axes, left and below, and for the words beside the curves, right. */
const FRAME = { left: 40, right: 128, top: 12, bottom: 30 } as const;
/** Of the pairs by two writers, the share whose scores may lie beyond the left edge: the rest would be drawn as a sliver. */
const BEYOND = 0.02;
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
/** Most marks on the axis of scores. */
const MOST_MARKS = 8;

/**
 * How scores of pairs of known origin are distributed, as the share that scores no more, with a comparison drawn in: its score,
 * or the middle of what random draws of as many words score, with nine tenths of them behind it in grey.
 *
 * @param width in points.
 */
export function scorePlot({ same, different, draws, drawn }: ScoreCurves, width: number): Plot {
  const least = different.find(({ share }) => share >= BEYOND)?.score ?? -1;
  const from = Math.min(least, same[0]!.score, drawn.low);
  const until = Math.max(same.at(-1)!.score, different.at(-1)!.score, drawn.high);
  const step = STEPS.find((each) => (until - from) / each <= MOST_MARKS) ?? 0.5;
  const [first, last] = [Math.floor(from / step), Math.ceil(until / step)];
  const right = width - FRAME.right;
  const bottom = HEIGHT - FRAME.bottom;
  const x = (score: number): number =>
    FRAME.left + ((score / step - first) / (last - first)) * (right - FRAME.left);
  const y = (share: number): number => bottom - share * (bottom - FRAME.top);
  const curve = (side: ScoreCurves['same']): [number, number][] => {
    const inside = side.filter(({ score }) => score >= first * step);
    const before = side.findLast(({ score }) => score < first * step)?.share ?? 0;
    return [
      [FRAME.left, y(before)],
      ...inside.map(({ score, share }): [number, number] => [x(score), y(share)]),
      [right, y(1)],
    ];
  };
  const marks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const digits = step < 0.1 ? 2 : 1;
  const number = (value: number, places: number): string =>
    value
      .toFixed(places)
      .replace(/^-0(\.0+)?$/u, '0$1')
      .replace('-', '−');
  return {
    width,
    height: HEIGHT,
    areas:
      draws === 1
        ? []
        : [
            {
              x: x(drawn.low),
              y: FRAME.top,
              width: x(drawn.high) - x(drawn.low),
              height: bottom - FRAME.top,
            },
          ],
    lines: [
      ...shares.map((share) => ({
        points: [at(FRAME.left, y(share)), at(right, y(share))],
        kind: 'grid' as const,
      })),
      ...marks.map((score) => ({
        points: [at(x(score), FRAME.top), at(x(score), bottom)],
        kind: 'grid' as const,
      })),
      { points: [at(x(drawn.middle), FRAME.top - 8), at(x(drawn.middle), bottom)], kind: 'result' },
      { points: curve(same), kind: 'solid' },
      { points: curve(different), kind: 'dashed' },
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
      ...marks.map((score) => ({
        text: number(score, digits),
        x: x(score),
        y: bottom + 11,
        anchor: 'middle' as const,
      })),
      { text: 'cosine', x: (FRAME.left + right) / 2, y: bottom + 24, anchor: 'middle' },
      { text: 'pairs by one writer', x: right + 31, y: 33, anchor: 'start' },
      { text: 'pairs by two writers', x: right + 31, y: 55, anchor: 'start' },
      {
        text: `this comparison, ${number(drawn.middle, 3)}`,
        x: right + 31,
        y: 77,
        anchor: 'start',
      },
    ],
  };
}

const at = (x: number, y: number): readonly [number, number] => [x, y];
