import { lstatSync } from 'node:fs';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';

/**
 * Path of a folder that Chirograph writes to in a case's home, which need not be there yet. A link in its place would
 * lead the writing out of the case.
 *
 * @throws ChirographError `folder-read-only` for a link, or anything else that is no folder.
 */
export function ownFolder(home: string, name: 'derived' | 'reports'): string {
  const folder = path.join(home, name);
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  if (facts === undefined || facts.isDirectory()) return folder;
  throw new ChirographError(
    'folder-read-only',
    `${folder} is a link or a file, not a folder. Chirograph writes only inside the case: remove it, then do this again.`,
  );
}
