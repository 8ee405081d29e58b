import sharp, { type Sharp } from 'sharp';
import { ChirographError, type Problem } from '../../../contract/schema.ts';
import type { PageFacts } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { limits, MEBIBYTE } from './limits.ts';
import { picturesOf, POINTS_PER_INCH, type PagePictures, type Picture } from './pdf-pictures.ts';
import { allocate, loadPdfium, scratch, type Pdfium } from './pdfium.ts';

/** Longest side of the pictures by which a scan is compared with its page as drawn, and grey levels that may lie between. */
const COMPARED_SIDE = 800;
const MOST_APART = 24;
/** A part of a page that is told apart from its scan has this side, in pixels of these pictures. */
const COMPARED_TILE = 16;
/** An instance that grew beyond this is given up with its document: WebAssembly's memory never shrinks. */
const LARGEST_KEPT = 512 * MEBIBYTE;

/** Values of PDFium's public headers (fpdfview.h, fpdf_annot.h, fpdf_formfill.h). */
const ERROR = { password: 4, security: 5 } as const;
const RENDER = { annotations: 0x01, rgba: 0x10 } as const;
const FORMAT = { gray: 1, bgrx: 3 } as const;
const XFA_FORMS: readonly number[] = [2, 3];
/** Annotations that carry a file, a sound, a film or a model: what they hold is not drawn. */
const CARRIERS: readonly number[] = [17, 18, 19, 21, 25, 26];
/** Flags of annotations that no window shows. */
const UNSEEN = 0x02 | 0x20;
const WHITE = 0xffffffff;

/** PDFium broke off inside WebAssembly; its instance is lost, and so is whatever it held. */
export class PdfiumStoppedError extends Error {
  override readonly name = 'PdfiumStoppedError';
}

let library: Pdfium | null = null;
/** The document opened last: the window shows a page's words as dozens of pictures cut from one file. */
let last: { readonly sha256: string; readonly document: PdfDocument } | null = null;
/** Documents share one instance, and opening one closes another: steps wait for each other. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Does something with a PDF, which may be closed once the step has ended.
 *
 * @throws ChirographError `file-unreadable` where it is damaged, protected or has no page; `decoder-failed`.
 * @throws PdfiumStoppedError
 */
export function withPdf<T>(
  evidence: Pick<Evidence, 'name' | 'bytes' | 'sha256'>,
  step: (document: PdfDocument) => T | Promise<T>,
): Promise<T> {
  const turn = queue.then(async () => {
    try {
      return await step(await opened(evidence));
    } catch (error) {
      if (error instanceof ChirographError) throw error;
      library = null;
      last = null;
      if (error instanceof Error && brokeOff(error)) {
        throw new PdfiumStoppedError(`PDFium stopped: ${error.message}`, { cause: error });
      }
      throw error;
    }
  });
  queue = turn.catch(() => undefined);
  return turn;
}

/** Whether WebAssembly trapped or ran out of its stack: what PDFium was about to do is half done. */
const brokeOff = ({ name, message }: Error): boolean =>
  name === 'RuntimeError' || (name === 'RangeError' && message.includes('call stack'));

async function opened(evidence: Pick<Evidence, 'name' | 'bytes' | 'sha256'>): Promise<PdfDocument> {
  if (last?.sha256 === evidence.sha256) return last.document;
  last?.document.close();
  last = null;
  if (library !== null && library.pdfium.HEAPU8.length > LARGEST_KEPT) library = null;
  library ??= await loadPdfium();
  const document = new PdfDocument(library, evidence);
  last = { sha256: evidence.sha256, document };
  return document;
}

/** A PDF whose pages are read as a scanner or a printer would give them; see `withPdf`. */
export class PdfDocument {
  readonly #pdfium: Pdfium;
  readonly #name: string;
  readonly #bytes: number;
  readonly #document: number;
  readonly #form: { readonly info: number; readonly handle: number };
  readonly #seen = new Map<number, SeenPage>();
  /** PDFium knows nothing of it; where a document packs its pages into streams it is not seen. */
  readonly #ownUnit: boolean;
  readonly pages: number;

