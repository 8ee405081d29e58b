import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { addedSince, embeddedReport } from '../../../../src/main/engine/report/embedded-report.ts';

const stream = (text: string, subtype = 'application#2Fjson'): Buffer => {
  const bytes = deflateSync(text);
  const head = `\n9 0 obj\n<<\n/Type /EmbeddedFile\n/Subtype /${subtype}\n/Length ${bytes.length}\n/Filter /FlateDecode\n>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream\nendobj\n')]);
};
const pdfOf = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(['%PDF-1.7\n', ...parts, 'startxref\n10\n%%EOF\n'].map((part) => Buffer.from(part)));

it('is the first embedded JSON, whatever else is attached', () => {
  const pdf = pdfOf(stream('picture', 'image#2Fpng'), stream('{"a":1}'));
  expect(embeddedReport(pdf, 1000)?.toString()).toBe('{"a":1}');
  expect(addedSince(pdf)).toBeNull();
});

it('says what was put into a PDF after it was written: another revision, another report, bytes behind it', () => {
  const pdf = pdfOf(stream('{}'));
  const revised = Buffer.concat([pdf, Buffer.from('\n3 0 obj\nendobj\nstartxref\n99\n%%EOF\n')]);
  expect(addedSince(revised)).toBe('2 revisions');
  expect(addedSince(pdfOf(stream('{}'), stream('{"b":2}')))).toBe('2 reports inside');
  expect(addedSince(Buffer.concat([pdf, Buffer.from('more')]))).toBe('bytes after its end');
  expect(addedSince(Buffer.from('%PDF-1.7'))).toBe('bytes after its end');
});

it('does not inflate more than was asked for, nor streams that break off', () => {
  expect(embeddedReport(pdfOf(stream(' '.repeat(5_000_000))), 1_000_000)).toBeNull();
  const whole = pdfOf(stream('{}'));
  expect(embeddedReport(whole.subarray(0, whole.indexOf('\nendstream') - 6), 1000)).toBeNull();
});

it('looks at every byte a few times at most, however many embedded files are begun and not ended', () => {
  const begun = Buffer.from('\n1 0 obj\n<<\n/Type /EmbeddedFile\n'.repeat(200_000));
  // A search from each to the end of the file looks at 640 billion bytes: the test would not end.
  expect(embeddedReport(pdfOf(begun), 1000)).toBeNull();
});
