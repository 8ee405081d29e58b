import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { MissingChart } from '../../../contract/report-charts.ts';
import type { ReportContent, ReportDocument } from '../../../contract/report.ts';
import type { MissingReview, TechnicalReview } from '../../../contract/review.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { cancelled } from '../../../contract/wire.ts';
import { sha256 } from '../case/hash.ts';
import { ownFolder } from '../case/own-folder.ts';
import type { CaseStore } from '../case/store.ts';
import type { Preparation } from '../imaging/preparation.ts';
import {
  buildReport,
  contentSha256,
  substanceSha256,
  type ReportInput,
  type ReportSource,
} from './content.ts';
import { drawFigures, type DrawnFigures } from './figures.ts';
import { publish } from './publication.ts';
import { reportPdf } from './report-pdf.ts';
import type { Picture } from './sheet.ts';

export interface ReportExport extends ReportInput {
  readonly store: ReportSource & Pick<CaseStore, 'home' | 'pathOf'>;
  readonly preparation: Pick<Preparation, 'render'>;
  /** Path of the PDF, ending in .pdf; a new file in the case's reports folder where left out. */
  readonly out?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The laboratory's, as it is printed. */
  readonly logo?: Picture | null | undefined;
  /** The technical reviews of what the report says, by its `substanceSha256`; for a final report alone. */
  readonly reviewsOf?: ((substanceSha256: string) => ReviewsOf) | undefined;
  /** Told what the report will say before any of its files has its name: what throws here leaves none behind. */
  readonly onSealed?: (seal: ReportSeal) => void;
}

/** What is on record of the review of one content. */
export interface ReviewsOf {
  /** The latest last. */
  readonly reviews: readonly TechnicalReview[];
  /** Those whose files are lost. */
  readonly lost: readonly MissingReview[];
}

/** What identifies a report before the names of its files are known. */
export interface ReportSeal {
  readonly contentSha256: string;
  /** See `substanceSha256`. */
  readonly substanceSha256: string;
  readonly pdfSha256: string;
}

/** What was written. */
export interface ExportedReport {
  readonly pdf: string;
  readonly json: string;
  readonly pdfSha256: string;
  readonly jsonSha256: string;
  readonly pages: number;
  readonly reviewed: boolean;
  /** Charts that were asked for and are not in it. */
  readonly missingCharts: MissingChart[];
}

/**
 * Writes a report as PDF and, beside it under the same name, as JSON. The same case and `createdAt` give the same
 * bytes. A file that is there is never written over. The files of a final report are made read-only.
 *
 * @throws ChirographError `invalid-arguments` for an `out` that is no .pdf or is given for a final report, `file-changed` for
 *   a final report of evidence that is not there as it was examined, `cancelled`, and what `publish` throws.
 */
export async function exportReport(request: ReportExport): Promise<ExportedReport> {
  const wanted = stemOf(request);
  const said = buildReport(request);
  const substance = substanceSha256(said);
  const content = request.reviewsOf ? withReviews(said, request.reviewsOf(substance)) : said;
  const { store } = request;
  const {
    bytes: pdfBytes,
    pages,
    unseen,
  } = await drawReport(content, { ...request, pathOf: (item) => store.pathOf(item) });
  if (content.issue?.state === 'final') requireSeen(unseen);
  const seal = {
    contentSha256: contentSha256(content),
    substanceSha256: substance,
    pdfSha256: sha256(pdfBytes),
  };
  const { pdfSha256 } = seal;
  const jsonBytes = (stem: string): Uint8Array => {
    const pdf = { file: `${stem}.pdf`, sha256: pdfSha256, pages };
    const document: ReportDocument = { ...content, checks: { contentSha256: seal.contentSha256, pdf } };
    return Buffer.from(`${JSON.stringify(document, null, 1)}\n`);
  };
  if (request.signal?.aborted) throw cancelled();
  request.onSealed?.(seal);
  const [pdf, json] = (await publish(wanted, [
    { extension: '.pdf', bytes: () => pdfBytes },
    { extension: '.json', bytes: jsonBytes },
  ])) as [string, string];
  if (content.issue?.state === 'final') await lock([pdf, json]);
  const jsonSha256 = sha256(jsonBytes(path.basename(json, '.json')));
  const reviewed = content.review !== undefined && content.review !== null;
  const missingCharts = content.charts?.missing ?? [];
  return { pdf, json, pdfSha256, jsonSha256, pages, reviewed, missingCharts };
}

