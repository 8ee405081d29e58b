import { randomBytes, randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Item, ItemRole, Writer } from '../../../contract/case.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';
import { both, problemIn } from './problems.ts';

/** An item as its row holds it, without counts. */
export interface ItemRow {
  readonly key: number;
  readonly id: string;
  readonly role: ItemRole;
  readonly number: number;
  /** Key of the writer. */
  readonly writer: number | null;
  readonly path: string;
  /** Of the file first seen; never changes. */
  readonly sha256: string;
  readonly bytes: number;
  /** Of the file last seen; null while it is missing. */
  readonly seen_sha256: string | null;
  readonly file: Item['file'];
  readonly preparation: Item['preparation'];
  readonly format: string | null;
  readonly orientation: number | null;
  /** Of the preparation that stands, or why there is none. */
  readonly problem: string | null;
  /** What went wrong with the file since that preparation. */
  readonly later_problem: string | null;
  readonly erased: 0 | 1;
}

interface ListedRow extends ItemRow {
  readonly writer_id: string | null;
  readonly pages: number;
  readonly page_width: number | null;
  readonly page_height: number | null;
  readonly page_dpi: number | null;
  readonly stated_dpi: number | null;
  readonly stated_by: 'scale' | 'hand' | null;
  readonly words: number;
  readonly excluded_words: number;
  readonly encoded_words: number;
  readonly signatures: number;
}

/** Everything about an item's file and preparation that can change. */
export type ItemState = Pick<
  ItemRow,
  'seen_sha256' | 'file' | 'preparation' | 'format' | 'orientation' | 'problem' | 'later_problem'
>;

/** The tables of items and writers. Changes are to be made inside a transaction, and journalled by the caller. */
export interface ItemTable {
  /** Questioned, known, unassigned; each in the order of their labels. */
  list(modelSha256: string | null): Item[];
  /** Throws `not-found`. */
  item(id: string, modelSha256: string | null): Item;
  rows(): ItemRow[];
  /** Throws `not-found`. */
  row(id: string): ItemRow;
  writers(): Writer[];
  /** The writer of this name, made where there is none; `identity` seals its name. Names differ by letter case. */
  writer(name: string): { key: number; id: string; isNew: boolean; identity: string };
  /** What seals each writer's name as it stands now, by the writer's id. */
  writerIdentities(): Map<string, string>;
  writerId(key: number | null): string | null;
  add(file: { path: string; sha256: string; bytes: number; role: ItemRole; writer: number | null }): {
    id: string;
    label: string;
  };
  /** Gives the item a new role or writer; a new role brings a new label. Returns the label. */
  assign(item: ItemRow, role: ItemRole, writer: number | null): string;
  update(item: ItemRow, state: Partial<ItemState>): void;
}

const LETTERS: Readonly<Record<ItemRole, string>> = { questioned: 'Q', known: 'K', unassigned: 'U' };

/** Exhibit label: Q1, K3, U2. */
export function labelOf({ role, number }: { role: ItemRole; number: number }): string {
  return `${LETTERS[role]}${number}`;
}

