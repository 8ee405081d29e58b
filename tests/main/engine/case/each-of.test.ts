import { expect, it } from 'vitest';
import { eachOf } from '../../../../src/main/engine/case/each-of.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('works on every item once, in order, and on no more at a time than said', async () => {
  const begun: number[] = [];
  let under = 0;
  let most = 0;
  await eachOf([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item);
    most = Math.max(most, ++under);
    await turn();
    under -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it('begins nothing after a failure, and throws it once all that was begun has ended', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = eachOf([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    if (item === 2) throw new Error('the second failed');
    await turn();
    ended.push(item);
  });
  await expect(work).rejects.toThrow('the second failed');
  expect(begun).toEqual([1, 2]);
  expect(ended).toEqual([1]);
});

it('does nothing where there is nothing', async () => {
  await eachOf([], 4, () => Promise.reject(new Error('there is no item')));
});
