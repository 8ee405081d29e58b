import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Page, Word } from '../../../contract/case.ts';
import type { ReadingOrder, StatedResolution } from '../../../contract/corrections.ts';
import type { PageQuality } from '../../../contract/quality.ts';
import type { Box } from '../../../contract/schema.ts';
import type { ItemRow } from './items.ts';
import { foundOrder, orderAfter, orderSeal, type PlacedWord } from './reading.ts';
import type { SignatureTable } from './signatures.ts';
import type { FoundRecord, ImageSource, PageMeasure, PreparationRecord, WordRecord } from './store.ts';
import type { TranscriptionTable } from './transcriptions.ts';

type PreparedPage = PreparationRecord['pages'][number];
type PreparedWord = PreparedPage['words'][number];

/** A page as its row holds it, with what the examiner states of it. */
export interface PageRow {
  readonly key: number;
  readonly id: string;
  /** Key of the item. */
  readonly item: number;
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** As the file states it. */
  readonly dpi: number | null;
  /** JSON of what was measured; null where nothing was. */
  readonly quality: string | null;
  readonly stated_dpi: number | null;
  readonly stated_by: StatedResolution['source'] | null;
  /** JSON of the reading order; null where it is the one that was found. */
  readonly reading: string | null;
}

/** A word as its row holds it, whether or not it is on its page. */
export interface WordRow extends Box {
  readonly key: number;
  readonly id: string;
  /** Key of the page. */
  readonly page: number;
  readonly line: number;
  readonly place: number;
  readonly origin: Word['origin'];
  readonly outline: string | null;
  readonly removed: 0 | 1;
  readonly excluded: 0 | 1;
  readonly reason: Word['reason'];
  /** Whether it was ever numbered as a signature. */
  readonly numbered: 0 | 1;
  /** Key and id of the further hand. */
  readonly hand: number | null;
  readonly hand_id: string | null;
  readonly transcription: string | null;
  readonly unsure: 0 | 1;
  readonly printed: 0 | 1;
  readonly crop_sha256: string;
  readonly encoded: 0 | 1;
}

/** Where an image id leads, with the path still inside the folder. */
export type ImagePlace = ImageSource & { readonly file: 'present' | 'changed' | 'missing' };

/** What the examiner said of words that a preparation found anew where they lay, by the id of the new word. */
export interface Inherited {
  readonly word: string;
  readonly removed?: true;
  readonly excluded?: true;
  readonly reason?: string;
  readonly hand?: string;
  /** What seals the transcription. */
  readonly transcription?: string;
}

/** What a preparation changed of what the examiner had said. */
export interface Replacement {
  readonly inherited: readonly Inherited[];
  /** Ids of new words that are left out as printed, since the examiner said nothing of them. */
  readonly printed: readonly string[];
  /** Ids of words that are gone, of which something was said that no new word could take over. */
  readonly lost: readonly string[];
  /** Pages, from 0, whose corrected reading order is another now, with its seal. */
  readonly readings: readonly { readonly page: number; readonly reading: string }[];
}

/** The tables of pages and words. Changes are to be made inside a transaction, and journalled by the caller. */
export interface WordTable {
  /** See `CaseReader.measures`. */
  measures(): PageMeasure[];
  /** As corrected. */
  pages(item: ItemRow, modelSha256: string | null): Page[];
  /** Words as preparation found them, whatever was said of them since. */
  found(item: ItemRow): FoundRecord[];
  /** Words in use of these items and further hands, of all where left out. */
  inUse(sources: readonly string[] | undefined): WordRecord[];
  /** Words in use on an item, by whatever hand. */
  inUseOn(item: ItemRow): WordRecord[];
  /** Every word of an item that was drawn, also those that are no longer on their page. */
  drawn(item: ItemRow): (WordRow & { readonly page_number: number })[];
  /** How many words an item has on its pages. */
  count(item: ItemRow): number;
  /**
   * Puts what was found in the file in place of what was found before. A word with the same box and the same crop
   * stays the word it was; a word that lies mostly where one lay (see `UNDER`) takes over its exclusion and hand, the first such
   * one the numbers that it has as a signature, and its transcription where it is the same word (see `SAME_PLACE`). What found no such word is lost, and said to be.
   * Drawn words stay, and what is found under one (see `UNDER`) is taken off its page.
   *
   * @param drawn hashes of the crops of drawn words, cut anew, by word id.
   */
  replace(item: ItemRow, pages: readonly PreparedPage[], drawn: ReadonlyMap<string, string>): Replacement;
  /** Null for an id that leads nowhere. */
  image(id: string): ImagePlace | null;
}

