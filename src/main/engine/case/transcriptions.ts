import type Database from 'better-sqlite3';
import { openSealedTexts, sealOf, type SealedText, type SealedTexts } from './sealed-texts.ts';

/** What words read. */
export interface TranscriptionTable extends SealedTexts {
  /** What seals each text as it stands now, by the word's id. */
  seals(): Map<string, string>;
}

/** Transcriptions of an open database, each with what seals it in the journal. */
export function openTranscriptionTable(connection: Database.Database): TranscriptionTable {
  const all = connection.prepare<[], SealedText & { id: string }>(
    'SELECT word.id, text, salt FROM transcription JOIN word ON word.key = transcription.word WHERE word.removed = 0',
  );
  return {
    ...openSealedTexts(connection, 'transcription', 'word'),
    seals: () => new Map(all.all().map((row) => [row.id, sealOf(row)])),
  };
}
