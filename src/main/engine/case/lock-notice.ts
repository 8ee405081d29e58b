import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { CaseHolder, type Examiner } from '../../../contract/case.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { writeAtomically } from './atomic-file.ts';
import { CASE_FILE } from './folder.ts';
import { readPlainFile } from './plain-file.ts';

/** Holds who has a case open. Only a notice: SQLite's lock decides, and a kill leaves the notice behind. */
const noticeFile = (folder: string): string => path.join(folder, `${CASE_FILE}-open`);

/** Says beside the case who has opened it. To be called by the holder of the lock. */
export function putUpNotice(folder: string, examiner: Examiner): void {
  const notice = { computer: hostname(), examiner, since: new Date().toISOString() };
  try {
    // Under its name in the end: a link in its place is replaced, never followed.
    writeAtomically(noticeFile(folder), [Buffer.from(JSON.stringify(notice))]);
  } catch {
    // The next one to try learns that the case is open, but not where.
  }
}

export function takeDownNotice(folder: string): void {
  try {
    rmSync(noticeFile(folder), { force: true });
  } catch {
    // What is left over does no harm, and must not keep the case from being closed.
  }
}

/** The error for a case that is open elsewhere, with where and by whom if that is known. */
export function lockedError(folder: string, cause?: unknown): ChirographError {
  return new ChirographError(
    'case-locked',
    `The case in ${folder} is open ${whereHeld(holderOf(folder))}. Close it there, then open it here.`,
    { cause },
  );
}

/** "on lab-3 by A. Example since 2026-05-04 09:30 UTC" */
export function whereHeld(holder: CaseHolder | null): string {
  return holder === null
    ? 'in another Chirograph'
    : `on ${holder.computer} by ${holder.examiner.name} since ${holder.since.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Who has the case of this home open, as far as it is known. */
export function holderOf(folder: string): CaseHolder | null {
  try {
    const notice = readPlainFile(noticeFile(folder));
    const parsed = v.safeParse(CaseHolder, notice && JSON.parse(notice.toString('utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
