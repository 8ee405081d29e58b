import PDFDocument from 'pdfkit';
import { MILLIMETRES_PER_INCH } from '../../../contract/measurements.ts';
import { scaleBar } from '../../../contract/scale-bar.ts';
import { decimal } from '../../../language/figures.ts';
import { LANGUAGE_TAGS, type Language } from '../../../language/language.ts';
import { reportSpeaker, type ReportSpeaker } from '../../../language/report/report.ts';
import { sentences } from '../../../language/sentences.ts';
import { FontBook } from './fonts.ts';
import { hatching, REGION_INKS, type Plot, type PlotPicture } from '../../../contract/plot.ts';
import { Typesetter, type Line, type Style } from './typesetting.ts';

/** An encoded picture and its size in pixels. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What stands in a cell, one below the other. */
export type Block =
  | { readonly text: string; readonly style: Style; readonly align?: 'left' | 'right' }
  | { readonly picture: Picture; readonly width: number; readonly height: number; readonly alt: string };

export type Cell = readonly Block[];

export interface Column {
  readonly title: string;
  /** In points; the columns of a table add up to `COLUMN`. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface DocumentInfo {
  readonly title: string;
  readonly author: string;
  readonly software: string;
  readonly createdAt: Date;
}

const PAGE = { width: 595.28, height: 841.89 } as const;
const LEFT = 62;
const TOP = 88;
const BOTTOM = PAGE.height - 70;
/** Width of the text, in points. */
export const COLUMN = PAGE.width - 2 * LEFT;
const CELL_GAP = 10;
const ROW_PADDING = 4;

const INK = '#1b1b1b';
const GREY = '#5c5c5c';
const HAIRLINE = '#b4b4b4';

/** The styles of a report. Q and K carry the same two colours as in the window, nothing else is coloured but a warning. */
export const styles = {
  title: { face: 'strong', size: 21, leading: 27, color: INK },
  heading: { face: 'strong', size: 12.5, leading: 17, color: INK },
  subheading: { face: 'strong', size: 9.5, leading: 14, color: INK },
  body: { face: 'text', size: 9.5, leading: 14, color: INK },
  quiet: { face: 'text', size: 8, leading: 11.5, color: GREY },
  cell: { face: 'text', size: 8, leading: 11.5, color: INK },
  cellStrong: { face: 'strong', size: 8, leading: 11.5, color: INK },
  plot: { face: 'text', size: 7, leading: 10, color: INK },
  columnTitle: { face: 'strong', size: 7.5, leading: 11, color: GREY },
  code: { face: 'mono', size: 6.8, leading: 9.6, color: INK },
  codeCell: { face: 'mono', size: 6.8, leading: 11.5, color: INK },
  warning: { face: 'strong', size: 9.5, leading: 14, color: '#a01818' },
  questioned: { face: 'strong', size: 8, leading: 11.5, color: '#0b6868' },
  known: { face: 'strong', size: 8, leading: 11.5, color: '#8a5200' },
} as const satisfies Record<string, Style>;

const PALE = '#e4e4e4';
const SIDES = { questioned: styles.questioned.color, known: styles.known.color, unassigned: GREY } as const;
/** A grey of ink on paper, from 0 to 1, mixed beforehand: nothing shines through it. */
const grey = (strength: number): string =>
  `#${Math.round(0xff - strength * (0xff - Number.parseInt(INK.slice(1, 3), 16)))
    .toString(16)
    .padStart(2, '0')
    .repeat(3)}`;
const STROKES = {
  grid: { color: HAIRLINE, width: 0.3, dash: null },
  solid: { color: INK, width: 1, dash: null },
  dashed: { color: INK, width: 1, dash: [4, 2.5] },
  result: { color: GREY, width: 2.2, dash: null },
} as const;

type Element = PDFKit.PDFStructureElement;

/**
 * Sets text, tables and figures one below the other on A4 pages, as tagged PDF/A-3b with embedded subsets.
 * Everything is laid out here, so that pdfkit never breaks a line or a page by itself. The same calls give the
 * same bytes.
 */
export class Sheet {
  readonly #document: PDFKit.PDFDocument;
  readonly #typesetter: Typesetter;
  readonly #bytes: Promise<Uint8Array>;
  readonly #language: Language;
  readonly #say: ReportSpeaker;
  /** Open elements of the document's structure, the innermost last. */
  readonly #open: Element[] = [];
  #y = TOP;
  /** The bookmark that those of lower headings go under. */
  #chapter: PDFKit.PDFOutline | null = null;

