import { createHash, randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';
import { removeAbandoned } from './abandoned.ts';
import { writeAtomically } from './atomic-file.ts';
import { recordOf } from './case-reader.ts';
import { copyDatabase } from './copy-database.ts';
import { openCopy } from './database.ts';
import { openEvidence } from './evidence-file.ts';
import { CASE_FILE, findImages, OWN_FOLDERS, realFolder, resolveInside } from './folder.ts';
import { hashFile } from './hash.ts';
import { readPlainFile } from './plain-file.ts';
import { diskFull } from './writing-problem.ts';

/**
 * Where a case lies. The evidence is in `folder`; the case's own files (database, derived/, reports/) are in `home`,
 * which is the same folder unless that cannot be written.
 */
export interface CasePlace {
  readonly folder: string;
  readonly home: string;
}

/** A home in the user's data. */
export interface HomeElsewhere extends CasePlace {
  /** Made by this opening. */
  readonly isNew: boolean;
  /** Its database began as a copy of one in the folder. */
  readonly copied: boolean;
  /** The folder's own database has changed since it was copied. */
  readonly originalChanged: boolean;
}

/** Lies beside the database of a home in the user's data, and says which folder it is of. */
const HOME_FILE = 'home.json';

/**
 * Which evidence a home is of. A disc is what lies on it, not where it is mounted: it is known again by its `listing`,
 * and another disc at the same mount point has another. Sizes alone would not do, since scans without compression of
 * the same paper have the same; so each entry holds the hash of a sample as well.
 */
const Home = v.object({
  /** The folder's real path when it was last opened. */
  folder: v.string(),
  /** One SHA-256 for each image: of its path inside the folder, its size, and a sample of its bytes. Sorted. */
  listing: v.array(v.string()),
  /** SHA-256 of the folder's own database, null where it had none; and the case it is of. */
  original: v.nullable(v.string()),
  caseId: v.nullable(v.string()),
});
type Home = v.InferOutput<typeof Home>;

/** Bytes hashed from the middle of each file, where a scan has writing or noise, not the margin. */
const SAMPLE_BYTES = 16 * 1024;
/**
 * Share of images that a folder at the same path must have in common with a home that is not exactly its own. A network
 * share that its reader may not write can change: the home stays its own, and its items show what changed. A share (or
 * disc) with less in common than this is taken for another, and gets a home of its own; the earlier one is kept.
 */
const SAME_FOLDER = 0.5;

/** Folder of the homes in the user's data. */
export const homesFolder = (userData: string): string => path.join(userData, 'cases');

/** The home in the user's data of a folder that cannot be written; made where there is none. */
export async function homeElsewhere(
  folder: string,
  homes: string,
  signal?: AbortSignal,
): Promise<HomeElsewhere> {
  const seen = await lookAt(folder, signal);
  const original = path.join(folder, CASE_FILE);
  const exact = await ownHome(seen, homes);
  if (exact) return again(exact, folder, seen);
  // Complete under another name first, so that a kill leaves no home that is half a copy.
  const unfinished = path.join(homes, `.${process.pid}-${randomUUID()}`);
  try {
    await removeAbandoned(homes, /^\.(\d+)-/);
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    let caseId: string | null = null;
    if (seen.original !== null) {
      const copy = path.join(unfinished, CASE_FILE);
      await copyDatabase(folder, copy);
      const database = openCopy(copy, original);
      caseId = recordOf(database)?.id ?? null;
      database.close();
    }
    const near = await nearHome({ ...seen, caseId }, homes);
    if (near) {
      await rm(unfinished, { recursive: true });
      return again(near, folder, seen);
    }
    write(unfinished, { ...seen, caseId });
    const home = path.join(
      homes,
      createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 32),
    );
    const free = await settle(unfinished, home, seen, homes);
    if (typeof free !== 'string') {
      await rm(unfinished, { recursive: true });
      return again(free, folder, seen);
    }
    return { folder, home: free, isNew: true, copied: seen.original !== null, originalChanged: false };
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw cause instanceof ChirographError
      ? cause
      : (diskFull(homes, cause) ?? unwritableHomes(homes, cause));
  }
}

