import { SvelteMap } from 'svelte/reactivity';

/** Size and state of one panel of the window. */
export interface PanelState {
  /** CSS pixels across. */
  readonly size: number;
  readonly collapsed: boolean;
}

/** Where sizes are kept; localStorage in the window. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem'>;

const PREFIX = 'chirograph.panel.';

/** Sizes of the panels, remembered on this computer. */
export class Layout {
  readonly #panels = new SvelteMap<string, PanelState>();
  readonly #keeper: Keeper;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  panel(name: string, size: number): PanelState {
    return this.#panels.get(name) ?? this.#remembered(name) ?? { size, collapsed: false };
  }

  set(name: string, state: PanelState): void {
    this.#panels.set(name, state);
    this.#keeper.setItem(PREFIX + name, JSON.stringify(state));
  }

  #remembered(name: string): PanelState | null {
    try {
      const kept: unknown = JSON.parse(this.#keeper.getItem(PREFIX + name) ?? 'null');
      if (typeof kept !== 'object' || kept === null) return null;
      const { size, collapsed } = kept as Partial<PanelState>;
      if (typeof size !== 'number' || !Number.isFinite(size) || size < 0) return null;
      return { size, collapsed: collapsed === true };
    } catch {
      // What another version left there is no reason to fail: the panel takes its first size.
      return null;
    }
  }
}
