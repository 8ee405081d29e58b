import type { MeasuredRates } from '../../../../contract/evidence.ts';
import { share, type LabelledScores } from './labelled-scores.ts';

/** Step of log10 LR between the points of a Tippett plot that a calibration keeps. */
const STEP = 0.05;

/**
 * Rates of misleading evidence and the Tippett plot (Evett and Buckleton 1996) of a calibration's ratios.
 *
 * @param log10Lrs within the bounds, each by what was fitted without either writer of its pair.
 */
export function measuredRates(log10Lrs: LabelledScores): MeasuredRates {
  const { same, sameWeights, different, differentWeights } = log10Lrs;
  const shares = (holds: (lr: number) => boolean, other = holds): { same: number; different: number } => ({
    same: rounded(share(same, sameWeights, holds)),
    different: rounded(share(different, differentWeights, other)),
  });
  const all = [...same, ...different];
  const first = Math.floor(least(all) / STEP);
  const last = Math.ceil(-least(all.map((lr) => -lr)) / STEP);
  return {
    misleading: shares(
      (lr) => lr < 0,
      (lr) => lr > 0,
    ),
    tippett: Array.from({ length: last - first + 1 }, (_, at) => {
      const log10Lr = Number(((first + at) * STEP).toFixed(2)) + 0;
      return { log10Lr, ...shares((lr) => lr >= log10Lr) };
    }),
  };
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);

/** Four decimals: a hundredth of what is printed. */
const rounded = (value: number): number => Number(value.toFixed(4));
