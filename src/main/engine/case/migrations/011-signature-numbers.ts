import type { Migration } from './migrations.ts';

/**
 * Which of the signatures of its item, or further hand, a signature is: given when it is marked and kept, so that what it is
 * called does not change with what else is marked, and no other of that source is ever called so. A word that was attributed to
 * several hands has a number of each; one that is gone leaves its numbers behind. Several words have one number where they are
 * one signature, drawn anew. Those that were marked before keep what they were called.
 */
export const signatureNumbers: Migration = {
  version: 11,
  sql: `
    CREATE TABLE signature_number (
      key INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item (key),
      hand INTEGER REFERENCES hand (key),
      number INTEGER NOT NULL CHECK (number > 0),
      word INTEGER REFERENCES word (key) ON DELETE SET NULL
    ) STRICT;
    CREATE UNIQUE INDEX signature_number_word ON signature_number (word, coalesce(hand, 0));
    CREATE INDEX signature_number_last ON signature_number (item, hand, number);
    INSERT INTO signature_number (item, hand, number, word)
      SELECT word.item, word.hand, row_number() OVER (
          PARTITION BY word.item, word.hand ORDER BY page.number, word.line, word.place, word.key
        ), word.key
      FROM word JOIN page ON page.key = word.page WHERE word.reason = 'signature' AND word.removed = 0;
  `,
};
