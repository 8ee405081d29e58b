import type { Calibrator } from './calibrator.ts';
import { total, type LabelledScores } from './labelled-scores.ts';

/**
 * The ratio of two kernel density estimates with Gaussian kernels, the bandwidth of each side by Silverman's rule of thumb (1986,
 * 10.1201/9781315140919). Not monotone, and far from all scores it extrapolates the kernels' tails: for
 * comparison with the others, and for evidence only within bounds.
 */
export class Kde implements Calibrator {
  readonly method = 'kde';
  readonly #same: Density;
  readonly #different: Density;

  private constructor(same: Density, different: Density) {
    this.#same = same;
    this.#different = different;
  }

  /** @returns null where a misleading score is infinite or a side has no two different finite scores. */
  static fit(scores: LabelledScores): Kde | null {
    if (scores.same.includes(-Infinity) || scores.different.includes(Infinity)) return null;
    const same = densityOf(scores.same, scores.sameWeights);
    const different = densityOf(scores.different, scores.differentWeights);
    return same === null || different === null ? null : new Kde(same, different);
  }

  log10Lr(score: number): number {
    if (!Number.isFinite(score)) return score;
    return (lnDensity(this.#same, score) - lnDensity(this.#different, score)) / Math.LN10;
  }
}

interface Density {
  readonly points: Float64Array;
  /** ln of the share of all pairs that each point stands for; they sum to the share that is finite. */
  readonly lnShares: Float64Array;
  readonly bandwidth: number;
}

function densityOf(all: Float64Array, allWeights: Float64Array): Density | null {
  const sum = total(allWeights);
  const points = all.filter(Number.isFinite);
  const weights = allWeights.filter((_, at) => Number.isFinite(all[at]));
  const finite = total(weights);
  let mean = 0;
  points.forEach((point, at) => (mean += (point * (weights[at] as number)) / finite));
  let variance = 0;
  let squares = 0;
  points.forEach((point, at) => {
    variance += ((point - mean) ** 2 * (weights[at] as number)) / finite;
    squares += (weights[at] as number) ** 2;
  });
  if (!(variance > 0)) return null;
  // Kish's effective number, which is the number where all pairs weigh alike.
  const number = finite ** 2 / squares;
  return {
    points,
    lnShares: weights.map((weight) => Math.log(weight / sum)),
    bandwidth: Math.sqrt(variance) * (4 / (3 * number)) ** 0.2,
  };
}

/** ln of the density, up to the constant that both sides share. */
function lnDensity({ points, lnShares, bandwidth }: Density, score: number): number {
  const lnKernel = (at: number): number =>
    (lnShares[at] as number) - ((score - (points[at] as number)) / bandwidth) ** 2 / 2;
  let most = -Infinity;
  for (let at = 0; at < points.length; at++) most = Math.max(most, lnKernel(at));
  let sum = 0;
  for (let at = 0; at < points.length; at++) sum += Math.exp(lnKernel(at) - most);
  return most + Math.log(sum) - Math.log(bandwidth);
}
