import type { Font } from 'fontkit';
import type { Hand } from './hands.ts';
import { swell, wander, type SeededRandom } from './random.ts';

/** A sheet to write on, in pixels; text stays inside the margins. */
export interface WritingArea {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** One written word: SVG path data in pixels of the page, and how firmly it was written (0 to 1). */
export interface Written {
  readonly word: string;
  readonly outline: string;
  readonly pressure: number;
}

/** What a hand does on one occasion: nobody writes twice with quite the same slant and size. */
export interface Occasion {
  readonly hand: Hand;
  readonly font: Font;
  /** Pixels to an x-height, and to a font unit. */
  readonly xHeight: number;
  readonly unit: number;
  readonly slant: number;
  readonly width: number;
}

export function occasion(
  hand: Hand,
  font: Font,
  pixelsPerMillimetre: number,
  random: SeededRandom,
): Occasion {
  const small = font.layout('n').glyphs[0];
  if (!small) throw new Error(`the font ${hand.font.name} has no small n`);
  const xHeight = hand.xHeight * pixelsPerMillimetre * (1 + random.bell(0.025 * hand.freedom));
  return {
    hand,
    font,
    xHeight,
    unit: xHeight / small.bbox.maxY,
    slant: hand.slant + random.bell(0.9 * hand.freedom),
    width: hand.width * (1 + random.bell(0.015 * hand.freedom)),
  };
}

/**
 * Writes paragraphs (one an entry) line by line from the top of the area.
 *
 * @throws RangeError where the text is longer than the area.
 */
export function writePage(
  writing: Occasion,
  paragraphs: readonly string[],
  area: WritingArea,
  random: SeededRandom,
): Written[] {
  const { hand, xHeight } = writing;
  const page: Written[] = [];
  const leftEdge = wander(random, area.height / 2);
  const lineHeight = hand.lineSpace * xHeight;
  let baseline = area.margin + 2 * xHeight;
  const tilt = random.bell(0.25);
  for (const paragraph of paragraphs) {
    const words = paragraph.split(' ');
    const indent = random.between(0.2, 0.8) * xHeight;
    for (let next = 0; next < words.length;) {
      if (baseline + xHeight * 2 > area.height - area.margin / 2) {
        throw new RangeError(`the text does not fit on the page: "${paragraph.slice(0, 40)}"`);
      }
      const line = startLine(writing, area, tilt, random);
      const left = area.margin + xHeight * 0.5 * leftEdge(baseline) + (next === 0 ? indent : 0);
      let x = left;
      while (next < words.length) {
        const shape = shapeWord(writing, words[next] as string, random);
        const width = shape.end - shape.start;
        if (x > left && x + width > area.width - area.margin * 0.8) break;
        page.push({
          word: words[next] as string,
          outline: setDown(shape, x - shape.start, baseline, line),
          pressure: Math.min(1, 0.93 + random.bell(0.03)),
        });
        const pause = (words[next] as string).endsWith('.') ? 1.3 : 1;
        x += width + xHeight * hand.wordSpace * pause * Math.max(0.8, 1 + random.bell(0.13 * hand.freedom));
        next++;
      }
      baseline += lineHeight * (1 + random.bell(0.03 * hand.freedom));
    }
    baseline += lineHeight * 0.25;
  }
  return page;
}

interface Line {
  /** Tangent of the slant at a place on the line. */
  readonly slant: (x: number) => number;
  /** Pixels below the ideal baseline at a place on the line. */
  readonly drift: (x: number) => number;
}

function startLine(
  { hand, xHeight, slant }: Occasion,
  area: WritingArea,
  tilt: number,
  random: SeededRandom,
): Line {
  const slantWander = wander(random, 14 * xHeight);
  const baseWander = wander(random, 18 * xHeight);
  const climb = Math.tan(radians(hand.climb + tilt + random.bell(0.3 * hand.freedom)));
  const lineSlant = slant + random.bell(0.5 * hand.freedom);
  return {
    slant: (x) => Math.tan(radians(lineSlant + 1.8 * hand.freedom * slantWander(x))),
    drift: (x) => -climb * (x - area.margin) + 0.1 * hand.freedom * xHeight * baseWander(x),
  };
}

export interface WordShape {
  /** Path commands in pixels, y downwards from the baseline, x from the word's start. */
  readonly commands: readonly { letter: string; points: number[] }[];
  /** From where to where the word reaches above its baseline, less what high strokes may overhang. */
  readonly start: number;
  readonly end: number;
}

/** How far the bar of a T or the top of an f may reach over the gap to the next word, in x-heights. */
const OVERHANG = 0.3;

/** What fontkit's path commands are called in SVG path data. */
export const svgLetters = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
};

