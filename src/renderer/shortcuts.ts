/** True where a key is text for a field. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.matches('input, textarea, select');
}

/** True where a key is for an open dialog and not for what lies behind it. */
export function isInDialog(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('dialog') !== null;
}

/** Every shortcut of the window, for the list under "?". Keys are parted by spaces. */
export const SHORTCUTS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Alt 1–6', 'Case, Compare, Words, Search, Report, Journal'],
      ['Ctrl K', 'Go to an item, writer, view or comparison'],
      ['Ctrl O', 'Open another case'],
      ['Ctrl Alt L', 'Lock the window, in a browser'],
      ['?', 'This list'],
      ['Esc', 'Close a menu or dialog'],
    ],
  },
  {
    title: 'Item list',
    keys: [
      ['↑ ↓', 'Another item'],
      ['Shift ↑ ↓', 'Select several'],
      ['Ctrl A', 'Select all'],
      ['Q', 'Questioned'],
      ['K', 'Known of a writer'],
      ['U', 'Unassigned'],
      ['Shift F10', 'Menu of the selected items'],
    ],
  },
  {
    title: 'Page',
    keys: [
      ['+ −', 'Zoom at the centre; the wheel zooms at the pointer'],
      ['← → ↑ ↓', 'Move the page'],
      ['0', 'Whole page'],
      ['1', 'One page pixel to one screen pixel'],
    ],
  },
  {
    title: 'Compare',
    keys: [
      ['L', 'Link or unlink the pages'],
      ['Shift', 'held while dragging, zooming or moving: this page alone'],
      ['M', 'Same millimetres'],
      ['W', 'Frame the words'],
      ['F', 'Flicker'],
      ['X', 'Flicker: the other page'],
      ['← →', 'Another pair of words'],
    ],
  },
  {
    title: 'Words',
    keys: [
      ['← → ↑ ↓', 'Another word'],
      ['Space', 'Exclude the word, or use it again'],
    ],
  },
];
