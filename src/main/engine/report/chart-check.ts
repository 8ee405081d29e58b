import type { JournalEntry } from '../../../contract/case.ts';
import type { Nearness, ScoreCurves } from '../../../contract/charts.ts';
import type { ReportCharts, ReportLetter } from '../../../contract/report-charts.ts';
import type { ReportDocument } from '../../../contract/report.ts';
import type { Difference, ModelUse } from '../../../contract/results.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import type { Reference } from '../comparison/reference.ts';
import type { Embedding } from '../encoder/encoder.ts';
import { matrixIn, reportNearness, scoresOf } from './charts.ts';
import { LetterReplay } from './letter-replay.ts';
import { otherModelText, SCORE_AGREES, SHARE_AGREES } from './result-check.ts';

/** What charts are drawn again from. */
export interface ChartEvidence {
  /** What a model says of itself, recomputed vectors of its words by word id, and its reference; undefined for a model that is not here. */
  readonly of: (model: ModelUse) =>
    | {
        readonly model: ModelUse;
        readonly vectors: ReadonlyMap<string, Embedding>;
        readonly reference: Reference | null;
      }
    | undefined;
  /** Journal lines up to the report; null where no journal is at hand. */
  readonly entries: readonly JournalEntry[] | null;
}

/** Distances on a map agree within this. They are those of unit vectors, of which rounding moves each by some millionths. */
const MAP_AGREES = 1e-3;

/** The charts of a report that do not follow from what is recomputed of its words, from its results, or from the journal. */
export function otherCharts(document: ReportDocument, evidence: ChartEvidence): Difference[] {
  const { charts } = document;
  if (charts === undefined) return [];
  return [
    ...otherScores(document, charts, evidence),
    ...otherNearness(document, charts, evidence),
    ...otherLetters(document, charts, evidence),
    ...notMissing(document, charts, evidence),
  ];
}

function otherScores(
  document: ReportDocument,
  { scores = [] }: ReportCharts,
  { of }: ChartEvidence,
): Difference[] {
  const erased = erasedLabels(document);
  return scores.flatMap(({ comparison: id, curves }): Difference[] => {
    const where = `chart of scores, comparison ${id}`;
    const comparison = document.comparisons.find((each) => each.id === id);
    if (comparison === undefined) {
      return [
        { kind: 'report', where, expected: 'a comparison of this report', found: 'no such comparison' },
      ];
    }
    if ([...comparison.questioned, ...comparison.known].some((label) => erased.has(label))) return [];
    const model = of(comparison.model);
    // Where model or population is another, the comparison itself is a difference; but not where it names no population.
    if (model === undefined || (!model.reference && comparison.reference !== null)) return [];
    const { vectors, reference } = model;
    const now = reference ? scoresOf(comparison, document, reference, (word) => vectors.get(word)) : null;
    return now !== null && sameCurves(curves, now)
      ? []
      : [{ kind: 'score', where, expected: canonicalJson(curves), found: canonicalJson(now) }];
  });
}

function sameCurves(recorded: ScoreCurves, now: ScoreCurves): boolean {
  const { drawn, ...rest } = recorded;
  const { drawn: drawnNow, ...restNow } = now;
  return (
    canonicalJson(rest) === canonicalJson(restNow) &&
    (['low', 'middle', 'high'] as const).every((at) => Math.abs(drawn[at] - drawnNow[at]) <= SCORE_AGREES)
  );
}

function otherNearness(
  document: ReportDocument,
  { nearness }: ReportCharts,
  { of }: ChartEvidence,
): Difference[] {
  if (nearness === undefined) return [];
  const { model, matrix, map } = nearness;
  const here = of(model);
  if (here === undefined) {
    const expected = `${model.name} ${model.version}, SHA-256 ${model.sha256}`;
    return [{ kind: 'model', where: 'matrix and map of hands', expected, found: 'no such model here' }];
  }
  const erased = erasedLabels(document);
  const now = reportNearness(document, (word) => here.vectors.get(word), map !== undefined);
  const differences = otherModelText(model, here.model, 'matrix and map of hands');
  if (matrix !== undefined) differences.push(...otherMatrix(matrix, now, erased));
  if (map !== undefined && erased.size === 0 && !sameMap(map, now.map)) {
    const [expected, found] = [canonicalJson(map), canonicalJson(now.map)];
    differences.push({ kind: 'score', where: 'map of hands', expected, found });
  }
  return differences;
}

type ChartMatrix = NonNullable<NonNullable<ReportCharts['nearness']>['matrix']>;

/** Rows that are not those that the evidence gives, and cosines that are others; rows are held against each other in their order. */
function otherMatrix(matrix: ChartMatrix, now: Nearness, erased: ReadonlySet<string>): Difference[] {
  // Of a matrix by writers nobody can compute again what an erased item gave to its writer.
  if (matrix.of === 'writers' && erased.size > 0) return [];
  const all = now[matrix.of];
  const kept = matrix.hands.flatMap((hand, row) => (erased.has(hand.label) ? [] : [{ hand, row }]));
  const expected = erased.size === 0 ? matrixIn(now) : null;
  const rowsText = ({ of, hands, leftOut }: Pick<ChartMatrix, 'of' | 'leftOut' | 'hands'>): string =>
    `${hands.length} rows by ${of}, ${leftOut} more left out`;
  // Of rows that were erased nobody knows any more which of the others they kept out.
  const there = matrix.leftOut === 0 ? all.hands : all.hands.slice(0, kept.length);
  const rows = expected ?? { ...matrix, hands: there };
  const stated = { ...matrix, hands: kept.map(({ hand }) => hand) };
  const [recorded, found] = [rowsText(stated), rowsText(rows)];
  if (recorded !== found) {
    return [{ kind: 'report', where: 'matrix of hands', expected: recorded, found }];
  }
  return kept.flatMap(({ hand, row }, at): Difference[] => {
    const same = all.hands[at];
    if (!sameHand(hand, same)) {
      const where = `matrix of hands: ${hand.label}`;
      return [{ kind: 'report', where, expected: handText(hand), found: handText(same) }];
    }
    return kept.slice(0, at).flatMap((other, before): Difference[] => {
      const stands = matrix.cosines[row]?.[other.row];
      const computed = all.cosines[at]?.[before];
      if (stands !== undefined && computed !== undefined && Math.abs(stands - computed) <= SCORE_AGREES)
        return [];
      return [
        {
          kind: 'score',
          where: `matrix of hands: ${other.hand.label} and ${hand.label}`,
          expected: stands?.toFixed(6) ?? 'none',
          found: computed?.toFixed(6) ?? 'none',
        },
      ];
    });
  });
}