/** Least intersection over union of two boxes that stand for the same word on the page. */
const SAME_PLACE = 0.7;
/** Least share of a box that lies under another for its ink to be counted twice. */
const UNDER = 0.5;

/** Pages with what the examiner states of them. */
export const PAGES = `
  SELECT page.*, resolution.dpi AS stated_dpi, resolution.source AS stated_by, reading.content AS reading
  FROM page LEFT JOIN resolution ON resolution.page = page.key LEFT JOIN reading ON reading.page = page.key`;
/** Words with what else is known of them; `:model` decides which embeddings count. */
export const WORDS = `
  SELECT word.*, hand.id AS hand_id, transcription.text AS transcription, crop.sha256 AS crop_sha256, EXISTS (
      SELECT 1 FROM embedding
      WHERE embedding.model = (SELECT key FROM model WHERE sha256 = :model) AND embedding.crop = word.crop
    ) AS encoded, EXISTS (SELECT 1 FROM signature_number WHERE signature_number.word = word.key) AS numbered
  FROM word JOIN crop ON crop.key = word.crop
  LEFT JOIN hand ON hand.key = word.hand LEFT JOIN transcription ON transcription.word = word.key`;

/**
 * Pages and words of an open database; transcriptions and the numbers of signatures are carried over through their own tables.
 *
 * @param isMarked whether the examiner marked something on a page, by its key: such a page is kept.
 */