/**
 * Gives a finished home its name. Where another process was faster with the same folder, that one's home is the answer:
 * two homes of one folder would hide the work in one of them.
 */
async function settle(
  unfinished: string,
  home: string,
  seen: Seen,
  homes: string,
): Promise<string | NonNullable<Awaited<ReturnType<typeof ownHome>>>> {
  try {
    await rename(unfinished, home);
    return home;
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  const winner = await ownHome(seen, homes);
  if (winner) return winner;
  // A home of this name that is no longer this folder's own holds work all the same.
  const free = `${home.slice(0, -8)}${randomUUID().slice(0, 8)}`;
  await rename(unfinished, free);
  return free;
}

/** Where an existing case's own files are, without making anything. The folder itself where no home is known. */
export async function placeOf(folder: string, homes: string | undefined): Promise<CasePlace> {
  const here = { folder, home: folder };
  const own = existsSync(path.join(folder, CASE_FILE));
  if (homes === undefined || !existsSync(homes) || (own && (await isWritable(folder)))) return here;
  const seen = await lookAt(folder);
  const found = (await ownHome(seen, homes)) ?? (await nearHome({ ...seen, caseId: null }, homes));
  return found === null ? here : { folder, home: found.home };
}

/** The place that a home in the user's data is of; null for any other folder. */
export function placeOfHome(home: string): CasePlace | null {
  const read = readHome(home);
  return read && { folder: read.folder, home };
}

/** Real paths of the folders that the homes in the user's data are of. */
export async function foldersOfHomes(homes: string): Promise<Set<string>> {
  return new Set((await allHomes(homes)).map(({ read }) => read.folder));
}

/** The same for whatever somebody names: a case folder, or a home in the user's data. */
export async function placeOfEither(named: string, homes: string | undefined): Promise<CasePlace> {
  return placeOfHome(named) ?? placeOf(named, homes);
}

/**
 * A home where work on this folder was kept while it could not be written; null where there is none. One of another disc
 * that once lay at the same path is none.
 */
export async function homeBeside(folder: string, homes: string): Promise<string | null> {
  const real = await realpath(folder);
  const there = (await allHomes(homes)).filter(({ read }) => read.folder === real);
  if (there.length === 0) return null;
  const here = { folder: real, listing: await listingOf(folder), caseId: null };
  return there.find(({ read }) => isNear(here, read))?.home ?? null;
}

/**
 * The case's own files in other places than its home, each path as it is there: a database that the home began as a copy
 * of, with its crops and reports, and other homes of the same case or of this folder. What another disc left that once
 * lay at the same path is another case's.
 *
 * @throws ChirographError `folder-unreadable` where the folder is gone.
 */
export async function copiesOf(
  { folder, home, id }: CasePlace & { readonly id: string },
  homes: string,
): Promise<string[]> {
  const real = await realFolder(folder);
  const inFolder =
    folder === home
      ? []
      : [CASE_FILE, ...OWN_FOLDERS].map((name) => path.join(folder, name)).filter((each) => existsSync(each));
  const others = (await allHomes(homes)).filter((each) => each.home !== home);
  const sameCase = others.filter(({ read }) => read.caseId === id);
  const sameFolder = others.filter(({ read }) => read.caseId !== id && read.folder === real);
  if (sameFolder.length > 0) {
    const here = { folder: real, listing: await listingOf(folder), caseId: id };
    sameCase.push(...sameFolder.filter(({ read }) => isNear(here, read)));
  }
  return [...inFolder, ...sameCase.map((each) => each.home)];
}

/** A home found again, which from now on is of what the folder holds today. */
function again({ home, read }: Found, folder: string, seen: Seen): HomeElsewhere {
  const { listing, original } = seen;
  const now = { ...read, folder: seen.folder, listing };
  if (JSON.stringify(now) !== JSON.stringify(read)) write(home, now);
  return {
    folder,
    home,
    isNew: false,
    copied: read.original !== null,
    originalChanged: original !== null && original !== read.original,
  };
}

type Seen = Omit<Home, 'caseId'>;
interface Found {
  readonly home: string;
  readonly read: Home;
}

async function ownHome(seen: Seen, homes: string): Promise<Found | null> {
  const key = JSON.stringify([seen.listing, seen.original]);
  for (const { home, read } of await allHomes(homes)) {
    if (JSON.stringify([read.listing, read.original]) !== key) continue;
    // An empty folder is like any other: only its place tells which it is.
    if (seen.listing.length === 0 && read.folder !== seen.folder) continue;
    return { home, read };
  }
  return null;
}

async function nearHome(seen: Home, homes: string): Promise<Found | null> {
  return (await allHomes(homes)).find(({ read }) => isNear(seen, read)) ?? null;
}

/** Whether a home is of this folder though the folder is not exactly as it was. */
function isNear(seen: Omit<Home, 'original'>, read: Home): boolean {
  if (read.folder !== seen.folder) return false;
  if (seen.caseId !== null && read.caseId !== null && seen.caseId !== read.caseId) return false;
  const there = new Set(seen.listing);
  const common = read.listing.filter((entry) => there.has(entry)).length;
  return common >= SAME_FOLDER * Math.max(seen.listing.length, read.listing.length);
}

async function lookAt(folder: string, signal?: AbortSignal): Promise<Seen> {
  const listing = await listingOf(folder, signal);
  const database = path.join(folder, CASE_FILE);
  return {
    folder: await realpath(folder),
    listing,
    original: existsSync(database) ? (await hashFile(database, signal)).sha256 : null,
  };
}

async function listingOf(folder: string, signal?: AbortSignal): Promise<string[]> {
  const listing: string[] = [];
  for (const image of (await findImages(folder, signal)).images) {
    listing.push(await entryOf(resolveInside(folder, image.path), image.path));
  }
  return listing.sort();
}

/** A file that cannot be read counts by its name. */
async function entryOf(file: string, inside: string): Promise<string> {
  const hash = createHash('sha256').update(inside.normalize('NFC')).update('\0');
  try {
    const handle = await openEvidence(file);
    try {
      const { size } = await handle.stat();
      const sample = Buffer.alloc(Math.min(size, SAMPLE_BYTES));
      await handle.read(sample, 0, sample.length, Math.floor((size - sample.length) / 2));
      hash.update(`${size}\0`).update(sample);
    } finally {
      await handle.close();
    }
  } catch {
    hash.update('unreadable');
  }
  return hash.digest('hex');
}

async function allHomes(homes: string): Promise<Found[]> {
  const names = await readdir(homes).catch(() => []);
  return names
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const home = path.join(homes, name);
      const read = readHome(home);
      return read === null ? [] : [{ home, read }];
    });
}

function readHome(home: string): Home | null {
  try {
    const content = readPlainFile(path.join(home, HOME_FILE));
    const parsed = v.safeParse(Home, content && JSON.parse(content.toString('utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

function write(home: string, content: Home): void {
  writeAtomically(path.join(home, HOME_FILE), [Buffer.from(`${JSON.stringify(content, null, 1)}\n`)]);
}

/** Whether this user may write in a folder, as far as that is known before trying. */
export async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function unwritableHomes(homes: string, cause: unknown): ChirographError {
  return new ChirographError(
    'folder-read-only',
    `The case's folder cannot be written, and neither can ${homes}, where its database would be kept. Copy the folder to a disk where you may write and open the copy.`,
    { details: String(cause), cause },
  );
}
