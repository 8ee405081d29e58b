/** The ways from a score to a likelihood ratio. */
export const METHODS = ['logistic', 'bi-gaussianised', 'kde', 'pav'] as const;
export type Method = (typeof METHODS)[number];

/** A fitted way from a score to a likelihood ratio. */
export interface Calibrator {
  readonly method: Method;
  /** log10 of the likelihood ratio of a score, unbounded; may be infinite. */
  log10Lr(score: number): number;
}
