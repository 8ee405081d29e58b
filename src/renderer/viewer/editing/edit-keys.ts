import type { Page } from '../../../contract/case.ts';
import type { PageEditor } from '../../stores/page-editor.svelte.ts';
import { ARROWS, pressUndo, STRIDE } from '../page-keys.ts';
import type { Size, Viewport } from '../viewport.ts';
import type { Handle } from './geometry.ts';
import { moveCursor, setPlace } from './page-cursor.ts';

/** What the keys act on, and what they open. */
export interface EditKeys {
  readonly editor: PageEditor;
  readonly page: Page;
  readonly view: Viewport;
  openReasons(): void;
  openSignature(): void;
  openHands(): void;
  transcribe(): void;
}

/** Side of a word that is put into the middle of a page without words, in CSS pixels. */
const FRESH: Size = { width: 96, height: 40 };

/** Does what a key asks for on a page; false where it asks for nothing here. */
export function pressKey(event: KeyboardEvent, keys: EditKeys): boolean {
  const { editor, page } = keys;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return false;
  const arrow = ARROWS[key];
  if (arrow !== undefined) return pressArrow(event, arrow, keys);
  if (event.ctrlKey || event.metaKey) return pressUndo(event, editor);
  const [first, second] = editor.on(page);
  const act: Readonly<Record<string, () => unknown>> = {
    n: () => editor.step(page, 1, event.shiftKey),
    p: () => editor.step(page, -1, event.shiftKey),
    d: () => editor.take('draw'),
    r: () => editor.take('region'),
    Escape: () => leave(editor),
    ...(first === undefined
      ? {}
      : {
          m: () => editor.merge(page),
          Delete: () => editor.remove(page),
          Backspace: () => editor.remove(page),
          x: () => keys.openReasons(),
          g: () => keys.openSignature(),
          h: () => keys.openHands(),
        }),
    ...(first === undefined || second !== undefined
      ? {}
      : {
          s: () => beginSplit(editor, first),
          t: () => keys.transcribe(),
          ',': () => editor.reorder(page, -1),
          '.': () => editor.reorder(page, 1),
        }),
    ...(editor.places.length === 0
      ? {}
      : { Delete: () => editor.dropPlace(), Backspace: () => editor.dropPlace() }),
    ...(isFinishing(editor) ? { Enter: () => finish(keys) } : {}),
  };
  const chosen = Object.hasOwn(act, key) ? act[key] : undefined;
  if (chosen === undefined || (key === 'Escape' && isIdle(editor))) return false;
  chosen();
  return true;
}

/** Tools that take places on the page, one after the other. */
const takesPlaces = ({ tool }: PageEditor): boolean => tool === 'region' || tool === 'scale';

function pressArrow(
  { ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  [x, y]: readonly [number, number],
  { editor, page, view }: EditKeys,
): boolean {
  if (takesPlaces(editor)) {
    moveCursor(editor, page, view, [x, y], shiftKey);
    return true;
  }
  const [word, second] = editor.on(page);
  const step = shiftKey ? STRIDE : 1;
  if (editor.tool === 'split' && editor.column !== null && word !== undefined) {
    const { box } = word;
    editor.column = Math.min(box.x + box.width, Math.max(box.x, editor.column + x * step));
    return true;
  }
  if (editor.draft === null && (word === undefined || second !== undefined)) return false;
  if (ctrlKey || metaKey) {
    const handle: Handle = x === 0 ? 's' : 'e';
    editor.resize(page, handle, x * step, y * step);
  } else editor.move(page, x * step, y * step);
  return true;
}

/** Splits in the middle until the examiner says where. */
function beginSplit(editor: PageEditor, word: Page['words'][number]): void {
  const { box } = editor.regionOf(word);
  void editor.settle();
  editor.take('split');
  if (editor.tool === 'split') editor.column = Math.round(box.x + box.width / 2);
}

const isFinishing = (editor: PageEditor): boolean =>
  editor.tool === 'draw' || takesPlaces(editor) || (editor.tool === 'split' && editor.column !== null);

function finish({ editor, page, view }: EditKeys): void {
  const [word] = editor.on(page);
  if (takesPlaces(editor)) setPlace(editor, page, view);
  else if (editor.tool === 'split') {
    if (word !== undefined && editor.column !== null) void editor.split(page, word, editor.column);
  } else if (editor.draft !== null) void editor.draw(page, editor.draft);
  else editor.draft = { box: freshBox(page, view), outline: null };
}

/** A box in the middle of the view, as large as a usual word of the page. */
function freshBox(page: Page, view: Viewport): Page['words'][number]['box'] {
  const middle = (sizes: readonly number[]): number | undefined =>
    sizes.toSorted((a, b) => a - b)[sizes.length >> 1];
  const side = (of: 'width' | 'height'): number =>
    Math.min(page[of], Math.round(middle(page.words.map(({ box }) => box[of])) ?? FRESH[of] / view.scale));
  const [width, height] = [side('width'), side('height')];
  const from = (centre: number, size: number, end: number): number =>
    Math.min(end - size, Math.max(0, Math.round(centre - size / 2)));
  return { x: from(view.x, width, page.width), y: from(view.y, height, page.height), width, height };
}

const isIdle = ({ tool, chosen, draft }: PageEditor): boolean =>
  tool === 'choose' && chosen.length === 0 && draft === null;

/** One step back at a time: what is being drawn or set, the tool, the choice. */
function leave(editor: PageEditor): void {
  if (editor.draft !== null) editor.draft = null;
  else if (editor.places.length > 0) editor.places = [];
  else if (editor.tool !== 'choose') editor.take('choose');
  else {
    void editor.settle();
    editor.chosen = [];
  }
}
