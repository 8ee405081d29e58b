import type { Migration } from './migrations.ts';

/**
 * Letters that the examiner marked. One that was taken away keeps its row, so that it can come back as what it was. Which letter
 * it is was typed and may be personal data: it stands in a table of its own, as transcriptions do.
 */
export const letters: Migration = {
  version: 8,
  sql: `
    CREATE TABLE letter (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      page INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
      shape TEXT NOT NULL CHECK (shape IN ('box', 'freehand')),
      places TEXT NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX letter_page ON letter (page);

    CREATE TABLE letter_name (
      letter INTEGER PRIMARY KEY REFERENCES letter (key) ON DELETE CASCADE,
      text TEXT NOT NULL CHECK (text <> ''),
      salt TEXT NOT NULL
    ) STRICT;
  `,
};
