import {
  chmodSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ReportDocument } from '../../../../src/contract/report.ts';
import { contentSha256 } from '../../../../src/main/engine/report/content.ts';
import { exportReport, type ReportExport } from '../../../../src/main/engine/report/export.ts';
import { publish } from '../../../../src/main/engine/report/publication.ts';
import {
  compare,
  examiner,
  hash,
  makeCase,
  model,
  plans,
  preparation,
  search,
  storeOf,
  type MadeCase,
} from './fixture.ts';
import { readPdf } from './pdf-text.ts';

let root: string;
let made: MadeCase;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'export-'));
  made = await makeCase(path.join(root, 'Case'), plans.slice(0, 3));
  compare(made, ['Q1'], ['K1']);
  search(made, ['Q1']);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const request = (more: Partial<ReportExport> = {}): ReportExport => ({
  store: storeOf(made),
  examiner,
  software: 'Chirograph 0.1.0',
  platform: 'test',
  model,
  createdAt: '2026-05-04T09:30:00.000Z',
  comparisons: made.comparisons,
  searches: made.searches,
  preparation,
  ...more,
});

it('writes PDF and JSON into the reports folder, and never over a file that is there', async () => {
  const first = await exportReport(request());
  const reports = path.join(made.folder, 'reports');
  expect(first.pdf).toBe(path.join(reports, 'report-20260504-0930.pdf'));
  expect(first.json).toBe(path.join(reports, 'report-20260504-0930.json'));
  expect(hash(readFileSync(first.pdf))).toBe(first.pdfSha256);
  expect(hash(readFileSync(first.json))).toBe(first.jsonSha256);
  expect((await readPdf(readFileSync(first.pdf))).pages).toHaveLength(first.pages);
  writeFileSync(path.join(reports, 'report-20260504-0930-2.json'), 'kept');
  const second = await exportReport(request());
  // -2 is taken by one file of the pair, so the pair goes by -3.
  expect(second.pdf).toBe(path.join(reports, 'report-20260504-0930-3.pdf'));
  expect(second.pdfSha256).toBe(first.pdfSha256);
  expect(readdirSync(reports).sort()).toEqual([
    'report-20260504-0930-2.json',
    'report-20260504-0930-3.json',
    'report-20260504-0930-3.pdf',
    'report-20260504-0930.json',
    'report-20260504-0930.pdf',
  ]);
  expect(readFileSync(path.join(reports, 'report-20260504-0930-2.json'), 'utf8')).toBe('kept');
});

it('writes JSON that keeps its schema, holds its own hash and the hash of the PDF, and no place on this computer', async () => {
  const { json, pdfSha256, pages } = await exportReport(
    request({ out: path.join(root, 'elsewhere', 'Q1 & K1.pdf') }),
  );
  expect(json).toBe(path.join(root, 'elsewhere', 'Q1 & K1.json'));
  const text = readFileSync(json, 'utf8');
  const document = v.parse(ReportDocument, JSON.parse(text));
  expect(document).toEqual(JSON.parse(text));
  expect(document.checks).toEqual({
    contentSha256: contentSha256(document),
    pdf: { file: 'Q1 & K1.pdf', sha256: pdfSha256, pages },
  });
  expect(document.case.folder).toBe('Case');
  expect(text).not.toContain(root);
  expect(document.words).toHaveLength(19);
  const [comparison] = document.comparisons;
  expect(comparison?.words?.questioned.flatMap((use) => use.words)).toHaveLength(
    comparison?.questionedWords ?? -1,
  );
  expect(comparison?.questioned).toEqual(['Q1']);
  expect(document.journal.entries.map((entry) => entry.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('changes its content hash with any number', async () => {
  const { json } = await exportReport(request({ out: path.join(root, 'hash.pdf') }));
  const document = JSON.parse(readFileSync(json, 'utf8')) as ReportDocument;
  const before = contentSha256(document);
  document.words[0]!.box.x += 1;
  expect(contentSha256(document)).not.toBe(before);
});

it('refuses a name that is no .pdf, and a folder that cannot be written', async () => {
  await expect(exportReport(request({ out: path.join(root, 'report.docx') }))).rejects.toMatchObject({
    code: 'invalid-arguments',
  });
  writeFileSync(path.join(root, 'file'), '');
  await expect(exportReport(request({ out: path.join(root, 'file', 'report.pdf') }))).rejects.toMatchObject({
    code: 'folder-unreadable',
  });
});

it.skipIf(process.getuid?.() === 0)('says that a folder is read-only', async () => {
  const folder = path.join(root, 'read-only');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  await expect(exportReport(request({ out: path.join(folder, 'report.pdf') }))).rejects.toMatchObject({
    code: 'folder-read-only',
  });
});

it('leaves nothing behind where the second of two files fails', async () => {
  const folder = path.join(root, 'half');
  const fails = (): Uint8Array => {
    throw new Error('cannot be made');
  };
  await expect(
    publish(path.join(folder, 'pair'), [
      { extension: '.pdf', bytes: () => new Uint8Array(4) },
      { extension: '.json', bytes: fails },
    ]),
  ).rejects.toThrow('cannot be made');
  expect(readdirSync(folder)).toEqual([]);
});

it('writes nothing through a link in place of the reports folder', async () => {
  const reports = path.join(made.folder, 'reports');
  const elsewhere = path.join(root, 'outside the case');
  mkdirSync(elsewhere);
  renameSync(reports, `${reports}-kept`);
  symlinkSync(elsewhere, reports);
  await expect(exportReport(request())).rejects.toMatchObject({ code: 'folder-read-only' });
  expect(readdirSync(elsewhere)).toEqual([]);
  unlinkSync(reports);
  renameSync(`${reports}-kept`, reports);
});
