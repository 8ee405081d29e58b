import { letterBox } from '../../../contract/letters.ts';
import {
  letterChart,
  letterRows,
  type LetterChart,
  type LetterMeasure,
  type LetterRow,
} from '../../../contract/letter-plot.ts';
import { mapPlot, type DrawnMap } from '../../../contract/map-plot.ts';
import { matrixAlt, matrixPlots } from '../../../contract/matrix-plot.ts';
import { byNearness, pairsGrid, type DrawnPair, type PairedWord } from '../../../contract/pairs-plot.ts';
import type { Plot } from '../../../contract/plot.ts';
import type { Chart } from '../../../contract/chart-choice.ts';
import { missingText, type MissingChart, type ReportCharts } from '../../../contract/report-charts.ts';
import type { ReportComparison, ReportContent, ReportItem, ReportWord } from '../../../contract/report.ts';
import { scorePlot } from '../../../contract/score-plot.ts';
import { percentage } from '../../../contract/statement.ts';
import { decimal, listing } from '../../../language/figures.ts';
import type { Language } from '../../../language/language.ts';
import { reportSpeaker, type ReportSpeaker } from '../../../language/report/report.ts';
import { sentences } from '../../../language/sentences.ts';
import { aboutWord, type Drawing, type ReportFigures } from './figures.ts';
import { placeOf, resolutionOf } from './place.ts';
import { COLUMN, styles, type Picture, type Sheet } from './sheet.ts';

/** How high a drawing may stand, in points: what leads to it and its caption have room on the same page. */
const TALLEST = 530;
/** The same of one that goes on from the page before, which has only its caption below. */
const TALLEST_BELOW = 580;
/** Less than this is left empty at the foot of a page rather than that drawings are begun in it, in points. */
const LEAST_BEGUN = 110;
/** Between what leads to a drawing and it, and above and below a caption. */
const LEAD_GAP = 8;
const CAPTION_GAPS = 16;

/** What a chart needs of the report that it stands in. */
export interface ChartContext {
  readonly content: ReportContent;
  readonly figures: ReportFigures;
  /** The number that the next figure will have. */
  readonly nextFigure: () => number;
  /** Takes that number. */
  readonly takeFigure: () => number;
  readonly language: Language;
}

/** A paragraph that names its figures, then these, the first on the page of the paragraph. */
class ChartSetter {
  readonly say: ReportSpeaker;
  readonly #sheet: Sheet;
  readonly #context: ChartContext;

  constructor(sheet: Sheet, context: ChartContext) {
    this.#sheet = sheet;
    this.#context = context;
    this.say = reportSpeaker(context.language);
  }

  /**
   * @param draw the drawings, of which the first may be so high; where none of them has room on this page they begin on the next.
   * @param lead what is said before, of the figures by their names.
   * @param pictures those of the drawings, by image id.
   */
  set(
    draw: (first: number) => readonly Plot[],
    {
      lead,
      alt,
      caption,
      pictures = new Map(),
    }: {
      readonly lead: (figure: string) => string;
      readonly alt: string;
      readonly caption: string;
      readonly pictures?: ReadonlyMap<string, Drawing>;
    },
  ): void {
    const { nextFigure, takeFigure, language } = this.#context;
    const first = nextFigure();
    const figureOf = (many: number): string =>
      many === 1
        ? this.say('Figure {number}', { number: first })
        : this.say('Figures {first} to {last}', { first, last: first + many - 1 });
    const around = this.#around(lead(figureOf(2)), caption);
    const plots = drawnIn(this.#sheet.room - around, draw);
    this.#sheet.need((plots[0]?.height ?? 0) + around);
    this.#sheet.paragraph(lead(figureOf(plots.length)));
    this.#sheet.space(LEAD_GAP);
    for (const plot of plots) {
      const wanted = new Set((plot.pictures ?? []).map(({ image }) => image));
      const drawings = [...pictures].filter(([image]) => wanted.has(image));
      const absent = new Set(
        drawings.flatMap(([, drawing]) => ('absent' in drawing ? [this.say(drawing.absent)] : [])),
      );
      const remarks =
        absent.size === 0 ? [] : [this.say('An empty frame stands for what is not shown.'), ...absent];
      this.#sheet.plot(plot, {
        alt,
        caption: sentences(language, [caption, ...remarks]),
        number: takeFigure(),
        pictures: new Map(
          drawings.flatMap(([image, drawing]): [string, Picture][] =>
            'picture' in drawing ? [[image, drawing.picture]] : [],
          ),
        ),
      });
    }
  }

  /** Whether a drawing has room on this page, with what leads to it and its caption. */
  hasRoom({ height }: Plot, lead: string, caption: string): boolean {
    return height + this.#around(lead, caption) <= this.#sheet.room;
  }

  /** Room for what leads to a drawing and for its caption, in points. */
  #around(lead: string, caption: string): number {
    // The number of the figure stands before the caption.
    const numbered = `${this.say('Figure {number}.', { number: 100 })} ${caption}`;
    return (
      this.#sheet.heightOf(lead) + LEAD_GAP + this.#sheet.heightOf(numbered, styles.quiet) + CAPTION_GAPS
    );
  }
}

