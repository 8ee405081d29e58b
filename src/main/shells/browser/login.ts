import { ChirographError } from '../../../contract/schema.ts';
import type { Clock } from './clock.ts';
import { findUser, nameKey, type User } from './users.ts';

/** So many wrong tries are a person's; after them every further one doubles the wait. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MILLISECONDS = 2_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;
/** Each check takes 128 MiB and a core for some tenths of a second. */
const LARGEST_CHECKS = 2;
const LARGEST_QUEUE = 8;
/** Names that strangers make up must not fill the memory: the oldest is forgotten. */
const LARGEST_RECORD = 10_000;

/** Why nobody was let in: `wrong` says neither which part, nor whether there is such a user. */
export type Denied = { readonly reason: 'wrong' } | { readonly reason: 'wait'; readonly seconds: number };
export type LoginOutcome = { readonly user: User; readonly reason?: never } | (Denied & { user?: never });

/** Checks names and passwords, slower and slower after failures, and a few at a time. */
export class Login {
  readonly #users: () => readonly User[];
  readonly #clock: Clock;
  readonly #failures = new Map<string, { count: number; until: number }>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param users asked at each try, so that a user who was removed gets no new session. */
  constructor(users: () => readonly User[], clock: Clock) {
    this.#users = users;
    this.#clock = clock;
  }

  /**
   * Checks a name with its password. A try that has to wait is not checked at all, right or wrong.
   *
   * @param address where the try comes from, as an IP address.
   */
  async check(name: string, password: string, address: string): Promise<LoginOutcome> {
    const keys = [`user ${nameKey(name)}`, `address ${address}`];
    const wait = Math.max(...keys.map((key) => (this.#failures.get(key)?.until ?? 0) - this.#clock.now()));
    if (wait > 0) return { reason: 'wait', seconds: Math.ceil(wait / 1000) };
    if (this.#running >= LARGEST_CHECKS && this.#waiting.length >= LARGEST_QUEUE) {
      return { reason: 'wait', seconds: 5 };
    }
    // Counted before the check: a hundred tries at once must not all be the first.
    for (const key of keys) this.#countFailure(key);
    const user = await this.#inTurn(() => findUser(this.#users(), name, password));
    if (user === null) return { reason: 'wrong' };
    // Of the address only this try is taken back: an account of one's own must not make its other guesses free.
    this.#failures.delete(keys[0] as string);
    this.#takeBack(keys[1] as string);
    return { user };
  }

  #takeBack(key: string): void {
    const { count = 1 } = this.#failures.get(key) ?? {};
    if (count <= 1) this.#failures.delete(key);
    else this.#failures.set(key, { count: count - 1, until: 0 });
  }

  #countFailure(key: string): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const over = count - FREE_FAILURES;
    const wait = over < 0 ? 0 : Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** over);
    this.#failures.delete(key);
    this.#failures.set(key, { count, until: this.#clock.now() + wait });
    if (this.#failures.size > LARGEST_RECORD) {
      this.#failures.delete(this.#failures.keys().next().value as string);
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= LARGEST_CHECKS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes now can slip in before those who wait.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}

/** What a person whose try failed is told. */
export function deniedSentence(denied: Denied): string {
  return denied.reason === 'wrong'
    ? 'Name or password is not right.'
    : `Too many tries. Wait ${denied.seconds} seconds, then try again.`;
}

/** Throws `invalid-arguments` where nobody could log in. */
export function refuseEmpty(users: readonly User[], file: string): void {
  if (users.length > 0) return;
  throw new ChirographError(
    'invalid-arguments',
    `${file} names no user, so nobody could log in. "chirograph users add ${file} --name …" adds one.`,
  );
}
