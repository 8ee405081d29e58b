import * as v from 'valibot';
import type { Case, CaseForm, Examiner, JournalEntry, Page, WitnessState } from '../../src/contract/case.ts';
import {
  methods,
  type Arguments,
  type CallOptions,
  type CrashReport,
  type EventName,
  type Events,
  type MethodName,
  type Result,
} from '../../src/contract/methods.ts';
import { Laboratory, NO_LABORATORY, type PrintedLaboratory } from '../../src/contract/laboratory.ts';
import type { ModelDetails } from '../../src/contract/models.ts';
import type { Population } from '../../src/contract/populations.ts';
import type { ReportOnRecord } from '../../src/contract/report.ts';
import type { Comparison, Search } from '../../src/contract/results.ts';
import type { MarkedSignature, SignatureComparison } from '../../src/contract/signatures.ts';
import { FindingInput } from '../../src/contract/findings.ts';
import { ChirographError } from '../../src/contract/schema.ts';
import { cancelled } from '../../src/contract/wire.ts';
import type { ConnectionStatus, EngineAccess } from '../../src/renderer/engine/engine-access.ts';
import {
  EMPTY_FORM,
  EXAMINER,
  itemId,
  makeCase,
  makeComparison,
  makePages,
  makeSignatureComparison,
  MODEL,
  SPECS,
} from './fake-case.ts';
import { FakeFindings } from './fake-findings.ts';
import { FakeLetters } from './fake-letters.ts';
import { fakeListing } from './fake-folders.ts';
import { entryOf, fakeAdding, makeModels, POPULATION } from './fake-models.ts';

export interface FakeOptions {
  readonly examiner?: Examiner | null;
  /** Called between two steps of a long call; resolves when the next may begin. */
  readonly pace?: () => Promise<void>;
  /** What an opening says of where the case lies and who has it; asked at each one. */
  readonly standing?: () => Partial<Pick<Case, 'home' | 'notice' | 'readOnly' | 'model' | 'unmasking'>>;
  /** Lines that the journal has from the beginning: action, parameters, number of subjects. */
  readonly journal?: readonly (readonly [string, unknown, number])[];
  /** What this computer's witness says of the case when it is opened. */
  readonly witness?: WitnessState;
}

type Handlers = {
  [M in MethodName]?: (args: Arguments<M>, options: CallOptions) => Result<M> | Promise<Result<M>>;
};

/** An engine of generated data, for the window's tests: the contract's shapes, none of the real work. */
export class FakeEngine implements EngineAccess {
  readonly calls: { method: MethodName; args: unknown; examiner: Examiner | undefined }[] = [];
  examiner: Examiner | null;
  /** Of a run before this one. */
  earlierCrash: CrashReport | null = null;
  readonly #witness: WitnessState | undefined;
  readonly #pace: () => Promise<void>;
  readonly #standing: NonNullable<FakeOptions['standing']>;
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #watchers = new Set<(status: ConnectionStatus) => void>();
  #case: Case | null = null;
  #pages = new Map<string, Page[]>();
  #form: CaseForm = { ...EMPTY_FORM };
  #comparisons: Comparison[] = [];
  #laboratory: PrintedLaboratory = { ...NO_LABORATORY, logo: null };
  readonly #reports: ReportOnRecord[] = [];
  #searches: Search[] = [];
  #signatures: SignatureComparison[] = [];
  #journal: JournalEntry[] = [];
  #models = makeModels();
  #populations: Population[] = [{ ...POPULATION }];
  readonly findings = new FakeFindings(
    (id) => [...this.#pages.values()].flat().find((page) => page.id === id) as Page,
  );
  readonly letters = new FakeLetters(
    (id) => [...this.#pages.values()].flat().find((page) => page.id === id) as Page,
  );

  constructor({
    examiner = null,
    pace = () => Promise.resolve(),
    journal = [],
    witness,
    standing = () => ({}),
  }: FakeOptions = {}) {
    for (const [action, parameters, subjects] of journal) {
      this.#record(action, parameters, examiner ?? EXAMINER, subjects);
    }
    this.#witness = witness;
    this.examiner = examiner;
    this.#standing = standing;
    this.#pace = pace;
  }

  async call<M extends MethodName>(
    method: M,
    args: Arguments<M>,
    options: CallOptions = {},
  ): Promise<Result<M>> {
    this.calls.push({ method, args, examiner: options.examiner });
    const definition = methods[method];
    if (definition.writes && options.examiner === undefined) {
      throw new ChirographError('examiner-required', 'Say who you are first.');
    }
    if (definition.writes && method !== 'case.open' && this.#case?.readOnly) {
      throw new ChirographError('case-read-only', this.#case.readOnly.message);
    }
    const parsed = v.parse(definition.args, args) as Arguments<M>;
    const handler = this.#handlers[method] as
      ((args: Arguments<M>, options: CallOptions) => Result<M> | Promise<Result<M>>) | undefined;
    if (handler === undefined) throw new ChirographError('unknown-method', `The fake has no "${method}".`);
    const result = await handler(parsed, options);
    if (definition.writes) this.#record(method, parsed, options.examiner!);
    return v.parse(definition.result, structuredClone(result)) as Result<M>;
  }

  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set.add(listener));
    return () => set.delete(listener);
  }

  watch(listener: (status: ConnectionStatus) => void): () => void {
    this.#watchers.add(listener);
    listener('open');
    return () => this.#watchers.delete(listener);
  }

  emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }

  report(status: ConnectionStatus): void {
    for (const watcher of this.#watchers) watcher(status);
  }

  readonly #handlers: Handlers = {
    'engine.info': () => ({
      software: 'Chirograph 0.1.0',
      node: '24.0.0',
      platform: 'linux x64',
      model: MODEL,
      modelProblem: null,
    }),
    'examiner.get': () => this.examiner,
    'examiner.save': ({ examiner }) => (this.examiner = v.parse(methods['examiner.save'].result, examiner)),
    'case.recent': () => [
      { folder: '/cases/2026-0417 letters', name: '2026-0417 letters', openedAt: '2026-11-20T09:30:00.000Z' },
      { folder: '/cases/2026-0398 cheque', name: '2026-0398 cheque', openedAt: '2026-11-02T14:05:00.000Z' },
    ],
    'support.lastCrash': () => this.earlierCrash,
    'support.dismissCrash': () => {
      this.earlierCrash = null;
      return {};
    },
    'folder.list': ({ folder }) => fakeListing(folder),
    'demo.create': () => ({ folder: '/cases/demo case' }),
    'case.open': ({ folder }) => {
      if (folder.includes('missing')) {
        throw new ChirographError('folder-unreadable', `There is no folder at ${folder}. Check the path.`);
      }
      const witness = this.#witness === undefined ? {} : { witness: this.#witness };
      this.#case = { ...(this.#case ?? makeCase(folder)), ...witness, readOnly: null, ...this.#standing() };
      if (this.#pages.size === 0) this.#pages = new Map(SPECS.map((_, i) => [itemId(i), makePages(i)]));
      return this.#case;
    },
    'case.get': () => this.#open(),
    'case.close': () => ({}),
    'case.prepare': (_, options) => this.#work('words', options, 'preparation'),
    'case.encode': (_, options) => this.#work('items', options, 'encodedWords'),
    'item.pages': ({ item }) => this.#pages.get(item) ?? [],
    'item.assign': ({ items, role, writer }) => {
      const open = this.#open();
      let known = open.writers.find((each) => each.name === writer);
      if (writer !== undefined && known === undefined) {
        known = {
          id: `writer-${open.writers.length.toString().padStart(4, '0')}`,
          name: writer,
          items: 0,
          words: 0,
        };
        open.writers.push(known);
      }
      for (const item of open.items) {
        if (items.includes(item.id)) Object.assign(item, { role, writer: known?.id ?? null });
      }
      return open.items.filter((item) => items.includes(item.id));
    },
    'word.exclude': ({ words, excluded, reason = null }) => {
      const touched: Page[] = [];
      for (const [id, pages] of this.#pages) {
        const hit = pages.flatMap((page) => page.words).filter((word) => words.includes(word.id));
        const signed = (): number => hit.filter((word) => word.reason === 'signature').length;
        const before = signed();
        for (const word of hit) Object.assign(word, { state: excluded ? 'excluded' : 'auto', reason });
        touched.push(...pages.filter((page) => page.words.some((word) => words.includes(word.id))));
        const item = this.#open().items.find((each) => each.id === id)!;
        item.words += excluded ? -hit.length : hit.length;
        item.excludedWords += excluded ? hit.length : -hit.length;
        item.signatures += signed() - before;
      }
      return touched;
    },
    'finding.list': () => this.findings.list(),
    'finding.save': ({ id, finding }) => this.findings.save(id, v.parse(FindingInput, finding)),
    'finding.remove': ({ id }) => this.findings.remove(id),
    'letter.list': () => this.letters.list(),
    'letter.save': ({ id, letter }) => this.letters.save(id, letter),
    'letter.remove': ({ id }) => this.letters.remove(id),
    'chart.scores': () => null,
    'chart.nearness': () => {
      const none = { hands: [], leftOut: 0, cosines: [] };
      return { items: none, writers: none, map: null };
    },
    'comparison.run': ({ questioned, known }) => {
      const result = makeComparison(this.#comparisons.length + 1, questioned, known);
      this.#comparisons.unshift(result);
      return result;
    },
    'comparison.list': () => this.#comparisons,
    'signature.marked': () => this.#markedSignatures(),
    'signature.run': ({ questioned, references }) => {
      const marked = new Map(this.#markedSignatures().map((each) => [each.id, each]));
      const result = makeSignatureComparison(
        this.#signatures.length + 1,
        marked.get(questioned)!,
        references.map((id) => marked.get(id)!),
      );
      this.#signatures.unshift(result);
      return result;
    },
    'signature.list': () => this.#signatures,
    'search.run': ({ questioned, top = 10 }) => {
      const open = this.#open();
      const hits = open.writers
        .map((writer) => ({
          writer,
          items: open.items.filter((item) => item.writer === writer.id && item.words > 0),
        }))
        .map(({ writer, items }) => ({
          writer,
          items,
          result: makeComparison(
            0,
            questioned,
            items.map((i) => i.id),
          ),
        }))
        .sort((a, b) => b.result.score - a.result.score)
        .slice(0, top)
        .map(({ writer, items, result }, index) => ({
          rank: index + 1,
          writer: writer.id,
          name: writer.name,
          items: items.map((item) => item.id),
          words: result.knownWords,
          score: result.score - index * 0.05,
          pairs: result.pairs.slice(0, 5),
        }));
      const { model, software, questionedWords } = makeComparison(0, questioned, [itemId(2)]);
      const search: Search = {
        id: `search-${(this.#searches.length + 1).toString().padStart(4, '0')}`,
        at: '2026-11-23T11:00:00.000Z',
        questioned,
        questionedWords,
        searched: 3,
        leftOut: [],
        hits,
        statement:
          'The writers are ranked by cosine of mean word embeddings. A writer who is not in the case cannot be found.',
        model,
        software,
        stale: null,
      };
      this.#searches.unshift(search);
      return search;
    },
    'search.list': () => this.#searches,
    'model.list': () => this.#models.map(entryOf),
    'model.get': ({ model }) => this.#model(model),
    'model.add': ({ file }) => {
      const added = fakeAdding(file);
      this.#models.push(added);
      return added;
    },
    'model.remove': ({ model }) => {
      const { sha256, name, version } = this.#model(model);
      this.#models = this.#models.filter((each) => each.sha256 !== model);
      return { removed: { sha256, name, version }, unverifiable: [{ case: 'demo case', results: 2 }] };
    },
    'case.useModel': ({ model }) => {
      const { sha256, name, version, ...other } = this.#model(model);
      const open = this.#open();
      open.model = { sha256, name, version, chosen: !other.default, problem: null };
      for (const item of open.items) item.encodedWords = 0;
      const reason = `Computed with model ${MODEL.name} ${MODEL.version}; the case now uses ${name} ${version}.`;
      for (const result of [...this.#comparisons, ...this.#searches]) {
        result.stale = result.model.sha256 === sha256 ? null : reason;
      }
      return open;
    },
    'population.list': () => this.#populations,
    'population.add': () => {
      const added: Population = {
        ...POPULATION,
        sha256: '4d'.repeat(32),
        name: 'our own writers',
        origin: 'own',
        default: false,
        usedBy: [],
      };
      this.#populations.push(added);
      return added;
    },
    'population.validation': () => null,
    'validation.check': async ({ split }, { signal }) => {
      await this.#pace();
      if (signal?.aborted) throw cancelled();
      return {
        manifest: '7a'.repeat(32),
        name: 'ours',
        rows: 48,
        splits: ['dev', 'rest'],
        sets: (split === 'rest' ? ['theirs'] : ['ours', 'theirs']).map((dataset) => ({
          dataset,
          words: 24,
          pages: 0,
          others: 0,
          writers: 6,
          transcribed: 24,
          withoutSheet: 24,
          missing: 0,
        })),
        shared: split === 'rest' ? [] : [{ datasets: ['ours', 'theirs'], writers: 2, names: ['1', '2'] }],
        missing: [],
        absent: [],
      };
    },
    'validation.run': async ({ name = 'ours' }, { signal, onProgress }) => {
      for (const unit of ['images', 'steps']) {
        onProgress?.({ done: 1, total: 2, unit, note: '', remainingSeconds: 1 });
        await this.#pace();
        if (signal?.aborted) throw cancelled();
      }
      const made = { ...POPULATION, sha256: '6e'.repeat(32), name, default: false, usedBy: [] };
      this.#populations.push({ ...made, origin: 'own' });
      return { population: made.sha256, failed: [{ path: 'a.png', reason: 'It is not there.' }] };
    },
    'population.remove': ({ population }) => {
      this.#populations = this.#populations.filter(({ sha256 }) => sha256 !== population);
      return {};
    },
    'case.usePopulation': ({ population }) => {
      const open = this.#open();
      const found = this.#populations.find(({ sha256, default: isDefault }) =>
        population === null ? isDefault : sha256 === population,
      );
      if (found === undefined) throw new ChirographError('not-found', 'There is no such population here.');
      for (const each of this.#populations) each.usedBy = each === found ? [open.name] : [];
      const { sha256, name } = found;
      open.population = { sha256, name, chosen: population !== null, problem: null };
      for (const result of [...this.#comparisons, ...this.#searches]) {
        result.stale = 'Its likelihood ratios were calibrated on another population.';
      }
      return open;
    },
    'form.get': () => this.#form,
    'form.save': ({ form }) => (this.#form = v.parse(methods['form.save'].result, form)),
    'report.export': ({ state = 'draft', language = 'en', comparisons, searches, signatures = [] }) => {
      const finals = this.#reports.filter(({ issue }) => issue?.state === 'final').length;
      const name = state === 'final' ? `report-version-${finals + 1}` : 'report-2026-11-23';
      const issue = { state, version: finals + 1 };
      this.#reports.unshift({
        id: `report-${this.#reports.length}`,
        issue,
        at: '2026-11-23T10:00:00.000Z',
        by: 'Ada Example',
        results: comparisons.length + searches.length + signatures.length,
        pdfSha256: 'ab'.repeat(32),
        pdf: `${name}.pdf`,
        language,
        review: null,
      });
      const file = `${this.#open().folder}/reports/${name}`;
      this.emit('case.changed', { case: this.#open().id });
      return {
        pdf: `${file}.pdf`,
        json: `${file}.json`,
        pdfSha256: 'ab'.repeat(32),
        jsonSha256: 'cd'.repeat(32),
        pages: 7,
        ...issue,
        language,
        reviewed: false,
        missingCharts: [],
      };
    },
    'report.review': ({ report, answers }) => {
      const reviewed = this.#reports.find(({ id }) => id === report);
      if (reviewed === undefined) throw new ChirographError('not-found', 'There is no such report.');
      const at = '2026-11-24T10:00:00.000Z';
      const objections = answers.filter(({ answer }) => answer === 'no').length;
      reviewed.review = { at, by: 'Ben Other', objections };
      const hashes = { contentSha256: 'ab'.repeat(32), substanceSha256: 'cd'.repeat(32) };
      const reviewer = { name: 'Ben Other', initials: 'BO', role: 'document examiner' };
      this.emit('case.changed', { case: this.#open().id });
      return { id: 'review-00001', at, reviewer, draft: { report, ...hashes }, answers };
    },
    'report.reviewLost': ({ review }) => {
      const missing = this.#reports.flatMap(({ missingReviews = [] }) => missingReviews);
      const found = missing.find(({ id }) => id === review);
      if (found === undefined) throw new ChirographError('not-found', 'This case misses no such review.');
      found.lost = { at: '2026-11-24T10:00:00.000Z', by: 'Ada Example' };
      this.emit('case.changed', { case: this.#open().id });
      return found;
    },
    'laboratory.get': () => this.#laboratory,
    'laboratory.save': ({ laboratory, logo }) => {
      const kept = logo === undefined ? this.#laboratory.logo : logo && '1a'.repeat(32);
      return (this.#laboratory = { ...v.parse(Laboratory, laboratory), logo: kept });
    },
    'report.list': () => this.#reports,
    'case.verify': () => ({
      ok: false,
      target: this.#open().folder,
      checked: { files: 8, words: 512, embeddings: 512, comparisons: 1, searches: 1, journalEntries: 12 },
      differences: [{ kind: 'file', where: 'K4', expected: 'a'.repeat(64), found: 'b'.repeat(64) }],
    }),
    'journal.read': ({ before, limit = 200 }) => {
      const entries = this.#journal.filter((entry) => before === undefined || entry.sequence < before);
      return {
        entries: [...entries].reverse().slice(0, limit),
        total: this.#journal.length,
        head: this.#journal.at(-1)?.hash ?? null,
        intact: true,
        brokenAt: null,
      };
    },
  };

  #model(sha256: string): ModelDetails {
    const model = this.#models.find((each) => each.sha256 === sha256);
    if (model === undefined) throw new ChirographError('not-found', 'There is no such model here.');
    return model;
  }

  #markedSignatures(): MarkedSignature[] {
    return this.#open().items.flatMap(({ id: item, label, role, writer }) =>
      (this.#pages.get(item) ?? [])
        .flatMap(({ words, ...page }) => words.map((word) => ({ word, page })))
        .filter(({ word }) => word.state === 'excluded' && word.reason === 'signature')
        .map(({ word: { id, box, image }, page: { id: page, index, dpi } }, at) => ({
          ...{ id, source: item, holder: item, label, number: at + 1, role, writer },
          ...{ page, index, box, image, dpi },
        })),
    );
  }

  #open(): Case {
    if (this.#case === null) throw new ChirographError('case-not-open', 'No case is open.');
    return this.#case;
  }

  async #work(unit: string, options: CallOptions, what: 'preparation' | 'encodedWords') {
    const { items } = this.#open();
    for (const [index, item] of items.entries()) {
      if (options.signal?.aborted) throw cancelled();
      options.onProgress?.({
        done: index,
        total: items.length,
        unit,
        note: item.path,
        remainingSeconds: items.length - index,
      });
      await this.#pace();
      if (what === 'encodedWords') item.encodedWords = item.words;
      else if (item.preparation === 'none') item.preparation = 'ready';
      this.emit('case.changed', { case: this.#open().id });
    }
    return { items: items.length, words: 0, reused: 0, seconds: 1, failed: [] };
  }

  #record(action: string, parameters: unknown, examiner: Examiner, subjects = 0): void {
    const sequence = this.#journal.length + 1;
    this.#journal.push({
      sequence,
      at: `2026-11-23T10:00:${(sequence % 60).toString().padStart(2, '0')}.000Z`,
      examiner: { id: 'examiner-0001', ...examiner },
      action,
      subjects: Array.from({ length: subjects }, (_, at) => `subject-${at}`),
      parameters: JSON.stringify(parameters),
      software: 'Chirograph 0.1.0',
      previous: this.#journal.at(-1)?.hash ?? '',
      hash: (sequence * 104729).toString(16).padStart(8, '0').repeat(8),
    });
  }
}
