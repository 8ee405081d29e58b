import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';

/**
 * What words read. It may be anybody's personal data, so that the journal holds a salted seal of it and never the text.
 * Changes are to be made inside a transaction, and journalled by the caller.
 */
export interface TranscriptionTable {
  /** Sets a word's text, or takes it away where it is empty. Returns what seals it; null for none. */
  set(word: number, text: string): string | null;
  /** What seals each text as it stands now, by the word's id. */
  seals(): Map<string, string>;
}

interface Row {
  readonly text: string;
  readonly salt: string;
}

/** Transcriptions of an open database, each with what seals it in the journal. */
export function openTranscriptionTable(connection: Database.Database): TranscriptionTable {
  const upsert = connection.prepare<[number, string, string]>(
    `INSERT INTO transcription (word, text, salt) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET text = excluded.text, salt = excluded.salt`,
  );
  const remove = connection.prepare<[number]>('DELETE FROM transcription WHERE word = ?');
  const all = connection.prepare<[], Row & { id: string }>(
    'SELECT word.id, text, salt FROM transcription JOIN word ON word.key = transcription.word WHERE word.removed = 0',
  );

  return {
    set(word, text) {
      if (text === '') {
        remove.run(word);
        return null;
      }
      // Random for each text: nobody can find it by guessing, or see that two are the same.
      const salt = randomBytes(16).toString('hex');
      upsert.run(word, text, salt);
      return sealOf({ text, salt });
    },
    seals: () => new Map(all.all().map((row) => [row.id, sealOf(row)])),
  };
}

function sealOf({ text, salt }: Row): string {
  return sha256(canonicalJson({ salt, text }));
}
