import { ChirographError, type Box } from '../../../contract/schema.ts';
import type { CaseReader } from '../case/store.ts';
import type { Preparation } from '../imaging/preparation.ts';

/** A word of a case with the crop that its encoder sees. */
export interface CroppedWord {
  readonly id: string;
  readonly item: string;
  /** Place of the page in the item, from 0. */
  readonly page: number;
  readonly path: string;
  readonly box: Box;
  readonly cropSha256: string;
  readonly crop: Uint8Array;
}

/** Pages whose words are kept: those of the last few pairs looked at. */
const PAGES_KEPT = 8;

/**
 * A word with its crop.
 *
 * @throws ChirographError `not-found` for a word that is not in the case, or whose crop is no longer on the disk; `file-missing`.
 */
export function croppedWord(store: CaseReader, id: string): CroppedWord {
  const [picture, cropped] = [store.image(`word-${id}`), store.image(`crop-${id}`)];
  if (picture.kind !== 'word' || cropped.kind !== 'crop') {
    throw new ChirographError('not-found', 'This case has no such word. Read the case again.');
  }
  const crop = store.crops(cropped.item).get(cropped.cropSha256);
  if (crop === undefined) {
    const { label } = store.item(cropped.item);
    throw new ChirographError(
      'not-found',
      `The crops of ${label} are no longer on disk. Prepare the item again.`,
    );
  }
  const { item, page, path, box } = picture;
  return { id, item, page, path, box, cropSha256: cropped.cropSha256, crop };
}

/** Where on their pages crops show writing: found by reading the page again, and kept for the pages read last. */
export class SeenWriting {
  readonly #preparation: Pick<Preparation, 'prepare' | 'cut'>;
  readonly #pages = new Map<string, Promise<ReadonlyMap<string, Box>>>();

  constructor(preparation: Pick<Preparation, 'prepare' | 'cut'>) {
    this.#preparation = preparation;
  }

  /**
   * In pixels of the upright page; null where the page gives no such crop at the word's place any more.
   *
   * @throws ChirographError `file-changed`, and what preparation rejects with.
   */
  async of(store: CaseReader, word: CroppedWord, signal?: AbortSignal): Promise<Box | null> {
    const drawn = store.drawn(word.item).find(({ id }) => id === word.id);
    if (drawn !== undefined) {
      const { box, outline } = drawn;
      const regions = [{ page: word.page, box, outline }];
      const { sha256, crops } = await this.#preparation.cut({ path: word.path, regions }, signal);
      requireSame(store, word, sha256);
      return crops[0]?.cropSha256 === word.cropSha256 ? crops[0].writing : null;
    }
    return (await this.#onPage(store, word)).get(keyOf(word)) ?? null;
  }

  async #onPage(store: CaseReader, word: CroppedWord): Promise<ReadonlyMap<string, Box>> {
    const key = `${store.item(word.item).sha256} ${word.page}`;
    const kept = this.#pages.get(key);
    if (kept !== undefined) return kept;
    // Not ended with the call that asked first: whoever asks next for a word of the page waits for the same reading.
    const reading = this.#read(store, word);
    this.#pages.set(key, reading);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(oldest);
    }
    return reading.catch((error: unknown) => {
      this.#pages.delete(key);
      throw error;
    });
  }

  async #read(store: CaseReader, word: CroppedWord): Promise<ReadonlyMap<string, Box>> {
    const { sha256, pages } = await this.#preparation.prepare({
      path: word.path,
      layout: 'auto',
      page: word.page,
    });
    requireSame(store, word, sha256);
    return new Map(pages.flatMap(({ words }) => words.map((each) => [keyOf(each), each.writing])));
  }
}

/** The same crop may lie on a page twice. */
const keyOf = ({ cropSha256, box: { x, y } }: Pick<CroppedWord, 'cropSha256' | 'box'>): string =>
  `${cropSha256} ${x} ${y}`;

/** Throws `file-changed` where an item was cut from other bytes than those first seen. */
export function requireSame(store: CaseReader, { item }: Pick<CroppedWord, 'item'>, sha256: string): void {
  const seen = store.item(item);
  if (sha256 === seen.sha256) return;
  throw new ChirographError(
    'file-changed',
    `${seen.label} (${seen.path}) is not the file that was first seen: its SHA-256 differs.`,
  );
}