/** Charts that a report calls missing although they can be drawn. */
function notMissing(
  document: ReportDocument,
  { missing = [] }: ReportCharts,
  { of }: ChartEvidence,
): Difference[] {
  if (erasedLabels(document).size > 0) return [];
  const here = document.model === null ? undefined : of(document.model);
  return missing.flatMap((chart): Difference[] => {
    const comparison = document.comparisons.find(({ id }) => id === chart.comparison);
    const drawable = {
      'no-population': () =>
        comparison !== undefined &&
        here !== undefined &&
        here.reference !== null &&
        scoresOf(comparison, document, here.reference, (word) => here.vectors.get(word)) !== null,
      'no-pairs': () => comparison !== undefined && comparison.pairs.length > 0,
      'few-hands': () => {
        if (here === undefined) return false;
        const now = reportNearness(document, (word) => here.vectors.get(word), chart.chart === 'map');
        return (chart.chart === 'map' ? now.map : matrixIn(now)) !== null;
      },
      'no-letter': () => document.charts?.letters?.some(({ name }) => name === chart.letter) ?? false,
      // What was not here at the time says nothing of what is now.
      'no-model': () => false,
      'not-encoded': () => false,
    }[chart.why]();
    if (!drawable) return [];
    const where = [`chart called missing: ${chart.chart}`, chart.comparison ?? chart.letter ?? []]
      .flat()
      .join(', ');
    return [{ kind: 'report', where, expected: chart.why, found: 'it can be drawn' }];
  });
}

type ChartHand = NonNullable<NonNullable<ReportCharts['nearness']>['matrix']>['hands'][number];

const sameHand = (a: ChartHand, b: ChartHand | undefined): boolean =>
  b !== undefined && a.label === b.label && a.role === b.role && a.words === b.words;

const handText = (hand: ChartHand | undefined): string =>
  hand === undefined ? 'no such hand' : `${hand.label}, ${hand.role}, ${hand.words} words`;

type HandMap = NonNullable<NonNullable<ReportCharts['nearness']>['map']>;

/** Which way round an axis runs says nothing: it is distances that have to agree. */
function sameMap(recorded: HandMap, now: HandMap | null): boolean {
  if (now === null || recorded.hands.length !== now.hands.length) return false;
  const far = (hands: HandMap['hands'], a: number, b: number): number =>
    Math.hypot(hands[a]!.x - hands[b]!.x, hands[a]!.y - hands[b]!.y);
  return (
    recorded.hands.every(
      (hand, a) =>
        sameHand(hand, now.hands[a]) &&
        recorded.hands.every(
          (_, b) => Math.abs(far(recorded.hands, a, b) - far(now.hands, a, b)) <= MAP_AGREES,
        ),
    ) && recorded.shares.every((share, axis) => Math.abs(share - now.shares[axis]!) <= SHARE_AGREES)
  );
}

/** What a letter is called is sealed in the journal by a salt that a report does not hold: its hash seals that with all else. */
function otherLetters(
  document: ReportDocument,
  { letters = [] }: ReportCharts,
  { entries }: ChartEvidence,
): Difference[] {
  const items = new Map(document.items.map((item) => [item.label, item]));
  const replay = new LetterReplay();
  for (const entry of entries ?? []) replay.play(entry);
  const standing = replay.standing();
  return letters.flatMap(({ name, letters: its }) =>
    its.flatMap((letter): Difference[] => {
      const item = items.get(letter.item);
      if (item?.erased === true) return [];
      const where = `letter chart “${name}”: letter ${letter.id} on ${letter.item}`;
      const size = item?.pageSizes[letter.page];
      if (item === undefined || size === undefined) {
        return [{ kind: 'report', where, expected: 'a page of this report', found: 'no such page' }];
      }
      if (letter.places.some(({ x, y }) => x > size.width || y > size.height)) {
        return [{ kind: 'report', where, expected: 'places on its page', found: 'places beyond its edges' }];
      }
      if (entries === null) return [];
      const statement = standing.get(letter.id);
      const said = statement && {
        item: statement.item,
        page: statement.page,
        shape: statement.shape,
        places: statement.places,
      };
      const [expected, found] = [canonicalJson(placeText(letter, item.id)), canonicalJson(said ?? null)];
      return expected === found ? [] : [{ kind: 'journal', where, expected, found }];
    }),
  );
}

const placeText = ({ page, shape, places }: ReportLetter, item: string): object => ({
  item,
  page,
  shape,
  places,
});

/** Items that were erased since, with the further hands on them. */
export function erasedLabels({ items, hands = [] }: ReportDocument): ReadonlySet<string> {
  const erased = new Set(items.filter((item) => item.erased === true).map(({ label }) => label));
  for (const { item, label } of hands) if (erased.has(item)) erased.add(label);
  return erased;
}
