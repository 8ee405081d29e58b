import type { ReadingOrder } from '../../../contract/corrections.ts';
import type { Box } from '../../../contract/schema.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';

/** Where a word lies, and where preparation read it. */
export interface PlacedWord {
  readonly id: string;
  readonly line: number;
  readonly place: number;
  readonly box: Box;
}

/** Words in the order in which preparation read them. */
export function foundOrder(words: readonly PlacedWord[]): ReadingOrder {
  const lines = Map.groupBy(words, (word) => word.line);
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line.toSorted((a, b) => a.place - b.place).map(({ id }) => id));
}

/**
 * The reading order after words have come and gone: those that are left keep theirs, those that take the place of others
 * stand where the first of these stood, and every other is read where it lies on the page.
 *
 * @param before whatever words it names; those that are no longer on the page drop out.
 * @param present the words that the page has now.
 * @param successors ids, from the left where they lie side by side, of words that take the place of `replaced`.
 */
export function orderAfter(
  before: ReadingOrder,
  present: readonly PlacedWord[],
  { replaced, successors }: { replaced: readonly string[]; successors: readonly string[] },
): ReadingOrder {
  const words = new Map(present.map((word) => [word.id, word]));
  const gone = new Set(replaced);
  const heirs = successors.filter((id) => words.has(id));
  let handedOver = heirs.length === 0;
  const lines = before.map((line) => {
    const inTheirOrder = isRightToLeft(before, line, words) ? heirs.toReversed() : heirs;
    return line.flatMap((id) => {
      if (words.has(id)) return [id];
      if (!gone.has(id) || handedOver) return [];
      handedOver = true;
      return inTheirOrder;
    });
  });
  const kept = lines.filter((line) => line.length > 0);
  const placed = new Set(kept.flat());
  return present
    .filter(({ id }) => !placed.has(id))
    .toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
    .reduce((order, word) => withWord(order, word, words), kept);
}

/** Whether an order names every word once and nothing else. */
export function isOrderOf(order: ReadingOrder, words: readonly { readonly id: string }[]): boolean {
  const named = order.flat();
  const present = new Set(words.map(({ id }) => id));
  return named.length === present.size && new Set(named).size === named.length
    ? named.every((id) => present.has(id))
    : false;
}

/** What seals a page's reading order in the journal. */
export function orderSeal(order: ReadingOrder): string {
  return sha256(canonicalJson(order));
}

/** Least share of the lower of two words that the other must reach beside it for both to stand on one line. */
const ON_ONE_LINE = 0.4;

/** Reads a word on the line it lies on, in its direction; on a line of its own where it lies on none. */
function withWord(
  order: ReadingOrder,
  word: PlacedWord,
  words: ReadonlyMap<string, PlacedWord>,
): ReadingOrder {
  const boxesOf = (line: readonly string[]): Box[] => line.flatMap((id) => words.get(id)?.box ?? []);
  const shares = order.map((line) => shareBeside(boxesOf(line), word.box));
  const share = Math.max(0, ...shares);
  if (share < ON_ONE_LINE) {
    const below = order.findIndex((line) => {
      const boxes = boxesOf(line);
      return boxes.reduce((sum, box) => sum + middle(box).y, 0) / boxes.length > middle(word.box).y;
    });
    return order.toSpliced(below < 0 ? order.length : below, 0, [word.id]);
  }
  const at = shares.indexOf(share);
  const line = order[at] as string[];
  const isBackwards = isRightToLeft(order, line, words);
  const after = boxesOf(line).findIndex((box) =>
    isBackwards ? middle(box).x < middle(word.box).x : middle(box).x > middle(word.box).x,
  );
  return order.with(at, line.toSpliced(after < 0 ? line.length : after, 0, word.id));
}

/** Whether a line is read from the right, by more of its steps than not; as the whole page where it does not tell. */
function isRightToLeft(
  order: ReadingOrder,
  line: readonly string[],
  words: ReadonlyMap<string, PlacedWord>,
): boolean {
  const steps = (ids: readonly string[]): number => {
    const boxes = ids.flatMap((id) => words.get(id)?.box ?? []);
    return boxes
      .slice(1)
      .reduce((sum, box, at) => sum + Math.sign(middle(box).x - middle(boxes[at] as Box).x), 0);
  };
  const its = steps(line);
  return (its === 0 ? order.reduce((sum, each) => sum + steps(each), 0) : its) < 0;
}

/** How much of its height a box shares with the box of a line that is nearest to it sideways. */
function shareBeside(line: readonly Box[], box: Box): number {
  const apart = (other: Box): number => Math.abs(middle(other).x - middle(box).x);
  const [nearest] = line.toSorted((a, b) => apart(a) - apart(b));
  if (nearest === undefined) return 0;
  const shared = Math.min(nearest.y + nearest.height, box.y + box.height) - Math.max(nearest.y, box.y);
  return shared / Math.min(nearest.height, box.height);
}

const middle = ({ x, y, width, height }: Box): { x: number; y: number } => ({
  x: x + width / 2,
  y: y + height / 2,
});
