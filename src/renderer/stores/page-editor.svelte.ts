import type { Item, Page, Word } from '../../contract/case.ts';
import type {
  EditKind,
  EditStep,
  ExclusionReason,
  Region,
  StatedResolution,
} from '../../contract/corrections.ts';
import type { Problem } from '../../contract/schema.ts';
import { counted, wordPlace } from '../format.ts';
import {
  joined,
  liesIn,
  moved,
  readingOrder,
  reordered,
  resized,
  resolutionOf,
  splitAt,
  type Handle,
} from '../viewer/editing/geometry.ts';
import type { Command } from '../viewer/editing/history.ts';
import type { Point } from '../viewer/viewport.ts';
import type { CaseSession } from './case-session.svelte.ts';
import { Steps } from './steps.svelte.ts';
import { type Said, say } from './window-language.svelte.ts';

/** What the pointer does on the page. */
export type Tool = 'choose' | 'draw' | 'region' | 'split' | 'scale';

/** A word that is being moved or resized and is not saved yet. */
interface Adjusted {
  readonly word: Word;
  readonly region: Region;
  readonly kind: 'move' | 'resize';
}

/** Milliseconds without another key after which a word moved by keys is saved. */
const SETTLED = 700;

/** The examiner's hand on the pages of a case: what is chosen, what is being drawn, and everything done so far. */
export class PageEditor {
  tool = $state<Tool>('choose');
  /** Words chosen, in the order in which they were. */
  chosen = $state.raw<readonly string[]>([]);
  adjusted = $state.raw<Adjusted | null>(null);
  /** A word drawn by keys, until it is saved or dropped. */
  draft = $state.raw<Region | null>(null);
  /** Page column at which the chosen word would be split. */
  column = $state<number | null>(null);
  /** Places set with a tool and not used yet: ends of a scale, by whatever means, or corners of a region, by keys. */
  places = $state.raw<readonly Point[]>([]);
  /** Where on the page keys would set a place; null until they are used for it. */
  cursor = $state.raw<Point | null>(null);
  /** The page looked at, by its item. */
  turned = $state.raw<{ readonly item: string; readonly page: number }>({ item: '', page: 0 });
  readonly #steps = new Steps();
  readonly #session: CaseSession;
  readonly #showItem: (item: string) => void;
  #settling: ReturnType<typeof setTimeout> | undefined;
  /** One word after the other: what is being saved is not saved twice. */
  #saving: Promise<void> = Promise.resolve();
  /** Ids of words that took the place of one that was moved or resized, with the id of that one. */
  readonly #takesPlaceOf = new Map<string, string>();

  constructor(session: CaseSession, showItem: (item: string) => void) {
    this.#session = session;
    this.#showItem = showItem;
  }

  get problem(): Problem | null {
    return this.#steps.problem;
  }

  set problem(problem: Problem | null) {
    this.#steps.problem = problem;
  }

  /** What undo and redo would do. */
  get next(): Steps['next'] {
    return this.#steps.next;
  }

  /** Forgets what was done: another case was opened. */
  clear(): void {
    this.#steps.clear();
    this.#takesPlaceOf.clear();
    this.turned = { item: '', page: 0 };
    this.leave();
  }

