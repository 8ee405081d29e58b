import type { MeasuredRates } from '../../../../src/contract/evidence.ts';

/** Rates of a calibration that tells most pairs apart: smooth, so that a picture of them looks like one. */
export const RATES: MeasuredRates = {
  misleading: { same: 0.0391, different: 0.0624 },
  tippett: Array.from({ length: 75 }, (_, at) => {
    const log10Lr = Number(((at - 37) * 0.05).toFixed(2)) + 0;
    const above = (middle: number): number => Number((1 / (1 + Math.exp(4 * (log10Lr - middle)))).toFixed(4));
    return { log10Lr, same: above(0.8), different: above(-0.9) };
  }),
};
