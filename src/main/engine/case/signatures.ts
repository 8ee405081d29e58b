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
}

type SignatureRow = Pick<WordRow, 'id' | 'x' | 'y' | 'width' | 'height' | 'outline'> &
  Omit<SignatureRecord, 'box' | 'outline'>;

/** Which words are marked as signatures; what marks them is `CorrectionTable.exclude`. */
export interface SignatureTable {
  /** In the order of items, pages and lines. */
  list(): SignatureRecord[];
}

/** Signatures of an open database. */
export function openSignatureTable(connection: Database.Database): SignatureTable {
  const all = connection.prepare<[], SignatureRow>(`
    SELECT word.id, word.x, word.y, word.width, word.height, word.outline, coalesce(hand.id, item.id) AS source,
      item.id AS holder, page.id AS page, page.number AS "index", coalesce(resolution.dpi, page.dpi) AS dpi
    FROM word JOIN item ON item.key = word.item JOIN page ON page.key = word.page
    LEFT JOIN hand ON hand.key = word.hand LEFT JOIN resolution ON resolution.page = page.key
    WHERE word.reason = 'signature' AND word.removed = 0
    ORDER BY CASE item.role WHEN 'questioned' THEN 0 WHEN 'known' THEN 1 ELSE 2 END, item.number, page.number, word.line, word.place, word.key`);
  return {
    list: () =>
      all.all().map(({ x, y, width, height, outline, ...rest }) => ({
        ...rest,
        box: boxOf({ x, y, width, height }),
        outline: outlineOf({ outline }),
      })),
  };
}
