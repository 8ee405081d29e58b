import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ChirographError, type ErrorCode } from '../../../contract/schema.ts';
import {
  homeBeside,
  homeElsewhere,
  isWritable,
  placeOf,
  placeOfHome,
  type CasePlace,
  type HomeElsewhere,
} from './case-home.ts';
import { recordOf, type CaseRecord } from './case-reader.ts';
import { createStore, scrub } from './case-store.ts';
import { noCase } from './copy-database.ts';
import { logsOf, openDatabase, type CaseDatabase } from './database.ts';
import { requireOutsideOfCases } from './enclosing-case.ts';
import type { ErasureBook } from './erasure.ts';
import { CASE_FILE, requireFolder } from './folder.ts';
import { openHeldCase } from './held-case.ts';
import { openJournal } from './journal.ts';
import { removeLeftovers } from './leftovers.ts';
import { engineText } from '../../../language/told/told.ts';
import { holderOf, lockedError, putUpNotice, takeDownNotice, whereHeld } from './lock-notice.ts';
import { claim, type Claim } from './open-cases.ts';
import { takeStock } from './stocktaking.ts';
import type { CaseStore, OpenOptions } from './store.ts';
import { openWitness, witnessName, type Witness } from './witness.ts';

/** A case that was opened in this process. */
export interface OpenedStore extends CaseStore {
  /**
   * Looks at the evidence and enters the opening as `openCaseStore` does, of a case that stays open meanwhile: what fails or
   * is cancelled leaves this store as it was. The one returned takes its place; until it is closed this one can be used as
   * well, and need not be closed. Null for a case that another process holds.
   */
  readonly reopen: ((options: OpenOptions) => Promise<OpenedStore>) | null;
}

/**
 * Opens a folder as a case, making case.chirograph in it the first time; or, where the folder cannot be written, in
 * `options.homes`. Every image is read and hashed each time, so that `view().changes` speaks of the bytes, not of
 * dates. The case stays locked to this process until `close`.
 *
 * A first opening that fails or is cancelled leaves the folder as it was.
 *
 * @throws ChirographError `folder-unreadable`, `folder-read-only`, `case-locked`, `case-newer`, `case-foreign`,
 * `case-damaged`, `disk-full`, `cancelled`, `not-allowed` for a folder of `options.homes` itself and one that lies in another case,
 * `not-found` for one that holds no case where `options.existing` asks for one.
 */
export async function openCaseStore(folder: string, options: OpenOptions): Promise<OpenedStore> {
  return opened(folder, options, (place, notice) => openAt(place, notice, options));
}

/** The same, but a case that another process holds is opened to be looked at only: its `readOnly` says who has it. */
export async function openOrLook(folder: string, options: OpenOptions): Promise<OpenedStore> {
  return opened(folder, options, async (place, notice) => {
    try {
      return await openAt(place, notice, options);
    } catch (locked) {
      if (!isCode(locked, 'case-locked')) throw locked;
      const held = await openHeldCase(place).catch((error: unknown) => {
        // The holder has it open for the first time: there is nothing to look at yet.
        throw isCode(error, 'not-found') ? locked : error;
      });
      return { ...held, reopen: null };
    }
  });
}

/**
 * `openOrLook` of a folder whose case is open in this process. Where that fails or is cancelled, the case stays open as it
 * was; else the store returned takes the place of `open`, which is to be closed.
 */
export async function openAnew(
  open: OpenedStore,
  folder: string,
  options: OpenOptions,
): Promise<OpenedStore> {
  if (isInPlace(open)) return open.reopen === null ? openOrLook(folder, options) : open.reopen(options);
  // It was closed since, or its files were moved away: nothing more can be done with it.
  await requireFolder(folder);
  open.close();
  return openOrLook(folder, options);
}

function isInPlace(store: CaseStore): boolean {
  try {
    store.form();
    return true;
  } catch {
    return false;
  }
}

async function opened(
  folder: string,
  { homes, signal, existing }: OpenOptions,
  open: (place: CasePlace, notice: string | null) => Promise<OpenedStore>,
): Promise<OpenedStore> {
  const root = path.resolve(folder);
  await requireFolder(root);
  const kept = placeOfHome(root);
  if (kept) {
    throw new ChirographError(
      'not-allowed',
      `${root} only keeps the database of the case in ${kept.folder}. Open that folder.`,
    );
  }
  await requireOutsideOfCases(root, homes);
  if (existing === true) await requireCase(root, homes);
  try {
    return await open(
      { folder: root, home: root },
      homes === undefined ? null : await besideNotice(root, homes),
    );
  } catch (error) {
    // Only trying tells: a folder may be on a read-only medium, or this user may lack the right.
    if (homes === undefined || !isCode(error, 'folder-read-only')) throw error;
  }
  const elsewhere = await homeElsewhere(root, homes, signal);
  try {
    return await open(elsewhere, elsewhereNotice(elsewhere));
  } catch (error) {
    // A home that is locked is another process's by now.
    if (elsewhere.isNew && !isCode(error, 'case-locked'))
      rmSync(elsewhere.home, { recursive: true, force: true });
    throw error;
  }
}

/** Throws `not-found` where opening the folder would make a case. */
async function requireCase(folder: string, homes: string | undefined): Promise<void> {
  if (existsSync(path.join(folder, CASE_FILE))) return;
  // What was kept elsewhere while the folder could not be written is not opened once it can be.
  const { home } = (await isWritable(folder)) ? { home: folder } : await placeOf(folder, homes);
  if (!existsSync(path.join(home, CASE_FILE))) throw noCase(folder);
}

