import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Page } from '../../../contract/case.ts';
import { ChirographError, type Box } from '../../../contract/schema.ts';
import type { ItemRow } from './items.ts';
import type { ImageSource, PreparationRecord, WordRecord } from './store.ts';

type PreparedPage = PreparationRecord['pages'][number];
type PreparedWord = PreparedPage['words'][number];

interface PageRow {
  readonly key: number;
  readonly id: string;
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly dpi: number | null;
}

interface WordRow extends Box {
  readonly key: number;
  readonly id: string;
  readonly page: number;
  readonly line: number;
  readonly place: number;
  readonly excluded: 0 | 1;
  readonly crop_sha256: string;
  readonly encoded: 0 | 1;
}

/** Where an image id leads, with the path still inside the folder. */
export type ImagePlace = ImageSource & { readonly file: 'present' | 'changed' | 'missing' };

/** The tables of pages and words. Changes are to be made inside a transaction, and journalled by the caller. */
export interface WordTable {
  pages(item: ItemRow, modelSha256: string | null): Page[];
  inUse(items: readonly string[] | undefined): WordRecord[];
  /**
   * Puts what was found in the file in place of what was found before. A word with the same box and the same crop
   * stays the word it was; a word that lies where an excluded one lay (see `SAME_PLACE`) is excluded as well. Returns
   * the new words that are excluded for that reason.
   */
  replace(item: ItemRow, pages: readonly PreparedPage[]): string[];
  /** Returns the words whose state changed and the items they belong to. Throws `not-found`. */
  exclude(words: readonly string[], excluded: boolean): { words: string[]; items: string[] };
  /** Null for an id that leads nowhere. */
  image(id: string): ImagePlace | null;
}

/** Least intersection over union of two boxes that stand for the same word on the page. */
const SAME_PLACE = 0.7;

