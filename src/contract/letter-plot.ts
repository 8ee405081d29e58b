import { inRoleOrder, type ItemRole } from './case.ts';
import { letterOutline, type Letter } from './letters.ts';
import { MILLIMETRES_PER_INCH } from './measurements.ts';
import { shortened, type Plot, type PlotPicture } from './plot.ts';
import { drawnScaleBar } from './scale-bar.ts';

/** What is equally long in all cut-outs of a letter chart: a millimetre, or the height of a small letter. */
export type LetterMeasure = 'millimetre' | 'x-height';

/** One row of a letter chart: an item, or all that a writer left. */
export interface LetterRow {
  readonly label: string;
  readonly role: ItemRole;
  readonly letters: readonly Pick<Letter, 'image' | 'box' | 'shape' | 'places' | 'dpi' | 'xHeight'>[];
}

/** A letter chart, in as many drawings as its room asks for. */
export interface LetterChart {
  readonly plots: readonly Plot[];
  /** Letters that cannot be drawn at the common scale, since their page does not say how large it is. */
  readonly leftOut: number;
  /** Times natural size; null where letters are set to one x-height. */
  readonly magnification: number | null;
  /** Pixels of the scan to an inch of the drawing, of the letters that have the fewest; null where none is drawn. */
  readonly pixelsPerInch: number | null;
}

/** Room for the names of the rows, left. */
const NAMES = 78;
/** Letters of the name of a row. */
const LONGEST_NAME = 16;
const GAP = 7;
const ROW_GAP = 9;
/** Room for the scale bar below. */
const FOOT = 22;
/** The largest that a cut-out may be drawn, in points. */
const LARGEST = { width: 120, height: 64 } as const;
const POINTS_PER_INCH = 72;
const POINTS_PER_MILLIMETRE = POINTS_PER_INCH / MILLIMETRES_PER_INCH;
/** Points for a millimetre, or for an x-height, at most: eight times natural size, and about ten times that of small writing. */
const MOST = { millimetre: 8 * POINTS_PER_MILLIMETRE, 'x-height': 26 } as const;
/**
 * No pixel of the scan is drawn larger than a point, beyond which it is the pixels that are seen: 300 to an inch make four times natural
 * size. A coarser scan does not make all letters small for it: three times natural size there is always room for.
 */
const LARGEST_PIXEL = 1;
const ALWAYS = { millimetre: 3 * POINTS_PER_MILLIMETRE, 'x-height': 18 } as const;
/** A bar is drawn no longer than this. */
const LONGEST_BAR = 110;

/**
 * One letter as it stands in every item, cut out from the original pixels and set in rows, all at one scale: the chart that
 * examiners cut out of paper.
 *
 * @param rows those without a letter are left out.
 * @param width in points.
 * @param tallest how high one drawing may be, in points: what has no room goes into the next, a row as a whole where it can.
 * @param first the same of the first one.
 */
export function letterChart(
  rows: readonly LetterRow[],
  measure: LetterMeasure,
  width: number,
  tallest = Infinity,
  first = tallest,
): LetterChart {
  const unitOf = ({ dpi, xHeight }: LetterRow['letters'][number]): number | null =>
    measure === 'millimetre' ? dpi && dpi / MILLIMETRES_PER_INCH : xHeight;
  const sized = rows
    .map((row) => ({
      ...row,
      letters: row.letters.flatMap((letter) => {
        const unit = unitOf(letter);
        return unit === null ? [] : [{ ...letter, unit }];
      }),
    }))
    .filter(({ letters }) => letters.length > 0);
  const all = sized.flatMap(({ letters }) => letters);
  const leftOut = rows.reduce((sum, { letters }) => sum + letters.length, 0) - all.length;
  const ofPixels = LARGEST_PIXEL * Math.min(...all.map(({ unit }) => unit));
  const largest = Math.min(MOST[measure], Math.max(ALWAYS[measure], ofPixels));
  const roomy = Math.min(LARGEST.width, width - NAMES);
  /** Points for a millimetre, or for an x-height. */
  const scale = Math.min(
    largest,
    ...all.flatMap(({ box, unit }) => [
      (roomy * unit) / box.width,
      (Math.min(LARGEST.height, tallest - FOOT - 2 * ROW_GAP) * unit) / box.height,
    ]),
  );
  const lines = sized.flatMap((row) => linesOf(row, scale, width));
  const plots: Plot[] = [];
  for (let from = 0; from < lines.length;) {
    let [to, height] = [from, 0];
    const most = from === 0 ? first : tallest;
    while (to < lines.length && (to === from || height + lines[to]!.height + FOOT <= most)) {
      height += lines[to]!.height;
      to += 1;
    }
    plots.push(plotOf(lines.slice(from, to), width, height, measure === 'millimetre' ? scale : null));
    from = to;
  }
  return {
    plots,
    leftOut,
    magnification: measure === 'millimetre' && all.length > 0 ? scale / POINTS_PER_MILLIMETRE : null,
    pixelsPerInch:
      all.length > 0 ? (POINTS_PER_INCH * Math.min(...all.map(({ unit }) => unit))) / scale : null,
  };
}

