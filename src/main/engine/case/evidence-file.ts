import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Without O_NONBLOCK a named pipe would hold the call for ever; Windows knows neither flag. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** Linux: leave the access time alone. Only the file's owner may ask for it. */
const LEAVE_ACCESS_TIME = constants.O_NOATIME ?? 0;

/**
 * Opens an evidence file: for reading only, without touching its access time where the system allows that. Every
 * reading of evidence, in whatever process, goes through here.
 *
 * @throws the system's error, for the caller to say in its own words.
 */
export async function openEvidence(file: string): Promise<FileHandle> {
  try {
    return await open(file, READ_ONLY | LEAVE_ACCESS_TIME);
  } catch (error) {
    if (LEAVE_ACCESS_TIME === 0 || (error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    return open(file, READ_ONLY);
  }
}
