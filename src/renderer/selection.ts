/** Which of an ordered list are selected, where a range starts, and which one has the keyboard. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly anchor: string | null;
  readonly focus: string | null;
}

export const NOTHING: Selection = { selected: new Set(), anchor: null, focus: null };

/** Selects one alone. */
export function selectOnly(id: string): Selection {
  return { selected: new Set([id]), anchor: id, focus: id };
}

/** A click: alone it selects one, with `toggle` it adds or removes one, with `range` it selects from the anchor on. */
export function click(
  selection: Selection,
  order: readonly string[],
  id: string,
  { toggle = false, range = false } = {},
): Selection {
  if (range && selection.anchor !== null && order.includes(selection.anchor)) {
    const between = rangeOf(order, selection.anchor, id);
    const kept = toggle ? [...selection.selected, ...between] : between;
    return { selected: new Set(kept), anchor: selection.anchor, focus: id };
  }
  if (!toggle) return selectOnly(id);
  const selected = new Set(selection.selected);
  if (!selected.delete(id)) selected.add(id);
  return { selected, anchor: id, focus: id };
}

/** Moves the keyboard by `step` places, stopping at the ends; `extend` selects from the anchor to there. */
export function move(
  selection: Selection,
  order: readonly string[],
  step: number,
  { extend = false } = {},
): Selection {
  if (order.length === 0) return NOTHING;
  const at = selection.focus === null ? -1 : order.indexOf(selection.focus);
  const next =
    at < 0 ? (step > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + step));
  const id = order[next]!;
  return extend ? click(selection, order, id, { range: true }) : selectOnly(id);
}

/** Drops what the list no longer holds. */
export function prune(selection: Selection, order: readonly string[]): Selection {
  const present = new Set(order);
  const keep = (id: string | null): string | null => (id !== null && present.has(id) ? id : null);
  return {
    selected: new Set([...selection.selected].filter((id) => present.has(id))),
    anchor: keep(selection.anchor),
    focus: keep(selection.focus),
  };
}

function rangeOf(order: readonly string[], from: string, to: string): string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}
