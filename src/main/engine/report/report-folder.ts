import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import { ReportContent } from '../../../contract/report.ts';
import type { Difference } from '../../../contract/results.ts';
import { hashPlainFile, sha256 } from '../case/hash.ts';
import { isPlainFolder, readPlainFile } from '../case/plain-file.ts';
import type { ChirographError } from '../../../contract/schema.ts';
import { Sha256 } from '../../../contract/schema.ts';
import { embeddedReport } from './embedded-report.ts';
import { neverExported } from './journal-check.ts';
import { checkReviewFiles, isReviewFile } from './review-file.ts';
import { reportPdfs, reportsOnRecord } from './report-record.ts';
import { parametersOf, parsedAs } from './sealed.ts';

/** A report of a case of 10,000 items has a tenth of it; text of more than twice as much cannot be held. */
export const LARGEST_REPORT_BYTES = 256 * 1024 * 1024;
/** Of a file that was there: no right to read it, a link, or too large. */
const UNREADABLE = 'cannot be read as a plain file';

/** What a report says about the journal that it was made from. */
const Extract = v.object({
  format: ReportContent.entries.format,
  case: v.object({ id: v.string() }),
  journal: ReportContent.entries.journal,
  checks: v.object({ pdf: v.object({ file: v.string(), sha256: Sha256 }) }),
});

const OfCase = v.object({ case: v.object({ id: v.string() }) });
const Identified = v.object({ report: v.string() });
const Sealed = v.object({ pdfSha256: Sha256 });

export interface ReportsCheck {
  readonly reports: number;
  readonly differences: readonly Difference[];
  /** Names of files in the folder that the journal does not know and that do not say that they are of this case. */
  readonly unknown: readonly string[];
}

/**
 * Compares the journal with the extracts in the reports that lie in the case: a report was made when its lines were
 * written, and whoever computes the chain anew has to think of each. Of every report the first line that differs is named.
 * A file that says that it is a report or a review of this case, and that nobody exported or signed here, is a difference;
 * what else somebody put there is their affair, and is listed.
 */
export async function checkReports(
  home: string,
  caseId: string,
  entries: readonly JournalEntry[],
): Promise<ReportsCheck> {
  const reports = path.join(home, 'reports');
  const names = isPlainFolder(reports) ? await readdir(reports).catch(() => []) : [];
  const differences: Difference[] = [];
  const pdfs = await reportPdfs(home);
  const hashes = new Set(pdfs.keys());
  /** Names of files that were judged. */
  const judged = new Set<string>();
  let count = 0;
  for (const name of names.filter((each) => each.endsWith('.json') && !isReviewFile(each)).sort()) {
    const bytes = readPlainFile(path.join(reports, name), LARGEST_REPORT_BYTES);
    const extract = bytes && parsedAs(text(bytes), Extract);
    const where = `reports/${name}`;
    if (bytes === null || extract === null || extract.case.id !== caseId) {
      const line = await lineOfReport(reports, name, bytes, entries);
      if (line === null) continue;
      judged.add(name);
      const expected = `a report of this case, journal line ${line}`;
      const found = bytes === null ? UNREADABLE : 'not a report of this case';
      differences.push({ kind: 'report', where, expected, found });
      continue;
    }
    count++;
    judged.add(name).add(path.basename(extract.checks.pdf.file));
    hashes.add(sha256(bytes));
    differences.push(...firstOther(extract.journal.entries, entries, where));
    differences.push(
      ...neverExported(entries, bytes).map((each) => ({ ...each, where: `${where}, in the journal` })),
      ...(await otherPdf(reports, extract.checks.pdf)),
    );
  }
  const issued = new Set(reportsOnRecord(entries).map(({ pdfSha256 }) => pdfSha256));
  for (const [hash, name] of pdfs) {
    if (issued.has(hash)) judged.add(name);
    else if (!judged.has(name) && caseInside(path.join(reports, name)) === caseId) {
      judged.add(name);
      const expected = 'a journal line of its export';
      differences.push({ kind: 'report', where: `reports/${name}`, expected, found: hash });
    }
  }
  const { differences: ofReviews, names: reviews } = await checkReviewFiles(home, entries);
  for (const name of reviews) judged.add(name);
  differences.push(...unenteredFinals(entries), ...missingFinals(entries, hashes), ...ofReviews);
  const unknown = names.filter((name) => !judged.has(name) && !name.startsWith('.')).sort();
  return { reports: count, differences, unknown };
}

