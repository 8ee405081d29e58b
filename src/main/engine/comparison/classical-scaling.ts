/** Sweeps over all pairs of axes; ten are many for matrices of this size. */
const MOST_SWEEPS = 60;

/** Points in two dimensions, and how much of all squared distances between them each axis shows. */
export interface Scaling {
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly shares: readonly [number, number];
}

/**
 * Classical scaling (Torgerson 1952, 10.1007/BF02288916) of vectors by their Euclidean distances: the projection onto the two
 * directions in which they lie farthest apart, which for these distances is the same (Gower 1966, 10.1093/biomet/53.3-4.325).
 * Which way round an axis runs says nothing; the point farthest from the middle is put on its positive side.
 *
 * @param vectors of one length.
 * @returns null for fewer than three, which any line or plane shows whole, and where all are the same.
 */
export function classicalScaling(vectors: readonly Float32Array[]): Scaling | null {
  if (vectors.length < 3) return null;
  const centred = centre(vectors);
  // Of few vectors the products with each other have the same eigenvalues, and are fewer.
  const isFew = centred.length < (centred[0]?.length ?? 0);
  const { values, vectors: axes } = eigen(isFew ? products(centred) : covariance(centred));
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  if (total <= Number.EPSILON) return null;
  const [first, second] = values
    .map((value, at) => ({ value: Math.max(0, value), at }))
    .sort((a, b) => b.value - a.value)
    .slice(0, 2)
    .map(({ value, at }) => {
      const axis = axes.map((row) => row[at] as number);
      const along = isFew ? axis.map((share) => Math.sqrt(value) * share) : projected(centred, axis);
      return { share: value / total, along: turned(along) };
    });
  return {
    places: centred.map((_, at) => ({ x: first?.along[at] ?? 0, y: second?.along[at] ?? 0 })),
    shares: [first?.share ?? 0, second?.share ?? 0],
  };
}

function centre(vectors: readonly Float32Array[]): number[][] {
  const size = vectors[0]?.length ?? 0;
  const mean = Array.from(
    { length: size },
    (_, at) => vectors.reduce((sum, vector) => sum + (vector[at] as number), 0) / vectors.length,
  );
  return vectors.map((vector) => Array.from(vector, (value, at) => value - (mean[at] as number)));
}

function covariance(rows: readonly (readonly number[])[]): number[][] {
  const size = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const row of rows) {
    for (let a = 0; a < size; a++) {
      for (let b = a; b < size; b++) matrix[a]![b]! += (row[a] as number) * (row[b] as number);
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) matrix[a]![b] = matrix[b]![a] as number;
  return matrix;
}

function products(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row) => projected(rows, row));
}

/** The product of each row with a vector. */
const projected = (rows: readonly (readonly number[])[], axis: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, value, at) => sum + value * (axis[at] as number), 0));

/** Places along an axis with the one farthest from the middle on its positive side. */
function turned(along: readonly number[]): number[] {
  const farthest = along.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return farthest < 0 ? along.map((value) => -value) : [...along];
}

/**
 * Eigenvalues and eigenvectors, as columns, of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan, Matrix Computations,
 * 8.5). The matrix is changed.
 */
function eigen(matrix: number[][]): { values: number[]; vectors: number[][] } {
  const size = matrix.length;
  const vectors = matrix.map((_, a) => matrix.map((__, b) => (a === b ? 1 : 0)));
  const scale = matrix.reduce((sum, row, at) => sum + Math.abs(row[at] as number), 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        off = Math.max(off, Math.abs(matrix[p]![q] as number));
        rotate(matrix, vectors, p, q);
      }
    }
    if (off <= 1e-14 * scale) break;
  }
  return { values: matrix.map((row, at) => row[at] as number), vectors };
}

/** Turns two axes so that the matrix has nothing between them. */
function rotate(matrix: number[][], vectors: number[][], p: number, q: number): void {
  const between = matrix[p]![q] as number;
  if (between === 0) return;
  const theta = ((matrix[q]![q] as number) - (matrix[p]![p] as number)) / (2 * between);
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cos = 1 / Math.hypot(tangent, 1);
  const sin = tangent * cos;
  for (const row of [...matrix, ...vectors]) {
    const [a, b] = [row[p] as number, row[q] as number];
    row[p] = cos * a - sin * b;
    row[q] = sin * a + cos * b;
  }
  const [above, below] = [matrix[p] as number[], matrix[q] as number[]];
  for (let at = 0; at < above.length; at++) {
    const [a, b] = [above[at] as number, below[at] as number];
    above[at] = cos * a - sin * b;
    below[at] = sin * a + cos * b;
  }
}
