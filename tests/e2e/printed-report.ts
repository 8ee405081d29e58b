import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader of a report's PDF gets to see. */
export interface PrintedReport {
  /** The text of all pages, without line breaks inside a page. */
  readonly text: string;
  /** For each page as a picture at 72 dpi: dark pixels, and how many of them lie on its outermost 20 points. */
  readonly pages: readonly { readonly dark: number; readonly atEdge: number }[];
}

/** Reads a PDF back: its text, and its pages as pictures. */
export async function readReport(pdf: Uint8Array): Promise<PrintedReport> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await loading.promise;
  const texts: string[] = [];
  const pages: PrintedReport['pages'][number][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    texts.push(content.items.map((item) => ('str' in item ? item.str : '')).join(''));
    pages.push(await inkOf(document, page));
  }
  await loading.destroy();
  return { text: texts.join('\n'), pages };
}

const DARK = 160;
const MARGIN = 20;

/** The part of a canvas that is needed here; pdfjs makes it with @napi-rs/canvas outside a browser. */
interface Drawn {
  readonly canvas: { readonly width: number; readonly height: number };
  readonly context: {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}

async function inkOf(
  document: PDFDocumentProxy,
  page: PDFPageProxy,
): Promise<{ dark: number; atEdge: number }> {
  const viewport = page.getViewport({ scale: 1 });
  const factory = document.canvasFactory as { create(width: number, height: number): Drawn };
  const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  let dark = 0;
  let atEdge = 0;
  for (let at = 0; at < width * height; at++) {
    if ((data[4 * at] as number) >= DARK) continue;
    dark++;
    const x = at % width;
    const y = Math.floor(at / width);
    if (Math.min(x, y, width - 1 - x, height - 1 - y) < MARGIN) atEdge++;
  }
  return { dark, atEdge };
}
