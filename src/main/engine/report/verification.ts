import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import {
  ReportDocument,
  type ReportComparison,
  type ReportItem,
  type ReportSearch,
} from '../../../contract/report.ts';
import type { JournalEntry } from '../../../contract/case.ts';
import type { Comparison, Difference, Search, Verification } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { entryHash } from '../case/journal.ts';
import { hashFile } from '../case/hash.ts';
import type { CaseReader } from '../case/store.ts';
import { contradictionOf, contradictionText } from '../case/witness.ts';
import { referenceSha256, type Reference } from '../comparison/reference.ts';
import { collectRecorded, contentSha256, type Recorded, type ReportSource } from './content.ts';
import { recomputeEvidence, type Recomputing } from './evidence-check.ts';
import { neverExported, otherThanJournalled } from './journal-check.ts';
import { erasedByJournal, otherThanReplayed } from './journal-replay.ts';
import { checkReports } from './report-folder.ts';
import { otherModelText, ResultCheck } from './result-check.ts';

export interface CaseVerification extends Recomputing {
  readonly store: ReportSource & Pick<CaseReader, 'embeddings' | 'writerIdentities'>;
  /** What this computer has seen of the journal, by sequence number; null for nothing, left out where nobody looked. */
  readonly witness?: ReadonlyMap<number, string> | null;
  /** All results stored, with `stale` as it is now: one that no longer stands is not recomputed. */
  readonly comparisons: readonly Comparison[];
  readonly searches: readonly Search[];
  /** By result id, of what each stored result was computed from. */
  readonly fingerprints?: ReadonlyMap<string, string>;
  /** Of the encoder's model, null where it has none. */
  readonly reference: Reference | null;
}

export interface ReportVerification extends Recomputing {
  /** Path of the report's JSON. */
  readonly report: string;
  /** The case folder; found from the report's place in <case>/reports where left out. */
  readonly folder?: string | undefined;
  /** The open case, where its database is there: report and journal extract are compared with its journal. */
  readonly store: Pick<CaseReader, 'journal' | 'view'> | null;
  readonly reference: Reference | null;
}

/**
 * Recomputes what a case holds from its evidence, and names each difference. Changes nothing.
 *
 * Embeddings agree when their cosine is at least 0.9999, scores within 1e-4: execution providers differ in rounding.
 *
 * @throws ChirographError `cancelled`, and what reading the case database throws.
 */
export async function verifyCase(request: CaseVerification): Promise<Verification> {
  const { store, encoder } = request;
  const content = collectRecorded({
    store,
    model: encoder.model,
    comparisons: request.comparisons.map((each) => ({ ...each, stale: null })),
    searches: request.searches.map((each) => ({ ...each, stale: null })),
  });
  // A result of another model or population is named even where it no longer stands for that very reason.
  const reference = request.reference && referenceSha256(request.reference);
  const standing = new Set(
    [...request.comparisons, ...request.searches]
      .filter((each) => {
        const placed = 'reference' in each ? each.reference?.sha256 : undefined;
        return (
          each.stale === null ||
          each.model.sha256 !== encoder.model.sha256 ||
          (placed !== undefined && reference !== null && placed !== reference)
        );
      })
      .map((each) => each.id),
  );
  const stored = (hashes: readonly string[]): ReturnType<CaseReader['embeddings']> =>
    store.embeddings(encoder.model.sha256, hashes);
  const evidence = await recomputeEvidence(content, store.folder, stored, request);
  const results = checkResults(content, evidence.recomputed, request, ({ id }) => standing.has(id));
  const entries = wholeJournal(store);
  const reports = await checkReports(store.home, store.view(null).id, entries);
  const found = verification(store.folder, evidence, results, content.journal.total, [
    ...brokenChain(content.journal),
    ...otherThanWitnessed(request.witness ?? null, entries),
    ...reports.differences,
    ...otherThanReplayed(entries, { ...content, form: store.form(), writers: store.writerIdentities() }),
    ...otherThanJournalled(entries, request.comparisons, request.searches, request.fingerprints),
  ]);
  const erased = erasedText(content.items, erasedByJournal(entries));
  const notRecomputed = [
    ...request.comparisons.map((each) => ({ ...each, kind: 'comparison' })),
    ...request.searches.map((each) => ({ ...each, kind: 'search' })),
  ]
    .filter(({ id }) => !standing.has(id))
    .map(({ kind, id, stale }) => `${kind} ${id}: ${stale ?? ''}`);
  const { witness } = request;
  return {
    ...found,
    checked: {
      ...found.checked,
      reports: reports.reports,
      stale: notRecomputed.length,
    },
    ...(erased.length === 0 ? {} : { erased }),
    ...(notRecomputed.length === 0 ? {} : { notRecomputed }),
    ...(witness === undefined ? {} : { witness: { known: witness !== null, lines: witness?.size ?? 0 } }),
  };
}