  /** @param language of what the sheet itself says: numbers of pages and figures, and to which scale pictures stand. */
  constructor(info: DocumentInfo, language: Language = 'en') {
    this.#language = language;
    this.#say = reportSpeaker(language);
    this.#document = new PDFDocument({
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      displayTitle: true,
      lang: language === 'en' ? 'en' : LANGUAGE_TAGS[language],
      bufferPages: true,
      autoFirstPage: false,
      // An empty name keeps pdfkit from starting with a standard font, which a PDF/A cannot hold.
      font: '',
      info: {
        Title: metadata(info.title),
        Author: metadata(info.author),
        Creator: metadata(info.software),
        Producer: 'PDFKit',
        CreationDate: info.createdAt,
      },
    });
    this.#bytes = new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      this.#document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      this.#document.on('end', () => resolve(Buffer.concat(chunks)));
      this.#document.on('error', reject);
    });
    // pdfkit also takes an opened fontkit font; its types do not say so.
    const fonts = new FontBook((name, font) => this.#document.registerFont(name, font as unknown as Buffer));
    this.#typesetter = new Typesetter(
      fonts,
      (font, size, text, shaped) =>
        this.#document.font(font).fontSize(size).widthOfString(text, layoutOf(text, shaped)),
      language === 'zh',
    );
    const root = this.#document.struct('Document');
    this.#document.addStructure(root);
    this.#open.push(root);
    this.#addPage();
  }

  /** Puts a file into the PDF that holds what the PDF says, for programs to read: an associated file of PDF/A-3. */
  attach(file: { name: string; type: string; description: string; bytes: Uint8Array; modified: Date }): void {
    const { name, type, description, modified } = file;
    // pdfkit's types do not know `relationship`, which PDF/A-3 asks for.
    const options = { name, type, description, modifiedDate: modified, relationship: 'Data' };
    this.#document.file(Buffer.from(file.bytes), options);
  }

  /** Groups what `content` sets under one element of the document's structure. */
  group(tag: string, content: () => void): void {
    const element = this.#document.struct(tag);
    this.#open.at(-1)?.add(element);
    this.#open.push(element);
    content();
    this.#open.pop();
    element.end();
  }

  space(points: number): void {
    this.#y = Math.min(this.#y + points, BOTTOM);
  }

  /** What is left of this page, in points. */
  get room(): number {
    return BOTTOM - this.#y;
  }

  /** How high a paragraph stands, in points. */
  heightOf(text: string, style: Style = styles.body): number {
    return this.#typesetter.lines(text, style, COLUMN).length * style.leading;
  }

  /** Starts a page where less than `points` are left on this one. */
  need(points: number): void {
    if (this.#y + points > BOTTOM && this.#y > TOP) this.#addPage();
  }

  /** A picture in the top right corner of the text, 40 mm wide and 20 mm high at most. */
  logo(picture: Picture, alt: string): void {
    const size = fitted({
      picture,
      width: (40 / MILLIMETRES_PER_INCH) * 72,
      height: (20 / MILLIMETRES_PER_INCH) * 72,
      alt,
    });
    const x = LEFT + COLUMN - size.width;
    this.#leaf('Figure', { alt }, () => this.#picture(picture, x, this.#y, size));
    this.#y += size.height + 10;
  }

  /** A heading stays with at least `follow` points of what it heads, and is a bookmark of the document. */
  heading(text: string, tag: 'H1' | 'H2' | 'H3', style: Style, follow: number): void {
    const lines = this.#typesetter.lines(text, style, COLUMN);
    this.need(lines.length * style.leading + follow);
    this.#bookmark(text, tag);
    this.#leaf(tag, {}, () => this.#lines(lines, LEFT, COLUMN, style, 'left'));
  }

  #bookmark(text: string, tag: 'H1' | 'H2' | 'H3'): void {
    const above = tag === 'H1' ? this.#document.outline : (this.#chapter ?? this.#document.outline);
    const item = above.addItem(text);
    if (tag === 'H1') this.#chapter = item;
  }

  /** A paragraph that may go on over the next page; never one line of it alone on either side. */
  paragraph(text: string, style: Style = styles.body): void {
    const lines = this.#typesetter.lines(text, style, COLUMN);
    const element = this.#document.struct('P');
    this.#open.at(-1)?.add(element);
    for (let from = 0; from < lines.length;) {
      const room = Math.floor((BOTTOM - this.#y + 0.01) / style.leading);
      const left = lines.length - from;
      let count = Math.min(left, room);
      if (count < left && left - count < 2) count--;
      if (count <= 0 || (count === 1 && left > 1 && this.#y > TOP)) {
        this.#addPage();
        continue;
      }
      element.add(this.#document.markStructureContent('P'));
      this.#lines(lines.slice(from, from + count), LEFT, COLUMN, style, 'start');
      this.#document.endMarkedContent();
      from += count;
    }
    element.end();
  }

  /** Terms and what they stand for, in two columns between hairlines. */
  definitions(entries: readonly (readonly [term: string, description: Cell])[], termWidth = 118): void {
    const columns = [
      { title: '', width: termWidth },
      { title: '', width: COLUMN - termWidth },
    ];
    this.group('Table', () => {
      this.#rule(HAIRLINE, 0.4);
      for (const [term, description] of entries) {
        this.#row(columns, [[{ text: term, style: styles.quiet }], description], ['TH', 'TD'], () => {
          this.#rule(HAIRLINE, 0.4);
        });
        this.#rule(HAIRLINE, 0.4);
      }
    });
  }

  /** A table whose head is repeated on every page it goes on to; rows are never split. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    const titles = columns.map((column): Cell => [
      { text: column.title, style: styles.columnTitle, ...(column.align && { align: column.align }) },
    ]);
    const tags = columns.map(() => 'TH');
    const headHeight = this.#heightOfRow(columns, titles);
    const first = rows[0] === undefined ? 0 : this.#heightOfRow(columns, rows[0]);
    this.need(headHeight + first);
    this.group('Table', () => {
      this.#rule(INK, 0.8);
      this.#row(columns, titles, tags, () => undefined);
      this.#rule(INK, 0.4);
      for (const row of rows) {
        this.#row(
          columns,
          row,
          columns.map(() => 'TD'),
          () => {
            this.#rule(INK, 0.8);
            this.#artifact(() => this.#cells(columns, titles, null));
            this.#rule(INK, 0.4);
          },
        );
        this.#rule(HAIRLINE, 0.4);
      }
    });
  }

  /**
   * Two pictures beside each other with a legend each and one caption, never split. Both are drawn at the same
   * scale where their resolutions are known and one does not shrink beside the other; the caption ends by saying so.
   *
   * @param tallest how high the pictures may stand, in points.
   */
  pair(sides: readonly [Side, Side], caption: string, number: number, tallest = 64): void {
    const gap = 18;
    const width = (COLUMN - gap) / 2;
    const { scales, remark } = scalesOf(sides, width, tallest, this.#language);
    const heights = sides.map((side, at) =>
      side.picture === null ? 24 : side.picture.height * (scales[at] as number),
    );
    const height = Math.max(...heights);
    const text = sentences(this.#language, [this.#say('Figure {number}.', { number }), caption, remark]);
    const captionLines = this.#typesetter.lines(text, styles.quiet, COLUMN);
    const legends = sides.map((side) => this.#typesetter.lines(side.legend, side.style, width));
    const legendHeight = Math.max(...legends.map((lines) => lines.length)) * styles.questioned.leading;
    const barHeight = sides.some(({ marked, dpi }) => marked !== undefined && dpi !== null) ? BAR.height : 0;
    const below = height + barHeight + 4;
    this.need(below + legendHeight + captionLines.length * styles.quiet.leading + 12);
    const top = this.#y;
    sides.forEach((side, at) => {
      const x = LEFT + at * (width + gap);
      const { picture } = side;
      if (picture === null) {
        if (side.absent === '') return;
        this.#y = top + height - 24;
        const lines = this.#typesetter.lines(side.absent, styles.quiet, width);
        this.#leaf('P', {}, () => this.#lines(lines.slice(0, 2), x, width, styles.quiet, 'left'));
        return;
      }
      const drawn = { width: picture.width * (scales[at] as number), height: heights[at] as number };
      const y = top + height - drawn.height;
      const scale = scales[at] as number;
      this.#leaf('Figure', { alt: sentences(this.#language, [text, side.legend]) }, () => {
        this.#picture(picture, x, y, drawn);
        if (side.marked) this.#marked(side.marked, x, y, drawn, scale);
      });
      if (side.marked && side.dpi !== null) this.#scaleBar(x, top + height, side.dpi, scale);
      this.#artifact(() => {
        this.#document.lineWidth(0.4).strokeColor(HAIRLINE).rect(x, y, drawn.width, drawn.height).stroke();
      });
    });
    sides.forEach((side, at) => {
      this.#y = top + below;
      const x = LEFT + at * (width + gap);
      if (side.legend !== '')
        this.#leaf('P', {}, () => this.#lines(legends[at] as Line[], x, width, side.style, 'left'));
    });
    this.#y = top + below + legendHeight;
    this.#leaf('Caption', {}, () => this.#lines(captionLines, LEFT, COLUMN, styles.quiet, 'left'));
    this.space(12);
  }

  /**
   * A drawing with its caption below, never split.
   *
   * @param alt says what can be read in it.
   * @param pictures those of the drawing by their image ids; where one is missing an empty frame is drawn.
   */
  plot(
    plot: Plot,
    {
      alt,
      caption,
      number,
      pictures = new Map(),
    }: {
      readonly alt: string;
      readonly caption: string;
      readonly number: number;
      readonly pictures?: ReadonlyMap<string, Picture>;
    },
  ): void {
    const text = sentences(this.#language, [this.#say('Figure {number}.', { number }), caption]);
    const captionLines = this.#typesetter.lines(text, styles.quiet, COLUMN);
    this.need(plot.height + 4 + captionLines.length * styles.quiet.leading + 12);
    const top = this.#y;
    this.#leaf('Figure', { alt }, () => this.#plot(plot, top, pictures));
    this.#y = top + plot.height + 4;
    this.#leaf('Caption', {}, () => this.#lines(captionLines, LEFT, COLUMN, styles.quiet, 'left'));
    this.space(12);
  }

  #plot(plot: Plot, top: number, pictures: ReadonlyMap<string, Picture>): void {
    const { areas, regions = [], lines, dots = [], labels } = plot;
    const document = this.#document;
    document.save().translate(LEFT, top);
    for (const { x, y, width, height, fill } of areas) {
      document.rect(x, y, width, height).fill(typeof fill === 'number' ? grey(fill) : (fill ?? PALE));
    }
    for (const picture of plot.pictures ?? []) this.#pictureIn(picture, pictures.get(picture.image));
    for (const region of regions) {
      const { x, y, width, height, kind, strength } = region;
      document.save();
      if (kind === 'agrees') {
        const { color, opacity } = REGION_INKS.agrees;
        document
          .rect(x, y, width, height)
          .fillOpacity(opacity * strength)
          .fill(color);
      } else {
        for (const [x1, y1, x2, y2] of hatching(region)) document.moveTo(x1, y1).lineTo(x2, y2);
        const { color, width: wide } = REGION_INKS.differs;
        document.lineWidth(wide).strokeOpacity(strength).stroke(color);
      }
      document.restore();
    }
    for (const { points, kind } of lines) {
      const { color, width, dash } = STROKES[kind];
      points.forEach(([x, y], at) => (at === 0 ? document.moveTo(x, y) : document.lineTo(x, y)));
      document.lineWidth(width).strokeColor(color);
      if (dash === null) document.undash();
      else document.dash(dash[0], { space: dash[1] });
      document.stroke();
    }
    document.undash();
    for (const { x, y, kind } of dots) document.circle(x, y, 2.5).fill(SIDES[kind]);
    document.restore();
    for (const { text, x, y, anchor, kind, turned } of labels) {
      const style = kind === undefined ? styles.plot : { ...styles.plot, color: SIDES[kind] };
      const line = this.#typesetter.line(text, style);
      const before = { start: 0, middle: line.width / 2, end: line.width }[anchor];
      const [left, baseline] = [LEFT + x, top + y];
      if (turned) document.save().rotate(-90, { origin: [left, baseline] });
      this.#line(line, left - before, baseline, style);
      if (turned) document.restore();
    }
  }

  /** A picture within a plot, or its frame where there is none. */
  #pictureIn({ x, y, width, height, clip, clipRule }: PlotPicture, picture: Picture | undefined): void {
    const document = this.#document;
    if (picture === undefined) {
      document.lineWidth(STROKES.grid.width).strokeColor(HAIRLINE).rect(x, y, width, height).stroke();
      return;
    }
    document.save();
    if (clip !== undefined) document.polygon(...clip.map(([at, down]) => [at, down])).clip(clipRule);
    this.#picture(picture, x, y, { width, height });
    document.restore();
  }

  /** A mark over a picture as vectors, on a light rim so that it is seen on ink as well, with its number. */
  #marked(
    { pathAt, anchor, label, text, color }: Marked,
    x: number,
    y: number,
    { width, height }: { width: number; height: number },
    scale: number,
  ): void {
    const document = this.#document;
    const path = pathAt(1 / scale);
    document.save().rect(x, y, width, height).clip();
    if (path !== '') {
      document.save().translate(x, y).scale(scale).lineJoin('round').lineCap('round');
      for (const [stroke, points] of [
        ['#ffffff', 2.6],
        [color, 1.1],
      ] as const) {
        document
          .path(path)
          .lineWidth(points / scale)
          .stroke(stroke);
      }
      document.restore();
    }
    const style = { ...styles.cellStrong, color };
    const line = this.#typesetter.line(text === '' ? label : `${label} ${text}`, style, width);
    const [wide, high] = [line.width + 4, style.leading];
    // The number stands above its mark, and inside the picture.
    const left = x + clamp(anchor.x * scale - wide, 0, width - wide);
    const head = y + clamp(anchor.y * scale - high, 0, height - high);
    document.rect(left, head, wide, high).fillOpacity(0.85).fill('#ffffff').fillOpacity(1);
    this.#line(line, left + 2, head + baseline(style), style);
    document.restore();
  }

  /** A bar of a round length under a picture. */
  #scaleBar(x: number, y: number, dpi: number, scale: number): void {
    const { millimetres, pixels: long } = scaleBar(dpi, scale, BAR.longest);
    const middle = y + BAR.height - 4;
    this.#artifact(() => {
      this.#document.lineWidth(0.6).strokeColor(INK);
      for (const at of [x, x + long]) {
        this.#document
          .moveTo(at, middle - 2)
          .lineTo(at, middle + 2)
          .stroke();
      }
      this.#document
        .moveTo(x, middle)
        .lineTo(x + long, middle)
        .stroke();
    });
    const line = this.#typesetter.line(`${millimetres} mm`, styles.quiet);
    this.#leaf('P', {}, () => this.#line(line, x + long + 5, middle + 3, styles.quiet));
  }

  /** Lines to write on by hand, each with what belongs on it below. */
  writingLines(rows: readonly (readonly [string, string])[]): void {
    const gap = 24;
    const wide = COLUMN * 0.66;
    for (const [left, right] of rows) {
      this.need(52);
      this.#y += 36;
      const line = this.#y;
      this.#artifact(() => {
        this.#document.lineWidth(0.5).strokeColor(INK);
        this.#document
          .moveTo(LEFT, line)
          .lineTo(LEFT + wide, line)
          .stroke();
        this.#document
          .moveTo(LEFT + wide + gap, line)
          .lineTo(LEFT + COLUMN, line)
          .stroke();
      });
      const fields = [
        [left, LEFT, wide],
        [right, LEFT + wide + gap, COLUMN - wide - gap],
      ] as const;
      let lowest = line;
      for (const [text, x, width] of fields) {
        this.#y = line + 2;
        const lines = this.#typesetter.lines(text, styles.quiet, width);
        this.#leaf('P', {}, () => this.#lines(lines, x, width, styles.quiet, 'left'));
        lowest = Math.max(lowest, this.#y);
      }
      this.#y = lowest;
    }
  }

  /** A hairline across the column. */
  rule(): void {
    this.#rule(HAIRLINE, 0.4);
  }

  /** A framed notice. */
  notice(text: string): void {
    const style = styles.warning;
    const inset = 9;
    const lines = this.#typesetter.lines(text, style, COLUMN - 2 * inset);
    const height = lines.length * style.leading + 2 * 6;
    this.need(height);
    const top = this.#y;
    this.#artifact(() => {
      this.#document.lineWidth(0.8).strokeColor(style.color).rect(LEFT, top, COLUMN, height).stroke();
    });
    this.#y = top + 6;
    this.#leaf('P', {}, () => this.#lines(lines, LEFT + inset, COLUMN - 2 * inset, style, 'left'));
    this.#y = top + height;
  }

  /**
   * Draws the running head and foot on every page and ends the document.
   *
   * @returns the file's bytes and its number of pages.
   */
  async finish(
    head: { left: string; right: string; warning: string },
    foot: string,
  ): Promise<{
    bytes: Uint8Array;
    pages: number;
  }> {
    const pages = this.#document.bufferedPageRange().count;
    for (let page = 0; page < pages; page++) {
      this.#document.switchToPage(page);
      const number = this.#say('Page {page} of {pages}', { page: page + 1, pages });
      this.#artifact(() => this.#margins(head, foot, number), 'Pagination');
    }
    while (this.#open.length > 0) this.#open.pop()?.end();
    this.#document.end();
    return { bytes: await this.#bytes, pages };
  }

  #margins(head: { left: string; right: string; warning: string }, foot: string, number: string): void {
    const style = styles.quiet;
    const warning = this.#typesetter.line(head.warning, { ...styles.warning, size: 8 });
    const centre = LEFT + (COLUMN - warning.width) / 2;
    const half = (COLUMN - warning.width) / 2 - 12;
    const right = this.#typesetter.line(head.right, style, half);
    this.#line(this.#typesetter.line(head.left, style, half), LEFT, 50, style);
    if (head.warning !== '') this.#line(warning, centre, 50, { ...styles.warning, size: 8 });
    this.#line(right, LEFT + COLUMN - right.width, 50, style);
    this.#document.lineWidth(0.4).strokeColor(HAIRLINE);
    this.#document
      .moveTo(LEFT, 58)
      .lineTo(LEFT + COLUMN, 58)
      .stroke();
    const footY = PAGE.height - 40;
    this.#document
      .moveTo(LEFT, footY - 14)
      .lineTo(LEFT + COLUMN, footY - 14)
      .stroke();
    const page = this.#typesetter.line(number, style);
    this.#line(this.#typesetter.line(foot, style, COLUMN - page.width - 16), LEFT, footY, style);
    this.#line(page, LEFT + COLUMN - page.width, footY, style);
  }

  #addPage(): void {
    this.#document.addPage();
    this.#y = TOP;
  }

  #row(
    columns: readonly Column[],
    cells: readonly Cell[],
    tags: readonly string[],
    onNewPage: () => void,
  ): void {
    if (this.#y + this.#heightOfRow(columns, cells) > BOTTOM && this.#y > TOP) {
      this.#addPage();
      onNewPage();
    }
    this.group('TR', () => this.#cells(columns, cells, tags));
  }

  /** @param tags null where the row is no content of its own, such as a repeated head. */
  #cells(columns: readonly Column[], cells: readonly Cell[], tags: readonly string[] | null): void {
    const top = this.#y;
    const height = this.#heightOfRow(columns, cells);
    let x = LEFT;
    columns.forEach((column, at) => {
      const width = column.width - (at === columns.length - 1 ? 0 : CELL_GAP);
      const draw = (): void => {
        this.#y = top + ROW_PADDING;
        for (const block of cells[at] ?? []) this.#block(block, x, width);
      };
      if (tags === null) draw();
      else this.#leaf(tags[at] as string, altOf(cells[at] ?? []), draw);
      x += column.width;
    });
    this.#y = top + height;
  }

  #heightOfRow(columns: readonly Column[], cells: readonly Cell[]): number {
    const heights = columns.map((column, at) => {
      const width = column.width - (at === columns.length - 1 ? 0 : CELL_GAP);
      return (cells[at] ?? []).reduce((sum, block) => sum + this.#heightOfBlock(block, width), 0);
    });
    return Math.max(...heights) + 2 * ROW_PADDING;
  }

  #heightOfBlock(block: Block, width: number): number {
    if ('picture' in block) return fitted(block).height;
    return this.#typesetter.lines(block.text, block.style, width).length * block.style.leading;
  }

  #block(block: Block, x: number, width: number): void {
    if ('picture' in block) {
      const size = fitted(block);
      this.#picture(block.picture, x, this.#y, size);
      this.#y += size.height;
      return;
    }
    const lines = this.#typesetter.lines(block.text, block.style, width);
    this.#lines(lines, x, width, block.style, block.align ?? 'left');
  }

  #picture(picture: Picture, x: number, y: number, size: { width: number; height: number }): void {
    // The picture is upright already; an orientation left in its header must not turn it again. (The option is
    // missing from pdfkit's types.)
    const options = { ...size, ignoreOrientation: true };
    this.#document.image(Buffer.from(picture.bytes), x, y, options);
  }

  /** @param align `start`: text of a right-to-left script stands on the right. */
  #lines(
    lines: readonly Line[],
    x: number,
    width: number,
    style: Style,
    align: 'left' | 'right' | 'start',
  ): void {
    for (const line of lines) {
      const right = align === 'right' || (align === 'start' && line.rightToLeft);
      this.#line(line, right ? x + width - line.width : x, this.#y + baseline(style), style);
      this.#y += style.leading;
    }
  }

  #line(line: Line, x: number, y: number, style: Style): void {
    this.#document.fillColor(style.color).fontSize(style.size);
    for (const piece of line.pieces) {
      // What a joined, reversed run says in reading order, for whoever copies or reads the text aloud.
      if (piece.rightToLeft) this.#document.markContent('Span', { actual: piece.text });
      this.#document.font(piece.font).text(piece.text, x + piece.x, y, {
        lineBreak: false,
        baseline: 'alphabetic',
        ...layoutOf(piece.text, piece.rightToLeft),
      });
      if (piece.rightToLeft) this.#document.endMarkedContent();
    }
  }

  #rule(color: string, width: number): void {
    const y = this.#y;
    this.#artifact(() => {
      this.#document.lineWidth(width).strokeColor(color);
      this.#document
        .moveTo(LEFT, y)
        .lineTo(LEFT + COLUMN, y)
        .stroke();
    });
  }

  /** An element with content of its own. */
  #leaf(tag: string, options: { alt?: string }, draw: () => void): void {
    const element = this.#document.struct(tag, options);
    this.#open.at(-1)?.add(element);
    element.add(this.#document.markStructureContent(tag));
    draw();
    this.#document.endMarkedContent();
    element.end();
  }

  /** What is no content: lines, running heads, repeated table heads. */
  #artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#document.markContent('Artifact', { type });
    draw();
    this.#document.endMarkedContent();
  }
}

