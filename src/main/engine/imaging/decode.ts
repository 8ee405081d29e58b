import sharp, { type Metadata, type Sharp } from 'sharp';
import { ChirographError } from '../../../contract/schema.ts';
import type { Evidence } from './evidence.ts';
import type { ColourImage } from './ink-colour.ts';
import type { GrayImage } from './gray.ts';
import { grouped, limits } from './limits.ts';
import { memoryRefusal, saysOutOfMemory } from './memory-refusal.ts';
import { PdfiumStoppedError, withPdf } from './pdf.ts';
import { statedFacts } from './stated.ts';

/** One page of an evidence file, before its pixels are decoded. */
export interface PageFacts {
  /** Place in the file, from 0. */
  readonly index: number;
  /** Upright, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of a page of a PDF the resolution that it is read in. */
  readonly dpi: number | null;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
}

/**
 * The pages of a file, in order; smaller copies of a page that a TIFF carries for previews are left out.
 *
 * @param met is called for each page whose header was read.
 * @throws ChirographError `file-too-large` over the limits of pages and pixels; `file-unreadable` where damaged.
 */
export async function pagesOf(evidence: Evidence, met: () => void = () => undefined): Promise<PageFacts[]> {
  const count = await pageCount(evidence);
  if (count > limits.filePages) {
    throw tooLarge(
      `${evidence.name} has ${grouped(count)} pages; the limit is ${limits.filePages}. Split it into several files.`,
    );
  }
  const stated = statedFacts(evidence);
  const all: (PageFacts & { readonly reduced: boolean })[] = [];
  for (let index = 0; index < count; index++) {
    const facts =
      evidence.format === 'pdf' ? await pdfFacts(evidence, index) : await imageFacts(evidence, index);
    met();
    const { dpi, reduced } = stated[index] ?? { dpi: null, reduced: false };
    all.push({ ...facts, dpi: facts.dpi ?? dpi, reduced });
  }
  const pages = all
    .filter((page) => !isPreview(page, all))
    .map(({ index, width, height, dpi, orientation }) => ({ index, width, height, dpi, orientation }));
  for (const page of pages) checkSize(evidence, page);
  const pixels = pages.reduce((sum, { width, height }) => sum + width * height, 0);
  if (pixels > limits.filePixels) {
    throw tooLarge(
      `The pages of ${evidence.name} have ${grouped(pixels)} pixels together; the limit is ${grouped(limits.filePixels)}. Split it into several files.`,
    );
  }
  return pages;
}

/** A page that calls itself a smaller copy counts as one only beside a larger page: nothing is left out on its word alone. */
function isPreview(
  page: PageFacts & { readonly reduced: boolean },
  all: readonly (PageFacts & { readonly reduced: boolean })[],
): boolean {
  const area = page.width * page.height;
  return page.reduced && all.some((other) => !other.reduced && other.width * other.height > area);
}

function checkSize(evidence: Evidence, { index, width, height }: PageFacts): void {
  const has = `Page ${index + 1} of ${evidence.name} has ${width} x ${height} pixels`;
  if (width * height > limits.pagePixels) {
    throw tooLarge(
      `${has}; the limit is ${Math.floor(limits.pagePixels / 1_000_000)} megapixels. Scan it at a lower resolution or in parts.`,
    );
  }
  if (Math.max(width, height) > limits.pageSidePixels) {
    throw tooLarge(
      `${has}; the limit for a side is ${grouped(limits.pageSidePixels)} pixels. Scan it at a lower resolution or in parts.`,
    );
  }
}

const tooLarge = (message: string): ChirographError => new ChirographError('file-too-large', message);

/** A page whose grey pixels are decoded, and its colours where somebody asks for them. */
export interface DecodedPage {
  /** See `grayPage`. */
  readonly gray: GrayImage;
  /** The upright page in sRGB on white, made to fit a raster of this size; null where the file holds grey alone. */
  colour(size: Pick<GrayImage, 'width' | 'height'>): Promise<ColourImage | null>;
}

/** Decodes a page as finding its words needs it. */
export async function decodePage(evidence: Evidence, page: number): Promise<DecodedPage> {
  const image = await decoding(evidence, page, async () =>
    (await upright(evidence, page)).flatten({ background: '#fff' }),
  );
  return {
    gray: await decoding(evidence, page, () => grayOf(image.clone())),
    colour: (size) => decoding(evidence, page, () => colourOf(image.clone(), size)),
  };
}

/**
 * The grey pixels that lines, words and crops are made from: upright, on white where transparent, 8 bits.
 * A model learned from pixels of exactly this pipeline; a change here is a change of `WORD_INPUT.version`.
 */
export async function grayPage(evidence: Evidence, page: number): Promise<GrayImage> {
  return (await decodePage(evidence, page)).gray;
}

async function grayOf(image: Sharp): Promise<GrayImage> {
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) {
    throw new RangeError(`grey decoding gave ${info.channels} channels`);
  }
  return { width: info.width, height: info.height, data };
}

async function colourOf(
  image: Sharp,
  { width, height }: Pick<GrayImage, 'width' | 'height'>,
): Promise<ColourImage | null> {
  const { channels } = await image.metadata();
  if (channels < 3) return null;
  const { data, info } = await image
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) {
    throw new RangeError(`colour decoding gave ${info.channels} channels`);
  }
  return { width, height, data };
}

/** A page as sharp opens it: upright, colours as stored; a page of a PDF as a scanner or printer would give it. */
export async function upright(evidence: Evidence, page: number): Promise<Sharp> {
  if (evidence.format === 'pdf') {
    return withPdf(evidence, (document) => document.pixels(document.facts(page)));
  }
  return sharp(evidence.decodable, {
    page,
    failOn: 'error',
    limitInputPixels: limits.pagePixels,
  }).autoOrient();
}

/** Runs a decoding step; what the decoder says about damaged bytes becomes a sentence that names file and page. */
export async function decoding<T>(evidence: Evidence, page: number, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    if (cause instanceof ChirographError || cause instanceof PdfiumStoppedError) throw cause;
    const where = hasPages(evidence) ? `Page ${page + 1} of ${evidence.name}` : evidence.name;
    if (saysOutOfMemory(cause)) throw memoryRefusal(where, cause);
    throw new ChirographError(
      'file-unreadable',
      `${where} is damaged or incomplete and cannot be decoded. Get the file again from its source.`,
      { details: String(cause), cause },
    );
  }
}

const hasPages = ({ format }: Evidence): boolean => format === 'tiff' || format === 'pdf';

async function pageCount(evidence: Evidence): Promise<number> {
  if (evidence.format !== 'pdf') return (await metadata(evidence, 0)).pages ?? 1;
  return decoding(evidence, 0, () => withPdf(evidence, (document) => document.pages));
}

async function imageFacts(evidence: Evidence, index: number): Promise<PageFacts> {
  const { autoOrient, orientation = 1 } = await metadata(evidence, index);
  const { width, height } = autoOrient;
  return { index, width, height, dpi: null, orientation };
}

const pdfFacts = (evidence: Evidence, index: number): Promise<PageFacts> =>
  decoding(evidence, index, () => withPdf(evidence, (document) => document.facts(index)));

function metadata(evidence: Evidence, page: number): Promise<Metadata> {
  return decoding(evidence, page, () =>
    sharp(evidence.decodable, { page, failOn: 'error', limitInputPixels: false }).metadata(),
  );
}
