import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { createReader, openTables, recordOf } from './case-reader.ts';
import { openCopy } from './database.ts';
import { CASE_FILE, requireFolder } from './folder.ts';
import { lockedError } from './lock-notice.ts';
import { connectionOf } from './open-cases.ts';
import type { CaseReader } from './store.ts';

/** Times to copy anew where another Chirograph writes meanwhile. */
const ATTEMPTS = 5;

/**
 * Opens a case for reading without writing anything in its folder, which may be read-only or open elsewhere: reads a
 * copy of the database in the system's temporary folder, removed on `close`. Evidence is not looked at:
 * `view().changes` is empty and items stand as they were last recorded.
 *
 * @throws ChirographError `folder-unreadable`, `not-found` where the folder holds no case, `case-newer`,
 * `case-foreign`, `case-damaged`, `case-locked` where the case is being written to all the time.
 */
export async function readCase(folder: string): Promise<CaseReader> {
  const root = path.resolve(folder);
  await requireFolder(root);
  const original = path.join(root, CASE_FILE);
  const temporary = await mkdtemp(path.join(tmpdir(), 'chirograph-read-'));
  try {
    const copy = path.join(temporary, CASE_FILE);
    await copyDatabase(root, original, copy);
    const database = openCopy(copy, original);
    const record = recordOf(database);
    if (!record) {
      database.close();
      throw noCase(root);
    }
    const tables = openTables(database, record, '');
    const reader = createReader(root, database, tables, { new: [], missing: [], changed: [] });
    return {
      ...reader,
      close() {
        reader.close();
        rmSync(temporary, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Copies a case's database with what is not merged into it yet. Throws as `readCase` does. */
export async function copyDatabase(root: string, original: string, copy: string): Promise<void> {
  const open = connectionOf(root);
  if (open === null) throw lockedError(root);
  if (open !== undefined) {
    // Reading the file from this process would drop the lock on it.
    open.prepare('VACUUM INTO ?').run(copy);
    return;
  }
  const log = '-wal';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await statesOf(original, original + log);
    if (before[0] === null) throw noCase(root);
    try {
      await copyFile(original, copy);
      if (before[1] !== null) await copyFile(original + log, copy + log);
    } catch (cause) {
      const vanished = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      if (!vanished) throw unreadable(original, cause);
    }
    const after = await statesOf(original, original + log);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await rm(copy + log, { force: true });
  }
  throw lockedError(root);
}

/** Size and time of change of each file in nanoseconds, as text; null where there is none. */
async function statesOf(...files: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(
    files.map(async (file) => {
      try {
        const { size, mtimeNs } = await stat(file, { bigint: true });
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

function noCase(root: string): ChirographError {
  return new ChirographError(
    'not-found',
    `The folder ${root} holds no case: there is no ${CASE_FILE} in it. Open it in Chirograph first.`,
  );
}
