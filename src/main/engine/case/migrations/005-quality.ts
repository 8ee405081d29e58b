import type { Migration } from './migrations.ts';

/**
 * How clear the writing of a page is, as JSON, and which words found may be part of a word or more than one. A page that
 * was prepared before this has no figures until it is prepared again.
 */
export const quality: Migration = {
  version: 5,
  sql: `
    ALTER TABLE page ADD COLUMN quality TEXT;
    ALTER TABLE word ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0 CHECK (unsure IN (0, 1));
  `,
};
