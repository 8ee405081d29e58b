import { SvelteMap } from 'svelte/reactivity';
import type { Page, Word } from '../../contract/case.ts';

/** A word with where it is. */
export interface PlacedWord {
  readonly word: Word;
  readonly page: Page;
}

/** Pages and words of items, read when they are first needed and again when the case changed. */
export class PageCache {
  readonly #pages = new SvelteMap<string, readonly Page[]>();
  readonly #reading = new Map<string, Promise<void>>();
  readonly #read: (item: string) => Promise<readonly Page[]>;

  constructor(read: (item: string) => Promise<readonly Page[]>) {
    this.#read = read;
  }

  /** Pages of an item; undefined while they are not read. */
  of(item: string): readonly Page[] | undefined {
    return this.#pages.get(item);
  }

  /** Reads the pages of these items that are not here yet. */
  async need(items: readonly string[]): Promise<void> {
    await Promise.all(items.filter((item) => !this.#pages.has(item)).map((item) => this.#fetch(item)));
  }

  /** Reads these items again where they are here; what was read before stays shown until the new pages arrive. */
  async refresh(items: readonly string[]): Promise<void> {
    const held = items.filter((item) => this.#pages.has(item) || this.#reading.has(item));
    for (const item of held) this.#reading.delete(item);
    await Promise.all(held.map((item) => this.#fetch(item)));
  }

  /** Takes pages that came back from a call that changed them. */
  take(pages: readonly Page[]): void {
    for (const page of pages) {
      const held = this.#pages.get(page.item);
      if (held === undefined) continue;
      this.#pages.set(
        page.item,
        held.map((other) => (other.id === page.id ? page : other)),
      );
    }
  }

  /** A word of the items that are here. */
  word(id: string): PlacedWord | undefined {
    return this.#index.get(id);
  }

  clear(): void {
    this.#reading.clear();
    this.#pages.clear();
  }

  readonly #index: ReadonlyMap<string, PlacedWord> = $derived.by(() => {
    const index = new Map<string, PlacedWord>();
    for (const pages of this.#pages.values()) {
      for (const page of pages) for (const word of page.words) index.set(word.id, { word, page });
    }
    return index;
  });

  #fetch(item: string): Promise<void> {
    const running = this.#reading.get(item);
    if (running !== undefined) return running;
    const reading = this.#read(item)
      .then((pages) => {
        // An answer from before a change, or of a case that is closed, must not replace newer pages.
        if (this.#reading.get(item) === reading) this.#pages.set(item, pages);
      })
      .finally(() => {
        if (this.#reading.get(item) === reading) this.#reading.delete(item);
      });
    this.#reading.set(item, reading);
    return reading;
  }
}
