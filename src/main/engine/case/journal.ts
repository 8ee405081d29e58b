import { randomBytes, randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Examiner, Journal, JournalEntry } from '../../../contract/case.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';
import { ERASED, erasedName } from './pseudonyms.ts';

/**
 * The case's append-only journal.
 *
 * An entry's hash is the SHA-256 of the canonical JSON (RFC 8785) of
 * `{action, at, examiner, parameters, previous, sequence, software, subjects}`, where `examiner` is the examiner's id,
 * `parameters` the JSON text as stored, and `previous` the hash of the entry before. The first entry's `previous` is
 * the SHA-256 of the case id, so that no entry can be moved to another case.
 *
 * Entries hold random ids and figures only. Who an examiner is stands in a table of its own; an `examiner.add` entry
 * seals that row: its parameter `identity` is the SHA-256 of the canonical JSON of `{initials, name, role, salt}`. Such a
 * row may be erased, but only where a later `examiner.erase` entry names it. `writer.add` seals a writer's name likewise.
 */
export interface JournalBook {
  /** To be called inside the transaction of what it records. */
  append(examiner: Examiner, action: string, subjects: readonly string[], parameters?: unknown): void;
  /** Sequence numbers and hashes of the entries after one, in their order. */
  after(sequence: number): { sequence: number; hash: string }[];
  /** Sequence number of the newest entry; 0 for none. */
  newest(): number;
  /** Entries of these actions, from the first to the last, or those after a sequence number; the chain is not checked. */
  of(actions: readonly string[], after?: number): JournalEntry[];
  /** Newest first; the whole chain is checked each time. */
  read(before?: number, limit?: number): Journal;
}

