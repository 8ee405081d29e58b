import type { Migration } from './migrations.ts';

/**
 * What the examiner found, and the marks that show it. A finding or mark that was taken away keeps its row, so that it can
 * come back as what it was. Comments and what text marks say may be personal data and stand in tables of their own, as
 * transcriptions do.
 */
export const findings: Migration = {
  version: 6,
  sql: `
    CREATE TABLE finding (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
      kind TEXT NOT NULL CHECK (kind IN ('observation', 'similarity', 'difference', 'limitation')),
      weight TEXT CHECK (weight IS NULL OR weight IN ('low', 'medium', 'high')),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;

    CREATE TABLE mark (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      finding INTEGER NOT NULL REFERENCES finding (key),
      page INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
      place INTEGER NOT NULL,
      shape TEXT NOT NULL,
      places TEXT NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX mark_finding ON mark (finding, place);
    CREATE INDEX mark_page ON mark (page);

    CREATE TABLE finding_comment (
      finding INTEGER PRIMARY KEY REFERENCES finding (key) ON DELETE CASCADE,
      text TEXT NOT NULL CHECK (text <> ''),
      salt TEXT NOT NULL
    ) STRICT;
    CREATE TABLE mark_text (
      mark INTEGER PRIMARY KEY REFERENCES mark (key) ON DELETE CASCADE,
      text TEXT NOT NULL CHECK (text <> ''),
      salt TEXT NOT NULL
    ) STRICT;
  `,
};
