import { mkdtemp, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadOnly } from '../../../contract/case.ts';
import { removeAbandoned } from './abandoned.ts';
import { placeOfEither, type CasePlace } from './case-home.ts';
import { createReader, openTables, recordOf } from './case-reader.ts';
import { copyDatabase, noCase } from './copy-database.ts';
import { openCopy } from './database.ts';
import { CASE_FILE, requireFolder } from './folder.ts';
import type { CaseReader } from './store.ts';

/**
 * Opens a case for reading without writing anything in its folder, which may be read-only or open elsewhere.
 *
 * @param homes folder of the user's data that keeps the databases of folders that cannot be written.
 * @throws ChirographError `folder-unreadable`, and what `readPlace` throws.
 */
export async function readCase(folder: string, homes?: string): Promise<CaseReader> {
  const root = path.resolve(folder);
  await requireFolder(root);
  return readPlace(await placeOfEither(root, homes));
}

/**
 * Reads a copy of a case's database in the system's temporary folder, removed on `close`. Evidence is not looked at:
 * `view().changes` is empty and items stand as they were last recorded.
 *
 * @throws ChirographError `not-found` where there is no case, `folder-unreadable`, `case-newer`, `case-foreign`,
 * `case-damaged`, `disk-full`, `case-locked` where the case is being written to all the time.
 */
export async function readPlace(place: CasePlace, readOnly: ReadOnly | null = null): Promise<CaseReader> {
  await removeAbandoned(tmpdir(), /^chirograph-read-(\d+)-/);
  const temporary = await mkdtemp(path.join(tmpdir(), `chirograph-read-${process.pid}-`));
  try {
    const copy = path.join(temporary, CASE_FILE);
    await copyDatabase(place.home, copy);
    const database = openCopy(copy, path.join(place.home, CASE_FILE), place.folder);
    const record = recordOf(database);
    if (!record) {
      database.close();
      throw noCase(place.home);
    }
    const tables = openTables(database, record, '');
    const changes = { new: [], missing: [], changed: [] };
    const reader = createReader(database, tables, { place, changes, notice: null, readOnly });
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
