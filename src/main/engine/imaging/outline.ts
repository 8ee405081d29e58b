import type { Box } from './gray.ts';
import type { Point } from './preparation.ts';

/**
 * Which pixels of a box lie inside a closed polygon: those whose centre does, by the even-odd rule.
 *
 * @param outline corners in pixels of the page; a corner stands at the top left of its pixel.
 * @returns box.width * box.height bytes, 1 inside.
 */
export function insideOf(outline: readonly Point[], box: Box): Uint8Array {
  const inside = new Uint8Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const crossings = crossingsOf(outline, box.y + row + 0.5);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const from = Math.max(0, Math.ceil((crossings[at] as number) - box.x - 0.5));
      const to = Math.min(box.width, Math.ceil((crossings[at + 1] as number) - box.x - 0.5));
      if (from < to) inside.fill(1, row * box.width + from, row * box.width + to);
    }
  }
  return inside;
}

/** Where the outline crosses a horizontal line that meets no corner, from the left. */
function crossingsOf(outline: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  outline.forEach((a, at) => {
    const b = outline[(at + 1) % outline.length] as Point;
    if (a.y < y === b.y < y) return;
    crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  });
  return crossings.sort((left, right) => left - right);
}
