import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import { ReportLanguage, ReportState, type ReportIssue } from '../../../contract/report.ts';
import { Sha256 } from '../../../contract/schema.ts';
import { hashPlainFile } from '../case/hash.ts';
import { isPlainFolder } from '../case/plain-file.ts';
import type { CaseReader } from '../case/store.ts';
import { parametersOf } from './sealed.ts';

/** What the line seals that a report is begun with, before its files have their names. */
export const Begun = v.object({ contentSha256: Sha256, pdfSha256: Sha256 });
/** What a line begins with since reports have a state. */
const Issued = v.object({
  state: ReportState,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  substanceSha256: Sha256,
});
/** What a line begins with since a report has a language. */
const Written = v.object({ language: ReportLanguage });
/** What the line seals that says that a report's files are there. */
export const Exported = v.object({ jsonSha256: Sha256 });

/** A report as the journal has it. */
export interface ReportRecord {
  readonly id: string;
  /** Null for one written before reports had a state. */
  readonly issue: v.InferOutput<typeof Issued> | null;
  /** Null for one written before reports had a language of their own. */
  readonly language: v.InferOutput<typeof ReportLanguage> | null;
  /** The line that it was begun with. */
  readonly line: JournalEntry;
  readonly contentSha256: string;
  readonly pdfSha256: string;
  /** Null where it was begun, and a kill or a full disk came before its export was entered. */
  readonly exported: { readonly line: number; readonly jsonSha256: string } | null;
}

export type FinalReport = ReportRecord & { readonly issue: NonNullable<ReportRecord['issue']> };

/** Every line of a case's journal. */
export function wholeJournal(store: Pick<CaseReader, 'journal'>): JournalEntry[] {
  return store.journal(undefined, Number.MAX_SAFE_INTEGER).entries;
}

/** The reports that a journal knows, in the order in which they were begun. */
export function reportsOnRecord(entries: readonly JournalEntry[]): ReportRecord[] {
  const exported = new Map(
    entries
      .filter(({ action }) => action === 'report.export')
      .map((entry) => [entry.subjects[0] ?? '', entry] as const),
  );
  return entries
    .filter(({ action }) => action === 'report.begin')
    .toSorted((a, b) => a.sequence - b.sequence)
    .flatMap((line): ReportRecord[] => {
      const begun = parametersOf(line, Begun);
      const id = line.subjects[0];
      if (begun === null || id === undefined) return [];
      const end = exported.get(id);
      const sealed = end && parametersOf(end, Exported);
      return [
        {
          id,
          issue: parametersOf(line, Issued),
          language: parametersOf(line, Written)?.language ?? null,
          line,
          ...begun,
          exported: end && sealed ? { line: end.sequence, jsonSha256: sealed.jsonSha256 } : null,
        },
      ];
    });
}

/**
 * The final reports, the latest last: those whose export was entered, and those that a kill let go out before.
 *
 * @param pdfs names of the PDFs in the case's reports folder, by SHA-256.
 */
export function finalReports(
  records: readonly ReportRecord[],
  pdfs: ReadonlyMap<string, string>,
): FinalReport[] {
  const isFinal = (record: ReportRecord): record is FinalReport => record.issue?.state === 'final';
  return records
    .filter(isFinal)
    .filter(({ exported, pdfSha256 }) => exported !== null || pdfs.has(pdfSha256));
}

/**
 * What the next report of a state is. A version number is never issued again, also where a kill came after the final
 * report was begun: nobody can say whether its files went out before they were gone.
 *
 * @param finals as of `finalReports`.
 */
export function nextIssue(
  records: readonly ReportRecord[],
  finals: readonly FinalReport[],
  state: ReportState,
): ReportIssue {
  const begun = records.flatMap(({ issue }) => (issue?.state === 'final' ? [issue.version] : []));
  const version = begun.reduce((most, each) => Math.max(most, each), 0) + 1;
  const last = finals.at(-1);
  if (last === undefined) return { state, version, replaces: null };
  const { id, contentSha256, pdfSha256 } = last;
  return { state, version, replaces: { report: id, version: last.issue.version, contentSha256, pdfSha256 } };
}

/** Names of the PDFs in the reports folder of a case's home, by SHA-256; links and what cannot be read are left out. */
export async function reportPdfs(home: string): Promise<Map<string, string>> {
  const folder = path.join(home, 'reports');
  const names = isPlainFolder(folder) ? await readdir(folder).catch(() => []) : [];
  const found = new Map<string, string>();
  for (const name of names.filter((each) => /\.pdf$/iu.test(each)).sort()) {
    const hash = await hashPlainFile(path.join(folder, name)).catch(() => null);
    if (hash !== null) found.set(hash.sha256, name);
  }
  return found;
}
