import type { Nearness, ScoreCurves } from '../../../contract/charts.ts';
import type { Letter } from '../../../contract/letters.ts';
import type { ItemRole } from '../../../contract/case.ts';
import type { ChartChoice } from '../../../contract/chart-choice.ts';
import { missingCharts, type MissingChart, type ReportCharts } from '../../../contract/report-charts.ts';
import type { ReportComparison, WordsOfItem } from '../../../contract/report.ts';
import type { ModelUse } from '../../../contract/results.ts';
import { nearnessOf, type NearHand } from '../comparison/nearness.ts';
import { scoreCurves, type DrawableWord } from '../comparison/placement.ts';
import type { Reference } from '../comparison/reference.ts';
import type { Recorded } from './content.ts';

/** A model's vectors of a word, by the word's id; undefined where there are none. */
export type VectorsOf = (word: string) => Pick<DrawableWord, 'writer' | 'word'> | undefined;

/** What charts are made of, beside what the report holds anyway. */
export interface ChartMaterial {
  readonly choice: ChartChoice;
  /** Of the model in use; null where it has none. */
  readonly reference: Reference | null;
  /** The model in use, null for none, and its vectors of the crops with these hashes. */
  readonly model: ModelUse | null;
  readonly vectors: (
    cropSha256s: readonly string[],
  ) => ReadonlyMap<string, Pick<DrawableWord, 'writer' | 'word'>>;
  /** Those that were marked, as whoever writes the report sees them. */
  readonly letters: readonly Letter[];
}

/** Items that a matrix shows one by one; of a case of more, each known writer has one row. */
const MOST_ITEMS = 40;
/** Rows of a matrix: some ten pages. */
const MOST_ROWS = 100;

/** The figures that the charts of a report are drawn from; undefined for no chart. */
export function chartsOf(recorded: Recorded, material: ChartMaterial): ReportCharts | undefined {
  const { choice, reference, model, letters } = material;
  const vectorsOf = vectorsIn(recorded, material.vectors);
  const scores = recorded.comparisons.flatMap((comparison) => {
    const curves =
      choice.scores && reference !== null && comparison.model.sha256 === model?.sha256
        ? scoresOf(comparison, recorded, reference, vectorsOf)
        : null;
    return curves === null ? [] : [{ comparison: comparison.id, curves }];
  });
  const labels = new Map(recorded.items.map(({ id, label }) => [id, label]));
  const chosen = [...new Set(letters.map(({ name }) => name))]
    .filter((name) => choice.letters?.includes(name) ?? true)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({
      name,
      letters: letters.flatMap(({ id, item, index: page, shape, places, ...letter }) => {
        const label = labels.get(item);
        return letter.name !== name || label === undefined ? [] : [{ id, item: label, page, shape, places }];
      }),
    }))
    .filter((each) => each.letters.length > 0);
  const { nearness, missing: unseen } = nearnessIn(recorded, { choice, model, vectorsOf });
  const named = [...new Set(letters.map(({ name }) => name))];
  const undrawn = recorded.comparisons.filter(
    ({ id }) => !scores.some(({ comparison }) => comparison === id),
  );
  // Of the others it is what came of them that says it.
  const tellsBeforehand = { ...choice, scores: false, matrix: false, map: false };
  const missing: MissingChart[] = [
    ...(choice.scores
      ? undrawn.map(({ id }): MissingChart => ({ chart: 'scores', comparison: id, why: 'no-population' }))
      : []),
    ...missingCharts(tellsBeforehand, { comparisons: recorded.comparisons, hands: [], letters: named }),
    ...unseen,
  ];
  const charts: ReportCharts = {
    ...(scores.length === 0 ? {} : { scores }),
    ...(choice.pairs === 0 || recorded.comparisons.every(({ pairs }) => pairs.length === 0)
      ? {}
      : { pairs: choice.pairs }),
    ...(nearness ? { nearness } : {}),
    ...(chosen.length === 0 ? {} : { letters: chosen }),
    ...(missing.length === 0 ? {} : { missing }),
  };
  return Object.keys(charts).length === 0 ? undefined : charts;
}

function vectorsIn({ words }: Recorded, of: ChartMaterial['vectors']): VectorsOf {
  const byCrop = of(words.map(({ cropSha256 }) => cropSha256));
  const crops = new Map(words.map(({ id, cropSha256 }) => [id, cropSha256]));
  return (word) => byCrop.get(crops.get(word) ?? '');
}

