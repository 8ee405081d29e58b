/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls back after a time in milliseconds; returns a function that calls it off. */
  after(milliseconds: number, then: () => void): () => void;
}

/** The computer's clock. It counts the time the computer slept, which `performance.now` on Linux does not. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
