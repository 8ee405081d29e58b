import type { Case, Item, ItemRole, Writer } from '../../contract/case.ts';
import type { EditStep, ExclusionReason, StatedResolution } from '../../contract/corrections.ts';
import type { Arguments, Result } from '../../contract/methods.ts';
import type { Problem } from '../../contract/schema.ts';
import { sourcesOf, type Source } from '../../contract/sources.ts';
import { stageIn, type UnmaskingStage } from '../../contract/unmasking.ts';
import type { Tone } from '../../contract/view.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Jobs } from './jobs.svelte.ts';
import { PageCache } from './page-cache.svelte.ts';
import { say, told, type Said } from './window-language.svelte.ts';
import { shownProblem } from './problems.ts';

/** How the preparing and encoding that follow an opening stand. */
export type WorkState = 'idle' | 'running' | 'cancelled' | 'failed';

/** The open case: its items and pages, and everything the examiner does to them. */
export class CaseSession {
  current = $state.raw<Case | null>(null);
  opening = $state(false);
  /** Whether the folder opened next is set to sequential unmasking before anything of it is seen. */
  unmasking = $state(false);
  openProblem = $state.raw<Problem | null>(null);
  work = $state<WorkState>('idle');
  workProblem = $state.raw<Problem | null>(null);
  #restartNotice = $state.raw<Said | null>(null);
  readonly pages: PageCache;
  readonly #engine: EngineClient;
  readonly #jobs: Jobs;
  readonly #changed = new Set<() => void>();
  readonly #leaving = new Set<() => Promise<unknown>>();
  /** Counts preparations; what an earlier one still reports is not this case's any more. */
  #round = 0;
  /** Items that words were drawn on since they were last encoded. */
  readonly #drawnOn = new Set<string>();
  #encoding = false;
  #reading: Promise<void> | null = null;
  #readAgain = false;

