import type { Box } from '../../contract/schema.ts';
import { alignmentOf, fitTogether, follow, reversed, type Alignment } from './link.ts';
import { Pane, type Sheet } from './pane.svelte.ts';
import { actualScale, atScale, fitBox, physicalScale, type Size, type Viewport } from './viewport.ts';

export type Side = 'questioned' | 'known';

/** A box of a page for each side. */
export type WantedBoxes = Readonly<Record<Side, { readonly page: string; readonly box: Box }>>;

/**
 * Two panes and what links them. A movement has one source, the pane the examiner moves, and at most one follower;
 * the follower is set, never listened to, so that no movement can echo.
 */
export class LinkedPanes {
  readonly questioned = new Pane();
  readonly known = new Pane();
  linked = $state(true);
  /** From questioned to known. */
  #alignment: Alignment | null = null;
  #wanted: WantedBoxes | null = null;

  pane(side: Side): Pane {
    return side === 'questioned' ? this.questioned : this.known;
  }

  /** Moves one pane, and the other with it when linked. `alone` moves it against the other: that is the new alignment. */
  move(side: Side, view: Viewport, alone = false): void {
    this.pane(side).show(view);
    if (!this.linked) return;
    if (alone || this.#alignment === null) {
      this.#align();
      return;
    }
    const follower = this.pane(side === 'questioned' ? 'known' : 'questioned');
    if (!follower.ready) return;
    follower.show(follow(side === 'questioned' ? this.#alignment : reversed(this.#alignment), view));
  }

  /** Unlinks, or links again with the alignment that both panes show now. */
  toggleLink(): void {
    this.linked = !this.linked;
    if (this.linked) this.#align();
  }

  place(side: Side, sheet: Sheet | null): void {
    if (!this.pane(side).place(sheet)) return;
    this.#align();
    this.#showWanted();
  }

  resize(side: Side, size: Size): void {
    const pane = this.pane(side);
    const moved = pane.fitted || !pane.ready;
    pane.resize(size);
    if (moved) this.#align();
    this.#showWanted();
  }

  /** Both pages whole. Linked, they stay aligned as they are; unlinked, each fills its own pane. */
  fit(): void {
    const { questioned, known } = this;
    if (this.linked && this.#alignment !== null && questioned.sheet !== null && known.sheet !== null) {
      const panes = { source: questioned.size, follower: known.size };
      this.move('questioned', fitTogether(this.#alignment, questioned.sheet, known.sheet, panes));
    } else {
      questioned.fit();
      known.fit();
    }
  }

  /** Forgets the alignment: each page fills its own pane. */
  reset(): void {
    this.questioned.fit();
    this.known.fit();
    this.#align();
  }

  /** One page pixel to one pixel of the screen, in both panes. */
  actualSize(devicePixelRatio: number): void {
    for (const pane of [this.questioned, this.known]) {
      pane.show(atScale(pane.view, actualScale(devicePixelRatio)));
    }
    this.#align();
  }

  get physicalPossible(): boolean {
    return Boolean(this.questioned.sheet?.dpi && this.known.sheet?.dpi);
  }

  /** Shows a millimetre of the known page as long as one of the questioned page. */
  samePhysicalScale(): void {
    const { questioned, known } = this;
    if (!questioned.sheet?.dpi || !known.sheet?.dpi) return;
    const scale = physicalScale(known.sheet.dpi, questioned.sheet.dpi, questioned.view.scale);
    known.show(atScale(known.view, scale));
    this.#align();
  }

  /**
   * Brings one box of each page into view, large, now or once both pages are in their panes; from then on the two lie
   * on each other. Where both pages state their resolution, both are shown at one physical scale.
   */
  showBoxes(boxes: WantedBoxes): void {
    this.#wanted = boxes;
    this.#showWanted();
  }

  #showWanted(): void {
    const { questioned, known } = this;
    const wanted = this.#wanted;
    if (wanted === null || !questioned.ready || !known.ready) return;
    if (questioned.sheet?.id !== wanted.questioned.page || known.sheet?.id !== wanted.known.page) return;
    this.#wanted = null;
    const views = {
      questioned: fitBox(wanted.questioned.box, questioned.size),
      known: fitBox(wanted.known.box, known.size),
    };
    if (questioned.sheet.dpi && known.sheet.dpi) {
      const scale = Math.min(
        views.questioned.scale,
        physicalScale(questioned.sheet.dpi, known.sheet.dpi, views.known.scale),
      );
      views.questioned = atScale(views.questioned, scale);
      views.known = atScale(views.known, physicalScale(known.sheet.dpi, questioned.sheet.dpi, scale));
    }
    questioned.show(views.questioned);
    known.show(views.known);
    this.#align();
  }

  #align(): void {
    if (!this.linked || !this.questioned.ready || !this.known.ready) return;
    this.#alignment = alignmentOf(this.questioned.view, this.known.view);
  }
}
