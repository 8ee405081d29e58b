/** Share of the standard normal distribution below x, by its complementary error function. */
export function normalBelow(x: number): number {
  return erfc(-x / Math.SQRT2) / 2;
}

/**
 * Complementary error function by the series (small arguments) and the continued fraction (large ones), Abramowitz and
 * Stegun 1964, 7.1.6 and 7.1.14; good to some 1e-14 of its value.
 */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

/** The argument at which a rising function takes a value, by bisection between two ends that enclose it. */
export function inverseOfRising(
  rising: (x: number) => number,
  value: number,
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
