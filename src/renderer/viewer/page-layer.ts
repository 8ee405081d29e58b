import type { Place } from '../../contract/marks.ts';
import { isTyping } from '../shortcuts.ts';

/** Least way of the pointer, in CSS pixels, that is a drag and no click. */
export const DRAG_THRESHOLD = 3;

/** The place of the page under a place of the window, however the page is moved, zoomed or turned. */
export function placeUnder(layer: SVGSVGElement, clientX: number, clientY: number): Place {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(layer.getScreenCTM()!.inverse());
  return { x, y };
}

/**
 * Gives what is drawn on a page the keys of the pane that it lies in, before they move the page.
 *
 * @param press does what a key asks for, false where it asks for nothing here; `middle` is that of what is seen of the page.
 * @returns what gives them back.
 */
export function takeKeys(
  layer: SVGSVGElement | undefined,
  press: (event: KeyboardEvent, middle: () => Place) => boolean,
): (() => void) | undefined {
  const pane = layer?.closest<HTMLElement>('.viewer');
  if (!layer || !pane) return undefined;
  const middle = (): Place => {
    const { left, top, width, height } = pane.getBoundingClientRect();
    return placeUnder(layer, left + width / 2, top + height / 2);
  };
  const onkeydown = (event: KeyboardEvent): void => {
    if (isTyping(event) || !press(event, middle)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  pane.addEventListener('keydown', onkeydown, { capture: true });
  return () => pane.removeEventListener('keydown', onkeydown, { capture: true });
}

/** Gives a page's layer the pointer that was pressed on it, and the page the keyboard: the page stays where it is meanwhile. */
export function takePointer(layer: SVGSVGElement, event: PointerEvent): void {
  event.stopPropagation();
  layer.setPointerCapture(event.pointerId);
  layer.closest<HTMLElement>('.viewer')?.focus({ preventScroll: true });
}

/** Path of a cross where keys would set the next place. */
export function crossAt({ x, y }: Place, arm: number): string {
  return `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`;
}