  /** Drops what is begun and not saved, and chooses nothing. */
  leave(): void {
    clearTimeout(this.#settling);
    this.tool = 'choose';
    this.chosen = this.places = [];
    this.adjusted = this.draft = this.column = this.cursor = this.problem = null;
  }

  /** Words chosen that are on this page, in reading order. */
  on(page: Page): Word[] {
    return page.words.filter((word) => this.chosen.includes(word.id));
  }

  /** Id of the word that this one was before it was moved or resized, however often. */
  originOf(id: string): string {
    const before = this.#takesPlaceOf.get(id);
    return before === undefined ? id : this.originOf(before);
  }

  take(tool: Tool): void {
    this.tool = this.tool === tool ? 'choose' : tool;
    this.draft = this.column = this.cursor = null;
    this.places = [];
  }

  /** Sets an end of a scale, of which a third begins another, or one more corner of a region. */
  setPlace(place: Point): void {
    const whole = this.tool === 'scale' && this.places.length === 2;
    this.places = whole ? [place] : [...this.places, place];
  }

  /** Takes back the place set last. */
  dropPlace(): void {
    this.places = this.places.slice(0, -1);
  }

  /** Chooses a word alone, or adds it to those chosen, or takes it from them. */
  choose(id: string, also = false): void {
    void this.settle();
    this.column = null;
    if (!also) this.chosen = [id];
    else if (this.chosen.includes(id)) this.chosen = this.chosen.filter((each) => each !== id);
    else this.chosen = [...this.chosen, id];
  }

  /** Chooses the next word in reading order, or the one before, from the one chosen last. */
  step(page: Page, by: -1 | 1, also = false): Word | undefined {
    const at = page.words.findIndex((word) => word.id === this.chosen.at(-1));
    const next = page.words[at < 0 ? (by > 0 ? 0 : page.words.length - 1) : at + by];
    if (next !== undefined && !(also && this.chosen.includes(next.id))) this.choose(next.id, also);
    return next;
  }

  /** Where a word is drawn now, with what is not saved yet. */
  regionOf(word: Word): Region {
    return this.adjusted?.word.id === word.id
      ? this.adjusted.region
      : { box: word.box, outline: word.outline };
  }

  /** Moves the one word chosen, or the word being drawn; saved when the pointer or the keys come to rest. */
  move(page: Page, dx: number, dy: number, from?: Region): void {
    this.#adjust(page, 'move', (region) => moved(from ?? region, dx, dy, page));
  }

  resize(page: Page, handle: Handle, dx: number, dy: number, from?: Region): void {
    this.#adjust(page, 'resize', (region) => resized(from ?? region, handle, dx, dy, page));
  }

  #adjust(page: Page, kind: Adjusted['kind'], change: (region: Region) => Region): void {
    clearTimeout(this.#settling);
    if (this.draft !== null) {
      this.draft = change(this.draft);
      return;
    }
    const [word, second] = this.on(page);
    if (word === undefined || second !== undefined) return;
    const before = this.adjusted?.kind;
    this.adjusted = { word, region: change(this.regionOf(word)), kind: before === 'resize' ? before : kind };
    this.#settling = setTimeout(() => void this.settle(), SETTLED);
  }

  /** Saves a word that was moved or resized. */
  settle(): Promise<void> {
    clearTimeout(this.#settling);
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const { adjusted } = this;
    if (adjusted === null) return;
    const { word, region, kind } = adjusted;
    const page = this.#pageOf(word.page);
    const same = JSON.stringify(region) === JSON.stringify({ box: word.box, outline: word.outline });
    if (page !== undefined && !same) {
      await this.#edit(
        page,
        kind,
        () => say(kind === 'move' ? 'move {word}' : 'resize {word}', { word: wordPlace(word) }),
        [word.id],
        [region],
      );
    }
    const now = this.adjusted;
    if (now === adjusted || now === null) this.adjusted = null;
    else {
      // Moved on while it was being saved: from here on it is the word that took its place.
      const heir = page && this.#now(page).words.find(({ id }) => id === this.chosen[0]);
      this.adjusted = heir === undefined ? null : { ...now, word: heir };
    }
  }

  async draw(on: Page, region: Region): Promise<void> {
    const page = await this.#settled(on);
    if (!(await this.#edit(page, 'draw', () => say('draw a word'), [], [region]))) return;
    this.draft = null;
    this.places = [];
  }

  async split(on: Page, chosen: Word, column: number): Promise<void> {
    const page = await this.#settled(on);
    const word = this.#heirOf(chosen, page);
    const parts = word && splitAt(word, column);
    if (word === undefined || !parts) return;
    if (
      !(await this.#edit(
        page,
        'split',
        () => say('split {word}', { word: wordPlace(word) }),
        [word.id],
        parts,
      ))
    )
      return;
    this.column = null;
    this.tool = 'choose';
  }

  /** Makes one word of those chosen; of one alone with the word after it on its line. */
  async merge(on: Page): Promise<void> {
    const page = await this.#settled(on);
    const words = this.on(page);
    const [first] = words;
    if (first === undefined) return;
    const after = page.words[page.words.indexOf(first) + 1];
    const all = words.length === 1 && after?.line === first.line ? [first, after] : words;
    if (all.length < 2) return;
    await this.#merge(page, all, joined(all));
  }

  #merge(page: Page, words: readonly Word[], region: Region): Promise<readonly string[] | null> {
    const label: Said = () => say('merge {count, number} words', { count: words.length });
    const ids = words.map(({ id }) => id);
    return this.#edit(page, 'merge', label, ids, [region]);
  }

  async remove(on: Page): Promise<void> {
    const page = await this.#settled(on);
    const words = this.on(page);
    if (words.length === 0) return;
    await this.#edit(
      page,
      'delete',
      () => say('delete {words}', { words: these(words) }),
      words.map(({ id }) => id),
      [],
    );
  }

