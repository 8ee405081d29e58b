import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { ChirographError, type ErrorCode } from '../../../contract/schema.ts';
import { homeBeside } from './case-home.ts';
import { holdsCase } from './folder.ts';
import { readCase } from './read-case.ts';

/** What says that there is nothing that could be veiled. */
const NO_CASE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not-found', 'case-damaged', 'case-foreign']);

/** Real path of the nearest case folder that a folder lies in, without itself; null for none. */
export async function enclosingCase(folder: string, homes: string | undefined): Promise<string | null> {
  let below = await realpath(folder);
  for (let at = path.dirname(below); at !== below; at = path.dirname(at)) {
    if (await isCaseFolder(at, homes)) return at;
    below = at;
  }
  return null;
}

/**
 * Throws `not-allowed` for a folder inside a case's: as a case of its own it would show what is veiled there, and its files would be
 * worked on twice. One that is a case already is left alone, unless it lies in a case under sequential unmasking.
 */
export async function requireOutsideOfCases(folder: string, homes: string | undefined): Promise<void> {
  const outer = await enclosingCase(folder, homes);
  if (outer === null) return;
  if ((await isCaseFolder(folder, homes)) && !(await isUnderUnmasking(outer, homes))) return;
  throw new ChirographError(
    'not-allowed',
    `${folder} lies in the case in ${outer} and is no case of its own. Open ${outer}, or copy to another place what is to be a case by itself.`,
  );
}

/** Whether a case folder is one in which something is veiled from somebody, by its journal. */
export async function isUnderUnmasking(folder: string, homes: string | undefined): Promise<boolean> {
  try {
    const reader = await readCase(folder, homes);
    try {
      return reader.unmasking()?.ended === null;
    } finally {
      reader.close();
    }
  } catch (error) {
    if (error instanceof ChirographError && NO_CASE.has(error.code)) return false;
    throw error;
  }
}

async function isCaseFolder(folder: string, homes: string | undefined): Promise<boolean> {
  return (await holdsCase(folder)) || (homes !== undefined && (await homeBeside(folder, homes)) !== null);
}
