/** Says when something that dies again and again is not to be started once more. */
export class RestartLimit {
  readonly deaths: number;
  readonly withinMilliseconds: number;
  readonly #now: () => number;
  #times: number[] = [];

  constructor(deaths = 5, withinMilliseconds = 60_000, now: () => number = () => performance.now()) {
    this.deaths = deaths;
    this.withinMilliseconds = withinMilliseconds;
    this.#now = now;
  }

  /** Records a death; `recent` counts this one and those before it within the limit's time. */
  died(): { recent: number; mayStart: boolean } {
    const now = this.#now();
    this.#times = [...this.#times.filter((time) => now - time < this.withinMilliseconds), now];
    return { recent: this.#times.length, mayStart: this.#times.length < this.deaths };
  }
}
