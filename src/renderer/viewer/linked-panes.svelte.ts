import type { Box } from '../../contract/schema.ts';
import {
  alignmentOf,
  alignmentOfLandmarks,
  carried,
  follow,
  reversed,
  type Alignment,
  type Landmark,
} from './link.ts';
import { Pane, type Sheet } from './pane.svelte.ts';
import {
  actualScale,
  atScale,
  cornersOf,
  equalScale,
  fitBox,
  fitPoints,
  MAX_SCALE,
  MIN_SCALE,
  turnBy,
  upToScale,
  type Size,
  type Viewport,
} from './viewport.ts';

/** Panes that there can be. */
export const MOST_PANES = 4;
/** A pane by its place, from 0. */
export type PaneIndex = 0 | 1 | 2 | 3;
export const PANE_INDICES: readonly PaneIndex[] = [0, 1, 2, 3];

/** The pane that a digit names, 1 for the first; null for any other key. */
export function paneOfKey(event: KeyboardEvent): PaneIndex | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  // By the place of the key: with Shift it types another sign.
  const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code)?.[1];
  return digit === undefined ? null : ((Number(digit) - 1) as PaneIndex);
}

/** What is to be seen of a page once the page is in its pane: a box, large, or exactly this. */
export type Wanted = {
  readonly pane: PaneIndex;
  readonly page: string;
} & ({ readonly box: Box } | { readonly view: Viewport });

/** What two pages are shown equally large by: an inch, or the height of a small letter, in page pixels. */
const MEASURES = {
  inch: (sheet: Sheet) => sheet.dpi,
  xHeight: (sheet: Sheet) => sheet.quality?.xHeight ?? null,
} as const;
export type Measure = keyof typeof MEASURES;

/**
 * Two to four panes and what links them. A movement has one source, the pane the examiner moves; all others follow. A
 * follower is set, never listened to, so that no movement can echo.
 */
export class LinkedPanes {
  readonly #panes: readonly Pane[] = PANE_INDICES.map(() => new Pane());
  /** How many panes are shown; those beyond keep what they had. */
  count = $state(2);
  linked = $state(true);
  /** The pane that was pointed at or moved last: what keys act on. */
  active = $state<PaneIndex>(0);
  /** How each pane's page lies on that of the pane that was the first with one; by place. */
  #alignments: ReadonlyMap<PaneIndex, Alignment> = new Map();
  #wanted: readonly Wanted[] = [];

  pane(index: PaneIndex): Pane {
    return this.#panes[index]!;
  }

  /** The panes shown that have a page and room for it, in order. */
  get ready(): readonly PaneIndex[] {
    return PANE_INDICES.filter((index) => index < this.count && this.pane(index).ready);
  }

  /** Shows two, three or four panes. */
  arrange(count: number): void {
    this.count = Math.min(MOST_PANES, Math.max(2, count));
    if (this.active >= this.count) this.active = 0;
    this.#align();
  }

  /** Moves one pane, and the others with it when linked. `alone` moves it against them: that is the new alignment. */
  move(source: PaneIndex, view: Viewport, alone = false): void {
    this.active = source;
    if (this.linked && !alone && this.#alignments.has(source)) {
      this.#lead(source, view);
      return;
    }
    this.pane(source).show(view);
    this.#align();
  }

  /** Turns one pane's page about its centre, and the others with it when linked. */
  turn(source: PaneIndex, degrees: number, alone = false): void {
    const pane = this.pane(source);
    if (pane.ready) this.move(source, turnBy(pane.view, degrees), alone);
  }

  /** Unlinks, or links again with the alignment that the panes show now. */
  toggleLink(): void {
    this.linked = !this.linked;
    this.#align();
  }

  /** Puts a page into a pane. Returns whether it is another than before. */
  place(index: PaneIndex, sheet: Sheet | null): boolean {
    if (!this.pane(index).place(sheet)) return false;
    this.#align();
    this.#showWanted();
    return true;
  }

  resize(index: PaneIndex, size: Size): void {
    const pane = this.pane(index);
    const moved = pane.fitted || !pane.ready;
    pane.resize(size);
    if (moved) this.#align();
    this.#showWanted();
  }

