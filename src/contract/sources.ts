import type { Item } from './case.ts';
import type { Hand } from './corrections.ts';

/** Writing by one hand as shells list it: an item, or a further hand, which is shown as the item that holds it. */
export interface Source extends Item {
  /** The item whose pages hold it; its own id for an item. */
  readonly holder: string;
}

/** Items, each followed by the further hands on it. A hand of nobody known is questioned on a questioned item alone. */
export function sourcesOf(items: readonly Item[], hands: readonly Hand[]): Source[] {
  const byItem = Map.groupBy(hands, (hand) => hand.item);
  return items.flatMap((item): Source[] => [
    { ...item, holder: item.id },
    ...(byItem.get(item.id) ?? []).map(({ id, label, writer, words, encodedWords }): Source => {
      const ofNobodyKnown = item.role === 'questioned' ? 'questioned' : 'unassigned';
      const role = writer === null ? ofNobodyKnown : 'known';
      return { ...item, id, label, role, writer, words, encodedWords, holder: item.id };
    }),
  ]);
}
