import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Hand } from '../../../contract/corrections.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { labelOf, type ItemRow } from './items.ts';

/** A further hand as its row holds it. */
export interface HandRow {
  readonly key: number;
  readonly id: string;
  /** Key of the item. */
  readonly item: number;
  readonly number: number;
  /** Key of the writer; null for nobody known. */
  readonly writer: number | null;
}

/** The table of further hands. Changes are to be made inside a transaction, and journalled by the caller. */
export interface HandTable {
  /** In the order of items and of their numbers. */
  list(modelSha256: string | null): Hand[];
  /** Throws `not-found`. */
  row(id: string): HandRow;
  add(item: ItemRow, writer: number | null): HandRow;
  assign(hand: HandRow, writer: number | null): void;
}

interface ListedRow extends Pick<ItemRow, 'role'> {
  readonly id: string;
  readonly item_id: string;
  readonly item_number: number;
  readonly number: number;
  readonly writer_id: string | null;
  readonly words: number;
  readonly encoded: number;
}

/** The label of an item with the number of a further hand on it: Q1/2. */
export function handLabel(item: string, number: number): string {
  return `${item}/${number}`;
}

/** Further hands of an open database. */
export function openHandTable(connection: Database.Database): HandTable {
  const inUse = 'FROM word WHERE word.hand = hand.key AND word.removed = 0 AND word.excluded = 0';
  const listed = connection.prepare<[{ model: string | null }], ListedRow>(`
    SELECT hand.id, hand.number, item.id AS item_id, item.role, item.number AS item_number, writer.id AS writer_id,
      (SELECT count(*) ${inUse}) AS words,
      (SELECT count(*) ${inUse} AND EXISTS (
        SELECT 1 FROM embedding
        WHERE embedding.model = (SELECT key FROM model WHERE sha256 = :model) AND embedding.crop = word.crop
      )) AS encoded
    FROM hand JOIN item ON item.key = hand.item LEFT JOIN writer ON writer.key = hand.writer
    ORDER BY CASE item.role WHEN 'questioned' THEN 0 WHEN 'known' THEN 1 ELSE 2 END, item.number, hand.number
  `);
  const byId = connection.prepare<[string], HandRow>('SELECT * FROM hand WHERE id = ?');
  const insert = connection.prepare<[string, number, number, number | null], HandRow>(
    'INSERT INTO hand (id, item, number, writer) VALUES (?, ?, ?, ?) RETURNING *',
  );
  const last = connection
    .prepare<[number], number>('SELECT coalesce(max(number), 1) FROM hand WHERE item = ?')
    .pluck();
  const setWriter = connection.prepare<[number | null, number]>('UPDATE hand SET writer = ? WHERE key = ?');

  return {
    list: (modelSha256) =>
      listed.all({ model: modelSha256 }).map((row) => ({
        id: row.id,
        item: row.item_id,
        number: row.number,
        label: handLabel(labelOf({ role: row.role, number: row.item_number }), row.number),
        writer: row.writer_id,
        words: row.words,
        encodedWords: row.encoded,
      })),
    row(id) {
      const row = byId.get(id);
      if (!row) throw new ChirographError('not-found', 'This case has no such hand. Read the case again.');
      return row;
    },
    add: (item, writer) =>
      insert.get(randomUUID(), item.key, (last.get(item.key) as number) + 1, writer) as HandRow,
    assign: (hand, writer) => void setWriter.run(writer, hand.key),
  };
}
