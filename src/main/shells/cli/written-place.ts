import { statSync } from 'node:fs';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';

/**
 * Refuses what a command is to write, a file or a folder of its own, where the folder that it is to lie in is not there: a
 * slip in a path makes no folders. To be asked before any work is done.
 *
 * @param named as on the command line; nothing is refused where it was left out.
 * @throws ChirographError `folder-unreadable`.
 */
export function requireItsFolder(named: string | undefined): void {
  if (named === undefined) return;
  const target = path.resolve(named);
  const folder = path.dirname(target);
  if (isFolder(folder)) return;
  throw new ChirographError(
    'folder-unreadable',
    `There is no folder ${folder} for ${path.basename(target)} to be written in. Nothing was done; make that folder, or name one that is there.`,
  );
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
