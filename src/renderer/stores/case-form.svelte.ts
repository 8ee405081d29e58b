import type { CaseForm } from '../../contract/case.ts';
import { USUALLY_KEPT, type KeptCharts } from '../../contract/chart-choice.ts';
import type { Problem } from '../../contract/schema.ts';
import type { Language } from '../../language/language.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import { shownProblem } from './problems.ts';

/** What is typed in. */
type FormField = Exclude<keyof CaseForm, 'language' | 'charts'>;

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

const PAUSE_MS = 700;

/** The examiner's form of one case, saved by itself after a pause in typing. */
export class CaseFormDraft {
  /** Null until they were read. */
  fields = $state.raw<CaseForm | null>(null);
  state = $state<SaveState>('saved');
  problem = $state.raw<Problem | null>(null);
  readonly #engine: EngineClient;
  readonly #case: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(engine: EngineClient, caseId: string) {
    this.#engine = engine;
    this.#case = caseId;
  }

  async load(): Promise<void> {
    try {
      this.fields = await this.#engine.call('form.get', { case: this.#case });
    } catch (error) {
      this.problem = shownProblem(error);
    }
  }

  field(key: FormField): string {
    return this.fields?.[key] ?? '';
  }

  /** Changes a field; it is saved when the examiner pauses. */
  edit(key: FormField, text: string): void {
    if (this.fields !== null) this.#change({ ...this.fields, [key]: text });
  }

  /** Chooses the language of the case's reports; null for the laboratory's. */
  chooseLanguage(language: Language | null): void {
    if (this.fields === null) return;
    const { language: before, ...fields } = this.fields;
    if (language !== (before ?? null)) this.#change(language === null ? fields : { ...fields, language });
  }

  /** Charts that the case's next report is to hold. */
  get charts(): KeptCharts {
    return this.fields?.charts ?? USUALLY_KEPT;
  }

  chooseCharts(change: Partial<KeptCharts>): void {
    if (this.fields !== null) this.#change({ ...this.fields, charts: { ...this.charts, ...change } });
  }

  #change(fields: CaseForm): void {
    this.fields = fields;
    this.state = 'unsaved';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  /** Saves what is not saved yet, now; savings follow one another. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#saveOnce());
    return this.#saving;
  }

  async #saveOnce(): Promise<void> {
    if (this.fields === null || this.state === 'saved') return;
    const form = this.fields;
    this.state = 'saving';
    try {
      await this.#engine.call('form.save', { case: this.#case, form });
      // Typing went on meanwhile: `edit` has set the state, and its timer saves that too.
      if ((this.state as SaveState) === 'saving') this.state = 'saved';
      this.problem = null;
    } catch (error) {
      this.state = 'failed';
      this.problem = shownProblem(error);
    }
  }
}
