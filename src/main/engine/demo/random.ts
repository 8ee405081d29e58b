/** Numbers drawn by chance that are the same for the same seed on every machine. Not for secrets. */
export class SeededRandom {
  readonly #seed: number;
  #state: number;

  constructor(seed: number) {
    this.#seed = seed >>> 0;
    this.#state = this.#seed;
  }

  /** A source of its own for one part of the work, so that a change in one part leaves the others as they were. */
  part(name: string): SeededRandom {
    let hash = 0x811c9dc5 ^ this.#seed;
    for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
    return new SeededRandom(Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d));
  }

  /** Evenly between 0 (included) and 1 (excluded): mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Bell-shaped around 0 with this standard deviation, and never beyond 3.5 of them: no letter goes astray. */
  bell(deviation: number): number {
    const sum = this.next() + this.next() + this.next() + this.next() - 2;
    return deviation * sum * Math.sqrt(3);
  }

  /** The same entries in another order. */
  shuffled<T>(entries: readonly T[]): T[] {
    const order = [...entries];
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(this.next() * (last + 1));
      [order[last], order[other]] = [order[other] as T, order[last] as T];
    }
    return order;
  }
}

/** A smooth curve around 0, about one wave a `wavelength`, mostly between -1 and 1. */
export function wander(random: SeededRandom, wavelength: number): (x: number) => number {
  const waves = [1, 0.6, 0.37].map((share) => ({
    turn: (2 * Math.PI) / (wavelength * share * random.between(0.8, 1.25)),
    phase: random.between(0, 2 * Math.PI),
    height: 0.65 * share,
  }));
  return (x) => waves.reduce((sum, wave) => sum + wave.height * Math.sin(wave.turn * x + wave.phase), 0);
}

/** A smooth surface around 0, about one wave a `wavelength` in every direction, mostly between -1 and 1. */
export function swell(random: SeededRandom, wavelength: number): (x: number, y: number) => number {
  const waves = Array.from({ length: 4 }, (_, index) => {
    const direction = ((index + random.next()) * Math.PI) / 4;
    const turn = (2 * Math.PI) / (wavelength * random.between(0.7, 1.4));
    return {
      x: turn * Math.cos(direction),
      y: turn * Math.sin(direction),
      phase: random.between(0, 2 * Math.PI),
    };
  });
  return (x, y) => waves.reduce((sum, wave) => sum + 0.4 * Math.sin(wave.x * x + wave.y * y + wave.phase), 0);
}
