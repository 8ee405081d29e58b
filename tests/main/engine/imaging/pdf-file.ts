import { deflateSync } from 'node:zlib';
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

/** A document of one page with one picture, part by part. */
export interface WrittenPdf {
  /** Of the picture, in pixels, 8 bits of grey each. */
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  /** What the picture's stream holds in place of its pixels, and by which filter. */
  readonly raw?: Buffer;
  readonly filter?: string;
  /** Sides of the page in points. */
  readonly box: readonly [width: number, height: number];
  /** What is drawn: the picture is /I, a form /F. */
  readonly content: string;
  readonly form?: string;
  /** Further entries of the picture (which replace its colours), resources, page and catalogue. */
  readonly image?: string;
  readonly resources?: string;
  readonly page?: string;
  readonly catalogue?: string;
  /** Object 6. */
  readonly extra?: string;
}

/** Writes it; the objects stand in their order, and the table of them is left to the reader to find again. */
export function writtenPdf(written: WrittenPdf): Buffer {
  const { width, height, box, content, form = '', image = '', resources = '', page = '' } = written;
  const stream = (dictionary: string, bytes: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`<<${dictionary}/Length ${bytes.length}>>stream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]);
  const names = `/Resources<</XObject<</I 5 0 R/F 7 0 R>>${resources}>>`;
  const colours = image.includes('ImageMask true') ? '' : '/ColorSpace/DeviceGray/BitsPerComponent 8';
  const raw = written.raw ?? deflateSync(written.pixels);
  const objects = [
    Buffer.from(`<</Type/Catalog/Pages 2 0 R${written.catalogue ?? ''}>>`),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${box.join(' ')}]/Contents 4 0 R${names}${page}>>`),
    stream('', Buffer.from(content)),
    stream(
      `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/Filter${written.filter ?? '/FlateDecode'}${colours}${image}`,
      raw,
    ),
    Buffer.from(written.extra ?? 'null', 'latin1'),
    stream(`/Type/XObject/Subtype/Form/BBox[0 0 ${box.join(' ')}]${names}`, Buffer.from(form)),
  ];
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...objects.flatMap((object, index) => [
      Buffer.from(`${index + 1} 0 obj`),
      object,
      Buffer.from('\nendobj\n'),
    ]),
    Buffer.from(`trailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF\n`),
  ]);
}