/** The drawings as they fill what is left of a page: its first one there, the others on pages of their own, or all of them on these. */
function drawnIn(room: number, draw: (first: number) => readonly Plot[]): readonly Plot[] {
  const whole = draw(TALLEST);
  if ((whole[0]?.height ?? 0) <= room || room < LEAST_BEGUN) return whole;
  const begun = draw(room);
  return (begun[0]?.height ?? 0) <= room ? begun : whole;
}

/** Charts of a kind that were asked for and cannot be drawn. */
const missingOf = ({ content }: ChartContext, ...charts: readonly Chart[]): MissingChart[] =>
  (content.charts?.missing ?? []).filter(({ chart }) => charts.includes(chart));

/** Says in place of a chart of a comparison that it is missing, and why. */
function setMissingOf(sheet: Sheet, context: ChartContext, comparison: string, chart: Chart): void {
  for (const missing of missingOf(context, chart))
    if (missing.comparison === comparison) setMissing(sheet, missing, context.language);
}

function setMissing(sheet: Sheet, missing: MissingChart, language: Language): void {
  sheet.paragraph(missingText(language, missing), styles.quiet);
  sheet.space(8);
}

/** Sets where a comparison lies among scores of known origin. */
export function setScores(sheet: Sheet, { id, reference }: ReportComparison, context: ChartContext): void {
  const { content, language } = context;
  const curves = content.charts?.scores?.find(({ comparison }) => comparison === id)?.curves;
  setMissingOf(sheet, context, id, 'scores');
  if (curves === undefined) return;
  const setter = new ChartSetter(sheet, context);
  const { say } = setter;
  const { samePairs: same, differentPairs: different, population, words, draws, drawn } = curves;
  setter.set(() => [scorePlot(curves, COLUMN, language)], {
    lead: (figure) =>
      say('{figure}: where this score lies among scores of pairs of known origin.', { figure }),
    alt: say(
      'Distributions of scores with this comparison at {score}. {same} of pairs by one writer and {different} of pairs by two score the same or less.',
      {
        score: decimal(language, drawn.middle, 3),
        same: percentage(reference?.samePercentile ?? 0, language),
        different: percentage(reference?.differentPercentile ?? 0, language),
      },
    ),
    caption: sentences(language, [
      say(
        'Scores of {same, plural, one {# pair} other {# pairs}} by one writer and {different, plural, one {# pair} other {# pairs}} by two, of {population} with {words, plural, one {# word} other {# words}} on each side: the share that scores no more.',
        { same, different, population, words },
      ),
      draws === 1
        ? ''
        : say(
            'This comparison rests on more words: its line is the middle of {draws, plural, one {# random draw} other {# random draws}} of as many, and nine in ten of them lie in the grey.',
            { draws },
          ),
    ]),
  });
}

/** Sets the pairs of a comparison whose hands are nearest, as a grid. */
export function setPairs(sheet: Sheet, { id, pairs }: ReportComparison, context: ChartContext): void {
  const { content, figures, language } = context;
  setMissingOf(sheet, context, id, 'pairs');
  const most = content.charts?.pairs ?? 0;
  const shown = byNearness(pairs).slice(0, most);
  if (shown.length === 0) return;
  const setter = new ChartSetter(sheet, context);
  const { say } = setter;
  const items = new Map(content.items.map((item) => [item.label, item]));
  const words = new Map(content.words.map((word) => [word.id, word]));
  const drawn = shown.map(({ questioned, known, writerCosine }): DrawnPair => {
    const text = say('Writer cosine {writer}', { writer: decimal(language, writerCosine, 3) });
    const word = (id: string, role: 'questioned' | 'known'): PairedWord =>
      pairedWord(id, role, words.get(id), items, language);
    return { words: [word(questioned, 'questioned'), word(known, 'known')], text };
  });
  const { magnification } = pairsGrid(drawn, COLUMN);
  const cosine = (at: number): string => decimal(language, shown.at(at)!.writerCosine, 3);
  setter.set((first) => pairsGrid(drawn, COLUMN, TALLEST_BELOW, first).plots, {
    lead: (figure) =>
      say(
        '{figure}: of {pairs, plural, one {# pair} other {# pairs}} of words taken for the same text, the {shown} whose two hands lie nearest to each other by the computation. They are chosen by likeness, and so show likeness: they are there to be examined, and single words tell hands apart poorly.',
        { figure, pairs: pairs.length, shown: shown.length },
      ),
    alt: say(
      '{pairs, plural, one {# pair} other {# pairs}} of words, with cosines of their hands from {most} down to {least}.',
      { pairs: shown.length, most: cosine(0), least: cosine(-1) },
    ),
    caption: sentences(language, [
      say(
        'The same word by two hands, questioned above and known below, with the cosine of the two; the nearest first.',
      ),
      magnification === null
        ? say('Original pixels, not to one scale: a page does not state its resolution.')
        : say('Original pixels, all at {times} times natural size.', {
            times: decimal(language, magnification, 1),
          }),
    ]),
    pictures: figures.words,
  });
}

