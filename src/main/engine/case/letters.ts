import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { letterBox, type Letter, type LetterInput, type LetterShape } from '../../../contract/letters.ts';
import { ChirographError, type Box } from '../../../contract/schema.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';
import { openSealedTexts, sealOf } from './sealed-texts.ts';
import { PAGES, type ImagePlace, type PageRow, qualityIn } from './words.ts';

/** A letter as the journal says it: ids, figures, and the seal of what was typed. */
export interface LetterStatement {
  readonly item: string;
  /** Place of the page in its item, from 0. */
  readonly page: number;
  readonly shape: LetterShape;
  readonly places: Letter['places'];
  /** Seal of which letter it is; null where that was erased. */
  readonly name: string | null;
}

/** Letters that were marked. Changes are to be made inside a transaction, and journalled by the caller. */
export interface LetterTable {
  /** Those that stand, in the order of items, pages and of being marked. */
  list(): Letter[];
  /** What the journal has to say of those that stand, by id. */
  statements(): Map<string, LetterStatement>;
  /**
   * Marks a letter, or makes one what it is to be, also one that was taken away. Returns its id, and whether that changed anything.
   * Throws `not-found` for what is not in the case, `invalid-arguments` for one that lies off its page.
   */
  save(id: string | undefined, input: LetterInput): { readonly id: string; readonly changed: boolean };
  /** Takes a letter away; false where it was away. Throws `not-found`. */
  remove(id: string): boolean;
  /** Whether a letter was marked on a page, by the page's key; one that was taken away may come back. */
  isMarked(page: number): boolean;
  /** Where the picture of a letter lies; null for an id that leads nowhere. */
  image(id: string): ImagePlace | null;
  /** What letters are called that stand, by the ids of their items, but for those on these items, by key. */
  namesWithout(items: readonly number[]): { readonly item: string; readonly text: string }[];
  /** Takes away what letters were called that were taken away, where it holds what is asked for. Returns their ids. */
  eraseRemoved(holds: (text: string) => boolean): string[];
}

interface LetterRow {
  readonly key: number;
  readonly id: string;
  readonly page: number;
  readonly shape: LetterShape;
  /** JSON. */
  readonly places: string;
  readonly removed: 0 | 1;
  readonly text: string | null;
  readonly salt: string | null;
  readonly page_id: string;
  readonly page_number: number;
  readonly page_width: number;
  readonly page_height: number;
  readonly page_dpi: number | null;
  readonly page_quality: string | null;
  readonly item_id: string;
}

/** An item's file. */
interface Place {
  readonly item: string;
  readonly path: string;
  readonly file: ImagePlace['file'];
}

/** What image ids of letters begin with. */
const PREFIX = 'letter-';
const ID_LENGTH = 36;

/** The letter that an image id is of; null for one of something else. */
export const letterOf = (image: string): string | null =>
  image.startsWith(PREFIX) ? image.slice(PREFIX.length, PREFIX.length + ID_LENGTH) : null;

/** Another place of the letter is another picture, also for whoever keeps pictures by their ids. */
const imageOf = (row: LetterRow): string =>
  `${PREFIX}${row.id}-${sha256(canonicalJson(boxOf(row))).slice(0, 8)}`;

