import { vectorAt, type Vectors } from './vectors.ts';

/**
 * How near questioned signatures lie to the reference signatures of one signer, by how near these lie to each other: the
 * mean cosine with the references, less the mean cosine of the references among themselves. Some signers vary more than
 * others, and one threshold is to serve all of them. A single reference says nothing of its signer's spread; nothing is
 * taken off then, so that scores compare only where there are as many references.
 *
 * @param questioned embeddings of length 1.
 * @param references at least one, of length 1.
 * @returns one score for each questioned signature; higher is nearer, and 0 is as near as the references are.
 */
export function signatureScores(questioned: Vectors, references: Vectors): Float64Array {
  const { count } = references;
  let among = 0;
  for (let first = 0; first < count; first++) {
    for (let second = first + 1; second < count; second++) {
      among += cosine(vectorAt(references, first), vectorAt(references, second));
    }
  }
  const spread = count > 1 ? (2 * among) / (count * (count - 1)) : 0;
  return Float64Array.from({ length: questioned.count }, (_, row) => {
    let sum = 0;
    for (let known = 0; known < count; known++) {
      sum += cosine(vectorAt(questioned, row), vectorAt(references, known));
    }
    return sum / count - spread;
  });
}

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