export function openWordTable(
  connection: Database.Database,
  transcriptions: TranscriptionTable,
  signatures: Pick<SignatureTable, 'move'>,
  isMarked: (page: number) => boolean,
): WordTable {
  const pagesOf = connection.prepare<[number], PageRow>(`${PAGES} WHERE page.item = ? ORDER BY number`);
  const insertPage = connection.prepare<
    [Pick<PageRow, 'id' | 'item' | 'number' | 'width' | 'height' | 'dpi' | 'quality'>]
  >(
    `INSERT INTO page (id, item, number, width, height, dpi, quality)
     VALUES (:id, :item, :number, :width, :height, :dpi, :quality)`,
  );
  const updatePage = connection.prepare(
    'UPDATE page SET width = ?, height = ?, dpi = ?, quality = ? WHERE key = ?',
  );
  const deletePage = connection.prepare<[number]>('DELETE FROM page WHERE key = ?');
  const setReading = connection.prepare<[string, number]>('UPDATE reading SET content = ? WHERE page = ?');
  const wordsOf = connection.prepare<[{ item: number; model: string | null }], WordRow>(
    `${WORDS} WHERE word.item = :item ORDER BY word.page, word.line, word.place, word.key`,
  );
  const wordsOn = connection.prepare<[{ page: number; model: null }], WordRow>(
    `${WORDS} WHERE word.page = :page AND word.removed = 0`,
  );
  const drawnOf = connection.prepare<
    [{ item: number; model: null }],
    WordRow & { readonly page_number: number }
  >(
    `SELECT drawn.*, page.number AS page_number FROM (${WORDS} WHERE word.item = :item AND origin = 'drawn') AS drawn
     JOIN page ON page.key = drawn.page ORDER BY drawn.key`,
  );
  const countOf = connection
    .prepare<[number], number>('SELECT count(*) FROM word WHERE item = ? AND removed = 0')
    .pluck();
  const measures = connection.prepare<[], Omit<PageMeasure, 'quality'> & { readonly quality: string | null }>(
    `SELECT item.id AS item, page.number AS page, page.quality, count(word.key) AS words,
       coalesce(sum(word.unsure AND NOT word.excluded AND transcription.word IS NULL), 0) AS unsure,
       coalesce(sum(word.printed AND word.excluded AND word.reason IS 'printed'), 0) AS printed,
       coalesce(sum(NOT word.excluded), 0) AS inUse,
       coalesce(sum(word.unsure AND NOT word.excluded), 0) AS doubtful,
       coalesce(sum(word.printed AND NOT word.excluded), 0) AS printedInUse
     FROM page JOIN item ON item.key = page.item
     LEFT JOIN word ON word.page = page.key AND word.removed = 0
     LEFT JOIN transcription ON transcription.word = word.key
     GROUP BY page.key ORDER BY item.key, page.number`,
  );
  const insertCrop = connection.prepare<[string]>(
    'INSERT INTO crop (sha256) VALUES (?) ON CONFLICT DO NOTHING',
  );
  const insertWord = connection.prepare(
    `INSERT INTO word (id, item, page, line, place, x, y, width, height, removed, excluded, reason, hand,
       unsure, printed, crop)
     VALUES (:id, :item, :page, :line, :place, :x, :y, :width, :height, :removed, :excluded, :reason, :hand,
       :unsure, :printed, (SELECT key FROM crop WHERE sha256 = :crop))`,
  );
  const moveWord = connection.prepare('UPDATE word SET line = ?, place = ?, unsure = ? WHERE key = ?');
  const setCrop = connection.prepare<[string, string]>(
    'UPDATE word SET crop = (SELECT key FROM crop WHERE sha256 = ?) WHERE id = ?',
  );
  const deleteWord = connection.prepare<[number]>('DELETE FROM word WHERE key = ?');
  const used = (from: string, where = 'true'): string => `
    SELECT word.id, coalesce(hand.id, item.id) AS item, page.id AS page, crop.sha256 AS cropSha256,
      item.key AS item_key, coalesce(hand.number, 1) AS hand_number, page.number, word.line, word.place, word.key
    FROM ${from}
    LEFT JOIN hand ON hand.key = word.hand
    JOIN page ON page.key = word.page
    JOIN crop ON crop.key = word.crop
    WHERE word.excluded = 0 AND word.removed = 0 AND ${where}`;
  const inOrder = (select: string): string =>
    `SELECT id, item, page, cropSha256 FROM (${select})
     ORDER BY item_key, hand_number, number, line, place, key`;
  const ofAll = 'word JOIN item ON item.key = word.item';
  const usedOfAll = connection.prepare<[], WordRecord>(inOrder(used(ofAll)));
  const usedOn = connection.prepare<[number], WordRecord>(inOrder(used(ofAll, 'item.key = ?')));
  const chosen = '(SELECT DISTINCT value FROM json_each(:sources)) AS chosen';
  const usedOf = connection.prepare<[{ sources: string }], WordRecord>(
    inOrder(`
      ${used(`${chosen} JOIN item ON item.id = chosen.value JOIN word ON word.item = item.key AND word.hand IS NULL`)}
      UNION ALL
      ${used(`${chosen} JOIN hand AS by ON by.id = chosen.value JOIN word ON word.hand = by.key JOIN item ON item.key = word.item`)}`),
  );
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
      const rows = wordsOf.all({ item: item.key, model: modelSha256 }).filter((word) => word.removed === 0);
      const words = Map.groupBy(rows, (word) => word.page);
      return pagesOf.all(item.key).map((page) => ({
        id: page.id,
        item: item.id,
        index: page.number,
        width: page.width,
        height: page.height,
        dpi: page.stated_dpi ?? page.dpi,
        dpiSource: page.stated_by ?? (page.dpi === null ? null : 'file'),
        statedDpi: page.dpi,
        image: `page-${page.id}`,
        quality: qualityIn(page.quality),
        words: inReadingOrder(page, words.get(page.key) ?? []),
      }));
    },
    measures: () =>
      measures.all().map(({ quality, ...measure }) => ({ ...measure, quality: qualityIn(quality) })),
    found(item) {
      const pages = new Map(pagesOf.all(item.key).map((page) => [page.key, page.number]));
      return wordsOf
        .all({ item: item.key, model: null })
        .filter((word) => word.origin === 'found')
        .map((word) => ({
          id: word.id,
          page: pages.get(word.page) as number,
          line: word.line,
          order: word.place,
          box: boxOf(word),
          cropSha256: word.crop_sha256,
          removed: word.removed === 1,
          unsure: word.unsure === 1,
        }));
    },
    inUse: (sources) =>
      sources === undefined ? usedOfAll.all() : usedOf.all({ sources: JSON.stringify(sources) }),
    inUseOn: (item) => usedOn.all(item.key),
    drawn: (item) => drawnOf.all({ item: item.key, model: null }),
    count: (item) => countOf.get(item.key) as number,
    replace(item, prepared, drawn) {
      const before = new Map(pagesOf.all(item.key).map((page) => [page.number, page]));
      const words = Map.groupBy(wordsOf.all({ item: item.key, model: null }), (word) => word.page);
      const inherited: Inherited[] = [];
      const printed: string[] = [];
      const lost: string[] = [];
      for (const [id, cropSha256] of drawn) {
        insertCrop.run(cropSha256);
        setCrop.run(cropSha256, id);
      }
      for (const page of prepared) {
        const old = before.get(page.index);
        const { found = [], drawn: over = [] } = Object.groupBy(
          (old && words.get(old.key)) ?? [],
          (word) => word.origin,
        );
        const replaced = replaceWords(item.key, keep(item.key, old, page), found, over, page.words);
        inherited.push(...replaced.inherited);
        printed.push(...replaced.printed);
        lost.push(...replaced.lost);
      }
      const kept = new Set(prepared.map((page) => page.index));
      for (const page of before.values()) {
        if (kept.has(page.number)) continue;
        // What the examiner drew or marked is not lost with a page that is no longer read.
        const its = words.get(page.key) ?? [];
        if (its.some((word) => word.origin === 'drawn') || isMarked(page.key)) continue;
        lost.push(...its.filter((word) => word.removed === 0 && isCorrected(word)).map(({ id }) => id));
        deletePage.run(page.key);
      }
      return { inherited, printed, lost, readings: [...before.values()].flatMap(readAgain) };
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
      const { cropSha256, item, path, file, page } = found;
      return kind === 'crop'
        ? { kind, item, cropSha256, file }
        : { kind, item, path, file, page, box: boxOf(found) };
    },
  };

  /** Key of the page's row, which keeps its id from one preparation to the next. */
  function keep(
    item: number,
    old: PageRow | undefined,
    { index, width, height, dpi, quality: found }: PreparedPage,
  ): number {
    const quality = found && JSON.stringify(found);
    if (old) {
      updatePage.run(width, height, dpi, quality, old.key);
      return old.key;
    }
    return Number(
      insertPage.run({ id: randomUUID(), item, number: index, width, height, dpi, quality }).lastInsertRowid,
    );
  }

  /** Returns what new words took over of what was said of the old ones, which are left out, and of which old ones more was said. */
  function replaceWords(
    item: number,
    page: number,
    old: readonly WordRow[],
    drawn: readonly WordRow[],
    found: readonly PreparedWord[],
  ): Pick<Replacement, 'inherited' | 'printed' | 'lost'> {
    const unclaimed = new Map(
      old.map((word) => [identity(word, word.crop_sha256, word.printed === 1), word]),
    );
    const fresh: PreparedWord[] = [];
    for (const word of found) {
      const key = identity(word.box, word.cropSha256, word.printed ?? false);
      const same = unclaimed.get(key);
      if (same) {
        unclaimed.delete(key);
        moveWord.run(word.line, word.order, word.unsure ? 1 : 0, same.key);
      } else fresh.push(word);
    }
    const gone = [...unclaimed.values()];
    const over = [
      ...drawn.filter((word) => word.removed === 0),
      ...gone.filter((word) => word.removed === 1),
    ];
    const leftOut: string[] = [];
    const inherited = fresh.flatMap(({ box, line, order, cropSha256, unsure, printed }): Inherited[] => {
      insertCrop.run(cropSha256);
      const id = randomUUID();
      const before = predecessorOf(box, gone);
      const was = before !== undefined && isCorrected(before) ? before : undefined;
      const isLeftOut = printed && was === undefined;
      if (isLeftOut) leftOut.push(id);
      const removed = was?.removed === 1 || over.some((word) => shareUnder(word, box) >= UNDER);
      const { lastInsertRowid } = insertWord.run({
        ...box,
        id,
        item,
        page,
        line,
        place: order,
        removed: removed ? 1 : 0,
        excluded: isLeftOut ? 1 : (was?.excluded ?? 0),
        reason: isLeftOut ? 'printed' : (was?.reason ?? null),
        hand: was?.hand ?? null,
        unsure: unsure ? 1 : 0,
        printed: printed ? 1 : 0,
        crop: cropSha256,
      });
      if (was === undefined && !removed) return [];
      if (was !== undefined) signatures.move(was.key, Number(lastInsertRowid));
      // Nobody can tell which part of a word that is several now reads what.
      const transcription =
        was?.transcription && overlap(was, box) >= SAME_PLACE
          ? transcriptions.set(Number(lastInsertRowid), was.transcription)
          : null;
      return [
        {
          word: id,
          ...(removed ? { removed } : {}),
          ...(was?.excluded ? { excluded: true } : {}),
          ...(was?.reason ? { reason: was.reason } : {}),
          ...(was?.hand_id ? { hand: was.hand_id } : {}),
          ...(transcription === null ? {} : { transcription }),
        },
      ];
    });
    for (const word of gone) deleteWord.run(word.key);
    const boxes = fresh.map(({ box }) => box);
    const lost = gone.filter((word) => isLost(word, gone, boxes)).map(({ id }) => id);
    return { inherited, printed: leftOut, lost };
  }

  /** Brings a corrected reading order to the words that the page has now; empty where it stays what it was. */
  function readAgain(page: PageRow): Replacement['readings'] {
    if (page.reading === null) return [];
    const before = readingOf(page.reading);
    const present = wordsOn.all({ page: page.key, model: null }).map(placed);
    const order = orderAfter(before, present, { replaced: [], successors: [] });
    const content = JSON.stringify(order);
    if (content === page.reading) return [];
    setReading.run(content, page.key);
    return [{ page: page.number, reading: orderSeal(order) }];
  }
}