  /** Reads the word chosen one place earlier or later. */
  async reorder(on: Page, by: -1 | 1): Promise<void> {
    const page = await this.#settled(on);
    const [word, second] = this.on(page);
    if (word === undefined || second !== undefined) return;
    const before = readingOrder(page.words);
    const after = reordered(before, word.id, by);
    if (after === null) return;
    const set = (reading: string[][], step?: EditStep): Promise<unknown> =>
      this.#session.edit({ page: page.id, kind: 'order', reading, ...(step && { step }) });
    await this.#do(
      page,
      () => say(by < 0 ? 'read {word} earlier' : 'read {word} later', { word: wordPlace(word) }),
      async () => {
        await set(after);
        return { undo: () => set(before, 'undo'), redo: () => set(after, 'redo') };
      },
    );
  }

  /** Takes words, those chosen where none are named, out of every comparison for a reason, or back in (null). */
  async exclude(on: Page, reason: ExclusionReason | null, named?: readonly string[]): Promise<void> {
    const page = await this.#settled(on);
    const words = named === undefined ? this.on(page) : page.words.filter(({ id }) => named.includes(id));
    if (words.length === 0) return;
    const ids = words.map(({ id }) => id);
    const set = (to: ExclusionReason | null, step?: EditStep): Promise<unknown> =>
      this.#session.exclude(ids, to !== null, { reason: to, ...(step && { step }) });
    const before = Map.groupBy(words, ({ state, reason: why }) => (state === 'excluded' ? `${why}` : ''));
    const restore = async (): Promise<void> => {
      for (const [why, those] of before) {
        const was = why === '' || why === 'null' ? null : (why as ExclusionReason);
        const its = those.map(({ id }) => id);
        await this.#session.exclude(its, why !== '', { reason: was, step: 'undo' });
      }
    };
    const label: Said = () => say(labelOf(reason), { words: these(words) });
    await this.#do(page, label, async () => {
      await set(reason);
      return { undo: restore, redo: () => set(reason, 'redo') };
    });
  }

  /** The words that are one signature where those chosen are: they, and what lies inside them and is in use. */
  signatureOn(page: Page): readonly Word[] {
    const chosen = this.on(page);
    const region = this.#asOne(chosen);
    return page.words.filter(
      (word) => chosen.includes(word) || (word.state !== 'excluded' && region && liesIn(word.box, region)),
    );
  }

  /** Marks the words chosen, and what lies inside them, as one signature: several are merged first. */
  async sign(on: Page): Promise<void> {
    const page = await this.#settled(on);
    const words = this.signatureOn(page);
    const region = this.#asOne(this.on(page));
    const signed =
      region === null || words.length < 2
        ? words.map(({ id }) => id)
        : await this.#merge(page, words, region);
    if (signed !== null) await this.exclude(page, 'signature', signed);
  }

  /** The region of words as one word: that of one alone keeps its outline. */
  #asOne(words: readonly Word[]): Region | null {
    const [first, second] = words;
    if (first === undefined) return null;
    return second === undefined ? { box: first.box, outline: first.outline } : joined(words);
  }

  async transcribe(on: Page, chosen: Word, text: string): Promise<void> {
    const page = await this.#settled(on);
    const word = this.#heirOf(chosen, page);
    if (word === undefined) return;
    const before = word.transcription;
    if (text.trim() === before) return;
    const set = (to: string, step?: EditStep): Promise<unknown> =>
      this.#session.transcribe(word.id, to, step);
    await this.#do(
      page,
      () => say('transcribe {word}', { word: wordPlace(word) }),
      async () => {
        await set(text);
        return { undo: () => set(before, 'undo'), redo: () => set(text, 'redo') };
      },
    );
  }

  /** Gives the words chosen to another hand of their item, to a new one of a writer (`add`), or back to the item's own. */
  async attribute(on: Page, to: string | null | { readonly add: string | undefined }): Promise<void> {
    const page = await this.#settled(on);
    const words = this.on(page);
    if (words.length === 0) return;
    const before = Map.groupBy(words, ({ hand }) => hand);
    await this.#do(
      page,
      () => say('give {words} to a hand', { words: these(words) }),
      async () => {
        const hand =
          typeof to === 'object' && to !== null ? await this.#session.addHand(page.item, to.add) : to;
        const ids = words.map(({ id }) => id);
        await this.#session.attribute(ids, hand);
        return {
          undo: async () => {
            for (const [was, those] of before)
              await this.#session.attribute(
                those.map(({ id }) => id),
                was,
                'undo',
              );
          },
          redo: () => this.#session.attribute(ids, hand, 'redo'),
        };
      },
    );
  }

  /** States the resolution of pages of one item; null goes back to what the file states. */
  async resolve(pages: readonly Page[], resolution: StatedResolution | null): Promise<boolean> {
    const [first] = pages;
    if (first === undefined) return false;
    const stated = (page: Page): StatedResolution | null =>
      page.dpi === null || page.dpiSource === null || page.dpiSource === 'file'
        ? null
        : { dpi: page.dpi, source: page.dpiSource };
    const before = pages.map((page) => [page.id, stated(page)] as const);
    const ids = pages.map(({ id }) => id);
    return this.#do(
      first,
      () => say('set the resolution'),
      async () => {
        await this.#session.resolve(ids, resolution);
        return {
          undo: async () => {
            for (const [id, was] of before) await this.#session.resolve([id], was, 'undo');
          },
          redo: () => this.#session.resolve(ids, resolution, 'redo'),
        };
      },
    );
  }

  /** The resolution by the scale that was marked, where its ends are so many millimetres apart. */
  scaled(millimetres: number): StatedResolution | null {
    const [a, b] = this.places;
    return a === undefined || b === undefined
      ? null
      : { dpi: resolutionOf(a, b, millimetres), source: 'scale' };
  }

  async undo(): Promise<void> {
    await this.settle();
    await this.#steps.undo();
  }

  async redo(): Promise<void> {
    await this.settle();
    await this.#steps.redo();
  }

  /** Returns the ids of the words that were put on the page; null where it was not done, and `problem` says why. */
  async #edit(
    page: Page,
    kind: EditKind,
    label: Said,
    remove: readonly string[],
    add: readonly Region[],
  ): Promise<readonly string[] | null> {
    const put: string[] = [];
    const before = readingOrder(page.words);
    const choice = this.chosen;
    const place = { page: page.id, kind };
    const done = await this.#do(page, label, async () => {
      const { added, page: now } = await this.#session.edit(
        { ...place, remove: [...remove], add: [...add] },
        ({ added: drawn }) => {
          if (kind === 'move' || kind === 'resize') this.#succeed(remove, drawn);
          // Whoever has gone on to another word meanwhile is not called back.
          if (remove.length === 0 && this.chosen === choice) this.chosen = drawn;
          else if (this.chosen.some((id) => remove.includes(id))) {
            this.chosen = [...this.chosen.filter((id) => !remove.includes(id)), ...drawn];
          }
        },
      );
      put.push(...added);
      const after = readingOrder(now.words);
      const to = async (
        off: readonly string[],
        back: readonly string[],
        reading: string[][],
        step: EditStep,
      ) => {
        const edit = { ...place, remove: [...off], restore: [...back], reading, step };
        await this.#session.edit(edit, () => (this.chosen = back));
      };
      return {
        undo: () => to(added, remove, before, 'undo'),
        redo: () => to(remove, added, after, 'redo'),
      };
    });
    return done ? put : null;
  }

  #do(
    page: Page,
    label: Said,
    work: () => Promise<{ undo: () => Promise<unknown>; redo: () => Promise<unknown> }>,
  ): Promise<boolean> {
    /** What is taken back is shown, wherever the examiner has gone meanwhile. */
    const shown = (act: () => Promise<unknown>) => async (): Promise<void> => {
      await act();
      this.turned = { item: page.item, page: page.index };
      this.#showItem(page.item);
    };
    return this.#steps.attempt((history) =>
      history.do(async (): Promise<Command> => {
        const { undo, redo } = await work();
        return { label, undo: shown(undo), redo: shown(redo) };
      }),
    );
  }

  #succeed(before: readonly string[], now: readonly string[]): void {
    for (const [at, id] of now.entries()) {
      if (before[at] !== undefined) this.#takesPlaceOf.set(id, before[at]);
    }
  }

  /** The page as it is once what was moved on it is saved: a word that was is another then. */
  async #settled(page: Page): Promise<Page> {
    await this.settle();
    return this.#now(page);
  }

  #now(page: Page): Page {
    return this.#pageOf(page.id) ?? page;
  }

  /** The word on the page as it is now, or the one that took its place; undefined where it is gone. */
  #heirOf({ id }: Word, page: Page): Word | undefined {
    const origin = this.originOf(id);
    return page.words.find((word) => this.originOf(word.id) === origin);
  }

  #pageOf(id: string): Page | undefined {
    return this.#session.items
      .flatMap((item: Item) => this.#session.pages.of(item.id) ?? [])
      .find((page) => page.id === id);
  }
}

/** What undo calls taking words out for a reason, or back in (null). */
function labelOf(
  reason: ExclusionReason | null,
): 'use {words}' | 'mark {words} as signature' | 'exclude {words}' {
  if (reason === null) return 'use {words}';
  return reason === 'signature' ? 'mark {words} as signature' : 'exclude {words}';
}

/** "word 3, line 1", or how many where there are several. */
const these = (words: readonly Word[]): string =>
  words.length === 1 ? wordPlace(words[0]!) : counted(words.length, 'word');
