import type { Page } from '../../contract/case.ts';
import type { EditStep } from '../../contract/corrections.ts';
import type { Finding, FindingInput, Mark } from '../../contract/findings.ts';
import type { MarkContent, MarkShape, Place } from '../../contract/marks.ts';
import type { Problem } from '../../contract/schema.ts';
import type { UnmaskingStage } from '../../contract/unmasking.ts';
import { isComplete, isLine, mayEnd, movedOnPage, onPage } from '../viewer/marking/shapes.ts';
import { type Said, say } from './window-language.svelte.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { shownProblem } from './problems.ts';
import { Steps } from './steps.svelte.ts';

/** What the pointer does on a page while marks are shown. */
export type MarkTool = 'choose' | MarkShape;

/** A mark that is being drawn. */
export interface Draft {
  readonly page: string;
  readonly shape: MarkShape;
  readonly places: readonly Place[];
  /** Whole, but it could not be saved: kept as it was drawn, to be tried again. */
  readonly unsaved?: true;
}

/** A mark with the finding that it shows. */
export interface ShownMark {
  readonly finding: Finding;
  readonly mark: Mark;
  /** Where it lies now, with what is not saved yet. */
  readonly places: readonly Place[];
}

/** A finding as it was and as it became; null where it was not there. */
interface Change {
  readonly id: string;
  readonly before: FindingInput | null;
  readonly after: FindingInput | null;
}

/** Milliseconds without another key after which a mark moved by keys is saved. */
const SETTLED = 700;

/** What the examiner found in the open case, and the marks being drawn. */
export class Marking {
  /** Whether marks are shown, and drawn. */
  on = $state(false);
  /** By their numbers. */
  findings = $state.raw<readonly Finding[]>([]);
  tool = $state<MarkTool>('choose');
  chosen = $state.raw<{ readonly finding: string; readonly mark: string | null } | null>(null);
  /** True while the next mark is to join the finding chosen, wherever it is drawn. */
  joining = $state(false);
  draft = $state.raw<Draft | null>(null);
  /** Where the next place of what is drawn would be set: under the pointer, or moved there by keys. */
  cursor = $state.raw<{ readonly page: string; readonly place: Place } | null>(null);
  /** What is being typed of findings and is not saved yet, by their ids. */
  #typed = $state.raw<ReadonlyMap<string, string>>(new Map());
  #adjusted = $state.raw<{ readonly mark: string; readonly places: readonly Place[] } | null>(null);
  /** Which place of the mark chosen the keys move, by its number from 0. */
  held = $state(0);
  readonly #steps = new Steps();
  readonly #engine: EngineClient;
  readonly #session: CaseSession;
  readonly #show: (marks: readonly Mark[]) => void;
  #case: string | undefined;
  #stage: UnmaskingStage = 'scores';
  #settling: ReturnType<typeof setTimeout> | undefined;

