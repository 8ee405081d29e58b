import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { click, move, NOTHING, prune, selectOnly } from '../../src/renderer/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const ids = (selected: ReadonlySet<string>): string => [...selected].sort().join('');

describe('selection', () => {
  it('selects one by a click, adds and removes by toggling', () => {
    let selection = click(NOTHING, order, 'b');
    expect(ids(selection.selected)).toBe('b');
    selection = click(selection, order, 'd', { toggle: true });
    expect(ids(selection.selected)).toBe('bd');
    selection = click(selection, order, 'b', { toggle: true });
    expect(ids(selection.selected)).toBe('d');
  });

  it('selects a range in both directions from where it began', () => {
    const begun = click(NOTHING, order, 'c');
    const down = click(begun, order, 'e', { range: true });
    expect(ids(down.selected)).toBe('cde');
    expect(ids(click(down, order, 'a', { range: true }).selected)).toBe('abc');
    expect(ids(click(NOTHING, order, 'b', { range: true }).selected)).toBe('b');
  });

  it('adds a range to what is selected', () => {
    const first = click(click(NOTHING, order, 'a'), order, 'd', { toggle: true });
    expect(ids(click(first, order, 'e', { range: true, toggle: true }).selected)).toBe('ade');
  });

  it('moves with the keyboard and stops at the ends', () => {
    expect(move(NOTHING, order, 1).focus).toBe('a');
    expect(move(NOTHING, order, -1).focus).toBe('e');
    expect(move(selectOnly('e'), order, 1).focus).toBe('e');
    expect(move(selectOnly('b'), [], 1)).toEqual(NOTHING);
    let selection = move(selectOnly('c'), order, 1, { extend: true });
    selection = move(selection, order, 1, { extend: true });
    expect(ids(selection.selected)).toBe('cde');
    expect(ids(move(selection, order, -1, { extend: true }).selected)).toBe('cd');
  });

  it('drops what is gone', () => {
    const selection = click(selectOnly('a'), order, 'c', { range: true });
    const left = prune(selection, ['b', 'c']);
    expect(ids(left.selected)).toBe('bc');
    expect(left.anchor).toBeNull();
    expect(left.focus).toBe('c');
  });

  it('never selects what the list does not hold', () => {
    const action = fc.record({ id: fc.constantFrom(...order), toggle: fc.boolean(), range: fc.boolean() });
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        let selection = NOTHING;
        for (const { id, ...how } of actions) selection = click(selection, order, id, how);
        for (const id of selection.selected) expect(order).toContain(id);
        if (actions.length > 0) expect(selection.focus).toBe(actions.at(-1)!.id);
      }),
    );
  });
});
