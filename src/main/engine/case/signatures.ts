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

/** What a signature is called now: its number among those of its source. */
export interface NumberedSignature {
  readonly word: string;
  readonly number: number;
}

type SignatureRow = Pick<WordRow, 'id' | 'x' | 'y' | 'width' | 'height' | 'outline'> &
  Omit<SignatureRecord, 'box' | 'outline'>;

/** `given`: key of the number that it has of its hand, and the number; null where it has none. */
type MarkedRow = Pick<WordRow, 'key' | 'id' | 'hand'> &
  ({ readonly given: number; readonly number: number } | { readonly given: null; readonly number: null });

/** Which words are marked as signatures; what marks them is `CorrectionTable.exclude`. */
export interface SignatureTable {
  /** In the order of items, pages and lines. */
  list(): SignatureRecord[];
  /**
   * Numbers what is marked on these items and has no number of its source yet, or one that another signature of it has. A number
   * that was once given is given to no other. To be called inside the transaction that marks it.
   *
   * @param items their ids.
   * @param changed ids of words of which something was said: what they are called is returned, also where they have it again.
   * @returns what was numbered, and the changed ones that are marked.
   */
  number(items: readonly string[], changed: readonly string[]): NumberedSignature[];
  /** Gives a word, by its key, the numbers of one in whose place it stands; those that it has of a source stay. */
  copy(from: number, to: number): void;
  /** Takes the numbers of a word, by its key, for the one that is found where it lay. */
  move(from: number, to: number): void;
}

/** Signatures of an open database. */
export function openSignatureTable(connection: Database.Database): SignatureTable {
  const all = connection.prepare<[], SignatureRow>(`
    SELECT word.id, word.x, word.y, word.width, word.height, word.outline, coalesce(hand.id, item.id) AS source,
      item.id AS holder, page.id AS page, page.number AS "index", coalesce(resolution.dpi, page.dpi) AS dpi,
      numbered.number
    FROM word JOIN item ON item.key = word.item JOIN page ON page.key = word.page
    LEFT JOIN hand ON hand.key = word.hand LEFT JOIN resolution ON resolution.page = page.key
    LEFT JOIN signature_number AS numbered ON numbered.word = word.key AND numbered.hand IS word.hand
    WHERE word.reason = 'signature' AND word.removed = 0
    ORDER BY CASE item.role WHEN 'questioned' THEN 0 WHEN 'known' THEN 1 ELSE 2 END, item.number, page.number, word.line, word.place, word.key`);
  const markedOn = connection.prepare<[string], MarkedRow>(`
    SELECT word.key, word.id, word.hand, numbered.key AS given, numbered.number
    FROM word JOIN item ON item.key = word.item JOIN page ON page.key = word.page
    LEFT JOIN signature_number AS numbered ON numbered.word = word.key AND numbered.hand IS word.hand
    WHERE item.id = ? AND word.reason = 'signature' AND word.removed = 0
    ORDER BY page.number, word.line, word.place, word.key`);
  // Also of what is marked no more, is by another hand now, or gone.
  const lastOn = connection.prepare<[string], Pick<MarkedRow, 'hand'> & { readonly last: number }>(`
    SELECT hand, max(signature_number.number) AS last FROM signature_number JOIN item ON item.key = signature_number.item
    WHERE item.id = ? GROUP BY hand`);
  const setNumber = connection.prepare<[{ word: number; number: number }]>(`
    INSERT INTO signature_number (item, hand, number, word) SELECT item, hand, :number, key FROM word WHERE key = :word
    ON CONFLICT DO UPDATE SET number = excluded.number`);
  const copyNumbers = connection.prepare<[{ from: number; to: number }]>(`
    INSERT INTO signature_number (item, hand, number, word) SELECT item, hand, number, :to FROM signature_number WHERE word = :from
    ON CONFLICT DO NOTHING`);
  const moveNumbers = connection.prepare<[{ from: number; to: number }]>(
    'UPDATE signature_number SET word = :to WHERE word = :from',
  );
  return {
    number(items, changed) {
      const said = new Set(changed);
      return items.flatMap((item): NumberedSignature[] => {
        const last = new Map(lastOn.all(item).map((each) => [each.hand, each.last]));
        const marked = markedOn.all(item);
        // Where what was drawn anew and what it took the place of both stand, the later one has the name.
        const holders = new Map<string, number>();
        for (const { hand, number, given } of marked) {
          if (given === null) continue;
          const name = `${hand} ${number}`;
          holders.set(name, Math.max(given, holders.get(name) ?? 0));
        }
        return marked.flatMap(({ key, id, hand, number, given }): NumberedSignature[] => {
          if (given !== null && holders.get(`${hand} ${number}`) === given) {
            return said.has(id) ? [{ word: id, number }] : [];
          }
          const next = (last.get(hand) ?? 0) + 1;
          last.set(hand, next);
          setNumber.run({ word: key, number: next });
          return [{ word: id, number: next }];
        });
      });
    },
    copy: (from, to) => void copyNumbers.run({ from, to }),
    move: (from, to) => void moveNumbers.run({ from, to }),
    list: () =>
      all.all().map(({ x, y, width, height, outline, ...rest }) => ({
        ...rest,
        box: boxOf({ x, y, width, height }),
        outline: outlineOf({ outline }),
      })),
  };
}
