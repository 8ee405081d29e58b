import { describe, expect, it } from 'vitest';
import { groupItems, isNoted, itemState } from '../../src/renderer/item-groups.ts';
import { makeCase, makeItem } from './fake-case.ts';

describe('groups of items', () => {
  it('puts questioned first, then known by writer, then unassigned', () => {
    const { items, writers } = makeCase('/cases/one');
    const groups = groupItems(items, writers);
    expect(groups.map((group) => group.title)).toEqual([
      'Questioned',
      'A. Writer',
      'B. Clerk',
      'C. Third',
      'Unassigned',
    ]);
    expect(groups.map((group) => group.items.map((item) => item.label).join(' '))).toEqual([
      'Q1 Q2',
      'K1 K2',
      'K3',
      'K4 K5',
      'U1',
    ]);
  });

  it('sorts labels by their number and leaves out writers without items', () => {
    const items = ['Q10', 'Q2', 'Q1'].map((label, index) => ({ ...makeItem(0), id: `item-${index}`, label }));
    const writers = [{ id: 'writer-0009', name: 'Nobody', items: 0, words: 0 }];
    const groups = groupItems(items, writers);
    expect(groups.map((group) => group.key)).toEqual(['questioned', 'unassigned']);
    expect(groups[0]?.items.map((item) => item.label)).toEqual(['Q1', 'Q2', 'Q10']);
  });

  it('names the state that matters most', () => {
    const ready = { ...makeItem(0), preparation: 'ready' as const };
    expect(itemState(ready)).toBeNull();
    expect(itemState({ ...ready, preparation: 'failed', file: 'missing' })).toBe('missing');
    expect(itemState({ ...ready, preparation: 'failed' })).toBe('failed');
    expect(itemState({ ...ready, file: 'changed' })).toBe('changed');
    expect(itemState({ ...ready, preparation: 'none' })).toBe('not read yet');
  });
});

it('marks the row of an item of which there is something to note, but not for words that are unsure', () => {
  const unsure = { code: 'unsure-words', page: 0, message: '3 of 84 words …' } as const;
  expect(isNoted({})).toBe(false);
  expect(isNoted({ cautions: [unsure] })).toBe(false);
  expect(isNoted({ cautions: [unsure, { ...unsure, code: 'too-small' }] })).toBe(true);
});
