import { randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a printed address can be used for the first time. */
const TOKEN_MILLISECONDS = 10 * 60_000;

/**
 * Who may talk to the browser shell: the browser that first opened the printed address, and it alone. Its token is
 * good once, for ten minutes, and is exchanged for a cookie that ends with this process.
 */
export class Admission {
  /** For the printed address. */
  readonly token = secret();
  readonly #session = secret();
  readonly #cookieName: string;
  readonly #now: () => number;
  readonly #expires: number;
  #used = false;

  /** @param port cookies are shared by all ports of a host: the port in the name keeps two servers apart. */
  constructor(port: number, now: () => number) {
    this.#cookieName = `chirograph-${port}`;
    this.#now = now;
    this.#expires = now() + TOKEN_MILLISECONDS;
  }

  /** The Set-Cookie value for a good token; null for one that is wrong, used or expired. */
  exchange(token: string): string | null {
    if (this.#used || this.#now() >= this.#expires || !isSame(token, this.token)) return null;
    this.#used = true;
    return `${this.#cookieName}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a Cookie header carries this session. */
  admits(cookies: string | undefined): boolean {
    return (cookies ?? '').split(';').some((cookie) => {
      const at = cookie.indexOf('=');
      return (
        cookie.slice(0, at).trim() === this.#cookieName && isSame(cookie.slice(at + 1).trim(), this.#session)
      );
    });
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
