import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { ChirographError } from '../contract/schema.ts';

/** The folder itself where it is there, else the nearest that is and would hold it. */
export function nearestExisting(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestExisting(parent);
}

/**
 * Why nothing can be kept in the folder of this user's data, which keeps no program from working: what is not kept, where,
 * and what to do. Null where it can be written, or made. Writes nothing.
 */
export function userDataProblem(userData: string): ChirographError | null {
  const standing = nearestExisting(userData);
  try {
    if (!statSync(standing).isDirectory()) throw new Error(`${standing} is a file`);
    accessSync(standing, constants.W_OK | constants.X_OK);
    return null;
  } catch (cause) {
    return new ChirographError(
      'folder-read-only',
      `${userData} cannot be written. These are not kept: who examines, settings, the cases opened last, what is added of the laboratory, models and populations, logs, and what this computer has seen of journals. Cases in folders that can be written are saved as ever. Ask for the right to write there, or set CHIROGRAPH_USER_DATA to another folder, then start Chirograph again.`,
      { details: String(cause), cause },
    );
  }
}
