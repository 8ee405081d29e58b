import * as v from 'valibot';
import { LetterName } from './letters.ts';
import { Count } from './schema.ts';

/** Pairs of one comparison that a report shows as a grid at most: some four pages of them. */
const MOST_PAIRS = 96;
/** How many it shows where a grid is asked for, and nobody says of how many. */
export const USUAL_PAIRS = 24;
export const PairsOfGrid = v.pipe(Count, v.maxValue(MOST_PAIRS));

/** Which charts a report is to hold beside its findings and results. */
export const ChartChoice = v.object({
  /** Where each comparison lies among scores of known origin. */
  scores: v.optional(v.boolean(), true),
  /** How many pairs of each comparison stand in a grid, the nearest hands first; 0 for no grid. */
  pairs: v.optional(PairsOfGrid, 0),
  /** How near all items lie to each other. */
  matrix: v.optional(v.boolean(), false),
  map: v.optional(v.boolean(), false),
  /** Letters that are set beside each other; null for all that were marked. */
  letters: v.optional(v.nullable(v.array(LetterName)), null),
});
export type ChartChoice = v.InferOutput<typeof ChartChoice>;

/** The charts that there are. */
export const CHARTS = ['scores', 'pairs', 'matrix', 'map', 'letters'] as const;
export type Chart = (typeof CHARTS)[number];

/** A choice of charts by their names: of letters all, of pairs as many as is usual. */
export const chartsNamed = (names: readonly Chart[]): ChartChoice => ({
  scores: names.includes('scores'),
  pairs: names.includes('pairs') ? USUAL_PAIRS : 0,
  matrix: names.includes('matrix'),
  map: names.includes('map'),
  letters: names.includes('letters') ? null : [],
});

/** What it is where nobody chooses: what was measured and what the examiner marked, and nothing that only orders a case. */
export const USUAL_CHARTS = chartsNamed(['scores', 'letters']);

/** The choice as a case keeps it: letters that are marked later go in by themselves. */
export const KeptCharts = v.object({
  scores: v.boolean(),
  pairs: PairsOfGrid,
  matrix: v.boolean(),
  map: v.boolean(),
  withoutLetters: v.array(LetterName),
});
export type KeptCharts = v.InferOutput<typeof KeptCharts>;

export const USUALLY_KEPT: KeptCharts = {
  scores: USUAL_CHARTS.scores,
  pairs: USUAL_CHARTS.pairs,
  matrix: USUAL_CHARTS.matrix,
  map: USUAL_CHARTS.map,
  withoutLetters: [],
};

/**
 * What a kept choice chooses.
 *
 * @param marked names of the letters that are marked.
 */
export const choiceKept = (
  { withoutLetters, ...others }: KeptCharts,
  marked: readonly string[],
): ChartChoice => ({
  ...others,
  letters: [...new Set(marked)].filter((name) => !withoutLetters.includes(name)),
});
