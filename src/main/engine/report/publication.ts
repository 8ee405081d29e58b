import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { flushFolder } from '../case/atomic-file.ts';
import { temporaryNameOf } from '../case/leftovers.ts';
import { isDiskFull } from '../case/writing-problem.ts';

/** A file to be written: its bytes may depend on the name that was free. */
export interface NewFile {
  /** With its dot. */
  readonly extension: string;
  readonly bytes: (stem: string) => Uint8Array;
}

/**
 * Writes files of one name side by side, each whole or not at all, and never over a file that is there: where a name
 * is taken the next of name-2, name-3 … is used for all of them.
 *
 * @param wanted absolute path without extension.
 * @param what it is, for messages.
 * @returns the paths, in the order of `files`.
 * @throws ChirographError `folder-read-only`, `disk-full` or `folder-unreadable`.
 */
export async function publish(
  wanted: string,
  files: readonly NewFile[],
  what: 'report' | 'picture' = 'report',
): Promise<string[]> {
  const folder = path.dirname(wanted);
  try {
    await makeFolder(folder);
    for (let attempt = 1; ; attempt++) {
      const stem = attempt === 1 ? path.basename(wanted) : `${path.basename(wanted)}-${attempt}`;
      const written = await publishAs(folder, stem, files);
      if (written !== null) return written;
    }
  } catch (error) {
    throw asChirographError(error, folder, what);
  }
}

/**
 * Makes a folder with those it lies in. Node's recursive mkdir does not end where the system says of a folder that is
 * there that nothing can be made in it for want of it, as Linux does of /proc.
 */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  let at = folder;
  while (!(await isThere(at)) && path.dirname(at) !== at) {
    missing.push(at);
    at = path.dirname(at);
  }
  for (const each of missing.reverse()) {
    await mkdir(each).catch((error: unknown) => {
      // Somebody else made it meanwhile; where it is no folder, writing into it says so.
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );

/**
 * All files are complete beside their places before the first gets its name, and stay there until the last has its own:
 * by them the next opening of the case knows half of a report that a kill left (`case/leftovers.ts`).
 */
async function publishAs(folder: string, stem: string, files: readonly NewFile[]): Promise<string[] | null> {
  const targets = files.map((file) => path.join(folder, stem + file.extension));
  const written: string[] = [];
  try {
    for (const [at, file] of files.entries()) {
      await writeDurably(temporaryNameOf(targets[at] as string), file.bytes(stem));
    }
    for (const target of targets) {
      await putInPlace(temporaryNameOf(target), target);
      written.push(target);
    }
    flushFolder(folder);
    return targets;
  } catch (error) {
    for (const each of written) await rm(each, { force: true });
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  } finally {
    for (const target of targets.toReversed()) await rm(temporaryNameOf(target), { force: true });
  }
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  await rm(file, { force: true });
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a finished file its name; fails with EEXIST where that is taken. */
async function putInPlace(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    // FAT and some network shares know no hard links. There the name is taken by an empty file first.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'UNKNOWN'].includes(codeOf(error))) throw error;
    await (await open(target, 'wx')).close();
    await rename(temporary, target);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function asChirographError(error: unknown, folder: string, what: string): unknown {
  const code = codeOf(error);
  if (['EACCES', 'EROFS', 'EPERM'].includes(code)) {
    const message = `The ${what} could not be written: the folder ${folder} is read-only. Choose another folder for it.`;
    return new ChirographError('folder-read-only', message, { cause: error });
  }
  if (isDiskFull(error)) {
    const message = `The ${what} could not be written: the disk of ${folder} is full. Make room, then export it again.`;
    return new ChirographError('disk-full', message, { cause: error });
  }
  if (
    code === 'ENOENT' ||
    code === 'ELOOP' ||
    code === 'ENAMETOOLONG' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST'
  ) {
    const message = `The ${what} could not be written: ${folder} is no folder, and none can be made there. Choose another folder for it.`;
    return new ChirographError('folder-unreadable', message, { cause: error });
  }
  return error;
}
