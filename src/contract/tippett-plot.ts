import type { Language } from '../language/language.ts';
import { likelihoodRatio } from '../language/report/likelihood-ratio.ts';
import { speaker } from '../language/speaker.ts';
import { log10LrText, type LikelihoodRatio, type MeasuredRates } from './evidence.ts';
import type { Plot } from './plot.ts';
import { sharePlot, type SharesOf } from './share-plot.ts';

const say = speaker(likelihoodRatio);

const HEIGHT = 150;
/** Room for the numbers of the axes, left and below, and for the words beside the curves, right. */
const FRAME = { left: 40, right: 118, top: 12, bottom: 26 } as const;

/**
 * The Tippett plot of a band: for each log10 LR the shares of same-writer and of different-writer pairs with that much or
 * more.
 *
 * @param ratio that is drawn in; null for none.
 * @param width in points.
 * @param of what the pairs are of.
 */
export function tippettPlot(
  ratio: Pick<LikelihoodRatio, 'log10Lr' | 'interval'> | null,
  { tippett }: Pick<MeasuredRates, 'tippett'>,
  width: number,
  language: Language = 'en',
  of: SharesOf = 'hands',
): Plot {
  const drawn = ratio === null ? [] : [ratio.log10Lr, ...(ratio.interval ?? [])];
  const first = Math.floor(Math.min(tippett[0]!.log10Lr, ...drawn));
  // An axis of no length has no place for anything.
  const last = Math.max(first + 1, Math.ceil(Math.max(tippett.at(-1)!.log10Lr, ...drawn)));
  const right = width - FRAME.right;
  const x = (lr: number): number => FRAME.left + ((lr - first) / (last - first)) * (right - FRAME.left);
  const curve = (side: 'same' | 'different'): (readonly [number, number])[] => [
    [x(first), 1],
    ...tippett.map((point) => [x(point.log10Lr), point[side]] as const),
    [x(last), 0],
  ];
  const whole = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return sharePlot({
    width,
    height: HEIGHT,
    frame: FRAME,
    axis: {
      name: 'log10 LR',
      below: 23,
      marks: whole.map((lr) => ({ x: x(lr), text: String(lr).replace('-', '−') })),
    },
    same: curve('same'),
    different: curve('different'),
    of,
    language,
    result: ratio && {
      x: x(ratio.log10Lr),
      text: say(language, 'this result, {value}', { value: log10LrText(ratio.log10Lr, language) }),
      area: ratio.interval && [x(ratio.interval[0]), x(ratio.interval[1])],
    },
  });
}
