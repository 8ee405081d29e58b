import type { ItemRole } from '../../../contract/case.ts';
import { shapeName, type MarkContent } from '../../../contract/marks.ts';
import { markAnchor, markPath } from '../../../contract/mark-path.ts';
import { measurementText } from '../../../contract/measurements.ts';
import type { ReportFinding, ReportMark } from '../../../contract/report.ts';
import type { MarkDrawing } from './figures.ts';
import { marksToShow } from './figures.ts';
import { COLUMN, styles, type Cell, type Sheet, type Side } from './sheet.ts';
import type { Style } from './typesetting.ts';
import { UNSTATED } from './wording.ts';

/** How high a marked place may stand on the page, in points. */
const TALLEST = 150;

/** What the section needs of the report that it stands in. */
export interface FindingsContext {
  /** By mark id. */
  readonly drawings: ReadonlyMap<string, MarkDrawing>;
  /** The style of an item's label. */
  readonly styleOf: (label: string) => Style;
  /** The resolution that holds for a page of an item, from 0; null where nobody states one. */
  readonly dpiOf: (label: string, page: number) => number | null;
  readonly roleOf: (label: string) => ItemRole;
  /** Gives the next number of a figure. */
  readonly nextFigure: () => number;
}

/** Sets what the examiner found: a table of all findings, then of each the marked places, questioned beside known. */
export function setFindings(
  sheet: Sheet,
  findings: readonly ReportFinding[],
  context: FindingsContext,
): void {
  sheet.paragraph(
    'What the examiner marked and measured, in the words of the examiner. None of it enters a score. A measure is taken from the places marked, by the resolution that holds for the page.',
  );
  sheet.space(6);
  const widths = [30, 74, 52, 150];
  sheet.table(
    [
      { title: 'No.', width: widths[0] as number, align: 'right' },
      { title: 'Finding', width: widths[1] as number },
      { title: 'Weight', width: widths[2] as number },
      { title: 'Marks', width: widths[3] as number },
      { title: 'Comment', width: COLUMN - widths.reduce((sum, width) => sum + width, 0) },
    ],
    findings.map((finding) => [
      [{ text: String(finding.number), style: styles.cellStrong, align: 'right' }],
      [{ text: finding.kind, style: styles.cell }],
      [
        finding.weight === null
          ? { text: 'not weighed', style: styles.quiet }
          : { text: finding.weight, style: styles.cell },
      ],
      markLines(finding, context),
      [
        finding.comment === ''
          ? { text: UNSTATED, style: styles.quiet }
          : { text: finding.comment, style: styles.cell },
      ],
    ]),
  );
  sheet.space(12);
  for (const finding of findings) setMarks(sheet, finding, context);
}

function markLines({ marks }: ReportFinding, { styleOf }: FindingsContext): Cell {
  if (marks.length === 0) return [{ text: 'on items that were erased', style: styles.quiet }];
  return marks.flatMap((mark) => [
    { text: placeOfMark(mark), style: styleOf(mark.item) },
    { text: sayingOf(mark), style: styles.cell },
  ]);
}

/**
 * Marked places two by two: the first of the questioned writing beside the first of the known, and so on; those for which the
 * other writing has none left, beside each other, and so, last, those on items that are on neither side.
 */
function setMarks(sheet: Sheet, finding: ReportFinding, context: FindingsContext): void {
  const shown = marksToShow(finding);
  const {
    known = [],
    questioned = [],
    unassigned = [],
  } = Object.groupBy(shown, ({ item }) => context.roleOf(item));
  const both = Math.min(known.length, questioned.length);
  const over = [...questioned.slice(both), ...known.slice(both)];
  const rows = [
    ...questioned.slice(0, both).map((mark, at) => [mark, known[at]]),
    ...byTwos(over),
    ...byTwos(unassigned),
  ];
  for (const [left, right] of rows) {
    const sides = [sideOf(finding, left, context), sideOf(finding, right, context)] as const;
    sheet.pair(sides, `Finding ${finding.number}, ${finding.kind}.`, context.nextFigure(), TALLEST);
  }
  const rest = finding.marks.length - shown.length;
  if (rest > 0) {
    sheet.paragraph(
      `${rest} more ${rest === 1 ? 'mark' : 'marks'} of finding ${finding.number} stand in the table alone.`,
      styles.quiet,
    );
    sheet.space(8);
  }
}

const byTwos = (marks: readonly ReportMark[]): (ReportMark | undefined)[][] =>
  marks.flatMap((mark, at) => (at % 2 === 0 ? [[mark, marks[at + 1]]] : []));

function sideOf(
  { number }: ReportFinding,
  mark: ReportMark | undefined,
  { drawings, styleOf, dpiOf }: FindingsContext,
): Side {
  if (mark === undefined) return { picture: null, absent: '', dpi: null, legend: '', style: styles.quiet };
  const drawing = drawings.get(mark.id) ?? { absent: 'Not shown.' };
  const dpi = dpiOf(mark.item, mark.page);
  const style = styleOf(mark.item);
  const legend = `${placeOfMark(mark)}: ${sayingOf(mark)}`;
  if ('absent' in drawing) return { picture: null, absent: drawing.absent, dpi, legend, style };
  const { picture, box } = drawing;
  // A large place is drawn smaller than the page has it.
  const scale = picture.width / box.width;
  const content: MarkContent = {
    ...mark.content,
    places: mark.content.places.map(({ x, y }) => ({ x: (x - box.x) * scale, y: (y - box.y) * scale })),
  };
  return {
    picture,
    absent: '',
    dpi: dpi === null ? null : dpi * scale,
    legend,
    style,
    marked: {
      pathAt: (unit) => markPath(content, unit),
      anchor: markAnchor(content),
      label: String(number),
      text: content.text,
      color: style.color,
    },
  };
}

const placeOfMark = ({ item, page }: ReportMark): string => `${item}, page ${page + 1}`;

function sayingOf({ content, measurement }: ReportMark): string {
  if (content.text !== '') return `“${content.text}”`;
  const shape = shapeName(content.shape);
  return measurement === null ? shape : `${shape} ${measurementText(measurement)}`;
}
