import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import type { ScoreCurves } from './charts.ts';
import type { Plot } from './plot.ts';
import { sharePlot } from './share-plot.ts';

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
 * @param language of its words.
 */
export function scorePlot(
  { same, different, draws, drawn }: ScoreCurves,
  width: number,
  language: Language = 'en',
): Plot {
  const least = different.find(({ share }) => share >= BEYOND)?.score ?? -1;
  const from = Math.min(least, same[0]!.score, drawn.low);
  const until = Math.max(same.at(-1)!.score, different.at(-1)!.score, drawn.high);
  const step = STEPS.find((each) => (until - from) / each <= MOST_MARKS) ?? 0.5;
  const [first, last] = [Math.floor(from / step), Math.ceil(until / step)];
  const right = width - FRAME.right;
  const x = (score: number): number =>
    FRAME.left + ((score / step - first) / (last - first)) * (right - FRAME.left);
  const curve = (side: ScoreCurves['same']): [number, number][] => {
    const inside = side.filter(({ score }) => score >= first * step);
    const before = side.findLast(({ score }) => score < first * step)?.share ?? 0;
    return [
      [FRAME.left, before],
      ...inside.map(({ score, share }): [number, number] => [x(score), share]),
      [right, 1],
    ];
  };
  const marks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  const digits = step < 0.1 ? 2 : 1;
  return sharePlot({
    language,
    width,
    height: HEIGHT,
    frame: FRAME,
    axis: {
      name: say(language, 'cosine'),
      below: 24,
      marks: marks.map((score) => ({ x: x(score), text: decimal(language, score, digits) })),
    },
    same: curve(same),
    different: curve(different),
    result: {
      x: x(drawn.middle),
      text: say(language, 'this comparison, {value}', { value: decimal(language, drawn.middle, 3) }),
      area: draws === 1 ? null : [x(drawn.low), x(drawn.high)],
    },
  });
}
