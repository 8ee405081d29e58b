import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { Examiner } from '../../../contract/case.ts';
import { ChirographError, Timestamp } from '../../../contract/schema.ts';
import { CASE_FILE } from './folder.ts';

/** Who has a case open. Only a notice: SQLite's lock decides, and a kill leaves the notice behind. */
const Notice = v.object({ computer: v.string(), examiner: Examiner, since: Timestamp });

const noticeFile = (folder: string): string => path.join(folder, `${CASE_FILE}-open`);

/** Says beside the case who has opened it. To be called by the holder of the lock. */
export function putUpNotice(folder: string, examiner: Examiner): void {
  const notice = { computer: hostname(), examiner, since: new Date().toISOString() };
  try {
    writeFileSync(noticeFile(folder), JSON.stringify(notice));
  } catch {
    // The next one to try learns that the case is open, but not where.
  }
}

export function takeDownNotice(folder: string): void {
  rmSync(noticeFile(folder), { force: true });
}

/** The error for a case that is open elsewhere, with where and by whom if that is known. */
export function lockedError(folder: string, cause?: unknown): ChirographError {
  const notice = readNotice(folder);
  const where =
    notice === null
      ? 'in another Chirograph'
      : `on ${notice.computer} by ${notice.examiner.name} since ${notice.since.slice(0, 16).replace('T', ' ')} UTC`;
  return new ChirographError(
    'case-locked',
    `The case in ${folder} is open ${where}. Close it there, then open it here.`,
    { cause },
  );
}

/** Who said they have the case open; null where nobody does. A kill leaves the notice behind. */
export function readNotice(folder: string): v.InferOutput<typeof Notice> | null {
  try {
    const parsed = v.safeParse(Notice, JSON.parse(readFileSync(noticeFile(folder), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