type Sized = LetterRow['letters'][number] & { readonly unit: number };

/** Cut-outs beside each other, with the name of their row where it begins. */
interface Line {
  readonly name: { readonly text: string; readonly role: ItemRole } | null;
  readonly letters: readonly { readonly letter: Sized; readonly x: number; readonly scale: number }[];
  readonly height: number;
}

/** A row as lines, as many as it needs. */
function linesOf(
  {
    label,
    role,
    letters,
  }: { readonly label: string; readonly role: ItemRole; readonly letters: readonly Sized[] },
  scale: number,
  width: number,
): Line[] {
  const lines: { letters: { letter: Sized; x: number; scale: number }[]; tall: number }[] = [];
  let x = width;
  for (const letter of letters) {
    const points = scale / letter.unit;
    const wide = letter.box.width * points;
    if (x + wide > width + 1e-6 || lines.length === 0) {
      lines.push({ letters: [], tall: 0 });
      x = NAMES;
    }
    const line = lines.at(-1)!;
    line.letters.push({ letter, x, scale: points });
    line.tall = Math.max(line.tall, letter.box.height * points);
    x += wide + GAP;
  }
  return lines.map((line, at) => ({
    name: at === 0 ? { text: label, role } : null,
    letters: line.letters,
    height: line.tall + ROW_GAP,
  }));
}

function plotOf(lines: readonly Line[], width: number, height: number, perMillimetre: number | null): Plot {
  const pictures: PlotPicture[] = [];
  const drawn: Plot['lines'][number][] = [];
  const labels: Plot['labels'][number][] = [];
  let top = 0;
  lines.forEach(({ name, letters, height: tall }, at) => {
    if (name !== null) {
      if (at > 0)
        drawn.push({
          points: [
            [0, top],
            [width, top],
          ],
          kind: 'grid',
        });
      labels.push({
        text: shortened(name.text, LONGEST_NAME),
        x: 0,
        y: top + ROW_GAP / 2 + 8,
        anchor: 'start',
        kind: name.role,
      });
    }
    const foot = top + tall - ROW_GAP / 2;
    for (const { letter, x, scale } of letters) {
      const { box } = letter;
      const [wide, high] = [box.width * scale, box.height * scale];
      const y = foot - high;
      const outline = letterOutline(letter).map(
        (place) => [x + (place.x - box.x) * scale, y + (place.y - box.y) * scale] as const,
      );
      pictures.push({ image: letter.image, x, y, width: wide, height: high, clip: outline });
      drawn.push({ points: [...outline, outline[0]!], kind: 'grid' });
    }
    top += tall;
  });
  if (perMillimetre !== null) {
    const bar = drawnScaleBar(NAMES, height + FOOT - 8, perMillimetre, LONGEST_BAR);
    drawn.push(...bar.lines);
    labels.push(...bar.labels);
  }
  const foot = perMillimetre === null ? 0 : FOOT;
  return { width, height: height + foot, areas: [], pictures, lines: drawn, labels };
}

/** The letters of a name, in rows as their items stand in the case: questioned, known, unassigned. */
export function letterRows(
  letters: readonly (LetterRow['letters'][number] & Pick<Letter, 'item' | 'name'>)[],
  name: string,
  items: readonly {
    readonly id: string;
    readonly label: string;
    readonly role: ItemRole;
    readonly writer: string | null;
  }[],
  /** Names of writers by id, where all that one left is to be one row; left out for a row an item. */
  writers?: ReadonlyMap<string, string>,
): LetterRow[] {
  const rows = new Map<string, { label: string; role: ItemRole; letters: LetterRow['letters'][number][] }>();
  const inOrder = items.toSorted(inRoleOrder);
  for (const { id, label, role, writer } of inOrder) {
    const its = letters.filter((letter) => letter.item === id && letter.name === name);
    if (its.length === 0) continue;
    const whose = writer === null ? undefined : writers?.get(writer);
    const key = whose === undefined ? id : `writer ${writer}`;
    const row = rows.get(key) ?? { label: whose ?? label, role, letters: [] };
    row.letters.push(...its);
    rows.set(key, row);
  }
  return [...rows.values()];
}
