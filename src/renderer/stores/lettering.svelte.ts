import type { Page } from '../../contract/case.ts';
import type { EditStep } from '../../contract/corrections.ts';
import type { Letter, LetterInput, LetterShape } from '../../contract/letters.ts';
import { boundsOf, type Place } from '../../contract/marks.ts';
import type { Problem } from '../../contract/schema.ts';
import { onPage } from '../viewer/marking/shapes.ts';
import { type Said, say } from './window-language.svelte.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { shownProblem } from './problems.ts';
import { Steps } from './steps.svelte.ts';

/** What the pointer does on a page while letters are shown. */
export type LetterTool = 'choose' | LetterShape;

/** What is drawn around a letter; whole once it waits for its name. */
export interface LetterDraft {
  readonly page: string;
  readonly shape: LetterShape;
  readonly places: readonly Place[];
  readonly whole: boolean;
}

/** A letter as it was and as it became; null where it was not there. */
interface Change {
  readonly id: string;
  readonly before: LetterInput | null;
  readonly after: LetterInput | null;
}

/** The least side of what is around a letter, in page pixels: less is a slip of the hand. */
const LEAST = 2;

/** Letters marked in the open case, and the one being marked. */
export class Lettering {
  /** Whether letters are shown, and marked. */
  on = $state(false);
  /** In the order of items and pages. */
  letters = $state.raw<readonly Letter[]>([]);
  tool = $state<LetterTool>('box');
  chosen = $state<string | null>(null);
  draft = $state.raw<LetterDraft | null>(null);
  /** Where the keys would set the next place. */
  cursor = $state.raw<{ readonly page: string; readonly place: Place } | null>(null);
  /** What the last letter was called: the next one is often the same. */
  lastName = $state('');
  readonly #steps = new Steps();
  readonly #engine: EngineClient;
  readonly #session: CaseSession;
  #case: string | undefined;

