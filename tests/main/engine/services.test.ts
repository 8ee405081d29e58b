import path from 'node:path';
import { expect, test } from 'vitest';
import { ChirographError } from '../../../src/contract/schema.ts';
import { createFolderQueue, createQueue, createTurns } from '../../../src/main/engine/services.ts';

/** A job that ends when it is told to, and says whether it was begun. */
function held(): {
  readonly job: () => Promise<string>;
  readonly begun: () => boolean;
  readonly end: () => void;
} {
  const { promise, resolve } = Promise.withResolvers<string>();
  let begun = false;
  return {
    job: () => {
      begun = true;
      return promise;
    },
    begun: () => begun,
    end: () => resolve('done'),
  };
}

test('a job given up before its turn is answered while the one before still runs, and never begun', async () => {
  const queue = createQueue();
  const [first, second, third] = [held(), held(), held()];
  const running = queue(undefined, first.job);
  const giveUp = new AbortController();
  const waiting = queue(giveUp.signal, second.job);
  const last = queue(new AbortController().signal, third.job);
  giveUp.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(third.begun()).toBe(false);
  first.end();
  third.end();
  await expect(running).resolves.toBe('done');
  await expect(last).resolves.toBe('done');
  expect(second.begun()).toBe(false);
});

test('once begun, a job answers for itself; the queue goes on however one ends', async () => {
  const queue = createQueue(() => new ChirographError('cancelled', 'Nothing of it was kept.'));
  const broken = queue(undefined, () => Promise.reject(new Error('broken')));
  const giveUp = new AbortController();
  const job = held();
  const running = queue(giveUp.signal, job.job);
  await expect(broken).rejects.toThrow('broken');
  await expect.poll(job.begun).toBe(true);
  giveUp.abort();
  job.end();
  await expect(running).resolves.toBe('done');
  await expect(queue(giveUp.signal, job.job)).rejects.toThrow('Nothing of it was kept.');
});

test('a job that is no longer admitted when its turn comes is not begun', async () => {
  const turns = createTurns();
  const job = held();
  const readmit = (): never => {
    throw new ChirographError('not-allowed', 'The case is veiled by now.');
  };
  await expect(turns({ readmit, signal: undefined }, job.job)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(job.begun()).toBe(false);
});

test('a job on a folder waits for those on that folder, inside it and around it alone', async () => {
  const queue = createFolderQueue();
  const inside = (...parts: string[]): string => path.resolve('cases', ...parts);
  const first = held();
  const running = queue(inside('one'), undefined, first.job);
  const related = [inside('one'), inside('one', 'known'), inside()].map((folder) => {
    const job = held();
    job.end();
    return { begun: job.begun, outcome: queue(folder, undefined, job.job) };
  });
  const beside = held();
  beside.end();
  await expect(queue(path.resolve('others'), undefined, beside.job)).resolves.toBe('done');
  expect(related.map(({ begun }) => begun())).toEqual([false, false, false]);
  first.end();
  await expect(running).resolves.toBe('done');
  await Promise.all(related.map(({ outcome }) => outcome));
});
