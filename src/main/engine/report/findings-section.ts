import type { ItemRole } from '../../../contract/case.ts';
import { shapeName, type MarkContent } from '../../../contract/marks.ts';
import { markAnchor, markPath } from '../../../contract/mark-path.ts';
import { measurementText } from '../../../contract/measurements.ts';
import type { ReportFinding, ReportMark } from '../../../contract/report.ts';
import type { Language } from '../../../language/language.ts';
import { reportSpeaker, reportText } from '../../../language/report/report.ts';
import type { MarkDrawing } from './figures.ts';
import { marksToShow } from './figures.ts';
import { COLUMN, styles, type Cell, type Sheet, type Side } from './sheet.ts';
import type { Style } from './typesetting.ts';
import { madeText } from './unmasking-section.ts';
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
  readonly language: Language;
}

/** Sets what the examiner found: a table of all findings, then of each the marked places, questioned beside known. */
export function setFindings(
  sheet: Sheet,
  findings: readonly ReportFinding[],
  context: FindingsContext,
): void {
  const say = reportSpeaker(context.language);
  sheet.paragraph(
    say(
      'What the examiner marked and measured, in the words of the examiner. None of it enters a score. A measure is taken from the places marked, by the resolution that holds for the page.',
    ),
  );
  sheet.space(6);
  const widths = [30, 82, 52, 150];
  sheet.table(
    [
      { title: say('No.'), width: widths[0] as number, align: 'right' },
      { title: say('Finding'), width: widths[1] as number },
      { title: say('Weight'), width: widths[2] as number },
      { title: say('Marks'), width: widths[3] as number },
      { title: say('Comment'), width: COLUMN - widths.reduce((sum, width) => sum + width, 0) },
    ],
    findings.map((finding) => [
      [{ text: String(finding.number), style: styles.cellStrong, align: 'right' }],
      [{ text: say(finding.kind), style: styles.cell }, ...madeLines(finding, context.language)],
      [
        finding.weight === null
          ? { text: say('not weighed'), style: styles.quiet }
          : { text: say(finding.weight), style: styles.cell },
      ],
      markLines(finding, context),
      [
        finding.comment === ''
          ? { text: say(UNSTATED), style: styles.quiet }
          : { text: finding.comment, style: styles.cell },
      ],
    ]),
  );
  sheet.space(12);
  for (const finding of findings) setMarks(sheet, finding, context);
}

function madeLines(finding: ReportFinding, language: Language): Cell {
  const text = madeText(finding, language);
  return text === null ? [] : [{ text, style: styles.quiet }];
}

function markLines({ marks }: ReportFinding, { styleOf, language }: FindingsContext): Cell {
  if (marks.length === 0) {
    return [{ text: reportText(language, 'on items that were erased'), style: styles.quiet }];
  }
  return marks.flatMap((mark) => [
    { text: placeOfMark(mark, language), style: styleOf(mark.item) },
    { text: sayingOf(mark, language), style: styles.cell },
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
  const say = reportSpeaker(context.language);
  const { number } = finding;
  const caption = say('Finding {number}, {kind}.', { number, kind: say(finding.kind) });
  for (const [left, right] of rows) {
    const sides = [sideOf(finding, left, context), sideOf(finding, right, context)] as const;
    sheet.pair(sides, caption, context.nextFigure(), TALLEST);
  }
  const rest = finding.marks.length - shown.length;
  if (rest > 0) {
    sheet.paragraph(
      say(
        '{marks, plural, one {# more mark} other {# more marks}} of finding {number} stand in the table alone.',
        { marks: rest, number },
      ),
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
  { drawings, styleOf, dpiOf, language }: FindingsContext,
): Side {
  if (mark === undefined) return { picture: null, absent: '', dpi: null, legend: '', style: styles.quiet };
  const drawing: MarkDrawing = drawings.get(mark.id) ?? { absent: 'Not shown.' };
  const dpi = dpiOf(mark.item, mark.page);
  const style = styleOf(mark.item);
  const legend = reportText(language, '{place}: {saying}', {
    place: placeOfMark(mark, language),
    saying: sayingOf(mark, language),
  });
  if ('absent' in drawing)
    return { picture: null, absent: reportText(language, drawing.absent), dpi, legend, style };
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

const placeOfMark = ({ item, page }: ReportMark, language: Language): string =>
  reportText(language, '{label}, page {page}', { label: item, page: page + 1 });

function sayingOf({ content, measurement }: ReportMark, language: Language): string {
  if (content.text !== '') return reportText(language, '“{text}”', { text: content.text });
  const shape = shapeName(content.shape, language);
  if (measurement === null) return shape;
  return reportText(language, '{shape} {measure}', {
    shape,
    measure: measurementText(measurement, language),
  });
}
