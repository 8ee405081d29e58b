import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import type { Font, PathCommand } from 'fontkit';
import type { Hand } from '../../../src/main/engine/demo/hands.ts';
import { occasion, writePage } from '../../../src/main/engine/demo/handwriting.ts';
import type { SeededRandom } from '../../../src/main/engine/demo/random.ts';
import { drawSheetLook, pixelsPerMillimetre, scan, type Scan, type Sheet, type Writing } from './scan.ts';
import { labelOf, drawWords, type Vocabulary } from './vocabulary.ts';

/** One image of a word by a hand. */
export interface WrittenWord {
  readonly text: string;
  readonly sheet: Sheet;
  readonly scan: Scan;
}

/** Sheets that a hand writes on: were it one, its pen and paper would be told apart instead of the hand. */
const SHEETS = 3;
const WORDS: readonly [number, number] = [24, 30];
/** Share of small-letter words that begin with a capital, as at the start of a sentence. */
const CAPITALS = 0.12;
/** The broadest stroke in x-heights; a broader one fills the letters. */
const BROADEST = 0.19;

/** Draws by chance what a writer does to a font. */
export function drawHand(font: Hand['font'], random: SeededRandom): Hand {
  return {
    font,
    xHeight: random.between(1.9, 3.4),
    slant: Math.max(-14, Math.min(14, random.bell(6))),
    width: random.between(0.84, 1.22),
    ascender: random.between(0.88, 1.16),
    descender: random.between(0.85, 1.18),
    pen: 0,
    letterSpace: random.between(-0.04, 0.08),
    wordSpace: 1.2,
    lineSpace: 4,
    climb: random.bell(1.2),
    freedom: random.between(0.7, 1.7),
  };
}

/** Writes a hand's words, one after the other, on its sheets. */
export async function* writeHand(
  hand: Hand,
  font: Font,
  vocabulary: Vocabulary,
  random: SeededRandom,
): AsyncGenerator<WrittenWord> {
  const sheets = Array.from({ length: SHEETS }, (_, index) => {
    const chance = random.part(`sheet ${index}`);
    const sheet = drawSheetLook(chance);
    return { sheet, writing: occasion(hand, font, pixelsPerMillimetre(sheet), chance) };
  });
  const [fewest, most] = WORDS;
  const count = fewest + Math.floor(random.next() * (most - fewest + 1));
  const words = drawWords(vocabulary, count, (word) => hasLetters(font, word), random);
  for (const [index, word] of words.entries()) {
    const chance = random.part(`word ${index}`);
    const { sheet, writing } = sheets[index % SHEETS]!;
    const shown = chance.next() < CAPITALS ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    const written = hasLetters(font, shown) ? shown : word;
    const shape = writeWord(writing, written, sheet, chance);
    yield { text: labelOf(word), sheet, scan: await scan(shape, sheet, chance.part('scan')) };
  }
}

function hasLetters(font: Font, word: string): boolean {
  // Some fonts name letters that they have no outline for.
  return Array.from(word).every(
    (letter) => font.hasGlyphForCodePoint(letter.codePointAt(0)!) && commandsOf(font, letter).length > 0,
  );
}

function commandsOf(font: Font, letter: string): readonly PathCommand[] {
  return font.layout(letter).glyphs[0]?.path.commands ?? [];
}

/** One word as an outline that can be drawn with a sheet's pen. */
function writeWord(
  writing: ReturnType<typeof occasion>,
  word: string,
  sheet: Sheet,
  random: SeededRandom,
): Writing {
  const { xHeight } = writing;
  const margin = 4 * xHeight;
  const area = { width: 80 * xHeight, height: 20 * xHeight, margin };
  const outline = writePage(writing, [word], area, random)[0]!.outline;
  const stroke = Math.min(sheet.stroke * pixelsPerMillimetre(sheet), BROADEST * xHeight);
  const pen = Math.max(0, stroke - stem(writing.font, writing.unit));
  return {
    ...boxOf(outline),
    // Where `writePage` puts the first line.
    baseline: margin + 2 * xHeight,
    draw: (context: SKRSContext2D) => {
      const path = new Path2D(outline);
      context.fill(path);
      if (pen === 0) return;
      context.lineWidth = pen;
      context.lineJoin = 'round';
      context.stroke(path);
    },
  };
}

function boxOf(outline: string): { left: number; top: number; right: number; bottom: number } {
  const numbers = outline.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** About how thick the font's strokes are, times `unit`: twice an "n"'s area over the length of its outline. */
function stem(font: Font, unit: number): number {
  let area = 0;
  let length = 0;
  let start: readonly [number, number] = [0, 0];
  let last = start;
  const to = (x: number, y: number): void => {
    area += (last[0] * y - x * last[1]) / 2;
    length += Math.hypot(x - last[0], y - last[1]);
    last = [x, y];
  };
  for (const { command, args } of commandsOf(font, 'n')) {
    if (command === 'moveTo') start = last = [args[0]!, args[1]!];
    else if (command === 'closePath') to(...start);
    // Control points lie so near the curve that their polygon will do.
    else for (let at = 0; at + 1 < args.length; at += 2) to(args[at]!, args[at + 1]!);
  }
  return ((2 * Math.abs(area)) / length) * unit;
}
