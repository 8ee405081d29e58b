import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { ReadingOrder, Region, StatedResolution } from '../../../contract/corrections.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { HandRow } from './hands.ts';
import { foundOrder, isOrderOf, orderAfter, orderSeal } from './reading.ts';
import type { SignatureTable } from './signatures.ts';
import type { EditRecord } from './store.ts';
import type { TranscriptionTable } from './transcriptions.ts';
import { boxOf, outlineOf, PAGES, placed, readingOf, WORDS, type PageRow, type WordRow } from './words.ts';

/** What an edit did, as the journal says it: ids and figures. */
export interface EditOutcome {
  readonly added: readonly string[];
  readonly parameters: {
    readonly removed: readonly object[];
    readonly added: readonly object[];
    readonly restored: readonly object[];
    /** Seal of the reading order that the page now has. */
    readonly reading: string;
  };
}

/** What the examiner says of words and pages. Changes are to be made inside a transaction, and journalled by the caller. */
export interface CorrectionTable {
  /** Throws `not-found`. */
  page(id: string): PageRow & { readonly item_id: string };
  /** Throws `not-found` for words that are not, or no longer, where the edit expects them; `invalid-arguments`. */
  edit(page: PageRow, edit: EditRecord): EditOutcome;
  /** Words on their pages, by id. Throws `not-found`. */
  words(ids: readonly string[]): (WordRow & { readonly item_id: string; readonly item_key: number })[];
  exclude(word: WordRow, excluded: boolean, reason: WordRow['reason']): void;
  attribute(word: WordRow, hand: HandRow | null): void;
  /** Null takes back what was stated. */
  resolve(page: PageRow, resolution: StatedResolution | null): void;
}

