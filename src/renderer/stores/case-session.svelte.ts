import type { Case, Item, ItemRole, Writer } from '../../contract/case.ts';
import type { Problem } from '../../contract/schema.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Jobs } from './jobs.svelte.ts';
import { PageCache } from './page-cache.svelte.ts';
import { shownProblem } from './problems.ts';

/** How the preparing and encoding that follow an opening stand. */
export type WorkState = 'idle' | 'running' | 'cancelled' | 'failed';

/** The open case: its items and pages, and everything the examiner does to them. */
export class CaseSession {
  current = $state.raw<Case | null>(null);
  opening = $state(false);
  openProblem = $state.raw<Problem | null>(null);
  work = $state<WorkState>('idle');
  workProblem = $state.raw<Problem | null>(null);
  /** What happened to the engine while the case was open; stays until read. */
  restartNotice = $state.raw<string | null>(null);
  readonly pages: PageCache;
  readonly #engine: EngineClient;
  readonly #jobs: Jobs;
  readonly #changed = new Set<() => void>();
  readonly #leaving = new Set<() => Promise<unknown>>();
  /** Counts preparations; what an earlier one still reports is not this case's any more. */
  #round = 0;
  #reading: Promise<void> | null = null;
  #readAgain = false;

  constructor(engine: EngineClient, jobs: Jobs) {
    this.#engine = engine;
    this.#jobs = jobs;
    this.pages = new PageCache((item) => engine.call('item.pages', { case: this.id, item }));
    engine.on('case.changed', (payload) => {
      if (payload.case === this.current?.id) void this.reload();
    });
    engine.on('engine.restarted', ({ problem }) => void this.#reopen(problem.message));
    engine.onReturn(() => void this.#reopen('The connection to the engine was lost and is back.'));
  }

  /** Identifier of the open case. */
  get id(): string {
    if (this.current === null) throw new Error('no case is open');
    return this.current.id;
  }

  /** Why nothing can be changed, as a sentence for whoever wants to; null where everything can. */
  get readOnly(): string | null {
    return this.current?.readOnly?.message ?? null;
  }

  get items(): readonly Item[] {
    return this.current?.items ?? [];
  }

  get writers(): readonly Writer[] {
    return this.current?.writers ?? [];
  }

  readonly #itemIndex = $derived(new Map(this.items.map((item) => [item.id, item])));
  readonly #writerIndex = $derived(new Map(this.writers.map((writer) => [writer.id, writer])));

  item(id: string): Item | undefined {
    return this.#itemIndex.get(id);
  }

  writer(id: string | null): Writer | undefined {
    return id === null ? undefined : this.#writerIndex.get(id);
  }

  /** Exhibit labels of items, in the order given. */
  labels(items: readonly string[]): string[] {
    return items.map((id) => this.item(id)?.label ?? '?');
  }

  /** Calls back after the case was read anew or left; returns a function that ends it. */
  onChanged(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  /** Waits for `listener` before the case is left, so that nothing typed is lost; returns a function that ends it. */
  onLeaving(listener: () => Promise<unknown>): () => void {
    this.#leaving.add(listener);
    return () => this.#leaving.delete(listener);
  }

  /** Opens a folder as the current case; preparing and encoding then start by themselves. */
  async open(folder: string): Promise<boolean> {
    this.opening = true;
    this.openProblem = null;
    await this.#leave();
    try {
      const opened = await this.#jobs.run('Opening', (options) =>
        this.#engine.call('case.open', { folder }, options),
      );
      const previous = this.current;
      this.pages.clear();
      this.current = opened;
      this.#forgetWork();
      if (previous !== null && previous.id !== opened.id) {
        await this.#engine.call('case.close', { case: previous.id }).catch(() => undefined);
      }
    } catch (error) {
      this.openProblem = shownProblem(error);
      return false;
    } finally {
      this.opening = false;
    }
    this.#announce();
    void this.prepare();
    return true;
  }

  /** Makes the demo case in a fresh folder and opens it. */
  async openDemo(): Promise<boolean> {
    this.opening = true;
    this.openProblem = null;
    try {
      const { folder } = await this.#jobs.run('Making the demo case', (options) =>
        this.#engine.call('demo.create', {}, options),
      );
      return await this.open(folder);
    } catch (error) {
      this.openProblem = shownProblem(error);
      return false;
    } finally {
      this.opening = false;
    }
  }

  async close(): Promise<void> {
    if (this.current === null) return;
    await this.#leave();
    const id = this.id;
    this.current = null;
    this.#forgetWork();
    this.pages.clear();
    this.restartNotice = null;
    this.#announce();
    await this.#engine.call('case.close', { case: id }).catch(() => undefined);
  }

  /** Finds words and computes embeddings, of the items named or of all that lack them. */
  async prepare(items?: readonly string[]): Promise<void> {
    if (this.current === null || this.readOnly !== null || this.work === 'running') return;
    const which = { case: this.id, ...(items === undefined ? {} : { items: [...items] }) };
    const round = ++this.#round;
    this.work = 'running';
    this.workProblem = null;
    try {
      await this.#jobs.run('Finding words', (options) => this.#engine.call('case.prepare', which, options));
      await this.reload();
      if (round !== this.#round) return;
      if (this.current.model?.problem === null) {
        await this.#jobs.run('Encoding', (options) => this.#engine.call('case.encode', which, options));
      }
      if (round !== this.#round) return;
      this.work = 'idle';
    } catch (error) {
      if (round !== this.#round) return;
      this.workProblem = shownProblem(error);
      this.work = this.workProblem === null ? 'cancelled' : 'failed';
    }
    await this.reload();
  }

  /** Makes a model that of the case; words that it has not encoded yet are encoded then. */
  async useModel(model: string): Promise<void> {
    await this.#engine.call('case.useModel', { case: this.id, model });
    await this.reload();
    void this.prepare();
  }

  /** Lets go of the preparation of a case that was left, or whose engine died. */
  #forgetWork(): void {
    this.#round++;
    this.work = 'idle';
    this.workProblem = null;
  }

  /** Sorts items; a writer's name that is new makes a new writer. */
  async assign(items: readonly string[], role: ItemRole, writer?: string): Promise<void> {
    const named = writer === undefined ? {} : { writer };
    await this.#engine.call('item.assign', { case: this.id, items: [...items], role, ...named });
    await this.reload();
  }

  /** Takes words out of every comparison, or back in. */
  async exclude(words: readonly string[], excluded: boolean): Promise<void> {
    const pages = await this.#engine.call('word.exclude', { case: this.id, words: [...words], excluded });
    this.pages.take(pages);
    await this.reload();
  }

  /** Reads the case again. Many changes in a row cost one reading in flight and one after it. */
  async reload(): Promise<void> {
    if (this.#reading !== null) {
      this.#readAgain = true;
      return this.#reading;
    }
    this.#reading = (async () => {
      do {
        this.#readAgain = false;
        await this.#readOnce();
      } while (this.#readAgain);
    })().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #readOnce(): Promise<void> {
    if (this.current === null) return;
    const id = this.current.id;
    try {
      const read = await this.#engine.call('case.get', { case: id });
      if (this.current?.id !== id) return;
      const before = new Map(this.items.map((item) => [item.id, JSON.stringify(item)]));
      this.current = read;
      const changed = read.items.filter((item) => before.get(item.id) !== JSON.stringify(item));
      await this.pages.refresh(changed.map((item) => item.id));
      this.#announce();
    } catch (error) {
      this.workProblem = shownProblem(error) ?? this.workProblem;
    }
  }

  async #reopen(reason: string): Promise<void> {
    const folder = this.current?.folder;
    if (folder === undefined) return;
    const view = this.current;
    if (await this.open(folder)) {
      this.restartNotice = `${reason} The case "${view?.name}" was opened again; everything saved is there.`;
    } else {
      this.restartNotice = `${reason} The case could not be opened again: ${this.openProblem?.message ?? 'cancelled.'}`;
    }
  }

  async #leave(): Promise<void> {
    await Promise.all([...this.#leaving].map((listener) => listener()));
  }

  #announce(): void {
    for (const listener of this.#changed) listener();
  }
}
