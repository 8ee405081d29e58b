import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type {
  Finding,
  FindingInput,
  FindingKind,
  FindingWeight,
  MarkInput,
} from '../../../contract/findings.ts';
import type { MarkContent, MarkShape } from '../../../contract/marks.ts';
import { measure } from '../../../contract/measurements.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { canonicalJson } from './canonical-json.ts';
import { openSealedTexts, sealOf, type SealedText, type SealedTexts } from './sealed-texts.ts';
import { PAGES, type PageRow } from './words.ts';

/** A finding as the journal says it: ids, figures, and seals of what was typed. */
export interface FindingStatement {
  readonly number: number;
  readonly kind: FindingKind;
  readonly weight: FindingWeight | null;
  /** Seal of the comment; null for none. */
  readonly comment: string | null;
  readonly marks: readonly MarkStatement[];
}

interface MarkStatement {
  readonly mark: string;
  readonly item: string;
  /** Place of the page in its item, from 0. */
  readonly page: number;
  readonly shape: MarkShape;
  readonly places: MarkContent['places'];
  /** Seal of what a text mark says; null for every other mark. */
  readonly text: string | null;
}

/** Findings and their marks. Changes are to be made inside a transaction, and journalled by the caller. */
export interface FindingTable {
  /** Those that stand, by their numbers. */
  list(): Finding[];
  /** What the journal has to say of those that stand, by id. */
  statements(): Map<string, FindingStatement>;
  /**
   * Makes a finding, or makes one what it is to be, also one that was removed. Returns its id, and whether that changed
   * anything. Throws `not-found` for what is not in the case, `invalid-arguments` for a mark that lies off its page, and for no marks
   * where it has some.
   */
  save(id: string | undefined, input: FindingInput): { readonly id: string; readonly changed: boolean };
  /** Takes a finding away; returns its number, null where it was away. Throws `not-found`. */
  remove(id: string): number | null;
  /** Whether a mark lies on a page, by the page's key; one that was removed may come back. */
  isMarked(page: number): boolean;
  /**
   * Takes away what comments say of findings with marks on these items, by key. Their marks go with the pages. Returns the ids of the
   * findings that lost a comment.
   */
  eraseComments(items: readonly number[]): string[];
  /** Texts that were typed, but for those that erasing these items, by key, takes away. */
  textsWithout(items: readonly number[]): FindingText[];
  /**
   * Takes away texts of findings and marks that were taken away, which nobody sees or could mend, where they hold what is asked for.
   * Returns the ids of the findings and marks that lost one.
   */
  eraseRemoved(holds: (text: string) => boolean): string[];
}

/** A text that was typed of a finding or at one of its marks. */
export interface FindingText {
  /** Of the finding. */
  readonly number: number;
  readonly text: string;
  /** 1 where the finding, or the mark that says it, was taken away. */
  readonly removed: 0 | 1;
}

interface FindingRow {
  readonly key: number;
  readonly id: string;
  readonly number: number;
  readonly kind: FindingKind;
  readonly weight: FindingWeight | null;
  readonly removed: 0 | 1;
  readonly text: string | null;
  readonly salt: string | null;
}

interface MarkRow {
  readonly key: number;
  readonly id: string;
  readonly finding: number;
  readonly page: number;
  readonly shape: MarkShape;
  /** JSON. */
  readonly places: string;
  readonly text: string | null;
  readonly salt: string | null;
  readonly removed: 0 | 1;
  readonly page_id: string;
  readonly page_number: number;
  readonly page_dpi: number | null;
  readonly item_id: string;
}

interface RemovedText {
  readonly key: number;
  readonly id: string;
  readonly text: string;
}

type PlacedPage = PageRow & { readonly item_id: string };

