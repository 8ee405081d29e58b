import type { Page } from '../../../contract/case.ts';
import type { Place } from '../../../contract/marks.ts';
import type { Lettering } from '../../stores/lettering.svelte.ts';
import { onPage } from '../marking/shapes.ts';
import { ARROWS, pressUndo, STRIDE } from '../page-keys.ts';

/** What the keys act on. */
export interface LetterKeys {
  readonly lettering: Lettering;
  readonly page: Page;
  /** Page pixels of a CSS pixel. */
  readonly unit: number;
  /** The middle of what is seen of the page. */
  middle(): Place;
  /** Gives the keyboard to the field in which a letter is named. */
  name(): void;
}

/** Does what a key asks for on a page with letters; false where it asks for nothing here. */
export function pressLetterKey(event: KeyboardEvent, keys: LetterKeys): boolean {
  const { lettering, page, unit, middle, name } = keys;
  if (event.altKey) return false;
  const arrow = ARROWS[event.key];
  const { cursor } = lettering;
  if (arrow !== undefined) {
    if (cursor?.page !== page.id || event.ctrlKey || event.metaKey) return false;
    // As far as is seen to be a step, whatever the zoom.
    const step = (event.shiftKey ? STRIDE : 1) * Math.max(1, 2 * unit);
    const { x, y } = cursor.place;
    const place = onPage({ x: x + arrow[0] * step, y: y + arrow[1] * step }, page);
    lettering.cursor = { page: page.id, place };
    return true;
  }
  if (event.ctrlKey || event.metaKey) return pressUndo(event, lettering);
  const here = lettering.lettersOn(page.id).some(({ id }) => id === lettering.chosen);
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  switch (key) {
    case 'D':
    case 'R':
      if (event.shiftKey || !lettering.editable) return false;
      lettering.take(key === 'D' ? 'box' : 'freehand');
      return true;
    case 'N':
      lettering.step(page.id, event.shiftKey ? -1 : 1);
      return true;
    case 'Delete':
    case 'Backspace':
      if (!here) return false;
      void lettering.remove();
      return true;
    case 'Enter':
      if (lettering.draft?.whole || (lettering.tool === 'choose' && here)) name();
      else if (lettering.tool === 'choose') return false;
      else if (cursor?.page === page.id) lettering.set(page, cursor.place);
      else lettering.cursor = { page: page.id, place: onPage(middle(), page) };
      return true;
    case 'Escape':
      if (lettering.draft !== null || cursor !== null) lettering.drop();
      else if (lettering.tool !== 'choose') lettering.take('choose');
      else if (lettering.chosen !== null) lettering.chosen = null;
      else return false;
      return true;
    default:
      return false;
  }
}
