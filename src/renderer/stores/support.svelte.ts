import type { CrashReport } from '../../contract/methods.ts';
import type { Problem } from '../../contract/schema.ts';
import type { EngineClient } from './engine-client.svelte.ts';

/** What the window tells of processes that died, now and before this start, with the report each left. */
export class Support {
  /** Why the engine was started again; stays until read. */
  restarted = $state.raw<string | null>(null);
  /** Why the engine stays down. */
  stopped = $state.raw<Problem | null>(null);
  /** Of the engine's latest death in this run. */
  report = $state.raw<CrashReport | null>(null);
  /** Of a run before this one that ended without closing. */
  earlier = $state.raw<CrashReport | null>(null);
  readonly #engine: EngineClient;

  constructor(engine: EngineClient) {
    this.#engine = engine;
    engine.on('engine.restarted', ({ problem, crashReport }) => {
      this.restarted = problem.message;
      this.report = crashReport ?? null;
    });
    engine.on('engine.stopped', ({ problem, crashReport }) => {
      this.stopped = problem;
      this.report = crashReport ?? null;
    });
  }

  /** Asks whether an earlier run ended without closing. An engine that cannot say is no reason for another message. */
  async ask(): Promise<void> {
    this.earlier = await this.#engine.call('support.lastCrash', {}).catch(() => null);
  }

  /** The examiner has read of the earlier run; it is not told of again. */
  async dismissEarlier(): Promise<void> {
    this.earlier = null;
    await this.#engine.call('support.dismissCrash', {}).catch(() => undefined);
  }
}
