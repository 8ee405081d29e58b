import { ChirographError } from '../../../contract/schema.ts';
import type { CaseReader, Source } from '../case/store.ts';
import { grouped } from '../imaging/limits.ts';

/** Share of the words of the item with fewer from which on two items are taken to show one writing. */
const SHARED = 0.5;

/** Two items, or hands on them, that show one writing. */
interface Same {
  readonly first: Source;
  readonly second: Source;
  /** Words with the same picture, and all words of the item with fewer. */
  readonly shared: number;
  readonly words: number;
}

/**
 * Refuses what is compared with its own copy: the same scan on both sides, under another name or saved anew, is always found
 * alike. Two writings have no word that is the same pixel for pixel but for specks.
 *
 * @throws ChirographError `invalid-arguments` naming the first two.
 */
export function requireOtherWriting(
  store: Pick<CaseReader, 'words'>,
  questioned: readonly Source[],
  known: readonly Source[],
): void {
  const same = sameWriting(store, questioned, known);
  if (same === null) return;
  throw new ChirographError(
    'invalid-arguments',
    `${told(same)} A scan is always found like its own copy: nothing was computed. Leave one of the two out, or sort the one anew that was assigned by mistake.`,
  );
}

/**
 * Refuses a side that holds one writing twice: it would count as more writing than there is.
 *
 * @throws ChirographError `invalid-arguments` naming the first two.
 */
export function requireOnce(store: Pick<CaseReader, 'words'>, side: readonly Source[]): void {
  const same = sameWriting(store, side, side);
  if (same === null) return;
  throw new ChirographError(
    'invalid-arguments',
    `${told(same)} Counted twice it would pass for more writing than there is: nothing was computed. Leave one of the two out, or sort it as unassigned.`,
  );
}

const told = ({ first, second, shared, words }: Same): string =>
  `${first.label} (${first.path}) and ${second.label} (${second.path}) show the same writing: ${grouped(shared)} of ${grouped(words)} words are the same picture, pixel for pixel.`;

function sameWriting(
  store: Pick<CaseReader, 'words'>,
  some: readonly Source[],
  others: readonly Source[],
): Same | null {
  const crops = cropsOf(store, [...some, ...others]);
  for (const first of some) {
    for (const second of others) {
      if (first.id === second.id) continue;
      const [one, other] = [crops.get(first.id) ?? NO_WORDS, crops.get(second.id) ?? NO_WORDS];
      const words = Math.min(one.size, other.size);
      const shared = [...one].filter((crop) => other.has(crop)).length;
      if (words > 0 && shared >= SHARED * words) return { first, second, shared, words };
    }
  }
  return null;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** SHA-256 of the crops of the words in use, by the id of the item or hand. */
function cropsOf(store: Pick<CaseReader, 'words'>, sources: readonly Source[]): Map<string, Set<string>> {
  const words = store.words([...new Set(sources.map(({ id }) => id))]);
  return new Map(
    Array.from(
      Map.groupBy(words, ({ item }) => item),
      ([id, of]) => [id, new Set(of.map(({ cropSha256 }) => cropSha256))],
    ),
  );
}
