import { statSync, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';

/**
 * Remembers which file lies at a path. The function returned throws `folder-unreadable` where another or none lies
 * there now: a system lets a program write for ever into a file whose folder was removed, and all of it would be lost.
 */
export function pinFile(file: string): () => void {
  const opened = seen(file);
  if (opened === null) throw gone(path.dirname(file));
  return () => {
    const now = seen(file);
    if (now?.ino !== opened.ino || now.dev !== opened.dev) throw gone(path.dirname(file));
  };
}

/**
 * Remembers the disk that a folder lies on. The function returned throws `folder-unreadable` where the folder is gone,
 * or is only the empty place at which its disk was mounted: else every file in it would be taken for a missing one.
 */
export function pinFolder(folder: string): () => void {
  const opened = seen(folder);
  if (opened === null) throw gone(folder);
  return () => {
    const now = seen(folder);
    if (!now?.isDirectory() || now.dev !== opened.dev) throw gone(folder);
  };
}

/** Null for nothing there; a drive that was pulled out may answer with an error instead. */
function seen(place: string): BigIntStats | null {
  try {
    return statSync(place, { bigint: true });
  } catch {
    return null;
  }
}

function gone(folder: string): ChirographError {
  return new ChirographError(
    'folder-unreadable',
    `The folder ${folder} is no longer there: it was moved or removed, or its drive was disconnected. What was saved before is in it. Bring it back, then open the case again.`,
  );
}
