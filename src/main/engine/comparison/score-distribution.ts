/** Bins on [-1, 1]: 2^-15 wide each, far finer than what a figure is printed with. */
const BINS = 2 ** 16;

/**
 * How cosines are distributed: a histogram of 2^16 bins on [-1, 1], scores within a bin taken as spread evenly over
 * it. Whatever is read off is thereby right to 2^-15 on the score axis.
 */
export class ScoreDistribution {
  readonly #weights = new Float64Array(BINS);
  #total = 0;

  /** The mixture in which each distribution weighs the same, however many scores it holds; empty ones are left out. */
  static mixture(parts: readonly ScoreDistribution[]): ScoreDistribution {
    const mixture = new ScoreDistribution();
    const filled = parts.filter((part) => part.#total > 0);
    for (const part of filled) {
      for (let bin = 0; bin < BINS; bin++) {
        mixture.#weights[bin]! += (part.#weights[bin] as number) / part.#total / filled.length;
      }
      mixture.#total = 1;
    }
    return mixture;
  }

  add(score: number): void {
    const bin = Math.floor((score + 1) * (BINS / 2));
    this.#weights[Math.max(0, Math.min(BINS - 1, bin))]!++;
    this.#total++;
  }

  /**
   * The scores below which the given shares of all scores lie, -1 to 1; 0 gives the least and 1 the greatest score.
   *
   * @param shares ascending, 0 to 1.
   * @throws RangeError where there is no score.
   */
  quantiles(shares: readonly number[]): number[] {
    if (this.#total === 0) throw new RangeError('quantiles of no scores');
    let last = BINS - 1;
    while (this.#weights[last] === 0) last--;
    let bin = 0;
    let below = 0;
    return shares.map((share) => {
      const wanted = share * this.#total;
      // Empty bins are passed at a share of 0 too: the least score is where the first bin that holds one starts.
      while (bin < last && (this.#weights[bin] === 0 || below + (this.#weights[bin] as number) < wanted)) {
        below += this.#weights[bin] as number;
        bin++;
      }
      const within = Math.max(0, Math.min(1, (wanted - below) / (this.#weights[bin] as number)));
      return (bin + within) / (BINS / 2) - 1;
    });
  }

  /** Share of the scores that lie below a score. */
  shareBelow(score: number): number {
    const position = Math.max(0, Math.min(BINS, (score + 1) * (BINS / 2)));
    const bin = Math.min(BINS - 1, Math.floor(position));
    let below = (position - bin) * (this.#weights[bin] as number);
    for (let at = 0; at < bin; at++) below += this.#weights[at] as number;
    return below / this.#total;
  }
}
