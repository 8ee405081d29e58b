import { closeSync, lstatSync, openSync, readSync, rmSync, type Stats } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { ChirographError } from '../../../contract/schema.ts';
import { pinFile, pinFolder } from './in-place.ts';
import { reportSlowQueries, type SlowQueryListener } from './slow-queries.ts';
import { APPLICATION_ID, migrate, migrations, versionOf } from './migrations/migrations.ts';

/** Milliseconds to wait for another process that is just closing the same case. */
const BUSY_WAIT = 500;
const SQLITE_HEADER_BYTES = 100;
const APPLICATION_ID_AT = 68;
/** Where the header names the formats for writing and reading; both are 1 (rollback journal) or 2 (log). */
const FORMATS_AT = [18, 19];

/**
 * An open case database. `read` and `write` turn SQLite's errors into ChirographErrors, and throw `folder-unreadable`
 * where the file, or the folder of the evidence, is no longer where it was.
 */
export interface CaseDatabase {
  readonly connection: Database.Database;
  read<T>(work: () => T): T;
  /** Runs `work` in one transaction: all of it is on the disk when this returns, or none. */
  write<T>(work: () => T): T;
  /** Leaves nothing of what was deleted or replaced in the database's files. */
  scrub(): void;
  close(): void;
}

/**
 * Opens or creates a case database for this process alone, checks it and brings it up to this version's schema.
 *
 * The process holds the file's lock until it closes or dies. That is also what lets write-ahead logging work without
 * shared memory, hence on network drives. Where a network drive does not pass locks on from one computer to another
 * (some NFS and WebDAV mounts), two computers are not kept apart: the lock is the drive's to keep.
 *
 * @param evidence the folder of the evidence, where it is not the one the database lies in.
 * @throws ChirographError `case-locked`, `case-newer`, `case-foreign`, `case-damaged`, `folder-read-only`, `disk-full`.
 */
export function openDatabase(
  file: string,
  {
    evidence = path.dirname(file),
    onSlowQuery,
  }: { evidence?: string; onSlowQuery?: SlowQueryListener | undefined } = {},
): CaseDatabase {
  const isNew = refuseNoFile(file);
  if (!isNew) requireWritable(file);
  refuseForeignHeader(file);
  const connection = inTerms(file, () => new Database(file, { timeout: BUSY_WAIT }));
  if (onSlowQuery !== undefined) reportSlowQueries(connection, onSlowQuery);
  try {
    checked(connection, file, () => {
      // Before the first access: from then on the lock is exclusive.
      connection.pragma('locking_mode = EXCLUSIVE');
      refuseForeign(connection, file);
      // Before the first thing that writes: what is damaged stays as it is.
      refuseDamaged(connection, file);
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      // Takes the lock even where nothing has to be migrated.
      connection.exec('BEGIN IMMEDIATE; COMMIT');
    });
  } catch (error) {
    // Who finds the disk full holds the lock: the beginnings of a new file are this process's own.
    const full = error instanceof ChirographError && error.code === 'disk-full';
    if (full && isNew) for (const each of [file, ...logsOf(file)]) rmSync(each, { force: true });
    throw error;
  }
  const pins = [pinFile(file), pinFolder(evidence)];
  return inTermsOf(connection, file, () => {
    for (const requireInPlace of pins) requireInPlace();
  });
}

/** SQLite's own files beside a database. */
export function logsOf(file: string): string[] {
  return [`${file}-wal`, `${file}-shm`];
}

/** Opens a copy of a case database, made for reading only; the copy is brought up to this version's schema. */
export function openCopy(copy: string, original: string, evidence = path.dirname(original)): CaseDatabase {
  refuseForeignHeader(copy, original);
  const connection = inTerms(original, () => new Database(copy, { fileMustExist: true }));
  checked(connection, original, () => {
    refuseForeign(connection, original);
    refuseDamaged(connection, original);
  });
  return inTermsOf(connection, original, pinFolder(evidence));
}

function checked(connection: Database.Database, file: string, prepare: () => void): void {
  try {
    inTerms(file, () => {
      // A case file may come from anybody: its schema must not call functions, and its cells must be sound.
      connection.pragma('trusted_schema = OFF');
      connection.pragma('cell_size_check = ON');
      connection.pragma('foreign_keys = ON');
      connection.pragma('secure_delete = ON');
      prepare();
      migrate(connection);
    });
  } catch (error) {
    connection.close();
    throw error;
  }
}

function inTermsOf(connection: Database.Database, file: string, requireInPlace: () => void): CaseDatabase {
  return {
    connection,
    read: (work) =>
      inTerms(file, () => {
        if (connection.open) requireInPlace();
        return work();
      }),
    write: (work) =>
      inTerms(file, () => {
        const change = connection.transaction(() => {
          const result = work();
          requireInPlace();
          return result;
        });
        return change.immediate();
      }),
    scrub: () =>
      inTerms(file, () => {
        // What was freed before deletions were overwritten at once is still there; only a rebuilt file is without it.
        connection.pragma('temp_store = MEMORY');
        connection.pragma('wal_checkpoint(TRUNCATE)');
        connection.exec('VACUUM');
        connection.pragma('wal_checkpoint(TRUNCATE)');
      }),
    close: () => {
      connection.close();
    },
  };
}

