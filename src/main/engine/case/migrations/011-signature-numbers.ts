import type { Migration } from './migrations.ts';

/**
 * Which of the signatures of its item, or further hand, a signature is: given when it is marked and kept, so that what it is
 * called does not change with what else is marked. Those that were marked before keep what they were called.
 */
export const signatureNumbers: Migration = {
  version: 11,
  sql: `
    ALTER TABLE word ADD COLUMN signature INTEGER CHECK (signature IS NULL OR signature > 0);
    UPDATE word SET signature = numbered.number FROM (
      SELECT word.key, row_number() OVER (
          PARTITION BY word.item, word.hand ORDER BY page.number, word.line, word.place, word.key
        ) AS number
      FROM word JOIN page ON page.key = word.page WHERE word.reason = 'signature' AND word.removed = 0
    ) AS numbered WHERE numbered.key = word.key;
  `,
};
