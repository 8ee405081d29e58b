import { expect, test } from 'vitest';
import { atOnce, withBreaks, type Steps } from '../../../../src/main/engine/comparison/stepwise.ts';

/** Sums numbers, each step long enough to be interrupted after. */
function* summing(count: number): Steps<number> {
  let sum = 0;
  for (let number = 1; number <= count; number++) {
    const until = performance.now() + 11;
    while (performance.now() < until) sum += 0;
    sum += number;
    yield number / count;
  }
  return sum;
}

test('the same comes out at once and with breaks, in which others have their turn', async () => {
  const shares: number[] = [];
  let turns = 0;
  const takeTurn = (): void => {
    turns++;
    if (shares.length < 4) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  const sum = await withBreaks(summing(4), undefined, (share) => shares.push(share));
  expect(sum).toBe(atOnce(summing(4)));
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  expect(turns).toBeGreaterThanOrEqual(4);
});

test('what is given up ends at the next break', async () => {
  const giveUp = new AbortController();
  const shares: number[] = [];
  const running = withBreaks(summing(1_000_000), giveUp.signal, (share) => {
    shares.push(share);
    setImmediate(() => giveUp.abort());
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  expect(shares.length).toBeLessThanOrEqual(2);
});