interface Place {
  readonly item: string;
  readonly path: string;
  readonly file: 'present' | 'changed' | 'missing';
}

/** Words of a page as the window sees them, in the order in which they are read. */
function inReadingOrder(page: PageRow, rows: readonly WordRow[]): Word[] {
  const words = new Map(rows.map((word) => [word.id, word]));
  const order = page.reading === null ? foundOrder(rows.map(placed)) : readingOf(page.reading);
  let place = 0;
  return order.flatMap((ids, at) =>
    ids.flatMap((id) => {
      const row = words.get(id);
      if (row === undefined) return [];
      // As found, lines and places are counted by preparation, which may leave one out.
      const [line, order] = page.reading === null ? [row.line, row.place] : [at, place++];
      return [wordOf(page.id, row, line, order)];
    }),
  );
}

function wordOf(page: string, row: WordRow, line: number, order: number): Word {
  return {
    id: row.id,
    page,
    line,
    order,
    box: boxOf(row),
    origin: row.origin,
    outline: outlineOf(row),
    state: row.excluded ? 'excluded' : 'auto',
    // What somebody has read is a word.
    unsure: row.unsure === 1 && row.transcription === null,
    printed: row.printed === 1,
    reason: row.reason,
    hand: row.hand_id,
    transcription: row.transcription ?? '',
    encoded: row.encoded === 1,
    image: `word-${row.id}`,
    crop: `crop-${row.id}`,
  };
}

