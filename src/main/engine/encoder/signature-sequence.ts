/**
 * What the signature encoder gives for one signature: a sequence of vectors of length 1, one for each step across it,
 * and how far from its own place a step may find its counterpart.
 */
export const SIGNATURE_SEQUENCE = { steps: 28, dimensions: 64, reach: 4 } as const;
