import { graphemes, inVisualOrder, isRightToLeft } from './direction.ts';
import type { Face, FontBook } from './fonts.ts';

export interface Style {
  readonly face: Face;
  /** In points, as is the leading: the distance between baselines. */
  readonly size: number;
  readonly leading: number;
  readonly color: string;
}

/** A stretch of one line in one font. */
export interface Piece {
  readonly font: string;
  readonly text: string;
  /** From the line's left end. */
  readonly x: number;
  readonly rightToLeft: boolean;
}

export interface Line {
  /** From left to right. */
  readonly pieces: readonly Piece[];
  readonly width: number;
  readonly rightToLeft: boolean;
}

/** Width in points of a text in one font; `shaped` where the whole text has to be laid out as one run. */
export type Measure = (font: string, size: number, text: string, shaped: boolean) => number;

/**
 * Breaks text into lines and each line into pieces of one font and one direction.
 *
 * A character that no font has is printed as its code, such as [U+05D0]: a name in a report may look strange
 * but must never lose a character silently. Control characters and direction marks are dropped, since they could
 * make a name look like another.
 */
export class Typesetter {
  readonly #fonts: FontBook;
  readonly #measure: Measure;
  readonly #isChinese: boolean;
  /** A row's text is set to learn its height, and set again to be drawn; most words occur again and again. */
  readonly #lines = new Map<string, readonly Line[]>();
  readonly #widths = new Map<string, number>();

  /** @param isChinese quotation marks, ellipses and dashes are as wide as characters. */
  constructor(fonts: FontBook, measure: Measure, isChinese = false) {
    this.#fonts = fonts;
    this.#measure = measure;
    this.#isChinese = isChinese;
  }

