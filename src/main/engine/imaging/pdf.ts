import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import sharp, { type Sharp } from 'sharp';
import { ChirographError, type Problem } from '../../../contract/schema.ts';
import type { PageFacts } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { limits } from './limits.ts';

/** Pixels per inch of a page that states none of its own: what is drawn has no pixels, and small pictures decide nothing. */
const USUAL_DPI = 300;
/** Finest and coarsest resolution that a page's pictures can give it. */
const FINEST_DPI = 1200;
const COARSEST_DPI = 72;
const POINTS_PER_INCH = 72;
/** Share of the page that a picture covers at least to decide the page's resolution. */
const DECIDING_SHARE = 0.25;
/** What share of the page's side the picture of a scanned page may be off at each edge. */
const OFF_EDGE = 0.02;
/** What part of itself a picture's side may be off where it counts as upright. */
const STRAIGHT = 1e-3;

/** Values of PDFium's public headers (fpdfview.h, fpdf_edit.h, fpdf_formfill.h). */
const ERROR = { password: 4, security: 5 } as const;
const OBJECT = { text: 1, image: 3 } as const;
const INVISIBLE_TEXT = 3;
const RENDER = { annotations: 0x01, rgba: 0x10 } as const;
const FORMAT = { gray: 1, bgr: 2, bgrx: 3, bgra: 4 } as const;
const XFA_FORMS: readonly number[] = [2, 3];
const WHITE = 0xffffffff;

/** The package's types leave out the views of its memory; they are new ones after it grew. */
type Pdfium = WrappedPdfiumModule & {
  readonly pdfium: {
    readonly HEAPU8: Uint8Array;
    readonly HEAPU32: Uint32Array;
    readonly HEAPF32: Float32Array;
  };
};

/**
 * PDFium in WebAssembly, without its JavaScript engine: it has no way to the disk, the network or this process's memory,
 * and nothing in a document can run.
 */
let library: Promise<Pdfium> | null = null;

async function load(): Promise<Pdfium> {
  const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const { buffer } = new Uint8Array(readFileSync(wasm));
  const pdfium = (await init({ wasmBinary: buffer })) as Pdfium;
  pdfium.PDFiumExt_Init();
  return pdfium;
}

/** A picture that is all there is to see on its page, upright before the page is turned. */
interface Scan {
  readonly object: number;
  readonly width: number;
  readonly height: number;
}

/** The document opened last: the window shows a page's words as dozens of pictures cut from one file. */
let last: { readonly sha256: string; readonly document: PdfDocument } | null = null;

/**
 * Opens a PDF.
 *
 * @throws ChirographError `file-unreadable` where it is damaged, protected or has no page.
 */
export async function openPdf(evidence: Pick<Evidence, 'name' | 'bytes' | 'sha256'>): Promise<PdfDocument> {
  if (last?.sha256 === evidence.sha256) return last.document;
  last?.document.close();
  last = null;
  library ??= load();
  const document = new PdfDocument(await library, evidence);
  last = { sha256: evidence.sha256, document };
  return document;
}

/** A PDF whose pages are read as a scanner or a printer would give them; see `openPdf`. */
export class PdfDocument {
  readonly #pdfium: Pdfium;
  readonly #name: string;
  readonly #bytes: number;
  readonly #document: number;
  readonly pages: number;

  constructor(pdfium: Pdfium, { name, bytes }: Pick<Evidence, 'name' | 'bytes'>) {
    this.#pdfium = pdfium;
    this.#name = name;
    this.#bytes = this.#allocate(bytes.length);
    pdfium.pdfium.HEAPU8.set(bytes, this.#bytes);
    this.#document = pdfium.FPDF_LoadMemDocument(this.#bytes, bytes.length, '');
    if (this.#document === 0) {
      const error = pdfium.FPDF_GetLastError();
      this.#free(this.#bytes);
      throw unreadable(
        error === ERROR.password || error === ERROR.security
          ? `${name} is protected: it opens only with a password. Save a copy without protection in the program that can open it, and add that copy.`
          : `${name} is damaged or incomplete and cannot be opened as a PDF document. Get the file again from its source.`,
        `PDFium error ${error}`,
      );
    }
    this.pages = pdfium.FPDF_GetPageCount(this.#document);
    if (this.pages === 0) {
      this.close();
      throw unreadable(`${name} has no pages. Get the file again from its source.`, 'page count 0');
    }
  }

  close(): void {
    this.#pdfium.FPDF_CloseDocument(this.#document);
    this.#free(this.#bytes);
  }

  /**
   * Size and resolution of a page: those of its scan where it is one, else of its finest large picture, else 300 dpi.
   *
   * @throws ChirographError `file-unreadable`.
   */
  facts(index: number): PageFacts {
    return this.#onPage(index, (page) => {
      const size = this.#sizeOf(page);
      const { scan, dpi } = this.#picturesOf(page);
      if (scan === null) {
        const pixels = (points: number): number => Math.max(1, Math.round((points / POINTS_PER_INCH) * dpi));
        return { index, width: pixels(size.width), height: pixels(size.height), dpi, orientation: 1 };
      }
      const lying = this.#turns(page) % 2 === 1;
      const { width, height } = lying ? { width: scan.height, height: scan.width } : scan;
      return { index, width, height, dpi, orientation: 1 };
    });
  }

