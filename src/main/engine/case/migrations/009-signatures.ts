import type { Migration } from './migrations.ts';

/**
 * A word can be taken out of the comparison of writing because it is a signature. SQLite changes no CHECK in place: a column
 * with the wider one takes over what the column before it held.
 */
export const signatures: Migration = {
  version: 9,
  sql: `
    ALTER TABLE word ADD COLUMN why TEXT
      CHECK (why IS NULL OR (excluded = 1 AND why IN ('crossed-out', 'printed', 'another-hand', 'signature', 'other')));
    UPDATE word SET why = reason WHERE reason IS NOT NULL;
    ALTER TABLE word DROP COLUMN reason;
    ALTER TABLE word RENAME COLUMN why TO reason;
    CREATE INDEX word_signature ON word (item, removed) WHERE reason = 'signature';
  `,
};
