import sharp, { type Sharp } from 'sharp';
import { upright } from './decode.ts';
import type { Evidence } from './evidence.ts';

/** Decoded bytes that are worth keeping; a larger page is decoded for each picture cut from it. */
const LARGEST_KEPT = 128 * 1024 * 1024;

interface DecodedPage {
  readonly sha256: string;
  readonly page: number;
  readonly data: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

/**
 * The page decoded last. The window shows a page's words as dozens of little pictures; without this each of them
 * would decode the whole page. Pages are told apart by the SHA-256 of the bytes just read, so that evidence which
 * changed meanwhile is never shown from memory.
 */
export class PageMemory {
  #last: DecodedPage | null = null;

  /** The upright page in sRGB on white, ready to cut pictures from. */
  async open(evidence: Evidence, page: number, size: { width: number; height: number }): Promise<Sharp> {
    const { sha256 } = evidence;
    if (this.#last?.sha256 !== sha256 || this.#last.page !== page) {
      this.#last = null;
      const decoded = (await upright(evidence, page)).flatten({ background: '#fff' }).toColourspace('srgb');
      if (size.width * size.height * 3 > LARGEST_KEPT) return decoded;
      const { data, info } = await decoded.raw().toBuffer({ resolveWithObject: true });
      this.#last = { sha256, page, data, raw: info };
    }
    const { data, raw } = this.#last;
    return sharp(data, { raw: { width: raw.width, height: raw.height, channels: raw.channels } });
  }
}
