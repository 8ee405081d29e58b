import * as v from 'valibot';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import { ItemRole } from './case.ts';
import { ScoreCurves } from './charts.ts';
import { CHARTS, PairsOfGrid, type ChartChoice } from './chart-choice.ts';
import { LetterName, LetterShape } from './letters.ts';
import { Place } from './marks.ts';
import { ModelUse, type Comparison } from './results.ts';
import { Cosine, Count, Fraction, Id } from './schema.ts';

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
  /** Two opposite corners of a box, or three and more of an outline. */
  places: v.pipe(v.array(Place), v.minLength(2)),
});
export type ReportLetter = v.InferOutput<typeof ReportLetter>;

/** A chart that was asked for and cannot be drawn. */
export const MissingChart = v.object({
  chart: v.picklist(CHARTS),
  /** The comparison that it would be of. */
  comparison: v.optional(Id),
  /** The letter that it would be of. */
  letter: v.optional(LetterName),
  why: v.picklist(['no-population', 'no-pairs', 'few-hands', 'no-letter', 'no-model', 'not-encoded']),
});
export type MissingChart = v.InferOutput<typeof MissingChart>;

/** What charts are drawn from, as far as it decides whether they can be. */
export interface ChartGrounds {
  readonly comparisons: readonly Pick<Comparison, 'id' | 'pairs' | 'reference'>[];
  /** Items and further hands. */
  readonly hands: readonly {
    readonly role: ItemRole;
    /** Null where it is nobody's that is named. */
    readonly writer: string | null;
    /** In use. */
    readonly words: number;
  }[];
  /** Names of the letters that are marked. */
  readonly letters: readonly string[];
}

/** Hands that a matrix and a map need. */
const LEAST_HANDS = { matrix: 2, map: 3 } as const;

/** The charts of a choice that cannot be drawn. */
export function missingCharts(
  choice: ChartChoice,
  { comparisons, hands, letters }: ChartGrounds,
): MissingChart[] {
  const written = hands.filter(({ words }) => words > 0);
  const mapped = new Set(
    written.flatMap(({ role, writer }, at): (string | number)[] => {
      if (writer !== null) return [writer];
      return role === 'questioned' ? [at] : [];
    }),
  );
  const missing = (are: boolean, chart: MissingChart): MissingChart[] => (are ? [chart] : []);
  return [
    ...comparisons.flatMap(({ id: comparison, pairs, reference }) => [
      ...missing(choice.scores && reference === null, { chart: 'scores', comparison, why: 'no-population' }),
      ...missing(choice.pairs > 0 && pairs.length === 0, { chart: 'pairs', comparison, why: 'no-pairs' }),
    ]),
    ...missing(choice.matrix && written.length < LEAST_HANDS.matrix, { chart: 'matrix', why: 'few-hands' }),
    ...missing(choice.map && mapped.size < LEAST_HANDS.map, { chart: 'map', why: 'few-hands' }),
    ...(choice.letters ?? []).flatMap((letter) =>
      missing(!letters.includes(letter), { chart: 'letters', letter, why: 'no-letter' }),
    ),
  ];
}

/**
 * Which chart is missing, and why.
 *
 * @param of what its comparison is of, where that is not clear from where it is said.
 */
export function missingText(
  language: Language,
  { chart, letter = '', why }: MissingChart,
  of?: string,
): string {
  const name = {
    scores: () => say(language, 'Scores of pairs of known origin'),
    pairs: () => say(language, 'Grid of pairs'),
    matrix: () => say(language, 'Matrix of hands'),
    map: () => say(language, 'Map of hands'),
    letters: () => say(language, 'Letter chart of “{name}”', { name: letter }),
  }[chart]();
  const reason = {
    'no-population': () =>
      say(language, 'the model has no reference population that reaches so little writing.'),
    'no-pairs': () => say(language, 'no words of this comparison were taken for the same text.'),
    'few-hands': () =>
      chart === 'matrix'
        ? say(language, 'two items with words in use are needed.')
        : say(language, 'three hands with words in use are needed, questioned items or known writers.'),
    'no-letter': () => say(language, 'no letter of this name is marked.'),
    'no-model': () => say(language, 'no model can be used.'),
    'not-encoded': () => say(language, 'not every word in use could be encoded.'),
  }[why]();
  return of === undefined
    ? say(language, '{chart}: not drawn, since {reason}', { chart: name, reason })
    : say(language, '{chart}, {of}: not drawn, since {reason}', { chart: name, of, reason });
}

/** The charts of a report, as the figures that they are drawn from. */
export const ReportCharts = v.object({
  /** By the ids of comparisons. */
  scores: v.optional(v.array(v.object({ comparison: Id, curves: ScoreCurves }))),
  /** Pairs of each comparison that stand in its grid. */
  pairs: v.optional(v.pipe(PairsOfGrid, v.minValue(1))),
  /** What is computed from the mean writer embeddings of all hands. */
  nearness: v.optional(
    v.object({
      model: ModelUse,
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
  /** What was asked for and could not be drawn; left out for none. */
  missing: v.optional(v.array(MissingChart)),
});
export type ReportCharts = v.InferOutput<typeof ReportCharts>;