  constructor(engine: EngineClient, jobs: Jobs) {
    this.#engine = engine;
    this.#jobs = jobs;
    this.pages = new PageCache((item) => engine.call('item.pages', { case: this.id, item }));
    engine.on('case.changed', (payload) => {
      if (payload.case === this.current?.id) void this.reload();
    });
    engine.on('engine.restarted', ({ problem }) => void this.#reopen(() => told(problem.message)));
    engine.onReturn(() => void this.#reopen(() => say('The connection to the engine was lost and is back.')));
  }

  /** What happened to the engine while the case was open; stays until read. */
  get restartNotice(): string | null {
    return this.#restartNotice?.() ?? null;
  }

  dismissRestartNotice(): void {
    this.#restartNotice = null;
  }

  /** Identifier of the open case. */
  get id(): string {
    if (this.current === null) throw new Error('no case is open');
    return this.current.id;
  }

  /** Why nothing can be changed, as a sentence for whoever wants to; null where everything can. */
  get readOnly(): string | null {
    const readOnly = this.current?.readOnly;
    return readOnly ? told(readOnly.message) : null;
  }

  /** What the examiner may see of it. */
  get stage(): UnmaskingStage {
    return this.current === null ? 'scores' : stageIn(this.current);
  }

  /** Items that the examiner may see. */
  get items(): readonly Item[] {
    return this.#shown;
  }

  /** Items of which no more than their labels may be seen yet. */
  get veiled(): readonly Item[] {
    return this.#veiled;
  }

  get writers(): readonly Writer[] {
    return this.current?.writers ?? [];
  }

  readonly #shown = $derived((this.current?.items ?? []).filter(({ veiled }) => veiled !== true));
  readonly #veiled = $derived((this.current?.items ?? []).filter(({ veiled }) => veiled === true));
  readonly #itemIndex = $derived(new Map(this.items.map((item) => [item.id, item])));
  readonly #writerIndex = $derived(new Map(this.writers.map((writer) => [writer.id, writer])));

  item(id: string): Item | undefined {
    return this.#itemIndex.get(id);
  }

  writer(id: string | null): Writer | undefined {
    return id === null ? undefined : this.#writerIndex.get(id);
  }

  /** What holds writing by one hand: items, and further hands on them. */
  get sources(): readonly Source[] {
    return this.#sources;
  }

  /** An item or a further hand. */
  source(id: string): Source | undefined {
    return this.#sourceIndex.get(id);
  }

  readonly #sources = $derived(sourcesOf(this.items, this.current?.hands ?? []));
  readonly #sourceIndex = $derived(new Map(this.#sources.map((source) => [source.id, source])));

  /** Exhibit labels of items and further hands, in the order given. */
  labels(items: readonly string[]): string[] {
    return items.map((id) => this.source(id)?.label ?? '?');
  }

  /** The items that hold the writing of these items, further hands and known writers, each once. */
  holders(hands: readonly string[]): string[] {
    const asked = new Set(hands);
    const held = this.sources.filter(
      ({ id, writer }) => asked.has(id) || (writer !== null && asked.has(writer)),
    );
    return [...new Set(held.map(({ holder }) => holder))];
  }

  /** Reads the pages that hold these items and further hands, where they are not here yet. */
  needPages(sources: readonly string[]): Promise<void> {
    return this.pages.need(this.holders(sources));
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
        this.#engine.call('case.open', { folder, unmasking: this.unmasking }, options),
      );
      this.unmasking = false;
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

  /**
   * Lets another examiner take over, where examiners see the case each in their own way: it is closed before and opened after, so
   * that nothing of what the one before was shown is left, or asked for by the next.
   */
  async handOver(introduce: () => Promise<void>): Promise<void> {
    const { current } = this;
    if (current?.unmasking === undefined || current.unmasking === null) return introduce();
    await this.close();
    try {
      await introduce();
    } finally {
      await this.open(current.folder);
    }
  }

  /** Saves what is begun anywhere in the window. */
  async settle(): Promise<void> {
    await this.#leave();
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
    this.#restartNotice = null;
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

  /** Calibrates likelihood ratios of the case on another population; null follows its model's again. */
  async usePopulation(population: string | null): Promise<void> {
    await this.#engine.call('case.usePopulation', { case: this.id, population });
    await this.reload();
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
  async exclude(
    words: readonly string[],
    excluded: boolean,
    why: { reason?: ExclusionReason | null; step?: EditStep } = {},
  ): Promise<void> {
    const args = { case: this.id, words: [...words], excluded, ...why };
    this.pages.take(await this.#engine.call('word.exclude', args));
    await this.reload();
  }

  /**
   * Changes the words of a page; those that are new are encoded by themselves.
   *
   * @param onTaken is called in the moment in which the page becomes another, before anything of it is drawn.
   */
  async edit(
    edit: Omit<Arguments<'word.edit'>, 'case'>,
    onTaken: (done: Result<'word.edit'>) => void = () => undefined,
  ): Promise<Result<'word.edit'>> {
    const done = await this.#engine.call('word.edit', { case: this.id, ...edit });
    this.pages.take([done.page]);
    onTaken(done);
    // Whoever edits goes on with the words that are there now; the counts of items follow.
    void this.reload();
    void this.#encodeDrawn(done.page.item);
    return done;
  }

  /** Says what a word reads. */
  async transcribe(word: string, text: string, step?: EditStep): Promise<void> {
    const args = { case: this.id, word, text, ...(step && { step }) };
    this.pages.take(await this.#engine.call('word.transcribe', args));
  }

  /** Gives words to a further hand of their item, or to its own. */
  async attribute(words: readonly string[], hand: string | null, step?: EditStep): Promise<void> {
    const args = { case: this.id, words: [...words], hand, ...(step && { step }) };
    this.pages.take(await this.#engine.call('word.attribute', args));
    await this.reload();
  }

  /** Says that an item has a further hand, of a writer where one is named. Returns its id. */
  async addHand(item: string, writer?: string): Promise<string> {
    const named = writer === undefined ? {} : { writer };
    const { id } = await this.#engine.call('hand.add', { case: this.id, item, ...named });
    await this.reload();
    return id;
  }

  /** Says who wrote a further hand; nobody known where no writer is named. */
  async assignHand(hand: string, writer?: string): Promise<void> {
    const named = writer === undefined ? {} : { writer };
    await this.#engine.call('hand.assign', { case: this.id, hand, ...named });
    await this.reload();
  }

  /** States the resolution of pages; null goes back to what the file states. */
  async resolve(
    pages: readonly string[],
    resolution: StatedResolution | null,
    step?: EditStep,
  ): Promise<void> {
    const args = { case: this.id, pages: [...pages], resolution, ...(step && { step }) };
    this.pages.take(await this.#engine.call('page.resolution', args));
    await this.reload();
  }

  /**
   * Enters in the journal how the picture of a page was processed to be looked at. A case that is only looked at has no
   * journal to write in; what cannot be entered is said at the case.
   */
  async recordProcessing(page: string, tone: Tone): Promise<void> {
    if (this.current === null || this.readOnly !== null) return;
    try {
      await this.#engine.call('view.process', { case: this.id, page, tone: { ...tone } });
    } catch (error) {
      this.openProblem = shownProblem(error);
    }
  }

  /** Encodes the words drawn on an item; what is drawn meanwhile is encoded after it, all in one. */
  async #encodeDrawn(item: string): Promise<void> {
    this.#drawnOn.add(item);
    if (this.#encoding || this.work === 'running' || this.current?.model?.problem !== null) return;
    this.#encoding = true;
    const { id } = this;
    try {
      while (this.#drawnOn.size > 0 && this.current?.id === id) {
        const items = [...this.#drawnOn];
        this.#drawnOn.clear();
        await this.#jobs.run('Encoding', (options) =>
          this.#engine.call('case.encode', { case: id, items }, options),
        );
      }
    } catch (error) {
      if (this.current?.id === id) this.workProblem = shownProblem(error) ?? this.workProblem;
    } finally {
      this.#encoding = false;
    }
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

  async #reopen(reason: Said): Promise<void> {
    const folder = this.current?.folder;
    if (folder === undefined) return;
    const name = this.current?.name ?? '';
    const opened = await this.open(folder);
    const why = this.openProblem?.message;
    this.#restartNotice = () => {
      if (opened) {
        return say('{reason} The case "{name}" was opened again; everything saved is there.', {
          reason: reason(),
          name,
        });
      }
      return say('{reason} The case could not be opened again: {why}', {
        reason: reason(),
        why: why === undefined ? say('cancelled.') : told(why),
      });
    };
  }

  async #leave(): Promise<void> {
    await Promise.all([...this.#leaving].map((listener) => listener()));
  }

  #announce(): void {
    for (const listener of this.#changed) listener();
  }
}