/** What was measured of a page, as its row holds it. */
export function qualityIn(column: string | null): PageQuality | null {
  return column === null ? null : (JSON.parse(column) as PageQuality);
}

/** The outline of a drawn word; null where all of its box is the word. */
export function outlineOf({ outline }: Pick<WordRow, 'outline'>): Word['outline'] {
  return outline === null ? null : (JSON.parse(outline) as Word['outline']);
}

/** The reading order that a page's row holds as JSON. */
export function readingOf(content: string): ReadingOrder {
  return JSON.parse(content) as ReadingOrder;
}

/** The box alone of what has one, in page pixels. */
export function boxOf({ x, y, width, height }: Box): Box {
  return { x, y, width, height };
}

/** A word as reading order sees it: line and place as found, box in page pixels. */
export function placed(word: WordRow): PlacedWord {
  return { id: word.id, line: word.line, place: word.place, box: boxOf(word) };
}

/** Whether the examiner said something of a word that was found: what preparation left out and they took back, too, or once called a signature. */
function isCorrected({
  removed,
  excluded,
  reason,
  printed,
  hand,
  transcription,
  numbered,
}: WordRow): boolean {
  const asFound = excluded === printed && (excluded === 0 || reason === 'printed');
  return removed === 1 || !asFound || hand !== null || transcription !== null || numbered === 1;
}

