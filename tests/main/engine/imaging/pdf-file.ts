import PDFDocument from 'pdfkit';

type Document = InstanceType<typeof PDFDocument>;

/** A PDF that a step draws, with no page yet; points from the top left. */
export function pdfFile(
  draw: (document: Document) => void,
  options: ConstructorParameters<typeof PDFDocument>[0] = {},
): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, ...options });
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    draw(document);
    document.end();
  });
}

/** A page of exactly one picture, as scanning to PDF makes it. */
export function scanPage(
  document: Document,
  picture: Buffer,
  { width, height, dpi }: { width: number; height: number; dpi: number },
): void {
  const size: [number, number] = [(72 * width) / dpi, (72 * height) / dpi];
  document.addPage({ size, margin: 0 });
  document.image(picture, 0, 0, { width: size[0], height: size[1] });
}

/** Sets an entry of the page that was added last, such as its rotation. */
export function setOnPage(document: Document, key: string, value: unknown): void {
  (document.page as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data[key] =
    value;
}

/** Sets an entry of the document's catalogue, such as what is to happen when it is opened. */
export function setOnDocument(document: Document, key: string, value: unknown): void {
  (document as unknown as { _root: { data: Record<string, unknown> } })._root.data[key] = value;
}
