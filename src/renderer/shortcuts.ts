import type { PlainMessage } from '../language/window/window.ts';
import { say } from './stores/window-language.svelte.ts';

/** True where a key is text for a field. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.matches('input, textarea, select');
}

/** True where a key is for an open dialog and not for what lies behind it. */
export function isInDialog(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('dialog') !== null;
}

/** Names of keys that are not the same on every keyboard. */
const KEY_NAMES = {
  Ctrl: 'Ctrl',
  Shift: 'Shift',
  Delete: 'Delete',
  Enter: 'Enter',
  Space: 'Space',
} as const satisfies Record<string, PlainMessage>;

/** What stands on the keys, parted by spaces: "Ctrl K", on a German keyboard "Strg K". */
export function keyNames(keys: string): string {
  return keys
    .split(' ')
    .map((key) => (Object.hasOwn(KEY_NAMES, key) ? say(KEY_NAMES[key as keyof typeof KEY_NAMES]) : key))
    .join(' ');
}

/** Every shortcut of the window, for the list under "?". Keys are parted by spaces. */
export const SHORTCUTS: readonly {
  title: PlainMessage;
  keys: readonly (readonly [string, PlainMessage])[];
}[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Alt 1–8', 'Case, Compare, Words, Findings, Search, Report, Journal, Charts'],
      ['Ctrl K', 'Go to an item, writer, view, finding or comparison, or find a command'],
      ['Ctrl O', 'Open another case'],
      ['Alt U', 'Sequential unmasking: what is veiled, and the way on'],
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
    title: 'Words on a page',
    keys: [
      ['N P', 'Next or previous word'],
      ['Shift N P', 'Choose that word as well'],
      ['← → ↑ ↓', 'Move the chosen word by a pixel; with Shift by ten'],
      ['Ctrl ← → ↑ ↓', 'Resize it; with Shift by ten'],
      ['D', 'Draw a word; Enter puts one in the middle, and saves it'],
      ['R', 'Draw a region freehand; or ← → ↑ ↓ and Enter set its corners, as they do the ends of a scale'],
      ['S', 'Split: ← → choose the place, Enter splits'],
      ['M', 'Merge the chosen words, or one with the next'],
      ['Delete', 'Take off the page'],
      ['X', 'Exclude for a reason, or use again'],
      ['G', 'Signature: of the chosen words and what lies inside them; or use again'],
      ['H', 'Give to a hand'],
      ['T', 'Transcribe; Enter saves and goes on to the next'],
      [', .', 'Read earlier or later'],
      ['Ctrl Z', 'Undo'],
      ['Ctrl Shift Z', 'Redo'],
      ['Esc', 'Choose nothing, leave a tool'],
    ],
  },
  {
    title: 'Compare: panes',
    keys: [
      ['P', 'Two, three, four panes'],
      [
        '1–4',
        'On an item in the list: put it into that pane; on a pair: its questioned word, with Shift the known',
      ],
      ['S', 'Let this pane and the next change places'],
      ['L', 'Link or unlink the pages'],
      ['Shift', 'held while dragging, zooming or moving: this page alone'],
      ['A', 'Align by landmarks: Space points at the middle, Enter aligns, Esc gives up'],
      ['M H', 'Same millimetres, same height of small letters'],
      ['[ ]', 'Turn by a degree; with Shift by a tenth'],
      ['R', 'Turn by 90°; with Shift against the clock'],
      ['Alt', 'held while dragging: turn by any angle'],
      ['← →', 'On a pair: another pair of words'],
    ],
  },
  {
    title: 'Compare: seeing',
    keys: [
      ['O C D', 'The first two pages in one place: overlay, two colours, difference'],
      ['F V', 'Flicker, curtain'],
      [', .', 'Less or more: opacity, curtain, changes a second'],
      ['X', 'Flicker: the other page'],
      ['Esc', 'Side by side again'],
      ['T', 'Adjust the picture: brightness, contrast, gamma, channel, ink'],
      ['I', 'Invert the picture'],
      ['U', 'The original again'],
      ['W Z', 'Frame the words, loupe'],
      ['G J', 'Guides, protractor; Shift G for a grid'],
      ['K', 'Pin guides where the pointer is; again takes them up, with Shift all'],
    ],
  },
  {
    title: 'Marks, in Case and Compare',
    keys: [
      ['E', 'Show the marks of findings, and draw them'],
      ['C B A P T', 'Circle, box, arrow, freehand, text'],
      ['D G S I', 'Measure a distance, angle, slant, baseline'],
      ['H R O', 'Measure x-height, height ratio, loop area'],
      ['Y K', 'Measure letter or word spacing'],
      ['Enter', 'Set a place with ← → ↑ ↓; again in one place ends; describe the finding chosen'],
      ['N', 'Next mark; with Shift the one before'],
      ['J', 'The next mark joins the finding chosen'],
      ['← → ↑ ↓', 'Move the chosen mark; with Shift by ten'],
      ['Ctrl ← → ↑ ↓', 'Move one place of it; , . choose which'],
      ['Delete', 'Take the mark off'],
      ['Ctrl Z', 'Undo; with Shift redo'],
      ['Esc', 'Leave a tool, choose nothing'],
    ],
  },
  {
    title: 'Letters, in Case and Compare',
    keys: [
      ['B', 'Show the letters marked, and mark more'],
      ['D R', 'Around a letter: a box, or freehand'],
      ['Enter', 'Set a corner with ← → ↑ ↓; again in one place ends an outline; name the letter'],
      ['N', 'Next letter; with Shift the one before'],
      ['Delete', 'Take the letter away'],
      ['Ctrl Z', 'Undo; with Shift redo'],
      ['Esc', 'Drop what is drawn, leave a tool, choose nothing'],
    ],
  },
  {
    title: 'Words',
    keys: [
      ['← → ↑ ↓', 'Another word'],
      ['Space', 'Exclude the word for a reason, or use it again'],
    ],
  },
];
