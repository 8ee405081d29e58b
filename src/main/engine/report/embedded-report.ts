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

/** An embedded file's object as pdfkit writes it: its dictionary uncompressed, its content as a stream. */
const EMBEDDED_FILE = '<<\n/Type /EmbeddedFile\n';
const STREAM = '\n>>\nstream\n';
/** Bytes that the dictionary may take; pdfkit's takes a fifth. Whoever looks no further has looked at each byte once. */
const LONGEST_DICTIONARY = 1024;

/**
 * The JSON in a report's PDF as Chirograph writes it, byte for byte; null where there is none, as in PDFs of earlier
 * versions, and where another program has written the PDF anew. Of several the first.
 *
 * @param mostBytes of the JSON; more is none.
 */
export function embeddedReport(pdf: Uint8Array, mostBytes: number): Buffer | null {
  const [first] = embeddedStreams(bufferOf(pdf));
  if (first === undefined) return null;
  try {
    if (first.isDeflated) return inflateSync(first.bytes, { maxOutputLength: mostBytes });
    return first.bytes.length > mostBytes ? null : first.bytes;
  } catch {
    return null;
  }
}

/**
 * What was put into a report's PDF after it was written, in words; null for nothing. PDF lets a program add objects at the end
 * that take the place of earlier ones: readers show those, and `embeddedReport` finds what was there before.
 */
export function addedSince(pdf: Uint8Array): string | null {
  const bytes = bufferOf(pdf);
  const ends = [...placesOf(bytes, 'startxref')];
  if (ends.length > 1) return `${ends.length} revisions`;
  const reports = [...embeddedStreams(bytes)].length;
  if (reports > 1) return `${reports} reports inside`;
  const end = ends[0] === undefined ? '' : bytes.subarray(ends[0], ends[0] + 64).toString('latin1');
  const last = /^startxref\n\d+\n%%EOF\n?/u.exec(end)?.[0].length;
  return last !== undefined && ends[0]! + last === bytes.length ? null : 'bytes after its end';
}

interface EmbeddedStream {
  readonly bytes: Buffer;
  readonly isDeflated: boolean;
}

/** The streams of embedded JSON. */
function* embeddedStreams(pdf: Buffer): Generator<EmbeddedStream> {
  for (const at of placesOf(pdf, EMBEDDED_FILE)) {
    const head = pdf.subarray(at, at + LONGEST_DICTIONARY).toString('latin1');
    const end = head.indexOf(STREAM);
    const dictionary = head.slice(0, Math.max(0, end));
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    if (!dictionary.includes('/Subtype /application#2Fjson') || !Number.isSafeInteger(length)) continue;
    const from = at + end + STREAM.length;
    yield { bytes: pdf.subarray(from, from + length), isDeflated: dictionary.includes('/FlateDecode') };
  }
}

function* placesOf(bytes: Buffer, what: string): Generator<number> {
  for (let at = bytes.indexOf(what); at >= 0; at = bytes.indexOf(what, at + what.length)) yield at;
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
