import type { Clock } from './clock.ts';
import { OneTimeToken } from './secrets.ts';
import type { Session } from './session.ts';

/** A window may ask for another address this often: the terminal is no place to be flooded. */
const PAUSE_MILLISECONDS = 2_000;

export interface PrintedAddressOptions {
  readonly origin: string;
  readonly clock: Clock;
  readonly print: (line: string) => void;
}

/** Admission by the terminal: whoever can read it may open the window, and unlock it. */
export class PrintedAddress {
  /** Admits the first browser that opens it. */
  readonly entry: string;
  readonly #options: PrintedAddressOptions;
  readonly #entryToken: OneTimeToken;
  #unlocking: { token: OneTimeToken; printed: number } | null = null;

  constructor(options: PrintedAddressOptions) {
    this.#options = options;
    this.#entryToken = new OneTimeToken(options.clock);
    this.entry = this.#address(this.#entryToken);
  }

  admits(token: string): boolean {
    return this.#entryToken.use(token);
  }

  /** Prints an address that unlocks; an older one is worth nothing then. */
  printUnlocking(): void {
    const { clock, print } = this.#options;
    const now = clock.now();
    if (this.#unlocking !== null && now - this.#unlocking.printed < PAUSE_MILLISECONDS) return;
    const token = new OneTimeToken(clock);
    this.#unlocking = { token, printed: now };
    print('Chirograph is locked. To go on, open this address in the same browser within ten minutes:');
    print(this.#address(token));
  }

  /** Unlocks a session for the printed address, whole or its token alone. */
  unlocks(session: Session, secret: string): boolean {
    const token = /[?&]token=([\w-]+)\s*$/u.exec(secret)?.[1] ?? secret.trim();
    if (!session.locked || !this.#unlocking?.token.use(token)) return false;
    this.#unlocking = null;
    session.unlock();
    return true;
  }

  #address(token: OneTimeToken): string {
    return `${this.#options.origin}/?token=${token.value}`;
  }
}
