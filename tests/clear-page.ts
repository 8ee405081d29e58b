import type { PageQuality } from '../src/contract/quality.ts';

/** What is measured of a page of clear writing, of which nothing has to be said. */
export const CLEAR_PAGE: PageQuality = {
  words: 84,
  lines: 9,
  inkPixels: 60_000,
  xHeight: 22,
  strokeWidth: 4.1,
  edgeWidth: 1.9,
  contrast: 0.7,
  grain: 0.008,
  faintMarks: 0,
  faintShare: 0,
  rules: 0,
  beyondSheet: 0,
  printed: 0,
  turning: { lines: 1.8, reach: 1.1, breadth: 30 },
};
