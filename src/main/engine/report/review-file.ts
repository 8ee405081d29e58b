import { chmod, readdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Examiner, JournalEntry } from '../../../contract/case.ts';
import type { Difference } from '../../../contract/results.ts';
import { TechnicalReview, type Distinction, type MissingReview } from '../../../contract/review.ts';
import { ChirographError, Count, Sha256 } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import { isSamePerson } from '../case/same-person.ts';
import { ownFolder } from '../case/own-folder.ts';
import { isPlainFolder, readPlainFile } from '../case/plain-file.ts';
import { Account } from '../case/settings.ts';
import { publish } from './publication.ts';
import type { ReportRecord } from './report-record.ts';
import { parametersOf, parsedAs } from './sealed.ts';

/** A review is a document of its own beside the draft that it is about, under the draft's name. */
const ENDING = '.review.json';
const LARGEST_REVIEW_BYTES = 1024 * 1024;

const ReviewFile = v.object({
  format: v.literal('chirograph-review'),
  formatVersion: v.literal(1),
  review: TechnicalReview,
});
/** Of a file that says that it is a review, whether or not it is a whole one. */
const Claimed = v.object({ format: v.literal('chirograph-review') });
/** And of one that says which. */
const Identified = v.object({ review: v.object({ id: v.string() }) });
/** What the journal's lines about a review seal: its file, byte for byte. */
const Sealed = v.object({ reviewSha256: Sha256, objections: Count });

/** What the journal enters of a review: before its file gets its name, once it is there, and where it was lost. */
export const REVIEW_BEGUN = 'report.review-begin';
export const REVIEW_SIGNED = 'report.review';
export const REVIEW_LOST = 'report.review-lost';

export const isReviewFile = (name: string): boolean => name.endsWith(ENDING);

/** A review as the journal has it. */
export interface ReviewRecord {
  readonly id: string;
  /** The report that it is of. */
  readonly draft: string;
  readonly reviewSha256: string;
  readonly objections: number;
  /** Of its signing; of its beginning, where a kill came between. */
  readonly line: JournalEntry;
  readonly signed: boolean;
  /** The last line that records its file as lost. */
  readonly lost: JournalEntry | null;
}

/** The reviews that a journal knows, in the order in which they were signed. */
export function reviewsInJournal(entries: readonly JournalEntry[]): ReviewRecord[] {
  const reviews = new Map<string, ReviewRecord>();
  for (const line of entries.toSorted((a, b) => a.sequence - b.sequence)) {
    const [id, draft] = line.subjects;
    if (id === undefined || draft === undefined) continue;
    const before = reviews.get(id);
    if (line.action === REVIEW_LOST && before) reviews.set(id, { ...before, lost: line });
    if (line.action !== REVIEW_BEGUN && line.action !== REVIEW_SIGNED) continue;
    const sealed = parametersOf(line, Sealed);
    if (sealed === null) continue;
    // Entered last: the order is that of the signatures.
    reviews.delete(id);
    reviews.set(id, { id, draft, ...sealed, line, signed: line.action === REVIEW_SIGNED, lost: null });
  }
  return [...reviews.values()];
}

/**
 * Writes a review beside its draft, read-only.
 *
 * @param draft name of the draft's PDF in the reports folder.
 * @param onSealed told the SHA-256 of the file before it has its name: what throws here leaves no file behind.
 * @throws what `publish` throws.
 */
export async function writeReview(
  home: string,
  draft: string,
  review: TechnicalReview,
  onSealed: (reviewSha256: string) => void,
): Promise<void> {
  const content: v.InferOutput<typeof ReviewFile> = { format: 'chirograph-review', formatVersion: 1, review };
  const bytes = Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
  const wanted = path.join(ownFolder(home, 'reports'), path.basename(draft, '.pdf'));
  onSealed(sha256(bytes));
  const [file] = await publish(wanted, [{ extension: ENDING, bytes: () => bytes }]);
  // Where the disk knows no rights, the hash in the journal tells a change.
  await chmod(file as string, 0o444).catch(() => undefined);
}

/** A review whose file is as the journal says. */
export interface StandingReview {
  readonly record: ReviewRecord;
  readonly review: TechnicalReview;
}

/** The reviews that a journal knows, by their files in the case's reports folder. */
export interface Reviews {
  /**
   * Those that are as the journal says, in the order in which they were signed. One whose file is there was signed, also where
   * a kill kept its last line out of the journal.
   */
  readonly standing: StandingReview[];
  /** Signed ones whose file is not there as it was signed; of one that was only begun no file ever was. */
  readonly missing: ReviewRecord[];
}

/** Reads the reports folder of a case's home. */
export async function readReviews(home: string, entries: readonly JournalEntry[]): Promise<Reviews> {
  return reviewsAmong(await reviewFiles(home), entries);
}