/** What a report's pages are drawn with. */
export interface ReportDrawing {
  /** Absolute path of an item's evidence file, by item id. */
  readonly pathOf: (item: string) => string;
  readonly preparation: Pick<Preparation, 'render'>;
  /** The laboratory's, as it is printed. */
  readonly logo?: Picture | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The PDF of a report: the same content and evidence give the same bytes, from one version of the program. */
export async function drawReport(
  content: ReportContent,
  { pathOf, preparation, logo, signal }: ReportDrawing,
): Promise<{ bytes: Uint8Array; pages: number } & Pick<DrawnFigures, 'unseen'>> {
  const drawn = await drawFigures(content, pathOf, preparation, signal);
  return { ...(await reportPdf(content, { ...drawn, logo: logo ?? null })), unseen: drawn.unseen };
}

/** A final report is locked, and what it does not show of evidence that is away for a moment it would never show. */
function requireSeen(unseen: DrawnFigures['unseen']): void {
  const [first] = unseen;
  if (first === undefined) return;
  const [label, reason] = first;
  const others = unseen.size > 1 ? ` (and ${unseen.size - 1} more)` : '';
  throw new ChirographError(
    'file-changed',
    `The report cannot be finalised: of ${label}${others} ${reason}. Put the evidence back as it was examined, or reconnect the drive that it lies on, and finalise again.`,
  );
}

function withReviews(said: ReportContent, { reviews, lost }: ReviewsOf): ReportContent {
  const earlierReviews = reviews.slice(0, -1);
  return {
    ...said,
    review: reviews.at(-1) ?? null,
    ...(earlierReviews.length === 0 ? {} : { earlierReviews }),
    ...(lost.length === 0 ? {} : { lostReviews: [...lost] }),
  };
}

/** Where the disk knows no rights, as FAT does not, the hashes in the journal are what tells a change. */
async function lock(files: readonly string[]): Promise<void> {
  for (const file of files) await chmod(file, 0o444).catch(() => undefined);
}

const finalName = (version: number): string => `report-version-${version}`;
/** Also of another letter case, which is the same name on some disks, and of those that take the place of a taken name. */
const FINAL_NAME = /^report-version-\d+(?:-\d+)?$/iu;

function stemOf({ out, store, createdAt, issue }: ReportExport): string {
  if (issue?.state === 'final') {
    if (out === undefined) return path.join(ownFolder(store.home, 'reports'), finalName(issue.version));
    throw new ChirographError(
      'invalid-arguments',
      "A final report is kept in the case's reports folder, where verification looks for it. Leave the file name out, and hand out a copy.",
    );
  }
  if (out === undefined) {
    const [, day, time] = /^(.{10})T(.{5})/.exec(createdAt) ?? [];
    const name = `report-${day?.replaceAll('-', '')}-${time?.replace(':', '')}`;
    return path.join(ownFolder(store.home, 'reports'), name);
  }
  if (path.extname(out).toLowerCase() !== '.pdf') {
    throw new ChirographError(
      'invalid-arguments',
      `A report is written as a .pdf file; "${out}" does not end in .pdf.`,
    );
  }
  const stem = path.resolve(out.slice(0, -'.pdf'.length));
  if (FINAL_NAME.test(path.basename(stem)) && path.dirname(stem) === path.join(store.home, 'reports')) {
    throw new ChirographError(
      'invalid-arguments',
      `In the case's reports folder, names such as ${path.basename(out)} are those of final reports. Choose another name for the draft.`,
    );
  }
  return stem;
}
