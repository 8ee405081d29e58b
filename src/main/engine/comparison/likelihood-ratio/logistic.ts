import type { Calibrator } from './calibrator.ts';
import type { LabelledScores } from './labelled-scores.ts';
import { LogisticRegression } from './logistic-regression.ts';

/**
 * Logistic regression of one score with both sides weighing alike (Brümmer and du Preez 2006,
 * 10.1016/j.csl.2005.08.001): ln LR is a straight line of the score.
 */
export class Logistic implements Calibrator {
  readonly method = 'logistic';
  /** ln LR at a score of 0. */
  readonly interceptLn: number;
  /** ln LR gained for each unit of score. */
  readonly slopeLn: number;

  constructor(interceptLn: number, slopeLn: number) {
    this.interceptLn = interceptLn;
    this.slopeLn = slopeLn;
  }

  /**
   * Infinite scores that tell the truth change no line and are left out.
   *
   * @param ridge see `LogisticRegression.fit`.
   * @returns null where no line is best: a misleading score is infinite, or, without a ridge, both sides are apart, so
   *   that ever steeper lines fit ever better.
   */
  static fit(scores: LabelledScores, ridge: number): Logistic | null {
    if (scores.same.includes(-Infinity) || scores.different.includes(Infinity)) return null;
    const rows: [number][] = [];
    const weights: number[] = [];
    const labels: boolean[] = [];
    const add = (values: Float64Array, valueWeights: Float64Array, label: boolean): void => {
      values.forEach((value, at) => {
        if (!Number.isFinite(value)) return;
        rows.push([value]);
        weights.push(valueWeights[at] as number);
        labels.push(label);
      });
    };
    add(scores.same, scores.sameWeights, true);
    add(scores.different, scores.differentWeights, false);
    const same = rows.flatMap(([value], at) => (labels[at] ? [value] : []));
    const different = rows.flatMap(([value], at) => (labels[at] ? [] : [value]));
    if (same.length === 0 || different.length === 0) return null;
    if (ridge === 0 && separated(same, different)) return null;
    const { intercept, slopes } = LogisticRegression.fit(rows, labels, weights, ridge);
    return new Logistic(intercept, slopes[0] as number);
  }

  log10Lr(score: number): number {
    if (!Number.isFinite(score))
      return this.slopeLn === 0 ? this.interceptLn / Math.LN10 : score * Math.sign(this.slopeLn);
    return (this.interceptLn + this.slopeLn * score) / Math.LN10;
  }
}

/** Whether a threshold, in either direction, has one side on each hand. */
function separated(same: readonly number[], different: readonly number[]): boolean {
  const range = (values: readonly number[]): [number, number] => [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
  const [sameLeast, sameMost] = range(same);
  const [differentLeast, differentMost] = range(different);
  return (
    (sameLeast >= differentMost || sameMost <= differentLeast) &&
    !(sameLeast === differentMost && sameMost === differentLeast)
  );
}
