import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { copyDatabase } from '../case/copy-database.ts';
import { CASE_FILE } from '../case/folder.ts';
import { holderOf, whereHeld } from '../case/lock-notice.ts';
import { migrations, versionOf } from '../case/migrations/migrations.ts';
import { counted, fail, ok, warn, type Found } from './finding.ts';

const PUT_BACK =
  'Do not work in this case. Keep a copy of the folder as it is, and put back case.chirograph from the last backup; the evidence files are not affected.';

/** Checks a copy of a case's database page by page, its references, and its format. */
export async function databaseFindings(home: string): Promise<Found[]> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'chirograph-doctor-'));
  try {
    const copy = path.join(temporary, CASE_FILE);
    await copyDatabase(home, copy);
    return integrity(copy);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function integrity(copy: string): Found[] {
  let connection: Database.Database | undefined;
  try {
    connection = new Database(copy, { fileMustExist: true });
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    const verdicts = connection.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
    const broken = connection.prepare('PRAGMA foreign_key_check').all().length;
    const version = versionOf(connection);
    return [
      verdicts.length === 1 && verdicts[0] === 'ok'
        ? ok('database', 'every page and index is sound')
        : fail('database', `${counted(verdicts.length, 'error')}: ${verdicts[0] ?? ''}`, PUT_BACK),
      broken === 0
        ? ok('references', 'every row refers to one that is there')
        : fail('references', `${counted(broken, 'row')} refer to nothing`, PUT_BACK),
      version === migrations.length
        ? ok('format', `${version}`)
        : version < migrations.length
          ? ok('format', `${version}; brought up to ${migrations.length} when it is next opened`)
          : fail(
              'format',
              `${version}, of a newer Chirograph`,
              'Open it with that version, or install it here.',
            ),
    ];
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return [fail('database', `${error.code}: ${error.message}`, PUT_BACK)];
  } finally {
    connection?.close();
  }
}

/** Who has the case open, as far as that can be told without asking for the lock. */
export function holderFinding(home: string): Found {
  const notice = holderOf(home);
  const process = lockHolder(path.join(home, CASE_FILE));
  if (notice === null) {
    return process === null || process === undefined
      ? ok('open', 'nobody has it open')
      : warn(
          'open',
          `process ${process} of this computer has it open`,
          'Close it there before you open it here.',
        );
  }
  const said = whereHeld(notice);
  if (notice.computer !== hostname() || process === undefined) {
    return warn(
      'open',
      `${said}, as its notice says`,
      'Close it there. Where Chirograph was killed there, the notice is left over and does no harm.',
    );
  }
  return process === null
    ? warn(
        'open',
        `opened ${said}, and not closed: no process holds it now`,
        'Nothing has to be done: the notice of a Chirograph that was killed goes when the case is next opened.',
      )
    : ok('open', `${said}, process ${process}`);
}

/** Linux: the process of this computer that holds a lock on a file, null for none. Undefined where that cannot be told. */
function lockHolder(file: string): number | null | undefined {
  try {
    const inode = statSync(file).ino;
    const locks = readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .map((line) => /\b(?:WRITE|READ)\s+(\d+)\s+[0-9a-f]+:[0-9a-f]+:(\d+)\b/u.exec(line))
      .filter((match) => match !== null);
    const held = locks.find(([, , locked]) => Number(locked) === inode);
    return held === undefined ? null : Number(held[1]);
  } catch {
    return undefined;
  }
}