/** Letters of an open database. */
export function openLetterTable(connection: Database.Database): LetterTable {
  const names = openSealedTexts(connection, 'letter_name', 'letter');
  const withName = `SELECT letter.*, said.text, said.salt, page.id AS page_id, page.number AS page_number,
      page.width AS page_width, page.height AS page_height, coalesce(page.stated_dpi, page.dpi) AS page_dpi,
      page.quality AS page_quality, item.id AS item_id
    FROM letter JOIN (${PAGES}) AS page ON page.key = letter.page JOIN item ON item.key = page.item
    LEFT JOIN letter_name AS said ON said.letter = letter.key`;
  const standing = connection.prepare<[], LetterRow>(
    `${withName} WHERE letter.removed = 0 ORDER BY item.key, page.number, letter.key`,
  );
  const byId = connection.prepare<[string], LetterRow>(`${withName} WHERE letter.id = ?`);
  const pageById = connection.prepare<[string], PageRow>(`${PAGES} WHERE page.id = ?`);
  const placeOf = connection.prepare<[string], Place>(
    'SELECT id AS item, path, file FROM item WHERE item.id = ?',
  );
  const insert = connection.prepare<[string, number, LetterShape, string]>(
    'INSERT INTO letter (id, page, shape, places) VALUES (?, ?, ?, ?)',
  );
  const update = connection.prepare<[LetterShape, string, number]>(
    'UPDATE letter SET shape = ?, places = ?, removed = 0 WHERE key = ?',
  );
  const setRemoved = connection.prepare<[number]>('UPDATE letter SET removed = 1 WHERE key = ?');
  const marked = connection
    .prepare<[number], 0 | 1>('SELECT EXISTS (SELECT 1 FROM letter WHERE page = ?)')
    .pluck();
  const otherNames = connection.prepare<[string], { item: string; text: string }>(
    `SELECT item.id AS item, said.text FROM letter_name AS said JOIN letter ON letter.key = said.letter
     JOIN page ON page.key = letter.page JOIN item ON item.key = page.item
     WHERE letter.removed = 0 AND item.key NOT IN (SELECT value FROM json_each(?)) ORDER BY letter.key`,
  );
  const removedNames = connection.prepare<[], { key: number; id: string; text: string }>(
    `SELECT letter.key, letter.id, said.text FROM letter_name AS said JOIN letter ON letter.key = said.letter
     WHERE letter.removed = 1 ORDER BY letter.key`,
  );

  return {
    list: () => standing.all().map(describe),
    statements: () => new Map(standing.all().map((row) => [row.id, statementOf(row)])),
    save(id, { page, shape, places, name }) {
      const on = pageById.get(page);
      if (!on) throw unknown('page');
      if (places.some(({ x, y }) => x > on.width || y > on.height)) {
        throw new ChirographError(
          'invalid-arguments',
          'A letter lies on its page, not beyond an edge. Mark it anew.',
        );
      }
      const before = id === undefined ? null : existing(id);
      if (before !== null && before.page !== on.key) throw unknown('letter');
      const letter = before ?? begin(on.key, shape, JSON.stringify(places));
      update.run(shape, JSON.stringify(places), letter.key);
      if (letter.text !== name) names.set(letter.key, name);
      const changed =
        before?.removed !== 0 ||
        canonicalJson(statementOf(before)) !== canonicalJson(statementOf(existing(letter.id)));
      return { id: letter.id, changed };
    },
    remove(id) {
      const { key, removed } = existing(id);
      if (removed === 0) setRemoved.run(key);
      return removed === 0;
    },
    isMarked: (page) => marked.get(page) === 1,
    image(id) {
      const row = byId.get(letterOf(id) ?? '');
      const place = row && placeOf.get(row.item_id);
      if (!row || !place || imageOf(row) !== id) return null;
      return { kind: 'letter', ...place, page: row.page_number, box: boxOf(row) };
    },
    namesWithout: (items) => otherNames.all(JSON.stringify(items)),
    eraseRemoved: (holds) =>
      removedNames
        .all()
        .filter(({ text }) => holds(text))
        .map(({ key, id }) => {
          names.set(key, '');
          return id;
        }),
  };

  function existing(id: string): LetterRow {
    const row = byId.get(id);
    if (!row) throw unknown('letter');
    return row;
  }

  function begin(page: number, shape: LetterShape, places: string): LetterRow {
    const id = randomUUID();
    insert.run(id, page, shape, places);
    return existing(id);
  }
}

function describe(row: LetterRow): Letter {
  return {
    id: row.id,
    item: row.item_id,
    page: row.page_id,
    index: row.page_number,
    shape: row.shape,
    places: placesOf(row),
    name: row.text ?? '',
    image: imageOf(row),
    box: boxOf(row),
    dpi: row.page_dpi,
    xHeight: qualityIn(row.page_quality)?.xHeight ?? null,
  };
}

function statementOf(row: LetterRow): LetterStatement {
  const { item_id: item, page_number: page, shape, text, salt } = row;
  const name = text === null || salt === null ? null : sealOf({ text, salt });
  return { item, page, shape, places: placesOf(row), name };
}

const placesOf = ({ places }: LetterRow): Letter['places'] => JSON.parse(places) as Letter['places'];

const boxOf = (row: LetterRow): Box =>
  letterBox(placesOf(row), { width: row.page_width, height: row.page_height });

function unknown(what: 'page' | 'letter'): ChirographError {
  return new ChirographError(
    'not-found',
    what === 'page'
      ? 'A page on which a letter was marked is not in the case any more. Read the case again.'
      : 'This case has no such letter on that page. Read the case again.',
  );
}