/** The case that a PDF says inside that it is a report of; null where it says nothing, as those of earlier versions. */
function caseInside(pdf: string): string | null {
  const bytes = readPlainFile(pdf, LARGEST_REPORT_BYTES);
  const json = bytes && embeddedReport(bytes, LARGEST_REPORT_BYTES);
  return (json && parsedAs(text(json), OfCase)?.case.id) ?? null;
}

/**
 * Final reports that are not in the folder as they were written, as JSON or as PDF; a draft may be taken away. What was
 * altered is also named where it is looked at.
 *
 * @param hashes of the JSON and PDF files there.
 */
function missingFinals(entries: readonly JournalEntry[], hashes: ReadonlySet<string>): Difference[] {
  return reportsOnRecord(entries).flatMap(({ issue, exported, pdfSha256 }): Difference[] => {
    if (issue?.state !== 'final' || exported === null) return [];
    const files = [
      ['JSON', exported.jsonSha256],
      ['PDF', pdfSha256],
    ] as const;
    return files
      .filter(([, hash]) => !hashes.has(hash))
      .map(([what, hash]) => ({
        kind: 'report',
        where: `final report, version ${issue.version}`,
        expected: `its ${what} in reports/, SHA-256 ${hash}, journal line ${exported.line}`,
        found: 'no such file: it was altered or taken away',
      }));
  });
}

/**
 * Final reports that were begun and not entered: what became of their files nobody can say. Of one whose number was
 * passed over by a later final report nothing is open any more, and the gap in the numbers stays to be seen.
 */
function unenteredFinals(entries: readonly JournalEntry[]): Difference[] {
  const finals = reportsOnRecord(entries).filter(({ issue }) => issue?.state === 'final');
  const lastEntered = finals.findLastIndex(({ exported }) => exported !== null);
  return finals.slice(lastEntered + 1).map(({ issue, line }) => ({
    kind: 'report',
    where: `final report, version ${issue?.version ?? ''}`,
    expected: `a line of its export after journal line ${line.sequence}, where it was begun`,
    found:
      'none: writing it was cut off. The next export enters it where its files are there as they were written; where they are not, the next final report leaves its number out',
  }));
}

/**
 * The journal line about the report that a JSON once was, though it no longer says so: its id stands in the line, or the
 * line seals the PDF of the same name. Null for a file that the journal knows nothing of.
 */
async function lineOfReport(
  reports: string,
  name: string,
  json: Uint8Array | null,
  entries: readonly JournalEntry[],
): Promise<number | null> {
  const report = json && parsedAs(text(json), Identified)?.report;
  const pdf = await hashPlainFile(path.join(reports, name.replace(/json$/, 'pdf'))).catch(() => null);
  const line = entries.find((entry) => {
    if (entry.action !== 'report.export' && entry.action !== 'report.begin') return false;
    if (typeof report === 'string' && entry.subjects[0] === report) return true;
    return pdf !== null && parametersOf(entry, Sealed)?.pdfSha256 === pdf.sha256;
  });
  return line?.sequence ?? null;
}

/** The PDF beside a report's JSON; one that was taken away is no difference. */
async function otherPdf(
  reports: string,
  pdf: { readonly file: string; readonly sha256: string },
): Promise<Difference[]> {
  const name = path.basename(pdf.file);
  const found = await hashPlainFile(path.join(reports, name)).then(
    (hash) => hash.sha256,
    (error: ChirographError) => (error.code === 'file-missing' ? null : UNREADABLE),
  );
  if (found === null || found === pdf.sha256) return [];
  return [{ kind: 'report', where: `reports/${name}`, expected: pdf.sha256, found }];
}

function firstOther(
  extract: readonly JournalEntry[],
  entries: readonly JournalEntry[],
  report: string,
): Difference[] {
  const hashes = new Map(entries.map(({ sequence, hash }) => [sequence, hash]));
  const at = extract.findIndex(({ sequence, hash }) => hashes.get(sequence) !== hash);
  const other = extract[at];
  if (other === undefined) return [];
  // The chain carries a change on: where the first line of an extract differs, the line changed may lie before it.
  const earlier = at === 0 && other.sequence > 1 ? ' or one before it' : '';
  return [
    {
      kind: 'journal',
      where: `journal line ${other.sequence}${earlier}`,
      expected: `hash ${other.hash}, as in ${report}`,
      found: hashes.get(other.sequence) ?? `no such line: the journal ends at line ${entries.length}`,
    },
  ];
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