  constructor(engine: EngineClient, session: CaseSession) {
    this.#engine = engine;
    this.#session = session;
    session.onChanged(() => void this.reload());
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

  get editable(): boolean {
    return this.#session.readOnly === null;
  }

  async reload(): Promise<void> {
    const id = this.#session.current?.id;
    if (id !== this.#case) {
      this.#case = id;
      this.letters = [];
      this.lastName = '';
      this.#steps.clear();
      this.on = false;
      this.rest();
    }
    if (id === undefined) return;
    try {
      const letters = await this.#engine.call('letter.list', { case: id });
      if (this.#session.current?.id === id) this.letters = letters;
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  toggle(): void {
    this.on = !this.on;
    this.rest();
  }

  /** Back to where nothing is chosen or begun. */
  rest(): void {
    this.tool = this.editable ? 'box' : 'choose';
    this.turnFrom();
    this.problem = null;
  }

  take(tool: LetterTool): void {
    this.tool = tool;
    this.drop();
  }

  /** Another page is turned to: what is begun or chosen on the one before is not in sight any more. */
  turnFrom(): void {
    this.chosen = null;
    this.drop();
  }

  /** Drops what is being drawn. */
  drop(): void {
    this.draft = this.cursor = null;
  }

  readonly letter = $derived(this.letters.find(({ id }) => id === this.chosen));

  /** What letters are called, each once, as an alphabet has them. */
  readonly names = $derived([...new Set(this.letters.map(({ name }) => name))].sort(byAlphabet));

  lettersOn(page: string): readonly Letter[] {
    return this.letters.filter((letter) => letter.page === page);
  }

  /** Chooses the next letter of a page, or the one before, from the one chosen. */
  step(page: string, by: -1 | 1): void {
    const letters = this.lettersOn(page);
    const at = letters.findIndex(({ id }) => id === this.chosen);
    const next = letters[at < 0 ? (by > 0 ? 0 : letters.length - 1) : at + by];
    if (next !== undefined) this.chosen = next.id;
  }

  /** Sets the next corner; two make a box whole. The place where the last one was set ends an outline. */
  set(page: Page, at: Place): void {
    if (this.tool === 'choose' || !this.editable) return;
    const place = onPage(at, page);
    const begun = this.draft?.page === page.id && !this.draft.whole ? this.draft.places : [];
    const last = begun.at(-1);
    if (last?.x === place.x && last.y === place.y) {
      if (begun.length >= 3) this.draw(page, begun);
      return;
    }
    const places = [...begun, place];
    if (this.tool === 'box' && places.length === 2) this.draw(page, places);
    else this.draft = { page: page.id, shape: this.tool, places, whole: false };
  }

  /** Draws all of what is around a letter at once; it then waits for its name. */
  draw(page: Page, places: readonly Place[]): void {
    if (this.tool === 'choose' || !this.editable) return;
    const { width, height } = boundsOf(places);
    const enough = places.length >= (this.tool === 'box' ? 2 : 3);
    this.cursor = null;
    this.draft =
      enough && width >= LEAST && height >= LEAST
        ? {
            page: page.id,
            shape: this.tool,
            places: places.map((place) => onPage(place, page)),
            whole: true,
          }
        : null;
    this.chosen = null;
  }

  /** Says which letter was drawn, and so marks it; returns whether that is saved. What could not be stays drawn. */
  async name(name: string): Promise<boolean> {
    const { draft } = this;
    const called = name.trim();
    if (draft === null || !draft.whole || called === '') return false;
    const { page, shape, places } = draft;
    const saved = await this.#change(
      () => say('mark a letter'),
      () => ({
        id: undefined,
        after: { page, shape, places: [...places], name: called },
      }),
    );
    if (!saved) return false;
    this.lastName = called;
    if (this.draft === draft) this.draft = null;
    return true;
  }

  /** Calls the letter chosen another one. */
  async rename(name: string): Promise<boolean> {
    const { letter } = this;
    const called = name.trim();
    if (letter === undefined || called === '' || called === letter.name) return false;
    return this.#change(
      () => say('name a letter'),
      () => {
        const now = this.letters.find(({ id }) => id === letter.id);
        return now && { id: now.id, after: { ...inputOf(now), name: called } };
      },
    );
  }

  /** Takes the letter chosen away. */
  async remove(): Promise<void> {
    const { chosen } = this;
    if (chosen === null || !this.editable) return;
    await this.#change(
      () => say('take away a letter'),
      () => ({ id: chosen, after: null }),
    );
    if (this.chosen === chosen) this.chosen = null;
  }

  async undo(): Promise<void> {
    await this.#steps.undo();
  }

  async redo(): Promise<void> {
    await this.#steps.redo();
  }

  /** @param edit what is to become of a letter, asked for when it is this step's turn; undefined for nothing. */
  #change(
    label: Said,
    edit: () => { readonly id: string | undefined; readonly after: LetterInput | null } | undefined,
  ): Promise<boolean> {
    return this.#steps.attempt(async (history) => {
      // A case opened meanwhile is not the one that this was done in.
      const of = this.#session.id;
      await history.do(async () => {
        const wanted = edit();
        if (wanted === undefined) return null;
        const known = this.letters.find(({ id }) => id === wanted.id);
        const saved = await this.#put(of, wanted.id, wanted.after);
        const id = wanted.id ?? saved?.id;
        if (id === undefined) return null;
        if (saved !== null) this.chosen = saved.id;
        const change: Change = {
          id,
          before: known ? inputOf(known) : null,
          after: saved && inputOf(saved),
        };
        const back = async (): Promise<void> => void (await this.#put(of, id, change.before, 'undo'));
        const again = async (): Promise<void> => void (await this.#put(of, id, change.after, 'redo'));
        return { label, undo: back, redo: again };
      });
    });
  }

  /** Makes a letter of a case what it is to be, and shows it where that case is open still. */
  async #put(
    of: string,
    id: string | undefined,
    after: LetterInput | null,
    step?: EditStep,
  ): Promise<Letter | null> {
    const own = { case: of, ...(step && { step }) };
    const show = (saved: readonly Letter[]): void => {
      if (this.#session.current?.id !== of) return;
      const at = this.letters.findIndex((letter) => letter.id === (saved[0]?.id ?? id));
      this.letters = at < 0 ? [...this.letters, ...saved] : this.letters.toSpliced(at, 1, ...saved);
    };
    if (after === null) {
      if (id !== undefined) await this.#engine.call('letter.remove', { ...own, id });
      show([]);
      return null;
    }
    const saved = await this.#engine.call('letter.save', {
      ...own,
      ...(id === undefined ? {} : { id }),
      letter: after,
    });
    show([saved]);
    return saved;
  }
}

/** A letter as it is given to the engine. */
function inputOf({ page, shape, places, name }: Letter): LetterInput {
  return { page, shape, places, name };
}

/** Small before capital, and letters with marks after those without. */
function byAlphabet(a: string, b: string): number {
  return a.localeCompare(b, undefined, { sensitivity: 'variant' });
}
