import type { Item, ItemRole, Writer } from '../contract/case.ts';
import { say } from './stores/window-language.svelte.ts';

/** Items that belong together: the questioned ones, those of one known writer, the unassigned ones. */
export interface ItemGroup<I extends Item = Item> {
  readonly key: string;
  readonly title: string;
  readonly role: ItemRole;
  /** Name of the writer of a known group. */
  readonly writer: string | null;
  readonly items: readonly I[];
}

/** Groups in the order of the window: questioned, known by writer's name, unassigned. Empty writers are left out. */
export function groupItems<I extends Item>(items: readonly I[], writers: readonly Writer[]): ItemGroup<I>[] {
  const byLabel = (a: Item, b: Item): number => a.label.localeCompare(b.label, 'en', { numeric: true });
  const sorted = [...items].sort(byLabel);
  const known = [...writers]
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    .map((writer) => ({
      key: writer.id,
      title: writer.name,
      role: 'known' as const,
      writer: writer.name,
      items: sorted.filter((item) => item.role === 'known' && item.writer === writer.id),
    }))
    .filter((group) => group.items.length > 0);
  const ofRole = (role: ItemRole, title: string): ItemGroup<I> => ({
    key: role,
    title,
    role,
    writer: null,
    items: sorted.filter((item) => item.role === role),
  });
  return [ofRole('questioned', say('Questioned')), ...known, ofRole('unassigned', say('Unassigned'))];
}

/**
 * Whether an item's row is marked, so that the examiner looks at what there is to note of it. That some words are unsure
 * is true of most pages of writing, and is said beside the page alone.
 */
export function isNoted({ cautions = [] }: Pick<Item, 'cautions'>): boolean {
  return cautions.some(({ code }) => code !== 'unsure-words');
}

/** The state that an item's row says; null where its word count says enough. */
export function itemState(item: Item): 'missing' | 'failed' | 'changed' | 'not read yet' | null {
  if (item.file === 'missing') return 'missing';
  if (item.preparation === 'failed') return 'failed';
  if (item.file === 'changed' || item.preparation === 'stale') return 'changed';
  if (item.preparation === 'none') return 'not read yet';
  return null;
}
