import { createContext } from 'svelte';
import type { Item, ItemRole } from '../../contract/case.ts';
import type { Mark } from '../../contract/findings.ts';
import type { SignatureComparison } from '../../contract/signatures.ts';
import type { Box } from '../../contract/schema.ts';
import type { Language } from '../../language/language.ts';
import type { WindowMessage } from '../../language/window/window.ts';
import type { EngineAccess } from '../engine/engine-access.ts';
import { NOTHING, prune, selectOnly, type Selection } from '../selection.ts';
import { Appearance } from './appearance.svelte.ts';
import { loadTile, TileStore } from '../viewer/tile-store.ts';
import { CaseSession } from './case-session.svelte.ts';
import { CompareDesk, roomAbout } from './compare-desk.svelte.ts';
import { DeskMemory } from './desk-memory.ts';
import { EngineClient } from './engine-client.svelte.ts';
import { FolderBrowser } from './folder-browser.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import { Lettering } from './lettering.svelte.ts';
import { Layout } from './layout.svelte.ts';
import { LeftViews } from './left-views.svelte.ts';
import { Marking } from './marking.svelte.ts';
import { Models } from './models.svelte.ts';
import { Populations } from './populations.svelte.ts';
import { PageEditor } from './page-editor.svelte.ts';
import { Results } from './results.svelte.ts';
import { Signatures } from './signatures.svelte.ts';
import { Support } from './support.svelte.ts';
import { Validating } from './validating.svelte.ts';
import { WindowLanguage } from './window-language.svelte.ts';
import { Unmasking } from './unmasking.svelte.ts';
import type { WindowSession } from './window-session.svelte.ts';

export const VIEWS = [
  'case',
  'compare',
  'words',
  'findings',
  'search',
  'report',
  'journal',
  'charts',
] as const;
export type ViewName = (typeof VIEWS)[number];
export const VIEW_TITLES = {
  case: 'Case',
  compare: 'Compare',
  words: 'Words',
  findings: 'Findings',
  search: 'Search',
  report: 'Report',
  journal: 'Journal',
  charts: 'Charts',
} as const satisfies Record<ViewName, WindowMessage>;

/** What a desktop shell offers and a browser does not. */
export interface Desktop {
  chooseFolder(): Promise<string | null>;
  chooseReportFile(suggestedName: string): Promise<string | null>;
  chooseModelFile(): Promise<string | null>;
  chooseTableFile(): Promise<string | null>;
  chooseImagesFolder(): Promise<string | null>;
  useLanguage(language: Language): void;
}

/** Everything the views share: the engine, the case, what is chosen in each view. */
export class Workplace {
  readonly engine: EngineClient;
  readonly jobs = new Jobs();
  readonly session: CaseSession;
  readonly support: Support;
  readonly results: Results;
  readonly signatures: Signatures;
  readonly unmasking: Unmasking;
  readonly models: Models;
  readonly populations: Populations;
  readonly validating: Validating;
  readonly desk: CompareDesk;
  readonly editor: PageEditor;
  readonly marking: Marking;
  readonly lettering: Lettering;
  readonly layout: Layout;
  readonly desks: DeskMemory;
  /** The parts of pages that the panes show. */
  readonly tiles = new TileStore(loadTile);
  readonly appearance: Appearance;
  readonly language: WindowLanguage;
  readonly desktop: Desktop | null;
  /** The way to a case folder where there is no desktop. */
  readonly folders: FolderBrowser;
  /** The session with the browser shell, which locks; null in Electron. */
  readonly shell: WindowSession | null;
  view = $state<ViewName>('case');
  /** How the views of this case were left. */
  left = $state.raw(new LeftViews());
  /** Items selected in the Case view. */
  selection = $state.raw<Selection>(NOTHING);
  /** Items chosen for the two sides of a comparison. */
  questioned = $state.raw<ReadonlySet<string>>(new Set());
  known = $state.raw<ReadonlySet<string>>(new Set());
  /** Identifier of the comparison shown. */
  comparison = $state<string | null>(null);
  /** Items chosen for a search, and the search shown. */
  sought = $state.raw<ReadonlySet<string>>(new Set());
  search = $state<string | null>(null);
  /** Items whose words the Words view shows. */
  wordItems = $state.raw<ReadonlySet<string>>(new Set());
  /** Two words of which it is asked what the model used, null where one is still to be chosen; null while it is not asked. */
  explained = $state.raw<readonly [string | null, string | null] | null>(null);
  /** The letter that the letter chart shows; null for the first there is. */
  letterShown = $state<string | null>(null);
  /** A place that the Case view is to bring into view once its page is there. */
  wanted = $state.raw<{ readonly page: string; readonly box: Box } | null>(null);
  /** Problems of items that the examiner has seen in the inspector: item id and message. */
  readProblems = $state.raw<ReadonlySet<string>>(new Set());
  #case: string | null = null;
  /** By item with pictures: the file and the preparation that they were taken from. */
  #pictured: ReadonlyMap<string, string> = new Map();