/** Corrections of an open database; what words read and are called is kept through the tables of that. */
export function openCorrectionTable(
  connection: Database.Database,
  transcriptions: TranscriptionTable,
  signatures: Pick<SignatureTable, 'copy'>,
): CorrectionTable {
  const pageById = connection.prepare<[string], PageRow & { item_id: string }>(
    `SELECT stated.*, item.id AS item_id FROM (${PAGES}) AS stated JOIN item ON item.key = stated.item
     WHERE stated.id = ?`,
  );
  const wordById = connection.prepare<
    [{ id: string; model: null }],
    WordRow & { item_id: string; item_key: number }
  >(
    `SELECT one.*, item.id AS item_id, item.key AS item_key FROM (${WORDS} WHERE word.id = :id) AS one
     JOIN item ON item.key = one.item`,
  );
  const wordsOn = connection.prepare<[{ page: number; model: null }], WordRow>(
    `${WORDS} WHERE word.page = :page AND word.removed = 0`,
  );
  const insertCrop = connection.prepare<[string]>(
    'INSERT INTO crop (sha256) VALUES (?) ON CONFLICT DO NOTHING',
  );
  const insertWord = connection.prepare(
    `INSERT INTO word
       (id, item, page, line, place, x, y, width, height, origin, outline, excluded, reason, hand, crop)
     VALUES (:id, :item, :page, :line, :place, :x, :y, :width, :height, 'drawn', :outline, :excluded, :reason, :hand,
       (SELECT key FROM crop WHERE sha256 = :crop))`,
  );
  const setRemoved = connection.prepare<[0 | 1, number]>('UPDATE word SET removed = ? WHERE key = ?');
  const setPlace = connection.prepare<[number, number, string]>(
    'UPDATE word SET line = ?, place = ? WHERE id = ?',
  );
  const setExcluded = connection.prepare<[0 | 1, WordRow['reason'], number]>(
    'UPDATE word SET excluded = ?, reason = ? WHERE key = ?',
  );
  const setHand = connection.prepare<[number | null, number]>('UPDATE word SET hand = ? WHERE key = ?');
  const upsertReading = connection.prepare<[number, string]>(
    'INSERT INTO reading (page, content) VALUES (?, ?) ON CONFLICT DO UPDATE SET content = excluded.content',
  );
  const upsertResolution = connection.prepare<[number, number, string]>(
    `INSERT INTO resolution (page, dpi, source) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET dpi = excluded.dpi, source = excluded.source`,
  );
  const deleteResolution = connection.prepare<[number]>('DELETE FROM resolution WHERE page = ?');

  const wordsNamed = (ids: readonly string[], removed: 0 | 1) =>
    [...new Set(ids)].map((id) => {
      const word = wordById.get({ id, model: null });
      if (word?.removed !== removed) throw unknownWord();
      return word;
    });

  return {
    page(id) {
      const page = pageById.get(id);
      if (!page) throw new ChirographError('not-found', 'This case has no such page. Read the case again.');
      return page;
    },
    edit(page, edit) {
      const removed = wordsNamed(edit.remove, 0);
      const restored = wordsNamed(edit.restore, 1);
      if ([...removed, ...restored].some((word) => word.page !== page.key)) throw unknownWord();
      const before = orderOf(page);
      for (const word of removed) setRemoved.run(1, word.key);
      for (const word of restored) setRemoved.run(0, word.key);
      const inTheirPlace = inReading(before, removed);
      const added = edit.add.map((region) => draw(page, region, inTheirPlace, edit.add.length));
      const order = nextOrder(
        page,
        before,
        edit,
        [...added, ...restored].map(({ id }) => id),
      );
      upsertReading.run(page.key, JSON.stringify(order));
      for (const { id } of added) {
        const line = order.findIndex((ids) => ids.includes(id));
        setPlace.run(line, order.flat().indexOf(id), id);
      }
      const whereIs = ({ id, ...word }: WordRow): object => ({ word: id, box: boxOf(word) });
      return {
        added: added.map(({ id }) => id),
        parameters: {
          removed: removed.map(whereIs),
          added: added.map(({ said }) => said),
          restored: restored.map(whereIs),
          reading: orderSeal(order),
        },
      };
    },
    words: (ids) => wordsNamed(ids, 0),
    exclude: (word, excluded, reason) =>
      void setExcluded.run(excluded ? 1 : 0, excluded ? reason : null, word.key),
    attribute: (word, hand) => void setHand.run(hand?.key ?? null, word.key),
    resolve(page, resolution) {
      if (resolution === null) deleteResolution.run(page.key);
      else upsertResolution.run(page.key, resolution.dpi, resolution.source);
    },
  };

  function orderOf(page: PageRow): ReadingOrder {
    if (page.reading !== null) return readingOf(page.reading);
    return foundOrder(wordsOn.all({ page: page.key, model: null }).map(placed));
  }

  function nextOrder(
    page: PageRow,
    before: ReadingOrder,
    { kind, reading, remove }: EditRecord,
    successors: readonly string[],
  ): ReadingOrder {
    const present = wordsOn.all({ page: page.key, model: null }).map(placed);
    if (reading !== undefined && isOrderOf(reading, present))
      return reading.filter((line) => line.length > 0);
    if (kind === 'order') {
      throw new ChirographError(
        'invalid-arguments',
        'The reading order has to name every word of the page once. The page has changed meanwhile: order it anew.',
      );
    }
    return orderAfter(before, present, { replaced: remove, successors });
  }

  /** A new word, with what the words in whose place it stands agree in. */
  function draw(
    { key: page, item }: PageRow,
    { box, outline, cropSha256 }: Region & { readonly cropSha256: string },
    replaced: readonly WordRow[],
    parts: number,
  ): { id: string; said: object } {
    const id = randomUUID();
    const excluded = replaced.length > 0 && replaced.every((word) => word.excluded === 1);
    const reason = excluded ? agreed(replaced.map((word) => word.reason)) : null;
    const hand = agreed(replaced.map((word) => word.hand));
    insertCrop.run(cropSha256);
    const { lastInsertRowid } = insertWord.run({
      ...box,
      id,
      item,
      page,
      line: 0,
      place: 0,
      outline: outline === null ? null : JSON.stringify(outline),
      excluded: excluded ? 1 : 0,
      reason,
      hand,
      crop: cropSha256,
    });
    const word = Number(lastInsertRowid);
    // What is drawn anew, or of several made one, is called what it was; what is marked goes before what once was.
    const isOther = ({ reason: its }: WordRow): number => (its === 'signature' ? 0 : 1);
    const named = parts === 1 ? replaced.toSorted((a, b) => isOther(a) - isOther(b)) : [];
    for (const { key } of named) signatures.copy(key, word);
    const texts = replaced.map((word) => word.transcription ?? '');
    // Nobody can tell where the text of a word that was split is to be parted.
    const text = parts === 1 && texts.every((each) => each !== '') ? texts.join(' ') : '';
    const transcription = transcriptions.set(word, text);
    return {
      id,
      said: {
        word: id,
        box,
        ...(outline === null ? {} : { outline }),
        ...(excluded ? { excluded } : {}),
        ...(reason === null ? {} : { reason }),
        ...(hand === null ? {} : { hand: replaced[0]?.hand_id }),
        ...(transcription === null ? {} : { transcription }),
      },
    };
  }
}

/** What a drawn word's row says of where it is cut. */
export function regionOf(word: WordRow & { readonly page_number: number }): Region & { page: number } {
  return { page: word.page_number, box: boxOf(word), outline: outlineOf(word) };
}

/** Words in the order in which they were read. */
function inReading(order: ReadingOrder, words: readonly WordRow[]): WordRow[] {
  const places = new Map(order.flat().map((id, at) => [id, at]));
  return words.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

/** What all agree in; null where they do not. */
function agreed<T>(values: readonly (T | null)[]): T | null {
  const [first = null, ...others] = values;
  return others.every((value) => value === first) ? first : null;
}

function unknownWord(): ChirographError {
  return new ChirographError(
    'not-found',
    'A word chosen is not on its page any more: it was changed, or its item was prepared again. Choose it on the page anew.',
  );
}
