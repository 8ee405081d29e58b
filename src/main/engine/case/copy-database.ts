import { copyFile, lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { CASE_FILE } from './folder.ts';
import { lockedError } from './lock-notice.ts';
import { connectionOf } from './open-cases.ts';
import { diskFull } from './writing-problem.ts';

/** Times to copy anew where another Chirograph writes meanwhile. */
const ATTEMPTS = 5;

/**
 * Copies the database of a case, with what its log holds, while whoever has it open goes on writing. Nothing in the
 * case's home changes.
 *
 * @throws ChirographError `not-found` where there is none, `folder-unreadable`, `disk-full` for the copy's disk,
 * `case-locked` where the case is being made, or is being written to all the time.
 */
export async function copyDatabase(home: string, copy: string): Promise<void> {
  const open = connectionOf(home);
  if (open === null) throw lockedError(home);
  if (open !== undefined) {
    // Reading the file from this process would drop the lock on it.
    open.prepare('VACUUM INTO ?').run(copy);
    return;
  }
  const original = path.join(home, CASE_FILE);
  const log = '-wal';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await statesOf(original, original + log);
    if (before[0] === null) throw noCase(home);
    try {
      await copyFile(original, copy);
      if (before[1] !== null) await copyFile(original + log, copy + log);
    } catch (cause) {
      const vanished = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      if (!vanished) throw diskFull(copy, cause) ?? unreadable(original, cause);
    }
    const after = await statesOf(original, original + log);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await rm(copy + log, { force: true });
  }
  throw lockedError(home);
}

/** Size and time of change of each file in nanoseconds, as text; null where there is none. */
async function statesOf(...files: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(
    files.map(async (file) => {
      try {
        const facts = await lstat(file, { bigint: true });
        // A link leads out of the case, and a pipe would hold the copying for ever.
        if (!facts.isFile()) throw new Error(`${file} is not a plain file`);
        const { size, mtimeNs } = facts;
        return `${size} ${mtimeNs}`;
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw unreadable(file, cause);
      }
    }),
  );
}

function unreadable(file: string, cause: unknown): ChirographError {
  return new ChirographError(
    'folder-unreadable',
    `${file} cannot be read. Check that this user may read it and that its drive is connected.`,
    { details: String(cause), cause },
  );
}

export function noCase(home: string): ChirographError {
  return new ChirographError(
    'not-found',
    `The folder ${home} holds no case: there is no ${CASE_FILE} in it. Open it in Chirograph, or run "chirograph case <folder>", to make one.`,
  );
}
