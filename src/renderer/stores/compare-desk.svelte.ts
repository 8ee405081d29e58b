import type { Page } from '../../contract/case.ts';
import type { Mark } from '../../contract/findings.ts';
import { boundsOf } from '../../contract/marks.ts';
import type { Box } from '../../contract/schema.ts';
import type { SameWordPair } from '../../contract/results.ts';
import { isOriginal, ORIGINAL, type Tone } from '../../contract/view.ts';
import type { Source } from '../../contract/sources.ts';
import type { Landmark } from '../viewer/link.ts';
import {
  LinkedPanes,
  MOST_PANES,
  PANE_INDICES,
  type PaneIndex,
  type Wanted,
} from '../viewer/linked-panes.svelte.ts';
import type { Composition } from '../viewer/paint.ts';
import { toPage, type Point } from '../viewer/viewport.ts';
import { decimal, type Said, say } from './window-language.svelte.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { DeskState, PinnedGuides } from './desk-memory.ts';
import type { PlacedWord } from './page-cache.svelte.ts';

/** What a pane can be asked to show: a page of an item or further hand, and a box of it to be brought into view. */
export interface Exhibited {
  readonly item: string;
  /** Place of the page in the item, from 0. */
  readonly page: number;
  readonly box?: Box | undefined;
}

/** Paper seen around a mark, however small it is, in page pixels. */
const LEAST_MARGIN = 60;

/** The side that the first and the second pane show where nothing else was put there. */
const SIDES = ['questioned', 'known'] as const;
type SideName = (typeof SIDES)[number];

/** A questioned and a known word, by their identifiers. */
export type WordPair = Pick<SameWordPair, 'questioned' | 'known'>;

/** Items chosen for each side of a comparison. */
export type Chosen = Readonly<Record<SideName, ReadonlySet<string>>> & {
  readonly comparison: string | null;
};

/** Panes beside each other, or the first two in one place. */
export type DeskMode = 'side-by-side' | Composition['mode'];

/** Changes a second of a flicker by itself; 0 leaves it to the examiner. No more than three: faster can cause seizures. */
export const FLICKER_RATES = [0, 0.5, 1, 2, 3] as const;

/** Time without a further change after which a processed picture counts as looked at, in milliseconds. */
export const SETTLES_AFTER = 800;

/** Points that the examiner calls the same, while they are being pointed out. */
export interface LandmarkWork {
  readonly pairs: readonly Landmark[];
  readonly source: Point | null;
  readonly follower: Point | null;
}
/** Guides of a page that may be pinned at once, and how near to one counts as on it, in CSS pixels. */
const MOST_PINNED = 8;
const PIN_REACH = 8;
/** Pages whose guides are remembered with the desk; those left longest ago are forgotten first. */
const MOST_PAGES_PINNED = 100;
const NO_LANDMARKS: LandmarkWork = { pairs: [], source: null, follower: null };
const MOST_LANDMARKS = 3;

