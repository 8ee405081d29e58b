import { realpathSync } from 'node:fs';
import type Database from 'better-sqlite3';

/** Cases open in this process, by their folder's real path; null while one is being opened. */
const open = new Map<string, Database.Database | null>();

export interface Claim {
  hold(connection: Database.Database): void;
  release(): void;
}

/**
 * Takes a folder for one opening; null where this process has it open already.
 *
 * SQLite alone cannot see to this: by POSIX, closing any descriptor of a file drops every lock that the process holds
 * on it, so that a second look at the file from here would unlock the first.
 */
export function claim(folder: string): Claim | null {
  const key = realpathSync(folder);
  if (open.has(key)) return null;
  open.set(key, null);
  return {
    hold: (connection) => open.set(key, connection),
    release: () => open.delete(key),
  };
}

/** The connection that this process has open on a folder's case; null while it is being opened, undefined for none. */
export function connectionOf(folder: string): Database.Database | null | undefined {
  return open.get(realpathSync(folder));
}