/**
 * Draws one word upright. Every letter gets its own size, turn and place; then one smooth warp runs over the whole
 * word, so that no two instances of a letter are equal and yet joined letters stay joined.
 */
export function shapeWord(writing: Occasion, word: string, random: SeededRandom): WordShape {
  const { hand, font, xHeight, unit, width } = writing;
  const { freedom } = hand;
  const { glyphs, positions } = font.layout(word);
  const wordSize = 1 + random.bell(0.025 * freedom);
  const wordWidth = width * (1 + random.bell(0.03 * freedom));
  const warp = warpField(xHeight, freedom, random);
  const commands: { letter: string; points: number[] }[] = [];
  let pen = 0;
  let start = Infinity;
  let end = -Infinity;
  glyphs.forEach((glyph, index) => {
    const position = positions[index];
    if (!position) return;
    const size = wordSize * (1 + random.bell(0.03 * freedom));
    const stretch = wordWidth * (1 + random.bell(0.045 * freedom));
    const above = hand.ascender * (1 + random.bell(0.07 * freedom));
    const below = hand.descender * (1 + random.bell(0.08 * freedom));
    const lift = random.bell(0.025 * freedom) * xHeight;
    const lean = Math.tan(radians(random.bell(1.6 * freedom)));
    const turn = Math.tan(radians(random.bell(0.9 * freedom)));
    const middle = (position.xAdvance * unit * stretch) / 2;
    for (const { command, args } of glyph.path.commands) {
      const points: number[] = [];
      for (let at = 0; at + 1 < args.length; at += 2) {
        const x = ((args[at] as number) + position.xOffset) * unit * stretch;
        const y = reach(((args[at + 1] as number) + position.yOffset) * unit, xHeight, above, below) * size;
        const bent = warp(pen + x, y);
        const across = pen + x + lean * y + bent.x;
        points.push(across, -(y + turn * (x - middle) + lift + bent.y));
        if (y > -0.1 * xHeight) {
          const overhang = y < 1.1 * xHeight ? 0 : OVERHANG * xHeight;
          start = Math.min(start, across + overhang);
          end = Math.max(end, across - overhang);
        }
      }
      commands.push({ letter: svgLetters[command], points });
    }
    pen += position.xAdvance * unit * stretch + xHeight * (hand.letterSpace + random.bell(0.022 * freedom));
  });
  return start < end ? { commands, start, end } : { commands, start: 0, end: pen };
}

/** Lengthens what rises above the small letters and what hangs below the line. */
function reach(y: number, xHeight: number, above: number, below: number): number {
  if (y > xHeight) return xHeight + (y - xHeight) * above;
  return y < 0 ? y * below : y;
}

function warpField(
  xHeight: number,
  freedom: number,
  random: SeededRandom,
): (x: number, y: number) => { x: number; y: number } {
  const wide = 0.05 * freedom * xHeight;
  const narrow = 0.022 * freedom * xHeight;
  const wideX = swell(random, 3.4 * xHeight);
  const wideY = swell(random, 3.4 * xHeight);
  const narrowX = swell(random, 1.3 * xHeight);
  const narrowY = swell(random, 1.3 * xHeight);
  return (x, y) => ({
    x: wide * wideX(x, y) + narrow * narrowX(x, y),
    y: wide * wideY(x, y) + narrow * narrowY(x, y),
  });
}

/** Slants a word as its line does there and puts it on the drifting baseline; returns SVG path data. */
function setDown(shape: WordShape, left: number, baseline: number, line: Line): string {
  let path = '';
  for (const { letter, points } of shape.commands) {
    path += letter;
    for (let at = 0; at + 1 < points.length; at += 2) {
      const x = left + (points[at] as number);
      const y = points[at + 1] as number;
      path += `${(x - y * line.slant(x)).toFixed(1)} ${(baseline + y + line.drift(x)).toFixed(1)} `;
    }
  }
  return path;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
