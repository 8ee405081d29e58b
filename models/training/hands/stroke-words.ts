import type { SKRSContext2D } from '@napi-rs/canvas';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { ManifestRow } from '../../../src/main/engine/evaluation/manifest.ts';
import { wander, type SeededRandom } from '../../../src/main/engine/demo/random.ts';
import { drawSheetLook, pixelsPerMillimetre, scan, type Scan, type Sheet, type Writing } from './scan.ts';

/** One line of the strokes file: a form with the pen's path, each stroke x, y and then steps of both. */
export interface StrokeForm {
  readonly form: string;
  readonly writer: string;
  readonly strokes: readonly (readonly number[])[];
  readonly lines: readonly {
    readonly id: string;
    readonly words: readonly {
      readonly t: string;
      readonly s: readonly number[];
      /** Whether it is beyond doubt which strokes are this word's. */
      readonly hi: boolean;
    }[];
  }[];
}

/** A word of the train rows with its pen's path, x and y in turn in each stroke. */
export interface StrokeWord {
  readonly row: ManifestRow;
  readonly strokes: readonly (readonly number[])[];
}

/** One form's words, and the height that half of them stay under, in the strokes' units. */
export interface FormWords {
  readonly name: string;
  readonly height: number;
  readonly words: readonly StrokeWord[];
}

/** Height of half of the words on paper, in millimetres. */
const HEIGHTS: readonly [number, number] = [4.2, 7];
/** The broadest stroke in such heights; a broader one fills the letters. */
const BROADEST = 0.1;

/** Reads the strokes file form by form. */
export async function* readForms(file: string): AsyncGenerator<StrokeForm> {
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (line !== '') yield JSON.parse(line) as StrokeForm;
  }
}

/** The rows that may be written again: of train writers, by path. */
export function trainRows(rows: readonly ManifestRow[]): Map<string, ManifestRow> {
  return new Map(
    rows
      .filter((row) => row.dataset === 'words-en' && row.split === 'train' && row.text !== '')
      .map((row) => [row.path, row]),
  );
}

/** Draws `count` rows by chance, as many of each writer as of any other while they last. */
export function drawRows(
  rows: ReadonlyMap<string, ManifestRow>,
  count: number,
  random: SeededRandom,
): Map<string, ManifestRow> {
  const byWriter = new Map<string, ManifestRow[]>();
  for (const row of rows.values()) {
    byWriter.set(row.writer, [...(byWriter.get(row.writer) ?? []), row]);
  }
  const left = [...byWriter].sort(([, one], [, other]) => one.length - other.length);
  const drawn = new Map<string, ManifestRow>();
  left.forEach(([writer, own], index) => {
    const share = Math.round((count - drawn.size) / (left.length - index));
    for (const row of random.part(writer).shuffled(own).slice(0, share)) drawn.set(row.path, row);
  });
  return drawn;
}

/** A form's words that have a row in `rows`, with their strokes. */
export function wordsOf(form: StrokeForm, rows: ReadonlyMap<string, ManifestRow>): FormWords {
  const strokes = form.strokes.map(undoSteps);
  const heights: number[] = [];
  const words: StrokeWord[] = [];
  for (const line of form.lines) {
    line.words.forEach((word, index) => {
      const own = word.s.map((stroke) => strokes[stroke]!);
      const box = boxOf(own);
      heights.push(box.bottom - box.top);
      const name = `${form.writer}-${line.id}-${String(index + 1).padStart(2, '0')}`;
      const row = rows.get(`words-en/${name}.png`);
      if (row) words.push({ row, strokes: own });
    });
  }
  heights.sort((a, b) => a - b);
  return { name: form.form, height: heights[heights.length >> 1] ?? 0, words };
}