  /** @param show leads to marks of one finding. */
  constructor(engine: EngineClient, session: CaseSession, show: (marks: readonly Mark[]) => void) {
    this.#engine = engine;
    this.#session = session;
    this.#show = show;
    session.onChanged(() => void this.reload());
    session.onLeaving(() => this.settle());
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

  /** Whether a finding can still become another: not one that is locked, nor another examiner's. */
  isOpen({ made }: Pick<Finding, 'made'>): boolean {
    return made === undefined || (made.locked === null && made.own);
  }

  async reload(): Promise<void> {
    const id = this.#session.current?.id;
    if (id !== this.#case) {
      this.#case = id;
      this.findings = [];
      this.#steps.clear();
      clearTimeout(this.#settling);
      this.#adjusted = null;
      this.#typed = new Map();
      this.#rest();
    }
    if (id === undefined) return;
    const { stage } = this.#session;
    if (stage !== this.#stage) {
      // What was locked with the stage before cannot be taken back any more.
      this.#stage = stage;
      this.#steps.clear();
    }
    try {
      const findings = await this.#engine.call('finding.list', { case: id });
      if (this.#session.current?.id === id) this.findings = findings;
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  toggle(): void {
    this.on = !this.on;
    if (!this.on) this.leave();
  }

  /** Drops what is begun, saves what was moved or typed, and chooses nothing. */
  leave(): void {
    void this.settle();
    this.#rest();
  }

  /** Back to where nothing is chosen or begun. */
  #rest(): void {
    this.tool = 'choose';
    this.chosen = this.draft = this.cursor = this.problem = null;
    this.joining = false;
  }

  /** The finding chosen. */
  readonly finding = $derived(this.findings.find(({ id }) => id === this.chosen?.finding));

  /** Marks on a page, by the numbers of their findings. */
  marksOn(page: string): ShownMark[] {
    return this.findings.flatMap((finding) =>
      finding.marks
        .filter((mark) => mark.page === page)
        .map((mark) => ({
          finding,
          mark,
          places: this.#adjusted?.mark === mark.id ? this.#adjusted.places : mark.content.places,
        })),
    );
  }

  take(tool: MarkTool): void {
    this.tool = this.tool === tool ? 'choose' : tool;
    this.draft = this.cursor = null;
  }

  choose(finding: string, mark: string | null): void {
    if (this.chosen?.finding !== finding || this.chosen.mark !== mark) void this.settle();
    this.chosen = { finding, mark };
    this.held = 0;
    this.joining = false;
  }

  /** Chooses the next mark of a page, or the one before, from the one chosen. */
  step(page: string, by: -1 | 1): ShownMark | undefined {
    const marks = this.marksOn(page);
    const at = marks.findIndex(({ mark }) => mark.id === this.chosen?.mark);
    const next = marks[at < 0 ? (by > 0 ? 0 : marks.length - 1) : at + by];
    if (next !== undefined) this.choose(next.finding.id, next.mark.id);
    return next;
  }

  /**
   * The finding that a mark drawn on a page joins: the one chosen where it has no mark on this item yet, so that a mark in
   * another pane is of the same finding; undefined where it begins one of its own.
   */
  joinedOn(page: Pick<Page, 'item'>): Finding | undefined {
    const { finding } = this;
    if (finding === undefined || !this.isOpen(finding)) return undefined;
    return this.joining || finding.marks.every((mark) => mark.item !== page.item) ? finding : undefined;
  }

  /**
   * Sets the next place of what the tool draws; the last one of a shape ends it, but for a text, whose words are asked for. The
   * place where the last one was set is no further one: between them there is nothing to draw or to measure.
   */
  async set(page: Page, at: Place): Promise<void> {
    if (this.tool === 'choose') return;
    const place = onPage(at, page);
    // A text has one place: another is where it stands instead.
    const begun = this.draft?.page === page.id && this.tool !== 'text' ? this.draft.places : [];
    const last = begun.at(-1);
    if (last?.x === place.x && last.y === place.y) return;
    const draft: Draft = { page: page.id, shape: this.tool, places: [...begun, place] };
    this.draft = draft;
    if (draft.shape !== 'text' && isComplete(draft.shape, draft.places.length)) await this.end(page);
  }

  /** Draws a whole line at once. */
  async trace(page: Page, line: readonly Place[]): Promise<void> {
    if (this.tool === 'choose' || !isLine(this.tool)) return;
    this.draft = { page: page.id, shape: this.tool, places: line.map((place) => onPage(place, page)) };
    await this.end(page);
  }

  /**
   * Ends what is drawn, where its places make a shape; returns whether it is saved. What could not be is drawn as before, unless
   * something else was begun meanwhile.
   */
  async end(page: Page, text = ''): Promise<boolean> {
    const { draft } = this;
    if (draft?.page !== page.id || !mayEnd(draft.shape, draft.places.length)) return false;
    this.draft = this.cursor = null;
    const content: MarkContent = { shape: draft.shape, places: [...draft.places], text };
    const saved = await this.#change(
      () => say('draw a mark'),
      () => {
        const joined = this.joinedOn(page);
        const input: FindingInput = joined
          ? inputOf(joined)
          : { kind: 'observation', weight: null, comment: '', marks: [] };
        return [{ id: joined?.id, after: { ...input, marks: [...input.marks, { page: page.id, content }] } }];
      },
      (drawn) => this.#chooseLast(drawn),
    );
    if (!saved && this.draft === null) {
      this.draft = { ...draft, unsaved: true };
      this.tool = draft.shape;
    }
    return saved;
  }

  /**
   * Moves the mark chosen. Moved by keys, it is saved when they come to rest.
   *
   * @param from where it lay when a pointer took hold of it; whoever lets go of it saves it, by `settle`.
   */
  move(page: Page, dx: number, dy: number, from?: readonly Place[]): void {
    this.#adjust(page, (places) => movedOnPage(from ?? places, dx, dy, page));
    if (from === undefined) this.#settleSoon();
  }

  /** Moves one place of the mark chosen, as `move` does. */
  moveOne(page: Page, held: number, dx: number, dy: number, from?: readonly Place[]): void {
    this.held = held;
    this.#adjust(page, (places) => {
      const before = from ?? places;
      const { x, y } = before[held]!;
      return before.with(held, onPage({ x: x + dx, y: y + dy }, page));
    });
    if (from === undefined) this.#settleSoon();
  }

  #adjust(page: Page, change: (places: readonly Place[]) => readonly Place[]): void {
    clearTimeout(this.#settling);
    const shown = this.marksOn(page.id).find(({ mark }) => mark.id === this.chosen?.mark);
    if (shown === undefined || !this.editable || !this.isOpen(shown.finding)) return;
    this.#adjusted = { mark: shown.mark.id, places: change(shown.places) };
  }

  #settleSoon(): void {
    this.#settling = setTimeout(() => void this.settle(), SETTLED);
  }