export function openWordTable(connection: Database.Database): WordTable {
  const pagesOf = connection.prepare<[number], PageRow>('SELECT * FROM page WHERE item = ? ORDER BY number');
  const insertPage = connection.prepare<[Omit<PageRow, 'key'> & { item: number }]>(
    `INSERT INTO page (id, item, number, width, height, dpi) VALUES (:id, :item, :number, :width, :height, :dpi)`,
  );
  const updatePage = connection.prepare('UPDATE page SET width = ?, height = ?, dpi = ? WHERE key = ?');
  const deletePage = connection.prepare<[number]>('DELETE FROM page WHERE key = ?');
  const wordsOf = connection.prepare<[{ item: number; model: string | null }], WordRow>(`
    SELECT word.*, crop.sha256 AS crop_sha256, EXISTS (
        SELECT 1 FROM embedding
        WHERE embedding.model = (SELECT key FROM model WHERE sha256 = :model) AND embedding.crop = word.crop
      ) AS encoded
    FROM word JOIN crop ON crop.key = word.crop
    WHERE word.item = :item ORDER BY word.page, word.line, word.place
  `);
  const insertCrop = connection.prepare<[string]>(
    'INSERT INTO crop (sha256) VALUES (?) ON CONFLICT DO NOTHING',
  );
  const insertWord = connection.prepare(
    `INSERT INTO word (id, item, page, line, place, x, y, width, height, excluded, crop)
     VALUES (:id, :item, :page, :line, :place, :x, :y, :width, :height, :excluded,
       (SELECT key FROM crop WHERE sha256 = :crop))`,
  );
  const moveWord = connection.prepare('UPDATE word SET line = ?, place = ? WHERE key = ?');
  const deleteWord = connection.prepare<[number]>('DELETE FROM word WHERE key = ?');
  const used = (where: string): string => `
    SELECT word.id, item.id AS item, page.id AS page, crop.sha256 AS cropSha256
    FROM ${where}
    JOIN word ON word.item = item.key
    JOIN page ON page.key = word.page
    JOIN crop ON crop.key = word.crop
    WHERE word.excluded = 0
    ORDER BY item.key, page.number, word.line, word.place
  `;
  const usedOfAll = connection.prepare<[], WordRecord>(used('item'));
  const usedOfItems = connection.prepare<[string], WordRecord>(
    used('(SELECT DISTINCT value FROM json_each(?)) AS chosen JOIN item ON item.id = chosen.value'),
  );
  const wordState = connection.prepare<[string], { key: number; item: string; excluded: 0 | 1 }>(
    'SELECT word.key, item.id AS item, word.excluded FROM word JOIN item ON item.key = word.item WHERE word.id = ?',
  );
  const setExcluded = connection.prepare<[number, number]>('UPDATE word SET excluded = ? WHERE key = ?');
  const place = 'item.id AS item, item.path, item.file';
  const pageImage = connection.prepare<[string], Place & { page: number }>(
    `SELECT ${place}, page.number AS page FROM page JOIN item ON item.key = page.item WHERE page.id = ?`,
  );
  const itemImage = connection.prepare<[string], Place>(
    `SELECT ${place} FROM item WHERE item.id = ? AND EXISTS (SELECT 1 FROM page WHERE page.item = item.key)`,
  );
  const wordImage = connection.prepare<[string], Place & Box & { page: number; cropSha256: string }>(
    `SELECT ${place}, page.number AS page, word.x, word.y, word.width, word.height, crop.sha256 AS cropSha256
     FROM word JOIN item ON item.key = word.item JOIN page ON page.key = word.page
     JOIN crop ON crop.key = word.crop WHERE word.id = ?`,
  );

  return {
    pages(item, modelSha256) {
      const words = Map.groupBy(wordsOf.all({ item: item.key, model: modelSha256 }), (word) => word.page);
      return pagesOf.all(item.key).map((page) => ({
        id: page.id,
        item: item.id,
        index: page.number,
        width: page.width,
        height: page.height,
        dpi: page.dpi,
        image: `page-${page.id}`,
        words: (words.get(page.key) ?? []).map((word) => ({
          id: word.id,
          page: page.id,
          line: word.line,
          order: word.place,
          box: { x: word.x, y: word.y, width: word.width, height: word.height },
          state: word.excluded ? 'excluded' : 'auto',
          encoded: word.encoded === 1,
          image: `word-${word.id}`,
          crop: `crop-${word.id}`,
        })),
      }));
    },
    inUse: (items) => (items === undefined ? usedOfAll.all() : usedOfItems.all(JSON.stringify(items))),
    replace(item, prepared) {
      const before = new Map(pagesOf.all(item.key).map((page) => [page.number, page]));
      const words = Map.groupBy(wordsOf.all({ item: item.key, model: null }), (word) => word.page);
      const inherited: string[] = [];
      for (const page of prepared) {
        const old = before.get(page.index);
        before.delete(page.index);
        replaceWords(
          inherited,
          item.key,
          keep(item.key, old, page),
          (old && words.get(old.key)) ?? [],
          page.words,
        );
      }
      for (const page of before.values()) deletePage.run(page.key);
      return inherited;
    },
    exclude(words, excluded) {
      const changed: string[] = [];
      const items = new Set<string>();
      for (const id of new Set(words)) {
        const word = wordState.get(id);
        if (!word) {
          throw new ChirographError(
            'not-found',
            'A word chosen is not in this case any more: its item was prepared again. Choose it on the page anew.',
          );
        }
        items.add(word.item);
        if ((word.excluded === 1) === excluded) continue;
        setExcluded.run(excluded ? 1 : 0, word.key);
        changed.push(id);
      }
      return { words: changed, items: [...items] };
    },
    image(id) {
      const dash = id.indexOf('-');
      const kind = id.slice(0, dash);
      const of = id.slice(dash + 1);
      if (kind === 'page') {
        const found = pageImage.get(of);
        return found ? { kind, ...found } : null;
      }
      if (kind === 'thumb') {
        const found = itemImage.get(of);
        return found ? { kind: 'thumbnail', page: 0, ...found } : null;
      }
      if (kind !== 'word' && kind !== 'crop') return null;
      const found = wordImage.get(of);
      if (!found) return null;
      const { x, y, width, height, cropSha256, item, path, file, page } = found;
      return kind === 'crop'
        ? { kind, item, cropSha256, file }
        : { kind, item, path, file, page, box: { x, y, width, height } };
    },
  };

  /** Key of the page's row, which keeps its id from one preparation to the next. */
  function keep(item: number, old: PageRow | undefined, { index, width, height, dpi }: PreparedPage): number {
    if (old) {
      updatePage.run(width, height, dpi, old.key);
      return old.key;
    }
    return Number(
      insertPage.run({ id: randomUUID(), item, number: index, width, height, dpi }).lastInsertRowid,
    );
  }

  /** Adds to `inherited` the words that are excluded since they lie where an excluded one lay. */
  function replaceWords(
    inherited: string[],
    item: number,
    page: number,
    old: readonly WordRow[],
    found: readonly PreparedWord[],
  ): void {
    const unclaimed = new Map(old.map((word) => [identity(word, word.crop_sha256), word]));
    const fresh: PreparedWord[] = [];
    for (const word of found) {
      const key = identity(word.box, word.cropSha256);
      const same = unclaimed.get(key);
      if (same) {
        unclaimed.delete(key);
        moveWord.run(word.line, word.order, same.key);
      } else fresh.push(word);
    }
    const excluded = [...unclaimed.values()].filter((word) => word.excluded === 1);
    for (const word of unclaimed.values()) deleteWord.run(word.key);
    for (const { box, line, order, cropSha256 } of fresh) {
      insertCrop.run(cropSha256);
      const id = randomUUID();
      const isExcluded = excluded.some((word) => overlap(word, box) >= SAME_PLACE);
      if (isExcluded) inherited.push(id);
      insertWord.run({
        id,
        item,
        page,
        line,
        place: order,
        x: box.x,
        y: box.y,
        width: box.width,
        height: box.height,
        excluded: isExcluded ? 1 : 0,
        crop: cropSha256,
      });
    }
  }
}

interface Place {
  readonly item: string;
  readonly path: string;
  readonly file: 'present' | 'changed' | 'missing';
}

function identity({ x, y, width, height }: Box, cropSha256: string): string {
  return `${x} ${y} ${width} ${height} ${cropSha256}`;
}

/** Intersection over union of two boxes. */
function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (across <= 0 || down <= 0) return 0;
  return (across * down) / (a.width * a.height + b.width * b.height - across * down);
}
