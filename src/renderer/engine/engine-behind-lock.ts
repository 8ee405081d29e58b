import type { CallOptions } from '../../contract/methods.ts';
import { toProblem } from '../../contract/wire.ts';
import type { EngineAccess } from './engine-access.ts';

/** What calls wait for. */
export interface Lock {
  /** Resolves once the window is not locked; rejects with `cancelled` where the signal is aborted before. */
  unlocked(signal?: AbortSignal): Promise<void>;
}

/**
 * An engine whose calls wait while the window is locked, and are made then: what the window does by itself goes on
 * after the unlocking where it stopped. A call that the shell refused as locked was not begun, so it is made again.
 */
export function engineBehindLock(engine: EngineAccess, lock: Lock): EngineAccess {
  return {
    async call(method, args, options: CallOptions = {}) {
      for (;;) {
        await lock.unlocked(options.signal);
        try {
          return await engine.call(method, args, options);
        } catch (error) {
          if (toProblem(error).code !== 'locked') throw error;
        }
      }
    },
    on: (event, listener) => engine.on(event, listener),
    watch: (listener) => engine.watch(listener),
  };
}
