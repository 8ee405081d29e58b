import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A run of text as it stands on a page: in points from the lower left corner. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface ReadPdf {
  readonly title: string;
  readonly pages: readonly {
    readonly width: number;
    readonly height: number;
    readonly texts: readonly PlacedText[];
  }[];
  /** All text of the document, runs joined by spaces, white space drawn together. */
  readonly text: string;
  /** The same without any white space: for names that are broken over lines. */
  readonly solid: string;
}

/** Reads a PDF with pdf.js, a reader that shares no code with the writer. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 });
  const document: PDFDocumentProxy = await task.promise;
  const pages: ReadPdf['pages'][number][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item): PlacedText[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , , x, y] = item.transform as number[];
      return [{ text: item.str, x: x as number, y: y as number, width: item.width, size: item.height }];
    });
    pages.push({ width, height, texts });
  }
  const { info } = await document.getMetadata();
  const text = pages
    .flatMap((page) => page.texts.map((each) => each.text))
    .join(' ')
    .replace(/\s+/g, ' ');
  await task.destroy();
  return { title: (info as { Title?: string }).Title ?? '', pages, text, solid: text.replace(/\s/g, '') };
}
