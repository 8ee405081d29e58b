import type { ChunkedPage } from './chunks.ts';

/** Lines that a page has at least to show by its margins which way it is read. */
const LEAST_LINES = 5;
/** Raggedness of the right margin, as a share of the left one's and in text heights, up to which it is where lines begin. */
const FLUSH = { share: 0.25, heights: 1.5 };

/**
 * Whether lines are read from the right: writing begins at one margin and ends ragged at the other, so that a page whose
 * right margin is far straighter than its left one is in a right-to-left script. Only the order of words depends on it.
 */
export function readsFromRight({ lines, textHeight }: ChunkedPage): boolean {
  const written = lines.filter(({ chunks }) => chunks.length > 1);
  if (written.length < LEAST_LINES) return false;
  const left = raggedness(written.map(({ chunks }) => chunks[0]!.from));
  const right = raggedness(written.map(({ chunks }) => Math.max(...chunks.map(({ to }) => to))));
  return right <= FLUSH.share * left && right <= FLUSH.heights * textHeight;
}

/** Median distance from the median. */
function raggedness(ends: readonly number[]): number {
  const middle = median(ends);
  return median(ends.map((end) => Math.abs(end - middle)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