  /** What stands in the field of a finding's comment: what is being typed there, or what is saved. */
  commentOf({ id, comment }: Finding): string {
    return this.#typed.get(id) ?? comment;
  }

  /** Takes what is being typed of a finding. It stays that finding's, whatever is chosen next, until it is saved or dropped. */
  type({ id }: Finding, comment: string): void {
    this.#typed = new Map([...this.#typed, [id, comment]]);
  }

  /** Drops what is being typed of a finding. */
  dropTyped(id: string): void {
    this.#typed = new Map([...this.#typed].filter(([of]) => of !== id));
  }

  /** Saves a mark that was moved, and what was typed; that is kept as typed where it could not be saved. */
  async settle(): Promise<void> {
    await Promise.all([
      this.#settleMark(),
      ...[...this.#typed].map(([id, said]) => this.#settleTyped(id, said)),
    ]);
  }

  async #settleTyped(id: string, comment: string): Promise<void> {
    const finding = this.findings.find((each) => each.id === id);
    const saved = finding === undefined || (await this.say(finding, { comment }));
    // What was typed since is another text, saved in its turn.
    if (saved && this.#typed.get(id) === comment) this.dropTyped(id);
  }

  async #settleMark(): Promise<void> {
    clearTimeout(this.#settling);
    const adjusted = this.#adjusted;
    if (adjusted === null) return;
    await this.#change(
      () => say('move a mark'),
      () => {
        const finding = this.#ofMark(adjusted.mark);
        if (finding === undefined) return [];
        const input = inputOf(finding);
        const marks = input.marks.map((mark) =>
          mark.id === adjusted.mark
            ? { ...mark, content: { ...mark.content, places: [...adjusted.places] } }
            : mark,
        );
        return [{ id: finding.id, after: { ...input, marks } }];
      },
    );
    if (this.#adjusted === adjusted) this.#adjusted = null;
  }

  /** Takes the mark chosen off its page, and its finding with it where it has no other. */
  async removeMark(): Promise<void> {
    const { finding } = this;
    const mark = this.chosen?.mark ?? null;
    if (finding === undefined || mark === null) return;
    await this.#change(
      () => say('take off a mark'),
      () => {
        const now = this.#ofMark(mark);
        return now === undefined ? [] : [{ id: now.id, after: without(now, mark) }];
      },
    );
    this.chosen = this.findings.some(({ id }) => id === finding.id)
      ? { finding: finding.id, mark: null }
      : null;
  }

