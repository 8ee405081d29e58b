import type { ItemRole } from './case.ts';
import { MILLIMETRES_PER_INCH } from './measurements.ts';
import type { Plot, PlotPicture } from './plot.ts';
import type { SameWordPair } from './results.ts';
import { drawnScaleBar } from './scale-bar.ts';

/** A word of a pair as it is to be drawn. */
export interface PairedWord {
  /** Image id. */
  readonly image: string;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels per inch; null where the page does not say. */
  readonly dpi: number | null;
  /** Which item the word is of, and where it stands. */
  readonly name: string;
  readonly role: ItemRole;
}

/** Two words that were taken for the same text, and what is said of them below. */
export interface DrawnPair {
  readonly words: readonly [questioned: PairedWord, known: PairedWord];
  readonly text: string;
}

/** A grid of pairs, in as many drawings as its room asks for. */
export interface PairsGrid {
  readonly plots: readonly Plot[];
  /** Times natural size, one for all; null where pictures are as large as they fit, since a page does not say how large it is. */
  readonly magnification: number | null;
}

const CELL = { width: 140, gap: 16 } as const;
/** Room for a name over a picture, for the figures below, and between rows. */
const NAME = 13;
const FIGURES = 13;
const ROW_GAP = 12;
/** The tallest that a picture may be drawn. */
const TALLEST = 52;
/** Room for the scale bar below. */
const FOOT = 20;
const LONGEST_BAR = 90;
/** Times natural size at most, and the largest that a pixel of unknown size may be, in points. */
const MOST = { magnification: 3, pixel: 0.5 } as const;
const POINTS_PER_MILLIMETRE = 72 / MILLIMETRES_PER_INCH;

/** Pairs by the nearness of their two hands, the nearest first; of as near ones, those first that were listed first. */
export const byNearness = (pairs: readonly SameWordPair[]): SameWordPair[] =>
  pairs.toSorted((a, b) => b.writerCosine - a.writerCosine);

/**
 * The same word by two hands, pair for pair: what is questioned above, what is known below it, all at one scale.
 *
 * @param width in points.
 * @param tallest how high one drawing may be, in points: rows that have no room go into the next.
 * @param first the same of the first one.
 */
export function pairsGrid(
  pairs: readonly DrawnPair[],
  width: number,
  tallest = Infinity,
  first = tallest,
): PairsGrid {
  const columns = Math.max(1, Math.floor((width + CELL.gap) / (CELL.width + CELL.gap)));
  const cell = (width - (columns - 1) * CELL.gap) / columns;
  const all = pairs.flatMap(({ words }) => words);
  const fitting = (word: PairedWord): number => Math.min(cell / word.width, TALLEST / word.height);
  const toScale = all.length > 0 && all.every(({ dpi }) => dpi !== null);
  const magnification = toScale
    ? Math.min(MOST.magnification, ...all.map((word) => (fitting(word) * (word.dpi as number)) / 72))
    : null;
  const scaleOf = (word: PairedWord): number =>
    magnification === null
      ? Math.min(MOST.pixel, fitting(word))
      : (magnification * 72) / (word.dpi as number);
  const rows = Array.from({ length: Math.ceil(pairs.length / columns) }, (_, row): Row => {
    const its = pairs.slice(row * columns, (row + 1) * columns);
    const [above, below] = ([0, 1] as const).map((side) =>
      Math.max(...its.map(({ words }) => words[side].height * scaleOf(words[side]))),
    ) as [number, number];
    return { pairs: its, above, below, height: 2 * NAME + above + below + FIGURES + ROW_GAP };
  });
  const foot = magnification === null ? 0 : FOOT;
  const plots: Plot[] = [];
  for (let from = 0; from < rows.length;) {
    let [to, height] = [from, 0];
    const most = from === 0 ? first : tallest;
    while (to < rows.length && (to === from || height + rows[to]!.height + foot <= most)) {
      height += rows[to]!.height;
      to += 1;
    }
    plots.push(plotOf(rows.slice(from, to), { width, height, cell, magnification }, scaleOf));
    from = to;
  }
  return { plots, magnification };
}

interface Row {
  readonly pairs: readonly DrawnPair[];
  /** Heights of the tallest picture of either side. */
  readonly above: number;
  readonly below: number;
  readonly height: number;
}

function plotOf(
  rows: readonly Row[],
  frame: {
    readonly width: number;
    readonly height: number;
    readonly cell: number;
    readonly magnification: number | null;
  },
  scaleOf: (word: PairedWord) => number,
): Plot {
  const { width, height, cell, magnification } = frame;
  const pictures: PlotPicture[] = [];
  const labels: Plot['labels'][number][] = [];
  const lines: Plot['lines'][number][] = [];
  let top = 0;
  for (const [at, { pairs, above, below, height: tall }] of rows.entries()) {
    if (at > 0) {
      const y = top - ROW_GAP / 2;
      lines.push({
        points: [
          [0, y],
          [width, y],
        ],
        kind: 'grid',
      });
    }
    for (const [column, { words, text }] of pairs.entries()) {
      const x = column * (cell + CELL.gap);
      const feet = [top + NAME + above, top + 2 * NAME + above + below] as const;
      for (const side of [0, 1] as const) {
        const { image, name, role, ...word } = words[side];
        const scale = scaleOf(words[side]);
        const high = word.height * scale;
        const room = side === 0 ? above : below;
        pictures.push({ image, x, y: feet[side] - high, width: word.width * scale, height: high });
        labels.push({ text: name, x, y: feet[side] - room - 3, anchor: 'start', kind: role });
      }
      labels.push({ text, x, y: feet[1] + FIGURES - 3, anchor: 'start' });
    }
    top += tall;
  }
  if (magnification === null) return { width, height, areas: [], pictures, lines, labels };
  const bar = drawnScaleBar(0, height + FOOT - 8, magnification * POINTS_PER_MILLIMETRE, LONGEST_BAR);
  return {
    width,
    height: height + FOOT,
    areas: [],
    pictures,
    lines: [...lines, ...bar.lines],
    labels: [...labels, ...bar.labels],
  };
}
