import type { Migration } from './migrations.ts';

/**
 * Personal data can be erased. What was erased, when, and the operator's words about it stand in a table that is not
 * part of the journal's chain; the journal names ids and counts only. An examiner's row may change in one way: into the
 * pseudonym of its own id, once its erasure is on record.
 */
export const erasure: Migration = {
  version: 2,
  sql: `
    ALTER TABLE writer ADD COLUMN salt TEXT NOT NULL DEFAULT '';
    ALTER TABLE item ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1));

    CREATE TABLE erasure (
      id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      note TEXT NOT NULL,
      scrubbed INTEGER NOT NULL CHECK (scrubbed IN (0, 1))
    ) STRICT;
    CREATE TABLE erased (
      erasure TEXT NOT NULL REFERENCES erasure (id),
      kind TEXT NOT NULL CHECK (kind IN ('writer', 'item', 'examiner')),
      subject TEXT NOT NULL,
      PRIMARY KEY (kind, subject)
    ) STRICT;

    DROP TRIGGER examiner_no_update;
    CREATE TRIGGER examiner_no_update BEFORE UPDATE ON examiner
      WHEN NOT (
        EXISTS (SELECT 1 FROM erased WHERE kind = 'examiner' AND subject = OLD.id)
        AND NEW.id = OLD.id
        AND NEW.name = 'erased examiner ' || substr(OLD.id, 1, 8)
        AND NEW.initials = 'erased' AND NEW.role = 'erased' AND NEW.salt = ''
      )
      BEGIN SELECT RAISE(ABORT, 'examiners are append-only'); END;
  `,
};
