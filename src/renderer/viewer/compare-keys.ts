import type { CompareDesk } from '../stores/compare-desk.svelte.ts';

/** By how much a key turns a page, in degrees: for the eye, and finely. */
const TURN = { coarse: 1, fine: 0.1 } as const;

/** A key of the Compare view; with Shift in front of the letter where it is held. */
const KEYS: Readonly<Record<string, (desk: CompareDesk) => void>> = {
  p: (desk) => desk.nextCount(),
  l: ({ panes }) => panes.toggleLink(),
  a: (desk) => desk.toggleLandmarks(),
  m: ({ panes }) => panes.equal('inch'),
  h: ({ panes }) => panes.equal('xHeight'),
  r: ({ panes }) => panes.turn(panes.active, 90),
  'shift r': ({ panes }) => panes.turn(panes.active, -90),
  ']': ({ panes }) => panes.turn(panes.active, TURN.coarse),
  '[': ({ panes }) => panes.turn(panes.active, -TURN.coarse),
  '}': ({ panes }) => panes.turn(panes.active, TURN.fine),
  '{': ({ panes }) => panes.turn(panes.active, -TURN.fine),
  s: (desk) => desk.swapWithNext(),
  o: (desk) => desk.see('overlay'),
  c: (desk) => desk.see('colours'),
  d: (desk) => desk.see('difference'),
  f: (desk) => desk.see('flicker'),
  v: (desk) => desk.see('curtain'),
  ',': (desk) => desk.adjust(-1),
  '.': (desk) => desk.adjust(1),
  w: (desk) => (desk.wordBoxes = !desk.wordBoxes),
  z: (desk) => (desk.loupe = !desk.loupe),
  g: (desk) => (desk.guides = !desk.guides),
  k: (desk) => desk.pinGuides(),
  'shift k': (desk) => desk.unpinGuides(),
  'shift g': (desk) => (desk.grid = !desk.grid),
  j: (desk) => (desk.protractor = !desk.protractor),
  t: (desk) => (desk.adjusting = !desk.adjusting),
  i: (desk) => desk.process(desk.panes.active, { inverted: !desk.tone(desk.panes.active).inverted }),
  u: (desk) => desk.original(desk.panes.active),
};

/** Keys while landmarks are pointed out: without a mouse, the cross in the middle of a pane points. */
const LANDMARK_KEYS: typeof KEYS = {
  ' ': (desk) => desk.point(desk.panes.active, desk.panes.pane(desk.panes.active).view),
  enter: (desk) => desk.alignByLandmarks(),
  escape: (desk) => desk.toggleLandmarks(),
};

/** Does what a key asks of the desk; false for a key that asks nothing. */
export function pressCompareKey(event: KeyboardEvent, desk: CompareDesk): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const key = event.key.toLowerCase();
  const named = event.shiftKey && /^[a-z]$/.test(key) ? `shift ${key}` : key;
  const act =
    (desk.landmarks === null ? undefined : LANDMARK_KEYS[named]) ??
    (named === 'x' && desk.mode === 'flicker' ? () => desk.turnOver() : undefined) ??
    (named === 'escape' && desk.mode !== 'side-by-side' ? () => desk.see('side-by-side') : undefined) ??
    (Object.hasOwn(KEYS, named) ? KEYS[named] : undefined);
  act?.(desk);
  return act !== undefined;
}