/** Writes a form's words again, all with one pen on one sheet. */
export async function* writeForm(
  form: FormWords,
  random: SeededRandom,
): AsyncGenerator<{ row: ManifestRow; sheet: Sheet; scan: Scan }> {
  const sheet = drawSheetLook(random);
  const height = pixelsPerMillimetre(sheet) * random.between(...HEIGHTS);
  const scale = height / form.height;
  const pen = Math.min(sheet.stroke * pixelsPerMillimetre(sheet), BROADEST * height);
  const press = {
    speed: random.between(0, 0.5),
    weight: random.between(0, 0.25),
    taper: random.between(0, 0.5),
  };
  for (const { row, strokes } of form.words) {
    const chance = random.part(row.path);
    const writing = writeStrokes(
      strokes.map((stroke) => stroke.map((place) => place * scale)),
      pen,
      press,
      chance,
    );
    yield { row, sheet, scan: await scan(writing, sheet, chance.part('scan')) };
  }
}

/** Shares by which a stroke becomes thinner where the pen is fast, or is lifted, and by which its weight varies. */
interface Press {
  readonly speed: number;
  readonly weight: number;
  readonly taper: number;
}

function writeStrokes(
  strokes: readonly (readonly number[])[],
  pen: number,
  press: Press,
  random: SeededRandom,
): Writing {
  const box = boxOf(strokes);
  const usual = median(strokes.flatMap(speeds)) || 1;
  const weight = wander(random, 60);
  let count = 0;
  const widths = strokes.map((stroke) => {
    const own = speeds(stroke);
    return own.map((speed, index) => {
      const fast = Math.min(1, Math.max(-1, speed / usual - 1));
      const lifted = own.length > 6 && (index < 2 || index > own.length - 3) ? press.taper : 0;
      return pen * (1 - press.speed * fast * 0.6) * (1 + press.weight * weight(count++)) * (1 - lifted * 0.6);
    });
  });
  return {
    ...box,
    baseline: baselineOf(strokes),
    draw: (context) => {
      context.lineCap = 'round';
      strokes.forEach((stroke, index) => drawStroke(context, stroke, widths[index]!));
    },
  };
}

/** Draws a smooth curve through the middles between places, each piece as broad as the pen was there. */
function drawStroke(context: SKRSContext2D, stroke: readonly number[], widths: readonly number[]): void {
  const places = widths.length;
  const x = (place: number): number => stroke[2 * Math.min(place, places - 1)]!;
  const y = (place: number): number => stroke[2 * Math.min(place, places - 1) + 1]!;
  let fromX = x(0);
  let fromY = y(0);
  for (let place = 0; place < places; place++) {
    const toX = (x(place) + x(place + 1)) / 2;
    const toY = (y(place) + y(place + 1)) / 2;
    context.lineWidth = widths[place]!;
    context.beginPath();
    context.moveTo(fromX, fromY);
    // A dot has no length, and a line without length leaves no ink.
    context.quadraticCurveTo(x(place), y(place), places === 1 ? toX + 0.01 : toX, toY);
    context.stroke();
    fromX = toX;
    fromY = toY;
  }
}

/** Length of the step to each place, over three steps; the recorder takes places at even times. */
function speeds(stroke: readonly number[]): number[] {
  const places = stroke.length >> 1;
  const step = (place: number): number =>
    place < 1 || place >= places
      ? 0
      : Math.hypot(
          stroke[2 * place]! - stroke[2 * place - 2]!,
          stroke[2 * place + 1]! - stroke[2 * place - 1]!,
        );
  return Array.from({ length: places }, (_, place) => (step(place - 1) + step(place) + step(place + 1)) / 3);
}

/** Under most of the writing: what hangs lower is a descender. */
function baselineOf(strokes: readonly (readonly number[])[]): number {
  const bottoms = strokes.map((stroke) => boxOf([stroke]).bottom);
  return median(bottoms);
}

/** A stroke's places, x and y in turn, from its first place and the steps after it. */
export function undoSteps(stroke: readonly number[]): number[] {
  const places = [...stroke];
  for (let at = 2; at < places.length; at++) places[at] = places[at]! + places[at - 2]!;
  return places;
}

function boxOf(strokes: readonly (readonly number[])[]): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const stroke of strokes) {
    for (let at = 0; at + 1 < stroke.length; at += 2) {
      box.left = Math.min(box.left, stroke[at]!);
      box.right = Math.max(box.right, stroke[at]!);
      box.top = Math.min(box.top, stroke[at + 1]!);
      box.bottom = Math.max(box.bottom, stroke[at + 1]!);
    }
  }
  return box;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