/** What lies on the desk of the Compare view: two to four pages, how they are aligned and seen, the pair of words looked at. */
export class CompareDesk {
  readonly panes = new LinkedPanes();
  #shown = $state.raw<readonly ((Exhibited & { readonly choice: string }) | null)[]>(
    PANE_INDICES.map(() => null),
  );
  #tones = $state.raw<readonly (readonly [page: string, tone: Tone] | null)[]>(PANE_INDICES.map(() => null));
  /** The pair of words that the first two panes were brought to. */
  pair = $state.raw<WordPair | null>(null);
  wordBoxes = $state(false);
  mode = $state<DeskMode>('side-by-side');
  /** How much of the second page is seen over the first. */
  opacity = $state(0.5);
  /** Share of the width that shows the first page. */
  curtain = $state(0.5);
  /** The page that a flicker shows, and how often it changes by itself in a second. */
  front = $state<0 | 1>(0);
  rate = $state<(typeof FLICKER_RATES)[number]>(0);
  /** What lies over every pane. */
  grid = $state(false);
  protractor = $state(false);
  guides = $state(false);
  loupe = $state(false);
  /** Guides that were pinned, by the page that they are pinned on. */
  #pinned = $state.raw<ReadonlyMap<string, readonly PinnedGuides[]>>(new Map());
  /** Where the pointer is in a pane, from its middle in CSS pixels: loupe and guides are there in every pane. */
  pointer = $state.raw<Point | null>(null);
  adjusting = $state(false);
  landmarks = $state.raw<LandmarkWork | null>(null);
  /** What the last alignment by landmarks came to; said until something else is done. */
  said = $state.raw<Said | null>(null);
  readonly #session: CaseSession;
  readonly #chosen: Chosen;
  /** What a pane's picture was processed to last, until it is entered in the journal. */
  #settling: {
    readonly timer: ReturnType<typeof setTimeout>;
    readonly pane: PaneIndex;
    readonly page: string;
    readonly tone: Tone;
  } | null = null;

  constructor(session: CaseSession, chosen: Chosen) {
    this.#session = session;
    this.#chosen = chosen;
    session.onLeaving(() => this.settle());
  }

  /** The item or further hand in a pane: the one put there, else one of those chosen for the comparison. */
  item(index: PaneIndex): Source | undefined {
    const id = this.#asked(index)?.item ?? this.#byChoice(index);
    return id === undefined ? undefined : this.#session.source(id);
  }

  pages(index: PaneIndex): readonly Page[] {
    const item = this.item(index);
    return item === undefined ? [] : (this.#session.pages.of(item.holder) ?? []);
  }

  /** Place of the page shown in its item, from 0. */
  pageIndex(index: PaneIndex): number {
    return this.#asked(index)?.page ?? 0;
  }

  page(index: PaneIndex): Page | undefined {
    return this.pages(index)[this.pageIndex(index)];
  }

  /** Lays the page of a pane into it. Landmarks of the first two pages, and what is said of them, go with the page before. */
  place(index: PaneIndex): void {
    if (this.panes.place(index, this.page(index) ?? null) && index <= 1) this.landmarks = this.said = null;
  }

  /** Puts a page into a pane, and brings a box of it into view. */
  show(index: PaneIndex, exhibited: Exhibited): void {
    this.#put(index, exhibited);
    this.pair = null;
    const page = this.#session.pages.of(this.#session.source(exhibited.item)?.holder ?? '')?.[exhibited.page];
    if (exhibited.box && page) this.panes.bring([{ pane: index, page: page.id, box: exhibited.box }]);
  }

  /** Puts a word's page into a pane, with the word in its middle. */
  showWord(index: PaneIndex, id: string): void {
    const placed = this.#session.pages.word(id);
    if (placed !== undefined) this.show(index, exhibitOf(placed));
  }

  /** Brings both words of a pair into view, large, in the first two panes. */
  showPair(pair: WordPair): void {
    const words = [this.#session.pages.word(pair.questioned), this.#session.pages.word(pair.known)] as const;
    const [questioned, known] = words;
    if (questioned === undefined || known === undefined) return;
    this.#put(0, exhibitOf(questioned));
    this.#put(1, exhibitOf(known));
    this.pair = pair;
    this.panes.bring([
      { pane: 0, page: questioned.page.id, box: questioned.word.box },
      { pane: 1, page: known.page.id, box: known.word.box },
    ]);
  }

  /** Lets two panes change places, each with what is seen of its page and how its picture is processed. */
  swap(one: PaneIndex, other: PaneIndex): void {
    const held = [one, other].map((index) => {
      const item = this.item(index)?.id;
      const page = this.page(index)?.id;
      const { view } = this.panes.pane(index);
      return { exhibit: item === undefined ? null : { item, page: this.pageIndex(index) }, page, view };
    });
    const wanted: Wanted[] = [];
    [other, one].forEach((index, at) => {
      const { exhibit, page, view } = held[at]!;
      this.#put(index, exhibit);
      if (page !== undefined) wanted.push({ pane: index, page, view });
    });
    const [ofOne, ofOther] = [this.#tones[one] ?? null, this.#tones[other] ?? null];
    this.#tones = this.#tones.with(one, ofOther).with(other, ofOne);
    this.pair = null;
    this.panes.bring(wanted);
  }

  /** Brings a mark on each side into view, large, in the first two panes; both items are among those chosen. */
  showPlaces({ questioned, known }: Readonly<Record<SideName, Mark>>): void {
    const marks = [questioned, known] as const;
    marks.forEach(({ item, index }, at) => this.#put(PANE_INDICES[at]!, { item, page: index }));
    this.mode = 'side-by-side';
    this.pair = null;
    this.panes.bring(
      marks.map((mark, at) => ({ pane: PANE_INDICES[at]!, page: mark.page, box: roomAbout(mark) })),
    );
  }

  /** Lets the pane last pointed at and the one after it change places. */
  swapWithNext(): void {
    const { active, count } = this.panes;
    this.swap(active, ((active + 1) % count) as PaneIndex);
  }

  /** Two, three, four panes, and two again. */
  nextCount(): void {
    this.panes.arrange(this.panes.count === MOST_PANES ? 2 : this.panes.count + 1);
  }

  /** Sees the first two pages in one place, or, where they are seen so already, side by side again. */
  see(mode: DeskMode): void {
    this.mode = this.mode === mode ? 'side-by-side' : mode;
    this.landmarks = null;
  }

  /** How the first two pages are seen in one place; null side by side. */
  get composition(): Composition | null {
    const { mode, opacity, front, curtain } = this;
    if (mode === 'side-by-side') return null;
    if (mode === 'overlay') return { mode, opacity };
    if (mode === 'flicker') return { mode, front };
    if (mode === 'curtain') return { mode, at: curtain };
    return { mode };
  }

  /** More or less of what the way of seeing has to adjust: opacity, curtain, or the flicker's rate. */
  adjust(by: 1 | -1): void {
    const step = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 20 + by) / 20));
    if (this.mode === 'overlay') this.opacity = step(this.opacity);
    else if (this.mode === 'curtain') this.curtain = step(this.curtain);
    else if (this.mode === 'flicker') {
      const at = FLICKER_RATES.indexOf(this.rate) + by;
      this.rate = FLICKER_RATES[Math.min(FLICKER_RATES.length - 1, Math.max(0, at))]!;
    }
  }

  /** The other page of a flicker. */
  turnOver(): void {
    this.front = this.front === 0 ? 1 : 0;
  }

  /** How a pane's picture is processed; another page is shown as it is. */
  tone(index: PaneIndex): Tone {
    const kept = this.#tones[index];
    return kept && kept[0] === this.page(index)?.id ? kept[1] : ORIGINAL;
  }

  /** Processes a pane's picture otherwise; once the examiner leaves it at that, it is entered in the journal. */
  process(index: PaneIndex, change: Partial<Tone>): void {
    const page = this.page(index);
    if (page === undefined) return;
    const tone = { ...this.tone(index), ...change };
    this.#tones = this.#tones.with(index, [page.id, tone]);
    // What another picture was left at counts now; the same one's is replaced by what it becomes.
    if (this.#settling?.pane === index && this.#settling.page === page.id) clearTimeout(this.#settling.timer);
    else void this.settle();
    const timer = setTimeout(() => void this.settle(), SETTLES_AFTER);
    this.#settling = { timer, pane: index, page: page.id, tone };
  }

  /** Enters in the journal now what a picture was left at, if that is still to be done. */
  async settle(): Promise<void> {
    if (this.#settling === null) return;
    const { timer, page, tone } = this.#settling;
    clearTimeout(timer);
    this.#settling = null;
    await this.#session.recordProcessing(page, tone);
  }

  /** Shows a pane's picture as it is. */
  original(index: PaneIndex): void {
    if (!isOriginal(this.tone(index))) this.process(index, ORIGINAL);
  }

  /** Guides that are pinned on a pane's page. */
  pinned(index: PaneIndex): readonly PinnedGuides[] {
    return this.#pinned.get(this.page(index)?.id ?? '') ?? [];
  }

  /**
   * Pins guides on the page of the pane last pointed at, where the pointer is, or in the pane's middle without one; those that are
   * pinned there already are taken up. Of more than a page can have, the oldest give way.
   */
  pinGuides(): void {
    const index = this.panes.active;
    const [page, { view, size, ready }] = [this.page(index), this.panes.pane(index)];
    if (page === undefined || !ready) return;
    const pointer = this.pointer ?? { x: 0, y: 0 };
    const at = toPage(view, size, { x: size.width / 2 + pointer.x, y: size.height / 2 + pointer.y });
    const before = this.pinned(index);
    const others = before.filter(
      (guides) => Math.hypot(guides.x - at.x, guides.y - at.y) * view.scale > PIN_REACH,
    );
    const now =
      others.length < before.length ? others : [...before, { ...at, angle: view.angle }].slice(-MOST_PINNED);
    this.#pin(page.id, now);
  }

  /** Takes up all guides that are pinned on the page of the pane last pointed at. */
  unpinGuides(): void {
    const page = this.page(this.panes.active);
    if (page !== undefined) this.#pin(page.id, []);
  }

  /** What is pinned on a page; the pages in the order in which that last changed. */
  #pin(page: string, guides: readonly PinnedGuides[]): void {
    const others = [...this.#pinned].filter(([id]) => id !== page);
    this.#pinned = new Map([...others, [page, guides]]);
  }

  /** Begins to point out landmarks, or gives up. */
  toggleLandmarks(): void {
    this.mode = 'side-by-side';
    this.said = null;
    this.landmarks = this.landmarks === null ? NO_LANDMARKS : null;
  }

  /** Points out a landmark: in the first pane, and the same one in the second. */
  point(index: PaneIndex, at: Point): void {
    if (this.landmarks === null || index > 1 || this.landmarks.pairs.length >= MOST_LANDMARKS) return;
    this.said = null;
    const { pairs } = this.landmarks;
    const source = index === 0 ? at : this.landmarks.source;
    const follower = index === 1 ? at : this.landmarks.follower;
    this.landmarks =
      source !== null && follower !== null
        ? { ...NO_LANDMARKS, pairs: [...pairs, { source, follower }] }
        : { source, follower, pairs };
    if (this.landmarks.pairs.length === MOST_LANDMARKS) this.alignByLandmarks();
  }

  /** Lays the second page on the first by the landmarks. */
  alignByLandmarks(): void {
    if (this.landmarks === null) return;
    const { pairs } = this.landmarks;
    const off = this.panes.alignBy(pairs, 0, 1);
    if (off === null) {
      this.said = () => say('Two landmarks at least, apart from each other, are needed on each page.');
      return;
    }
    this.landmarks = null;
    const count = pairs.length;
    this.said = () =>
      count === 2
        ? say('Aligned by 2 landmarks.')
        : say(
            'Aligned by {count, number} landmarks, which lie {off} px of the second page off in the root mean square.',
            { count, off: decimal(off, 1) },
          );
  }

  /** What to remember of this desk; null while a pane waits for its page. */
  get state(): DeskState | null {
    const panes = PANE_INDICES.map((index) => {
      const [item, page, { view, ready }] = [this.item(index), this.page(index), this.panes.pane(index)];
      if (item === undefined || index >= this.panes.count) return null;
      if (page === undefined || !ready) return undefined;
      return { item: item.id, page: page.index, id: page.id, view };
    });
    if (panes.includes(undefined)) return null;
    return {
      questioned: [...this.#chosen.questioned],
      known: [...this.#chosen.known],
      comparison: this.#chosen.comparison,
      count: this.panes.count as DeskState['count'],
      linked: this.panes.linked,
      panes: panes as DeskState['panes'],
      pinned: [...this.#pinned]
        .filter(([, guides]) => guides.length > 0)
        .slice(-MOST_PAGES_PINNED)
        .map(([page, guides]) => [page, [...guides]]),
    };
  }

  /** Lays the desk as it was left; what is no longer there stays away. */
  restore(state: DeskState | null): void {
    const left = PANE_INDICES.map((index) => state?.panes[index] ?? null);
    void this.settle();
    this.mode = 'side-by-side';
    this.pair = this.landmarks = this.said = null;
    this.#tones = PANE_INDICES.map(() => null);
    this.#pinned = new Map([
      ...left.flatMap((each) => (each?.guides ? [[each.id, each.guides] as const] : [])),
      ...(state?.pinned ?? []),
    ]);
    this.panes.linked = state?.linked ?? true;
    this.panes.arrange(state?.count ?? 2);
    left.forEach((each, at) =>
      this.#put(PANE_INDICES[at]!, each === null ? null : { item: each.item, page: each.page }),
    );
    this.panes.bring(
      left.flatMap((each, at) =>
        each === null ? [] : [{ pane: PANE_INDICES[at]!, page: each.id, view: each.view }],
      ),
    );
  }

  #put(index: PaneIndex, exhibited: Exhibited | null): void {
    this.#shown = this.#shown.with(index, exhibited && { ...exhibited, choice: this.#choice });
  }

  /** What was put into a pane, while it stands: it gives way in the first two panes to what is chosen later. */
  #asked(index: PaneIndex): Exhibited | null {
    const asked = this.#shown[index] ?? null;
    if (asked === null || this.#session.source(asked.item) === undefined) return null;
    const side = (SIDES as readonly SideName[])[index];
    const stands = side === undefined || asked.choice === this.#choice || this.#chosen[side].has(asked.item);
    return stands ? asked : null;
  }

  /** The first of each side, then the others in the panes that are left. */
  #byChoice(index: PaneIndex): string | undefined {
    const [questioned, known] = SIDES.map((side) => [...this.#chosen[side]]) as [string[], string[]];
    return [questioned[0], known[0], ...questioned.slice(1), ...known.slice(1)][index];
  }

  get #choice(): string {
    return SIDES.map((side) => [...this.#chosen[side]].join(' ')).join(' / ');
  }
}

/** A mark with paper around it: what is seen of a page that leads to it, in page pixels. */
export function roomAbout({ content }: Mark): Box {
  const { x, y, width, height } = boundsOf(content.places);
  const margin = Math.max(LEAST_MARGIN, 0.8 * Math.max(width, height));
  return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
}

function exhibitOf({ word, page }: PlacedWord): Exhibited {
  return { item: word.hand ?? page.item, page: page.index, box: word.box };
}
