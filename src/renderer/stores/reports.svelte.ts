import type { ReportOnRecord } from '../../contract/report.ts';
import type { Problem } from '../../contract/schema.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { shownProblem } from './problems.ts';

/** The reports of the open case, newest first, as the Report view lists them. */
export class Reports {
  /** Null until they were read. */
  all = $state.raw<readonly ReportOnRecord[] | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #engine: EngineClient;
  readonly #session: CaseSession;

  constructor(engine: EngineClient, session: CaseSession) {
    this.#engine = engine;
    this.#session = session;
  }

  /** The version that is to be finalised next. */
  get nextVersion(): number {
    const finals = (this.all ?? []).filter(({ issue }) => issue?.state === 'final');
    return 1 + Math.max(0, ...finals.map(({ issue }) => issue?.version ?? 0));
  }

  /** The drafts of that version that another examiner has reviewed, the latest of each language. */
  get reviewed(): readonly ReportOnRecord[] {
    const drafts = (this.all ?? []).filter(
      ({ issue, review }) => issue?.version === this.nextVersion && review !== null,
    );
    return drafts.filter((each, at) => drafts.findIndex(({ language }) => language === each.language) === at);
  }

  /** Records that the file of a signed review is lost: it is to be repeated, and no longer keeps a report from being final. */
  async recordLost(review: string): Promise<void> {
    const id = this.#session.id;
    try {
      await this.#engine.call('report.reviewLost', { case: id, review });
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  /** Reads the list, and again whenever the case changes; returns a function that ends it. */
  follow(): () => void {
    void this.#load();
    return this.#session.onChanged(() => void this.#load());
  }

  async #load(): Promise<void> {
    const id = this.#session.current?.id;
    if (id === undefined) return;
    try {
      const reports = await this.#engine.call('report.list', { case: id });
      if (this.#session.current?.id !== id) return;
      this.all = reports;
      this.problem = null;
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }
}