export function openItemTable(connection: Database.Database): ItemTable {
  const listed = (which: string): string => `
    SELECT item.*,
      writer.id AS writer_id,
      (SELECT count(*) FROM page WHERE page.item = item.key) AS pages,
      first.width AS page_width, first.height AS page_height, first.dpi AS page_dpi,
      resolution.dpi AS stated_dpi, resolution.source AS stated_by,
      coalesce(counted.words, 0) AS words,
      coalesce(counted.excluded, 0) AS excluded_words,
      coalesce(counted.encoded, 0) AS encoded_words,
      (SELECT count(*) FROM word
       WHERE word.item = item.key AND word.removed = 0 AND word.reason = 'signature') AS signatures
    FROM item
    LEFT JOIN writer ON writer.key = item.writer
    LEFT JOIN page AS first ON first.item = item.key AND first.number = 0
    LEFT JOIN resolution ON resolution.page = first.key
    LEFT JOIN (
      SELECT word.item,
        sum(NOT word.excluded AND word.hand IS NULL) AS words,
        sum(word.excluded) AS excluded,
        sum(NOT word.excluded AND word.hand IS NULL AND EXISTS (
          SELECT 1 FROM embedding
          WHERE embedding.model = (SELECT key FROM model WHERE sha256 = :model) AND embedding.crop = word.crop
        )) AS encoded
      FROM word WHERE word.removed = 0 AND word.item IN (SELECT key FROM item WHERE ${which}) GROUP BY word.item
    ) AS counted ON counted.item = item.key
    WHERE ${which}
    ORDER BY CASE item.role WHEN 'questioned' THEN 0 WHEN 'known' THEN 1 ELSE 2 END, item.number
  `;
  const all = connection.prepare<[{ model: string | null }], ListedRow>(listed('true'));
  const one = connection.prepare<[{ model: string | null; id: string }], ListedRow>(listed('item.id = :id'));
  const rows = connection.prepare<[], ItemRow>('SELECT * FROM item ORDER BY key');
  const byId = connection.prepare<[string], ItemRow>('SELECT * FROM item WHERE id = ?');
  // Words are counted in one pass over all of them: no index leads from a writer to the words, by whatever hand.
  const writers = connection.prepare<[], Writer>(`
    WITH counted AS MATERIALIZED (
      SELECT iif(word.hand IS NULL, item.writer, hand.writer) AS writer, count(*) AS words
      FROM word JOIN item ON item.key = word.item LEFT JOIN hand ON hand.key = word.hand
      WHERE word.excluded = 0 AND word.removed = 0 GROUP BY 1
    )
    SELECT writer.id, writer.name,
      (SELECT count(*) FROM item WHERE item.writer = writer.key) AS items,
      coalesce(counted.words, 0) AS words
    FROM writer LEFT JOIN counted ON counted.writer = writer.key ORDER BY writer.key
  `);
  const everyWriter = connection.prepare<[], WriterRow>('SELECT * FROM writer');
  const writerByName = connection.prepare<[string], WriterRow>('SELECT * FROM writer WHERE name = ?');
  const writerByKey = connection.prepare<[number], { id: string }>('SELECT id FROM writer WHERE key = ?');
  const insertWriter = connection.prepare<[string, string, string]>(
    'INSERT INTO writer (id, name, salt) VALUES (?, ?, ?)',
  );
  const nextNumber = connection.prepare<[ItemRole], { last: number }>(
    'UPDATE label_counter SET last = last + 1 WHERE role = ? RETURNING last',
  );
  const insert = connection.prepare(
    `INSERT INTO item (id, role, number, writer, path, sha256, seen_sha256, bytes)
     VALUES (:id, :role, :number, :writer, :path, :sha256, :sha256, :bytes)`,
  );
  const setRole = connection.prepare('UPDATE item SET role = ?, number = ?, writer = ? WHERE key = ?');
  const setState = connection.prepare(
    `UPDATE item SET seen_sha256 = :seen_sha256, file = :file, preparation = :preparation, format = :format,
       orientation = :orientation, problem = :problem, later_problem = :later_problem WHERE key = :key`,
  );

  const numberFor = (role: ItemRole): number => (nextNumber.get(role) as { last: number }).last;

  return {
    list: (modelSha256) => all.all({ model: modelSha256 }).map(itemOf),
    item(id, modelSha256) {
      const found = one.get({ model: modelSha256, id });
      if (!found) throw unknownItem();
      return itemOf(found);
    },
    rows: () => rows.all(),
    row(id) {
      const row = byId.get(id);
      if (!row) throw unknownItem();
      return row;
    },
    writers: () => writers.all(),
    writer(name) {
      const normal = name.normalize('NFC').trim();
      const known = writerByName.get(normal);
      if (known) return { key: known.key, id: known.id, isNew: false, identity: identityOf(known) };
      const id = randomUUID();
      const salt = randomBytes(16).toString('hex');
      const key = Number(insertWriter.run(id, normal, salt).lastInsertRowid);
      return { key, id, isNew: true, identity: identityOf({ name: normal, salt }) };
    },
    writerIdentities: () => new Map(everyWriter.all().map((row) => [row.id, identityOf(row)])),
    writerId: (key) => (key === null ? null : (writerByKey.get(key)?.id ?? null)),
    add(file) {
      const id = randomUUID();
      const number = numberFor(file.role);
      insert.run({ ...file, id, number });
      return { id, label: labelOf({ role: file.role, number }) };
    },
    assign(item, role, writer) {
      const number = role === item.role ? item.number : numberFor(role);
      setRole.run(role, number, writer, item.key);
      return labelOf({ role, number });
    },
    update(item, state) {
      setState.run({ ...item, ...state });
    },
  };
}

interface WriterRow {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  /** Random, so that nobody can find a name by guessing; empty for writers entered before names were sealed. */
  readonly salt: string;
}

/** What seals a writer's name in the journal. */
export function identityOf({ name, salt }: Pick<WriterRow, 'name' | 'salt'>): string {
  return sha256(canonicalJson({ name, salt }));
}

function unknownItem(): ChirographError {
  return new ChirographError('not-found', 'This case has no such item. Read the case again.');
}

function itemOf(row: ListedRow): Item {
  return {
    id: row.id,
    label: labelOf(row),
    role: row.role,
    writer: row.writer_id,
    path: row.path,
    sha256: row.sha256,
    bytes: row.bytes,
    format: row.format,
    pages: row.pages,
    width: row.page_width,
    height: row.page_height,
    dpi: row.stated_dpi ?? row.page_dpi,
    dpiSource: row.stated_by ?? (row.page_dpi === null ? null : 'file'),
    orientation: row.orientation,
    file: row.file,
    preparation: row.preparation,
    words: row.words,
    excludedWords: row.excluded_words,
    encodedWords: row.encoded_words,
    signatures: row.signatures,
    problem: both(problemIn(row.later_problem), problemIn(row.problem)),
    thumbnail: row.pages === 0 ? null : `thumb-${row.id}`,
    ...(row.erased === 1 ? { erased: true } : {}),
  };
}
