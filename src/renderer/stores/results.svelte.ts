import type { Comparison, Search } from '../../contract/results.ts';
import type { Problem } from '../../contract/schema.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Jobs } from './jobs.svelte.ts';
import { shownProblem } from './problems.ts';

/** Stored comparisons and searches of the open case, newest first. */
export class Results {
  comparisons = $state.raw<readonly Comparison[]>([]);
  searches = $state.raw<readonly Search[]>([]);
  problem = $state.raw<Problem | null>(null);
  readonly #engine: EngineClient;
  readonly #session: CaseSession;
  readonly #jobs: Jobs;
  #case: string | undefined;

  constructor(engine: EngineClient, session: CaseSession, jobs: Jobs) {
    this.#engine = engine;
    this.#session = session;
    this.#jobs = jobs;
    session.onChanged(() => void this.reload());
  }

  async reload(): Promise<void> {
    const id = this.#session.current?.id;
    const veiled = this.#session.stage !== 'scores';
    if (id !== this.#case || veiled) {
      this.#case = id;
      this.comparisons = [];
      this.searches = [];
    }
    if (id === undefined || veiled) return;
    try {
      const [comparisons, searches] = await Promise.all([
        this.#engine.call('comparison.list', { case: id }),
        this.#engine.call('search.list', { case: id }),
      ]);
      if (this.#session.current?.id !== id) return;
      this.comparisons = comparisons;
      this.searches = searches;
      this.problem = null;
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  async compare(questioned: readonly string[], known: readonly string[]): Promise<Comparison> {
    const args = { case: this.#session.id, questioned: [...questioned], known: [...known] };
    const result = await this.#jobs.run('Comparing', (options) =>
      this.#engine.call('comparison.run', args, options),
    );
    this.comparisons = [result, ...this.comparisons.filter((other) => other.id !== result.id)];
    return result;
  }

  async search(questioned: readonly string[], top: number): Promise<Search> {
    const args = { case: this.#session.id, questioned: [...questioned], top };
    const result = await this.#jobs.run('Searching', (options) =>
      this.#engine.call('search.run', args, options),
    );
    this.searches = [result, ...this.searches.filter((other) => other.id !== result.id)];
    return result;
  }
}
