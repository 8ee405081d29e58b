import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { diskFull } from '../case/writing-problem.ts';

/**
 * Makes a folder whole or not at all: `fill` writes into a temporary folder beside it, which takes the name at the end.
 *
 * @throws ChirographError `not-allowed` where the folder holds something already, or is a file.
 */
export async function makeFolder(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  const target = path.resolve(folder);
  await refuseFilled(target);
  const parent = path.dirname(target);
  await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(path.join(parent, `.${path.basename(target)}-`));
  try {
    await fill(temporary);
    await refuseFilled(target);
    // Not every system renames onto an empty folder.
    await rmdir(target).catch(ignoreMissing);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Where demo cases are made that nobody named a folder for. */
export function demoFolder(userData: string): string {
  return path.join(userData, 'demo');
}

/**
 * Makes an empty folder of a dated name among the user's demo cases; two that are made in the same second differ.
 *
 * @returns its path.
 * @throws ChirographError `folder-read-only`, `disk-full`.
 */
export async function newDemoFolder(userData: string, name: string): Promise<string> {
  const parent = demoFolder(userData);
  try {
    await mkdir(parent, { recursive: true });
  } catch (cause) {
    throw unwritable(parent, cause);
  }
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (let number = 1; ; number++) {
    const folder = path.join(parent, `${name}-${stamp}${number === 1 ? '' : `-${number}`}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw unwritable(parent, error);
    }
  }
}

function unwritable(parent: string, cause: unknown): ChirographError {
  return (
    diskFull(parent, cause) ??
    new ChirographError(
      'folder-read-only',
      `${parent} cannot be written, so no demo case was made. Ask for the right to write there.`,
      { details: String(cause), cause },
    )
  );
}

async function refuseFilled(folder: string): Promise<void> {
  let entries: string[];
  try {
    entries = await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (codeOf(error) === 'ENOTDIR') {
      throw new ChirographError('not-allowed', `${folder} is a file. Name a folder that does not exist yet.`);
    }
    throw error;
  }
  if (entries.length > 0) {
    throw new ChirographError(
      'not-allowed',
      `The folder ${folder} is not empty. Nothing was written; name a new or an empty folder.`,
    );
  }
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
