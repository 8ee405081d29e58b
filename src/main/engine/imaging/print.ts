import type { Piece } from './assignment.ts';
import type { Box } from './gray.ts';
import type { WordGroup } from './words.ts';

/** Letters that are looked at, in pixels: smaller ones look alike whoever made them. `slim` and `wide` are width to height. */
const LETTER = { height: 7, width: 5, slim: 0.35, wide: 2.2 };
/** Share of a letter's height that its lowest and highest ink may be off the type's lines; a pixel at least. */
const OFF_LINE = 0.04;
/** Letters of a word that may show by itself that it is printed, and of one that shows it without others, at least. */
const WORD = 4;
const PHRASE = 8;
/** Shares of a word's letters that stand on its baseline, and that are as high as one of two heights of type. */
const STANDING = 0.85;
const OF_TYPE = 0.85;
/** Share of a letter's height through which the left edge of a stem is straight and upright. */
const STEM = 0.55;
/** Least correlation of two letters that were made by one type, and share of a word's letters that have such a twin. */
const TWIN = 0.95;
const TWINS = { word: 0.4, phrase: 0.25 };
/** Correlation without any shift below which two letters are no twins in any place, and how much their areas differ. */
const HOPELESS = 0.7;
const AREA = 0.15;
/** Words in one size of type that make it sure that there is print on the page. */
const OF_ONE_SIZE = 3;

