import type { Piece } from './assignment.ts';
import type { LineCurve } from './lines.ts';

/** A figure that no page can give: not the page is at fault but this process, and another has to try. */
export class FaultyComputationError extends Error {}

/** A piece with its extent along the line, the writing's slant taken out. */
export interface Run {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

/** Runs that overlap along the line: a letter, or letters that no gap parts. */
export interface Chunk {
  readonly runs: readonly Run[];
  readonly from: number;
  readonly to: number;
}

/** A line's ink in the order of reading. */
export interface ChunkedLine {
  readonly line: number;
  readonly curve: LineCurve;
  readonly chunks: readonly Chunk[];
  /** Dots, accents and punctuation: what is too small, or too far off the line's middle, to part a word. */
  readonly marks: readonly Run[];
}

/** Rows between two, both counted in. */
export interface Band {
  readonly top: number;
  readonly foot: number;
}

/** The lines of a page, and what their writing is measured by. */
export interface ChunkedPage {
  readonly lines: readonly ChunkedLine[];
  /** Pixels of ink by the label of their piece, `width` to a row. */
  readonly labels: Int32Array;
  readonly width: number;
  /** Height of a small letter, in pixels. */
  readonly core: number;
  /** First and last row of the small letters, from the middles of the lines: negative above. */
  readonly band: Band;
  /** Shear of the writing, as a tangent: positive leans to the right. */
  readonly slant: number;
  /** Typical height of a component of writing, in pixels. */
  readonly textHeight: number;
}

/** Shears tried for the writing's slant, as tangents: from leaning left to leaning far right. */
const SLANTS = [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Ink farther than this from the line's middle (tails, loops) does not close gaps; in text heights. */
const BAND = 0.6;
/** Share of the densest row's ink that a row of small letters has at least. */
const CORE_INK = 0.35;

/**
 * Puts the ink of each line in order along it.
 *
 * @param labels label raster with the pieces' labels.
 */
export function chunkLines(
  pieces: readonly Piece[],
  curves: readonly LineCurve[],
  labels: Int32Array,
  width: number,
  textHeight: number,
): ChunkedPage {
  const { height: core, band } = smallLetters(pieces, curves, labels, width, textHeight);
  const slant = slantOf(pieces, curves, labels, width, textHeight);
  const byLine = Map.groupBy(pieces, ({ line }) => line);
  const lines = curves.map((curve, line) => {
    const runs = (byLine.get(line) ?? []).map((piece) =>
      runOf(piece, curve, labels, width, slant, textHeight),
    );
    const { marks = [], letters = [] } = Object.groupBy(runs, ({ piece }) =>
      isMark(piece, curve, core) ? 'marks' : 'letters',
    );
    return { line, curve, chunks: chunksOf(letters), marks };
  });
  return { lines, labels, width, core, band, slant, textHeight };
}

/** Dots, accents, commas, quotation marks, dashes: too small to be a letter, or small and off the line's middle. */
function isMark({ box }: Piece, curve: LineCurve, core: number): boolean {
  const long = Math.max(box.width, box.height);
  if (long < 0.6 * core || (box.height < 0.3 * core && box.width < 2 * core)) return true;
  const x = box.x + (box.width >> 1);
  const away = Math.abs(box.y + box.height / 2 - (curve.centre[x] as number));
  return long < 1.2 * core && away > 0.6 * core;
}

function runOf(
  piece: Piece,
  curve: LineCurve,
  labels: Int32Array,
  width: number,
  slant: number,
  textHeight: number,
): Run {
  const extent =
    extentOf(piece, curve, labels, width, slant, BAND * textHeight) ??
    extentOf(piece, curve, labels, width, slant, labels.length);
  if (extent === null || !isPlausible(extent, piece, curve, slant)) {
    throw new FaultyComputationError('the ends of a mark of ink cannot lie where they were computed');
  }
  return { piece, ...extent };
}

/**
 * Left and right end along the line of a piece's ink that is no farther than `band` from the line's middle; null where
 * none is. Nothing here starts at an infinity: with that, a compiled form of this loop has given infinite ends on
 * starved machines (see `steady-compiler.ts`).
 */
function extentOf(
  { box, label }: Piece,
  { centre }: LineCurve,
  labels: Int32Array,
  width: number,
  slant: number,
  band: number,
): { from: number; to: number } | null {
  let from = 0;
  let to = 0;
  let pixels = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] !== label) continue;
      const below = y - (centre[x] as number);
      if (Math.abs(below) > band) continue;
      const along = x + slant * below;
      if (pixels === 0 || along < from) from = along;
      if (pixels === 0 || along + 1 > to) to = along + 1;
      pixels++;
    }
  }
  return pixels === 0 ? null : { from, to };
}

