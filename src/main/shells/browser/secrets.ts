import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.ts';

/** How long a printed address can be used. */
const TOKEN_MILLISECONDS = 10 * 60_000;

/** What an address in the terminal carries: good once, for ten minutes. */
export class OneTimeToken {
  readonly value = secret();
  readonly #clock: Clock;
  readonly #expires: number;
  #used = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#expires = clock.now() + TOKEN_MILLISECONDS;
  }

  /** Whether this is the token, unused and in time; it is used then. A wrong one costs nothing. */
  use(given: string): boolean {
    if (this.#used || this.#clock.now() >= this.#expires || !isSame(given, this.value)) return false;
    this.#used = true;
    return true;
  }
}

/** 256 random bits, fit for addresses and cookies. */
export function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that does not tell how much of it agrees. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
