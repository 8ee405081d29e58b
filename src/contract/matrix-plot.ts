import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import type { ItemRole } from './case.ts';
import { shortened, type Plot } from './plot.ts';

/** How near hands lie to each other: `cosines[row][column]`, of which what stands right of the diagonal may be left out. */
export interface Matrix {
  readonly hands: readonly { readonly label: string; readonly role: ItemRole }[];
  readonly cosines: readonly (readonly number[])[];
}

const CELL = { width: 25, height: 14 } as const;
/** From the top of a cell to the baseline of its figure. */
const BASELINE = 9.5;
/** Letters of a name, and the room that one of them takes. */
const LONGEST_NAME = 22;
const LETTER = 4.4;
/** Names of so many letters stand over a column as they are; longer ones run upwards. */
const UPRIGHT = 4;
const GAP = 5;

/** The strongest grey behind a figure, which is still read on it. */
const STRONGEST = 0.3;
/** How strong the grey behind a cosine is, from 0 to 1: the stronger the nearer. */
export const shadeOf = (cosine: number): number => STRONGEST * Math.max(0, cosine) ** 2;

/** The cosine of two hands of a matrix, whichever is named first. */
export const cosineAt = ({ cosines }: Pick<Matrix, 'cosines'>, one: number, other: number): number =>
  cosines[Math.max(one, other)]?.[Math.min(one, other)] ?? 0;

/**
 * A matrix with a figure in each cell, in as many drawings as its room asks for: whole where it has room in one, otherwise in squares
 * that show each pair of hands once.
 *
 * @param width in points, and how high one drawing may be.
 */
export function matrixPlots(
  matrix: Matrix,
  width = Infinity,
  tallest = Infinity,
  language: Language = 'en',
): Plot[] {
  const { hands } = matrix;
  const names = hands.map(({ label }) => shortened(label, LONGEST_NAME));
  const longest = Math.max(0, ...names.map((name) => Array.from(name).length));
  const left = longest * LETTER + GAP;
  const top = longest <= UPRIGHT ? CELL.height : left;
  const most = Math.max(
    1,
    Math.min(
      hands.length,
      Math.floor((width - left) / CELL.width),
      Math.floor((tallest - top) / CELL.height),
    ),
  );
  const parts = Math.ceil(hands.length / most);
  const size = Math.ceil(hands.length / parts);
  const ends = Array.from({ length: parts }, (_, part) => [
    part * size,
    Math.min(hands.length, (part + 1) * size),
  ]) as [number, number][];
  return ends.flatMap((rows, down) =>
    ends
      .slice(0, down + 1)
      .map((columns) => partOf(matrix, names, { rows, columns, left, top, whole: parts === 1 }, language)),
  );
}

interface Part {
  /** The first one, and the one behind the last. */
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  /** Room for names. */
  readonly left: number;
  readonly top: number;
  /** Whether pairs are shown on both sides of the diagonal. */
  readonly whole: boolean;
}

function partOf(
  matrix: Matrix,
  names: readonly string[],
  { rows, columns, left, top, whole }: Part,
  language: Language,
): Plot {
  const areas: Plot['areas'][number][] = [];
  const labels: Plot['labels'][number][] = [];
  const x = (column: number): number => left + (column - columns[0]) * CELL.width;
  const y = (row: number): number => top + (row - rows[0]) * CELL.height;
  const [width, height] = [x(columns[1]), y(rows[1])];
  for (let column = columns[0]; column < columns[1]; column++) {
    const { role: kind } = matrix.hands[column]!;
    const middle = x(column) + CELL.width / 2;
    const text = names[column]!;
    labels.push(
      top === CELL.height
        ? { text, x: middle, y: top - GAP + 1, anchor: 'middle', kind }
        : { text, x: middle + 2.5, y: top - GAP + 1, anchor: 'start', kind, turned: true },
    );
  }
  for (let row = rows[0]; row < rows[1]; row++) {
    const baseline = y(row) + BASELINE;
    labels.push({
      text: names[row]!,
      x: left - GAP,
      y: baseline,
      anchor: 'end',
      kind: matrix.hands[row]!.role,
    });
    for (let column = columns[0]; column < columns[1]; column++) {
      if (row === column || (!whole && column > row)) continue;
      const cosine = cosineAt(matrix, row, column);
      areas.push({ x: x(column), y: y(row), ...CELL, fill: shadeOf(cosine) });
      labels.push({
        text: decimal(language, cosine, 3),
        x: x(column) + CELL.width / 2,
        y: baseline,
        anchor: 'middle',
      });
    }
  }
  const rule = (points: [number, number][]): Plot['lines'][number] => ({ points, kind: 'grid' });
  const lines = [
    ...Array.from({ length: columns[1] - columns[0] + 1 }, (_, at) =>
      rule([
        [x(columns[0] + at), top],
        [x(columns[0] + at), height],
      ]),
    ),
    ...Array.from({ length: rows[1] - rows[0] + 1 }, (_, at) =>
      rule([
        [left, y(rows[0] + at)],
        [width, y(rows[0] + at)],
      ]),
    ),
  ];
  return { width, height, areas, lines, labels };
}

/** What can be read in a matrix, for whoever cannot see it: its nearest and its farthest two hands. */
export function matrixAlt(matrix: Matrix, language: Language): string {
  const { hands } = matrix;
  const pairs = hands.flatMap((one, row) =>
    hands
      .slice(0, row)
      .map((other, column) => ({ names: [other.label, one.label], cosine: cosineAt(matrix, row, column) })),
  );
  if (pairs.length === 0) return '';
  const by = (better: (a: number, b: number) => boolean): (typeof pairs)[number] =>
    pairs.reduce((found, each) => (better(each.cosine, found.cosine) ? each : found));
  const said = ({
    names: [one, other],
    cosine,
  }: (typeof pairs)[number]): Record<'one' | 'other' | 'cosine', string> => ({
    one: one!,
    other: other!,
    cosine: decimal(language, cosine, 3),
  });
  const [near, far] = [by((a, b) => a > b), by((a, b) => a < b)].map(said) as [
    ReturnType<typeof said>,
    ReturnType<typeof said>,
  ];
  return say(
    language,
    'Cosines of {hands, number} hands, each with each other. Nearest: {one} and {other}, {cosine}. Farthest: {first} and {second}, {least}.',
    { hands: hands.length, ...near, first: far.one, second: far.other, least: far.cosine },
  );
}