/**
 * Refuses what is no plain file, by which SQLite would write outside the folder or fail without saying why; returns
 * whether nothing is there.
 */
function refuseNoFile(file: string): boolean {
  let facts: Stats | undefined;
  try {
    facts = lstatSync(file, { throwIfNoEntry: false });
  } catch {
    // Not to be looked at: opening it says why.
    return false;
  }
  if (facts === undefined) return true;
  if (!facts.isFile()) {
    const kind = facts.isDirectory() ? 'a folder' : facts.isSymbolicLink() ? 'a link' : 'no file';
    throw new ChirographError(
      'case-foreign',
      `${file} is ${kind}, not a case's database. Move it out of the folder, or choose another folder.`,
    );
  }
  return false;
}

/** SQLite would open a file that can only be read, and fail at its lock as if the disk were broken. */
function requireWritable(file: string): void {
  try {
    closeSync(openSync(file, 'r+'));
  } catch (cause) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '')) {
      throw readOnly(file, { details: String(cause), cause });
    }
    // Whatever else there is, opening the database says it.
  }
}

function readOnly(file: string, options: { details: string; cause: unknown }): ChirographError {
  return new ChirographError(
    'folder-read-only',
    `${file} cannot be written. Copy the folder to a disk where you may write and open the copy.`,
    options,
  );
}

/**
 * Another program's database is refused by its header, before SQLite would recover or convert it; and one whose header
 * names no format there is, which SQLite would take for a file that may only be read.
 */
function refuseForeignHeader(file: string, named = file): void {
  const header = Buffer.alloc(SQLITE_HEADER_BYTES);
  try {
    const descriptor = openSync(file, 'r');
    try {
      if (readSync(descriptor, header, 0, header.length, 0) < header.length) return;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Not there, or not readable: opening it says which.
    return;
  }
  const id = header.readUInt32BE(APPLICATION_ID_AT);
  const isDatabase = header.toString('latin1', 0, 15) === 'SQLite format 3';
  if (!isDatabase) return;
  if (id !== 0 && id !== APPLICATION_ID) throw foreign(named);
  if (FORMATS_AT.some((at) => header[at] !== 1 && header[at] !== 2)) {
    throw damaged(named, 'the header names an unknown file format');
  }
}

function refuseForeign(connection: Database.Database, file: string): void {
  const id = connection.pragma('application_id', { simple: true });
  const isNew = id === 0 && connection.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (id !== APPLICATION_ID && !isNew) throw foreign(file);
  const version = versionOf(connection);
  if (version > migrations.length) {
    throw new ChirographError(
      'case-newer',
      `${file} was written by a newer Chirograph (its format is ${version}, this one knows ${migrations.length}). Open it with that version or install it here.`,
    );
  }
}

function foreign(file: string): ChirographError {
  return new ChirographError(
    'case-foreign',
    `${file} is another program's database. Move it out of the folder, or choose another folder.`,
  );
}

function refuseDamaged(connection: Database.Database, file: string): void {
  // Not the quick check: an index that does not fit its table would let the first write fail without a reason.
  const verdict = connection.pragma('integrity_check(1)', { simple: true });
  if (verdict !== 'ok') throw damaged(file, String(verdict));
  const broken = connection.prepare('PRAGMA foreign_key_check').get();
  if (broken !== undefined) throw damaged(file, `foreign key: ${JSON.stringify(broken)}`);
  const expected = new Database(':memory:');
  try {
    migrate(expected, migrations.slice(0, versionOf(connection)));
    if (schemaOf(expected) !== schemaOf(connection)) {
      throw damaged(file, 'the schema is not the one of its version');
    }
  } finally {
    expected.close();
  }
}

/** Every table, index and trigger as text: also shows where the journal's guards were taken out. */
function schemaOf(connection: Database.Database): string {
  const rows = connection
    .prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name",
    )
    .all();
  return JSON.stringify(rows);
}

function damaged(file: string, details: string, cause?: unknown): ChirographError {
  return new ChirographError(
    'case-damaged',
    `${file} is damaged and was not changed. Put back a copy of it; the evidence files are not affected.`,
    { details, cause },
  );
}

function inTerms<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(file, error);
  }
}

function translated(file: string, error: unknown): unknown {
  if (error instanceof TypeError && error.message === 'The database connection is not open') {
    return new ChirographError('case-not-open', 'This case is closed. Open its folder again.', {
      cause: error,
    });
  }
  if (!(error instanceof Database.SqliteError)) return error;
  const options = { details: `${error.code}: ${error.message}`, cause: error };
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(error.code)) {
    return new ChirographError(
      'case-locked',
      `${file} is open in another Chirograph. Close it there first.`,
      options,
    );
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return damaged(file, options.details, error);
  if (error.code === 'SQLITE_FULL') {
    return new ChirographError(
      'disk-full',
      `The disk with ${file} is full. Nothing of this change was saved; make room and do it again.`,
      options,
    );
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(error.code)) return readOnly(file, options);
  if (error.code.startsWith('SQLITE_IOERR')) {
    return new ChirographError(
      'folder-unreadable',
      `The disk or network drive with ${file} reports an error. What was saved before is kept; check the drive and open the case again.`,
      options,
    );
  }
  return error;
}
