import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FolderListing, ListedFolder, NamedFolder } from '../../../contract/folder.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { cancelled } from '../../../contract/wire.ts';
import { enclosingCase, isUnderUnmasking } from './enclosing-case.ts';
import { countImages, holdsCase, isOwnFolder, naturalOrder, unreadable } from './folder.ts';
import type { RootFolders, Roots } from './roots.ts';

/** More than anybody reads; the window narrows the list by what is typed, and a path can be typed whole. */
export const MOST_FOLDERS = 2_000;
/** Images are counted to here; the sum says "at least" beyond. */
const MOST_IMAGES = 10_000;
/** Folders looked into to count the images of the folder that is listed, and those of all folders in the list together. */
const LOOKS = 1_000;
/** Of one folder in the list, so that a few of them do not take the time of a whole disk. */
const LOOKS_PER_FOLDER = 40;
/** Folders looked at side by side: each holds one file descriptor. */
const AT_ONCE = 16;
/** What Node puts in place of bytes that are no UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * Lists the folders in a folder, for a window that has no dialog of the system. A link to a folder is listed where it
 * leads inside a root. Nothing is told of files but how many images a case would hold, and nothing of the folders in a case that is
 * under sequential unmasking.
 *
 * @param named left out for the first root that can be read.
 * @param titles what roots are called whose own name would say little.
 * @param homes folder of the cases whose folders cannot be written.
 * @throws ChirographError `not-allowed` without roots and outside of them, `folder-unreadable`, `cancelled`.
 */
export async function listFolder(
  roots: Roots,
  named: string | undefined,
  titles: ReadonlyMap<string, string>,
  signal?: AbortSignal,
  homes?: string,
): Promise<FolderListing> {
  const { folders } = roots;
  if (folders === null) {
    throw new ChirographError(
      'not-allowed',
      "Folders are not listed here. Choose one in the system's own dialog.",
    );
  }
  const folder = named === undefined ? await firstReadable(folders) : await roots.admit(named);
  const entries = await readEntries(folder);
  const isCase = await holdsCase(folder);
  const outer = await enclosingCase(folder, homes);
  if (outer !== null && (await isUnderUnmasking(outer, homes))) {
    throw new ChirographError(
      'not-allowed',
      `${folder} lies in the case in ${outer}, which is under sequential unmasking: what is in it is not listed. Open ${outer}.`,
    );
  }
  // Its folders have the names of known writers.
  const isVeiled = isCase && (await isUnderUnmasking(folder, homes));
  const found = (isVeiled ? [] : entries)
    .filter((entry) => !entry.name.startsWith('.') && !(isCase && isOwnFolder(entry.name)))
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .sort((a, b) => naturalOrder(a.name, b.name));
  const listed: ListedFolder[] = [];
  const looks = Math.max(1, Math.min(LOOKS_PER_FOLDER, Math.floor(LOOKS / Math.max(1, found.length))));
  let truncated = false;
  for (let at = 0; at < found.length && !truncated; at += AT_ONCE) {
    if (signal?.aborted) throw cancelled();
    const some = found.slice(at, at + AT_ONCE).map((entry) => describe(roots, folder, entry, looks, signal));
    listed.push(...(await Promise.all(some)).filter((each) => each !== null));
    truncated = listed.length > MOST_FOLDERS;
  }
  const shownRoots = nameRoots(folders, titles);
  const trail = trailOf(
    shownRoots.find((root) => root.path === roots.rootOf(folder)),
    folder,
  );
  const parent = path.dirname(folder);
  return {
    path: folder,
    name: trail.at(-1)?.name ?? folder,
    ...(await countImages(folder, { folders: LOOKS, images: MOST_IMAGES }, signal)),
    isCase,
    parent: parent !== folder && roots.rootOf(parent) !== undefined ? parent : null,
    trail,
    roots: shownRoots,
    folders: listed.slice(0, MOST_FOLDERS),
    truncated,
  };
}

/** One row of the list; null for what is no folder, or may not be gone into. */
async function describe(
  roots: Roots,
  parent: string,
  entry: Dirent,
  looks: number,
  signal: AbortSignal | undefined,
): Promise<ListedFolder | null> {
  const { name } = entry;
  const here = path.join(parent, name);
  const closed = { name, path: here, images: 0, complete: true, isCase: false };
  if ((await lstat(here).catch(() => null)) === null) {
    // A folder that was just removed, unless its name says otherwise.
    if (!name.includes(REPLACEMENT)) return null;
    return { ...closed, problem: 'Its name is not valid UTF-8; rename it first.' };
  }
  // A link that leads out of the roots, or nowhere, is not listed.
  const target = entry.isSymbolicLink() ? await roots.admit(here).catch(() => null) : here;
  if (target === null || !(await lstat(target).catch(() => null))?.isDirectory()) return null;
  try {
    const counted = await countImages(target, { folders: looks, images: MOST_IMAGES }, signal);
    return { ...closed, ...counted, isCase: await holdsCase(target), problem: null };
  } catch (error) {
    if (!(error instanceof ChirographError) || error.code === 'cancelled') throw error;
    const { code = '' } = (error.cause ?? {}) as NodeJS.ErrnoException;
    const forbidden = code === 'EACCES' || code === 'EPERM';
    return { ...closed, problem: forbidden ? 'This user may not read it.' : 'Its disk reports an error.' };
  }
}

/** Roots by the last part of their path; by the whole path where that says nothing or says the same of two. */
function nameRoots(folders: RootFolders, titles: ReadonlyMap<string, string>): NamedFolder[] {
  const last = folders.map((root) => path.basename(root));
  return folders.map((root, at) => {
    const name = last[at] as string;
    const alone = name !== '' && last.indexOf(name) === last.lastIndexOf(name);
    return { path: root, name: titles.get(root) ?? (alone ? name : root) };
  });
}

/** From the root down. */
function trailOf(root: NamedFolder | undefined, folder: string): NamedFolder[] {
  if (root === undefined) throw new Error('a folder that was admitted lies in a root');
  const trail = [root];
  let at = root.path;
  for (const name of path.relative(root.path, folder).split(path.sep)) {
    if (name === '') continue;
    at = path.join(at, name);
    trail.push({ path: at, name });
  }
  return trail;
}

async function firstReadable(folders: RootFolders): Promise<string> {
  for (const folder of folders) {
    if (await readdir(folder).catch(() => null)) return folder;
  }
  return folders[0];
}

async function readEntries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}