function reviewsAmong(files: ReviewFiles, entries: readonly JournalEntry[]): Reviews {
  const records = reviewsInJournal(entries);
  return {
    standing: records.flatMap((record) => {
      const file = files.get(record.reviewSha256);
      const read = file && parsedAs(file.bytes.toString('utf8'), ReviewFile);
      return read ? [{ record, review: read.review }] : [];
    }),
    missing: records.filter(({ signed, reviewSha256 }) => signed && !files.has(reviewSha256)),
  };
}

/** A missing review as it is said of its draft. */
export function asMissing({ id, line, objections, lost }: ReviewRecord): MissingReview {
  return {
    id,
    at: line.at,
    by: line.examiner.name,
    objections,
    lost: lost && { at: lost.at, by: lost.examiner.name },
  };
}

/**
 * What the reviews in the reports folder and those in the journal do not have in common: files that say that they are
 * reviews and that nobody signed here, and signed ones whose file is gone and was not recorded as lost.
 *
 * @returns also the names of the files that are reviews, or say so.
 */
export async function checkReviewFiles(
  home: string,
  entries: readonly JournalEntry[],
): Promise<{ differences: Difference[]; names: string[] }> {
  const known = reviewHashes(entries);
  const files = await reviewFiles(home);
  const claiming = Array.from(files).filter(
    ([hash, { bytes }]) => known.has(hash) || parsedAs(bytes.toString('utf8'), Claimed) !== null,
  );
  const missing = reviewsAmong(files, entries).missing.filter(({ lost }) => lost === null);
  // A review that was altered is named once, as the one that is missing.
  const sought = new Set(missing.map(({ id }) => id));
  const forged = claiming.filter(
    ([hash, { bytes }]) =>
      !known.has(hash) && !sought.has(parsedAs(bytes.toString('utf8'), Identified)?.review.id ?? ''),
  );
  return {
    names: claiming.map(([, { name }]) => name),
    differences: [
      ...forged.map(([found, { name }]): Difference => ({
        kind: 'report',
        where: `reports/${name}: a technical review`,
        expected: 'a journal line of its signing',
        found,
      })),
      ...missing.map(({ line, reviewSha256 }): Difference => ({
        kind: 'report',
        where: `technical review, journal line ${line.sequence}`,
        expected: `its file in reports/, SHA-256 ${reviewSha256}`,
        found: 'no such file: it was altered or taken away',
      })),
    ],
  };
}

/** SHA-256 of the files of the reviews that the journal knows. */
export const reviewHashes = (entries: readonly JournalEntry[]): ReadonlySet<string> =>
  new Set(reviewsInJournal(entries).map(({ reviewSha256 }) => reviewSha256));

/**
 * Holds a review to what makes it one: of a draft whose file is there to be read, by somebody else than its author.
 *
 * @param pdf name of the draft's PDF; undefined where it is not in the reports folder as it was written.
 * @throws ChirographError `not-found` or `invalid-arguments`, with what to do.
 */
export function requireReviewable(
  draft: ReportRecord | undefined,
  pdf: string | undefined,
  reviewer: Examiner,
): asserts draft is ReportRecord & { issue: NonNullable<ReportRecord['issue']> } {
  if (draft === undefined) throw new ChirographError('not-found', 'This case has no such report.');
  const refuse = (message: string): never => {
    throw new ChirographError('invalid-arguments', message);
  };
  if (draft.issue?.state !== 'draft') {
    refuse('A review comes before a report is finalised. Export a draft and review that.');
  }
  if (pdf === undefined) {
    refuse(
      "This draft is not in the case's reports folder as it was written, so that nobody can say what was reviewed. Export a draft there and review that.",
    );
  }
  if (isSamePerson(draft.line.examiner, reviewer)) {
    refuse(
      `${draft.line.examiner.name} wrote this draft, and nobody reviews their own report. Another examiner has to sign the review in their own name.`,
    );
  }
}

/** What the author of a draft and its reviewer are told apart by, see `Distinction`. */
export function distinctionOf(author: Account | null, reviewer: Account | null): Distinction {
  if (author === null || reviewer === null || author.id === reviewer.id) return 'names';
  return author.login && reviewer.login ? 'logins' : 'accounts';
}

const Acted = v.object({ account: v.nullable(Account) });

/** The account that a line was entered from; null where it does not say, as lines of earlier versions. */
export const accountOf = (line: JournalEntry): Account | null => parametersOf(line, Acted)?.account ?? null;

/** What a reports folder has that may be a review, by SHA-256. */
type ReviewFiles = ReadonlyMap<string, { readonly name: string; readonly bytes: Buffer }>;

async function reviewFiles(home: string): Promise<ReviewFiles> {
  const folder = path.join(home, 'reports');
  const names = isPlainFolder(folder) ? await readdir(folder).catch(() => []) : [];
  const files = new Map<string, { name: string; bytes: Buffer }>();
  for (const name of names.filter(isReviewFile).sort()) {
    const bytes = readPlainFile(path.join(folder, name), LARGEST_REVIEW_BYTES);
    if (bytes !== null) files.set(sha256(bytes), { name, bytes });
  }
  return files;
}
