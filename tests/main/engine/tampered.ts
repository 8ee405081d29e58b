import path from 'node:path';
import Database from 'better-sqlite3';
import { sha256 } from '../../../src/main/engine/case/hash.ts';
import { entryHash } from '../../../src/main/engine/case/journal.ts';

/** Changes the database of a case: whoever can write it can drop its guards for a moment. */
export function tamper(folder: string, change: (database: Database.Database) => void): void {
  const database = new Database(path.join(folder, 'case.chirograph'));
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  change(database);
  for (const { sql } of triggers) database.exec(sql);
  database.close();
}

interface Line {
  sequence: number;
  at: string;
  examiner: string;
  action: string;
  subjects: string;
  parameters: string;
  software: string;
  previous: string;
  hash: string;
}

/** Computes the whole chain of the journal anew, as Chirograph itself would have written it. */
export function rebuildChain(database: Database.Database): void {
  let previous = sha256(database.prepare('SELECT id FROM case_record').pluck().get() as string);
  for (const line of database.prepare('SELECT * FROM journal ORDER BY sequence').all() as Line[]) {
    const entry = {
      ...line,
      previous,
      examiner: { id: line.examiner, name: '', initials: '', role: '' },
      subjects: JSON.parse(line.subjects) as string[],
    };
    const hash = entryHash(entry);
    database
      .prepare('UPDATE journal SET previous = ?, hash = ? WHERE sequence = ?')
      .run(previous, hash, line.sequence);
    previous = hash;
  }
}
