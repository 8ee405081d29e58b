import { randomUUID } from 'node:crypto';
import type { Examiner } from '../../../contract/case.ts';
import type { Engine, MethodName } from '../../../contract/methods.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { Place, SessionState, UnlockRefusal } from '../../../contract/session.ts';
import type { Clock } from './clock.ts';
import { isSame, secret } from './secrets.ts';

/** A login ends after this time however busy it is. */
const SESSION_MILLISECONDS = 12 * 60 * 60_000;
/** Timers stand still while a computer sleeps: the clock is looked at this often, so that it locks soon after waking. */
const LOOK_MILLISECONDS = 10_000;
/** One user's browsers and private windows; the oldest session gives way. */
const LARGEST_SESSIONS = 8;

export interface SessionOptions {
  readonly clock: Clock;
  /** Null for the user of this computer. */
  readonly user: Examiner | null;
  /** Without input for this long, the session locks; 0 for never. */
  readonly idleMinutes: number;
  /** Whether the user may still work here; asked from time to time. Left out for the user of this computer. */
  readonly isAdmitted?: () => boolean;
}

/** One admitted browser: what its cookie opens, whether it is locked, and where its examiner was. */
export class Session {
  readonly cookie = secret();
  /** Names it among all sessions, and opens nothing. */
  readonly id = randomUUID();
  readonly user: Examiner | null;
  /** What the windows of this session are shown of its place once it is not locked. */
  place: Place | null = null;
  readonly #clock: Clock;
  readonly #idleMinutes: number;
  readonly #expires: number;
  readonly #isAdmitted: () => boolean;
  readonly #watchers = new Set<() => void>();
  #lastInput: number;
  #locked = false;
  #ended = false;
  #callOff: () => void = () => undefined;

  constructor({ clock, user, idleMinutes, isAdmitted = () => true }: SessionOptions) {
    this.user = user;
    this.#clock = clock;
    this.#idleMinutes = idleMinutes;
    this.#lastInput = clock.now();
    // The user of this computer stays admitted until the shell ends.
    this.#expires = user === null ? Infinity : clock.now() + SESSION_MILLISECONDS;
    this.#isAdmitted = isAdmitted;
    this.#lookLater();
  }

  get ended(): boolean {
    this.#see();
    return this.#ended;
  }

  get locked(): boolean {
    this.#see();
    return this.#locked;
  }

  /** Somebody is there. A locked session needs more than that. */
  touch(): void {
    if (!this.locked) this.#lastInput = this.#clock.now();
  }

  lock(): void {
    if (this.#locked || this.#ended) return;
    this.#locked = true;
    this.#report();
  }

  unlock(): void {
    if (!this.locked || this.#ended) return;
    this.#locked = false;
    this.#lastInput = this.#clock.now();
    this.#report();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#callOff();
    this.#report();
  }

  /** Ends the session of a user who may not work here any more. */
  recheck(): void {
    if (!this.ended && !this.#isAdmitted()) this.end();
  }

  /** Calls back when the session locks, unlocks or ends; returns a function that ends it. */
  watch(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  /** What a window is told; `refusal` where its try to unlock failed. */
  state(refusal: UnlockRefusal | null = null): SessionState {
    const { locked, ended } = this;
    return {
      kind: 'session',
      locked,
      ended,
      idleMinutes: this.#idleMinutes,
      user: this.user?.name ?? null,
      place: locked || ended ? null : this.place,
      refusal,
    };
  }

  /** Ends or locks when the time has come. */
  #see(): void {
    const now = this.#clock.now();
    if (now >= this.#expires) this.end();
    else if (this.#idleMinutes > 0 && now - this.#lastInput >= this.#idleMinutes * 60_000) this.lock();
  }

  #lookLater(): void {
    this.#callOff = this.#clock.after(LOOK_MILLISECONDS, () => {
      this.recheck();
      if (!this.#ended) this.#lookLater();
    });
  }

  #report(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** The argument of a method that names where to write. */
const PATH_TO_WRITE: Partial<Record<MethodName, string>> = {
  'report.export': 'out',
  'demo.create': 'folder',
};

/** Every session of a shell, by its cookie. */
export class Sessions {
  readonly #cookieName: string;
  readonly #attributes: string;
  readonly #all = new Set<Session>();

  /**
   * @param port cookies are shared by all ports of a host: the port in the name keeps two servers apart.
   * @param isSecure over TLS: a browser then takes the cookie from this very host only, and sends it over TLS only.
   */
  constructor(port: number, isSecure: boolean) {
    this.#cookieName = `${isSecure ? '__Host-' : ''}chirograph-${port}`;
    this.#attributes = `Path=/; ${isSecure ? 'Secure; ' : ''}HttpOnly; SameSite=Strict`;
  }

  /** Begins a session; returns it with the Set-Cookie value that admits its browser. */
  begin(options: SessionOptions): { session: Session; setCookie: string } {
    const session = new Session(options);
    this.#all.add(session);
    session.watch(() => {
      if (session.ended) this.#all.delete(session);
    });
    const ofUser = [...this.#all].filter(({ user }) => user?.name === options.user?.name);
    for (const oldest of ofUser.slice(0, -LARGEST_SESSIONS)) oldest.end();
    return { session, setCookie: `${this.#cookieName}=${session.cookie}; ${this.#attributes}` };
  }

  /** The session that a Cookie header carries; null where it carries none that lasts. */
  find(cookies: string | undefined): Session | null {
    const given = (cookies ?? '').split(';').flatMap((cookie) => {
      const at = cookie.indexOf('=');
      return cookie.slice(0, at).trim() === this.#cookieName ? [cookie.slice(at + 1).trim()] : [];
    });
    for (const session of this.#all) {
      if (given.some((value) => isSame(value, session.cookie)) && !session.ended) return session;
    }
    return null;
  }

  endAll(): void {
    for (const session of [...this.#all]) session.end();
  }
}

/**
 * The engine as a session may use it: not at all while locked, in the name of its own user only, and without naming
 * a file to be written, which is for a desktop's dialogs. What runs when it locks goes on, and its answer waits for the
 * unlocking (`session-channel.ts`); a picture is asked for again.
 */
export function engineOf(session: Session, engine: Engine): Engine {
  const requireOpen = (): void => {
    if (session.ended) throw new ChirographError('not-allowed', 'This session has ended. Log in again.');
    if (session.locked) throw new ChirographError('locked', 'Chirograph is locked. Unlock it in its window.');
  };
  return {
    async call(method, args, options = {}) {
      requireOpen();
      if (Object.hasOwn(Object(args), PATH_TO_WRITE[method] ?? '')) {
        throw new ChirographError(
          'not-allowed',
          'From a browser, reports go into the reports folder of their case and demo cases into their own folder.',
        );
      }
      const { user } = session;
      if (user !== null && method === 'examiner.get') return user as never;
      if (user !== null && method === 'examiner.save') {
        throw new ChirographError(
          'not-allowed',
          `You are logged in as ${user.name}. Who examines is changed by the operator, in the users file.`,
        );
      }
      if (user !== null && method === 'laboratory.save') {
        throw new ChirographError(
          'not-allowed',
          'What all reports have in common is changed by the operator, with chirograph laboratory on the server.',
        );
      }
      const result = await engine.call(
        method,
        args,
        user === null ? options : { ...options, examiner: user, login: true },
      );
      if (method === 'image.read') requireOpen();
      return result;
    },
    on: (event, listener) => engine.on(event, listener),
  };
}
