import { inflateSync } from 'node:zlib';
import type { EmbeddedReport, ReportContent } from '../../../contract/report.ts';

/** The JSON in a report's PDF as the PDF names it. */
export const EMBEDDED = {
  name: 'report.json',
  type: 'application/json',
  description: 'Content of this report, for programs that recompute it from the evidence',
} as const;

/** What the JSON in a PDF says: the same as the one beside it, but for the hash of the PDF, which it is part of. */
export const embeddedDocument = (content: ReportContent, contentSha256: string): EmbeddedReport => ({
  ...content,
  checks: { contentSha256 },
});

/** The object of an embedded file as pdfkit writes it: its dictionary uncompressed, its content as a stream. */
const EMBEDDED_FILE = /\n\d+ 0 obj\n<<\n\/Type \/EmbeddedFile\n[^]*?\n>>\nstream\n/g;

/**
 * The JSON in a report's PDF as Chirograph writes it, byte for byte; null where there is none, as in PDFs of earlier
 * versions, and where another program has written the PDF anew.
 *
 * @param mostBytes of the JSON; more is none.
 */
export function embeddedReport(pdf: Uint8Array, mostBytes: number): Buffer | null {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const raw = bytes.toString('latin1');
  for (const found of raw.matchAll(EMBEDDED_FILE)) {
    const [dictionary] = found;
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    if (!dictionary.includes('/Subtype /application#2Fjson') || !Number.isSafeInteger(length)) continue;
    const from = found.index + dictionary.length;
    const stream = bytes.subarray(from, from + length);
    try {
      return dictionary.includes('/FlateDecode')
        ? inflateSync(stream, { maxOutputLength: mostBytes })
        : stream;
    } catch {
      return null;
    }
  }
  return null;
}
