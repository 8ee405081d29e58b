import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Item, Journal } from '../../../contract/case.ts';
import { ChirographError, Sha256 } from '../../../contract/schema.ts';
import { placeOf, type CasePlace } from '../case/case-home.ts';
import { CASE_FILE, findImages } from '../case/folder.ts';
import { hashFile, hashPlainFile, sha256 } from '../case/hash.ts';
import { isPlainFolder, readPlainFile } from '../case/plain-file.ts';
import { readCase } from '../case/read-case.ts';
import type { CaseReader } from '../case/store.ts';
import { listComparisons, listSearches } from '../handlers/comparison-handlers.ts';
import { neverExported } from '../report/journal-check.ts';
import { isReviewFile, reviewHashes } from '../report/review-file.ts';
import { LARGEST_REPORT_BYTES } from '../report/report-folder.ts';
import type { LoadedModel, Services } from '../services.ts';
import { databaseFindings, holderFinding } from './case-database.ts';
import { counted, fail, listed, ok, warn, type Check, type Found } from './finding.ts';
import { diskOf, folderFinding } from './folders.ts';

const RECONNECT =
  'Check that this user may read the folder, and that its disk or network drive is connected.';
const OPEN_AND_PREPARE = 'Open the case in Chirograph: it is made anew by itself.';

/**
 * The health of one case, read from a copy of its database and from the files beside it.
 *
 * @param homes where the databases of folders are kept that cannot be written.
 */
export function caseChecks(folder: string, homes: string, model: Services['model']): Check[] {
  const root = path.resolve(folder);
  // Finding the home of a folder that cannot be written reads something of every image: once is enough.
  let found: Promise<CasePlace> | undefined;
  const place = (): Promise<CasePlace> =>
    (found ??= existsSync(root) ? placeOf(root, homes) : Promise.resolve({ folder: root, home: root }));
  const home = async (): Promise<string> => (await place()).home;
  return [
    { group: 'case', name: 'folder', advice: RECONNECT, look: async () => placeFindings(root, await home()) },
    {
      group: 'case',
      name: 'database',
      advice: RECONNECT,
      look: async () => {
        const at = await home();
        return existsSync(path.join(at, CASE_FILE)) ? databaseFindings(at) : [];
      },
    },
    { group: 'case', name: 'content', advice: RECONNECT, look: () => contentFindings(root, homes, model) },
    { group: 'case', name: 'leftovers', look: async () => [await leftovers(await home())] },
  ];
}

function placeFindings(root: string, home: string): Found[] {
  const folder = folderFinding('folder', root, 'read');
  if (folder.status === 'fail') {
    return [
      fail(
        'folder',
        folder.found,
        'Check the name of the folder, and that its disk or network drive is connected.',
      ),
    ];
  }
  const { kind } = diskOf(root);
  return [
    kind === null
      ? folder
      : warn(
          'folder',
          folder.found,
          'Only one computer at a time may open it; copy it to a disk of this computer where work is slow.',
        ),
    ...(home === root ? [] : [ok('home', 'in the user data: the folder cannot be written')]),
    ...(existsSync(path.join(home, CASE_FILE)) ? [holderFinding(home)] : []),
  ];
}

async function contentFindings(root: string, homes: string, model: Services['model']): Promise<Found[]> {
  if (!existsSync(root)) return [];
  let store: CaseReader;
  try {
    store = await readCase(root, homes);
  } catch (error) {
    if (!(error instanceof ChirographError)) throw error;
    const { code, message } = error;
    return [
      fail(
        'content',
        `cannot be read: ${code}`,
        code === 'not-found'
          ? 'This folder was never opened as a case: open it in Chirograph, or run "chirograph case <folder>", to make one.'
          : message,
      ),
    ];
  }
  try {
    const loaded = await model(store).catch(() => null);
    const items = store.items(loaded?.encoder.model.sha256 ?? null);
    return [
      journalFinding(store),
      await evidenceFinding(store, items),
      await newFilesFinding(root, items),
      preparationFinding(items),
      cropsFinding(store, items),
      embeddingsFinding(items, loaded),
      await resultsFinding(store, model),
      await reportsFinding(store),
    ];
  } finally {
    store.close();
  }
}

function journalFinding(store: CaseReader): Found {
  const { total, intact, brokenAt } = store.journal(undefined, 1);
  return intact
    ? ok('journal', `${counted(total, 'entry', 'entries')}, the chain is whole`)
    : fail(
        'journal',
        `the chain is broken at entry ${brokenAt}`,
        'The journal was changed from outside. Report it, keep the folder as it is, and go back to the last backup.',
      );
}

/** Hashes every evidence file; items are named by their exhibit labels. */
async function evidenceFinding(store: CaseReader, items: readonly Item[]): Promise<Found> {
  const wrong: string[] = [];
  for (const item of items) {
    const state = await stateOf(store, item);
    if (state !== null) wrong.push(`${item.label} ${state}`);
  }
  return wrong.length === 0
    ? ok('evidence', `${counted(items.length, 'file')}, each as first seen (SHA-256)`)
    : fail(
        'evidence',
        `${wrong.length} of ${counted(items.length, 'file')}: ${listed(wrong)}`,
        'Put the original files back from their source; results that rest on the others are stale.',
      );
}

async function stateOf(store: CaseReader, item: Item): Promise<string | null> {
  try {
    const { sha256 } = await hashFile(store.pathOf(item.id));
    return sha256 === item.sha256 ? null : 'changed';
  } catch (error) {
    if (!(error instanceof ChirographError)) throw error;
    return error.code === 'file-missing' ? 'missing' : 'unreadable';
  }
}

