import type Database from 'better-sqlite3';
import type { Region } from '../../../contract/corrections.ts';
import { boxOf, outlineOf, type WordRow } from './words.ts';

/** A word that the examiner marked as a signature, with where it is cut. */
export interface SignatureRecord extends Region {
  readonly id: string;
  /** The item whose hand wrote it, or the further hand on an item. */
  readonly source: string;
  /** The item whose pages hold it. */
  readonly holder: string;
  /** Id of the page, and its place in the item, from 0. */
  readonly page: string;
  readonly index: number;
  /** Pixels an inch; null where nobody states it. */
  readonly dpi: number | null;
  /** Which of the signatures of its source it is, from 1: by the order in which they were marked, and kept. */
  readonly number: number;
}

/** The number that a signature was given. */
export interface NumberedSignature {
  readonly word: string;
  readonly number: number;
}

type SignatureRow = Pick<WordRow, 'id' | 'x' | 'y' | 'width' | 'height' | 'outline'> &
  Omit<SignatureRecord, 'box' | 'outline'>;

type MarkedRow = Pick<WordRow, 'key' | 'id' | 'hand' | 'signature'>;

/** Which words are marked as signatures; what marks them is `CorrectionTable.exclude`. */
export interface SignatureTable {
  /** In the order of items, pages and lines. */
  list(): SignatureRecord[];
  /**
   * Numbers what is marked on these items and has no number yet, or one that another signature of its source has. To be called
   * inside the transaction that marks it.
   *
   * @param items their ids.
   * @returns what was numbered.
   */
  number(items: readonly string[]): NumberedSignature[];
}

/** Signatures of an open database. */
export function openSignatureTable(connection: Database.Database): SignatureTable {
  const all = connection.prepare<[], SignatureRow>(`
    SELECT word.id, word.x, word.y, word.width, word.height, word.outline, coalesce(hand.id, item.id) AS source,
      item.id AS holder, page.id AS page, page.number AS "index", coalesce(resolution.dpi, page.dpi) AS dpi,
      word.signature AS number
    FROM word JOIN item ON item.key = word.item JOIN page ON page.key = word.page
    LEFT JOIN hand ON hand.key = word.hand LEFT JOIN resolution ON resolution.page = page.key
    WHERE word.reason = 'signature' AND word.removed = 0
    ORDER BY CASE item.role WHEN 'questioned' THEN 0 WHEN 'known' THEN 1 ELSE 2 END, item.number, page.number, word.line, word.place, word.key`);
  const markedOn = connection.prepare<[string], MarkedRow>(`
    SELECT word.key, word.id, word.hand, word.signature
    FROM word JOIN item ON item.key = word.item JOIN page ON page.key = word.page
    WHERE item.id = ? AND word.reason = 'signature' AND word.removed = 0
    ORDER BY page.number, word.line, word.place, word.key`);
  // Also of what is marked no more, or taken off its page: it may come back.
  const lastOn = connection.prepare<[string], Pick<MarkedRow, 'hand'> & { readonly last: number }>(`
    SELECT word.hand, max(word.signature) AS last FROM word JOIN item ON item.key = word.item
    WHERE item.id = ? AND word.signature IS NOT NULL GROUP BY word.hand`);
  const setNumber = connection.prepare<[number, number]>('UPDATE word SET signature = ? WHERE key = ?');
  return {
    number(items) {
      return items.flatMap((item): NumberedSignature[] => {
        const last = new Map(lastOn.all(item).map((each) => [each.hand, each.last]));
        const taken = new Set<string>();
        return markedOn.all(item).flatMap(({ key, id, hand, signature }): NumberedSignature[] => {
          const place = `${hand} ${signature}`;
          if (signature !== null && !taken.has(place)) {
            taken.add(place);
            return [];
          }
          const number = (last.get(hand) ?? 0) + 1;
          last.set(hand, number);
          setNumber.run(number, key);
          return [{ word: id, number }];
        });
      });
    },
    list: () =>
      all.all().map(({ x, y, width, height, outline, ...rest }) => ({
        ...rest,
        box: boxOf({ x, y, width, height }),
        outline: outlineOf({ outline }),
      })),
  };
}
