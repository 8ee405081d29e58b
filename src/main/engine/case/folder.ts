import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ItemRole } from '../../../contract/case.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { cancelled } from '../../../contract/wire.ts';

/** The case's database; SQLite puts its own files beside it under longer names. */
export const CASE_FILE = 'case.chirograph';
/** At the root of a generated case: says that no person wrote any of it. */
const SYNTHETIC_FILE = 'SYNTHETIC.txt';
const IMAGE = /\.(png|jpe?g|tiff?)$/i;
/** Folders at the root that Chirograph writes itself. */
export const OWN_FOLDERS: ReadonlySet<string> = new Set(['derived', 'reports']);
const LONGEST_WRITER_NAME = 400;

export interface FoundImage {
  /** Path inside the folder, with forward slashes, spelt as the disk spells it. */
  readonly path: string;
  readonly role: ItemRole;
  /** Name of the writer; null unless the role is known. */
  readonly writer: string | null;
}

/**
 * Finds the images of a case folder, by the ending of their names, in natural order.
 *
 * A link to a file counts where the file lies inside the folder. Links to folders are not followed: what lies inside
 * the case is found at its own place, and what lies outside is not part of it.
 *
 * @throws ChirographError `folder-unreadable`, `cancelled`.
 */
export async function findImages(folder: string, signal?: AbortSignal): Promise<FoundImage[]> {
  const root = await realFolder(folder);
  const found: string[] = [];
  const waiting: string[] = [''];
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop()) {
    if (signal?.aborted) throw cancelled();
    const { images, folders } = await look(root, inside);
    found.push(...images);
    waiting.push(...folders);
  }
  return found.sort(naturalOrder).map((each) => ({ path: each, ...standing(each) }));
}

/**
 * Counts the images that `findImages` would find, the nearest folders first, until it has looked into so many folders
 * or has counted so many images: `complete` is false then, and where a folder in it cannot be read.
 *
 * @throws ChirographError `folder-unreadable` where the folder itself cannot be read, `cancelled`.
 */
export async function countImages(
  folder: string,
  most: { readonly folders: number; readonly images: number },
  signal?: AbortSignal,
): Promise<{ images: number; complete: boolean }> {
  const root = await realFolder(folder);
  const waiting: string[] = [''];
  let images = 0;
  let complete = true;
  for (let at = 0; at < waiting.length; at++) {
    if (signal?.aborted) throw cancelled();
    if (at >= most.folders || images >= most.images) return { images, complete: false };
    try {
      const found = await look(root, waiting[at] as string);
      images += found.images.length;
      waiting.push(...found.folders);
    } catch (error) {
      if (at === 0) throw error;
      complete = false;
    }
  }
  return { images, complete };
}

/** Images and folders of a case that lie directly in one of its folders. */
async function look(root: string, inside: string): Promise<{ images: string[]; folders: string[] }> {
  const images: string[] = [];
  const folders: string[] = [];
  for (const entry of await list(root, inside)) {
    const { name } = entry;
    if (name.startsWith('.')) continue;
    if (inside === '' && (name.startsWith(CASE_FILE) || isOwnFolder(name))) continue;
    const each = inside === '' ? name : `${inside}/${name}`;
    if (entry.isDirectory()) folders.push(each);
    else if (IMAGE.test(name) && (entry.isFile() || (await linksInside(root, entry, each)))) {
      images.push(each);
    }
  }
  return { images, folders };
}

/** Whether Chirograph writes a folder of this name into a case. */
export function isOwnFolder(name: string): boolean {
  return OWN_FOLDERS.has(name.toLowerCase());
}

/** Throws `folder-unreadable` unless there is such a folder and it can be read. */
export async function requireFolder(folder: string): Promise<void> {
  await list(await realFolder(folder), '');
}

/** Whether the folder says of itself that it was generated. */
export async function isSynthetic(folder: string): Promise<boolean> {
  try {
    return (await lstat(path.join(folder, SYNTHETIC_FILE))).isFile();
  } catch {
    return false;
  }
}

/**
 * Absolute path of a path inside the folder. A case database may come from anybody: one that points out of its folder
 * is refused.
 */
export function resolveInside(folder: string, inside: string): string {
  const resolved = path.resolve(folder, ...inside.split('/'));
  const back = path.relative(folder, resolved);
  if (back === '' || back.split(path.sep)[0] === '..' || path.isAbsolute(back)) {
    throw new ChirographError(
      'case-damaged',
      `${path.join(folder, CASE_FILE)} names a file outside its folder. Do not use it; ask for the case again where it came from.`,
      { details: inside },
    );
  }
  return resolved;
}

async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

async function list(root: string, inside: string): Promise<Dirent[]> {
  const folder = path.join(root, inside);
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const vanished = inside !== '' && (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (vanished) return [];
    throw unreadable(folder, cause);
  }
}

async function linksInside(root: string, entry: Dirent, inside: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return false;
  try {
    const target = await realpath(path.join(root, inside));
    return target.startsWith(root + path.sep) && (await stat(target)).isFile();
  } catch {
    // A link to nothing, or one that leads back to itself.
    return false;
  }
}

/** A failure to read a folder, in words that say what to do. */
export function unreadable(folder: string, cause: unknown): ChirographError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? 'it does not exist. Check its name, and that its disk or network drive is connected'
      : code === 'ENOTDIR'
        ? 'it is a file. Choose the folder it lies in'
        : code === 'EACCES' || code === 'EPERM'
          ? 'this user may not read it. Ask for the right to read it'
          : 'the disk or network drive reports an error';
  return new ChirographError('folder-unreadable', `The folder ${folder} cannot be opened: ${reason}.`, {
    details: String(cause),
    cause,
  });
}

/** What the folders that an image lies in say about it. */
function standing(inside: string): { role: ItemRole; writer: string | null } {
  const [first, second, ...rest] = inside.split('/') as [string, ...string[]];
  const top = first.toLowerCase();
  if (top === 'questioned' && second !== undefined) return { role: 'questioned', writer: null };
  if (top === 'known' && second !== undefined && rest.length > 0) {
    const writer = second.normalize('NFC').trim().slice(0, LONGEST_WRITER_NAME);
    if (writer !== '') return { role: 'known', writer };
  }
  return { role: 'unassigned', writer: null };
}

const collator = new Intl.Collator('en', { numeric: true });

/** Folder by folder, numbers by value; names that only look alike are told apart by their code units. */
export function naturalOrder(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = collator.compare(left[at] as string, right[at] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}