  /** All pages whole. Linked, they stay aligned as they are; unlinked, each fills its own pane. */
  fit(): void {
    const { ready } = this;
    const [first] = ready;
    if (!this.linked || first === undefined || ready.some((index) => !this.#alignments.has(index))) {
      for (const index of ready) this.pane(index).fit();
      return;
    }
    const points = ready.flatMap((index) => {
      const onto = reversed(this.#between(first, index));
      return cornersOf({ x: 0, y: 0, ...this.pane(index).sheet! }).map((corner) => carried(onto, corner));
    });
    const room = {
      width: Math.min(...ready.map((index) => this.pane(index).size.width)),
      height: Math.min(...ready.map((index) => this.pane(index).size.height)),
    };
    this.#lead(first, fitPoints(points, room, this.pane(first).view.angle));
  }

  /** Forgets the alignment: each page upright, filling its own pane. */
  reset(): void {
    for (const pane of this.#panes) pane.reset();
    this.#align();
  }

  /** One page pixel to one pixel of the screen, in all panes. */
  actualSize(devicePixelRatio: number): void {
    for (const index of this.ready) {
      const pane = this.pane(index);
      pane.show(atScale(pane.view, actualScale(devicePixelRatio)));
    }
    this.#align();
  }

  /** Whether at least two panes show pages of which this measure is known. */
  canEqual(measure: Measure): boolean {
    return this.ready.filter((index) => MEASURES[measure](this.pane(index).sheet!) !== null).length > 1;
  }

  /** Shows the measure equally long in all panes where it is known, as long as in the first of them. */
  equal(measure: Measure): void {
    const length = (index: PaneIndex): number => MEASURES[measure](this.pane(index).sheet!)!;
    const [first, ...others] = this.ready.filter((index) => length(index) !== null);
    if (first === undefined) return;
    for (const index of others) {
      const pane = this.pane(index);
      const scale = equalScale(length(index), length(first), this.pane(first).view.scale);
      pane.show(atScale(pane.view, scale));
    }
    this.#align();
  }

  /**
   * Lays the follower's page on the source's so that the landmarks lie on each other as nearly as they can; the source
   * stays where it is.
   *
   * @returns how far they lie off in the root mean square, in page pixels of the follower; null where they give no
   *   alignment.
   */
  alignBy(landmarks: readonly Landmark[], source: PaneIndex, follower: PaneIndex): number | null {
    const found = alignmentOfLandmarks(landmarks);
    if (found === null) return null;
    this.pane(follower).show(follow(found.alignment, this.pane(source).view));
    this.#align();
    return found.off;
  }

  /**
   * Brings what is wanted into view, now or once the pages are in their panes; from then on they lie on each other.
   * Boxes of pages that state their resolution are all shown at one physical scale.
   */
  bring(wanted: readonly Wanted[]): void {
    this.#wanted = wanted;
    this.#showWanted();
  }

  #showWanted(): void {
    const there = ({ pane, page }: Wanted): boolean =>
      this.pane(pane).ready && this.pane(pane).sheet?.id === page;
    const boxes = this.#wanted.filter((each) => 'box' in each);
    const boxesThere = boxes.every(there);
    const now = this.#wanted.filter((each) => ('box' in each ? boxesThere : there(each)));
    if (now.length === 0) return;
    this.#wanted = this.#wanted.filter((each) => !now.includes(each));
    for (const each of now) if ('view' in each) this.pane(each.pane).show(each.view);
    if (boxesThere) this.#showBoxes(boxes);
    this.#align();
  }

  #showBoxes(boxes: readonly (Wanted & { readonly box: Box })[]): void {
    const views = boxes.map(({ pane: index, box }) => {
      const pane = this.pane(index);
      return { pane, view: fitBox(box, pane.size, pane.view.angle), dpi: pane.sheet?.dpi ?? null };
    });
    const inches = views.map(({ view, dpi }) => (dpi === null ? null : view.scale * dpi));
    const inch = inches.includes(null) ? null : Math.min(...(inches as number[]));
    for (const { pane, view, dpi } of views) {
      pane.show(inch === null || dpi === null ? view : atScale(view, inch / dpi));
    }
  }

  #align(): void {
    const { ready } = this;
    const [first] = ready;
    if (!this.linked || first === undefined) return;
    const source = this.pane(first).view;
    this.#alignments = new Map(ready.map((index) => [index, alignmentOf(source, this.pane(index).view)]));
  }

  /** How the follower's page lies on the source's. */
  #between(source: PaneIndex, follower: PaneIndex): Alignment {
    const [from, to] = [this.#alignments.get(source)!, this.#alignments.get(follower)!];
    const still: Viewport = { scale: 1, x: 0, y: 0, angle: 0 };
    return alignmentOf(follow(from, still), follow(to, still));
  }

  /** Shows a view in one pane and what lies on it in the others; all stop where the first of them can go no further. */
  #lead(source: PaneIndex, view: Viewport): void {
    const followers = this.ready
      .filter((index) => index !== source && this.#alignments.has(index))
      .map((index) => ({ pane: this.pane(index), alignment: this.#between(source, index) }));
    const { view: from } = this.pane(source);
    const ratios = [1, ...followers.map(({ alignment }) => alignment.ratio)];
    // A set that was linked beyond a limit may stay there, and come back.
    const least = Math.min(from.scale, Math.max(...ratios) * MIN_SCALE);
    const most = Math.max(from.scale, Math.min(...ratios) * MAX_SCALE);
    const led = upToScale(from, view, least, most);
    this.pane(source).show(led);
    for (const { pane, alignment } of followers) pane.show(follow(alignment, led));
  }
}
