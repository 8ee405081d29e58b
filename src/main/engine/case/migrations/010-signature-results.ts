import type { Migration } from './migrations.ts';

/** Comparisons of signatures are results as well. SQLite changes no CHECK in place: the table is made anew with the wider one. */
export const signatureResults: Migration = {
  version: 10,
  sql: `
    CREATE TABLE results (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('comparison', 'search', 'signature')),
      fingerprint TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT;
    INSERT INTO results (key, id, kind, fingerprint, content) SELECT key, id, kind, fingerprint, content FROM result;
    DROP TABLE result;
    ALTER TABLE results RENAME TO result;
  `,
};
