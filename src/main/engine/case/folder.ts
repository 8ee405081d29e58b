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
const IMAGE = /\.(png|jpe?g|tiff?|webp|pdf)$/i;
/** Files that systems put into folders by themselves. */
const OF_THE_SYSTEM = new Set(['thumbs.db', 'desktop.ini', 'icon\r']);
/** What examiners are sent besides images, by ending, as a sentence names it. */
const OTHER_KINDS: readonly (readonly [ending: RegExp, reason: string])[] = [
  [
    /\.(docx?|odt|rtf|pages|xlsx?|pptx?)$/i,
    'is an office document: save the pictures in it as PNG or TIFF images',
  ],
  [
    /\.(hei[cf]|avif|gif|bmp|jp2|jxl|svg|psd|dng|cr[23]|nef|arw)$/i,
    'is an image of a format that is not read: save it as PNG or TIFF',
  ],
  [/\.(zip|7z|rar|tar|gz)$/i, 'is an archive: unpack it here'],
  [/\.(mp4|mov|avi|mkv|webm)$/i, 'is a video: save the frames that matter as PNG images'],
];
/** Folders at the root that Chirograph writes itself. */
export const OWN_FOLDERS: ReadonlySet<string> = new Set(['derived', 'reports']);
const LONGEST_WRITER_NAME = 400;

/** Something in the folder that is not taken into the case. */
export interface FileNotRead {
  /** Path inside the folder, with forward slashes; bytes that are no text stand as \xHH. */
  readonly path: string;
  /** Completes a sentence that begins with the path: what it is, and what to do where it should be read. */
  readonly reason: string;
}

export interface FolderContent {
  readonly images: readonly FoundImage[];
  readonly notRead: readonly FileNotRead[];
}

export interface FoundImage {
  /** Path inside the folder, with forward slashes, spelt as the disk spells it. */
  readonly path: string;
  readonly role: ItemRole;
  /** Name of the writer; null unless the role is known. */
  readonly writer: string | null;
}

/**
 * Finds the images of a case folder, by the ending of their names, in natural order, and says of everything else in
 * it why it is not read. Hidden files and what systems and Chirograph put there themselves are passed over.
 *
 * A link to a file counts where the file lies inside the folder. Links to folders are not followed: what lies inside
 * the case is found at its own place, and what lies outside is not part of it. A folder that is a case of its own is not looked into.
 *
 * @param keptElsewhere real paths of folders whose cases are kept in the user's data.
 * @throws ChirographError `folder-unreadable` for the folder itself, `cancelled`.
 */
export async function findImages(
  folder: string,
  signal?: AbortSignal,
  keptElsewhere?: ReadonlySet<string>,
): Promise<FolderContent> {
  const root = await realFolder(folder);
  const found: string[] = [];
  const notRead: FileNotRead[] = [];
  const waiting: string[] = [''];
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop()) {
    if (signal?.aborted) throw cancelled();
    try {
      const content = await look(root, inside, keptElsewhere);
      // One by one: a folder may hold more files than a call can have arguments.
      for (const image of content.images) found.push(image);
      for (const file of content.notRead) notRead.push(file);
      for (const below of content.folders) waiting.push(below);
    } catch (error) {
      // A folder inside the case that cannot be read is said, and costs the rest of the case nothing.
      if (inside === '') throw error;
      const reason = reasonUnreadable((error as ChirographError).cause);
      if (reason !== null) notRead.push({ path: inside, reason });
    }
  }
  return {
    images: found.sort(naturalOrder).map((each) => ({ path: each, ...standing(each) })),
    notRead: notRead.sort((a, b) => naturalOrder(a.path, b.path)),
  };
}

