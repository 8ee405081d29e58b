import path from 'node:path';
import type { ReportContent } from '../../../contract/report.ts';
import type { Difference } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import type { Preparation } from '../imaging/preparation.ts';
import { drawReport } from './export.ts';
import type { Picture } from './sheet.ts';

/** What draws the pages of a report again. */
export interface Redrawing {
  readonly preparation: Pick<Preparation, 'render'>;
  /** The program that runs and what it runs on, as a report names them. */
  readonly software: string;
  readonly platform: string;
  /** The logo with this SHA-256, null where it is not on this computer. */
  readonly logoOf: (sha256: string, signal?: AbortSignal) => Promise<Picture | null>;
}

export interface PagesCheck {
  readonly differences: readonly Difference[];
  /** Why the pages were not compared, as part of a sentence; null where they were. */
  readonly notCompared: string | null;
}

/**
 * Holds a report's PDF against the one that its content and the evidence give: what its pages print follows from the JSON that is
 * verified, or it was altered since. Another version of the program, another platform or a logo that is not here may draw
 * the same differently; the pages then stay uncompared.
 *
 * @param pdf the file's name and bytes.
 * @param content the JSON of the report as it was read.
 * @param folder the case folder, whose files are those of the report.
 * @throws ChirographError `cancelled`.
 */
export async function checkPages(
  pdf: { readonly name: string; readonly bytes: Uint8Array },
  content: ReportContent,
  folder: string,
  { preparation, software, platform, logoOf }: Redrawing,
  signal?: AbortSignal,
): Promise<PagesCheck> {
  const uncompared = (notCompared: string): PagesCheck => ({ differences: [], notCompared });
  if (content.software !== software || content.platform !== platform) {
    return uncompared(
      `${content.software} on ${content.platform} drew them, and this is ${software} on ${platform}`,
    );
  }
  const named = content.laboratory?.logo ?? null;
  const logo = named === null ? null : await orNull(logoOf(named, signal));
  if (named !== null && logo === null) {
    return uncompared(`the laboratory’s logo (SHA-256 ${named}) is not on this computer`);
  }
  const files = new Map(content.items.map((item) => [item.id, path.resolve(folder, item.path)]));
  const pathOf = (item: string): string => files.get(item) ?? '';
  const drawn = await orNull(drawReport(content, { pathOf, preparation, logo, signal }));
  if (drawn === null) return uncompared('they cannot be drawn again from the JSON');
  const [expected, found] = [sha256(drawn.bytes), sha256(pdf.bytes)];
  if (expected === found) return { differences: [], notCompared: null };
  const where = `${pdf.name}: its pages, as ${software} draws them from the JSON`;
  return { differences: [{ kind: 'report', where, expected, found }], notCompared: null };
}

/** Null where it fails: what cannot be drawn again is not compared. Throws `cancelled`. */
function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (error instanceof ChirographError && error.code === 'cancelled') throw error;
    return null;
  });
}
