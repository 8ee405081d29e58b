import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { ERASED_RESULT, type ErasureKind, type ErasureReason } from '../../../contract/erasure.ts';
import type { Examiner } from '../../../contract/case.ts';
import type { Comparison, Search } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { SignatureComparison } from '../../../contract/signatures.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';
import type { FindingTable } from './findings.ts';
import { labelOf, type ItemRow } from './items.ts';
import type { LetterTable } from './letters.ts';
import type { JournalBook } from './journal.ts';
import { ERASED, erasedName, erasedPath } from './pseudonyms.ts';
import type { ResultKind } from './results.ts';
import { isSamePerson } from './same-person.ts';

/** Whose data: a writer or an examiner by name, an item by its label. */
export interface ErasureTarget {
  readonly kind: ErasureKind;
  readonly name: string;
}

/** What an erasure clears, by random ids, and what it leaves to the operator. */
export interface Erasure {
  /** Ids of the writers or examiners of that name, or of the item. */
  readonly subjects: readonly string[];
  readonly items: readonly { readonly id: string; readonly label: string; readonly path: string }[];
  readonly words: number;
  readonly embeddings: number;
  readonly results: readonly string[];
  /** What is left of the subjects: the names by which the case shows them from now on. */
  readonly pseudonyms: readonly string[];
  /** Places in the database that hold the same name in text that somebody typed or a path that is not erased. */
  readonly mentions: readonly string[];
}

interface HandOnItem {
  readonly id: string;
  /** Key of the item. */
  readonly item: number;
  /** Id of the writer. */
  readonly writer: string | null;
}

interface StoredResult {
  readonly id: string;
  readonly kind: ResultKind;
  readonly content: string;
}

/** Erasing personal data from a case's tables. */
export interface ErasureBook {
  /** What erasing would clear. Throws `not-found`. */
  plan(target: ErasureTarget): Erasure;
  /** To be called inside a transaction, whose pages have to be overwritten after it. Throws `not-found`, `invalid-arguments`. */
  erase(examiner: Examiner, target: ErasureTarget, reason: ErasureReason, note: string): Erasure;
  /** Ids of the writers who were erased. */
  erasedWriters(): ReadonlySet<string>;
  /** Items erased whose traces in files, or in pages that SQLite has freed, may still be there; empty for none. */
  unscrubbed(): { erasures: string[]; items: string[] };
  setScrubbed(): void;
}

