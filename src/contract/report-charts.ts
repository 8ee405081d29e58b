import * as v from 'valibot';
import { ItemRole } from './case.ts';
import { ScoreCurves } from './charts.ts';
import { LetterName, LetterShape } from './letters.ts';
import { Place } from './marks.ts';
import { ModelUse } from './results.ts';
import { Cosine, Count, Fraction, Id } from './schema.ts';

/** Pairs of one comparison that a report shows as a grid at most: some four pages of them. */
const MOST_PAIRS = 96;
/** How many it shows where a grid is asked for, and nobody says of how many. */
export const USUAL_PAIRS = 24;

/** Which charts a report is to hold beside its findings and results. */
export const ChartChoice = v.object({
  /** Where each comparison lies among scores of known origin. */
  scores: v.optional(v.boolean(), true),
  /** How many pairs of each comparison stand in a grid, the nearest hands first; 0 for no grid. */
  pairs: v.optional(v.pipe(Count, v.maxValue(MOST_PAIRS)), 0),
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

/** Exhibit label, or the name of a writer. */
const Name = v.pipe(v.string(), v.nonEmpty());

/** Writing by one hand, or by all that a writer left, with how many of its words a mean embedding is of. */
const ReportHandOfChart = v.object({ label: Name, role: ItemRole, words: Count });

/** A letter of a chart: where it stands. Its page says how large it is. */
export const ReportLetter = v.object({
  id: Id,
  item: Name,
  /** Place of the page in its item, from 0. */
  page: Count,
  shape: LetterShape,
  places: v.array(Place),
});
export type ReportLetter = v.InferOutput<typeof ReportLetter>;

/** The charts of a report, as the figures that they are drawn from. */
export const ReportCharts = v.object({
  /** By the ids of comparisons. */
  scores: v.optional(v.array(v.object({ comparison: Id, curves: ScoreCurves }))),
  /** Pairs of each comparison that stand in its grid. */
  pairs: v.optional(v.pipe(Count, v.minValue(1))),
  /** What is computed from the mean writer embeddings of all hands. */
  nearness: v.optional(
    v.object({
      model: ModelUse,
      /** Words in use that the model had not encoded, and that no mean is of; left out for none. */
      withoutEmbedding: v.optional(v.array(Id)),
      matrix: v.optional(
        v.object({
          /** Whether each item and further hand has a row of its own, or each known writer one for all. */
          of: v.picklist(['items', 'writers']),
          hands: v.array(ReportHandOfChart),
          leftOut: Count,
          /** Row by row, each with the hands before it. */
          cosines: v.array(v.array(Cosine)),
        }),
      ),
      map: v.optional(
        v.object({
          hands: v.array(v.object({ ...ReportHandOfChart.entries, x: v.number(), y: v.number() })),
          shares: v.tuple([Fraction, Fraction]),
        }),
      ),
    }),
  ),
  letters: v.optional(v.array(v.object({ name: LetterName, letters: v.array(ReportLetter) }))),
});
export type ReportCharts = v.InferOutput<typeof ReportCharts>;
