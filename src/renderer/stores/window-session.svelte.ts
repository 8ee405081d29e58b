import { is } from 'valibot';
import { SessionState, type Place, type SessionRequest } from '../../contract/session.ts';
import { cancelled, type Channel } from '../../contract/wire.ts';
import type { Dial } from '../engine/reconnecting-engine.ts';

/** Input is told to the shell at most this often. */
const TOLD_EVERY_MS = 20_000;
const LOOK_EVERY_MS = 10_000;
/** What shows that somebody is there; the window's own calls do not. */
const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

export interface WindowSessionOptions {
  /** Leaves this page for the way in, when the session has ended. */
  readonly leave: () => void;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * What the window knows of its session with the browser shell: whether it is locked, and by what it unlocks. Electron's
 * window has none: there the operating system's lock covers the window like every other.
 */
export class WindowSession {
  /** Null until the shell has said how the session is. */
  state = $state.raw<SessionState | null>(null);
  /** Covered here before the shell knows of it: while it cannot be reached, nobody else would. */
  #covered = $state(false);
  readonly #leave: () => void;
  readonly #now: () => number;
  readonly #waiting = new Set<() => void>();
  #channel: Channel | null = null;
  #lastInput: number;
  #lastTold = -Infinity;

  constructor({ leave, now = () => Date.now() }: WindowSessionOptions) {
    this.#leave = leave;
    this.#now = now;
    this.#lastInput = now();
  }

  /** True while nothing of a case may be in the window. */
  get locked(): boolean {
    return this.#covered || this.state?.locked === true || this.state?.ended === true;
  }

  /** Listens in on the engine's channel, which carries the shell's own messages too. */
  over(dial: Dial): Dial {
    return (opened) => {
      const channel = dial(opened);
      this.#channel = channel;
      channel.onMessage((message) => {
        if (is(SessionState, message)) this.#take(message);
      });
      channel.onClose(() => {
        if (this.#channel === channel) this.#channel = null;
      });
      return channel;
    };
  }

  /** Tells the shell of input; returns a function that ends it. */
  observe(target: Window): () => void {
    const noticed = (event: Event): void => {
      // What a script makes is nobody's hand.
      if (event.isTrusted) this.noticeInput();
    };
    for (const name of INPUT) target.addEventListener(name, noticed, { capture: true, passive: true });
    const timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    return () => {
      for (const name of INPUT) target.removeEventListener(name, noticed, { capture: true });
      clearInterval(timer);
    };
  }

  noticeInput(): void {
    const now = this.#now();
    this.#lastInput = now;
    if (this.locked || now - this.#lastTold < TOLD_EVERY_MS) return;
    this.#lastTold = now;
    this.#ask({ kind: 'session', act: 'activity' });
  }

  /** Covers an idle window whose shell is out of reach: a pulled cable must not keep it open. */
  look(): void {
    const idle = (this.state?.idleMinutes ?? 0) * 60_000;
    if (idle > 0 && this.#channel === null && this.#now() - this.#lastInput >= idle) this.#covered = true;
  }

  lock(): void {
    this.#covered = true;
    this.#ask({ kind: 'session', act: 'lock' });
  }

  /** @param secret the password, or the address from the terminal. */
  unlock(secret: string): void {
    this.#ask({ kind: 'session', act: 'unlock', secret });
  }

  printAddress(): void {
    this.#ask({ kind: 'session', act: 'print-address' });
  }

  logOut(): void {
    this.#ask({ kind: 'session', act: 'log-out' });
  }

  tellPlace(place: Place | null): void {
    if (!this.locked) this.#ask({ kind: 'session', act: 'place', place });
  }

  /** Waits until the window is not locked; rejects where the signal is aborted before. */
  unlocked(signal?: AbortSignal): Promise<void> {
    if (!this.locked) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const go = (): void => {
        this.#waiting.delete(go);
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const stop = (): void => {
        this.#waiting.delete(go);
        reject(cancelled());
      };
      this.#waiting.add(go);
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  #take(state: SessionState): void {
    this.state = state;
    if (state.ended) {
      this.#leave();
      return;
    }
    if (state.locked) this.#covered = false;
    // It was covered while the shell was out of reach: the session is locked now that it is back.
    else if (this.#covered) this.#ask({ kind: 'session', act: 'lock' });
    if (!this.locked) for (const go of [...this.#waiting]) go();
  }

  #ask(request: SessionRequest): void {
    this.#channel?.send(request);
  }
}