  async remove({ id, number }: Finding): Promise<void> {
    await this.#change(
      () => say('take away finding {number}', { number }),
      () => [{ id, after: null }],
    );
    if (this.chosen?.finding === id) this.chosen = null;
  }

  /** Says what a finding is, how much it weighs, or what there is to say of it; returns whether that is saved. */
  say(
    { id, number }: Finding,
    said: Partial<Pick<Finding, 'kind' | 'weight' | 'comment'>>,
  ): Promise<boolean> {
    return this.#change(
      () => say('describe finding {number}', { number }),
      () => {
        const now = this.findings.find((finding) => finding.id === id);
        if (now === undefined) return [];
        const after = { ...inputOf(now), ...said };
        const same = after.kind === now.kind && after.weight === now.weight;
        return same && after.comment.trim() === now.comment ? [] : [{ id, after }];
      },
    );
  }

  /** Makes the mark chosen one of another finding, or of one of its own (null). A finding left without a mark goes. */
  async relink(to: Finding | null): Promise<void> {
    const id = this.chosen?.mark ?? null;
    if (id === null) return;
    await this.#change(
      () => say('link a mark to another finding'),
      () => {
        const from = this.#ofMark(id);
        const mark = from?.marks.find((each) => each.id === id);
        const target = to && this.findings.find((finding) => finding.id === to.id);
        if (from === undefined || mark === undefined || target === undefined || target?.id === from.id)
          return [];
        const input: FindingInput = target ? inputOf(target) : { ...inputOf(from), comment: '', marks: [] };
        const after = { ...input, marks: [...input.marks, { page: mark.page, content: mark.content }] };
        return [
          { id: target?.id, after },
          { id: from.id, after: without(from, id) },
        ];
      },
      (saved) => this.#chooseLast(saved),
    );
  }

  /** Leads to the marks of a finding, in both writings where it has some in both; to one mark of it where that is named. */
  show(finding: Finding, mark?: Mark): void {
    this.on = true;
    this.choose(finding.id, mark?.id ?? finding.marks[0]?.id ?? null);
    this.#show(mark === undefined ? finding.marks : [mark]);
  }

  async undo(): Promise<void> {
    await this.settle();
    await this.#steps.undo();
  }

  async redo(): Promise<void> {
    await this.settle();
    await this.#steps.redo();
  }

  #ofMark(mark: string): Finding | undefined {
    return this.findings.find(({ marks }) => marks.some(({ id }) => id === mark));
  }

  #chooseLast(finding: Finding | null | undefined): void {
    const mark = finding?.marks.at(-1);
    if (finding && mark) this.choose(finding.id, mark.id);
  }

  /**
   * Does something to findings, all of it one step to take back; returns whether it was done. What hindered it stands in `problem`.
   *
   * Where only a first part of it can be done, that part is a step too, so that it can be taken back; the rest is said in `problem`.
   *
   * @param edits what they are to become, asked for when it is this step's turn: by then those before it are saved.
   * @param onSaved is given what the first became, before any further step is taken.
   */
  #change(
    label: Said,
    edits: () => readonly { readonly id: string | undefined; readonly after: FindingInput | null }[],
    onSaved: (first: Finding | null | undefined) => void = () => undefined,
  ): Promise<boolean> {
    return this.#steps.attempt(async (history) => {
      // A case opened meanwhile is not the one that this was done in.
      const of = this.#session.id;
      const hindered: { error?: unknown } = {};
      await history.do(async () => {
        const changes: Change[] = [];
        const results: (Finding | null)[] = [];
        for (const { id, after } of edits()) {
          const finding = this.findings.find((each) => each.id === id);
          let saved: Finding | null;
          try {
            saved = await this.#put(of, id, after);
          } catch (error) {
            if (changes.length === 0) throw error;
            hindered.error = error;
            break;
          }
          results.push(saved);
          const known = id ?? saved?.id;
          if (known === undefined) continue;
          changes.push({
            id: known,
            before: finding ? inputOf(finding) : null,
            after: saved && inputOf(saved),
          });
        }
        if (changes.length === 0) return null;
        onSaved(results[0]);
        const back = async (): Promise<void> => {
          for (const { id, before } of changes.toReversed()) await this.#put(of, id, before, 'undo');
        };
        const again = async (): Promise<void> => {
          for (const { id, after } of changes) await this.#put(of, id, after, 'redo');
        };
        return { label, undo: back, redo: again };
      });
      if ('error' in hindered) throw hindered.error;
    });
  }

  /** Makes a finding of a case what it is to be, and shows it where that case is open still. */
  async #put(
    of: string,
    id: string | undefined,
    after: FindingInput | null,
    step?: EditStep,
  ): Promise<Finding | null> {
    const own = { case: of, ...(step && { step }) };
    const show = (saved: readonly Finding[]): void => {
      if (this.#session.current?.id !== of) return;
      this.findings = [
        ...this.findings.filter((finding) => finding.id !== (saved[0]?.id ?? id)),
        ...saved,
      ].sort((a, b) => a.number - b.number);
    };
    if (after === null) {
      if (id !== undefined) await this.#engine.call('finding.remove', { ...own, id });
      show([]);
      return null;
    }
    const saved = await this.#engine.call('finding.save', {
      ...own,
      ...(id === undefined ? {} : { id }),
      finding: after,
    });
    show([saved]);
    return saved;
  }
}

/** A finding as it is given to the engine. */
function inputOf({ kind, weight, comment, marks }: Finding): FindingInput {
  return { kind, weight, comment, marks: marks.map(({ id, page, content }) => ({ id, page, content })) };
}

/** A finding without one of its marks; null where it has no other. */
function without(finding: Finding, mark: string): FindingInput | null {
  const input = inputOf(finding);
  const marks = input.marks.filter(({ id }) => id !== mark);
  return marks.length === 0 ? null : { ...input, marks };
}