/** What letters are compared on. */
interface InkOfLetters {
  readonly labels: Int32Array;
  /** How much darker than its paper each pixel is. */
  readonly depth: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A word as type sees it: its letters, its baseline, and the two heights over it that most letters have. */
interface SetWord {
  readonly letters: readonly Piece[];
  readonly small: number;
  readonly tall: number;
  readonly tolerance: number;
}

/**
 * Which words of a page are printed: separate letters on one exact baseline, of two exact heights, with upright stems, of
 * which many come again elsewhere in the very same shape. No hand writes a letter the same twice, so that writing, however
 * regular, has next to none of these; a few printed words in a type of their own go unnoticed.
 *
 * @returns for each word whether it is.
 */
export function findPrint(groups: readonly WordGroup[], ink: InkOfLetters): boolean[] {
  const set = groups.map((group) => setWord(group, ink));
  const candidates = set.filter((word) => word !== null);
  if (candidates.length === 0) return groups.map(() => false);
  const letters = candidates.flatMap((word) => word.letters).map((letter) => patchOf(letter, ink));
  const twins = new Set(withTwins(letters).map(({ piece }) => piece));
  const shareOf = (word: SetWord): number =>
    word.letters.filter((letter) => twins.has(letter)).length / word.letters.length;
  const words = candidates.filter((word) => shareOf(word) >= TWINS.word);
  const printed = candidates.filter(
    (word) =>
      (word.letters.length >= PHRASE && shareOf(word) >= TWINS.phrase) ||
      (words.includes(word) && words.filter((other) => isOneSize(word, other)).length >= OF_ONE_SIZE),
  );
  if (printed.length === 0) return groups.map(() => false);
  const known = printed.flatMap((word) => word.letters).map((letter) => patchOf(letter, ink));
  return groups.map((group, at) => {
    const word = set[at] ?? null;
    return (word !== null && printed.includes(word)) || isOfType(group, printed, known, ink);
  });
}

/** Pieces of a word that are letters with a shape of their own. */
const lettersOf = ({ pieces }: WordGroup): Piece[] =>
  pieces.filter(
    ({ box: { width, height } }) =>
      height >= LETTER.height &&
      width >= LETTER.width &&
      width >= LETTER.slim * height &&
      width <= LETTER.wide * height,
  );

/** A word whose letters stand as type does; null for any other. */
function setWord(group: WordGroup, ink: InkOfLetters): SetWord | null {
  const letters = lettersOf(group);
  if (letters.length < WORD) return null;
  const tolerance = toleranceOf(letters);
  const baseline = median(letters.map(({ box }) => bottomOf(box)));
  const standing = letters.filter(({ box }) => Math.abs(bottomOf(box) - baseline) <= tolerance);
  if (standing.length < STANDING * letters.length) return null;
  const heights = letters.map(({ box }) => baseline - box.y);
  const { small, tall, count } = twoHeights(heights, tolerance);
  if (count < OF_TYPE * letters.length || !letters.some((letter) => hasStem(letter, ink))) return null;
  return { letters, small, tall, tolerance };
}

const bottomOf = ({ y, height }: Box): number => y + height;

const toleranceOf = (letters: readonly Piece[]): number =>
  Math.max(1, Math.round(OFF_LINE * median(letters.map(({ box }) => box.height))));

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** The two heights that most letters have, the nearest to each other of these. */
function twoHeights(
  heights: readonly number[],
  tolerance: number,
): { small: number; tall: number; count: number } {
  let best = { small: 0, tall: 0, count: 0 };
  for (const small of heights) {
    for (const tall of heights) {
      if (tall < small) continue;
      const count = heights.filter(
        (height) => Math.abs(height - small) <= tolerance || Math.abs(height - tall) <= tolerance,
      ).length;
      const isBetter = count > best.count || (count === best.count && tall - small < best.tall - best.small);
      if (isBetter) best = { small, tall, count };
    }
  }
  return best;
}

/** Whether a letter's left edge runs straight down through much of it. */
function hasStem({ label, box }: Piece, { labels, width }: InkOfLetters): boolean {
  let run = 0;
  let last = -1;
  for (let y = box.y; y < bottomOf(box); y++) {
    let x = box.x;
    while (x < box.x + box.width && labels[y * width + x] !== label) x++;
    run = x === last ? run + 1 : 1;
    last = x;
    if (run >= STEM * box.height) return true;
  }
  return false;
}

const isOneSize = (one: SetWord, other: SetWord): boolean => {
  const tolerance = Math.max(one.tolerance, other.tolerance);
  return Math.abs(one.small - other.small) <= tolerance && Math.abs(one.tall - other.tall) <= 2 * tolerance;
};

/** A letter with a pixel of paper around it. */
interface Patch {
  readonly piece: Piece;
  readonly width: number;
  readonly height: number;
  readonly depth: Uint8Array;
}

function patchOf(piece: Piece, { depth, width, height }: InkOfLetters): Patch {
  const { box } = piece;
  const own = new Uint8Array((box.width + 2) * (box.height + 2));
  for (let y = Math.max(0, box.y - 1); y < Math.min(height, bottomOf(box) + 1); y++) {
    for (let x = Math.max(0, box.x - 1); x < Math.min(width, box.x + box.width + 1); x++) {
      own[(y - box.y + 1) * (box.width + 2) + x - box.x + 1] = depth[y * width + x]!;
    }
  }
  return { piece, width: box.width + 2, height: box.height + 2, depth: own };
}

/** The letters of which there is another in the same shape. */
function withTwins(letters: readonly Patch[]): Patch[] {
  const sorted = letters.toSorted((a, b) => a.height - b.height);
  const twins = new Set<Patch>();
  sorted.forEach((letter, at) => {
    for (let next = at + 1; next < sorted.length && sorted[next]!.height <= letter.height + 1; next++) {
      const other = sorted[next]!;
      if ((twins.has(letter) && twins.has(other)) || !areTwins(letter, other)) continue;
      twins.add(letter);
      twins.add(other);
    }
  });
  return [...twins];
}

/** Whether two letters are one shape, wherever in its pixels it lies. */
function areTwins(one: Patch, other: Patch): boolean {
  const [area, otherArea] = [one.piece.area, other.piece.area];
  if (Math.abs(one.height - other.height) > 1 || Math.abs(one.width - other.width) > 1) return false;
  if (Math.abs(area - otherArea) > AREA * Math.max(area, otherArea)) return false;
  if (correlation(one, other, 0, 0) < HOPELESS) return false;
  for (let down = -1; down <= 1; down++) {
    for (let across = -1; across <= 1; across++) {
      if (correlation(one, other, across, down) >= TWIN) return true;
    }
  }
  return false;
}

/** Of the depths of two letters, the other shifted; paper counts as 0. */
function correlation(one: Patch, other: Patch, across: number, down: number): number {
  let product = 0;
  let ones = 0;
  let others = 0;
  for (let y = -1; y <= one.height; y++) {
    for (let x = -1; x <= one.width; x++) {
      const a = depthAt(one, x, y);
      const b = depthAt(other, x + across, y + down);
      product += a * b;
      ones += a * a;
      others += b * b;
    }
  }
  return product === 0 ? 0 : product / Math.sqrt(ones * others);
}

function depthAt({ width, height, depth }: Patch, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : depth[y * width + x]!;
}

/** Whether a word is short or has letters that hang low, and stands in a type that other words show to be on the page. */
function isOfType(
  group: WordGroup,
  printed: readonly SetWord[],
  known: readonly Patch[],
  ink: InkOfLetters,
): boolean {
  const letters = lettersOf(group);
  if (letters.length < 2) return false;
  const tolerance = toleranceOf(letters);
  const baseline = median(letters.map(({ box }) => bottomOf(box)));
  const isTop = ({ box }: Piece): boolean =>
    printed.some(({ small, tall }) => {
      const height = baseline - box.y;
      return height >= small - tolerance && height <= tall + 2 * tolerance;
    });
  const isOnLine = ({ box }: Piece): boolean => Math.abs(bottomOf(box) - baseline) <= tolerance;
  const twins = letters.filter((letter) => {
    const patch = patchOf(letter, ink);
    return known.some((other) => areTwins(patch, other));
  });
  return (
    letters.every(isTop) &&
    2 * letters.filter(isOnLine).length > letters.length &&
    2 * twins.length >= letters.length
  );
}