/** Images and folders of a case that lie directly in one of its folders, and what else lies there. */
async function look(
  root: string,
  inside: string,
  keptElsewhere: ReadonlySet<string> = new Set(),
): Promise<{ images: string[]; folders: string[]; notRead: FileNotRead[] }> {
  const images: string[] = [];
  const folders: string[] = [];
  const notRead: FileNotRead[] = [];
  for (const entry of await list(path.join(root, inside))) {
    const name = entry.name.toString('utf8');
    if (isPassedOver(name, inside)) continue;
    const within = (each: string): string => (inside === '' ? each : `${inside}/${each}`);
    if (!Buffer.from(name, 'utf8').equals(entry.name)) {
      notRead.push({
        path: within(escapeBytes(entry.name)),
        reason: 'has a name that is not Unicode: rename it',
      });
    } else if (entry.isDirectory()) {
      const there = path.join(root, within(name));
      if (keptElsewhere.has(there) || (await holdsCase(there))) {
        notRead.push({ path: within(name), reason: 'is the folder of another case: open it by itself' });
      } else folders.push(within(name));
    } else {
      const reason = await reasonNotToRead(root, entry, within(name));
      if (reason === null) images.push(within(name));
      else if (reason !== '') notRead.push({ path: within(name), reason });
    }
  }
  return { images, folders, notRead };
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
      for (const below of found.folders) waiting.push(below);
    } catch (error) {
      if (at === 0) throw error;
      complete = false;
    }
  }
  return { images, complete };
}

/** Whether a folder has a case's database in it. */
export async function holdsCase(folder: string): Promise<boolean> {
  return lstat(path.join(folder, CASE_FILE)).then(
    (file) => file.isFile(),
    () => false,
  );
}

/** Whether Chirograph writes a folder of this name into a case. */
export function isOwnFolder(name: string): boolean {
  return OWN_FOLDERS.has(name.toLowerCase());
}

/** Throws `folder-unreadable` unless there is such a folder and it can be read. */
export async function requireFolder(folder: string): Promise<void> {
  await list(await realFolder(folder));
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

/** The folder's path without links; throws `folder-unreadable` where there is none. */
export async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

type Entry = Dirent<NonSharedBuffer>;

/** Names as bytes: on POSIX they need not be text, and a name that was made into text may lead to no file. */
async function list(folder: string): Promise<Entry[]> {
  try {
    return await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

/** Why a folder inside the case is not looked into; null where it has just gone. */
function reasonUnreadable(cause: unknown): string | null {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return null;
  if (code === 'EACCES' || code === 'EPERM') {
    return 'is a folder that this user may not read: ask for the right to read it';
  }
  return code === 'ENAMETOOLONG'
    ? 'is a folder whose path is too long for this system: move it up or shorten the names above it'
    : 'is a folder that cannot be read: the disk or network drive reports an error';
}

function isPassedOver(name: string, inside: string): boolean {
  if (name.startsWith('.') || OF_THE_SYSTEM.has(name.toLowerCase())) return true;
  return (
    inside === '' &&
    (name.startsWith(CASE_FILE) || name === SYNTHETIC_FILE || OWN_FOLDERS.has(name.toLowerCase()))
  );
}

/** Null where the entry is an image to read; an empty reason where nothing needs to be said of it. */
async function reasonNotToRead(root: string, entry: Entry, inside: string): Promise<string | null> {
  if (Buffer.byteLength(path.join(root, inside)) > LONGEST_PATH_BYTES) {
    return 'has a path that is too long for this system: move it up or shorten the names above it';
  }
  if (entry.isSymbolicLink()) {
    const target = await targetOf(root, inside);
    if (target !== 'a file inside') return target;
  } else if (!entry.isFile()) return 'is a pipe, socket or device, not a file: put the image itself there';
  const name = path.posix.basename(inside);
  if (IMAGE.test(name)) return null;
  const other = OTHER_KINDS.find(([ending]) => ending.test(name));
  return other?.[1] ?? 'is not named as an image: images end in .png, .jpg, .jpeg, .tif or .tiff';
}

/** PATH_MAX of Linux and macOS's is shorter; Windows has no such limit for the calls used here. */
const LONGEST_PATH_BYTES =
  process.platform === 'win32' ? 32_767 : process.platform === 'darwin' ? 1023 : 4095;

/** Where a link leads: 'a file inside', or why it is not followed, which is empty where the same is found at its own place. */
async function targetOf(root: string, inside: string): Promise<string> {
  try {
    const target = await realpath(path.join(root, inside));
    if (target !== root && !target.startsWith(root + path.sep)) {
      return 'is a link out of the case folder: put the file itself there';
    }
    const facts = await stat(target);
    if (facts.isDirectory()) return '';
    return facts.isFile()
      ? 'a file inside'
      : 'is a link to a pipe, socket or device: put the image itself there';
  } catch {
    return 'is a link that leads nowhere, or back to itself: put the file itself there';
  }
}

/** A name that is no UTF-8, with each byte that is not plain ASCII as \xHH. */
function escapeBytes(name: Uint8Array): string {
  return Array.from(name, (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
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