/** A word as large as its picture is; one of an earlier preparation has the place of a usual word. */
function pairedWord(
  id: string,
  role: 'questioned' | 'known',
  word: ReportWord | undefined,
  items: ReadonlyMap<string, ReportItem>,
  language: Language,
): PairedWord {
  const item = items.get(word?.item ?? '');
  if (word === undefined || item === undefined) {
    const name = reportSpeaker(language)('Word of an earlier preparation');
    return { image: id, width: 200, height: 80, dpi: 300, name, role };
  }
  const { width, height } = aboutWord(word, item);
  const { dpi } = resolutionOf(item, word.page);
  return { image: id, width, height, dpi, name: placeOf(word, language), role };
}

/** Room that the heading of a section keeps below it: for what is said of all its drawings, and of the first. */
const AROUND_FIRST = 140;

/**
 * Sets letters beside each other, a chart for each.
 *
 * @param heading sets the heading of their section, with so many points of what follows.
 */
export function setLetters(sheet: Sheet, context: ChartContext, heading: (follow: number) => void): void {
  const { figures, language } = context;
  const setter = new ChartSetter(sheet, context);
  const { say } = setter;
  const charts = lettersDrawn(context);
  heading(charts.length === 0 ? 40 : AROUND_FIRST);
  if (charts.length > 0) {
    sheet.paragraph(
      say(
        'Letters that the examiner marked, cut out from the original pixels and set in rows, a row for each item. Which letters were marked is the choice of the examiner. None of it enters a score.',
      ),
    );
    sheet.space(8);
  }
  for (const missing of missingOf(context, 'letters')) setMissing(sheet, missing, language);
  for (const { name, letters, rows, draw } of charts) {
    const { plots, leftOut, magnification, pixelsPerInch } = draw(TALLEST);
    const items = listing(
      language,
      rows.map(({ label }) => label),
    );
    const unseen =
      leftOut === 0
        ? ''
        : say(
            '{letters, plural, one {# letter is} other {# letters are}} not shown: nothing says how large the page is.',
            { letters: leftOut },
          );
    if (plots.length === 0) {
      sheet.paragraph(sentences(language, [say('Letter “{name}”.', { name }), unseen]));
      continue;
    }
    setter.set((first) => draw(first).plots, {
      lead: (figure) =>
        say('{figure}: {letters, plural, one {one letter} other {# letters}} “{name}” of {items}.', {
          figure,
          letters,
          name,
          items,
        }),
      alt: say('Letter “{name}” in {items}, cut out beside each other.', { name, items }),
      caption: sentences(language, [
        say('Letter “{name}”.', { name }),
        magnification === null
          ? say('Original pixels, small letters of all pages equally high.')
          : say('Original pixels, all at {times} times natural size.', {
              times: decimal(language, magnification, 1),
            }),
        say('An inch of it holds {pixels, number} pixels of the scan or more.', {
          pixels: Math.round(pixelsPerInch ?? 0),
        }),
        unseen,
      ]),
      pictures: figures.letters,
    });
  }
}

/** A letter: its rows, how many of it there are, and its chart with a first drawing so high at most. */
interface DrawnChart {
  readonly name: string;
  readonly letters: number;
  readonly rows: readonly LetterRow[];
  readonly draw: (first: number) => LetterChart;
}

function lettersDrawn({ content: { charts, items } }: ChartContext): DrawnChart[] {
  const sources = items.map(({ label, role }) => ({ id: label, label, role, writer: null }));
  return (charts?.letters ?? []).map(({ name, letters }) => {
    const drawn = letters.flatMap((letter) => letterOf(letter, name, items));
    const rows = letterRows(drawn, name, sources);
    const measure: LetterMeasure = drawn.some(({ dpi }) => dpi !== null) ? 'millimetre' : 'x-height';
    const draw = (first: number): LetterChart => letterChart(rows, measure, COLUMN, TALLEST_BELOW, first);
    return { name, letters: letters.length, rows, draw };
  });
}

type DrawnLetter = Parameters<typeof letterRows>[0][number];

