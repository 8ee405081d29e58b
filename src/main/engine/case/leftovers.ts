import { lstatSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isPlainFolder } from './plain-file.ts';

/** What a file is called while it is written, by the process with this number, before it gets its name. */
export function temporaryNameOf(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
}

/** Of the notice beside the database (`lock-notice.ts`). */
const TEMPORARY_NOTICE = /^\.case\.chirograph-open\.\d+\.tmp$/;
const TEMPORARY = /^\.(?<stem>.+)\.(?<extension>crops|pdf|json|svg|png)\.\d+\.tmp$/;

/**
 * Removes what a process that was killed left half-written in derived/ and reports/ of a case. To be called by the
 * holder of the case's lock: nobody else writes there.
 *
 * A report gets its two names one after the other (`report/publication.ts`), while both temporary files are still
 * there. Where the JSON has not got its name, the PDF that has is half a report, and goes as well.
 */
export function removeLeftovers(home: string): void {
  const places = [
    () => clearNotices(home),
    () => clear(path.join(home, 'derived')),
    () => clear(path.join(home, 'reports')),
  ];
  for (const place of places) {
    try {
      place();
    } catch {
      // What cannot be removed now is no reason not to open the case; the next opening tries again.
    }
  }
}

function clearNotices(home: string): void {
  for (const name of readdirSync(home)) {
    if (TEMPORARY_NOTICE.test(name)) rmSync(path.join(home, name), { force: true });
  }
}

function clear(folder: string): void {
  if (!isPlainFolder(folder)) return;
  const left = readdirSync(folder).flatMap((file) => {
    const groups = TEMPORARY.exec(file)?.groups;
    return groups ? [{ file, stem: groups['stem'] as string, extension: groups['extension'] }] : [];
  });
  for (const { stem, extension } of left) if (extension === 'json') removeHalfReport(folder, stem, left);
  // The JSON's first: one that were left alone would make a later PDF of that name look like half a report.
  for (const { file } of left.toSorted(
    (a, b) => Number(b.extension === 'json') - Number(a.extension === 'json'),
  )) {
    rmSync(path.join(folder, file), { force: true });
  }
}

function removeHalfReport(
  folder: string,
  stem: string,
  left: readonly { file: string; stem: string; extension: string | undefined }[],
): void {
  const facts = (name: string): ReturnType<typeof lstatSync> | undefined =>
    lstatSync(path.join(folder, name), { throwIfNoEntry: false });
  const json = facts(`${stem}.json`);
  // Empty: the name was taken, but the content not moved there yet.
  if (json !== undefined && json.size > 0) return;
  const source = left.find((each) => each.stem === stem && each.extension === 'pdf');
  const pdf = facts(`${stem}.pdf`);
  // Without hard links the temporary file itself became the PDF.
  const ours =
    pdf !== undefined && (source === undefined || pdf.size === 0 || facts(source.file)?.ino === pdf.ino);
  if (ours) rmSync(path.join(folder, `${stem}.pdf`));
  if (json !== undefined && ours) rmSync(path.join(folder, `${stem}.json`));
}
