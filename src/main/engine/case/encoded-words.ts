import type { CaseReader } from './store.ts';

/** A word in use with what a model made of it. */
export interface EncodedWord {
  readonly id: string;
  /** The item or further hand that it is by. */
  readonly item: string;
  readonly cropSha256: string;
  readonly writer: Float32Array;
  readonly word: Float32Array;
}

/** Words in use that a model has encoded, of these items and further hands or of all. */
export function encodedWords(
  store: Pick<CaseReader, 'words' | 'embeddings'>,
  model: string,
  sources?: readonly string[],
): EncodedWord[] {
  const records = store.words(sources);
  const rows = store.embeddings(
    model,
    records.map(({ cropSha256 }) => cropSha256),
  );
  return records.flatMap(({ id, item, cropSha256 }) => {
    const row = rows.get(cropSha256);
    return row === undefined ? [] : [{ id, item, cropSha256, writer: row.writer, word: row.word }];
  });
}
