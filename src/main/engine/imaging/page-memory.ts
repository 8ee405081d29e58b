import sharp, { type Sharp } from 'sharp';
import { levelSize } from '../../../contract/tiles.ts';
import { upright } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { MEBIBYTE } from './limits.ts';
import { PAGES_KEPT } from './preparation-messages.ts';

/** Decoded bytes of a page at one level that are worth keeping; a larger one is made for each picture cut from it. */
const LARGEST_KEPT = 128 * MEBIBYTE;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Pixels {
  readonly data: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

interface KeptPage {
  readonly sha256: string;
  readonly page: number;
  /** Pixels by level, see `Tile`. */
  readonly levels: Map<number, Pixels>;
}

/**
 * The pages decoded last. The window shows a page as tiles and its words as dozens of little pictures; without this each of
 * them would decode the whole page. Pages are told apart by the SHA-256 of the bytes just read, so that evidence which
 * changed meanwhile is never shown from memory.
 */
export class PageMemory {
  /** The one used last comes last. */
  readonly #pages: KeptPage[] = [];

  /**
   * The upright page in sRGB on white, ready to cut pictures from.
   *
   * @param size of the page in its own pixels.
   * @param level as in `Tile`: how often its sides are halved.
   */
  async open(evidence: Evidence, page: number, size: Size, level = 0): Promise<Sharp> {
    const { levels } = this.#kept(evidence.sha256, page);
    const kept = levels.get(level);
    if (kept !== undefined) return opened(kept);
    const made = await this.#make(evidence, page, size, level, levels);
    const { width, height } = levelSize(size, level);
    if (width * height * 3 > LARGEST_KEPT) return made;
    const { data, info } = await made.raw().toBuffer({ resolveWithObject: true });
    levels.set(level, { data, raw: info });
    return opened({ data, raw: info });
  }

  #kept(sha256: string, page: number): KeptPage {
    const at = this.#pages.findIndex((each) => each.sha256 === sha256 && each.page === page);
    const [kept = { sha256, page, levels: new Map<number, Pixels>() }] =
      at < 0 ? [] : this.#pages.splice(at, 1);
    this.#pages.push(kept);
    if (this.#pages.length > PAGES_KEPT) this.#pages.shift();
    return kept;
  }

  async #make(
    evidence: Evidence,
    page: number,
    size: Size,
    level: number,
    levels: KeptPage['levels'],
  ): Promise<Sharp> {
    if (level === 0) return decoded(evidence, page);
    const finer = Math.max(-1, ...[...levels.keys()].filter((each) => each < level));
    const source =
      finer >= 0
        ? opened(levels.get(finer)!)
        : // A JPEG's decoder gives it smaller in a fraction of the time; of all else the finer levels are wanted next.
          evidence.format === 'jpeg'
          ? await decoded(evidence, page)
          : await this.open(evidence, page, size);
    // A kernel without negative lobes: no light rims that are not in the scan are drawn around strokes.
    return source.resize({ ...levelSize(size, level), fit: 'fill', kernel: 'linear' });
  }
}

const decoded = async (evidence: Evidence, page: number): Promise<Sharp> =>
  (await upright(evidence, page)).flatten({ background: '#fff' }).toColourspace('srgb');

const opened = ({ data, raw: { width, height, channels } }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels } });
