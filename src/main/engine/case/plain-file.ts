import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';

/** Windows knows neither flag; there the look before has to do. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Content of a file in a folder that Chirograph writes to; null for none, one that cannot be read, and whatever is no
 * plain file. A case may come from anybody: a link leads out of it, and a pipe would hold the engine for ever.
 */
export function readPlainFile(file: string): Buffer | null {
  try {
    if (!lstatSync(file).isFile()) return null;
    const descriptor = openSync(file, FLAGS);
    try {
      return fstatSync(descriptor).isFile() ? readFileSync(descriptor) : null;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}
