import * as v from 'valibot';
import { BiGaussianised } from './bi-gaussianised.ts';
import type { Calibrator, Method } from './calibrator.ts';
import { Kde } from './kde.ts';
import type { LabelledScores } from './labelled-scores.ts';
import { Logistic } from './logistic.ts';
import { Pav } from './pav.ts';

/** log10 LRs beyond which no population of this size leaves any: a curve ends there. */
const MOST = 4;
/** Of the logistic regression that calibrates, see `LogisticRegression.fit`. */
const RIDGE = 1;

/** A calibrator as it is written down: log10 LRs at some scores, straight lines between them, constant beyond the ends. */
export const Curve = v.pipe(
  v.object({
    scores: v.pipe(v.array(v.number()), v.minLength(2)),
    log10Lrs: v.array(v.pipe(v.number(), v.minValue(-MOST), v.maxValue(MOST))),
  }),
  v.check(
    ({ scores, log10Lrs }) =>
      scores.length === log10Lrs.length && scores.every((score, at) => at === 0 || score > scores[at - 1]!),
    'a curve needs rising scores and a log10 LR for each',
  ),
);
export type Curve = v.InferOutput<typeof Curve>;

/**
 * log10 LR of a score.
 *
 * @throws RangeError for no number, which would come out as the evidence of the lowest score.
 */
export function onCurve({ scores, log10Lrs }: Curve, score: number): number {
  if (Number.isNaN(score)) throw new RangeError('a score is not a number');
  const at = scores.findLastIndex((each) => each <= score);
  if (at === -1) return log10Lrs[0]!;
  if (at === scores.length - 1) return log10Lrs[at]!;
  const share = (score - scores[at]!) / (scores[at + 1]! - scores[at]!);
  return log10Lrs[at]! + share * (log10Lrs[at + 1]! - log10Lrs[at]!);
}

/**
 * Fits a calibrator and writes it down.
 *
 * @param knots points of a curve that is no straight line.
 * @returns null where it cannot be fitted, or its LRs fall anywhere as the score rises: nearer writing is no weaker evidence.
 */
export function fitCurve(method: Method, scores: LabelledScores, knots: number): Curve | null {
  const calibrator = fitted(method, scores);
  if (calibrator === null) return null;
  if (calibrator instanceof Logistic) {
    const { interceptLn, slopeLn } = calibrator;
    if (slopeLn <= 0) return null;
    const ends = [-MOST, MOST];
    return { scores: ends.map((end) => (end * Math.LN10 - interceptLn) / slopeLn), log10Lrs: ends };
  }
  const all = [...scores.same, ...scores.different];
  const from = all.reduce((least, score) => Math.min(least, score), Infinity);
  const to = all.reduce((most, score) => Math.max(most, score), -Infinity);
  if (!(to > from)) return null;
  const places = Array.from({ length: knots }, (_, at) => from + ((to - from) * at) / (knots - 1));
  const log10Lrs = places.map((place) => Math.max(-MOST, Math.min(MOST, calibrator.log10Lr(place))));
  if (log10Lrs.some((lr, at) => at > 0 && lr < log10Lrs[at - 1]! - 1e-9)) return null;
  return { scores: places, log10Lrs };
}

function fitted(method: Method, scores: LabelledScores): Calibrator | null {
  switch (method) {
    case 'logistic':
      return Logistic.fit(scores, RIDGE);
    case 'bi-gaussianised':
      return BiGaussianised.fit(scores, RIDGE);
    case 'kde':
      return Kde.fit(scores);
    case 'pav':
      return Pav.fit(scores);
  }
}
