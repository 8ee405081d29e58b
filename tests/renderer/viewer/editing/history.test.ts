import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChirographError } from '../../../../src/contract/schema.ts';
import { History, type Command } from '../../../../src/renderer/viewer/editing/history.ts';

/** A number that is added to, and what takes the adding back. */
function counter(): { value: number; add(by: number): () => Promise<Command> } {
  const state = {
    value: 0,
    add: (by: number) => async (): Promise<Command> => {
      state.value += by;
      return {
        label: () => `add ${by}`,
        undo: async () => void (state.value -= by),
        redo: async () => void (state.value += by),
      };
    },
  };
  return state;
}

test('what was done is taken back and done again, one step at a time', async () => {
  const [history, sum] = [new History(), counter()];
  await history.do(sum.add(1));
  await history.do(sum.add(10));
  expect(history.next).toEqual({ undo: 'add 10', redo: null });
  await history.undo();
  expect([sum.value, history.next]).toEqual([1, { undo: 'add 1', redo: 'add 10' }]);
  await history.undo();
  await history.undo();
  expect([sum.value, history.next]).toEqual([0, { undo: null, redo: 'add 1' }]);
  await history.redo();
  await history.redo();
  await history.redo();
  expect(sum.value).toBe(11);
});

test('something new ends what could be done again', async () => {
  const [history, sum] = [new History(), counter()];
  await history.do(sum.add(1));
  await history.undo();
  await history.do(sum.add(5));
  await history.redo();
  expect([sum.value, history.next]).toEqual([5, { undo: 'add 5', redo: null }]);
});

test('things asked for at once are done in turn, and nothing is kept of what fails', async () => {
  const [history, sum] = [new History(), counter()];
  const failing = history.do(() => Promise.reject(new Error('no room')));
  const all = Promise.all([history.do(sum.add(1)), history.undo(), history.redo(), history.undo()]);
  await expect(failing).rejects.toThrow('no room');
  await all;
  expect([sum.value, history.next]).toEqual([0, { undo: null, redo: 'add 1' }]);
  await history.do(() => Promise.resolve(null));
  expect(history.next.redo).toBe('add 1');
});

test('a step that fails can be tried again', async () => {
  const history = new History();
  let fails = true;
  const undo = (): Promise<void> => (fails ? Promise.reject(new Error('locked')) : Promise.resolve());
  await history.do(() => Promise.resolve({ label: () => 'x', undo, redo: () => Promise.resolve() }));
  await expect(history.undo()).rejects.toThrow('locked');
  expect(history.next.undo).toBe('x');
  fails = false;
  await history.undo();
  expect(history.next).toEqual({ undo: null, redo: 'x' });
});

test('a step whose words are gone is dropped, said so, and does not bar the way to those before it', async () => {
  const [history, sum] = [new History(), counter()];
  await history.do(sum.add(1));
  const gone = (): Promise<void> => Promise.reject(new ChirographError('not-found', 'No such word.'));
  await history.do(() => Promise.resolve({ label: () => 'split word 2', undo: gone, redo: gone }));
  await expect(history.undo()).rejects.toThrow('“split word 2” can be neither taken back');
  expect(history.next).toEqual({ undo: 'add 1', redo: null });
  await history.undo();
  expect(sum.value).toBe(0);
});

test('without limit, undoing everything leads back and redoing everything leads forth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer(), { maxLength: 200 }), async (numbers) => {
      const [history, sum] = [new History(), counter()];
      for (const number of numbers) await history.do(sum.add(number));
      const after = sum.value;
      for (let left = numbers.length; left > 0; left--) await history.undo();
      expect(sum.value).toBe(0);
      for (let left = numbers.length; left > 0; left--) await history.redo();
      expect(sum.value).toBe(after);
      history.clear();
      expect(history.next).toEqual({ undo: null, redo: null });
    }),
    { numRuns: 20 },
  );
});
