import type { ModelDetails, ModelEntry, ModelRemoval } from '../../contract/models.ts';
import type { Problem } from '../../contract/schema.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { shownProblem } from './problems.ts';

/** The models of the computer where the engine runs, the one shown, and what the examiner does with them. */
export class Models {
  /** Whether the window shows them. */
  shown = $state(false);
  /** Null until they were read. */
  list = $state.raw<readonly ModelEntry[] | null>(null);
  /** Hash of the model whose card is shown. */
  chosen = $state<string | null>(null);
  /** Of the chosen model; null until they were read. */
  details = $state.raw<ModelDetails | null>(null);
  /** True while a model is added, removed or taken into use. */
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** What the last removal left behind; stays until another model is shown. */
  removal = $state.raw<ModelRemoval | null>(null);
  readonly #engine: EngineClient;
  readonly #session: CaseSession;

  constructor(engine: EngineClient, session: CaseSession) {
    this.#engine = engine;
    this.#session = session;
  }

  /** Shows the models, beginning with the one that computes now. */
  async open(): Promise<void> {
    this.shown = true;
    this.problem = null;
    this.removal = null;
    await this.#read(this.#session.current?.model?.sha256 ?? null);
  }

  /** Shows one model's card; the one asked for last wins. */
  async show(sha256: string): Promise<void> {
    this.removal = null;
    this.problem = null;
    await this.#show(sha256);
  }

  /** Takes in a model file, and shows its card; true once it is there. */
  add(file: string): Promise<boolean> {
    return this.#change(async () => {
      const { sha256 } = await this.#engine.call('model.add', { file });
      await this.#read(sha256);
    });
  }

  remove(sha256: string): Promise<boolean> {
    return this.#change(async () => {
      const removal = await this.#engine.call('model.remove', { model: sha256 });
      await this.#read(null);
      this.removal = removal;
    });
  }

  /** Makes a model that of the open case; encoding with it then starts by itself. */
  use(sha256: string): Promise<boolean> {
    return this.#change(async () => {
      await this.#session.useModel(sha256);
    });
  }

  async #change(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.removal = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = shownProblem(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #read(wanted: string | null): Promise<void> {
    try {
      this.list = await this.#engine.call('model.list', {});
    } catch (error) {
      this.problem = shownProblem(error);
      return;
    }
    const model = this.list.find((each) => each.sha256 === wanted) ?? this.list[0];
    if (model !== undefined) await this.#show(model.sha256);
  }

  async #show(sha256: string): Promise<void> {
    this.chosen = sha256;
    if (this.details?.sha256 !== sha256) this.details = null;
    try {
      const details = await this.#engine.call('model.get', { model: sha256 });
      if (this.chosen === sha256) this.details = details;
    } catch (error) {
      if (this.chosen === sha256) this.problem = shownProblem(error);
    }
  }
}
