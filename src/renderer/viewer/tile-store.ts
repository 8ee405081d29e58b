/** A decoded tile, as a canvas draws it. */
export type TilePicture = Pick<ImageBitmap, 'width' | 'height' | 'close'>;

/** What shows tiles: told when one of those that it wants has come, or will not. */
export interface TileWisher {
  onTile(): void;
}

interface Wish {
  readonly wanted: readonly string[];
}

/** A tile on its way. */
interface Load {
  readonly address: string;
  /** Aborted once what comes is not to be shown any more. */
  readonly forgetting: AbortController;
}

/** Loads asked for at a time: a browser keeps six connections to an address, and the engine needs one for its answers. */
const AT_ONCE = 4;
/** Decoded bytes kept: all that four panes of a full screen show at once is a third of it. */
const CAPACITY = 192 * 1024 * 1024;

/**
 * Tiles by address, shared by all panes. Loads what is wanted, in the order it is wanted and all wishers alike; what is
 * wanted no longer before its turn is never asked for. Keeps what was shown lately.
 */
export class TileStore<Picture extends TilePicture = ImageBitmap> {
  readonly #load: (address: string, signal: AbortSignal) => Promise<Picture>;
  readonly #capacity: number;
  readonly #pictures = new Map<string, Picture>();
  readonly #failures = new Map<string, string>();
  readonly #loading = new Set<Load>();
  readonly #wishes = new Map<TileWisher, Wish>();
  #bytes = 0;

  /** @param load is told by its signal when what it loads is not wanted from it any more. */
  constructor(load: (address: string, signal: AbortSignal) => Promise<Picture>, capacity: number = CAPACITY) {
    this.#load = load;
    this.#capacity = capacity;
  }

  /** A tile that is here. */
  get(address: string): Picture | undefined {
    const picture = this.#pictures.get(address);
    if (picture !== undefined) {
      this.#pictures.delete(address);
      this.#pictures.set(address, picture);
    }
    return picture;
  }

  /** Says what is wanted from now on, the first first. What failed is tried again once it is wanted anew. */
  want(wisher: TileWisher, wanted: readonly string[]): void {
    for (const address of this.#wishes.get(wisher)?.wanted ?? []) {
      if (!wanted.includes(address)) this.#failures.delete(address);
    }
    this.#wishes.set(wisher, { wanted });
    this.#loadNext();
  }

  /** Wants nothing any more; what failed may be tried anew. */
  leave(wisher: TileWisher): void {
    for (const address of this.#wishes.get(wisher)?.wanted ?? []) this.#failures.delete(address);
    this.#wishes.delete(wisher);
  }

  /** Tries anew what failed: whatever hindered it, an engine that died or a file that was away, may be over. */
  retry(): void {
    if (this.#failures.size === 0) return;
    this.#failures.clear();
    this.#loadNext();
  }

  /** Why one of these could not be loaded; null while none failed. */
  failure(addresses: readonly string[]): string | null {
    for (const address of addresses) {
      const failure = this.#failures.get(address);
      if (failure !== undefined) return failure;
    }
    return null;
  }

  /**
   * Forgets all tiles of a case that is left, and all wishes: what is on its way is called back, and no more of it is asked for.
   * Whoever takes the chair next may not see it.
   */
  clear(): void {
    this.#wishes.clear();
    this.#forget();
  }

  /** Forgets all tiles, also those on their way, and loads anew what is wanted. */
  renew(): void {
    this.#forget();
    for (const wisher of this.#wishes.keys()) wisher.onTile();
    this.#loadNext();
  }

  #forget(): void {
    for (const address of this.#pictures.keys()) this.#drop(address);
    this.#failures.clear();
    for (const { forgetting } of this.#loading) forgetting.abort();
  }

  #drop(address: string): void {
    const picture = this.#pictures.get(address)!;
    this.#pictures.delete(address);
    this.#bytes -= bytesOf(picture);
    picture.close();
  }

  #loadNext(): void {
    while (this.#loading.size < AT_ONCE) {
      const address = this.#next();
      if (address === undefined) return;
      const load = { address, forgetting: new AbortController() };
      this.#loading.add(load);
      void this.#fetch(load);
    }
  }

  /** The first that is missing of what anybody wants first, then of what anybody wants second, and so on. */
  #next(): string | undefined {
    const wishes = [...this.#wishes.values()].map(({ wanted }) => wanted);
    const most = Math.max(0, ...wishes.map((wanted) => wanted.length));
    for (let place = 0; place < most; place++) {
      for (const wanted of wishes) {
        const address = wanted[place];
        if (address !== undefined && this.#isMissing(address)) return address;
      }
    }
    return undefined;
  }

  #isMissing(address: string): boolean {
    if (this.#pictures.has(address) || this.#failures.has(address)) return false;
    return ![...this.#loading].some((load) => load.address === address && !load.forgetting.signal.aborted);
  }

  async #fetch(load: Load): Promise<void> {
    const { address } = load;
    const { signal } = load.forgetting;
    try {
      const picture = await this.#load(address, signal);
      if (signal.aborted) picture.close();
      else this.#keep(address, picture);
    } catch (error) {
      // What nobody wants any more leaves nothing behind: it is simply asked for when it is wanted again.
      if (!signal.aborted && this.#wishersOf(address).length > 0)
        this.#failures.set(address, error instanceof Error ? error.message : String(error));
    } finally {
      this.#loading.delete(load);
    }
    if (!signal.aborted) for (const wisher of this.#wishersOf(address)) wisher.onTile();
    this.#loadNext();
  }

  #wishersOf(address: string): readonly TileWisher[] {
    return [...this.#wishes].flatMap(([wisher, { wanted }]) => (wanted.includes(address) ? [wisher] : []));
  }

  #keep(address: string, picture: Picture): void {
    this.#pictures.set(address, picture);
    this.#bytes += bytesOf(picture);
    this.#makeRoom();
  }

  #makeRoom(): void {
    const wanted = new Set([...this.#wishes.values()].flatMap((wish) => wish.wanted));
    for (const address of this.#pictures.keys()) {
      if (this.#bytes <= this.#capacity) return;
      if (!wanted.has(address)) this.#drop(address);
    }
  }
}

const bytesOf = ({ width, height }: TilePicture): number => width * height * 4;

/** Fetches a tile and decodes it, off the window's own thread. Rejects with the shell's sentence. */
export async function loadTile(address: string, signal?: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(address, { signal: signal ?? null });
  if (!response.ok) throw new Error((await response.text()).trim());
  return createImageBitmap(await response.blob());
}
