import type { Page } from '../../../contract/case.ts';
import type { Place } from '../../../contract/marks.ts';
import type { Marking } from '../../stores/marking.svelte.ts';
import { ARROWS, pressUndo, STRIDE } from '../page-keys.ts';
import { mayEnd, onPage, SHAPE_TOOLS } from './shapes.ts';

/** What the keys act on. */
export interface MarkKeys {
  readonly marking: Marking;
  readonly page: Page;
  /** Page pixels of a CSS pixel. */
  readonly unit: number;
  /** The middle of what is seen of the page. */
  middle(): Place;
  /** Gives the keyboard to the field in which the finding chosen is described. */
  describe(): void;
}

/** Does what a key asks for on a page with marks; false where it asks for nothing here. */
export function pressKey(event: KeyboardEvent, keys: MarkKeys): boolean {
  const { marking, page } = keys;
  const arrow = ARROWS[event.key];
  if (event.altKey) return false;
  if (arrow !== undefined) return pressArrow(event, arrow, keys);
  if (event.ctrlKey || event.metaKey) return pressUndo(event, marking);
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // With Shift, letters are the pane's own: to turn the page, to show a grid.
  const shape = event.shiftKey ? undefined : SHAPE_TOOLS.find((tool) => tool.key === key)?.shape;
  if (shape !== undefined && marking.editable) {
    marking.take(shape);
    return true;
  }
  switch (key) {
    case 'N':
      marking.step(page.id, event.shiftKey ? -1 : 1);
      return true;
    case '.':
    case ',':
      return holdAnother(marking, page, key === '.' ? 1 : -1);
    case 'J':
      if (marking.finding === undefined) return false;
      marking.joining = !marking.joining;
      return true;
    case 'Delete':
    case 'Backspace':
      // Only what is in sight: a mark of another page, or a finding as a whole, goes by its button.
      if (!isChosenOn(page, marking) || !marking.editable) return false;
      void marking.removeMark();
      return true;
    case 'Enter':
      return pressEnter(keys);
    case 'Escape':
      return pressEscape(marking);
    default:
      return false;
  }
}

function pressArrow(
  { ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  [x, y]: readonly [number, number],
  { marking, page, unit }: MarkKeys,
): boolean {
  const stride = shiftKey ? STRIDE : 1;
  const { cursor } = marking;
  if (cursor?.page === page.id && marking.tool !== 'choose') {
    // As far as is seen to be a step, whatever the zoom.
    const step = stride * Math.max(1, 2 * unit);
    const { place } = cursor;
    marking.cursor = { page: page.id, place: onPage({ x: place.x + x * step, y: place.y + y * step }, page) };
    return true;
  }
  if (!isChosenOn(page, marking)) return false;
  if (ctrlKey || metaKey) marking.moveOne(page, marking.held, x * stride, y * stride);
  else marking.move(page, x * stride, y * stride);
  return true;
}

function isChosenOn(page: Page, marking: Marking): boolean {
  return marking.marksOn(page.id).some(({ mark }) => mark.id === marking.chosen?.mark);
}

function holdAnother(marking: Marking, page: Page, by: number): boolean {
  const shown = marking.marksOn(page.id).find(({ mark }) => mark.id === marking.chosen?.mark);
  if (shown === undefined) return false;
  const count = shown.places.length;
  marking.held = (marking.held + by + count) % count;
  return true;
}

/** Sets a place where the keys have brought it; in the same place again, ends a shape that takes any number of them. */
function pressEnter({ marking, page, middle, describe }: MarkKeys): boolean {
  if (marking.tool === 'choose') {
    if (marking.finding === undefined) return false;
    describe();
    return true;
  }
  const { cursor, draft } = marking;
  if (draft?.unsaved && draft.page === page.id && draft.shape !== 'text') {
    void marking.end(page);
    return true;
  }
  if (cursor?.page !== page.id) {
    marking.cursor = { page: page.id, place: onPage(middle(), page) };
    return true;
  }
  const last = draft?.page === page.id ? draft.places.at(-1) : undefined;
  const again = last?.x === cursor.place.x && last.y === cursor.place.y;
  if (draft !== null && again && mayEnd(draft.shape, draft.places.length)) void marking.end(page);
  else void marking.set(page, cursor.place);
  return true;
}

/** One step back at a time: what is being drawn, the tool, the choice. */
function pressEscape(marking: Marking): boolean {
  if (marking.draft !== null || marking.cursor !== null) marking.draft = marking.cursor = null;
  else if (marking.tool !== 'choose') marking.take('choose');
  else if (marking.chosen !== null) {
    void marking.settle();
    marking.chosen = null;
  } else return false;
  return true;
}
