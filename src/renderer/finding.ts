/** Something that the palette can lead to or do. */
export interface Place {
  readonly title: string;
  /** What kind of place it is, and what else is known by. */
  readonly note: string;
  /** Its shortcut, as the list of shortcuts writes it. */
  readonly keys?: string;
  /** Returns false where there is nothing now that it could be done with. */
  readonly act: () => unknown;
}

/** Places whose title or note holds every word of the query, those whose title begins with it first; all when it is empty. */
export function findPlaces(places: readonly Place[], query: string): Place[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const begins = (place: Place): number => (place.title.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return places
    .filter(({ title, note }) => {
      const text = `${title} ${note}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => begins(a) - begins(b));
}