/** The old word that a new box mostly lies under, the one nearest to it in place and size; undefined for none. */
function predecessorOf(box: Box, old: readonly WordRow[]): WordRow | undefined {
  const [nearest] = old
    .filter((word) => shareUnder(word, box) >= UNDER)
    .toSorted((a, b) => overlap(b, box) - overlap(a, box));
  return nearest;
}

/** Whether something that was said of an old word holds of none of the new ones, among those that it still concerns. */
function isLost(word: WordRow, old: readonly WordRow[], fresh: readonly Box[]): boolean {
  if (!isCorrected(word)) return false;
  if (word.removed === 1) {
    const met = fresh.filter((box) => intersection(word, box) > 0);
    return (
      met.some((box) => shareUnder(box, word) >= UNDER) && !met.some((box) => shareUnder(word, box) >= UNDER)
    );
  }
  const saidAgain = fresh.some((box) => intersection(word, box) > 0 && agree(predecessorOf(box, old), word));
  const readAgain = fresh.some((box) => overlap(word, box) >= SAME_PLACE && predecessorOf(box, old) === word);
  return !saidAgain || (word.transcription !== null && !readAgain);
}

/** Whether the examiner said the same of two words, but for what they read. */
function agree(a: WordRow | undefined, b: WordRow): boolean {
  return a !== undefined && a.excluded === b.excluded && a.reason === b.reason && a.hand === b.hand;
}

function identity({ x, y, width, height }: Box, cropSha256: string, printed: boolean): string {
  return `${x} ${y} ${width} ${height} ${cropSha256} ${printed}`;
}

/** Intersection over union of two boxes. */
function overlap(a: Box, b: Box): number {
  const shared = intersection(a, b);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Share of a box that lies under another. */
function shareUnder(over: Box, box: Box): number {
  return intersection(over, box) / (box.width * box.height);
}

function intersection(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across <= 0 || down <= 0 ? 0 : across * down;
}
