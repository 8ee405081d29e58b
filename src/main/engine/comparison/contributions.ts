/**
 * What each part of a word gives to the cosine of its writer embedding and another's. An embedding that is the mean of the
 * vectors of its parts makes the cosine a sum over them: for n parts p, the cosine with w is the sum of p · w / n, exactly.
 *
 * @param parts vectors whose mean is an embedding of length 1.
 * @param other the other word's embedding, of length 1.
 * @returns one number a part, in their order; their sum is the cosine.
 */
export function contributions(parts: readonly Float32Array[], other: Float32Array): number[] {
  return parts.map((part) => {
    let sum = 0;
    for (let at = 0; at < other.length; at++) sum += (part[at] as number) * (other[at] as number);
    return sum / parts.length;
  });
}