interface Row {
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

interface ExaminerRow extends Examiner {
  id: string;
  salt: string;
}

const NEWEST = 200;

export function openJournal(connection: Database.Database, caseId: string, software: string): JournalBook {
  const seed = sha256(caseId);
  const lastEntry = connection.prepare<[], Row>('SELECT * FROM journal ORDER BY sequence DESC LIMIT 1');
  const everyEntry = connection.prepare<[], Row>('SELECT * FROM journal ORDER BY sequence');
  const entriesAfter = connection.prepare<[number], { sequence: number; hash: string }>(
    'SELECT sequence, hash FROM journal WHERE sequence > ? ORDER BY sequence',
  );
  const entriesOf = connection.prepare<[number, string], Row>(
    'SELECT * FROM journal WHERE sequence > ? AND action IN (SELECT value FROM json_each(?)) ORDER BY sequence',
  );
  const newestEntries = connection.prepare<[number, number], Row>(
    'SELECT * FROM journal WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
  );
  const insertEntry = connection.prepare<[Row]>(
    `INSERT INTO journal (sequence, at, examiner, action, subjects, parameters, software, previous, hash)
     VALUES (:sequence, :at, :examiner, :action, :subjects, :parameters, :software, :previous, :hash)`,
  );
  const examinerIdentity = connection.prepare<[Examiner], { id: string }>(
    'SELECT id FROM examiner WHERE name = :name AND initials = :initials AND role = :role',
  );
  const everyExaminer = connection.prepare<[], ExaminerRow>('SELECT * FROM examiner');
  const insertExaminer = connection.prepare<[ExaminerRow]>(
    'INSERT INTO examiner (id, name, initials, role, salt) VALUES (:id, :name, :initials, :role, :salt)',
  );

  const write = (
    examiner: string,
    action: string,
    subjects: readonly string[],
    parameters: unknown,
  ): void => {
    const last = lastEntry.get();
    const entry = {
      sequence: (last?.sequence ?? 0) + 1,
      at: new Date().toISOString(),
      examiner,
      action,
      subjects: JSON.stringify(subjects),
      parameters: canonicalJson(parameters),
      software,
      previous: last?.hash ?? seed,
    };
    insertEntry.run({ ...entry, hash: hashOf(entry) });
  };

  const idOf = ({ name, initials, role }: Examiner): string => {
    const known = examinerIdentity.get({ name, initials, role });
    if (known) return known.id;
    const row = { id: randomUUID(), name, initials, role, salt: randomBytes(16).toString('hex') };
    insertExaminer.run(row);
    write(row.id, 'examiner.add', [row.id], { identity: identityOf(row) });
    return row.id;
  };

  return {
    append(examiner, action, subjects, parameters = {}) {
      write(idOf(examiner), action, subjects, parameters);
    },
    after: (sequence) => entriesAfter.all(sequence),
    newest: () => lastEntry.get()?.sequence ?? 0,
    of(actions, after = 0) {
      const examiners = new Map(everyExaminer.all().map((row) => [row.id, row]));
      return entriesOf
        .all(after, JSON.stringify(actions))
        .map((row) => entryOf(row, examiners.get(row.examiner)));
    },
    read(before = Number.MAX_SAFE_INTEGER, limit = NEWEST) {
      const examiners = new Map(everyExaminer.all().map((row) => [row.id, row]));
      const { total, head, brokenAt } = checkChain(everyEntry.iterate(), examiners, seed);
      return {
        entries: newestEntries.all(before, limit).map((row) => entryOf(row, examiners.get(row.examiner))),
        total,
        head,
        intact: brokenAt === null,
        brokenAt,
      };
    },
  };
}

/** Follows the chain; `brokenAt` is the first sequence number whose entry is not what was written. */
function checkChain(
  rows: Iterable<Row>,
  examiners: ReadonlyMap<string, ExaminerRow>,
  seed: string,
): { total: number; head: string | null; brokenAt: number | null } {
  const sealed = new Set<string>();
  /** Lines whose examiner was erased, as a later line has to say. */
  const unexplained = new Map<string, number>();
  let total = 0;
  let head: string | null = null;
  let previous = seed;
  let brokenAt: number | null = null;
  for (const row of rows) {
    total++;
    const follows =
      row.sequence === total && row.previous === previous && hashOf(row) === row.hash && sealHolds(row);
    if (!follows) brokenAt ??= total;
    if (row.action === 'examiner.erase') {
      for (const subject of subjectsOf(row.subjects)) unexplained.delete(subject);
    }
    previous = row.hash;
    head = row.hash;
  }
  for (const line of unexplained.values()) brokenAt = Math.min(brokenAt ?? Infinity, line);
  return { total, head, brokenAt };

  function sealHolds(row: Row): boolean {
    if (row.action === 'examiner.add') {
      const examiner = examiners.get(row.examiner);
      if (!examiner) return false;
      if (isErased(examiner)) unexplained.set(row.examiner, total);
      else if (canonicalJson({ identity: identityOf(examiner) }) !== row.parameters) return false;
      sealed.add(row.examiner);
    }
    return sealed.has(row.examiner);
  }
}

/** The hash that an entry must have for what it says; needs nothing but the entry. */
export function entryHash({ examiner, subjects, ...entry }: Omit<JournalEntry, 'hash'>): string {
  return hashOf({ ...entry, examiner: examiner.id, subjects: JSON.stringify(subjects) });
}

function hashOf(entry: Omit<Row, 'hash'>): string {
  const { action, at, examiner, parameters, previous, sequence, software } = entry;
  const subjects = subjectsOf(entry.subjects);
  return sha256(canonicalJson({ action, at, examiner, parameters, previous, sequence, software, subjects }));
}

/** Text that is not a list as it was written, in a journal changed from outside, is taken as it stands: its hash will not follow. */
function subjectsOf(text: string): string[] {
  try {
    const subjects: unknown = JSON.parse(text);
    const isList = Array.isArray(subjects) && subjects.every((subject) => typeof subject === 'string');
    return isList && JSON.stringify(subjects) === text ? subjects : [text];
  } catch {
    return [text];
  }
}

function identityOf({ name, initials, role, salt }: ExaminerRow): string {
  return sha256(canonicalJson({ initials, name, role, salt }));
}

function isErased({ id, name, initials, role, salt }: ExaminerRow): boolean {
  return name === erasedName('examiner', id) && initials === ERASED && role === ERASED && salt === '';
}

function entryOf({ examiner, subjects, ...row }: Row, known: ExaminerRow | undefined): JournalEntry {
  const { name, initials, role } = known ?? { name: '', initials: '', role: '' };
  return { ...row, examiner: { id: examiner, name, initials, role }, subjects: subjectsOf(subjects) };
}
