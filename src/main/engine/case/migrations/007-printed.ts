import type { Migration } from './migrations.ts';

/**
 * Which words found look printed or stamped rather than written. Preparation leaves them out; the examiner can take them
 * back, and the two are told apart by this.
 */
export const printed: Migration = {
  version: 7,
  sql: `
    ALTER TABLE word ADD COLUMN printed INTEGER NOT NULL DEFAULT 0 CHECK (printed IN (0, 1));
  `,
};
