import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { ReportOnRecord } from '../../../contract/report.ts';
import { objectionsIn, REVIEW_ITEMS, ReviewAnswers, type MissingReview } from '../../../contract/review.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { readJsonFile } from './json-file.ts';
import { acting, interruptible, print, table, withEngine, type CommonOptions } from './terminal.ts';

const FORM = '"chirograph review <folder> --json" prints a list to fill in.';

/**
 * `chirograph review <folder> [answers.json]`: signs the review of a draft, which is named where more than one is open;
 * without answers prints the list, and with `--lost` records that files of signed reviews are lost.
 */
export async function reviewCommand(
  folder: string,
  file: string | undefined,
  options: CommonOptions & { draft?: string; lost?: boolean },
): Promise<void> {
  if (options.lost === true) {
    await recordLost(folder, options);
    return;
  }
  if (file === undefined) {
    const items = Object.entries(REVIEW_ITEMS);
    const answers = items.map(([item]) => ({ item, answer: 'not-applicable', comment: '' }));
    print(options, answers, () => [
      ...table(items.map(([item, text]) => [item, text])),
      'Answers are a JSON list in this order, each {"item", "answer": "yes" | "no" | "not-applicable", "comment"}; --json prints one to fill in.',
    ]);
    return;
  }
  const answers = readJsonFile(file, ReviewAnswers, FORM);
  await withEngine(async (engine) => {
    const call = await acting(engine, options, interruptible());
    const { id } = await engine.call('case.open', { folder, existing: true }, call);
    const draft = draftToReview(await engine.call('report.list', { case: id }, call), options.draft);
    const review = await engine.call('report.review', { case: id, report: draft.id, answers }, call);
    const objections = objectionsIn(review).length;
    const { pdf, pdfSha256 } = draft;
    print(options, { review, draft: { report: draft.id, pdf, pdfSha256 } }, () => [
      `${pdf ?? 'the draft'} (SHA-256 ${pdfSha256}): reviewed by ${review.reviewer.name}, ${objections === 0 ? 'without objection' : `${objections} of ${answers.length} answered with no`}`,
    ]);
  });
}

/** Least that is taken for the beginning of a hash. */
const SHORTEST_HASH = 8;

/**
 * The draft that a review is of: the named one, else the only one that is open, which is to say in the reports folder and
 * written since the last final report.
 *
 * @param reports newest first.
 * @param named a PDF, by its name in the reports folder or as a file anywhere; or its SHA-256, or how that begins.
 * @throws ChirographError `not-found` or `invalid-arguments`, with the drafts that could be meant.
 */
export function draftToReview(reports: readonly ReportOnRecord[], named: string | undefined): ReportOnRecord {
  const drafts = reports.filter(({ issue }) => issue?.state === 'draft');
  const lastFinal = reports.findIndex(({ issue }) => issue?.state === 'final');
  const open = reports
    .slice(0, lastFinal === -1 ? undefined : lastFinal)
    .filter((each) => drafts.includes(each) && each.pdf !== null);
  const found = named === undefined ? open : drafts.filter((draft) => isNamed(draft, named));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const choices = (found.length > 1 ? found : open).map(
    ({ pdf, pdfSha256, at, by }) => `${pdf ?? 'not in reports/'}, ${at}, by ${by}, SHA-256 ${pdfSha256}`,
  );
  const listed =
    choices.length === 0 ? 'No draft is open: export one.' : `Open drafts:\n${choices.join('\n')}`;
  if (found.length === 0) {
    const message =
      named === undefined
        ? 'This case has no draft to review since its last final report. Export one first, or name one with --draft.'
        : `This case has no draft "${named}". ${listed}`;
    throw new ChirographError('not-found', message);
  }
  throw new ChirographError(
    'invalid-arguments',
    `It has to be clear which draft was reviewed, and there are ${found.length}. Name it with --draft <PDF or SHA-256>. ${listed}`,
  );
}

function isNamed({ pdf, pdfSha256 }: ReportOnRecord, named: string): boolean {
  if (pdf === named) return true;
  if (named.length >= SHORTEST_HASH && pdfSha256.startsWith(named.toLowerCase())) return true;
  // A file that somebody was sent and read counts by its bytes, wherever it lies.
  const file = statSync(named, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(named) : null;
  return file !== null && createHash('sha256').update(file).digest('hex') === pdfSha256;
}

async function recordLost(folder: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const call = await acting(engine, options, interruptible());
    const { id } = await engine.call('case.open', { folder, existing: true }, call);
    const reports = await engine.call('report.list', { case: id }, call);
    const missing = reports.flatMap(({ missingReviews = [] }) => missingReviews);
    const open = missing.filter((review) => review.lost === null);
    if (open.length === 0) {
      throw new ChirographError(
        'not-found',
        'No signed review of this case is missing: the file of each is there as it was signed, or was recorded as lost.',
      );
    }
    const lost: MissingReview[] = [];
    for (const { id: review } of open) {
      lost.push(await engine.call('report.reviewLost', { case: id, review }, call));
    }
    print(options, { lost }, () =>
      lost.map(({ by, at }) => `review by ${by} of ${at}: recorded as lost; have it repeated`),
    );
  });
}
