import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { recordOf, type CaseRecord } from './case-reader.ts';
import { createStore, scrub } from './case-store.ts';
import { openDatabase, type CaseDatabase } from './database.ts';
import type { ErasureBook } from './erasure.ts';
import { CASE_FILE, requireFolder } from './folder.ts';
import { openJournal } from './journal.ts';
import { lockedError, putUpNotice, takeDownNotice } from './lock-notice.ts';
import { claim } from './open-cases.ts';
import { takeStock } from './stocktaking.ts';
import type { CaseStore, OpenOptions } from './store.ts';
import { openWitness, type Witness } from './witness.ts';

/**
 * Opens a folder as a case, making case.chirograph in it the first time. Every image is read and hashed each time, so
 * that `view().changes` speaks of the bytes, not of dates. The case stays locked to this process until `close`.
 *
 * A first opening that fails or is cancelled leaves the folder as it was.
 *
 * @throws ChirographError `folder-unreadable`, `folder-read-only`, `case-locked`, `case-newer`, `case-foreign`,
 * `case-damaged`, `disk-full`, `cancelled`.
 */
export async function openCaseStore(folder: string, options: OpenOptions): Promise<CaseStore> {
  const root = path.resolve(folder);
  await requireFolder(root);
  const claimed = claim(root);
  if (!claimed) throw lockedError(root);
  const file = path.join(root, CASE_FILE);
  const isNew = !existsSync(file);
  let database: CaseDatabase | undefined;
  try {
    database = openDatabase(file);
    claimed.hold(database.connection);
    putUpNotice(root, options.examiner);
    const witness = witnessOf(database, options);
    const { tables, changes } = await takeStock(root, database, options);
    witness?.extend();
    scrubLeftovers(root, database, tables.erasures);
    const store = createStore(root, database, tables, changes, options.examiner, witness);
    let isOpen = true;
    return {
      ...store,
      close() {
        // Afterwards the notice and the claim may be somebody else's.
        if (!isOpen) return;
        isOpen = false;
        takeDownNotice(root);
        store.close();
        claimed.release();
      },
    };
  } catch (error) {
    if (database) abandon(root, database, isNew);
    claimed.release();
    const locked = error instanceof ChirographError && error.code === 'case-locked';
    throw locked ? lockedError(root, error) : error;
  }
}

/** What this computer has seen of the case, compared with the journal as it is found: before this opening is entered. */
function witnessOf(database: CaseDatabase, { witnesses }: OpenOptions): Witness | null {
  if (witnesses === undefined) return null;
  const known = recordOf(database);
  let witness = known && witnessFor(database, known, witnesses);
  return {
    state: witness?.state,
    extend() {
      const record = recordOf(database);
      witness ??= record && witnessFor(database, record, witnesses);
      witness?.extend();
    },
  };
}

function witnessFor(database: CaseDatabase, record: CaseRecord, witnesses: string): Witness {
  const journal = openJournal(database.connection, record.id, '');
  return openWitness(witnesses, record.id, (after) => database.read(() => journal.after(after)));
}

/** Ends an erasure that was interrupted after it was entered. A disk too full for that must not keep the case shut. */
function scrubLeftovers(root: string, database: CaseDatabase, erasures: ErasureBook): void {
  try {
    scrub(root, database, erasures);
  } catch (error) {
    if (!(error instanceof ChirographError) || error.code !== 'disk-full') throw error;
  }
}

function abandon(root: string, database: CaseDatabase, isNew: boolean): void {
  const file = path.join(root, CASE_FILE);
  const unborn = isNew && recordOf(database) === undefined;
  takeDownNotice(root);
  database.close();
  if (unborn) for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
}
