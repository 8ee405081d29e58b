/** A word with the page that it stands on. */
export interface PagedWord {
  /** Whose writing it is. */
  readonly item: string;
  readonly page: string;
  readonly cropSha256: string;
}

/** Two pages that show one writing. */
export interface Copy<W extends PagedWord = PagedWord> {
  /** A word of each. */
  readonly first: W;
  readonly second: W;
  /** Words with the same picture, and all words of the page with fewer. */
  readonly shared: number;
  readonly words: number;
}

/** Share of the words of the page with fewer from which on two pages are taken to show one writing. */
const SHARED = 0.5;
/** Words that have to be the same, unless an item has no more: specks of dust can be. */
const LEAST = 2;

interface CopiedPage<W extends PagedWord> {
  readonly some: W;
  readonly crops: ReadonlySet<string>;
  /** Words of all pages of the item with the fewest that stand on it. */
  readonly ofItem: number;
}

/**
 * The first page of `some` that shows what another page of `others` shows: the same scan under another name, saved anew or bound
 * into another file. Two writings have no word that is the same pixel for pixel but for specks.
 */
export function copyAmong<W extends PagedWord>(some: readonly W[], others: readonly W[]): Copy<W> | null {
  const sheets = pagesOf(others);
  for (const first of pagesOf(some)) {
    for (const second of sheets) {
      const copy = copyOf(first, second);
      if (copy !== null) return copy;
    }
  }
  return null;
}

/**
 * The words of which each is written once: of a page that shows what a page before it shows, those that stand there are left out.
 *
 * @param order pages, the one that is counted before its copies.
 * @returns `copies`: a word of each page of which some were left out.
 */
export function countedOnce<W extends PagedWord>(
  words: readonly W[],
  order: ReadonlyMap<string, number>,
): { words: W[]; copies: W[] } {
  const placeOf = ({ some }: CopiedPage<W>): number => order.get(some.page) ?? Infinity;
  const before: CopiedPage<W>[] = [];
  const leftOut = new Map<string, Set<string>>();
  const copies: W[] = [];
  for (const page of pagesOf(words).sort((a, b) => placeOf(a) - placeOf(b))) {
    const there = before.filter((earlier) => copyOf(earlier, page) !== null);
    if (there.length > 0) {
      leftOut.set(page.some.page, new Set(there.flatMap(({ crops }) => [...crops])));
      copies.push(page.some);
    }
    before.push(page);
  }
  return {
    words: words.filter(({ page, cropSha256 }) => !leftOut.get(page)?.has(cropSha256)),
    copies,
  };
}

/** Writing that stands on pages of several owners. */
export interface SharedWriting<W extends PagedWord = PagedWord> {
  /** By owner the others, in their order; none of one who shares nothing. */
  readonly others: ReadonlyMap<string, readonly string[]>;
  /** A word of each page concerned. */
  readonly pages: readonly W[];
}

/** Which pages of an owner show what a page of another shows. */
export function sharedAmong<W extends PagedWord>(
  owners: ReadonlyMap<string, readonly W[]>,
): SharedWriting<W> {
  const sheets = [...owners].flatMap(([owner, words]) => pagesOf(words).map((page) => ({ owner, page })));
  // Only pages that have a crop in common can show one writing: of many owners few do.
  const showing = new Map<string, Set<(typeof sheets)[number]>>();
  for (const sheet of sheets) {
    for (const crop of sheet.page.crops) {
      const before = showing.get(crop);
      if (before === undefined) showing.set(crop, new Set([sheet]));
      else before.add(sheet);
    }
  }
  const found = new Map<string, Set<string>>();
  const pages = new Set<W>();
  for (const { owner, page } of sheets) {
    const alike = new Set([...page.crops].flatMap((crop) => [...showing.get(crop)!]));
    for (const other of alike) {
      if (other.owner === owner || copyOf(page, other.page) === null) continue;
      found.set(owner, (found.get(owner) ?? new Set()).add(other.owner));
      pages.add(page.some);
    }
  }
  const order = [...owners.keys()];
  return {
    others: new Map([...found].map(([owner, others]) => [owner, order.filter((each) => others.has(each))])),
    pages: [...pages],
  };
}

function copyOf<W extends PagedWord>(first: CopiedPage<W>, second: CopiedPage<W>): Copy<W> | null {
  if (first.some.page === second.some.page) return null;
  const [fewer, more] =
    first.crops.size < second.crops.size ? [first.crops, second.crops] : [second.crops, first.crops];
  const shared = [...fewer].filter((crop) => more.has(crop)).length;
  const least = Math.max(SHARED * fewer.size, Math.min(LEAST, first.ofItem, second.ofItem));
  return shared < least ? null : { first: first.some, second: second.some, shared, words: fewer.size };
}

function pagesOf<W extends PagedWord>(words: readonly W[]): CopiedPage<W>[] {
  const cropsIn = (of: readonly W[]): Set<string> => new Set(of.map(({ cropSha256 }) => cropSha256));
  const items = new Map(
    [...Map.groupBy(words, ({ item }) => item)].map(([item, of]) => [item, cropsIn(of).size]),
  );
  return [...Map.groupBy(words, ({ page }) => page).values()].map((of) => ({
    some: of[0]!,
    crops: cropsIn(of),
    ofItem: Math.min(...of.map(({ item }) => items.get(item)!)),
  }));
}