/**
 * Checks a report's JSON against itself, against the PDF beside it, and against the evidence: recomputes hashes, crops,
 * embeddings and scores. Needs the evidence files, but no case database. Changes nothing.
 *
 * @throws ChirographError `file-missing` or `file-unreadable` for the JSON itself, `invalid-arguments` where the case
 *   folder cannot be told from the report's place, `cancelled`.
 */
export async function verifyReport(request: ReportVerification): Promise<Verification> {
  const { report, store } = request;
  const { bytes, read } = await readReport(report);
  const parsed = v.safeParse(ReportDocument, read);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = `report, ${v.getDotPath(issue) ?? 'as a whole'}`;
    const found = issue.message;
    return verification(report, NOTHING, NO_RESULTS, 0, [
      { kind: 'report', where, expected: 'a report of format version 1', found },
    ]);
  }
  const entries = store === null ? [] : wholeJournal(store);
  const erasedNow = new Set(
    store?.view(null).items.flatMap((item) => (item.erased === true ? [item.id] : [])) ?? [],
  );
  const document: ReportDocument = {
    ...parsed.output,
    // Whether something was erased is for the case to say, where it is at hand. A report that says so of itself is not
    // believed: what it holds is recomputed, or cannot be.
    items: parsed.output.items.map((item) => ({ ...item, erased: erasedNow.has(item.id) })),
  };
  const folder = caseFolderOf(report, request.folder);
  const evidence = await recomputeEvidence(document, folder, null, request);
  const rests = restingOnErased(document.items);
  const results = checkResults(document, evidence.recomputed, request, (result) => !rests(result));
  const found = verification(report, evidence, results, document.journal.entries.length, [
    ...(await checkDocument(report, read as object, document)),
    ...otherModel(document, request),
    ...brokenExtract(document.journal),
    ...(store === null ? [] : otherJournal(document.journal, store, erasedByJournal(entries))),
    ...(store === null ? [] : neverExported(entries, bytes)),
  ]);
  const claimed = store === null ? parsed.output.items : document.items;
  const erased = erasedText(claimed, erasedByJournal(entries));
  return erased.length === 0 ? found : { ...found, erased };
}

/**
 * The case folder of a report: the named one, else the folder that holds the reports folder it lies in.
 *
 * @throws ChirographError `invalid-arguments` where the report lies elsewhere and none is named.
 */
export function caseFolderOf(report: string, named?: string): string {
  if (named !== undefined) return path.resolve(named);
  const folder = path.dirname(path.resolve(report));
  if (path.basename(folder) === 'reports') return path.dirname(folder);
  throw new ChirographError(
    'invalid-arguments',
    `The report ${report} lies outside a case's reports folder. Name the case folder with --case.`,
  );
}

interface Recomputed {
  readonly files: number;
  readonly words: number;
  readonly embeddings: number;
  readonly differences: readonly Difference[];
}