  constructor(pdfium: Pdfium, { name, bytes }: Pick<Evidence, 'name' | 'bytes'>) {
    this.#pdfium = pdfium;
    this.#name = name;
    this.#ownUnit = statesOwnUnit(bytes);
    this.#bytes = allocate(pdfium, bytes.length);
    pdfium.pdfium.HEAPU8.set(bytes, this.#bytes);
    this.#document = pdfium.FPDF_LoadMemDocument(this.#bytes, bytes.length, '');
    if (this.#document === 0) {
      const error = pdfium.FPDF_GetLastError();
      this.#pdfium.pdfium.wasmExports.free(this.#bytes);
      throw unreadable(
        error === ERROR.password || error === ERROR.security
          ? `${name} is protected: it opens only with a password. Save a copy without protection in the program that can open it, and add that copy.`
          : `${name} is damaged or incomplete and cannot be opened as a PDF document. Get the file again from its source.`,
        `PDFium error ${error}`,
      );
    }
    const info = pdfium.PDFiumExt_OpenFormFillInfo();
    this.#form = { info, handle: pdfium.PDFiumExt_InitFormFillEnvironment(this.#document, info) };
    this.pages = pdfium.FPDF_GetPageCount(this.#document);
    if (this.pages === 0) {
      this.close();
      throw unreadable(`${name} has no pages. Get the file again from its source.`, 'page count 0');
    }
  }

  close(): void {
    this.#pdfium.PDFiumExt_ExitFormFillEnvironment(this.#form.handle);
    this.#pdfium.PDFiumExt_CloseFormFillInfo(this.#form.info);
    this.#pdfium.FPDF_CloseDocument(this.#document);
    this.#pdfium.pdfium.wasmExports.free(this.#bytes);
  }

  /**
   * Size and resolution of a page: those of the scan that covers it, else of its finest large picture, else 300 dpi.
   *
   * @throws ChirographError `file-unreadable`.
   */
  facts(index: number): PageFacts {
    return this.#look(index).facts;
  }

  /** Looks at a page once: reading what lies on it takes seconds where that is much. */
  #look(index: number): SeenPage {
    let seen = this.#seen.get(index);
    if (seen === undefined) {
      const page = this.#load(index);
      try {
        seen = { facts: this.#measured(page, index), hides: this.#hiddenOn(page) };
      } finally {
        this.#unload(page);
      }
      this.#seen.set(index, seen);
    }
    return seen;
  }

  #measured(page: number, index: number): PageFacts {
    const { scan, dpi } = picturesOf(this.#pdfium, page);
    if (scan !== null) {
      const lying = this.#turns(page) % 2 === 1;
      const { width, height } = lying ? { width: scan.height, height: scan.width } : scan;
      return { index, width, height, dpi, orientation: 1 };
    }
    const pixels = (points: number): number => Math.max(1, Math.round((points / POINTS_PER_INCH) * dpi));
    return {
      index,
      width: pixels(this.#pdfium.FPDF_GetPageWidthF(page)),
      height: pixels(this.#pdfium.FPDF_GetPageHeightF(page)),
      dpi,
      orientation: 1,
    };
  }

  /**
   * The page's pixels: exactly those of its scan, turned as the page is, where the page shows that scan and nothing
   * else; or the page drawn at the size that `facts` states, with annotations and form fields.
   *
   * @throws ChirographError `file-unreadable`, also where a picture that covers much of the page is damaged.
   */
  async pixels(facts: PageFacts): Promise<Sharp> {
    const page = this.#load(facts.index);
    try {
      const pictures = picturesOf(this.#pdfium, page);
      await this.#checkPictures(pictures, facts.index);
      const original = pictures.scan === null ? null : this.#pixelsOf(pictures.scan);
      const turned = original?.rotate(90 * this.#turns(page));
      if (turned !== undefined && (await this.#shows(page, facts, turned))) return turned;
      return this.#drawn(page, facts);
    } finally {
      this.#unload(page);
    }
  }

  /** What the file holds besides its pages, or hides on them, as a sentence goes on after its name; null where nothing. */
  besides(): string | null {
    if (this.#pdfium.FPDFDoc_GetAttachmentCount(this.#document) > 0) {
      return 'has other files attached to it, which were not read';
    }
    const kinds = Array.from({ length: this.pages }, (_, index) => this.#look(index).hides);
    if (kinds.includes('carrier')) return 'has files, sounds or films on its pages, which were not read';
    if (kinds.includes('unseen')) return 'has hidden annotations on its pages, which were not read';
    if (this.#ownUnit)
      return 'measures its pages in a unit of its own (UserUnit); their resolution is not the one shown';
    return XFA_FORMS.includes(this.#pdfium.FPDF_GetFormType(this.#document))
      ? 'is a form (XFA) that another program draws; its pages here are what it gives to all others'
      : null;
  }

  #hiddenOn(page: number): SeenPage['hides'] {
    const pdfium = this.#pdfium;
    let found: 'unseen' | null = null;
    for (let at = 0; at < pdfium.FPDFPage_GetAnnotCount(page); at++) {
      const annotation = pdfium.FPDFPage_GetAnnot(page, at);
      const carries = CARRIERS.includes(pdfium.FPDFAnnot_GetSubtype(annotation));
      if ((pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN) !== 0) found = 'unseen';
      pdfium.FPDFPage_CloseAnnot(annotation);
      if (carries) return 'carrier';
    }
    return found;
  }

  #load(index: number): number {
    const page = this.#pdfium.FPDF_LoadPage(this.#document, index);
    if (page === 0) throw this.#damaged(index, `PDFium error ${this.#pdfium.FPDF_GetLastError()}`);
    this.#pdfium.FORM_OnAfterLoadPage(page, this.#form.handle);
    return page;
  }

  #unload(page: number): void {
    this.#pdfium.FORM_OnBeforeClosePage(page, this.#form.handle);
    this.#pdfium.FPDF_ClosePage(page);
  }

  #damaged(index: number, details: string): ChirographError {
    return unreadable(
      `Page ${index + 1} of ${this.#name} is damaged or incomplete and cannot be read. Get the file again from its source.`,
      details,
    );
  }

  /** Quarter turns clockwise. */
  #turns(page: number): number {
    return this.#pdfium.FPDFPage_GetRotation(page);
  }

  /** Refuses a page one of whose large pictures breaks off: PDFium would leave it white or black from there on. */
  async #checkPictures({ large }: PagePictures, index: number): Promise<void> {
    for (const picture of large) {
      const wrong = await this.#damageOf(picture);
      if (wrong !== null) throw this.#damaged(index, wrong);
    }
  }

  async #damageOf({ object, rowBytes, height, filters }: Picture): Promise<string | null> {
    const pdfium = this.#pdfium;
    if (filters.length === 1 && filters[0] === 'DCTDecode') {
      const length = pdfium.FPDFImageObj_GetImageDataRaw(object, 0, 0);
      const jpeg = scratch(pdfium, length, (at) => {
        pdfium.FPDFImageObj_GetImageDataRaw(object, at, length);
        return Buffer.from(pdfium.pdfium.HEAPU8.subarray(at, at + length));
      });
      try {
        await sharp(jpeg, { failOn: 'error', limitInputPixels: limits.pagePixels }).stats();
        return null;
      } catch (error) {
        return `a picture in JPEG: ${String(error)}`;
      }
    }
    if (!filters.every((filter) => LOSSLESS.has(filter))) return null;
    const length = pdfium.FPDFImageObj_GetImageDataDecoded(object, 0, 0);
    const expected = rowBytes * height;
    return length >= expected ? null : `a picture of ${length} bytes where its size asks for ${expected}`;
  }

  /** Exactly the pixels of a picture, whatever its page does with them. */
  #pixelsOf({ object, width, height }: Picture): Sharp | null {
    const bitmap = this.#pdfium.FPDFImageObj_GetBitmap(object);
    if (bitmap === 0) return null;
    try {
      const format = this.#pdfium.FPDFBitmap_GetFormat(bitmap);
      const whole =
        this.#pdfium.FPDFBitmap_GetWidth(bitmap) === width &&
        this.#pdfium.FPDFBitmap_GetHeight(bitmap) === height;
      if (!whole || format > FORMAT.bgrx) return null;
      const perPixel = format === FORMAT.gray ? 1 : format === FORMAT.bgrx ? 4 : 3;
      return this.#copied(bitmap, { width, height, perPixel, blueFirst: true });
    } finally {
      this.#pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  /** Whether the page as drawn is that picture: masks, transparency and layers may make another one of it. */
  async #shows(page: number, { width, height }: PageFacts, picture: Sharp): Promise<boolean> {
    const share = Math.min(1, COMPARED_SIDE / Math.max(width, height));
    const size = {
      width: Math.max(1, Math.round(width * share)),
      height: Math.max(1, Math.round(height * share)),
    };
    const tiles = {
      width: Math.ceil(size.width / COMPARED_TILE),
      height: Math.ceil(size.height / COMPARED_TILE),
    };
    const coarse = async (image: Sharp): Promise<Buffer> => {
      const shrunk = await image
        .resize({ ...size, fit: 'fill', kernel: 'linear' })
        .toColourspace('srgb')
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const { channels } = shrunk.info;
      return sharp(shrunk.data, { raw: { ...size, channels } })
        .resize({ ...tiles, fit: 'fill', kernel: 'linear' })
        .raw()
        .toBuffer();
    };
    const shown = await coarse(this.#drawn(page, size));
    const own = await coarse(picture.clone());
    return (
      own.length === shown.length && own.every((value, at) => Math.abs(value - shown[at]!) <= MOST_APART)
    );
  }

  #drawn(page: number, { width, height }: Pick<PageFacts, 'width' | 'height'>): Sharp {
    const pdfium = this.#pdfium;
    const bitmap = pdfium.FPDFBitmap_Create(width, height, 0);
    if (bitmap === 0) throw new RangeError('out of memory');
    try {
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      const flags = RENDER.annotations | RENDER.rgba;
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
      pdfium.FPDF_FFLDraw(this.#form.handle, bitmap, page, 0, 0, width, height, 0, flags);
      return this.#copied(bitmap, { width, height, perPixel: 4, blueFirst: false });
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  /** A bitmap's pixels without what fills up its rows, and without a fourth channel. */
  #copied(bitmap: number, { width, height, perPixel, blueFirst }: PixelLayout): Sharp {
    const from = this.#pdfium.FPDFBitmap_GetBuffer(bitmap);
    const stride = this.#pdfium.FPDFBitmap_GetStride(bitmap);
    const source = this.#pdfium.pdfium.HEAPU8;
    const channels = perPixel === 1 ? 1 : 3;
    const data = Buffer.allocUnsafe(width * height * channels);
    const [first, third] = blueFirst ? [2, 0] : [0, 2];
    for (let y = 0, to = 0; y < height; y++) {
      let at = from + y * stride;
      if (channels === 1) {
        data.set(source.subarray(at, at + width), to);
        to += width;
        continue;
      }
      for (let x = 0; x < width; x++, at += perPixel, to += 3) {
        data[to] = source[at + first] as number;
        data[to + 1] = source[at + 1] as number;
        data[to + 2] = source[at + third] as number;
      }
    }
    return sharp(data, { raw: { width, height, channels }, limitInputPixels: limits.pagePixels });
  }
}

/** What a page says before its pixels are asked for. */
interface SeenPage {
  readonly facts: PageFacts;
  /** What lies on it and is not drawn: annotations that carry something of their own, or that no window shows. */
  readonly hides: 'carrier' | 'unseen' | null;
}

/** How a bitmap's pixels lie. */
interface PixelLayout {
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel: 1 is grey, 3 and 4 are colours. */
  readonly perPixel: number;
  readonly blueFirst: boolean;
}

/** Filters after which a whole picture has as many bytes as its size asks for. */
const LOSSLESS = new Set(['FlateDecode', 'LZWDecode', 'RunLengthDecode', 'ASCII85Decode', 'ASCIIHexDecode']);

/** What is said of a PDF that holds more than pages, so that evidence is never read in part without a word. */
export async function besidesPages(evidence: Evidence): Promise<Problem | null> {
  const more = await withPdf(evidence, (document) => document.besides());
  if (more === null) return null;
  return {
    code: 'read-in-part',
    message: `${evidence.name} ${more}. Look at it with another program, and save what matters as a file of its own.`,
  };
}

/** Whether a page states that its unit is another than 1/72 inch. */
function statesOwnUnit(bytes: Buffer): boolean {
  const KEY = '/UserUnit';
  for (let at = bytes.indexOf(KEY); at >= 0; at = bytes.indexOf(KEY, at + 1)) {
    const from = at + KEY.length;
    if (Number.parseFloat(bytes.toString('latin1', from, from + 16)) !== 1) return true;
  }
  return false;
}

const unreadable = (message: string, details: string): ChirographError =>
  new ChirographError('file-unreadable', message, { details });