/** Findings of an open database. */
export function openFindingTable(connection: Database.Database): FindingTable {
  const comments = openSealedTexts(connection, 'finding_comment', 'finding');
  const texts = openSealedTexts(connection, 'mark_text', 'mark');
  const withComment = `SELECT finding.*, comment.text, comment.salt FROM finding
    LEFT JOIN finding_comment AS comment ON comment.finding = finding.key`;
  const standing = connection.prepare<[], FindingRow>(
    `${withComment} WHERE finding.removed = 0 ORDER BY finding.number`,
  );
  const byId = connection.prepare<[string], FindingRow>(`${withComment} WHERE finding.id = ?`);
  const withText = `SELECT mark.*, said.text, said.salt, page.id AS page_id, page.number AS page_number,
      coalesce(page.stated_dpi, page.dpi) AS page_dpi, item.id AS item_id
    FROM mark JOIN (${PAGES}) AS page ON page.key = mark.page JOIN item ON item.key = page.item
    LEFT JOIN mark_text AS said ON said.mark = mark.key`;
  const everyMark = connection.prepare<[], MarkRow>(
    `${withText} WHERE mark.removed = 0 ORDER BY mark.finding, mark.place`,
  );
  const marksOf = connection.prepare<[number], MarkRow>(
    `${withText} WHERE mark.finding = ? ORDER BY mark.place`,
  );
  const pageById = connection.prepare<[string], PlacedPage>(
    `SELECT page.*, item.id AS item_id FROM (${PAGES}) AS page JOIN item ON item.key = page.item WHERE page.id = ?`,
  );
  const nextNumber = connection
    .prepare<[], number>('SELECT coalesce(max(number), 0) + 1 FROM finding')
    .pluck();
  const insertFinding = connection.prepare<[string, number, FindingKind, FindingWeight | null]>(
    'INSERT INTO finding (id, number, kind, weight) VALUES (?, ?, ?, ?)',
  );
  const updateFinding = connection.prepare<[FindingKind, FindingWeight | null, number]>(
    'UPDATE finding SET kind = ?, weight = ?, removed = 0 WHERE key = ?',
  );
  const setRemoved = connection.prepare<[number]>('UPDATE finding SET removed = 1 WHERE key = ?');
  const insertMark = connection.prepare<[string, number, number, number, MarkShape, string]>(
    'INSERT INTO mark (id, finding, page, place, shape, places) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const updateMark = connection.prepare<[number, MarkShape, string, number]>(
    'UPDATE mark SET place = ?, shape = ?, places = ?, removed = 0 WHERE key = ?',
  );
  const removeMark = connection.prepare<[number]>('UPDATE mark SET removed = 1 WHERE key = ?');
  const marked = connection
    .prepare<[number], 0 | 1>('SELECT EXISTS (SELECT 1 FROM mark WHERE page = ?)')
    .pluck();
  const commentedOn = connection.prepare<[string], { key: number; id: string }>(
    `SELECT DISTINCT finding.key, finding.id FROM finding JOIN finding_comment ON finding_comment.finding = finding.key
     JOIN mark ON mark.finding = finding.key JOIN page ON page.key = mark.page
     WHERE page.item IN (SELECT value FROM json_each(?)) ORDER BY finding.key`,
  );
  const otherTexts = connection.prepare<[{ items: string }], FindingText>(
    `WITH lost AS (
       SELECT mark.key, mark.finding FROM mark JOIN page ON page.key = mark.page
       WHERE page.item IN (SELECT value FROM json_each(:items)))
     SELECT finding.number, comment.text, finding.removed FROM finding_comment AS comment JOIN finding ON finding.key = comment.finding
     WHERE finding.key NOT IN (SELECT finding FROM lost)
     UNION ALL
     SELECT finding.number, said.text, max(finding.removed, mark.removed) FROM mark_text AS said JOIN mark ON mark.key = said.mark
     JOIN finding ON finding.key = mark.finding WHERE mark.key NOT IN (SELECT key FROM lost)
     ORDER BY 1`,
  );
  const removedComments = connection.prepare<[], RemovedText>(
    `SELECT finding.key, finding.id, comment.text FROM finding_comment AS comment
     JOIN finding ON finding.key = comment.finding WHERE finding.removed = 1 ORDER BY finding.key`,
  );
  const removedTexts = connection.prepare<[], RemovedText>(
    `SELECT mark.key, mark.id, said.text FROM mark_text AS said JOIN mark ON mark.key = said.mark
     JOIN finding ON finding.key = mark.finding WHERE finding.removed = 1 OR mark.removed = 1 ORDER BY mark.key`,
  );

  return {
    list() {
      const marks = Map.groupBy(everyMark.all(), (mark) => mark.finding);
      return standing.all().map(({ key, id, number, kind, weight, text }) => ({
        id,
        number,
        kind,
        weight,
        comment: text ?? '',
        marks: (marks.get(key) ?? []).map((mark) => {
          const content = contentOf(mark);
          return {
            id: mark.id,
            item: mark.item_id,
            page: mark.page_id,
            index: mark.page_number,
            content,
            measurement: measure(content, mark.page_dpi),
          };
        }),
      }));
    },
    statements() {
      const marks = Map.groupBy(everyMark.all(), (mark) => mark.finding);
      return new Map(standing.all().map((row) => [row.id, statementOf(row, marks.get(row.key) ?? [])]));
    },
    save(id, { kind, weight, comment, marks }) {
      const before = id === undefined ? null : existing(id);
      const shown = before && standingMarks(before);
      if (marks.length === 0 && shown?.length !== 0) {
        throw new ChirographError(
          'invalid-arguments',
          'A finding needs a mark that shows it. Draw one, or take the finding away as a whole.',
        );
      }
      const statement = before && shown && statementOf(before, shown);
      const finding = before ?? insert(kind, weight);
      const own = marksOf.all(finding.key);
      updateFinding.run(kind, weight, finding.key);
      if ((finding.text ?? '') !== comment) comments.set(finding.key, comment);
      marks.forEach((mark, place) => put(finding, own, mark, place));
      const kept = new Set(marks.map((mark) => mark.id));
      for (const mark of own) if (!kept.has(mark.id)) removeMark.run(mark.key);
      const after = existing(finding.id);
      const changed =
        finding.removed === 1 ||
        canonicalJson(statement) !== canonicalJson(statementOf(after, standingMarks(after)));
      return { id: finding.id, changed };
    },
    remove(id) {
      const { key, number, removed } = existing(id);
      if (removed === 1) return null;
      setRemoved.run(key);
      return number;
    },
    isMarked: (page) => marked.get(page) === 1,
    eraseComments: (items) =>
      commentedOn.all(JSON.stringify(items)).map(({ key, id }) => {
        comments.set(key, '');
        return id;
      }),
    textsWithout: (items) => otherTexts.all({ items: JSON.stringify(items) }),
    eraseRemoved(holds) {
      const clear = (rows: readonly RemovedText[], from: SealedTexts): string[] =>
        rows
          .filter(({ text }) => holds(text))
          .map(({ key, id }) => {
            from.set(key, '');
            return id;
          });
      return [...clear(removedComments.all(), comments), ...clear(removedTexts.all(), texts)];
    },
  };

  function existing(id: string): FindingRow {
    const row = byId.get(id);
    if (!row) throw new ChirographError('not-found', 'This case has no such finding. Read the case again.');
    return row;
  }

  function insert(kind: FindingKind, weight: FindingWeight | null): FindingRow {
    const id = randomUUID();
    insertFinding.run(id, nextNumber.get() as number, kind, weight);
    return existing(id);
  }

  function standingMarks({ key }: FindingRow): MarkRow[] {
    return marksOf.all(key).filter((mark) => mark.removed === 0);
  }

  function put(
    finding: FindingRow,
    own: readonly MarkRow[],
    { id, page, content }: MarkInput,
    place: number,
  ): void {
    const on = pageById.get(page);
    if (!on) throw unknownPage();
    if (content.places.some(({ x, y }) => x > on.width || y > on.height)) {
      throw new ChirographError(
        'invalid-arguments',
        'A mark lies on its page, not beyond an edge. Draw it anew.',
      );
    }
    const places = JSON.stringify(content.places);
    if (id === undefined) {
      const { lastInsertRowid } = insertMark.run(
        randomUUID(),
        finding.key,
        on.key,
        place,
        content.shape,
        places,
      );
      texts.set(Number(lastInsertRowid), content.text);
      return;
    }
    const mark = own.find((each) => each.id === id);
    if (mark?.page !== on.key) throw unknownMark();
    updateMark.run(place, content.shape, places, mark.key);
    if ((mark.text ?? '') !== content.text) texts.set(mark.key, content.text);
  }
}

function contentOf({ shape, places, text }: MarkRow): MarkContent {
  return { shape, places: JSON.parse(places) as MarkContent['places'], text: text ?? '' };
}

function statementOf(finding: FindingRow, marks: readonly MarkRow[]): FindingStatement {
  const { number, kind, weight } = finding;
  return {
    number,
    kind,
    weight,
    comment: sealIn(finding),
    marks: marks.map((mark) => ({
      mark: mark.id,
      item: mark.item_id,
      page: mark.page_number,
      shape: mark.shape,
      places: contentOf(mark).places,
      text: sealIn(mark),
    })),
  };
}

function sealIn({ text, salt }: { readonly [K in keyof SealedText]: string | null }): string | null {
  return text === null || salt === null ? null : sealOf({ text, salt });
}

function unknownPage(): ChirographError {
  return new ChirographError(
    'not-found',
    'A page that was marked is not in the case any more. Read the case again.',
  );
}

function unknownMark(): ChirographError {
  return new ChirographError(
    'not-found',
    'A mark chosen is not one of this finding any more. Read the case again and choose it anew.',
  );
}
