import sharp, { type Metadata, type Sharp } from 'sharp';
import { ChirographError } from '../../../contract/schema.ts';
import type { Evidence } from './evidence.ts';
import type { GrayImage } from './gray.ts';
import { statedFacts } from './stated.ts';

/** One page of an evidence file, before its pixels are decoded. */
export interface PageFacts {
  /** Place in the file, from 0. */
  readonly index: number;
  /** Upright, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly dpi: number | null;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
}

const MOST_PIXELS = 268_435_456;
const MOST_PAGES = 500;

/**
 * The pages of a file, in order; smaller copies of a page that a TIFF carries for previews are left out.
 *
 * @throws ChirographError `file-too-large` over 500 pages or 268 megapixels a page; `file-unreadable` where damaged.
 */
export async function pagesOf(evidence: Evidence): Promise<PageFacts[]> {
  const { pages: count = 1 } = await metadata(evidence, 0);
  if (count > MOST_PAGES) {
    throw new ChirographError(
      'file-too-large',
      `${evidence.name} has ${count} pages; the limit is ${MOST_PAGES}. Split it into several files.`,
    );
  }
  const stated = statedFacts(evidence);
  const pages: PageFacts[] = [];
  for (let index = 0; index < count; index++) {
    if (stated[index]?.reduced && stated.some((page) => !page.reduced)) continue;
    const { autoOrient, orientation = 1 } = await metadata(evidence, index);
    const { width, height } = autoOrient;
    if (width * height > MOST_PIXELS) {
      throw new ChirographError(
        'file-too-large',
        `Page ${index + 1} of ${evidence.name} has ${width} x ${height} pixels; the limit is 268 megapixels. Scan it at a lower resolution or in parts.`,
      );
    }
    pages.push({ index, width, height, dpi: stated[index]?.dpi ?? null, orientation });
  }
  return pages;
}

/**
 * The grey pixels that lines, words and crops are made from: upright, on white where transparent, 8 bits.
 * A model learned from pixels of exactly this pipeline; a change here is a change of `WORD_INPUT.version`.
 */
export async function grayPage(evidence: Evidence, page: number): Promise<GrayImage> {
  const { data, info } = await decoding(evidence, page, () =>
    upright(evidence, page)
      .flatten({ background: '#fff' })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  if (info.channels !== 1) {
    throw new RangeError(`grey decoding gave ${info.channels} channels`);
  }
  return { width: info.width, height: info.height, data };
}

/** A page as sharp opens it: upright, colours as stored. */
export function upright(evidence: Evidence, page: number): Sharp {
  return sharp(evidence.bytes, { page, failOn: 'error', limitInputPixels: MOST_PIXELS }).autoOrient();
}

/** Runs a decoding step; what the decoder says about damaged bytes becomes a sentence that names file and page. */
export async function decoding<T>(evidence: Evidence, page: number, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    const where = evidence.format === 'tiff' ? `Page ${page + 1} of ${evidence.name}` : evidence.name;
    throw new ChirographError(
      'file-unreadable',
      `${where} is damaged or incomplete and cannot be decoded. Get the file again from its source.`,
      { details: String(cause), cause },
    );
  }
}

function metadata(evidence: Evidence, page: number): Promise<Metadata> {
  return decoding(evidence, page, () =>
    sharp(evidence.bytes, { page, failOn: 'error', limitInputPixels: false }).metadata(),
  );
}
