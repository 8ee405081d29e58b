import { ChirographError } from '../../../contract/schema.ts';
import type { Language } from '../../../language/language.ts';
import { shellSay } from '../../../language/shell.ts';
import type { Clock } from './clock.ts';
import { findUser, nameKey, RefusedFile, type User } from './users.ts';

/** So many wrong tries are a person's; after them every further one doubles the wait. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MILLISECONDS = 2_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;
/** Each check takes 128 MiB and a core for some tenths of a second. */
const LARGEST_CHECKS = 2;
const LARGEST_QUEUE = 8;
/** So long a users file that cannot be read takes no work away: an editor may be writing it, a drive be away. */
const PATIENCE_MILLISECONDS = 5 * 60_000;
/** Names that strangers make up must not fill the memory: the oldest is forgotten. */
const LARGEST_RECORD = 10_000;

/**
 * Why nobody was let in: `wrong` says neither which part, nor whether there is such a user; `unavailable`, that the users
 * file cannot be read.
 */
export type Denied =
  { readonly reason: 'wrong' | 'unavailable' } | { readonly reason: 'wait'; readonly seconds: number };
export type LoginOutcome = { readonly user: User; readonly reason?: never } | (Denied & { user?: never });

/** Checks names and passwords, slower and slower after failures, and a few at a time. */
export class Login {
  readonly #users: () => readonly User[];
  readonly #clock: Clock;
  readonly #failures = new Map<string, { count: number; until: number }>();
  readonly #logins = new Turns(LARGEST_CHECKS);
  /** Of their own: strangers' tries to log in must not keep a user from unlocking. */
  readonly #unlocks = new Turns(1);
  readonly #onTrouble: (trouble: unknown) => void;
  #trouble: { readonly cause: unknown; readonly since: number } | null = null;

  /**
   * @param users asked at each try, so that a user who was removed gets no new session.
   * @param onTrouble told why the users cannot be read, once for each reason; null once they can be again.
   */
  constructor(
    users: () => readonly User[],
    clock: Clock,
    onTrouble: (trouble: unknown) => void = () => undefined,
  ) {
    this.#users = users;
    this.#clock = clock;
    this.#onTrouble = onTrouble;
  }

  /**
   * Checks a name with its password. A try that has to wait is not checked at all, right or wrong.
   *
   * @param address where the try comes from, as an IP address.
   */
  async check(name: string, password: string, address: string): Promise<LoginOutcome> {
    return this.#check(this.#logins, name, password, [`user ${nameKey(name)}`, `address ${address}`]);
  }

  /**
   * Checks the password of who locked a session. Tries to log in do not count here: a stranger who makes them could
   * keep the user from unlocking, and wait in a queue of their own.
   *
   * @param session names the session among all of them.
   */
  async checkUnlock(name: string, password: string, session: string): Promise<LoginOutcome> {
    return this.#check(this.#unlocks, name, password, [`session ${session}`]);
  }

  /**
   * Whether who logged in may work on: not once they were removed or have a new password, nor where the users file is
   * gone or open to all, or could not be read for some minutes.
   */
  stillAdmits({ name, salt }: Pick<User, 'name' | 'salt'>): boolean {
    const users = this.#readUsers();
    if (users !== null) return users.some((user) => user.name === name && user.salt === salt);
    const { cause, since = 0 } = this.#trouble ?? {};
    return !(cause instanceof RefusedFile) && this.#clock.now() - since < PATIENCE_MILLISECONDS;
  }

  #readUsers(): readonly User[] | null {
    try {
      const users = this.#users();
      if (this.#trouble !== null) this.#onTrouble(null);
      this.#trouble = null;
      return users;
    } catch (cause) {
      const { cause: before, since = this.#clock.now() } = this.#trouble ?? {};
      this.#trouble = { cause, since };
      if (String(before) !== String(cause)) this.#onTrouble(cause);
      return null;
    }
  }

  /** @param keys what a failure is counted under; a success wipes out the first. */
  async #check(
    turns: Turns,
    name: string,
    password: string,
    keys: readonly [string, ...string[]],
  ): Promise<LoginOutcome> {
    const wait = Math.max(...keys.map((key) => (this.#failures.get(key)?.until ?? 0) - this.#clock.now()));
    if (wait > 0) return { reason: 'wait', seconds: Math.ceil(wait / 1000) };
    if (turns.areFull) return { reason: 'wait', seconds: 5 };
    const users = this.#readUsers();
    if (users === null) return { reason: 'unavailable' };
    // Counted before the check: a hundred tries at once must not all be the first.
    for (const key of keys) this.#countFailure(key);
    const user = await turns.take(() => findUser(users, name, password));
    if (user === null) return { reason: 'wrong' };
    // Of the address only this try is taken back: an account of one's own must not make its other guesses free.
    const [own, ...shared] = keys;
    this.#failures.delete(own);
    for (const key of shared) this.#takeBack(key);
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
}

/** Lets so many work at a time, and so many wait for it. */
class Turns {
  readonly #atOnce: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  get areFull(): boolean {
    return this.#running >= this.#atOnce && this.#waiting.length >= LARGEST_QUEUE;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
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
export function deniedSentence(language: Language, denied: Denied): string {
  switch (denied.reason) {
    case 'wrong':
      return shellSay(language, 'Name or password is not right.');
    case 'unavailable':
      return shellSay(
        language,
        'Who may log in cannot be looked up now. Ask whoever runs Chirograph here to look at its users file.',
      );
    case 'wait':
      return shellSay(
        language,
        'Too many tries. Wait {seconds, plural, one {# second} other {# seconds}}, then try again.',
        { seconds: denied.seconds },
      );
  }
}

/** Throws `invalid-arguments` where nobody could log in. */
export function refuseEmpty(users: readonly User[], file: string): void {
  if (users.length > 0) return;
  throw new ChirographError(
    'invalid-arguments',
    `${file} names no user, so nobody could log in. "chirograph users add ${file} --name …" adds one.`,
  );
}