interface CheckedResults {
  readonly comparisons: number;
  readonly searches: number;
  readonly differences: readonly Difference[];
}

const NOTHING: Recomputed = { files: 0, words: 0, embeddings: 0, differences: [] };
const NO_RESULTS: CheckedResults = { comparisons: 0, searches: 0, differences: [] };

function verification(
  target: string,
  evidence: Recomputed,
  results: CheckedResults,
  journalEntries: number,
  others: readonly Difference[],
): Verification {
  const differences = [...others, ...evidence.differences, ...results.differences];
  const { files, words, embeddings } = evidence;
  const { comparisons, searches } = results;
  return {
    ok: differences.length === 0,
    target,
    checked: { files, words, embeddings, comparisons, searches, journalEntries },
    differences,
  };
}

function checkResults(
  content: Recorded,
  embeddings: ConstructorParameters<typeof ResultCheck>[1],
  { encoder, reference }: Pick<CaseVerification, 'encoder' | 'reference'>,
  stands: (result: ReportComparison | ReportSearch) => boolean,
): CheckedResults {
  const check = new ResultCheck(content, embeddings, encoder.model, reference);
  const comparisons = content.comparisons.filter((each) => stands(each) && check.comparison(each)).length;
  const searches = content.searches.filter((each) => stands(each) && check.search(each)).length;
  return { comparisons, searches, differences: check.differences };
}

/** Whether a result of a report rests on an item that was erased: nobody can compute it again. */
function restingOnErased(items: readonly ReportItem[]): (result: ReportComparison | ReportSearch) => boolean {
  const erased = new Set(items.filter((item) => item.erased === true).map((item) => item.label));
  return (result) => {
    const others = 'known' in result ? result.known : result.hits.flatMap((hit) => hit.items);
    return [...result.questioned, ...others].some((label) => erased.has(label));
  };
}

function erasedText(items: readonly ReportItem[], lines: ReadonlyMap<string, number>): string[] {
  return items
    .filter((item) => item.erased === true)
    .map(
      ({ id, label }) =>
        `${label} (${lines.has(id) ? `journal line ${lines.get(id)}` : 'no journal at hand'})`,
    );
}

function otherThanWitnessed(
  witness: ReadonlyMap<number, string> | null,
  entries: readonly JournalEntry[],
): Difference[] {
  const contradiction = witness && contradictionOf(witness, entries);
  if (contradiction === null) return [];
  const { sequence, expected, found } = contradiction;
  return [
    {
      kind: 'journal',
      where: `journal line ${sequence}`,
      expected: `hash ${expected}, as this computer has seen it written`,
      found: `${found ?? 'no such line'}. ${contradictionText(contradiction, entries.length)}`,
    },
  ];
}

/** What the report says of the model in use when it was made, where that is the model in use now. */
function otherModel({ model }: ReportDocument, { encoder }: Pick<CaseVerification, 'encoder'>): Difference[] {
  if (model === null || model.sha256 !== encoder.model.sha256) return [];
  return otherModelText(model, encoder.model, 'report');
}

async function readReport(file: string): Promise<{ bytes: Uint8Array; read: unknown }> {
  try {
    const bytes = await readFile(file);
    return { bytes, read: JSON.parse(bytes.toString('utf8')) };
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw missing
      ? new ChirographError('file-missing', `There is no report ${file}.`, { cause })
      : new ChirographError('file-unreadable', `${file} is not the JSON of a report, or cannot be read.`, {
          cause,
        });
  }
}

