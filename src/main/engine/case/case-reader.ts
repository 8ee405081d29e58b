import path from 'node:path';
import * as v from 'valibot';
import {
  CaseForm,
  type FolderChanges,
  type Item,
  type ItemRole,
  type ReadOnly,
  type WitnessState,
} from '../../../contract/case.ts';
import type { Hand } from '../../../contract/corrections.ts';
import type { NamedModel } from '../../../contract/models.ts';
import type { Comparison, Search } from '../../../contract/results.ts';
import { ChirographError, Sha256 } from '../../../contract/schema.ts';
import type { SignatureComparison } from '../../../contract/signatures.ts';
import type { CasePlace } from './case-home.ts';
import { readCrops } from './crops.ts';
import type { CaseDatabase } from './database.ts';
import { openEmbeddingTable, type EmbeddingTable } from './embeddings.ts';
import { openErasureBook, type ErasureBook } from './erasure.ts';
import { resolveInside } from './folder.ts';
import { openCorrectionTable, regionOf, type CorrectionTable } from './corrections.ts';
import { openFindingTable, type FindingTable } from './findings.ts';
import { openHandTable, type HandTable } from './hands.ts';
import { openItemTable, type ItemTable } from './items.ts';
import { letterOf, openLetterTable, type LetterTable } from './letters.ts';
import { openJournal, type JournalBook } from './journal.ts';
import { openResultTable, type ResultTable } from './results.ts';
import { openSignatureTable, type SignatureTable } from './signatures.ts';
import type { CaseReader, Source } from './store.ts';
import { openUnmaskingBook, type UnmaskingBook } from './unmasking-book.ts';
import { openTranscriptionTable, type TranscriptionTable } from './transcriptions.ts';
import { openWordTable, type WordTable } from './words.ts';

export interface CaseRecord {
  readonly id: string;
  readonly created_at: string;
  readonly synthetic: 0 | 1;
}

/** The tables of one database, with their statements prepared. */
export interface Tables {
  readonly record: CaseRecord;
  readonly items: ItemTable;
  readonly words: WordTable;
  readonly corrections: CorrectionTable;
  readonly hands: HandTable;
  readonly transcriptions: TranscriptionTable;
  readonly findings: FindingTable;
  readonly letters: LetterTable;
  readonly embeddings: EmbeddingTable;
  readonly results: ResultTable;
  readonly signatures: SignatureTable;
  readonly journal: JournalBook;
  readonly erasures: ErasureBook;
  readonly unmasking: UnmaskingBook;
}

/** What a line of the journal says by which a model was chosen. */
const ModelUsed = v.pipe(v.string(), v.parseJson(), v.object({ model: Sha256, default: v.boolean() }));

/** And a reference population; a line of another model takes it back. */
const PopulationUsed = v.pipe(v.string(), v.parseJson(), v.object({ population: v.nullable(Sha256) }));

const EMPTY_FORM: CaseForm = {
  caseNumber: '',
  laboratory: '',
  examinerQualification: '',
  submitter: '',
  receivedOn: '',
  purpose: '',
  background: '',
  conditionOnReceipt: '',
  unexamined: '',
  opinion: '',
};

/** The case a database is of; undefined where its first opening never came to an end. */
export function recordOf({ connection }: CaseDatabase): CaseRecord | undefined {
  return connection.prepare<[], CaseRecord>('SELECT id, created_at, synthetic FROM case_record').get();
}

export function openTables({ connection }: CaseDatabase, record: CaseRecord, software: string): Tables {
  const journal = openJournal(connection, record.id, software);
  const transcriptions = openTranscriptionTable(connection);
  const findings = openFindingTable(connection);
  const letters = openLetterTable(connection);
  const items = openItemTable(connection);
  const signatures = openSignatureTable(connection);
  return {
    record,
    items,
    words: openWordTable(
      connection,
      transcriptions,
      signatures,
      (page) => findings.isMarked(page) || letters.isMarked(page),
    ),
    corrections: openCorrectionTable(connection, transcriptions, signatures),
    hands: openHandTable(connection),
    transcriptions,
    findings,
    letters,
    embeddings: openEmbeddingTable(connection),
    results: openResultTable(connection),
    signatures,
    journal,
    erasures: openErasureBook(connection, journal, findings, letters),
    unmasking: openUnmaskingBook(connection, journal, items, findings, letters),
  };
}

/** How an opening found a case. */
export interface Standing {
  readonly place: CasePlace;
  readonly changes: FolderChanges;
  /** What the examiner has to know of where the case is kept; null for nothing. */
  readonly notice: string | null;
  /** Why nothing can be changed; null where the case is this process's own. */
  readonly readOnly: ReadOnly | null;
  /** How the journal compared with what this computer has seen of it; undefined where it has seen none. */
  readonly witness?: WitnessState | undefined;
}