async function newFilesFinding(root: string, items: readonly Item[]): Promise<Found> {
  const known = new Set(items.map((item) => item.path));
  const { images } = await findImages(root);
  const fresh = images.filter((image) => !known.has(image.path));
  return fresh.length === 0
    ? ok('new-files', 'none')
    : warn(
        'new-files',
        `${counted(fresh.length, 'image')} not in the case yet`,
        'Open the case to take them in.',
      );
}

function preparationFinding(items: readonly Item[]): Found {
  const failed = items.filter((item) => item.preparation === 'failed');
  const waiting = items.filter((item) => item.preparation === 'none');
  if (failed.length > 0) {
    const labels = failed.map((item) => `${item.label} ${item.problem?.code ?? ''}`.trim());
    return warn(
      'preparation',
      `not read: ${listed(labels)}`,
      'Open the case: each item says why it was not read.',
    );
  }
  return waiting.length === 0
    ? ok('preparation', 'every item was read')
    : warn('preparation', `${counted(waiting.length, 'item')} not read yet`, OPEN_AND_PREPARE);
}

function cropsFinding(store: CaseReader, items: readonly Item[]): Found {
  const incomplete = items
    .filter((item) => item.preparation === 'ready')
    .filter((item) => {
      const crops = store.crops(item.id);
      return store.wordsOn(item.id).some((word) => !crops.has(word.cropSha256));
    });
  return incomplete.length === 0
    ? ok('crops', 'complete')
    : warn(
        'crops',
        `not complete in derived/: ${listed(incomplete.map((item) => item.label))}`,
        'Nothing is lost: they are cut again from the evidence when they are next needed.',
      );
}

function embeddingsFinding(items: readonly Item[], loaded: LoadedModel | null): Found {
  if (loaded === null) {
    return warn('embeddings', 'not looked at: there is no model', 'Mend what the check "model" found.');
  }
  const words = items.reduce((sum, item) => sum + item.words, 0);
  const encoded = items.reduce((sum, item) => sum + item.encodedWords, 0);
  return encoded >= words
    ? ok('embeddings', `${counted(words, 'word')}, each encoded by the model in use`)
    : warn(
        'embeddings',
        `${counted(words - encoded, 'word')} of ${words} not encoded by the model in use`,
        OPEN_AND_PREPARE,
      );
}

async function resultsFinding(store: CaseReader, model: Services['model']): Promise<Found> {
  const results = [...(await listComparisons({ model }, store)), ...(await listSearches({ model }, store))];
  const stale = results.filter((result) => result.stale !== null);
  return stale.length === 0
    ? ok('results', `${counted(results.length, 'result')}, none stale`)
    : warn(
        'results',
        `${stale.length} of ${counted(results.length, 'result')} stale: ${stale[0]?.stale ?? ''}`,
        'Run the comparison or search again before you report it.',
      );
}

/** A line that a report is begun with or exported by names its PDF; a kill may have come between the two. */
const Report = v.object({ pdfSha256: Sha256 });

/** Compares the files in reports/ with what the journal has of each report. */
async function reportsFinding(store: CaseReader): Promise<Found> {
  const { entries } = store.journal(undefined, Number.MAX_SAFE_INTEGER);
  const pdfs = new Set(
    entries
      .filter(({ action }) => action === 'report.begin' || action === 'report.export')
      .map((entry) => v.safeParse(Report, JSON.parse(entry.parameters)))
      .flatMap((line) => (line.success ? [line.output.pdfSha256] : [])),
  );
  const folder = path.join(store.home, 'reports');
  const files = (await namesIn(folder)).filter((name) => /\.(?:pdf|json)$/iu.test(name));
  const other: string[] = [];
  const unread: string[] = [];
  for (const name of files) {
    const known = await isAsExported(path.join(folder, name), entries, pdfs);
    if (known === null) unread.push(name);
    else if (!known) other.push(name);
  }
  if (other.length === 0 && unread.length === 0) {
    return ok('reports', `${counted(files.length, 'file')}, each as it was exported (SHA-256)`);
  }
  const found = [
    ...(other.length === 0 ? [] : [`not as exported: ${listed(other)}`]),
    ...(unread.length === 0 ? [] : [`cannot be read: ${listed(unread)}`]),
  ];
  return fail(
    'reports',
    found.join('; '),
    other.length === 0
      ? RECONNECT
      : 'Export the report again, and do not hand these files out; "chirograph verify" names what differs.',
  );
}

/** Null for a file that cannot be read, or is a link. */
async function isAsExported(
  file: string,
  entries: Journal['entries'],
  pdfs: ReadonlySet<string>,
): Promise<boolean | null> {
  if (/\.json$/iu.test(file)) {
    const bytes = readPlainFile(file, LARGEST_REPORT_BYTES);
    if (bytes !== null && isReviewFile(file)) return reviewHashes(entries).has(sha256(bytes));
    return bytes && neverExported(entries, bytes).length === 0;
  }
  return hashPlainFile(file).then(
    ({ sha256 }) => pdfs.has(sha256),
    () => null,
  );
}

/** What a kill leaves behind: files that were not renamed into place yet. */
async function leftovers(home: string): Promise<Found> {
  const folders = [home, path.join(home, 'derived'), path.join(home, 'reports')];
  const found = await Promise.all(
    folders.map(async (folder) => (await namesIn(folder)).filter((name) => /\.\d+\.tmp$/u.test(name))),
  );
  const count = found.flat().length;
  return count === 0
    ? ok('leftovers', 'no temporary files')
    : warn(
        'leftovers',
        counted(count, 'temporary file'),
        'Nothing has to be done: they do no harm, and go when the case is next opened.',
      );
}

async function namesIn(folder: string): Promise<string[]> {
  return isPlainFolder(folder) ? readdir(folder).catch(() => []) : [];
}
