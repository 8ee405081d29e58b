import { expect, it } from 'vitest';
import { DeskMemory, type DeskState } from '../../../src/renderer/stores/desk-memory.ts';

const keeper = (kept = new Map<string, string>()) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
});
const STATE: DeskState = {
  questioned: ['item-0001'],
  known: ['item-0002'],
  comparison: null,
  count: 3,
  linked: false,
  panes: [{ item: 'item-0001', page: 0, id: 'page-0001', view: { scale: 0.5, x: 1, y: 2, angle: -3 } }, null],
};

it('finds the desk of each case as it was left', () => {
  const kept = new Map<string, string>();
  const memory = new DeskMemory(keeper(kept));
  memory.keep('case-0001', STATE);
  memory.keep('case-0002', { ...STATE, count: 4 });
  const again = new DeskMemory(keeper(kept));
  expect(again.of('case-0001')).toEqual(STATE);
  expect(again.of('case-0002')?.count).toBe(4);
  expect(again.of('case-0003')).toBeNull();
});

it('forgets the case left longest ago when there are too many', () => {
  const memory = new DeskMemory(keeper());
  for (let number = 0; number < 51; number++) memory.keep(`case-${1000 + number}`, STATE);
  expect(memory.of('case-1000')).toBeNull();
  expect(memory.of('case-1001')).toEqual(STATE);
});

it('lays the desk anew where what was kept cannot be read', () => {
  for (const text of ['{', '7', '[["case-0001",{"count":9}]]', '[[1,2,3]]']) {
    expect(new DeskMemory(keeper(new Map([['chirograph.desks', text]]))).of('case-0001')).toBeNull();
  }
});
