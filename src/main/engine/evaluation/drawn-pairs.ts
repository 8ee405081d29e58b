import type { EmbeddedWord } from '../comparison/compare.ts';
import type { FiguredPair, WriterPopulation } from '../comparison/likelihood-ratio/figured-pairs.ts';
import {
  ownNearness,
  pairFigures,
  sideOf,
  type Cohort,
  type Side,
} from '../comparison/likelihood-ratio/pair-figures.ts';
import { createRandom, shuffle, type Random } from '../comparison/random.ts';
import { isOfSingleText } from './questions.ts';

/** Items of a known writer, each written apart from the others, from which how much they vary is taken into account. */
export const KNOWN_ITEMS = 5;
/** How often a writer's sheets are drawn to be known items and a questioned text: they are few and long. */
const DRAWS_OF_SHEETS = 8;

/** Pairs drawn at most of one writer, and of two, at one quantity: those of one writer are no independent evidence. */
const SAME_PAIRS = 30;
const DIFFERENT_PAIRS = 2;
/** Of more pairs of writers than this, so many are drawn. */
const WRITER_PAIRS = 3000;

/** A word with its labels and its place in the material. */
export interface LabelledWord extends EmbeddedWord {
  /** Number of its hand: its writer in its dataset. */
  readonly hand: number;
  readonly text: string;
  /** What was written in one go with it: a page, a form, a copy of a letter; empty for a word of which nothing is known. */
  readonly sheet: string;
}

/** Labelled words of known writers, in the order in which they are drawn from. */
export interface LabelledMaterial extends WriterPopulation {
  readonly datasets: readonly string[];
  /** Name of the writer of each hand. */
  readonly writers: readonly string[];
  readonly words: readonly LabelledWord[];
}

/** What figures are taken against. */
export interface Ground {
  readonly cohort: Cohort;
  /** Rows of the cohort that are by the person of this hand of the material. */
  readonly rowsOf: (hand: number) => readonly number[];
  readonly wordThreshold: (candidates: number) => number;
}

/** Words on the questioned side, and on the known side: in one text or, `specific-source`, in `KNOWN_ITEMS` items alike long. */
export interface Quantity {
  readonly kind: 'common-source' | 'specific-source';
  readonly questioned: number;
  readonly known: number;
}

/** A known and a questioned text of one writer, drawn together so that they share no word; the known one item by item. */
export interface Draw {
  readonly questioned: readonly LabelledWord[];
  readonly known: readonly LabelledWord[];
}

/**
 * Pairs of random texts of known origin with their figures. Each writer's words are shuffled and cut into as many draws
 * as they give; a pair takes the questioned text of one and the known text of another or the same draw. In material of
 * a single text, by most of its words, only single words are compared. No pair by one writer has words of one page, one form or one copy
 * of a copied letter on both sides. Where a score is anchored on known items, each of them is of a sheet of its own: words
 * cut from one pool may vary less than items written apart. Material that names too few sheets has no such pairs.
 *
 * A dataset that gives pairs by one writer only, or by two only, at this quantity gives none: sides so long that they
 * always share a sheet are by two writers wherever they come up, and a score would learn that from their length.
 *
 * The draw of a writer depends on the seed, the quantity and that writer's words only.
 *
 * @param number goes into the pairs as their quantity.
 */
export function drawPairs(
  material: LabelledMaterial,
  ground: Ground,
  quantity: Quantity,
  number: number,
  seed: number,
): FiguredPair[] {
  const pairs: FiguredPair[] = [];
  const sides = new Sides(ground);
  for (let dataset = 0; dataset < material.datasets.length; dataset++) {
    const words = material.words.filter(({ hand }) => material.datasetOf[hand] === dataset);
    const singleText = isOfSingleText(words.map(({ text }) => text));
    if (singleText && quantity.known > 1) continue;
    const draws = drawsOf(material, words, quantity, seed);
    const random = createRandom(`pairs/${seed}/${quantityName(quantity)}/${material.datasets[dataset]}`);
    const byOne = [...draws].flatMap(([hand, own]) => {
      const all = own.flatMap((q) => own.map((k) => ({ q, k }))).filter(({ q, k }) => ofOtherSheets(q, k));
      return shuffle(all, random)
        .slice(0, SAME_PAIRS)
        .map((sides) => ({ first: hand, second: hand, ...sides }));
    });
    const byTwo = writerPairs([...draws.keys()], random).flatMap(([first, second]) =>
      Array.from({ length: DIFFERENT_PAIRS }, () => {
        const pick = (hand: number): Draw => draws.get(hand)![random.integer(draws.get(hand)!.length)]!;
        return { first, second, q: pick(first), k: pick(second) };
      }),
    );
    if (byOne.length === 0 || byTwo.length === 0) continue;
    for (const { first, second, q, k } of [...byOne, ...byTwo]) {
      const figures = sides.figures(quantity, q.questioned, k.known, first, second);
      pairs.push({ same: first === second, first, second, quantity: number, figures });
    }
  }
  return pairs;
}

/** What tells the draws of one quantity of text from those of another. */
const quantityName = ({ kind, questioned, known }: Quantity): string => `${kind}/${questioned}/${known}`;

