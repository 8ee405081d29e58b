import { setFlagsFromString } from 'node:v8';

/**
 * The flag that keeps V8's middle compiler, Maglev, out: a precaution. On machines with too little processor time the
 * same page gave other words about once in 2,000 preparations: for two or three lines the left and right ends of marks
 * of ink came out infinite, before and after rightly, as when a function is replaced by a faulty compiled form of
 * itself and that by another. It was never provoked on purpose, so that Maglev was the cause is not proven; it is known
 * for faults of both kinds, in folding comparisons with infinities and in compiling beside a starved main thread
 * (nodejs/node 64841). Evidence has to come out the same every time; TurboFan compiles the hot loops all the same, and
 * `words.ts` checks what it computes.
 */
export const STEADY_COMPILER = '--no-maglev';

/** The same for a process that runs already; what it has compiled before stays. */
export function steadyCompiler(): void {
  setFlagsFromString(STEADY_COMPILER);
}
