import { chmod, readdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Examiner, JournalEntry } from '../../../contract/case.ts';
import type { Difference } from '../../../contract/results.ts';
import { TechnicalReview } from '../../../contract/review.ts';
import { ChirographError, Sha256 } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import { isSamePerson } from '../case/same-person.ts';
import { ownFolder } from '../case/own-folder.ts';
import { isPlainFolder, readPlainFile } from '../case/plain-file.ts';
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
/** What the journal's line about a review seals: its file, byte for byte. */
const Sealed = v.object({ reviewSha256: Sha256 });

export const isReviewFile = (name: string): boolean => name.endsWith(ENDING);

/**
 * Writes a review beside its draft, read-only.
 *
 * @param draft name of the draft's PDF in the reports folder.
 * @returns SHA-256 of the file.
 * @throws what `publish` throws.
 */
export async function writeReview(home: string, draft: string, review: TechnicalReview): Promise<string> {
  const content: v.InferOutput<typeof ReviewFile> = { format: 'chirograph-review', formatVersion: 1, review };
  const bytes = Buffer.from(`${JSON.stringify(content, null, 1)}\n`);
  const wanted = path.join(ownFolder(home, 'reports'), path.basename(draft, '.pdf'));
  const [file] = await publish(wanted, [{ extension: ENDING, bytes: () => bytes }]);
  // Where the disk knows no rights, the hash in the journal tells a change.
  await chmod(file as string, 0o444).catch(() => undefined);
  return sha256(bytes);
}

/** The reviews in a case's reports folder that are as the journal says, with the line about each, by rising line. */
export async function reviewsOnRecord(
  home: string,
  entries: readonly JournalEntry[],
): Promise<{ line: JournalEntry; review: TechnicalReview }[]> {
  const files = await reviewFiles(home);
  return linesOf(entries).flatMap(({ line, reviewSha256 }) => {
    const bytes = files.get(reviewSha256);
    const read = bytes && parsedAs(bytes.toString('utf8'), ReviewFile);
    return read ? [{ line, review: read.review }] : [];
  });
}

/** Reviews that the journal knows and whose file is not there as it was written. */
export async function missingReviews(home: string, entries: readonly JournalEntry[]): Promise<Difference[]> {
  const files = await reviewFiles(home);
  return linesOf(entries)
    .filter(({ reviewSha256 }) => !files.has(reviewSha256))
    .map(({ line, reviewSha256 }) => ({
      kind: 'report',
      where: `technical review, journal line ${line.sequence}`,
      expected: `its file in reports/, SHA-256 ${reviewSha256}`,
      found: 'no such file: it was altered or taken away',
    }));
}

/** SHA-256 of the files of the reviews that the journal knows. */
export const reviewHashes = (entries: readonly JournalEntry[]): ReadonlySet<string> =>
  new Set(linesOf(entries).map(({ reviewSha256 }) => reviewSha256));

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

function linesOf(entries: readonly JournalEntry[]): { line: JournalEntry; reviewSha256: string }[] {
  return entries
    .filter(({ action }) => action === 'report.review')
    .toSorted((a, b) => a.sequence - b.sequence)
    .flatMap((line) => {
      const sealed = parametersOf(line, Sealed);
      return sealed === null ? [] : [{ line, ...sealed }];
    });
}

/** What the reports folder has that may be a review, by SHA-256. */
async function reviewFiles(home: string): Promise<Map<string, Buffer>> {
  const folder = path.join(home, 'reports');
  const names = isPlainFolder(folder) ? await readdir(folder).catch(() => []) : [];
  const files = new Map<string, Buffer>();
  for (const name of names.filter(isReviewFile)) {
    const bytes = readPlainFile(path.join(folder, name), LARGEST_REVIEW_BYTES);
    if (bytes !== null) files.set(sha256(bytes), bytes);
  }
  return files;
}