  constructor(
    engine: EngineAccess,
    desktop: Desktop | null,
    shell: WindowSession | null = null,
    storage: Storage = localStorage,
  ) {
    this.engine = new EngineClient(engine);
    this.session = new CaseSession(this.engine, this.jobs);
    this.support = new Support(this.engine);
    this.results = new Results(this.engine, this.session, this.jobs);
    this.signatures = new Signatures(this.engine, this.session, this.jobs);
    this.unmasking = new Unmasking(this.engine, this.session);
    this.models = new Models(this.engine, this.session);
    this.populations = new Populations(this.engine, this.session);
    this.validating = new Validating(this.engine, this.jobs, this.populations);
    this.desk = new CompareDesk(this.session, this);
    this.editor = new PageEditor(this.session, (item) => {
      if (this.selection.focus !== item) this.selection = selectOnly(item);
      this.view = 'case';
    });
    this.marking = new Marking(this.engine, this.session, (marks) => void this.#showMarks(marks));
    this.lettering = new Lettering(this.engine, this.session);
    this.layout = new Layout(storage);
    this.desks = new DeskMemory(storage);
    this.appearance = new Appearance(storage);
    this.language = new WindowLanguage(storage, navigator.languages, (language) =>
      desktop?.useLanguage(language),
    );
    this.desktop = desktop;
    this.folders = new FolderBrowser(this.engine, storage);
    this.shell = shell;
    this.session.onChanged(() => this.#followCase());
  }

  /** Whether letters are shown on pages. Marks, which are drawn in the same place, come before them. */
  get lettersShown(): boolean {
    return this.lettering.on && !this.marking.on;
  }

  toggleLetters(): void {
    const shown = this.lettersShown;
    if (this.marking.on) this.marking.toggle();
    if (this.lettering.on === shown) this.lettering.toggle();
  }

  /** Shows two sides in the Compare view. */
  openCompare(
    questioned: readonly string[],
    known: readonly string[],
    comparison: string | null = null,
  ): void {
    this.questioned = new Set(questioned);
    this.known = new Set(known);
    this.comparison = comparison;
    this.left.compare.subject = 'writing';
    this.view = 'compare';
  }

  /** Shows signatures in the Compare view, those of a stored comparison where one is named. */
  openSignatures(comparison: SignatureComparison | null = null): void {
    if (comparison !== null) this.signatures.show(comparison);
    this.left.compare.subject = 'signatures';
    this.view = 'compare';
    void this.seeSignatures();
  }

  /**
   * Brings the questioned signature that is chosen into view, large: beside the reference nearest to it where a comparison is shown,
   * else beside the first of those chosen.
   */
  async seeSignatures(): Promise<void> {
    const { asked, references, pairs, result } = this.signatures;
    const questioned = result?.questioned ?? asked?.id;
    const known = pairs[0]?.known ?? references[0]?.id;
    const sources = [questioned, known].flatMap(
      (id) => (id === undefined ? undefined : this.signatures.signature(id)?.source) ?? [],
    );
    // What cannot be read says so in its pane.
    await this.session.needPages(sources).catch(() => undefined);
    if (questioned !== undefined && known !== undefined) this.desk.showPair({ questioned, known });
    else if (questioned !== undefined) this.desk.showWord(0, questioned);
    else if (known !== undefined) this.desk.showWord(1, known);
  }

  /** Shows the Search view for these questioned items. */
  openSearch(items: readonly string[]): void {
    this.sought = new Set(items);
    this.search = null;
    this.view = 'search';
  }

  /** Starts a side where nothing is chosen yet with the items selected in the Case view. */
  chooseFromSelection(): void {
    const selected = (role: ItemRole): ReadonlySet<string> =>
      new Set(
        [...this.selection.selected].filter((id) => {
          const item = this.session.item(id);
          return item?.role === role && item.words > 0;
        }),
      );
    if (this.questioned.size === 0) this.questioned = selected('questioned');
    if (this.known.size === 0) this.known = selected('known');
    if (this.sought.size === 0) this.sought = selected('questioned');
  }

  /** Shows one item in the Case view. */
  showItem(id: string): void {
    this.selection = selectOnly(id);
    this.view = 'case';
  }

  /** Leads to marks of a finding: side by side where some lie on questioned and some on known writing, else to the first. */
  async #showMarks(marks: readonly Mark[]): Promise<void> {
    const [first] = marks;
    if (first === undefined) return;
    const on = (role: ItemRole): Mark | undefined =>
      marks.find((mark) => this.session.item(mark.item)?.role === role);
    const [questioned, known] = [on('questioned'), on('known')];
    if (questioned === undefined || known === undefined) {
      this.showItem(first.item);
      this.editor.turned = { item: first.item, page: first.index };
      this.wanted = { page: first.page, box: roomAbout(first) };
      return;
    }
    const among = (chosen: ReadonlySet<string>, item: string): ReadonlySet<string> =>
      chosen.has(item) ? chosen : new Set([item]);
    const sides = [among(this.questioned, questioned.item), among(this.known, known.item)] as const;
    const same = sides[0] === this.questioned && sides[1] === this.known;
    this.openCompare([...sides[0]], [...sides[1]], same ? this.comparison : null);
    this.desk.showPlaces({ questioned, known });
  }

  /** Drops what another case, or the same after a change, no longer holds. */
  #followCase(): void {
    const { sources, items, current } = this.session;
    const id = current?.id ?? null;
    const present = new Map(sources.map((source) => [source.id, source]));
    const other = id !== this.#case;
    this.#case = id;
    if (other) {
      this.selection = NOTHING;
      const left = id === null ? null : this.desks.of(id);
      this.questioned = new Set(left?.questioned);
      this.known = new Set(left?.known);
      this.comparison = left?.comparison ?? null;
      this.search = null;
      this.explained = null;
      this.letterShown = null;
      this.desk.restore(left);
      this.readProblems = new Set();
      this.editor.clear();
      this.tiles.clear();
      this.left = new LeftViews();
      this.view = 'case';
      const first = items.find((item) => item.role === 'questioned') ?? items[0];
      if (first) this.selection = selectOnly(first.id);
    } else {
      this.tiles.retry();
      // Rare enough for all to be asked for, and their files read, again.
      const changed = items.some((item) => (this.#pictured.get(item.id) ?? restsOn(item)) !== restsOn(item));
      if (changed) this.tiles.renew();
      this.selection = prune(
        this.selection,
        items.map((item) => item.id),
      );
    }
    const only = (chosen: ReadonlySet<string>, role?: string): ReadonlySet<string> =>
      new Set([...chosen].filter((each) => present.has(each) && (!role || present.get(each)?.role === role)));
    const prepared = items.filter(({ preparation }) => preparation !== 'none');
    this.#pictured = new Map(prepared.map((item) => [item.id, restsOn(item)]));
    this.questioned = only(this.questioned, 'questioned');
    this.known = only(this.known, 'known');
    this.sought = only(this.sought, 'questioned');
    this.wordItems = only(this.wordItems);
  }
}

/** What pictures of an item rest on, as a text to be compared. */
const restsOn = ({ sha256, file, preparation }: Item): string => `${sha256} ${file} ${preparation}`;

export const [useWorkplace, provideWorkplace] = createContext<Workplace>();
