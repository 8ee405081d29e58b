import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';

/**
 * Texts that the examiner typed, one for each row of another table. They may be anybody's personal data, so that the
 * journal holds a salted seal of a text and never the text. Changes are to be made inside a transaction, and journalled by the caller.
 */
export interface SealedTexts {
  /** Sets the text of a row, or takes it away where it is empty. Returns what seals it; null for none. */
  set(owner: number, text: string): string | null;
}

/** A text with the salt of its seal. */
export interface SealedText {
  readonly text: string;
  readonly salt: string;
}

/**
 * The texts of a table.
 *
 * @param table its name, which is also that of nothing a caller gave.
 * @param owner the column that names the row that a text is of.
 */
export function openSealedTexts(
  connection: Database.Database,
  table: 'transcription' | 'finding_comment' | 'mark_text' | 'letter_name',
  owner: 'word' | 'finding' | 'mark' | 'letter',
): SealedTexts {
  const upsert = connection.prepare<[number, string, string]>(
    `INSERT INTO ${table} (${owner}, text, salt) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET text = excluded.text, salt = excluded.salt`,
  );
  const remove = connection.prepare<[number]>(`DELETE FROM ${table} WHERE ${owner} = ?`);

  return {
    set(key, text) {
      if (text === '') {
        remove.run(key);
        return null;
      }
      // Random for each text: nobody can find it by guessing, or see that two are the same.
      const salt = randomBytes(16).toString('hex');
      upsert.run(key, text, salt);
      return sealOf({ text, salt });
    },
  };
}

/** What seals a text in the journal. */
export function sealOf({ text, salt }: SealedText): string {
  return sha256(canonicalJson({ salt, text }));
}
