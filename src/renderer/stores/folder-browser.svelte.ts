import type { FolderListing, ListedFolder } from '../../contract/folder.ts';
import type { Problem } from '../../contract/schema.ts';
import type { EngineClient } from './engine-client.svelte.ts';
import type { Keeper } from './layout.svelte.ts';
import { shownProblem } from './problems.ts';

const KEY = 'chirograph.folder';

/** The way through the folders that a case may be opened in; where it ended is remembered on this computer. */
export class FolderBrowser {
  /** The folder shown; the one before stays until the next was read. Null until one was. */
  listing = $state.raw<FolderListing | null>(null);
  reading = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** Index, among the folders shown, of the one that the keys have reached. */
  at = $state(0);
  #query = $state('');
  #call: AbortController | null = null;
  readonly #engine: EngineClient;
  readonly #keeper: Keeper;

  constructor(engine: EngineClient, keeper: Keeper) {
    this.#engine = engine;
    this.#keeper = keeper;
  }

  /** The folders whose names hold every word of the query, whatever its case and accents. */
  readonly shown: readonly ListedFolder[] = $derived.by(() => {
    const words = plain(this.#query).split(/\s+/u).filter(Boolean);
    return (this.listing?.folders ?? []).filter(({ name }) => {
      const text = plain(name);
      return words.every((word) => text.includes(word));
    });
  });

  get query(): string {
    return this.#query;
  }

  set query(text: string) {
    this.#query = text;
    this.at = 0;
  }

  /** Shows the folder shown last, or the first there is. */
  async start(): Promise<void> {
    const last = this.listing?.path ?? this.#keeper.getItem(KEY);
    if (last !== null) await this.go(last);
    // A folder that was removed, or is outside of today's roots, is no news: nobody has asked for it yet.
    if (last === null || this.problem !== null) await this.go();
  }

  /** Shows a folder; the one asked for last wins. True once it is shown. */
  async go(folder?: string): Promise<boolean> {
    this.#call?.abort();
    const call = new AbortController();
    this.#call = call;
    this.reading = true;
    this.problem = null;
    try {
      const named = folder === undefined ? {} : { folder };
      const listing = await this.#engine.call('folder.list', named, { signal: call.signal });
      if (call !== this.#call) return false;
      this.#show(listing);
      return true;
    } catch (error) {
      if (call === this.#call) this.problem = shownProblem(error);
      return false;
    } finally {
      if (call === this.#call) this.reading = false;
    }
  }

  /** Shows the folder above, with the keys on the one that was left. */
  async up(): Promise<void> {
    const parent = this.listing?.parent ?? null;
    if (parent !== null) await this.go(parent);
  }

  /** Goes into the folder that the keys have reached. */
  async enter(): Promise<void> {
    const folder = this.shown[this.at];
    if (folder !== undefined && folder.problem === null) await this.go(folder.path);
  }

  /** Moves the keys by so many folders, to the first or last at most. */
  move(by: number): void {
    this.at = Math.max(0, Math.min(this.shown.length - 1, this.at + by));
  }

  /** Lets go of a reading under way; its folder is not shown any more. */
  stop(): void {
    this.#call?.abort();
    this.#call = null;
    this.reading = false;
  }

  #show(listing: FolderListing): void {
    const left = new Set(this.listing?.trail.map((each) => each.path));
    this.listing = listing;
    this.query = '';
    this.at = Math.max(
      0,
      listing.folders.findIndex((each) => left.has(each.path)),
    );
    this.#keeper.setItem(KEY, listing.path);
  }
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
