import type { Migration } from './migrations.ts';

/**
 * What the examiner corrects lies over what was found and never in its place. A word that was found keeps its row; one
 * that was drawn has a row of its own, whose box never changes: drawing it anew is another word, and the one before is
 * `removed`. What a page is read in and how large it is stand in tables of their own, as does what a word reads, which may
 * be personal data.
 */
export const corrections: Migration = {
  version: 4,
  sql: `
    CREATE TABLE hand (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      item INTEGER NOT NULL REFERENCES item (key),
      number INTEGER NOT NULL CHECK (number >= 2),
      writer INTEGER REFERENCES writer (key),
      UNIQUE (item, number)
    ) STRICT;

    ALTER TABLE word ADD COLUMN origin TEXT NOT NULL DEFAULT 'found' CHECK (origin IN ('found', 'drawn'));
    ALTER TABLE word ADD COLUMN outline TEXT CHECK (outline IS NULL OR origin = 'drawn');
    ALTER TABLE word ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));
    ALTER TABLE word ADD COLUMN reason TEXT
      CHECK (reason IS NULL OR (excluded = 1 AND reason IN ('crossed-out', 'printed', 'another-hand', 'other')));
    ALTER TABLE word ADD COLUMN hand INTEGER REFERENCES hand (key);
    DROP INDEX word_count;
    CREATE INDEX word_count ON word (item, removed, hand, excluded, crop);
    CREATE INDEX word_hand ON word (hand) WHERE hand IS NOT NULL;

    CREATE TABLE transcription (
      word INTEGER PRIMARY KEY REFERENCES word (key) ON DELETE CASCADE,
      text TEXT NOT NULL CHECK (text <> ''),
      salt TEXT NOT NULL
    ) STRICT;

    CREATE TABLE reading (
      page INTEGER PRIMARY KEY REFERENCES page (key) ON DELETE CASCADE,
      content TEXT NOT NULL
    ) STRICT;

    CREATE TABLE resolution (
      page INTEGER PRIMARY KEY REFERENCES page (key) ON DELETE CASCADE,
      dpi REAL NOT NULL CHECK (dpi > 0),
      source TEXT NOT NULL CHECK (source IN ('scale', 'hand'))
    ) STRICT;
  `,
};
