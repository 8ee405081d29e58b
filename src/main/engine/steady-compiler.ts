import { setFlagsFromString } from 'node:v8';

/**
 * The flag that keeps V8's middle compiler out. The same page gave other words once in 2,000 preparations on a machine
 * with too little processor time: from one mark of ink on, the left and right ends of marks were computed wrongly, and
 * a while later rightly again, as when code is replaced by a faster compilation of itself. Maglev is known for both
 * halves of that: wrong folds that begin at Infinity, and faults in compiling beside a starved main thread
 * (nodejs/node 64841). Evidence has to come out the same every time; TurboFan takes over the hot loops all the same.
 */
export const STEADY_COMPILER = '--no-maglev';

/** The same for a process that runs already; what it has compiled before stays. */
export function steadyCompiler(): void {
  setFlagsFromString(STEADY_COMPILER);
}
