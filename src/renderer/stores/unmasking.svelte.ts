import type { Problem } from '../../contract/schema.ts';
import {
  isBefore,
  nextStage,
  type OpenedStage,
  type Unmasking as Standing,
  type UnmaskingEndReason,
  type UnmaskingStage,
} from '../../contract/unmasking.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { shownProblem } from './problems.ts';

/** Sequential unmasking of the open case: what its examiner may see, and the way on. The engine keeps what is veiled. */
export class Unmasking {
  /** Whether it is shown how it stands. */
  shown = $state(false);
  working = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #engine: EngineClient;
  readonly #session: CaseSession;

  constructor(engine: EngineClient, session: CaseSession) {
    this.#engine = engine;
    this.#session = session;
  }

  /** Null for a case that was never set to it. */
  get standing(): Standing | null {
    return this.#session.current?.unmasking ?? null;
  }

  get stage(): UnmaskingStage {
    return this.#session.stage;
  }

  /** What the examiner goes on to; null where nothing is veiled from them. */
  get next(): OpenedStage | null {
    return nextStage(this.stage);
  }

  get veilsItems(): boolean {
    return this.stage === 'questioned';
  }

  get veilsScores(): boolean {
    return isBefore(this.stage, 'scores');
  }

  begin(): Promise<void> {
    return this.#do(() => this.#engine.call('unmasking.begin', { case: this.#session.id }));
  }

  /** Locks what the examiner found, and shows them the next stage. What is being typed or moved is saved before. */
  advance(to: OpenedStage): Promise<void> {
    return this.#do(async () => {
      await this.#session.settle();
      await this.#engine.call('unmasking.advance', { case: this.#session.id, to });
    });
  }

  end(reason: UnmaskingEndReason): Promise<void> {
    return this.#do(() => this.#engine.call('unmasking.end', { case: this.#session.id, reason }));
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.working = true;
    this.problem = null;
    try {
      await work();
      await this.#session.reload();
    } catch (error) {
      this.problem = shownProblem(error);
    } finally {
      this.working = false;
    }
  }
}
