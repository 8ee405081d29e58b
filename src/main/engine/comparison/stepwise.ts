import { setImmediate } from 'node:timers/promises';
import { cancelled } from '../../../contract/wire.ts';

/** A computation in steps of a few milliseconds at most, after each of which it says what share of it is done. */
export type Steps<T> = Generator<number, T, undefined>;

/** How long a thread computes before anything else has its turn, in milliseconds. */
const SLICE = 10;

/** All of it, with nothing in between. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * All of it, with whatever else the thread is asked for in between.
 *
 * @param onProgress told of the share done, 0 to 1, before each interruption.
 * @throws ChirographError `cancelled`
 */
export async function withBreaks<T>(
  steps: Steps<T>,
  signal: AbortSignal | undefined,
  onProgress?: (share: number) => void,
): Promise<T> {
  for (;;) {
    if (signal?.aborted) throw cancelled();
    const until = performance.now() + SLICE;
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (performance.now() < until) continue;
      onProgress?.(step.value);
      break;
    }
    await setImmediate();
  }
}