/** Matrix and map, or why those that are wanted are missing. */
function nearnessIn(
  recorded: Recorded,
  {
    choice,
    model,
    vectorsOf,
  }: { readonly choice: ChartChoice; readonly model: ModelUse | null; readonly vectorsOf: VectorsOf },
): { nearness?: NonNullable<ReportCharts['nearness']>; missing: MissingChart[] } {
  const wanted = (['matrix', 'map'] as const).filter((chart) => choice[chart]);
  if (wanted.length === 0) return { missing: [] };
  const none = (why: MissingChart['why']): { missing: MissingChart[] } => ({
    missing: wanted.map((chart) => ({ chart, why })),
  });
  if (model === null) return none('no-model');
  // Over part of the words nobody could tell from the evidence over which.
  if (inUse(recorded).some(({ id }) => vectorsOf(id) === undefined)) return none('not-encoded');
  const near = reportNearness(recorded, vectorsOf, choice.map);
  const matrix = choice.matrix ? matrixIn(near) : null;
  const map = choice.map ? near.map : null;
  return {
    ...(matrix !== null || map !== null
      ? {
          nearness: {
            model,
            ...(matrix === null ? {} : { matrix }),
            ...(map === null
              ? {}
              : {
                  map: {
                    hands: map.hands.map(({ x, y, ...hand }) => ({ ...described(hand), x, y })),
                    shares: map.shares,
                  },
                }),
          },
        }
      : {}),
    missing: wanted
      .filter((chart) => (chart === 'matrix' ? matrix : map) === null)
      .map((chart) => ({ chart, why: 'few-hands' })),
  };
}

type ChartMatrix = NonNullable<NonNullable<ReportCharts['nearness']>['matrix']>;

/** The rows that a report shows of a matrix; null where there are fewer than two. */
export function matrixIn({ items, writers }: Nearness): ChartMatrix | null {
  const of = items.hands.length > MOST_ITEMS && writers.hands.length > 1 ? 'writers' : 'items';
  const { hands, leftOut, cosines } = of === 'items' ? items : writers;
  if (hands.length < 2) return null;
  return {
    of,
    hands: hands.slice(0, MOST_ROWS).map(described),
    leftOut: leftOut + Math.max(0, hands.length - MOST_ROWS),
    cosines: cosines.slice(0, MOST_ROWS),
  };
}

type Described = Pick<Nearness['items']['hands'][number], 'label' | 'role' | 'words'>;
const described = ({ label, role, words }: Described): Described => ({ label, role, words });

const inUse = ({ words }: Pick<Recorded, 'words'>): Recorded['words'] =>
  words.filter(({ state }) => state !== 'excluded');

/** The side that a further hand is on, by the role of the item that holds it. */
const roleOfHand = (writer: object | null, holder: ItemRole | undefined): ItemRole => {
  if (writer !== null) return 'known';
  return holder === 'questioned' ? 'questioned' : 'unassigned';
};

/** How near the hands of a report lie to each other, by what vectors there are of their words in use; `mapped` also as a map. */
export function reportNearness(
  { items, hands = [], words }: Pick<Recorded, 'items' | 'hands' | 'words'>,
  vectorsOf: VectorsOf,
  mapped: boolean,
): Nearness {
  const used = Map.groupBy(inUse({ words }), ({ hand, item }) => hand ?? item);
  const vectors = (label: string): Float32Array[] =>
    (used.get(label) ?? []).flatMap(({ id }) => vectorsOf(id)?.writer ?? []);
  const roles = new Map(items.map(({ label, role }) => [label, role]));
  const all = [
    ...items
      .filter(({ erased }) => erased !== true)
      .map(({ label, role, writer }): NearHand => ({
        id: label,
        label,
        role,
        writer,
        words: vectors(label),
      })),
    ...hands.map(({ item, label, writer }): NearHand => ({
      id: label,
      label,
      role: roleOfHand(writer, roles.get(item)),
      writer,
      words: vectors(label),
    })),
  ];
  return nearnessOf(all, mapped);
}

/** Where a comparison of a report lies among scores of known origin; null where that cannot be said. */
export function scoresOf(
  { words }: Pick<ReportComparison, 'words'>,
  { words: all }: Pick<Recorded, 'words'>,
  reference: Reference,
  vectorsOf: VectorsOf,
): ScoreCurves | null {
  if (words === null) return null;
  const byId = new Map(all.map((word) => [word.id, word]));
  const side = (of: readonly WordsOfItem[]): DrawableWord[] =>
    of.flatMap(({ item, words: ids }) =>
      ids.flatMap((id) => {
        const [word, vectors] = [byId.get(id), vectorsOf(id)];
        return word && vectors ? [{ id, item, cropSha256: word.cropSha256, ...vectors }] : [];
      }),
    );
  const [questioned, known] = [side(words.questioned), side(words.known)];
  return questioned.length === 0 || known.length === 0 ? null : scoreCurves(reference, questioned, known);
}
