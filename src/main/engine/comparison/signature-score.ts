import { SIGNATURE_SEQUENCE } from '../encoder/signature-sequence.ts';

/** How alike two signatures are, by their numbers; symmetric. */
export type Likeness = (one: number, other: number) => number;

const { steps: STEPS, dimensions: DIMENSIONS, reach: REACH } = SIGNATURE_SEQUENCE;

/**
 * How alike two sequences are once aligned: the mean cosine along the best path from both first to both last steps, by
 * dynamic programming with slope weights 1, 2, 1 (Sakoe and Chiba 1978, 10.1109/TASSP.1978.1163055). The path never
 * leaves the diagonal by more than `SIGNATURE_SEQUENCE.reach`; every path weighs the same.
 *
 * @param one `steps` * `dimensions` values, vector after vector.
 * @param other the same of another signature.
 * @returns -1 to 1, symmetric; 1 for a sequence with itself.
 */
export function alignment(one: Float32Array, other: Float32Array): number {
  let above = new Float64Array(STEPS + 1).fill(-Infinity);
  let row = new Float64Array(STEPS + 1);
  above[0] = 0;
  for (let i = 1; i <= STEPS; i++) {
    row.fill(-Infinity);
    for (let j = Math.max(1, i - REACH); j <= Math.min(STEPS, i + REACH); j++) {
      let here = 0;
      const a = (i - 1) * DIMENSIONS;
      const b = (j - 1) * DIMENSIONS;
      for (let k = 0; k < DIMENSIONS; k++) here += (one[a + k] as number) * (other[b + k] as number);
      row[j] = Math.max(
        (above[j - 1] as number) + 2 * here,
        (above[j] as number) + here,
        (row[j - 1] as number) + here,
      );
    }
    [above, row] = [row, above];
  }
  return (above[STEPS] as number) / (2 * STEPS);
}

/**
 * How near questioned signatures lie to the references of one signer, by how near these lie to each other: the mean and
 * the greatest likeness with the references, less what each reference has with the others on average. Some signers vary
 * more than others, and one threshold is to serve all of them. A single reference says nothing of its signer's spread;
 * nothing is taken off then, so that scores compare only where there are as many references.
 *
 * @param likeness of any two signatures, see `alignment`.
 * @param questioned their numbers.
 * @param references numbers of at least one signature, none of them questioned.
 * @returns one score for each questioned signature; higher is nearer. With two references or more, 0 is as near as a
 *   reference is to the others.
 */
export function signatureScores(
  likeness: Likeness,
  questioned: readonly number[],
  references: readonly number[],
): number[] {
  const nearness = (one: number, others: readonly number[]): number => {
    const found = others.map((other) => likeness(one, other));
    return found.reduce((sum, each) => sum + each, 0) / found.length + Math.max(...found);
  };
  const own = references.map((reference, at) =>
    references.length === 1 ? 0 : nearness(reference, references.toSpliced(at, 1)),
  );
  const spread = own.reduce((sum, each) => sum + each, 0) / own.length;
  return questioned.map((each) => nearness(each, references) - spread);
}

/** How near a questioned signature is to references. */
export interface ScoredSignature {
  /** With each reference, in their order; see `alignment`. */
  readonly likeness: number[];
  /** See `amongReferences`. */
  readonly amongReferences: number | null;
  /** See `signatureScores`. */
  readonly score: number;
}

/** The same with how alike any two of these signatures are: 0 is the questioned one, 1 the first reference. */
export interface ComparedWithEach {
  readonly scored: ScoredSignature;
  readonly between: Likeness;
}

/**
 * Compares one signature with references. Every two are aligned once: with `MOST_REFERENCES` that takes some 40 ms.
 *
 * @param questioned its sequence, as `alignment` takes it.
 * @param references at least one of the same.
 */
export function compareSignature(
  questioned: Float32Array,
  references: readonly Float32Array[],
): ComparedWithEach {
  const all = [questioned, ...references];
  // As float32, since the population's likenesses are: the same signatures get the same score here and there.
  const values = all.map((one, row) => all.slice(row + 1).map((other) => Math.fround(alignment(one, other))));
  const likeness: Likeness = (one, other) =>
    one < other ? values[one]![other - one - 1]! : values[other]![one - other - 1]!;
  const known = references.map((_, at) => at + 1);
  return {
    scored: {
      likeness: known.map((reference) => likeness(0, reference)),
      amongReferences: amongReferences(likeness, known),
      score: signatureScores(likeness, [0], known)[0]!,
    },
    between: likeness,
  };
}

/**
 * How alike references are: the mean likeness of any two of them.
 *
 * @returns null for a single one, which says nothing of that.
 */
export function amongReferences(likeness: Likeness, references: readonly number[]): number | null {
  const found = references.flatMap((one, at) =>
    references.slice(at + 1).map((other) => likeness(one, other)),
  );
  return found.length === 0 ? null : found.reduce((sum, each) => sum + each, 0) / found.length;
}