/** One half of a pair figure. */
export interface Side {
  readonly picture: Picture | null;
  /** Why there is no picture; empty where this half is to stay empty. */
  readonly absent: string;
  readonly dpi: number | null;
  readonly legend: string;
  readonly style: Style;
  /** What is drawn over the picture; such a picture has a scale bar where its resolution is known. */
  readonly marked?: Marked;
}

/** A mark over a picture, in pixels of the picture. */
export interface Marked {
  /** Path data of SVG; a unit, by which arrow heads are measured, is a point of the page. */
  readonly pathAt: (unit: number) => string;
  /** Where the label stands, above and to the left. */
  readonly anchor: { readonly x: number; readonly y: number };
  readonly label: string;
  /** What a text mark says, after its label; empty for every other. */
  readonly text: string;
  readonly color: string;
}

/** A scale bar under a picture, in points. */
const BAR = { height: 13, longest: 90 } as const;

/** Points for a pixel of each side's picture, and what the caption has to say about them. */
function scalesOf(
  [left, right]: readonly [Side, Side],
  width: number,
  height: number,
  language: Language,
): { scales: readonly [number, number]; remark: string } {
  const say = reportSpeaker(language);
  const times = (magnification: number): { times: string } => ({
    times: decimal(language, magnification, 1),
  });
  const toFit = ({ picture }: Side): number =>
    picture === null ? 0 : Math.min(width / picture.width, height / picture.height, LARGEST_PIXEL);
  const scales = [toFit(left), toFit(right)] as const;
  if (left.picture === null || right.picture === null) {
    const [only, scale] = left.picture === null ? [right, scales[1]] : [left, scales[0]];
    if (only.picture === null || only.marked === undefined) return { scales, remark: '' };
    if (only.dpi === null) return { scales, remark: say('No scale: resolution not stated.') };
    return { scales, remark: say('At {times} times natural size.', times((scale * only.dpi) / 72)) };
  }
  if (left.dpi === null || right.dpi === null) {
    return { scales, remark: say('Not to one scale: resolution not stated.') };
  }
  const magnification = Math.min((scales[0] * left.dpi) / 72, (scales[1] * right.dpi) / 72);
  const common = [(magnification * 72) / left.dpi, (magnification * 72) / right.dpi] as const;
  if (common[0] < SMALLEST_SHARE * scales[0] || common[1] < SMALLEST_SHARE * scales[1]) {
    return {
      scales,
      remark: say('Not to one scale: the stated resolutions and sizes lie too far apart.'),
    };
  }
  return { scales: common, remark: say('Both at {times} times natural size.', times(magnification)) };
}

