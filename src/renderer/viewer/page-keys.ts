import { say } from '../stores/window-language.svelte.ts';
/** Directions of the arrow keys: to the right, and down. */
export const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Steps of one that a key takes with Shift held, on what is chosen on a page. */
export const STRIDE = 10;

/** Takes back or does again by the usual keys; returns whether the key was one of these. */
export function pressUndo(
  event: KeyboardEvent,
  history: { undo(): Promise<unknown>; redo(): Promise<unknown> },
): boolean {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return false;
  const key = event.key.toLowerCase();
  if (key === 'z') void (event.shiftKey ? history.redo() : history.undo());
  else if (key === 'y') void history.redo();
  else return false;
  return true;
}

/** What a button says that takes something back, or does it again; null where there is nothing. */
export const undoTitle = (what: string | null): string =>
  what === null ? say('Undo (Ctrl Z)') : say('Undo: {what} (Ctrl Z)', { what });
export const redoTitle = (what: string | null): string =>
  what === null ? say('Redo (Ctrl Shift Z)') : say('Redo: {what} (Ctrl Shift Z)', { what });
