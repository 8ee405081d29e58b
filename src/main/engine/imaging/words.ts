import type { Piece } from './assignment.ts';
import type { LineCurve } from './lines.ts';

/** A figure that no page can give: not the page is at fault but this process, and another has to try. */
export class FaultyComputationError extends Error {}

/** The pieces of one word, of one line. */
export interface WordGroup {
  readonly line: number;
  readonly pieces: readonly Piece[];
}

/** A piece with its extent along the line, the writing's slant taken out. */
interface Run {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

interface Chunk {
  readonly runs: readonly Run[];
  readonly from: number;
  readonly to: number;
}

/** Shears tried for the writing's slant, as tangents: from leaning left to leaning far right. */
const SLANTS = [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Ink farther than this from the line's middle (tails, loops) does not close gaps; in text heights. */
const BAND = 0.6;
/** The gap between words, in heights of a small letter: at least, where a page has too few gaps to tell, at
 * most; and the widths outside which a gap says nothing about the page's habit: letters that all but touch, and ends
 * of sentences. */
const GAP = { least: 0.22, usual: 0.4, most: 0.7, narrowest: 0.08, widest: 1.7 };
/** Gaps are told apart on this power of their width: word gaps vary more than letter gaps do. */
const COMPRESSION = 0.7;
/** Share of the densest row's ink that a row of small letters has at least. */
const CORE_INK = 0.35;

/**
 * Splits lines into words where the gaps are wide for this page: the widths of all gaps fall into two kinds, inside
 * and between words, told apart with Otsu's criterion. Dots, accents and marks go with the nearest word.
 *
 * @param labels label raster with the pieces' labels.
 * @returns words in reading order: lines as given, left to right.
 */
export function splitWords(
  pieces: readonly Piece[],
  curves: readonly LineCurve[],
  labels: Int32Array,
  width: number,
  textHeight: number,
): WordGroup[] {
  const core = coreHeightOf(pieces, curves, labels, width, textHeight);
  const slant = slantOf(pieces, curves, labels, width, textHeight);
  const byLine = Map.groupBy(pieces, ({ line }) => line);
  const lines = curves.map((curve, line) => {
    const runs = (byLine.get(line) ?? []).map((piece) =>
      runOf(piece, curve, labels, width, slant, textHeight),
    );
    const { marks = [], letters = [] } = Object.groupBy(runs, ({ piece }) =>
      isMark(piece, curve, core) ? 'marks' : 'letters',
    );
    return { line, chunks: chunksOf(letters), marks };
  });
  const gaps = lines.flatMap(({ chunks }) =>
    chunks.slice(1).map((chunk, index) => (chunk.from - chunks[index]!.to) / textHeight),
  );
  const widest = wordGap(gaps) * core;
  return lines.flatMap(({ line, chunks, marks }) => {
    const words: Chunk[] = [];
    for (const chunk of chunks) {
      const last = words.at(-1);
      if (last !== undefined && chunk.from - last.to < widest) words[words.length - 1] = joined(last, chunk);
      else words.push(chunk);
    }
    const attached = marks.map((mark) => nearestWord(mark, words, textHeight));
    return words.map((word, index) => ({
      line,
      pieces: [...word.runs, ...marks.filter((_, mark) => attached[mark] === index)].map(
        ({ piece }) => piece,
      ),
    }));
  });
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
function joined(left: Chunk, right: Chunk): Chunk {
  return { runs: [...left.runs, ...right.runs], from: left.from, to: Math.max(left.to, right.to) };
}

/** Index of the word that a mark stands over, or that it follows most closely; -1 where none is near. */
function nearestWord(mark: Run, words: readonly Chunk[], textHeight: number): number {
  const centre = (mark.from + mark.to) / 2;
  let nearest = -1;
  let least = 0.8 * textHeight;
  words.forEach((word, index) => {
    const apart = centre < word.from ? word.from - centre : centre > word.to ? centre - word.to : 0;
    if (apart < least) {
      least = apart;
      nearest = index;
    }
  });
  return nearest;
}

/** The width from which a gap separates words, in heights of a small letter. */
function wordGap(gaps: readonly number[]): number {
  const clipped = gaps
    .filter((gap) => gap >= GAP.narrowest)
    .map((gap) => Math.min(gap, GAP.widest) ** COMPRESSION)
    .sort((a, b) => a - b);
  if (clipped.length < 8) return GAP.usual;
  let best = 0;
  let threshold = 0;
  const total = clipped.reduce((sum, gap) => sum + gap, 0);
  let below = 0;
  for (let count = 1; count < clipped.length; count++) {
    below += clipped[count - 1]!;
    const difference = (total - below) / (clipped.length - count) - below / count;
    const between = count * (clipped.length - count) * difference * difference;
    if (between > best) {
      best = between;
      threshold = (clipped[count - 1]! + clipped[count]!) / 2;
    }
  }
  return Math.min(GAP.most, Math.max(GAP.least, threshold ** (1 / COMPRESSION)));
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
  const profiles = SLANTS.map(() => new Map<number, Uint32Array>());
  for (const piece of pieces) {
    const { box, label, line } = piece;
    const { centre } = curves[line] as LineCurve;
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        if (labels[y * width + x] !== label) continue;
        const below = y - (centre[x] as number);
        if (Math.abs(below) > textHeight) continue;
        SLANTS.forEach((slant, index) => {
          const profile = profiles[index]!.get(line) ?? new Uint32Array(bins);
          profile[Math.floor((x + slant * below + margin) / bin)]!++;
          profiles[index]!.set(line, profile);
        });
      }
    }
  }
  const piled = profiles.map((byLine) => {
    let sum = 0;
    for (const profile of byLine.values()) for (const count of profile) sum += count * count;
    return sum;
  });
  return SLANTS[piled.indexOf(Math.max(...piled))] as number;
}

/** Height of the small letters: of the band along the lines' middles that holds much of the ink. */
function coreHeightOf(
  pieces: readonly Piece[],
  curves: readonly LineCurve[],
  labels: Int32Array,
  width: number,
  textHeight: number,
): number {
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
  return Math.max(2, rows.filter((count) => count >= CORE_INK * most).length);
}
