import type { WindowMessage } from '../language/window/window.ts';

/** A command that a key gives. */
export interface KeyCommand {
  readonly title: WindowMessage;
  /** The key as the list of shortcuts writes it. */
  readonly keys: string;
}

/** What of the window answers a key. */
export type Ground = 'view' | 'items' | 'page' | 'pageWords' | 'marks' | 'letters' | 'compare' | 'words';

/**
 * Every command that a key gives, by what answers it: the palette offers them and presses the key, so that each has one
 * way of being done. Keys that move something, or are held, are no commands.
 */
export const KEY_COMMANDS = {
  view: [
    { title: 'Marks of findings: show and draw, or hide', keys: 'E' },
    { title: 'Letters: show and mark, or hide', keys: 'B' },
  ],
  items: [
    { title: 'Assign: questioned', keys: 'Q' },
    { title: 'Assign: known of a writer…', keys: 'K' },
    { title: 'Assign: not assigned', keys: 'U' },
    { title: 'Select all items', keys: 'Ctrl A' },
    { title: 'Menu of the selected items', keys: 'Shift F10' },
  ],
  page: [
    { title: 'Zoom in', keys: '+' },
    { title: 'Zoom out', keys: '−' },
    { title: 'Whole page', keys: '0' },
    { title: 'One page pixel to one screen pixel', keys: '1' },
  ],
  pageWords: [
    { title: 'Next word', keys: 'N' },
    { title: 'Previous word', keys: 'P' },
    { title: 'Choose the next word as well', keys: 'Shift N' },
    { title: 'Choose the previous word as well', keys: 'Shift P' },
    { title: 'Draw a word', keys: 'D' },
    { title: 'Draw a region freehand', keys: 'R' },
    { title: 'Split the word', keys: 'S' },
    { title: 'Merge the words', keys: 'M' },
    { title: 'Take the word off the page', keys: 'Delete' },
    { title: 'Exclude the word, or use it again', keys: 'X' },
    { title: 'Mark the word as a signature, or use it again', keys: 'G' },
    { title: 'Give the word to a hand', keys: 'H' },
    { title: 'Transcribe the word', keys: 'T' },
    { title: 'Read the word earlier', keys: ',' },
    { title: 'Read the word later', keys: '.' },
    { title: 'Undo', keys: 'Ctrl Z' },
    { title: 'Redo', keys: 'Ctrl Shift Z' },
  ],
  marks: [
    { title: 'Mark: circle', keys: 'C' },
    { title: 'Mark: box', keys: 'B' },
    { title: 'Mark: arrow', keys: 'A' },
    { title: 'Mark: freehand', keys: 'P' },
    { title: 'Mark: text', keys: 'T' },
    { title: 'Measure: distance', keys: 'D' },
    { title: 'Measure: angle', keys: 'G' },
    { title: 'Measure: slant', keys: 'S' },
    { title: 'Measure: baseline', keys: 'I' },
    { title: 'Measure: x-height', keys: 'H' },
    { title: 'Measure: height ratio', keys: 'R' },
    { title: 'Measure: loop area', keys: 'O' },
    { title: 'Measure: letter spacing', keys: 'Y' },
    { title: 'Measure: word spacing', keys: 'K' },
    { title: 'Next mark', keys: 'N' },
    { title: 'Previous mark', keys: 'Shift N' },
    { title: 'The next mark joins the finding chosen', keys: 'J' },
    { title: 'Describe the finding chosen', keys: 'Enter' },
    { title: 'Take the mark off', keys: 'Delete' },
    { title: 'Undo', keys: 'Ctrl Z' },
    { title: 'Redo', keys: 'Ctrl Shift Z' },
  ],
  letters: [
    { title: 'Around a letter: box', keys: 'D' },
    { title: 'Around a letter: freehand', keys: 'R' },
    { title: 'Next letter', keys: 'N' },
    { title: 'Previous letter', keys: 'Shift N' },
    { title: 'Name the letter', keys: 'Enter' },
    { title: 'Take the letter away', keys: 'Delete' },
    { title: 'Undo', keys: 'Ctrl Z' },
    { title: 'Redo', keys: 'Ctrl Shift Z' },
  ],
  compare: [
    { title: 'Two, three or four panes', keys: 'P' },
    { title: 'Let this pane and the next change places', keys: 'S' },
    { title: 'Link or unlink the pages', keys: 'L' },
    { title: 'Align by landmarks', keys: 'A' },
    { title: 'Same millimetres', keys: 'M' },
    { title: 'Same height of small letters', keys: 'H' },
    { title: 'Turn by a degree, clockwise', keys: ']' },
    { title: 'Turn by a degree, against the clock', keys: '[' },
    { title: 'Turn by a tenth of a degree, clockwise', keys: 'Shift ]' },
    { title: 'Turn by a tenth of a degree, against the clock', keys: 'Shift [' },
    { title: 'Turn by 90°, clockwise', keys: 'R' },
    { title: 'Turn by 90°, against the clock', keys: 'Shift R' },
    { title: 'Overlay, or side by side', keys: 'O' },
    { title: 'Two colours, or side by side', keys: 'C' },
    { title: 'Difference, or side by side', keys: 'D' },
    { title: 'Flicker, or side by side', keys: 'F' },
    { title: 'Curtain, or side by side', keys: 'V' },
    { title: 'Less of what the way of seeing adjusts', keys: ',' },
    { title: 'More of what the way of seeing adjusts', keys: '.' },
    { title: 'Adjust the picture', keys: 'T' },
    { title: 'Invert the picture', keys: 'I' },
    { title: 'The original picture', keys: 'U' },
    { title: 'Frame the words', keys: 'W' },
    { title: 'Loupe', keys: 'Z' },
    { title: 'Guides', keys: 'G' },
    { title: 'Pin guides on the page, or take up those pinned there', keys: 'K' },
    { title: 'Take up all guides of the page', keys: 'Shift K' },
    { title: 'Grid', keys: 'Shift G' },
    { title: 'Protractor', keys: 'J' },
  ],
  words: [{ title: 'Exclude the word, or use it again', keys: 'Space' }],
} as const satisfies Readonly<Record<Ground, readonly KeyCommand[]>>;

/** What pressing a key does on a keyboard where the signs stand as on an English one. */
export function keyEvent(keys: string): {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
} {
  const parts = keys.split(' ');
  const [ctrlKey, shiftKey] = [parts.includes('Ctrl'), parts.includes('Shift')];
  const sign = parts.at(-1)!;
  const named = { '−': '-', Space: ' ', ...(shiftKey ? { '[': '{', ']': '}' } : {}) }[sign] ?? sign;
  const key = /^[A-Z]$/.test(named) && !shiftKey ? named.toLowerCase() : named;
  return { key, ctrlKey, shiftKey };
}
