import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { ReportDocument } from '../../../contract/report.ts';
import type { JournalEntry } from '../../../contract/case.ts';
import type { Comparison, Difference, Search, Verification } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { hashFile } from '../case/hash.ts';
import type { CaseStore } from '../case/store.ts';
import type { Reference } from '../comparison/reference.ts';
import { collectRecorded, contentSha256, type Recorded, type ReportSource } from './content.ts';
import { recomputeEvidence, type Recomputing } from './evidence-check.ts';
import { neverExported, otherThanJournalled } from './journal-check.ts';
import { ResultCheck } from './result-check.ts';

export interface CaseVerification extends Recomputing {
  readonly store: ReportSource & Pick<CaseStore, 'embeddings'>;
  /** All results stored, with `stale` as it is now: one that no longer stands is not recomputed. */
  readonly comparisons: readonly Comparison[];
  readonly searches: readonly Search[];
  /** Of the encoder's model, null where it has none. */
  readonly reference: Reference | null;
}

export interface ReportVerification extends Recomputing {
  /** Path of the report's JSON. */
  readonly report: string;
  /** The case folder; found from the report's place in <case>/reports where left out. */
  readonly folder?: string | undefined;
  /** The open case, where its database is there: report and journal extract are compared with its journal. */
  readonly store: Pick<CaseStore, 'journal'> | null;
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
  // A result of another model is named even where it is marked as no longer standing for that very reason.
  const standing = new Set(
    [...request.comparisons, ...request.searches]
      .filter((each) => each.stale === null || each.model.sha256 !== encoder.model.sha256)
      .map((each) => each.id),
  );
  const stored = (hashes: readonly string[]): ReturnType<CaseStore['embeddings']> =>
    store.embeddings(encoder.model.sha256, hashes);
  const evidence = await recomputeEvidence(content, store.folder, stored, request);
  const results = checkResults(content, evidence.recomputed, request, (id) => standing.has(id));
  const { journal } = content;
  return verification(store.folder, evidence, results, journal.total, [
    ...brokenChain(journal),
    ...otherThanJournalled(wholeJournal(store), request.comparisons, request.searches),
  ]);
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
  const document = parsed.output;
  const folder = caseFolderOf(report, request.folder);
  const evidence = await recomputeEvidence(document, folder, null, request);
  const results = checkResults(document, evidence.recomputed, request, () => true);
  return verification(report, evidence, results, document.journal.entries.length, [
    ...(await checkDocument(report, read as object, document)),
    ...brokenExtract(document.journal),
    ...(store === null ? [] : otherJournal(document.journal, store)),
    ...(store === null ? [] : neverExported(wholeJournal(store), bytes)),
  ]);
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
  stands: (id: string) => boolean,
): CheckedResults {
  const check = new ResultCheck(content, embeddings, encoder.model, reference);
  const comparisons = content.comparisons.filter((each) => stands(each.id) && check.comparison(each)).length;
  const searches = content.searches.filter((each) => stands(each.id) && check.search(each)).length;
  return { comparisons, searches, differences: check.differences };
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
  }
  return differences;
}

type Extract = Recorded['journal'];

function wholeJournal(store: Pick<CaseStore, 'journal'>): JournalEntry[] {
  return store.journal(undefined, Number.MAX_SAFE_INTEGER).entries;
}

const CHAINED = 'a hash that follows from the line and the one before it';

function brokenChain({ intact, brokenAt }: Pick<Extract, 'intact' | 'brokenAt'>): Difference[] {
  if (intact) return [];
  const where = brokenAt === null ? 'journal' : `journal line ${brokenAt}`;
  return [{ kind: 'journal', where, expected: CHAINED, found: 'a line that was changed, removed or added' }];
}

/** Whether the lines of an extract hold together, and end in the head that it states. */
function brokenExtract({ entries, head }: Extract): Difference[] {
  const differences: Difference[] = [];
  entries.forEach((entry, at) => {
    const before = entries[at - 1];
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
  return differences;
}

/** The extract's lines as the case's journal has them now; lines written since are no difference. */
function otherJournal({ entries }: Extract, store: Pick<CaseStore, 'journal'>): Difference[] {
  const last = entries.at(-1);
  if (last === undefined) return [];
  const journal = store.journal(last.sequence + 1, entries.length);
  const kept = new Map(journal.entries.map((entry) => [entry.sequence, entry]));
  const changed = entries.flatMap((entry): Difference[] => {
    const now = kept.get(entry.sequence);
    if (now !== undefined && canonicalJson(now) === canonicalJson(entry)) return [];
    const found = now === undefined ? 'no such line in the case' : canonicalJson(now);
    return [
      { kind: 'journal', where: `journal line ${entry.sequence}`, expected: canonicalJson(entry), found },
    ];
  });
  return [...brokenChain(journal), ...changed];
}