export function openErasureBook(
  connection: Database.Database,
  journal: JournalBook,
  findings: Pick<FindingTable, 'eraseComments' | 'eraseRemoved' | 'textsWithout'>,
  letters: Pick<LetterTable, 'eraseRemoved' | 'namesWithout'>,
): ErasureBook {
  const writersNamed = connection.prepare<[string], { key: number; id: string }>(
    'SELECT key, id FROM writer WHERE name = ?',
  );
  const examinersNamed = connection.prepare<[string], { id: string }>(
    'SELECT id FROM examiner WHERE name = ?',
  );
  const everyName = connection.prepare<[], { kind: ErasureKind; id: string; name: string }>(
    "SELECT 'writer' AS kind, id, name FROM writer UNION ALL SELECT 'examiner', id, name FROM examiner",
  );
  const everyItem = connection.prepare<[], ItemRow>('SELECT * FROM item ORDER BY key');
  const everyHand = connection.prepare<[], HandOnItem>(
    `SELECT hand.id, hand.item, writer.id AS writer
     FROM hand LEFT JOIN writer ON writer.key = hand.writer ORDER BY hand.key`,
  );
  const everyTranscription = connection.prepare<[], { item: string; text: string }>(
    `SELECT item.id AS item, text FROM transcription
     JOIN word ON word.key = transcription.word JOIN item ON item.key = word.item`,
  );
  const ofItems = (what: string): string =>
    `SELECT ${what} FROM word JOIN item ON item.key = word.item WHERE item.id IN (SELECT value FROM json_each(?))`;
  const wordCount = connection.prepare<[string]>(ofItems('count(*)')).pluck();
  const lonelyCrops = `
    SELECT crop FROM (${ofItems('DISTINCT word.crop AS crop')}) AS theirs WHERE NOT EXISTS (
      SELECT 1 FROM word JOIN item ON item.key = word.item
      WHERE word.crop = theirs.crop AND item.id NOT IN (SELECT value FROM json_each(?)))`;
  const embeddingCount = connection
    .prepare<[string, string]>(`SELECT count(*) FROM embedding WHERE crop IN (${lonelyCrops})`)
    .pluck();
  const cropsOf = connection.prepare<[string, string], number>(lonelyCrops).pluck();
  const deleteEmbeddings = connection.prepare<[number]>('DELETE FROM embedding WHERE crop = ?');
  const deleteCrop = connection.prepare<[number]>('DELETE FROM crop WHERE key = ?');
  // Words, marks and letters go with their pages.
  const deletePages = connection.prepare<[number]>('DELETE FROM page WHERE item = ?');
  const deleteNumbers = connection.prepare<[number]>('DELETE FROM signature_number WHERE item = ?');
  const clearItem = connection.prepare<[{ key: number; path: string; problem: string }]>(
    `UPDATE item SET path = :path, seen_sha256 = NULL, file = 'missing', preparation = 'none', format = NULL,
       orientation = NULL, problem = :problem, later_problem = NULL, erased = 1 WHERE key = :key`,
  );
  const clearWriter = connection.prepare<[string, string]>(
    "UPDATE writer SET name = ?, salt = '' WHERE id = ?",
  );
  const clearExaminer = connection.prepare<[string, string, string, string]>(
    "UPDATE examiner SET name = ?, initials = ?, role = ?, salt = '' WHERE id = ?",
  );
  const everyResult = connection.prepare<[], StoredResult>(
    'SELECT id, kind, content FROM result ORDER BY key',
  );
  const setContent = connection.prepare<[string, string]>('UPDATE result SET content = ? WHERE id = ?');
  const insertErasure = connection.prepare<[string, string, string]>(
    'INSERT INTO erasure (id, at, note, scrubbed) VALUES (?, ?, ?, 0)',
  );
  const insertErased = connection.prepare<[string, string, string]>(
    'INSERT INTO erased (erasure, kind, subject) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const form = connection.prepare<[], string>('SELECT content FROM form').pluck();
  const erasedWriters = connection
    .prepare<[], string>("SELECT subject FROM erased WHERE kind = 'writer'")
    .pluck();
  const unscrubbed = connection.prepare<[], string>('SELECT id FROM erasure WHERE scrubbed = 0').pluck();
  const unscrubbedItems = connection
    .prepare<[], string>(
      "SELECT subject FROM erased JOIN erasure ON erasure.id = erased.erasure WHERE kind = 'item' AND scrubbed = 0",
    )
    .pluck();
  const setScrubbed = connection.prepare('UPDATE erasure SET scrubbed = 1 WHERE scrubbed = 0');

  const find = ({ kind, name }: ErasureTarget): { subjects: string[]; rows: ItemRow[] } => {
    const items = everyItem.all();
    if (kind === 'item') {
      const rows = items.filter((item) => labelOf(item) === name && item.erased === 0);
      return { subjects: rows.map((item) => item.id), rows };
    }
    if (kind === 'examiner') return { subjects: examinersNamed.all(name).map(({ id }) => id), rows: [] };
    const writers = writersNamed.all(name.normalize('NFC').trim());
    const keys = new Set<number | null>(writers.map((writer) => writer.key));
    return { subjects: writers.map(({ id }) => id), rows: items.filter((item) => keys.has(item.writer)) };
  };

  const plan = (target: ErasureTarget): { erasure: Erasure; rows: ItemRow[] } => {
    const { subjects, rows } = find(target);
    if (subjects.length === 0) {
      throw new ChirographError(
        'not-found',
        `This case has no ${target.kind} "${target.name}". Give the ${target.kind === 'item' ? 'label, such as K3' : 'name as the case shows it'}.`,
      );
    }
    const ids = new Set(rows.map((item) => item.id));
    const list = JSON.stringify([...ids]);
    const sources = withHands(rows, subjects);
    const changed = everyResult
      .all()
      .filter((result) => without(result, sources, new Set(subjects)) !== null);
    const erasure: Erasure = {
      subjects,
      items: rows.map((item) => ({ id: item.id, label: labelOf(item), path: item.path })),
      words: wordCount.get(list) as number,
      embeddings: embeddingCount.get(list, list) as number,
      results: changed.map((result) => result.id),
      pseudonyms: subjects.map((id) =>
        target.kind === 'item' ? erasedPath(id) : erasedName(target.kind, id),
      ),
      mentions: mentionsOf(target, subjects, ids),
    };
    return { erasure, rows };
  };

  /** A label is nobody's name; a name may stand in what people typed or called their files. */
  const mentionsOf = (
    { kind, name }: ErasureTarget,
    subjects: readonly string[],
    ids: ReadonlySet<string>,
  ): string[] => {
    if (kind === 'item') return [];
    const holds = holding(name);
    const remaining = everyItem.all().filter((item) => !ids.has(item.id));
    const others = remaining.filter((item) => holds([item.path, item.problem, item.later_problem].join(' ')));
    const read = new Set(everyTranscription.all().flatMap(({ item, text }) => (holds(text) ? [item] : [])));
    const cleared = everyItem.all().filter((item) => ids.has(item.id));
    // What was taken away is cleared of the name by the erasure itself.
    const said = findings
      .textsWithout(cleared.map((item) => item.key))
      .filter(({ removed, text }) => removed === 0 && holds(text));
    const called = new Set(
      letters
        .namesWithout(cleared.map((item) => item.key))
        .flatMap(({ item, text }) => (holds(text) ? [item] : [])),
    );
    const writes = new Set(
      everyHand.all().flatMap((hand) => (subjects.includes(hand.writer ?? '') ? [hand.item] : [])),
    );
    return [
      ...othersCalled(name, subjects),
      ...(holds(form.get() ?? '') ? ['the case form'] : []),
      ...others.map((item) => `the path of ${labelOf(item)}`),
      ...remaining.filter((item) => read.has(item.id)).map((item) => `a transcription on ${labelOf(item)}`),
      ...new Set(said.map(({ number }) => `what finding ${number} says`)),
      ...remaining
        .filter((item) => called.has(item.id))
        .map((item) => `the name of a letter on ${labelOf(item)}`),
      ...remaining
        .filter((item) => writes.has(item.key))
        .map((item) => `the writing of a further hand on ${labelOf(item)}, which stays with that item`),
    ];
  };

  /** Who else has the name in another role, or written in other letters or spaces: the data of one person may be left there. */
  const othersCalled = (name: string, subjects: readonly string[]): string[] =>
    everyName
      .all()
      .filter((each) => !subjects.includes(each.id) && isSamePerson(each, { name }))
      .map((each) => `the ${each.kind} “${each.name}”, who is not erased`);

  /** Ids of items, of the further hands on them, and of the hands of these writers on any. */
  const withHands = (rows: readonly ItemRow[], writers: readonly string[]): Set<string> => {
    const keys = new Set(rows.map((item) => item.key));
    const hands = everyHand
      .all()
      .filter((hand) => keys.has(hand.item) || writers.includes(hand.writer ?? ''));
    return new Set([...rows, ...hands].map(({ id }) => id));
  };

  return {
    plan: (target) => plan(target).erasure,
    erase(examiner, target, reason, note) {
      if (target.kind === 'examiner' && examiner.name === target.name) {
        throw new ChirographError(
          'invalid-arguments',
          'Nobody can erase their own name: the entry about it would bring it back. Let somebody else do it.',
        );
      }
      const { rows, erasure } = plan(target);
      const id = randomUUID();
      const at = new Date().toISOString();
      insertErasure.run(id, at, note);
      for (const subject of erasure.subjects) insertErased.run(id, target.kind, subject);
      for (const { id: item } of rows) insertErased.run(id, 'item', item);

      const items = new Set(rows.map((item) => item.id));
      const sources = withHands(rows, erasure.subjects);
      const sealed = everyResult.all().flatMap((result) => {
        const content = without(result, sources, new Set(erasure.subjects));
        if (content === null) return [];
        setContent.run(JSON.stringify(content), result.id);
        return [{ id: result.id, result: sha256(canonicalJson(content)) }];
      });
      const list = JSON.stringify([...items]);
      const crops = cropsOf.all(list, list);
      // What a comment says of a finding, it may say of the writing that is erased.
      const uncommented = findings.eraseComments(rows.map((item) => item.key));
      const removed =
        target.kind === 'item'
          ? []
          : [findings, letters].flatMap((table) => table.eraseRemoved(holding(target.name)));
      for (const item of rows) {
        deletePages.run(item.key);
        deleteNumbers.run(item.key);
        const message = `Erased on ${at.slice(0, 10)}: where it lay and what was found in it are no longer kept.`;
        clearItem.run({
          key: item.key,
          path: erasedPath(item.id),
          problem: JSON.stringify({ code: 'file-missing', message }),
        });
      }
      for (const crop of crops) {
        deleteEmbeddings.run(crop);
        deleteCrop.run(crop);
      }
      // Before the examiner's row changes: the entry is by somebody else, and names nobody.
      journal.append(
        examiner,
        `${target.kind}.erase`,
        [...erasure.subjects, ...rows.map((item) => item.id)],
        {
          erasure: id,
          reason,
          items: rows.length,
          words: erasure.words,
          embeddings: erasure.embeddings,
          results: sealed,
          ...(uncommented.length === 0 ? {} : { findings: uncommented }),
          ...(removed.length === 0 ? {} : { removed }),
        },
      );
      for (const subject of erasure.subjects) {
        if (target.kind === 'writer') clearWriter.run(erasedName('writer', subject), subject);
        if (target.kind === 'examiner') {
          clearExaminer.run(erasedName('examiner', subject), ERASED, ERASED, subject);
        }
      }
      return erasure;
    },
    erasedWriters: () => new Set(erasedWriters.all()),
    unscrubbed: () => ({ erasures: unscrubbed.all(), items: unscrubbedItems.all() }),
    setScrubbed: () => void setScrubbed.run(),
  };
}

/** Whether a text holds a name, however its letters are composed and whether they are capitals. */
function holding(name: string): (text: string) => boolean {
  const wanted = name.normalize('NFC').trim().toLowerCase();
  return (text) => text.normalize('NFC').toLowerCase().includes(wanted);
}

/** A stored result without what it says of these items, hands and writers; null where it says nothing of them. */
function without(
  { kind, content }: StoredResult,
  sources: ReadonlySet<string>,
  writers: ReadonlySet<string>,
): Comparison | Search | SignatureComparison | null {
  const any = (ids: readonly string[]): boolean => ids.some((id) => sources.has(id));
  if (kind === 'comparison') {
    const comparison = JSON.parse(content) as Comparison;
    if (!any([...comparison.questioned, ...comparison.known])) return null;
    const evidence = comparison.evidence && { likelihoodRatio: null, reason: ERASED_RESULT };
    return { ...comparison, pairs: [], statement: ERASED_RESULT, ...(evidence ? { evidence } : {}) };
  }
  if (kind === 'signature') {
    const comparison = JSON.parse(content) as SignatureComparison;
    const { questioned, known } = comparison.sources;
    if (!any([questioned, ...known])) return null;
    const evidence = { likelihoodRatio: null, reason: ERASED_RESULT };
    return {
      ...comparison,
      crops: [],
      likeness: [],
      amongReferences: null,
      statement: ERASED_RESULT,
      evidence,
    };
  }
  const search = JSON.parse(content) as Search;
  const ofItems = any(search.questioned);
  if (!ofItems && !search.hits.some((hit) => writers.has(hit.writer) || any(hit.items))) return null;
  return {
    ...search,
    statement: ERASED_RESULT,
    hits: search.hits.map((hit) => {
      const name = writers.has(hit.writer) ? erasedName('writer', hit.writer) : hit.name;
      return ofItems || writers.has(hit.writer) || any(hit.items) ? { ...hit, name, pairs: [] } : hit;
    }),
  };
}
