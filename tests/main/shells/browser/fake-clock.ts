import type { Clock } from '../../../../src/main/shells/browser/clock.ts';

/** Time that passes when a test says so; what is due by then is called back in order. */
export class FakeClock implements Clock {
  #now = 0;
  #due: { at: number; then: () => void }[] = [];

  now = (): number => this.#now;

  after = (milliseconds: number, then: () => void): (() => void) => {
    const entry = { at: this.#now + milliseconds, then };
    this.#due.push(entry);
    return () => void (this.#due = this.#due.filter((other) => other !== entry));
  };

  pass(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.then();
    }
    this.#now = until;
  }

  /** A computer asleep: the clock goes on, no timer does. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