function drawsOf(
  material: LabelledMaterial,
  words: readonly LabelledWord[],
  quantity: Quantity,
  seed: number,
): Map<number, Draw[]> {
  const draws = new Map<number, Draw[]>();
  for (const hand of [...new Set(words.map((word) => word.hand))].sort((a, b) => a - b)) {
    const random = createRandom(`texts/${seed}/${quantityName(quantity)}/${material.writers[hand]}`);
    const own = words.filter((word) => word.hand === hand);
    const found =
      quantity.kind === 'common-source' ? cut(own, quantity, random) : drawsOfSheets(own, quantity, random);
    if (found.length > 0) draws.set(hand, found);
  }
  return draws;
}

/** As many draws as a writer's words give; they share no word. */
function cut(words: readonly LabelledWord[], { questioned, known }: Quantity, random: Random): Draw[] {
  // Those of one sheet stay together, so that two texts seldom share one.
  const own = shuffle(sheetsOf(words), random).flatMap((sheet) => shuffle(sheet, random));
  const size = questioned + known;
  return Array.from({ length: Math.floor(own.length / size) }, (_, at) => {
    const [from, middle] = [at * size, at * size + questioned];
    return { questioned: own.slice(from, middle), known: own.slice(middle, from + size) };
  });
}

/**
 * Draws whose `KNOWN_ITEMS` known items are of as many sheets and alike long, and whose questioned text is of another sheet; two
 * draws may share sheets. None where a writer has too few long enough.
 */
export function drawsOfSheets(
  words: readonly LabelledWord[],
  { questioned, known }: Quantity,
  random: Random,
): Draw[] {
  const sheets = sheetsOf(words.filter(({ sheet }) => sheet !== ''));
  const item = known / KNOWN_ITEMS;
  return Array.from({ length: DRAWS_OF_SHEETS }, (): Draw[] => {
    const order = shuffle([...sheets], random);
    const items = order.filter(({ length }) => length >= item).slice(0, KNOWN_ITEMS);
    const other = order.find((sheet) => sheet.length >= questioned && !items.includes(sheet));
    if (items.length < KNOWN_ITEMS || other === undefined) return [];
    const some = (sheet: readonly LabelledWord[], count: number): LabelledWord[] =>
      shuffle([...sheet], random).slice(0, count);
    return [{ questioned: some(other, questioned), known: items.flatMap((sheet) => some(sheet, item)) }];
  }).flat();
}

/** Words by the sheet that they were written on; one of which no sheet is known is one by itself. */
function sheetsOf(words: readonly LabelledWord[]): LabelledWord[][] {
  const inOrder = words.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...Map.groupBy(inOrder, ({ sheet, id }) => (sheet === '' ? id : sheet)).values()];
}

/** Words of one sheet were written in one go: as a pair they would flatter. */
function ofOtherSheets({ questioned }: Draw, { known }: Draw): boolean {
  const sheets = new Set(known.map(({ sheet }) => sheet).filter((sheet) => sheet !== ''));
  return !questioned.some(({ sheet }) => sheets.has(sheet));
}

/** Pairs of two different writers, drawn at random, `WRITER_PAIRS` at most. */
function writerPairs(hands: readonly number[], random: Random): [number, number][] {
  const all = hands.flatMap((first, at) =>
    hands.slice(at + 1).map((second): [number, number] => [first, second]),
  );
  // Either may be the questioned one.
  return shuffle(all, random)
    .slice(0, WRITER_PAIRS)
    .map(([first, second]) => (random.integer(2) === 0 ? [first, second] : [second, first]));
}

/** Figures of pairs of texts; what belongs to one text alone is computed once. */
class Sides {
  readonly #ground: Ground;
  readonly #sides = new Map<readonly LabelledWord[], Side>();
  readonly #nearness = new Map<readonly LabelledWord[], number>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  figures(
    quantity: Quantity,
    questioned: readonly LabelledWord[],
    known: readonly LabelledWord[],
    first: number,
    second: number,
  ): number[] {
    const { cohort, rowsOf, wordThreshold } = this.#ground;
    const figures = pairFigures(
      this.#side(questioned),
      this.#side(known),
      cohort,
      [...rowsOf(first), ...rowsOf(second)],
      wordThreshold(questioned.length * known.length),
    );
    return quantity.kind === 'common-source' ? figures : [...figures, this.#own(known, second)];
  }

  #side(words: readonly LabelledWord[]): Side {
    const side = this.#sides.get(words) ?? sideOf(words, this.#ground.cohort);
    this.#sides.set(words, side);
    return side;
  }

  #own(known: readonly LabelledWord[], hand: number): number {
    const nearness =
      this.#nearness.get(known) ??
      ownNearness(inItems(known), this.#ground.cohort, this.#ground.rowsOf(hand));
    this.#nearness.set(known, nearness);
    return nearness;
  }
}

/** The known items of a draw, one after the other. */
function inItems(words: readonly LabelledWord[]): LabelledWord[][] {
  const size = Math.floor(words.length / KNOWN_ITEMS);
  return Array.from({ length: KNOWN_ITEMS }, (_, at) => words.slice(at * size, (at + 1) * size));
}