  /**
   * The page's pixels: exactly those of its scan, turned as the page is, or the page drawn at the size that `facts`
   * states, with its annotations.
   *
   * @throws ChirographError `file-unreadable`.
   */
  pixels(facts: PageFacts): Sharp {
    return this.#onPage(facts.index, (page) => {
      const { scan } = this.#picturesOf(page);
      const original = scan === null ? null : this.#pixelsOf(scan);
      return original?.rotate(90 * this.#turns(page)) ?? this.#drawn(page, facts);
    });
  }

  /** What the file holds besides its pages, as a sentence goes on after its name; null where nothing. */
  besides(): string | null {
    const files = this.#pdfium.FPDFDoc_GetAttachmentCount(this.#document);
    if (files > 0) {
      return `holds ${files === 1 ? 'a file' : `${files} files`} attached to its pages, which nothing here reads`;
    }
    return XFA_FORMS.includes(this.#pdfium.FPDF_GetFormType(this.#document))
      ? 'is a form (XFA) whose own program draws it; its pages here are what it gives to other programs'
      : null;
  }

  #onPage<T>(index: number, step: (page: number) => T): T {
    const page = this.#pdfium.FPDF_LoadPage(this.#document, index);
    if (page === 0) {
      throw unreadable(
        `Page ${index + 1} of ${this.#name} is damaged and cannot be read. Get the file again from its source.`,
        `PDFium error ${this.#pdfium.FPDF_GetLastError()}`,
      );
    }
    try {
      return step(page);
    } finally {
      this.#pdfium.FPDF_ClosePage(page);
    }
  }

  /** In points, as the page is turned. */
  #sizeOf(page: number): { width: number; height: number } {
    return {
      width: this.#pdfium.FPDF_GetPageWidthF(page),
      height: this.#pdfium.FPDF_GetPageHeightF(page),
    };
  }

  /** Quarter turns clockwise. */
  #turns(page: number): number {
    return this.#pdfium.FPDFPage_GetRotation(page);
  }

  /** The scan that the page is, if it is one, and the resolution to read the page in. */
  #picturesOf(page: number): { scan: Scan | null; dpi: number } {
    const pdfium = this.#pdfium;
    const size = this.#sizeOf(page);
    const area = size.width * size.height;
    const count = pdfium.FPDFPage_CountObjects(page);
    let visible = pdfium.FPDFPage_GetAnnotCount(page);
    let finest = 0;
    let scan: Scan | null = null;
    for (let at = 0; at < count; at++) {
      const object = pdfium.FPDFPage_GetObject(page, at);
      const type = pdfium.FPDFPageObj_GetType(object);
      // Recognised text lies unseen under a scan.
      if (type === OBJECT.text && pdfium.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE_TEXT) continue;
      visible++;
      if (type !== OBJECT.image) continue;
      const picture = this.#pictureOf(object);
      const share = (picture.across * picture.down) / area;
      if (share < DECIDING_SHARE) continue;
      const { width, height } = picture;
      const dpi = POINTS_PER_INCH * Math.min(width / picture.across, height / picture.down) || 0;
      finest = Math.max(finest, dpi);
      if (picture.straight && this.#coversPage(page, object)) scan = { object, width, height };
    }
    if (finest === 0) return { scan: null, dpi: USUAL_DPI };
    const dpi = Math.round(100 * Math.min(FINEST_DPI, Math.max(COARSEST_DPI, finest))) / 100;
    return { scan: visible === 1 && dpi === Math.round(100 * finest) / 100 ? scan : null, dpi };
  }

  /** A picture's pixels, its sides on the page in points, and whether these lie along the page's. */
  #pictureOf(object: number): {
    width: number;
    height: number;
    across: number;
    down: number;
    straight: boolean;
  } {
    return this.#scratch(24, (at) => {
      this.#pdfium.FPDFImageObj_GetImagePixelSize(object, at, at + 4);
      const width = this.#pdfium.pdfium.HEAPU32[at / 4] as number;
      const height = this.#pdfium.pdfium.HEAPU32[at / 4 + 1] as number;
      this.#pdfium.FPDFPageObj_GetMatrix(object, at);
      const [a, b, c, d] = this.#floats(at, 4) as [number, number, number, number];
      const straight = a > 0 && d > 0 && Math.abs(b) < STRAIGHT * a && Math.abs(c) < STRAIGHT * d;
      return { width, height, across: Math.hypot(a, b), down: Math.hypot(c, d), straight };
    });
  }

  /** Whether an object lies edge to edge on its page, and nothing cuts parts of it off. */
  #coversPage(page: number, object: number): boolean {
    const pdfium = this.#pdfium;
    if (pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(object)) > 0) return false;
    return this.#scratch(32, (at) => {
      pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12);
      pdfium.FPDF_GetPageBoundingBox(page, at + 16);
      const [left, bottom, right, top] = this.#floats(at, 4);
      const [pageLeft, pageTop, pageRight, pageBottom] = this.#floats(at + 16, 4);
      const across = OFF_EDGE * (pageRight! - pageLeft!);
      const down = OFF_EDGE * (pageTop! - pageBottom!);
      return (
        Math.abs(left! - pageLeft!) <= across &&
        Math.abs(right! - pageRight!) <= across &&
        Math.abs(bottom! - pageBottom!) <= down &&
        Math.abs(top! - pageTop!) <= down
      );
    });
  }

  #floats(at: number, count: number): number[] {
    return [...this.#pdfium.pdfium.HEAPF32.subarray(at / 4, at / 4 + count)];
  }

  /** Exactly the pixels of a picture; null where it is no plain one (a stencil, or with a mask). */
  #pixelsOf({ object, width, height }: Scan): Sharp | null {
    const bitmap = this.#pdfium.FPDFImageObj_GetBitmap(object);
    if (bitmap === 0) return null;
    try {
      const format = this.#pdfium.FPDFBitmap_GetFormat(bitmap);
      const whole =
        this.#pdfium.FPDFBitmap_GetWidth(bitmap) === width &&
        this.#pdfium.FPDFBitmap_GetHeight(bitmap) === height;
      if (!whole || format === FORMAT.bgra) return null;
      const channels = format === FORMAT.gray ? 1 : 3;
      const perPixel = format === FORMAT.bgrx ? 4 : channels;
      return this.#copied(bitmap, { width, height }, perPixel, channels, true);
    } finally {
      this.#pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  #drawn(page: number, { width, height }: PageFacts): Sharp {
    const bitmap = this.#pdfium.FPDFBitmap_Create(width, height, 0);
    if (bitmap === 0) throw new RangeError('out of memory');
    try {
      this.#pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      const flags = RENDER.annotations | RENDER.rgba;
      this.#pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
      return this.#copied(bitmap, { width, height }, 4, 3, false);
    } finally {
      this.#pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  /** A bitmap's pixels without what fills up its rows, and without a fourth channel. */
  #copied(
    bitmap: number,
    { width, height }: { width: number; height: number },
    perPixel: number,
    channels: 1 | 3,
    blueFirst: boolean,
  ): Sharp {
    const from = this.#pdfium.FPDFBitmap_GetBuffer(bitmap);
    const stride = this.#pdfium.FPDFBitmap_GetStride(bitmap);
    const source = this.#pdfium.pdfium.HEAPU8;
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

  #scratch<T>(bytes: number, step: (at: number) => T): T {
    const at = this.#allocate(bytes);
    try {
      return step(at);
    } finally {
      this.#free(at);
    }
  }

  #allocate(bytes: number): number {
    const at = this.#pdfium.pdfium.wasmExports.malloc(bytes);
    if (at === 0) throw new RangeError('out of memory');
    return at;
  }

  #free(at: number): void {
    this.#pdfium.pdfium.wasmExports.free(at);
  }
}

/** What is said of a PDF that holds more than pages, so that evidence is never read in part without a word. */
export async function besidesPages(evidence: Evidence): Promise<Problem | null> {
  const more = (await openPdf(evidence)).besides();
  if (more === null) return null;
  return {
    code: 'read-in-part',
    message: `${evidence.name} ${more}. Look at it with another program, and save what matters as a file of its own.`,
  };
}

const unreadable = (message: string, details: string): ChirographError =>
  new ChirographError('file-unreadable', message, { details });
