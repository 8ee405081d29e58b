import { expect, test } from 'vitest';
import type { Page } from '../../../src/contract/case.ts';
import type { ShownMark, Marking } from '../../../src/renderer/stores/marking.svelte.ts';
import { pressKey, type MarkKeys } from '../../../src/renderer/viewer/marking/mark-keys.ts';

/** The keys on a page that shows these marks, and what they had done. */
function keysOn(marks: readonly string[], chosen: string | null): { keys: MarkKeys; did: string[] } {
  const did: string[] = [];
  const marking = {
    editable: true,
    tool: 'choose',
    finding: { id: 'finding-1' },
    chosen: { finding: 'finding-1', mark: chosen },
    marksOn: () => marks.map((id) => ({ mark: { id } }) as ShownMark),
    removeMark: async () => void did.push('remove'),
    take: (tool: string) => void did.push(tool),
  } as unknown as Marking;
  const page = { id: 'page-1' } as Page;
  return {
    keys: { marking, page, unit: 1, middle: () => ({ x: 0, y: 0 }), describe: () => undefined },
    did,
  };
}
const press = (key: string, keys: MarkKeys, shiftKey = false): boolean =>
  pressKey({ key, shiftKey, altKey: false, ctrlKey: false, metaKey: false } as KeyboardEvent, keys);

test('Delete takes off the mark chosen where it is seen, and nothing that is not', () => {
  const seen = keysOn(['mark-1'], 'mark-1');
  expect(press('Delete', seen.keys)).toBe(true);
  expect(seen.did).toEqual(['remove']);
  for (const chosen of ['mark-on-another-page', null]) {
    const { keys, did } = keysOn(['mark-1'], chosen);
    expect(press('Delete', keys)).toBe(false);
    expect(press('Backspace', keys)).toBe(false);
    expect(did).toEqual([]);
  }
});

test('a letter takes its tool, and with Shift is left to the pane', () => {
  const { keys, did } = keysOn([], null);
  expect(press('r', keys)).toBe(true);
  expect(press('R', keys, true)).toBe(false);
  expect(press('G', keys, true)).toBe(false);
  expect(did).toEqual(['height-ratio']);
});
