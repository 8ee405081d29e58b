import * as v from 'valibot';
import { Id } from '../../contract/schema.ts';
import type { Keeper } from './layout.svelte.ts';

const Finite = v.pipe(v.number(), v.finite());

/** Two lines across each other, pinned on a page: where, in page pixels, and how far the page was turned, in degrees. */
const PinnedGuides = v.object({ x: Finite, y: Finite, angle: Finite });
export type PinnedGuides = v.InferOutput<typeof PinnedGuides>;

/** What lay on the desk of a case: identifiers and places, nothing of what the case holds. */
export const DeskState = v.object({
  questioned: v.array(Id),
  known: v.array(Id),
  comparison: v.nullable(Id),
  count: v.picklist([2, 3, 4]),
  linked: v.boolean(),
  panes: v.array(
    v.nullable(
      v.object({
        item: Id,
        page: v.pipe(v.number(), v.integer(), v.minValue(0)),
        /** The same page by its identifier. */
        id: Id,
        view: v.object({
          scale: v.pipe(Finite, v.minValue(0.01), v.maxValue(64)),
          x: Finite,
          y: Finite,
          angle: Finite,
        }),
        /** Pinned on that page, as versions of before kept it. */
        guides: v.optional(v.array(PinnedGuides)),
      }),
    ),
  ),
  /** Pinned guides by the page that they are on, also of pages that lie in no pane; left out by versions of before. */
  pinned: v.optional(v.array(v.tuple([Id, v.array(PinnedGuides)]))),
});
export type DeskState = v.InferOutput<typeof DeskState>;

const KEY = 'chirograph.desks';
/** Cases whose desk is remembered; the one left longest ago is forgotten first. */
const MOST = 50;
const Desks = v.array(v.tuple([Id, v.unknown()]));

/** Desks of cases as they were left, on this computer. */
export class DeskMemory {
  readonly #keeper: Keeper;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  of(caseId: string): DeskState | null {
    const state = this.#desks().find(([id]) => id === caseId)?.[1];
    return v.is(DeskState, state) ? state : null;
  }

  keep(caseId: string, state: DeskState): void {
    const others = this.#desks().filter(([id]) => id !== caseId);
    this.#keeper.setItem(KEY, JSON.stringify([[caseId, state], ...others].slice(0, MOST)));
  }

  #desks(): v.InferOutput<typeof Desks> {
    try {
      const desks: unknown = JSON.parse(this.#keeper.getItem(KEY) ?? '[]');
      return v.is(Desks, desks) ? desks : [];
    } catch {
      // What another version left there is no reason to fail: the desk is laid anew.
      return [];
    }
  }
}
