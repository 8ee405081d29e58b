import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { ChirographError } from '../../../contract/schema.ts';

/** Windows knows neither flag; there the look before has to do. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Content of a file in a folder that Chirograph writes to; null for none, one that cannot be read, one larger than this,
 * and whatever is no plain file. A case may come from anybody: a link leads out of it, and a pipe would hold the engine
 * for ever.
 */
export function readPlainFile(file: string, mostBytes = Infinity): Buffer | null {
  try {
    if (!lstatSync(file).isFile()) return null;
    const descriptor = openSync(file, FLAGS);
    try {
      const facts = fstatSync(descriptor);
      return facts.isFile() && facts.size <= mostBytes ? readFileSync(descriptor) : null;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

/**
 * Opens such a file for whoever reads it in parts.
 *
 * @throws ChirographError `file-unreadable` for a link and whatever else is no plain file, or the system's error.
 */
export async function openPlainFile(file: string): Promise<FileHandle> {
  if (!(await lstat(file)).isFile()) {
    throw new ChirographError('file-unreadable', `${file} is a link or no file. Put the file itself there.`);
  }
  return open(file, FLAGS);
}

/** Whether a folder that Chirograph writes to is there and no link, which would lead out of the case. */
export function isPlainFolder(folder: string): boolean {
  try {
    return lstatSync(folder).isDirectory();
  } catch {
    return false;
  }
}
