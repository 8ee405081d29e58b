import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { temporaryNameOf } from './leftovers.ts';

/**
 * Writes a file whole or not at all: into a temporary file beside it, to the disk, then under its name. A kill leaves
 * the old content, and at most a temporary file, which the next opening of the case removes (`leftovers.ts`).
 *
 * @param mode who may read the file, as of chmod; what the process gives new files where left out.
 */
export function writeAtomically(file: string, parts: readonly Uint8Array[], mode = 0o666): void {
  const temporary = temporaryNameOf(file);
  try {
    // A link that somebody put in its place would lead the writing elsewhere.
    rmSync(temporary, { force: true });
    const descriptor = openSync(temporary, 'wx', mode);
    try {
      for (const part of parts) {
        let written = 0;
        while (written < part.length) written += writeSync(descriptor, part, written);
      }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  flushFolder(path.dirname(file));
}

/** Makes a new name of a file last through a power cut. Windows cannot open folders, and its file system journals renames. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
