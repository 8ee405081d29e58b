import type { Exhibited } from '../stores/compare-desk.svelte.ts';
import type { PaneIndex } from './linked-panes.svelte.ts';

/** What is dragged onto a pane: something to be shown there, a word, or another pane that changes places with it. */
export type Dragged =
  { readonly exhibit: Exhibited } | { readonly word: string } | { readonly pane: PaneIndex };

const TYPE = 'application/x-chirograph-exhibit';

/** Begins to drag; only identifiers of the open case travel. */
export function drag(event: DragEvent, dragged: Dragged): void {
  if (event.dataTransfer === null) return;
  event.dataTransfer.setData(TYPE, JSON.stringify(dragged));
  event.dataTransfer.effectAllowed = 'move';
  event.stopPropagation();
}

/** Whether what is dragged over a pane can be dropped there. */
export const isDragged = (event: DragEvent): boolean => event.dataTransfer?.types.includes(TYPE) === true;

/** What was dropped; null for what comes from elsewhere. */
export function dropped(event: DragEvent): Dragged | null {
  const text = event.dataTransfer?.getData(TYPE) ?? '';
  return text === '' ? null : (JSON.parse(text) as Dragged);
}