/** A letter with what its page says of its size. */
function letterOf(
  letter: NonNullable<ReportCharts['letters']>[number]['letters'][number],
  name: string,
  items: readonly ReportItem[],
): DrawnLetter[] {
  const { id, item: label, page, shape, places } = letter;
  const item = items.find((each) => each.label === label);
  const size = item?.pageSizes[page];
  if (item === undefined || size === undefined) return [];
  return [
    {
      name,
      item: label,
      image: id,
      shape,
      places,
      box: letterBox(places, size),
      dpi: resolutionOf(item, page).dpi,
      xHeight: item.qualities?.[page]?.xHeight ?? null,
    },
  ];
}

/**
 * Sets the matrix and the map of hands.
 *
 * @param heading sets the heading of their section, with so many points of what follows.
 */
export function setNearness(sheet: Sheet, context: ChartContext, heading: (follow: number) => void): void {
  const { content, language } = context;
  const { matrix, map, model } = content.charts?.nearness ?? {};
  const setter = new ChartSetter(sheet, context);
  const { say } = setter;
  heading(model === undefined ? 40 : AROUND_FIRST);
  if (model !== undefined) {
    sheet.paragraph(
      say(
        'How near the hands of this case lie to each other by the mean writer embeddings of their words, computed by {model}. Texts of few words lie farther apart whoever wrote them. It shows how the material is ordered; it is no evidence, and no opinion rests on it.',
        { model: `${model.name} ${model.version} (${model.sha256.slice(0, 16)})` },
      ),
    );
    sheet.space(8);
  }
  for (const missing of missingOf(context, 'matrix', 'map')) setMissing(sheet, missing, language);
  const setMatrix = matrix && matrixSetter(setter, matrix, language);
  const setMap = map && mapSetter(setter, map, language);
  // What has room on this page comes before what needs the next.
  const inTurn =
    setMatrix?.hasRoom() === false && setMap?.hasRoom() ? [setMap, setMatrix] : [setMatrix, setMap];
  for (const each of inTurn) each?.set();
}

/** Something that may wait for the next page. */
interface Settable {
  readonly hasRoom: () => boolean;
  readonly set: () => void;
}

type Nearness = NonNullable<ReportCharts['nearness']>;

function matrixSetter(
  setter: ChartSetter,
  matrix: NonNullable<Nearness['matrix']>,
  language: Language,
): Settable {
  const { say } = setter;
  const plots = matrixPlots(matrix, COLUMN, TALLEST, language);
  const lead = (figure: string): string =>
    matrix.of === 'items'
      ? say('{figure}: the cosine of every two items and further hands.', { figure })
      : say('{figure}: the cosine of every two hands, all that a known writer left taken as one.', {
          figure,
        });
  const caption = sentences(language, [
    say('Cosines of mean writer embeddings, the stronger the shade the nearer.'),
    matrix.leftOut === 0
      ? ''
      : say('{count, plural, one {# more hand is} other {# more hands are}} not shown.', {
          count: matrix.leftOut,
        }),
  ]);
  return {
    hasRoom: () => setter.hasRoom(plots[0]!, lead(''), caption),
    set: () => setter.set(() => plots, { lead, alt: matrixAlt(matrix, language), caption }),
  };
}

/** Of the width of the column, what a map may be narrowed to for the room that is left. */
const NARROWEST_MAP = 0.7;

function mapSetter(setter: ChartSetter, map: NonNullable<Nearness['map']>, language: Language): Settable {
  const { say } = setter;
  const lead = (figure: string): string =>
    say('{figure}: a map of the questioned items, and of each known writer as one.', { figure });
  const captionOf = ({ unnamed }: DrawnMap): string =>
    sentences(language, [
      say(
        'By classical scaling of the distances between mean writer embeddings. What lies near here may lie apart in what is not shown.',
      ),
      unnamed === 0
        ? ''
        : say(
            '{names, plural, one {# name has no room in it and is} other {# names have no room in it and are}} left out.',
            { names: unnamed },
          ),
    ]);
  const isFitting = (drawn: DrawnMap): boolean => setter.hasRoom(drawn.plot, lead(''), captionOf(drawn));
  const whole = mapPlot(map, COLUMN, language);
  const fitting = (): DrawnMap => {
    const narrower = mapPlot(map, NARROWEST_MAP * COLUMN, language);
    return !isFitting(whole) && isFitting(narrower) ? narrower : whole;
  };
  return {
    hasRoom: () => isFitting(fitting()),
    set: () => {
      const drawn = fitting();
      setter.set(() => [drawn.plot], {
        lead,
        alt: say('Map of {hands, plural, one {# hand} other {# hands}}: {names}.', {
          hands: map.hands.length,
          names: listing(
            language,
            map.hands.map(({ label }) => label),
          ),
        }),
        caption: captionOf(drawn),
      });
    },
  };
}
