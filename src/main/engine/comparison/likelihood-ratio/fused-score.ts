import * as v from 'valibot';
import { LogisticRegression } from './logistic-regression.ts';

/** Set against the number of writers, see `LogisticRegression.fit`; of standardised figures. */
const RIDGE = 0.2;

/** A score as a weighted sum of figures, in units of log10 LR before calibration. */
export const Fusion = v.object({ intercept: v.number(), slopes: v.array(v.number()) });
export type Fusion = v.InferOutput<typeof Fusion>;

/** @param figures as many as the fusion has slopes. */
export function fusedScore({ intercept, slopes }: Fusion, figures: readonly number[]): number {
  return slopes.reduce((sum, slope, at) => sum + slope * figures[at]!, intercept);
}

/**
 * Fuses figures by logistic regression (Brümmer and others 2007, 10.1109/TASL.2007.902870; Morrison 2013,
 * 10.1080/00450618.2012.733025).
 *
 * @param weights sum over each side to the number of its writers.
 * @param start of a fusion of nearly the same pairs.
 */
export function fitFusion(
  figures: readonly (readonly number[])[],
  same: readonly boolean[],
  weights: ArrayLike<number>,
  start?: Fusion,
): Fusion {
  const size = figures[0]?.length ?? 0;
  const sum = Array.from(weights).reduce((total, weight) => total + weight, 0);
  const means = Array.from(
    { length: size },
    (_, at) => figures.reduce((total, row, index) => total + row[at]! * weights[index]!, 0) / sum,
  );
  const deviations = means.map((mean, at) => {
    const variance =
      figures.reduce((total, row, index) => total + (row[at]! - mean) ** 2 * weights[index]!, 0) / sum;
    return variance > 1e-12 ? Math.sqrt(variance) : 1;
  });
  const rows = figures.map((row) => row.map((value, at) => (value - means[at]!) / deviations[at]!));
  const from =
    start &&
    new LogisticRegression(
      start.slopes.reduce((total, slope, at) => total + slope * means[at]!, start.intercept) * Math.LN10,
      start.slopes.map((slope, at) => slope * deviations[at]! * Math.LN10),
    );
  const { intercept, slopes } = LogisticRegression.fit(rows, same, weights, RIDGE, from);
  const scaled = slopes.map((slope, at) => slope / deviations[at]! / Math.LN10);
  return {
    intercept: scaled.reduce((total, slope, at) => total - slope * means[at]!, intercept / Math.LN10),
    slopes: scaled,
  };
}