  /** Lines no wider than `width` points; an empty text is one empty line. Breaks inside a word only where it is wider. */
  lines(text: string, style: Style, width: number): readonly Line[] {
    const key = `${style.face} ${style.size} ${width} ${text}`;
    let lines = this.#lines.get(key);
    if (lines === undefined) {
      const paragraphs = this.#printable(text, style.face).split('\n');
      lines = paragraphs.flatMap((paragraph) => this.#break(paragraph, style, width));
      this.#lines.set(key, lines);
    }
    return lines;
  }

  /** The text on one line, with an ellipsis in its middle where it is wider than `width` points. */
  line(text: string, style: Style, width = Infinity): Line {
    const whole = this.#printable(text, style.face).replaceAll('\n', ' ');
    const set = this.#set(whole, style, isRightToLeft(whole));
    if (set.width <= width) return set;
    const characters = graphemes(whole);
    for (let kept = characters.length - 1; kept > 0; kept--) {
      const head = characters.slice(0, Math.ceil(kept / 2)).join('');
      const tail = characters.slice(characters.length - Math.floor(kept / 2)).join('');
      const shorter = this.#set(`${head}…${tail}`, style, isRightToLeft(whole));
      if (shorter.width <= width) return shorter;
    }
    return this.#set('…', style, false);
  }

  #break(paragraph: string, style: Style, width: number): Line[] {
    const rightToLeft = isRightToLeft(paragraph);
    const lines: Line[] = [];
    let current = '';
    let used = 0;
    const end = (): void => {
      lines.push(this.#set(current.trimEnd(), style, rightToLeft));
      current = '';
      used = 0;
    };
    const add = (text: string): void => {
      current += text;
      used += this.#width(text, style);
    };
    for (const unit of units(paragraph)) {
      const needed = this.#width(unit.trimEnd(), style);
      if (used + needed > width && current !== '') end();
      if (needed <= width) {
        add(unit);
        continue;
      }
      for (const character of graphemes(unit)) {
        if (current !== '' && used + this.#width(character, style) > width) end();
        add(character);
      }
    }
    if (current !== '' || lines.length === 0) end();
    return lines;
  }

  #width(text: string, style: Style): number {
    const key = `${style.face} ${style.size} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      width = this.#set(text, style, false).width;
      this.#widths.set(key, width);
    }
    return width;
  }

  #set(text: string, style: Style, rightToLeft: boolean): Line {
    const pieces: Piece[] = [];
    let x = 0;
    for (const stretch of inVisualOrder(text, rightToLeft)) {
      const runs = this.#runs(stretch.text, style.face);
      for (const run of stretch.rightToLeft ? runs.reverse() : runs) {
        const shaped = stretch.rightToLeft && isRightToLeft(run.text);
        // A font without letters of the script lays its signs out from the left: they are turned here.
        const drawn = stretch.rightToLeft && !shaped ? graphemes(run.text).reverse().join('') : run.text;
        pieces.push({ font: run.font, text: drawn, x, rightToLeft: shaped });
        x += this.#measure(run.font, style.size, drawn, shaped);
      }
    }
    return { pieces, width: x, rightToLeft };
  }

  #runs(text: string, face: Face): { font: string; text: string }[] {
    const runs: { font: string; text: string }[] = [];
    const add = (font: string, part: string): void => {
      const last = runs.at(-1);
      if (last?.font === font) last.text += part;
      else runs.push({ font, text: part });
    };
    for (const cluster of graphemes(text)) {
      const preferred =
        this.#isChinese && WIDE.test(cluster)
          ? this.#fonts.fontFor(face, IDEOGRAPHIC_STOP, null)
          : (runs.at(-1)?.font ?? null);
      // Letters go to their own script's font; signs and spaces stay with the letters before them.
      const font = this.#fonts.fontFor(face, cluster, /\p{L}/u.test(cluster) ? null : preferred);
      if (font !== null) add(font, cluster);
      else
        for (const character of cluster)
          add(this.#fonts.fontFor(face, character, preferred) ?? '', character);
    }
    return runs;
  }

  /** The text without control characters, and with codes in place of what no font has. */
  #printable(text: string, face: Face): string {
    const known = new Map<string, string>([['\n', '\n']]);
    return Array.from(clean(text), (character) => {
      let printed = known.get(character);
      if (printed === undefined) {
        printed = this.#fonts.fontFor(face, character, null) === null ? codeOf(character) : character;
        known.set(character, printed);
      }
      return printed;
    }).join('');
  }
}

function codeOf(character: string): string {
  return `[U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`;
}

function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{C}\n\u200c\u200d]/gu, (sign) => (/\p{Cf}|\p{Cc}/u.test(sign) ? '' : codeOf(sign)));
}

const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const IDEOGRAPHIC_STOP = '。';
/** Signs that Chinese shares with other writings and sets as wide as a character. */
const WIDE = /^[“”…—]$/u;
/** Closing signs that must not begin a line, and opening ones that must not end it (after GB/T 15834 and Unicode's UAX 14). */
const NOT_FIRST = /^[\p{Pe}\p{Pf}、。，．：；？！・·ー％°…—–~～,.:;?!%]/u;
const NOT_LAST = /[\p{Ps}\p{Pi}]$/u;

/** Cuts a paragraph where a line may end: after spaces and joining signs, and between ideographs. */
function units(paragraph: string): string[] {
  const found: string[] = [];
  for (const character of graphemes(paragraph)) {
    const last = found.at(-1);
    if (last !== undefined && !mayBreak(last, character)) found[found.length - 1] = last + character;
    else found.push(character);
  }
  return found;
}

function mayBreak(before: string, after: string): boolean {
  if (/^\s/u.test(after)) return false;
  if (/[ \u3000]$/u.test(before)) return true;
  if (/\p{L}[-/\\_–—]$/u.test(before) && /^[\p{L}\p{Nd}]/u.test(after)) return true;
  if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return false;
  return IDEOGRAPHIC.test(after) || IDEOGRAPHIC.test(before.slice(-2));
}
