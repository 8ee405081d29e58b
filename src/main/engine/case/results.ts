import type Database from 'better-sqlite3';

/** `signature` is the comparison of a signature with references. */
export type ResultKind = 'comparison' | 'search' | 'signature';

/** Stored results, as JSON. */
export interface ResultTable {
  save(kind: ResultKind, id: string, fingerprint: string, content: unknown): void;
  /** Newest first. */
  list<T>(kind: ResultKind): { result: T; fingerprint: string }[];
}

export function openResultTable(connection: Database.Database): ResultTable {
  const insert = connection.prepare<[string, string, string, string]>(
    'INSERT INTO result (id, kind, fingerprint, content) VALUES (?, ?, ?, ?)',
  );
  const list = connection.prepare<[string], { fingerprint: string; content: string }>(
    'SELECT fingerprint, content FROM result WHERE kind = ? ORDER BY key DESC',
  );
  return {
    save(kind, id, fingerprint, content) {
      insert.run(id, kind, fingerprint, JSON.stringify(content));
    },
    list: <T>(kind: ResultKind) =>
      list.all(kind).map(({ fingerprint, content }) => ({ result: JSON.parse(content) as T, fingerprint })),
  };
}