/** @param read the document as it stands in the file: the hash is over that, not over what the schema kept of it. */
async function checkDocument(
  report: string,
  read: object,
  { checks }: ReportDocument,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  const content = contentSha256(read);
  if (content !== checks.contentSha256) {
    const where = 'report, its own content hash';
    differences.push({ kind: 'report', where, expected: checks.contentSha256, found: content });
  }
  // Only the name: a path in a report that somebody sent must not make this read another place.
  const pdf = path.join(path.dirname(report), path.basename(checks.pdf.file));
  const present = await access(pdf).then(
    () => true,
    () => false,
  );
  const hash = present ? (await hashFile(pdf)).sha256 : checks.pdf.sha256;
  if (hash !== checks.pdf.sha256) {
    differences.push({ kind: 'report', where: checks.pdf.file, expected: checks.pdf.sha256, found: hash });
  } else if (present) {
    const pages = pageCount(await readFile(pdf));
    if (pages !== checks.pdf.pages) {
      const [expected, found] = [`${checks.pdf.pages} pages`, `${pages} pages`];
      differences.push({ kind: 'report', where: `${checks.pdf.file}: pages`, expected, found });
    }
  }
  return differences;
}

/** Pages of a PDF as pdfkit writes it: every page an object of its own, uncompressed but for its content. */
function pageCount(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length ?? 0
  );
}

type Extract = Recorded['journal'];

function wholeJournal(store: Pick<CaseReader, 'journal'>): JournalEntry[] {
  return store.journal(undefined, Number.MAX_SAFE_INTEGER).entries;
}

const CHAINED = 'a hash that follows from the line and the one before it';

function brokenChain({ intact, brokenAt }: Pick<Extract, 'intact' | 'brokenAt'>): Difference[] {
  if (intact) return [];
  const where = brokenAt === null ? 'journal' : `journal line ${brokenAt}`;
  return [{ kind: 'journal', where, expected: CHAINED, found: 'a line that was changed, removed or added' }];
}

/** Whether the lines of an extract are what their hashes say, hold together, and end in the head and total that it states. */
function brokenExtract({ entries, head, total }: Extract): Difference[] {
  const differences: Difference[] = [];
  entries.forEach((entry, at) => {
    const before = entries[at - 1];
    const hash = entryHash(entry);
    if (hash !== entry.hash) {
      const where = `journal line ${entry.sequence}`;
      differences.push({ kind: 'journal', where, expected: entry.hash, found: hash });
    }
    if (before !== undefined && entry.previous !== before.hash) {
      const where = `journal line ${entry.sequence}`;
      differences.push({ kind: 'journal', where, expected: before.hash, found: entry.previous });
    }
  });
  const last = entries.at(-1);
  if (last !== undefined && last.hash !== head) {
    const where = `journal line ${last.sequence}`;
    differences.push({ kind: 'journal', where, expected: head ?? 'no head', found: last.hash });
  }
  if ((last?.sequence ?? 0) !== total) {
    const [expected, found] = [`${total} lines`, `a last line of number ${last?.sequence ?? 0}`];
    differences.push({ kind: 'journal', where: 'journal extract: number of lines', expected, found });
  }
  return differences;
}

/** The extract's lines as the case's journal has them now; lines written since are no difference. */
function otherJournal(
  { entries }: Extract,
  store: Pick<CaseReader, 'journal'>,
  erased: ReadonlyMap<string, number>,
): Difference[] {
  const last = entries.at(-1);
  if (last === undefined) return [];
  const journal = store.journal(last.sequence + 1, entries.length);
  const kept = new Map(journal.entries.map((entry) => [entry.sequence, entry]));
  const changed = entries.flatMap((entry): Difference[] => {
    const now = kept.get(entry.sequence);
    // The report still has the name of an examiner who was erased; the line's hash covers the id alone.
    const read = now && erased.has(entry.examiner.id) ? { ...now, examiner: entry.examiner } : now;
    if (read !== undefined && canonicalJson(read) === canonicalJson(entry)) return [];
    const found = now === undefined ? 'no such line in the case' : canonicalJson(now);
    return [
      { kind: 'journal', where: `journal line ${entry.sequence}`, expected: canonicalJson(entry), found },
    ];
  });
  return [...brokenChain(journal), ...changed];
}
