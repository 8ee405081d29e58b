/** Embeddings one after the other in one block of memory: `count` rows of `size` float32. */
export interface Vectors {
  readonly count: number;
  readonly size: number;
  readonly data: Float32Array;
}

/**
 * Joins vectors of one length into one block.
 *
 * @throws RangeError where lengths differ.
 */
export function joinVectors(vectors: readonly Float32Array[]): Vectors {
  const size = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * size);
  vectors.forEach((vector, row) => {
    if (vector.length !== size) throw new RangeError(`a vector of ${vector.length} among vectors of ${size}`);
    data.set(vector, row * size);
  });
  return { count: vectors.length, size, data };
}

/** One row, as a view. */
export function vectorAt(vectors: Vectors, row: number): Float32Array {
  return vectors.data.subarray(row * vectors.size, (row + 1) * vectors.size);
}

/** Some rows, in the order asked for, as a block of their own. */
export function pickVectors(vectors: Vectors, rows: readonly number[]): Vectors {
  const data = new Float32Array(rows.length * vectors.size);
  rows.forEach((row, at) => data.set(vectorAt(vectors, row), at * vectors.size));
  return { count: rows.length, size: vectors.size, data };
}

/** Rows in a tile: two of 64 x 128 float32 stay in a core's nearest cache. */
const TILE = 64;

/**
 * Visits the cosine of every pair of L2-normalised rows once, first < second, in an order that is always the same.
 * Scores are rounded to float32, so that a second visit meets exactly the same ones.
 */
export function forEachPair(
  vectors: Vectors,
  visit: (first: number, second: number, score: number) => void,
): void {
  const { count } = vectors;
  const tile = new Float32Array(TILE * TILE);
  for (let top = 0; top < count; top += TILE) {
    const bottom = Math.min(count, top + TILE);
    for (let left = top; left < count; left += TILE) {
      const right = Math.min(count, left + TILE);
      fillTile(vectors, top, bottom, left, right, tile);
      for (let first = top; first < bottom; first++) {
        for (let second = Math.max(left, first + 1); second < right; second++) {
          visit(first, second, tile[(first - top) * TILE + second - left] as number);
        }
      }
    }
  }
}

/** Visits, row by row, the cosines of one row with all rows (itself included); `scores` is used again for the next. */
export function forEachRow(vectors: Vectors, visit: (row: number, scores: Float32Array) => void): void {
  const { count } = vectors;
  const tile = new Float32Array(TILE * TILE);
  const band = new Float32Array(TILE * count);
  for (let top = 0; top < count; top += TILE) {
    const bottom = Math.min(count, top + TILE);
    for (let left = 0; left < count; left += TILE) {
      const right = Math.min(count, left + TILE);
      fillTile(vectors, top, bottom, left, right, tile);
      for (let row = 0; row < bottom - top; row++) {
        band.set(tile.subarray(row * TILE, row * TILE + right - left), row * count + left);
      }
    }
    for (let row = top; row < bottom; row++) {
      visit(row, band.subarray((row - top) * count, (row - top + 1) * count));
    }
  }
}

/** Dot products of rows [top, bottom) with rows [left, right), four at a time to keep the processor's adders busy. */
function fillTile(
  { size, data }: Vectors,
  top: number,
  bottom: number,
  left: number,
  right: number,
  tile: Float32Array,
): void {
  for (let row = top; row < bottom; row++) {
    const a = row * size;
    const to = (row - top) * TILE;
    let column = left;
    for (; column + 4 <= right; column += 4) {
      let at = column * size;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = a; k < a + size; k++, at++) {
        const value = data[k] as number;
        s0 += value * (data[at] as number);
        s1 += value * (data[at + size] as number);
        s2 += value * (data[at + 2 * size] as number);
        s3 += value * (data[at + 3 * size] as number);
      }
      tile[to + column - left] = s0;
      tile[to + column - left + 1] = s1;
      tile[to + column - left + 2] = s2;
      tile[to + column - left + 3] = s3;
    }
    for (; column < right; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (data[a + k] as number) * (data[column * size + k] as number);
      tile[to + column - left] = sum;
    }
  }
}
