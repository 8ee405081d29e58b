/** A stretch of text of one direction. */
export interface Stretch {
  readonly text: string;
  readonly rightToLeft: boolean;
}

type Class = 'left' | 'right' | 'number' | 'neutral';

const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /[\p{L}]/u;
const NUMBER = /\p{Nd}/u;
/** Joins the digits on both sides of it into one number. */
const NUMBER_JOINT = /[.,:/\-−]/u;
const mirrors = new Map([...'()[]{}<>«»‹›'].map((sign, at, all) => [sign, all[at ^ 1] as string]));

/** Whether the first letter of a text belongs to a script that is written from the right. */
export function isRightToLeft(text: string): boolean {
  for (const character of text) {
    if (RIGHT.test(character) && !NUMBER.test(character)) return true;
    if (LETTER.test(character)) return false;
  }
  return false;
}

/**
 * One line's stretches from left to right as they stand on paper, brackets mirrored where they are read from the
 * right. The Unicode bidirectional algorithm (UAX #9) for plain text without direction marks: rules W2, W4, W7,
 * N1, N2, L2 and L4 over letters, numbers and everything else.
 *
 * @param base whether the paragraph that the line belongs to runs from right to left.
 */
export function inVisualOrder(line: string, base: boolean): Stretch[] {
  const characters = graphemes(line);
  const levels = levelsOf(characters, base);
  const highest = Math.max(0, ...levels);
  const order = characters.map((_, at) => at);
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < order.length; start++) {
      if ((levels[order[start] as number] as number) < level) continue;
      let end = start;
      while (end < order.length && (levels[order[end] as number] as number) >= level) end++;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  const stretches: { text: string; rightToLeft: boolean; level: number }[] = [];
  for (const at of order) {
    const level = levels[at] as number;
    const rightToLeft = level % 2 === 1;
    const character = characters[at] as string;
    const last = stretches.at(-1);
    if (last === undefined || last.level !== level) {
      stretches.push({
        text: rightToLeft ? (mirrors.get(character) ?? character) : character,
        rightToLeft,
        level,
      });
    } else if (rightToLeft) last.text = (mirrors.get(character) ?? character) + last.text;
    else last.text += character;
  }
  return stretches.map(({ text, rightToLeft }) => ({ text, rightToLeft }));
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** User-perceived characters: a letter with its marks is one. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (segment) => segment.segment);
}

function levelsOf(characters: readonly string[], base: boolean): number[] {
  const classes = characters.map(classOf);
  for (let at = 1; at + 1 < classes.length; at++) {
    const joins = classes[at - 1] === 'number' && classes[at + 1] === 'number';
    if (joins && NUMBER_JOINT.test(characters[at] as string)) classes[at] = 'number';
  }
  const leftLevel = base ? 2 : 0;
  let strong = base;
  const levels: (number | null)[] = [];
  /** Whether a character draws the neutral ones beside it to the right-to-left side (N1); a number goes with its text. */
  const rights: boolean[] = [];
  for (const each of classes) {
    if (each === 'left' || each === 'right') strong = each === 'right';
    rights.push(strong);
    if (each === 'neutral') levels.push(null);
    else if (each === 'right') levels.push(1);
    else levels.push(each === 'number' && strong ? 2 : leftLevel);
  }
  const rightAt = (at: number): boolean => rights[at] ?? base;
  return levels.map((level, at) => {
    if (level !== null) return level;
    let before = at - 1;
    while (before >= 0 && levels[before] === null) before--;
    let after = at + 1;
    while (after < levels.length && levels[after] === null) after++;
    const right = rightAt(before);
    if (right !== rightAt(after)) return base ? 1 : 0;
    return right ? 1 : leftLevel;
  });
}

function classOf(character: string): Class {
  if (NUMBER.test(character)) return 'number';
  if (RIGHT.test(character)) return 'right';
  return LETTER.test(character) ? 'left' : 'neutral';
}
