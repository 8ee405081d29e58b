import type { Page } from '../../contract/case.ts';
import type { Mark } from '../../contract/findings.ts';
import { boundsOf } from '../../contract/marks.ts';
import type { Box } from '../../contract/schema.ts';
import type { SameWordPair } from '../../contract/results.ts';
import type { Source } from '../../contract/sources.ts';
import { LinkedPanes, type Side } from '../viewer/linked-panes.svelte.ts';
import type { CaseSession } from './case-session.svelte.ts';
import type { PlacedWord } from './page-cache.svelte.ts';

/** Which page of which item or further hand a pane was last asked to show. */
interface Shown {
  readonly item: string | null;
  /** Place of the page in the item, from 0. */
  readonly page: number;
}

/** Paper seen around a mark, however small it is, in page pixels. */
const LEAST_MARGIN = 60;

const NOTHING_SHOWN: Shown = { item: null, page: 0 };

/** Items chosen for each side of a comparison. */
export type Chosen = Readonly<Record<Side, ReadonlySet<string>>>;

/** What lies on the desk of the Compare view: two pages, how they are aligned, the pair of words looked at. */
export class CompareDesk {
  readonly panes = new LinkedPanes();
  #shown = $state.raw<Readonly<Record<Side, Shown>>>({ questioned: NOTHING_SHOWN, known: NOTHING_SHOWN });
  /** The pair of words that both panes were brought to. */
  pair = $state.raw<SameWordPair | null>(null);
  wordBoxes = $state(false);
  /** `flicker` shows both pages in one place by turns; `front` is the one seen. */
  mode = $state<'side-by-side' | 'flicker'>('side-by-side');
  front = $state<Side>('questioned');
  readonly #session: CaseSession;
  readonly #chosen: Chosen;

  constructor(session: CaseSession, chosen: Chosen) {
    this.#session = session;
    this.#chosen = chosen;
  }

  /** The item or further hand in a pane: the one asked for while it is among those chosen, else the first chosen. */
  item(side: Side): Source | undefined {
    const chosen = this.#chosen[side];
    const asked = this.#shown[side].item;
    const [first] = chosen;
    const id = asked !== null && chosen.has(asked) ? asked : first;
    return id === undefined ? undefined : this.#session.source(id);
  }

  pages(side: Side): readonly Page[] {
    const item = this.item(side);
    return item === undefined ? [] : (this.#session.pages.of(item.holder) ?? []);
  }

  /** Place of the page shown in its item, from 0. */
  pageIndex(side: Side): number {
    const { item, page } = this.#shown[side];
    return item !== null && item === this.item(side)?.id ? page : 0;
  }

  page(side: Side): Page | undefined {
    return this.pages(side)[this.pageIndex(side)];
  }

  show(side: Side, item: string, page = 0): void {
    this.#shown = { ...this.#shown, [side]: { item, page } };
    this.pair = null;
  }

  /** Brings both words of a pair into view, large and side by side. */
  showPair(pair: SameWordPair): void {
    const questioned = this.#session.pages.word(pair.questioned);
    const known = this.#session.pages.word(pair.known);
    if (questioned === undefined || known === undefined) return;
    this.#shown = {
      questioned: { item: sourceOf(questioned), page: questioned.page.index },
      known: { item: sourceOf(known), page: known.page.index },
    };
    this.pair = pair;
    this.panes.showBoxes({
      questioned: { page: questioned.page.id, box: questioned.word.box },
      known: { page: known.page.id, box: known.word.box },
    });
  }

  /** Brings a mark on each side into view, large and side by side; both items are among those chosen. */
  showPlaces({ questioned, known }: Readonly<Record<Side, Mark>>): void {
    this.#shown = {
      questioned: { item: questioned.item, page: questioned.index },
      known: { item: known.item, page: known.index },
    };
    this.pair = null;
    this.panes.showBoxes({
      questioned: { page: questioned.page, box: roomAbout(questioned) },
      known: { page: known.page, box: roomAbout(known) },
    });
  }

  toggleFlicker(): void {
    this.mode = this.mode === 'flicker' ? 'side-by-side' : 'flicker';
  }

  swap(): void {
    this.front = this.front === 'questioned' ? 'known' : 'questioned';
  }
}

/** A mark with paper around it: what is seen of a page that leads to it, in page pixels. */
export function roomAbout({ content }: Mark): Box {
  const { x, y, width, height } = boundsOf(content.places);
  const margin = Math.max(LEAST_MARGIN, 0.8 * Math.max(width, height));
  return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
}

const sourceOf = ({ word, page }: PlacedWord): string => word.hand ?? page.item;
