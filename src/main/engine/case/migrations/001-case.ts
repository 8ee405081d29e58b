import type { Migration } from './migrations.ts';

/** The case as first released. Rows are named to the outside by random ids; integer keys join them inside. */
export const caseTables: Migration = {
  version: 1,
  sql: `
    CREATE TABLE case_record (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      id TEXT NOT NULL,
      created_at TEXT NOT NULL,
      synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1))
    ) STRICT;

    CREATE TABLE examiner (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      initials TEXT NOT NULL,
      role TEXT NOT NULL,
      salt TEXT NOT NULL,
      UNIQUE (name, initials, role)
    ) STRICT;

    CREATE TABLE journal (
      sequence INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      examiner TEXT NOT NULL REFERENCES examiner (id),
      action TEXT NOT NULL,
      subjects TEXT NOT NULL,
      parameters TEXT NOT NULL,
      software TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER examiner_no_update BEFORE UPDATE ON examiner
      BEGIN SELECT RAISE(ABORT, 'examiners are append-only'); END;
    CREATE TRIGGER examiner_no_delete BEFORE DELETE ON examiner
      BEGIN SELECT RAISE(ABORT, 'examiners are append-only'); END;

    CREATE TABLE writer (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE label_counter (
      role TEXT PRIMARY KEY CHECK (role IN ('questioned', 'known', 'unassigned')),
      last INTEGER NOT NULL
    ) STRICT;
    INSERT INTO label_counter (role, last) VALUES ('questioned', 0), ('known', 0), ('unassigned', 0);

    CREATE TABLE item (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL REFERENCES label_counter (role),
      number INTEGER NOT NULL,
      writer INTEGER REFERENCES writer (key),
      path TEXT NOT NULL UNIQUE,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      seen_sha256 TEXT,
      file TEXT NOT NULL DEFAULT 'present' CHECK (file IN ('present', 'changed', 'missing')),
      preparation TEXT NOT NULL DEFAULT 'none' CHECK (preparation IN ('none', 'ready', 'failed', 'stale')),
      format TEXT,
      orientation INTEGER,
      problem TEXT,
      UNIQUE (role, number),
      CHECK ((role = 'known') = (writer IS NOT NULL))
    ) STRICT;
    CREATE INDEX item_writer ON item (writer);

    CREATE TABLE page (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      item INTEGER NOT NULL REFERENCES item (key),
      number INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      dpi REAL,
      UNIQUE (item, number)
    ) STRICT;

    CREATE TABLE crop (
      key INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE word (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      item INTEGER NOT NULL REFERENCES item (key),
      page INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
      line INTEGER NOT NULL,
      place INTEGER NOT NULL,
      x INTEGER NOT NULL,
      y INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)),
      crop INTEGER NOT NULL REFERENCES crop (key)
    ) STRICT;
    CREATE INDEX word_page ON word (page, line, place);
    CREATE INDEX word_count ON word (item, excluded, crop);
    CREATE INDEX word_crop ON word (crop);

    CREATE TABLE model (
      key INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      version TEXT NOT NULL
    ) STRICT;

    CREATE TABLE embedding (
      model INTEGER NOT NULL REFERENCES model (key),
      crop INTEGER NOT NULL REFERENCES crop (key),
      writer BLOB NOT NULL CHECK (length(writer) = 512),
      word BLOB NOT NULL CHECK (length(word) = 512),
      provider TEXT NOT NULL,
      PRIMARY KEY (model, crop)
    ) STRICT;
    CREATE INDEX embedding_crop ON embedding (crop);

    CREATE TABLE result (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('comparison', 'search')),
      fingerprint TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT;

    CREATE TABLE form (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      content TEXT NOT NULL
    ) STRICT;
  `,
};