/** The reading half of a case. */
export function createReader(database: CaseDatabase, tables: Tables, standing: Standing): CaseReader {
  const { record, items, words, corrections, hands, transcriptions, findings, letters, embeddings } = tables;
  const { results, signatures, journal, erasures, unmasking } = tables;
  const { place, changes, notice, readOnly, witness } = standing;
  const { folder, home } = place;
  const { read } = database;
  const form = database.connection.prepare<[], { content: string }>('SELECT content FROM form');
  const lastUse = database.connection.prepare<[], { parameters: string }>(
    "SELECT parameters FROM journal WHERE action = 'model.use' ORDER BY sequence DESC LIMIT 1",
  );
  const roleOf = database.connection
    .prepare<[{ id: string }], ItemRole>(
      `SELECT role FROM item WHERE key IN (
         SELECT key FROM item WHERE id = :id UNION ALL SELECT item FROM page WHERE id = :id
         UNION ALL SELECT item FROM word WHERE id = :id UNION ALL SELECT item FROM hand WHERE id = :id
         UNION ALL SELECT page.item FROM letter JOIN page ON page.key = letter.page WHERE letter.id = :id)`,
    )
    .pluck();
  const lastPopulation = database.connection.prepare<[], { parameters: string }>(
    `SELECT parameters FROM journal WHERE action IN ('population.use', 'model.use') ORDER BY sequence DESC LIMIT 1`,
  );
  const chosenPopulation = (): string | null => {
    const used = v.safeParse(PopulationUsed, lastPopulation.get()?.parameters);
    return used.success ? used.output.population : null;
  };
  /** Stands in the journal and nowhere else, so that no table can say otherwise. */
  const chosenModel = (): NamedModel | null => {
    const used = v.safeParse(ModelUsed, lastUse.get()?.parameters);
    if (!used.success || used.output.default) return null;
    const sha256 = used.output.model;
    return { sha256, ...(embeddings.named(sha256) ?? { name: 'unnamed', version: '' }) };
  };

  return {
    id: record.id,
    folder,
    home,
    readOnly,
    view: (modelSha256) =>
      read(() => ({
        id: record.id,
        name: path.basename(folder),
        folder,
        home,
        notice,
        readOnly,
        createdAt: record.created_at,
        items: items.list(modelSha256),
        writers: items.writers(),
        hands: hands.list(modelSha256),
        changes,
        synthetic: record.synthetic === 1,
        ...(witness === undefined ? {} : { witness }),
      })),
    items: (modelSha256 = null) => read(() => items.list(modelSha256)),
    item: (id, modelSha256 = null) => read(() => items.item(id, modelSha256)),
    pathOf: (item) => read(() => resolveInside(folder, items.row(item).path)),
    measures: () => read(() => words.measures()),
    pages: (item, modelSha256) => read(() => words.pages(items.row(item), modelSha256)),
    pagePlace: (page) =>
      read(() => {
        const { item_id: item, number: index } = corrections.page(page);
        return { item, index };
      }),
    roleOf: (id) =>
      read(() => roleOf.get({ id: letterOf(id) ?? id.replace(/^(?:page|thumb|word|crop)-/u, '') }) ?? null),
    sources: () => read(() => sourcesOf(items.list(null), hands.list(null), erasures.erasedWriters())),
    hands: (modelSha256 = null) => read(() => hands.list(modelSha256)),
    words: (chosen) => read(() => words.inUse(chosen)),
    wordsOn: (item) => read(() => words.inUseOn(items.row(item))),
    found: (item) => read(() => words.found(items.row(item))),
    drawn: (item) =>
      read(() => words.drawn(items.row(item)).map((word) => ({ id: word.id, ...regionOf(word) }))),
    crops: (item) =>
      read(() => {
        const { id } = items.row(item);
        const crops = readCrops(home, id);
        // A database that was copied from the medium left the crops there.
        return crops.size > 0 || home === folder ? crops : readCrops(folder, id);
      }),
    embeddings: (modelSha256, cropSha256s) => read(() => embeddings.find(modelSha256, cropSha256s)),
    image: (id) =>
      read(() => {
        const found = letterOf(id) === null ? words.image(id) : letters.image(id);
        if (!found) throw new ChirographError('not-found', 'This picture is no longer part of the case.');
        const { file, ...source } = found;
        if (source.kind === 'crop') return source;
        if (file === 'missing') {
          throw new ChirographError(
            'file-missing',
            `${source.path} is not in the case folder. Put it back and open the case again.`,
          );
        }
        return { ...source, path: resolveInside(folder, source.path) };
      }),
    comparisons: () => read(() => results.list<Comparison>('comparison')),
    signatures: () => read(() => signatures.list()),
    signatureComparisons: () => read(() => results.list<SignatureComparison>('signature')),
    searches: () => read(() => results.list<Search>('search')),
    form: () =>
      read(() => {
        const row = form.get();
        return row ? v.parse(CaseForm, JSON.parse(row.content)) : { ...EMPTY_FORM };
      }),
    model: () => read(chosenModel),
    population: () => read(chosenPopulation),
    writerIdentities: () => read(() => items.writerIdentities()),
    transcriptionSeals: () => read(() => transcriptions.seals()),
    findings: () => read(() => findings.list()),
    findingStatements: () => read(() => findings.statements()),
    letters: () => read(() => letters.list()),
    letterStatements: () => read(() => letters.statements()),
    erasure: (target) => read(() => erasures.plan(target)),
    unmasking: () => read(() => unmasking.record()),
    journal: (before, limit) => read(() => journal.read(before, limit)),
    close: () => database.close(),
  };
}

function sourcesOf(
  items: readonly Item[],
  hands: readonly Hand[],
  erasedWriters: ReadonlySet<string>,
): Source[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const ofItem = ({ id, label, role, writer, path, file, preparation, problem, erased }: Item): Source => ({
    id,
    holder: id,
    label,
    role,
    writer,
    path,
    file,
    preparation,
    problem,
    erased: erased ?? false,
  });
  return [
    ...items.map(ofItem),
    ...hands.flatMap(({ id, item, label, writer }): Source[] => {
      const holder = byId.get(item);
      if (holder === undefined) return [];
      const ofNobodyKnown = holder.role === 'questioned' ? 'questioned' : 'unassigned';
      const role = writer === null ? ofNobodyKnown : 'known';
      const erased = holder.erased === true || (writer !== null && erasedWriters.has(writer));
      return [{ ...ofItem(holder), id, label, writer, role, erased }];
    }),
  ];
}