/** A picture that the common scale makes smaller than this share of what its half allows is no longer readable. */
const SMALLEST_SHARE = 0.35;

/** No pixel is drawn larger than this, in points, so that a tiny scan is not blown up to the column's width. */
const LARGEST_PIXEL = 1;

/** Latin letters with marks, which the fonts would take apart into letter and mark. */
const MARKED_LATIN = /[\u00c0-\u024f\u1e00-\u1eff]/;

/**
 * How pdfkit is to lay out a piece. By default it does so word by word, which puts the words of a right-to-left text
 * in the wrong order; naming features, even none, makes it lay out the whole. A letter that stays in one piece (`ccmp`
 * off) can be found and copied as that letter. fontkit takes such a switch, though pdfkit's types know lists only.
 */
function layoutOf(text: string, rightToLeft: boolean): { features?: PDFKit.Mixins.OpenTypeFeatures[] } {
  if (rightToLeft) return { features: [] };
  if (!MARKED_LATIN.test(text)) return {};
  return { features: { ccmp: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[] };
}

/** From the top of a line to its baseline: capitals (0.714 of the size in Noto Sans) stand in the middle. */
function baseline(style: Style): number {
  return (style.leading + 0.714 * style.size) / 2;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(low, high), Math.max(low, value));

function fitted(block: Extract<Block, { picture: Picture }>): { width: number; height: number } {
  const scale = Math.min(block.width / block.picture.width, block.height / block.picture.height);
  return { width: block.picture.width * scale, height: block.picture.height * scale };
}

function altOf(cell: Cell): { alt?: string } {
  const picture = cell.find((block) => 'picture' in block);
  return picture && 'picture' in picture ? { alt: picture.alt } : {};
}

/** pdfkit copies the document information into XML as it is: what is special there is left out. */
function metadata(text: string): string {
  return text.replace(/[&<>]|\p{C}/gu, ' ').trim();
}
