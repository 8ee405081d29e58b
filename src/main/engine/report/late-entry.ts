import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Examiner } from '../../../contract/case.ts';
import { sha256 } from '../case/hash.ts';
import { isPlainFolder, readPlainFile } from '../case/plain-file.ts';
import type { CaseStore } from '../case/store.ts';
import { neverExported } from './journal-check.ts';
import { LARGEST_REPORT_BYTES } from './report-folder.ts';
import { reportPdfs, reportsOnRecord, wholeJournal, type FinalReport } from './report-record.ts';
import { isReviewFile } from './review-file.ts';
import { parsedAs } from './sealed.ts';

const Written = v.object({
  report: v.string(),
  checks: v.object({ pdf: v.object({ pages: v.pipe(v.number(), v.integer()) }) }),
});

/**
 * Enters the export of each final report whose PDF and JSON lie in the reports folder as the line that it was begun with
 * seals them, and whose own line a kill or a full disk kept out of the journal. From then on verification misses them.
 *
 * @returns whether anything was entered.
 */
export async function enterLateExports(
  store: Pick<CaseStore, 'home' | 'journal' | 'record'>,
  examiner: Examiner,
): Promise<boolean> {
  const entries = wholeJournal(store);
  const open = new Map(
    reportsOnRecord(entries)
      .filter((record): record is FinalReport => record.issue?.state === 'final' && record.exported === null)
      .map((record) => [record.id, record]),
  );
  if (open.size === 0) return false;
  const folder = path.join(store.home, 'reports');
  const names = isPlainFolder(folder) ? await readdir(folder) : [];
  const pdfs = await reportPdfs(store.home);
  let entered = false;
  for (const name of names.filter((each) => each.endsWith('.json') && !isReviewFile(each)).sort()) {
    const bytes = readPlainFile(path.join(folder, name), LARGEST_REPORT_BYTES);
    const written = bytes && parsedAs(Buffer.from(bytes).toString('utf8'), Written);
    const record = written && open.get(written.report);
    if (!bytes || !record || !pdfs.has(record.pdfSha256) || neverExported(entries, bytes).length > 0)
      continue;
    store.record(examiner, 'report.export', record.line.subjects, {
      pdfSha256: record.pdfSha256,
      jsonSha256: sha256(bytes),
      pages: written.checks.pdf.pages,
      state: record.issue.state,
      version: record.issue.version,
    });
    open.delete(record.id);
    entered = true;
  }
  return entered;
}
