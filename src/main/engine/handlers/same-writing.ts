import { ChirographError } from '../../../contract/schema.ts';
import type { CaseReader, Source } from '../case/store.ts';
import { copyAmong, type Copy, type PagedWord } from '../comparison/copies.ts';
import { pageName, type NamedPage } from '../imaging/cautions.ts';
import { grouped } from '../imaging/limits.ts';

/** Words in use of one side, and the items and further hands that they are of. */
export interface Side {
  readonly sources: readonly Source[];
  readonly words: readonly PagedWord[];
}

type Pages = Pick<CaseReader, 'pages'>;

/**
 * Refuses what is compared with its own copy: the same scan on both sides, as it is, under another name, saved anew or among other
 * pages of a file, is always found alike.
 *
 * @throws ChirographError `invalid-arguments` naming the first two pages.
 */
export function requireOtherWriting(store: Pages, questioned: Side, known: Side): void {
  const copy = copyAmong(questioned.words, known.words);
  if (copy === null) return;
  throw new ChirographError(
    'invalid-arguments',
    `${told(store, [...questioned.sources, ...known.sources], copy)} A scan is always found like its own copy: nothing was computed. Leave one of the two out, exclude the words of one of the pages, or sort the one anew that was assigned by mistake.`,
  );
}

/**
 * Refuses a side that holds one page twice: it would count as more writing than there is.
 *
 * @throws ChirographError `invalid-arguments` naming the first two pages.
 */
export function requireOnce(store: Pages, { sources, words }: Side): void {
  const copy = copyAmong(words, words);
  if (copy === null) return;
  throw new ChirographError(
    'invalid-arguments',
    `${told(store, sources, copy)} Counted twice it would pass for more writing than there is: nothing was computed. Leave one of the two out, or exclude the words of one of the pages.`,
  );
}

function told(store: Pages, sources: readonly Source[], { first, second, shared, words }: Copy): string {
  const sourceOf = ({ item }: PagedWord): Source => sources.find(({ id }) => id === item)!;
  const [one, other] = [sourceOf(first), sourceOf(second)];
  const [page, otherPage] = [pageOf(store, one, first), pageOf(store, other, second)];
  return `${pageName(page)} (${one.path}) and ${pageName(otherPage)} (${other.path}) show the same writing: ${grouped(shared)} of ${grouped(words)} words are the same picture, pixel for pixel.`;
}

/** The page that a word of an item, or of a further hand on one, stands on. */
export function pageOf(store: Pages, { holder, label }: Source, { page }: PagedWord): NamedPage {
  const pages = store.pages(holder, null);
  return { label, page: pages.findIndex(({ id }) => id === page), pages: pages.length };
}
