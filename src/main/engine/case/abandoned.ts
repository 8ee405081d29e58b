import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isRunning } from '../../is-running.ts';

/**
 * Removes what processes that are no more have left unfinished in a folder: it may hold all that a case holds.
 *
 * @param made tells by its first group which process made something of that name; null for what is none of it.
 */
export async function removeAbandoned(folder: string, made: RegExp): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const maker = made.exec(name)?.[1];
    if (maker === undefined || isRunning(Number(maker))) continue;
    // What another user's process left is not this one's to remove.
    await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
