/** Newton steps at most; from the origin some ten are enough. */
const MOST_STEPS = 200;
/** Largest change of a coefficient in a last step, relative to its size. */
const SETTLED = 1e-9;

/** ln of the likelihood ratio as a straight line of several figures, both sides weighing alike. */
export class LogisticRegression {
  /** ln LR where all figures are 0. */
  readonly intercept: number;
  readonly slopes: readonly number[];

  constructor(intercept: number, slopes: readonly number[]) {
    this.intercept = intercept;
    this.slopes = slopes;
  }

  /**
   * Least weighted cross-entropy, by Newton's method with step halving. The weights of each side are scaled to half of
   * their sum over both, so that the prior does not enter and the intercept is that of a likelihood ratio.
   *
   * @param rows figures of each pair, all of one length.
   * @param labels true for pairs by one source; both kinds must occur.
   * @param weights of each pair, above 0; their sum is the number of independent pairs, which the ridge is set against.
   * @param ridge half of it, times the squared slopes, is added to the cost; the intercept is free. 1 is what `lir` does
   *   by default; 0 is none, and then there must be a best line.
   * @param start coefficients near the solution, which spare steps and change nothing else.
   */
  static fit(
    rows: readonly (readonly number[])[],
    labels: readonly boolean[],
    weights: ArrayLike<number>,
    ridge: number,
    start?: LogisticRegression,
  ): LogisticRegression {
    const size = (rows[0]?.length ?? 0) + 1;
    const sums = [0, 0];
    labels.forEach((label, at) => (sums[label ? 1 : 0]! += weights[at] as number));
    const scaled = Float64Array.from(
      labels,
      (label, at) => ((weights[at] as number) * (sums[0]! + sums[1]!)) / (2 * sums[label ? 1 : 0]!),
    );
    let current = Float64Array.from(
      start === undefined ? new Float64Array(size) : [start.intercept, ...start.slopes],
    );
    let cost = costOf(rows, labels, scaled, ridge, current);
    for (let step = 0; step < MOST_STEPS; step++) {
      const change = newtonStep(rows, labels, scaled, ridge, current);
      let share = 1;
      let next = current;
      let nextCost = Infinity;
      for (; share > 1e-6; share /= 2) {
        next = current.map((value, at) => value - share * (change[at] as number));
        nextCost = costOf(rows, labels, scaled, ridge, next);
        if (nextCost <= cost) break;
      }
      if (!(nextCost <= cost)) break;
      const settled = next.every(
        (value, at) => Math.abs(value - (current[at] as number)) <= SETTLED * Math.max(1, Math.abs(value)),
      );
      current = next;
      cost = nextCost;
      if (settled) break;
    }
    return new LogisticRegression(current[0] as number, [...current.subarray(1)]);
  }

  /** ln LR of one pair's figures. */
  lnLr(row: readonly number[]): number {
    return row.reduce((sum, value, at) => sum + value * (this.slopes[at] as number), this.intercept);
  }
}

function linear(row: readonly number[], coefficients: Float64Array): number {
  let sum = coefficients[0] as number;
  for (let at = 0; at < row.length; at++) sum += (row[at] as number) * (coefficients[at + 1] as number);
  return sum;
}

function costOf(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  weights: Float64Array,
  ridge: number,
  coefficients: Float64Array,
): number {
  let cost = 0;
  for (let at = 1; at < coefficients.length; at++) cost += (ridge / 2) * (coefficients[at] as number) ** 2;
  rows.forEach((row, at) => {
    const margin = linear(row, coefficients) * (labels[at] ? 1 : -1);
    cost += (weights[at] as number) * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
  });
  return cost;
}

/** Inverse Hessian times gradient. */
function newtonStep(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  weights: Float64Array,
  ridge: number,
  coefficients: Float64Array,
): Float64Array {
  const size = coefficients.length;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  const extended = new Float64Array(size);
  extended[0] = 1;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as readonly number[];
    for (let i = 1; i < size; i++) extended[i] = row[i - 1] as number;
    const probability = 1 / (1 + Math.exp(-linear(row, coefficients)));
    const weight = weights[at] as number;
    const slope = weight * (probability - (labels[at] ? 1 : 0));
    // A row that is sure by rounding must not leave the matrix singular.
    const bend = weight * Math.max(probability * (1 - probability), 1e-12);
    for (let i = 0; i < size; i++) {
      gradient[i]! += slope * (extended[i] as number);
      const scaled = bend * (extended[i] as number);
      const line = hessian[i] as Float64Array;
      for (let j = 0; j <= i; j++) line[j]! += scaled * (extended[j] as number);
    }
  }
  for (let i = 1; i < size; i++) {
    gradient[i]! += ridge * (coefficients[i] as number);
    hessian[i]![i]! += ridge;
  }
  return solved(hessian, gradient);
}

/** Solves a symmetric positive definite system, given its lower triangle, by Cholesky; a constant figure gets no change. */
function solved(lower: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i]![j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i]![k] as number) * (lower[j]![k] as number);
      if (i === j) lower[i]![j] = sum > 1e-12 * (lower[i]![j] as number) ? Math.sqrt(sum) : Infinity;
      else lower[i]![j] = sum / (lower[j]![j] as number);
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= (lower[i]![k] as number) * (x[k] as number);
    x[i]! /= lower[i]![i] as number;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= (lower[k]![i] as number) * (x[k] as number);
    x[i]! /= lower[i]![i] as number;
  }
  return x;
}
