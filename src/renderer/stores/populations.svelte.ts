import type { Population } from '../../contract/populations.ts';
import type { Problem } from '../../contract/schema.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { shownProblem } from './problems.ts';

/** The reference populations of the computer where the engine runs, and what the examiner does with them. */
export class Populations {
  /** Null until they were read. */
  all = $state.raw<readonly Population[] | null>(null);
  /** True while one is added, removed or taken into use. */
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #engine: EngineClient;
  readonly #session: CaseSession;

  constructor(engine: EngineClient, session: CaseSession) {
    this.#engine = engine;
    this.#session = session;
  }

  /** Those that are valid for a model, the one that counts first before the others. */
  of(model: string): readonly Population[] {
    return (this.all ?? []).filter((population) => population.model.sha256 === model);
  }

  async read(): Promise<void> {
    try {
      this.all = await this.#engine.call('population.list', {});
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  /** Takes in a calibration file; true once it is there. */
  add(file: string): Promise<boolean> {
    return this.#change(() => this.#engine.call('population.add', { file }));
  }

  remove(population: string): Promise<boolean> {
    return this.#change(() => this.#engine.call('population.remove', { population }));
  }

  /** Makes a population that of the open case; null follows its model's again. */
  use(population: string | null): Promise<boolean> {
    return this.#change(() => this.#session.usePopulation(population));
  }

  async #change(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      await this.read();
      return true;
    } catch (error) {
      this.problem = shownProblem(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