/** Whether the ends lie where a piece in this box can have them: evidence must not rest on a fault of the machine. */
export function isPlausible(
  { from, to }: { readonly from: number; readonly to: number },
  { box }: Pick<Piece, 'box'>,
  { centre }: Pick<LineCurve, 'centre'>,
  slant: number,
): boolean {
  let shift = 0;
  for (let x = box.x; x < box.x + box.width; x++) {
    const middle = centre[x] as number;
    shift = Math.max(shift, Math.abs(box.y - middle), Math.abs(box.y + box.height - 1 - middle));
  }
  const reach = Math.abs(slant) * shift + 1;
  return from < to && from >= box.x - reach && to <= box.x + box.width + reach;
}

/** Runs that overlap along the line, joined; in order. */
function chunksOf(runs: readonly Run[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (const run of [...runs].sort((a, b) => a.from - b.from)) {
    const chunk = { runs: [run], from: run.from, to: run.to };
    const last = chunks.at(-1);
    if (last !== undefined && run.from <= last.to) chunks[chunks.length - 1] = joined(last, chunk);
    else chunks.push(chunk);
  }
  return chunks;
}

/** Two neighbouring chunks as one; neither is changed. */
export function joined(left: Chunk, right: Chunk): Chunk {
  return { runs: [...left.runs, ...right.runs], from: left.from, to: Math.max(left.to, right.to) };
}

/** The shear that piles the ink up most when it is counted along the lines (its upright strokes then stand upright). */
function slantOf(
  pieces: readonly Piece[],
  curves: readonly LineCurve[],
  labels: Int32Array,
  width: number,
  textHeight: number,
): number {
  const bin = Math.max(1, Math.round(textHeight / 12));
  const margin = Math.ceil(2 * textHeight);
  const bins = Math.ceil((width + 2 * margin) / bin) + 1;
  const profiles = curves.map(() => SLANTS.map(() => new Uint32Array(bins)));
  for (const { box, label, line } of pieces) {
    const { centre } = curves[line] as LineCurve;
    const ofLine = profiles[line]!;
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        if (labels[y * width + x] !== label) continue;
        const below = y - (centre[x] as number);
        if (Math.abs(below) > textHeight) continue;
        for (let index = 0; index < SLANTS.length; index++) {
          ofLine[index]![Math.floor((x + SLANTS[index]! * below + margin) / bin)]!++;
        }
      }
    }
  }
  const piled = new Float64Array(SLANTS.length);
  for (const ofLine of profiles) {
    ofLine.forEach((profile, index) => {
      for (let at = 0; at < bins; at++) piled[index]! += profile[at]! * profile[at]!;
    });
  }
  return SLANTS[piled.indexOf(Math.max(...piled))] as number;
}

/** Height of the small letters: of the rows along the lines' middles that hold much of the ink; and those about the fullest. */
function smallLetters(
  pieces: readonly Piece[],
  curves: readonly LineCurve[],
  labels: Int32Array,
  width: number,
  textHeight: number,
): { height: number; band: Band } {
  const reach = Math.ceil(1.5 * textHeight);
  const rows = new Uint32Array(2 * reach + 1);
  for (const { box, label, line } of pieces) {
    const { centre } = curves[line] as LineCurve;
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        if (labels[y * width + x] !== label) continue;
        const row = Math.round(y - (centre[x] as number)) + reach;
        if (row >= 0 && row < rows.length) rows[row]!++;
      }
    }
  }
  const most = Math.max(...rows);
  const isCore = (row: number): boolean => rows[row]! >= CORE_INK * most;
  let top = rows.indexOf(most);
  let foot = top;
  while (top > 0 && isCore(top - 1)) top--;
  while (foot + 1 < rows.length && isCore(foot + 1)) foot++;
  return {
    height: Math.max(2, rows.filter((count) => count >= CORE_INK * most).length),
    band: { top: top - reach, foot: foot - reach },
  };
}