async function openAt(place: CasePlace, notice: string | null, options: OpenOptions): Promise<OpenedStore> {
  const { folder, home } = place;
  const claimed = claim(home);
  if (!claimed) throw lockedError(home);
  const file = path.join(home, CASE_FILE);
  const isNew = !existsSync(file);
  let database: CaseDatabase | undefined;
  try {
    database = openDatabase(file, { evidence: folder, onSlowQuery: options.onSlowQuery });
    claimed.hold(database.connection);
    putUpNotice(home, options.examiner);
    removeLeftovers(home);
    return await enter({ place, notice, database, claimed, newest: null }, options);
  } catch (error) {
    try {
      if (database) abandon(home, database, isNew);
    } finally {
      claimed.release();
    }
    throw isCode(error, 'case-locked') ? lockedError(home, error) : error;
  }
}

/** A case's database, open and claimed by this process. */
interface ClaimedCase {
  readonly place: CasePlace;
  readonly notice: string | null;
  readonly database: CaseDatabase;
  readonly claimed: Claim;
  /** The store of its last opening, which closes it; null before the first and after it was closed. */
  newest: OpenedStore | null;
}

/** Looks at the evidence, and enters an opening of the case. */
async function enter(open: ClaimedCase, options: OpenOptions): Promise<OpenedStore> {
  const { place, notice, database, claimed } = open;
  const { folder, home } = place;
  const witness = witnessOf(place, database, options);
  const { tables, changes } = await takeStock(folder, database, options);
  witness?.extend();
  scrubLeftovers(home, database, tables.erasures);
  const standing = { place, changes, notice, readOnly: null, witness: witness?.state };
  const store = createStore(database, tables, standing, options.examiner, witness);
  const opened: OpenedStore = {
    ...store,
    async reopen(again) {
      const next = await enter(open, again);
      putUpNotice(home, again.examiner);
      return next;
    },
    close() {
      // A later opening may have taken it over, or it is closed; then notice and claim may be somebody else's.
      if (open.newest !== opened) return;
      open.newest = null;
      try {
        takeDownNotice(home);
        store.close();
      } finally {
        claimed.release();
      }
    },
  };
  open.newest = opened;
  return opened;
}

/** What this computer has seen of the case, compared with the journal as it is found: before this opening is entered. */
function witnessOf(place: CasePlace, database: CaseDatabase, { witnesses }: OpenOptions): Witness | null {
  if (witnesses === undefined) return null;
  const known = recordOf(database);
  let witness = known && witnessFor(place, database, known, witnesses);
  return {
    state: witness?.state,
    extend() {
      const record = recordOf(database);
      witness ??= record && witnessFor(place, database, record, witnesses);
      witness?.extend();
    },
  };
}

function witnessFor(
  place: CasePlace,
  database: CaseDatabase,
  record: CaseRecord,
  witnesses: string,
): Witness {
  const journal = openJournal(database.connection, record.id, '');
  const file = path.join(place.home, CASE_FILE);
  return openWitness(witnesses, witnessName(record.id, place), file, (after) =>
    database.read(() => journal.after(after)),
  );
}

/** Ends an erasure that was interrupted after it was entered. What hinders that must not keep the case shut. */
function scrubLeftovers(home: string, database: CaseDatabase, erasures: ErasureBook): void {
  try {
    scrub(home, database, erasures);
  } catch (error) {
    if (!(error instanceof ChirographError)) throw error;
  }
}

function abandon(home: string, database: CaseDatabase, isNew: boolean): void {
  const file = path.join(home, CASE_FILE);
  const unborn = isNew && isUnborn(database);
  takeDownNotice(home);
  database.close();
  if (unborn) for (const each of [file, ...logsOf(file)]) rmSync(each, { force: true });
}

/** A database that cannot be read any more, its folder being gone, is not said to be empty. */
function isUnborn(database: CaseDatabase): boolean {
  try {
    return recordOf(database) === undefined;
  } catch {
    return false;
  }
}

/** Who cannot write the folder cannot try its lock either: only the notice in it tells that it is open, also after a kill. */
function elsewhereNotice({ folder, home, copied, originalChanged }: HomeElsewhere): string {
  const holder = holderOf(folder);
  return [
    engineText(
      'en',
      "The folder cannot be written: this case's database, crops and reports are kept in {home}.",
      { home },
    ),
    ...(copied
      ? [engineText('en', 'The database began as a copy of the one in the folder, which stays as it is.')]
      : []),
    ...(holder
      ? [
          engineText(
            'en',
            'By the notice in it, the one in the folder is open {reason}: what is done there is not in this one.',
            { reason: whereHeld(holder) },
          ),
        ]
      : []),
    ...(originalChanged
      ? [engineText('en', 'The one in the folder has changed since; its changes are not in this one.')]
      : []),
  ].join(' ');
}

async function besideNotice(folder: string, homes: string): Promise<string | null> {
  const home = await homeBeside(folder, homes);
  return (
    home &&
    engineText(
      'en',
      'Work done while this folder could not be written is kept in {home}, and is not in this case. To see it, open the folder write-protected.',
      { home },
    )
  );
}

function isCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof ChirographError && error.code === code;
}
