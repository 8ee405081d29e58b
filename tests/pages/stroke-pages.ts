import path from 'node:path';
import { readForms, undoSteps, type StrokeForm } from '../../models/training/hands/stroke-words.ts';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import type { KnownPage } from './page-truth.ts';
import { paint, PLAIN, save } from './sheet.ts';
import { inkWord, putDown, truthOf, type DrawnWord } from './writing.ts';

export const STROKES = 'words-en-strokes.jsonl.gz';

const MILLIMETRES_PER_INCH = 25.4;
/** Height that half of a form's words stay under, in millimetres on paper. */
const WORD_HEIGHT: readonly [number, number] = [4.5, 7];
const PEN: readonly [number, number] = [0.35, 0.6];
const RESOLUTIONS = [100, 150, 200, 300] as const;
const MARGIN = 12;

/**
 * Pages drawn from recorded strokes, as scanned: only forms where no word's strokes are in doubt, at most `count` of them
 * drawn by chance. The forms of every fourth writer are for figures, the others for fitting.
 *
 * @param data folder of the strokes file.
 * @param folder where the pages are written, as PNG.
 */
export async function* strokePages(
  data: string,
  folder: string,
  count: number,
  seed: number,
  use: 'figures' | 'fitting' = 'figures',
): AsyncGenerator<KnownPage> {
  const random = new SeededRandom(seed).part('strokes');
  const sure: StrokeForm[] = [];
  for await (const form of readForms(path.join(data, STROKES))) {
    if ((Number(form.writer) % 4 === 0) !== (use === 'figures')) continue;
    if (form.lines.every(({ words }) => words.every(({ hi }) => hi))) sure.push(form);
  }
  for (const form of random.shuffled(sure).slice(0, count)) {
    yield await drawForm(form, folder, random.part(form.form));
  }
}

async function drawForm(form: StrokeForm, folder: string, random: SeededRandom): Promise<KnownPage> {
  const perMillimetre = RESOLUTIONS[Math.floor(random.next() * RESOLUTIONS.length)]! / MILLIMETRES_PER_INCH;
  const strokes = form.strokes.map(undoSteps);
  const words = form.lines.flatMap(({ words: ofLine }, line) =>
    ofLine.map(({ t, s }) => ({ text: t, line, strokes: s.map((stroke) => strokes[stroke]!) })),
  );
  const heights = words.map((word) => extent(word.strokes.flat(), 1).length).sort((a, b) => a - b);
  const scale = (perMillimetre * random.between(...WORD_HEIGHT)) / heights[heights.length >> 1]!;
  const pen = Math.max(1, perMillimetre * random.between(...PEN));
  const all = words.flatMap((word) => word.strokes.flat());
  const across = extent(all, 0);
  const down = extent(all, 1);
  const margin = MARGIN * perMillimetre;
  const width = Math.ceil(across.length * scale + 2 * margin);
  const height = Math.ceil(down.length * scale + 2 * margin);
  const drawn = words.map(({ text, line, strokes: own }): DrawnWord => {
    const ways = own.map((stroke) => {
      const places: string[] = [];
      for (let at = 0; at < stroke.length; at += 2) {
        const x = (stroke[at]! - across.from) * scale + margin;
        const y = (stroke[at + 1]! - down.from) * scale + margin;
        places.push(`${x.toFixed(2)} ${y.toFixed(2)}`);
      }
      // A dot has no length, and only a line, even one without length, leaves ink.
      return `M${(places.length === 1 ? [places[0], places[0]] : places).join('L')}`;
    });
    return { text, line, path: ways.join(''), filled: false, pen };
  });
  const inked = [];
  for (const word of drawn) inked.push(await inkWord(word));
  const writing = putDown(inked, width, height);
  const pixels = await paint({ width, height }, PLAIN, writing.cover, [], () => 1, random.part('sheet'));
  const file = path.join(folder, `strokes-${form.form}.png`);
  await save(pixels, { width, height }, file);
  return { name: form.form, kind: 'strokes', file, truth: truthOf(writing) };
}

/** Where the places (x and y in turn) begin along one axis, and how far they reach. */
function extent(places: readonly number[], axis: 0 | 1): { from: number; length: number } {
  let from = Infinity;
  let to = -Infinity;
  for (let at = axis; at < places.length; at += 2) {
    from = Math.min(from, places[at]!);
    to = Math.max(to, places[at]!);
  }
  return { from, length: to - from };
}
