import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ChirographError } from '../../../contract/schema.ts';
import { APPLICATION_ID, migrate, migrations, versionOf } from './migrations/migrations.ts';

/** Milliseconds to wait for another process that is just closing the same case. */
const BUSY_WAIT = 500;
const SQLITE_HEADER_BYTES = 100;
const APPLICATION_ID_AT = 68;

/** An open case database. `read` and `write` turn SQLite's errors into ChirographErrors. */
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
 * shared memory, hence on network drives.
 *
 * @throws ChirographError `case-locked`, `case-newer`, `case-foreign`, `case-damaged`, `folder-read-only`, `disk-full`.
 */
export function openDatabase(file: string): CaseDatabase {
  refuseForeignHeader(file);
  const connection = inTerms(file, () => new Database(file, { timeout: BUSY_WAIT }));
  return checked(connection, file, () => {
    // Before the first access: from then on the lock is exclusive.
    connection.pragma('locking_mode = EXCLUSIVE');
    refuseForeign(connection, file);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    // Takes the lock even where nothing has to be migrated.
    connection.exec('BEGIN IMMEDIATE; COMMIT');
  });
}

/** Opens a copy of a case database, made for reading only; the copy is brought up to this version's schema. */
export function openCopy(copy: string, original: string): CaseDatabase {
  refuseForeignHeader(copy, original);
  const connection = inTerms(original, () => new Database(copy, { fileMustExist: true }));
  return checked(connection, original, () => refuseForeign(connection, original));
}

function checked(connection: Database.Database, file: string, prepare: () => void): CaseDatabase {
  try {
    inTerms(file, () => {
      // A case file may come from anybody: its schema must not call functions, and its cells must be sound.
      connection.pragma('trusted_schema = OFF');
      connection.pragma('cell_size_check = ON');
      connection.pragma('foreign_keys = ON');
      connection.pragma('secure_delete = ON');
      prepare();
      refuseDamaged(connection, file);
      migrate(connection);
    });
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    connection,
    read: (work) => inTerms(file, work),
    write: (work) => inTerms(file, () => connection.transaction(work).immediate()),
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

/** Another program's database is refused by its header, before SQLite would recover or convert it. */
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
  if (isDatabase && id !== 0 && id !== APPLICATION_ID) throw foreign(named);
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
  const verdict = connection.pragma('quick_check(1)', { simple: true });
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
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(error.code)) {
    return new ChirographError(
      'folder-read-only',
      `${file} cannot be written. Copy the folder to a disk where you may write and open the copy.`,
      options,
    );
  }
  if (error.code.startsWith('SQLITE_IOERR')) {
    return new ChirographError(
      'folder-unreadable',
      `The disk or network drive with ${file} reports an error. What was saved before is kept; check the drive and open the case again.`,
      options,
    );
  }
  return error;
}
