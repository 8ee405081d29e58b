import { createHash } from 'node:crypto';

/** A repeatable source of chance: the same seed gives the same draws on every machine. */
export interface Random {
  /** A whole number from 0 to below - 1, each equally likely; `below` is 1 to 2^32. */
  integer(below: number): number;
}

/**
 * xoshiro128** (Blackman and Vigna 2021, 10.1145/3460772), its state taken from the SHA-256 of the seed, so that
 * seeds which differ in one character give unrelated draws.
 */
export function createRandom(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  const state = Uint32Array.from({ length: 4 }, (_, word) => digest.readUInt32LE(4 * word));
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  const next = (): number => {
    const scrambled = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return scrambled;
  };
  return {
    integer(below) {
      // Values past the last whole multiple would make small results likelier: they are drawn again.
      const limit = 2 ** 32 - (2 ** 32 % below);
      let value = next();
      while (value >= limit) value = next();
      return value % below;
    },
  };
}

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** Puts a list into a random order, in place (Fisher and Yates); every order is equally likely. */
export function shuffle<T>(list: T[], random: Random): T[] {
  for (let last = list.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}
