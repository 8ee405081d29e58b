import type { Random } from './random.ts';

/** Replicates of a bootstrap: the ends of a 95 % interval each have 25 of them beyond. */
export const REPLICATES = 1000;

/** Lower and upper end of a 95 % interval. */
export type Interval = readonly [number, number];

/** How often each of `writers` writers comes up when as many are drawn with replacement. */
export function drawWriters(writers: number, random: Random): Float64Array {
  const times = new Float64Array(writers);
  for (let draw = 0; draw < writers; draw++) times[random.integer(writers)]!++;
  return times;
}

/**
 * 95 % percentile interval of a figure over replicates (Efron and Tibshirani 1993, chapter 13). Replicates in which
 * the figure does not exist (no writer with a pair of its own was drawn) are left out; where that is more than
 * half of them there is no interval.
 *
 * @param figure the figure when writer w counts `times[w]` times, or null.
 */
export function bootstrapInterval(
  writers: number,
  random: Random,
  figure: (times: Float64Array) => number | null,
): Interval | null {
  const values: number[] = [];
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    const value = figure(drawWriters(writers, random));
    if (value !== null) values.push(value);
  }
  return percentileInterval(values, REPLICATES);
}

/**
 * 95 % percentile interval of a figure's replicates; null where the figure exists in fewer than half of them.
 *
 * @param values of the replicates in which it exists.
 * @param replicates all there were.
 */
export function percentileInterval(values: readonly number[], replicates: number): Interval | null {
  if (values.length < replicates / 2 || values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}

/** Linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const low = Math.floor(position);
  const high = Math.min(sorted.length - 1, low + 1);
  return (sorted[low] as number) + (position - low) * ((sorted[high] as number) - (sorted[low] as number));
}
