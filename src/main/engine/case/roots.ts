import { lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';

/** Folders that an operator names; never none, so that a list lost on the way cannot mean "everything". */
export type RootFolders = readonly [string, ...string[]];

/** Where on this computer a caller of the engine may go. */
export interface Roots {
  /** Real paths, in the order in which they were named; null where every path may be named. */
  readonly folders: RootFolders | null;
  /**
   * The path to use for one that a caller names: absolute, and where there are roots without any link in it. It has
   * to be used instead of the one named, since a link may be turned between the check and the use.
   *
   * @throws ChirographError `not-allowed` outside of the roots.
   */
  admit(named: string): Promise<string>;
  /** The innermost root that a real path lies in; undefined outside of all. */
  rootOf(real: string): string | undefined;
}

/** No confinement: for the command line, and for a window whose folders are chosen in the system's own dialog. */
export const anywhere: Roots = {
  folders: null,
  async admit(named) {
    return path.resolve(withoutNul(named));
  },
  rootOf: () => undefined,
};

/**
 * Confines callers to folders and what lies in them. Real paths are compared, so that neither `..` nor a link leads
 * out, and a file system that ignores case does so here too. A root need not be there just now: its disk may be
 * plugged in later.
 */
export async function confineTo(named: RootFolders): Promise<Roots> {
  const real = (root: string): Promise<string> => realpath(root).catch(() => path.resolve(root));
  // The same folder may be named twice, by different paths.
  const [first, ...others] = new Set(await Promise.all(named.map(real)));
  const folders: RootFolders = [first as string, ...others];
  const rootOf = (wanted: string): string | undefined =>
    folders
      .filter((root) => isInside(root, wanted))
      .reduce<string | undefined>(
        (inner, root) => (inner === undefined || root.length > inner.length ? root : inner),
        undefined,
      );
  return {
    folders,
    rootOf,
    async admit(wanted) {
      const resolved = await resolveLinks(path.resolve(withoutNul(wanted)));
      // Whether something is there is not told of what lies outside.
      if (resolved === null || rootOf(resolved) === undefined) throw outside(wanted, folders);
      return resolved;
    },
  };
}

/**
 * The real paths of the folders that an operator named.
 *
 * @throws ChirographError `invalid-arguments` for one that is not there, or is no folder.
 */
export async function requireRootFolders(named: RootFolders): Promise<RootFolders> {
  const [first, ...others] = named;
  return [await requireRootFolder(first), ...(await Promise.all(others.map(requireRootFolder)))];
}

async function requireRootFolder(named: string): Promise<string> {
  let reason = 'it is a file';
  try {
    const real = await realpath(named);
    if ((await stat(real)).isDirectory()) return real;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    reason = code === 'ENOENT' ? 'there is no such folder' : `it cannot be read (${code})`;
  }
  throw new ChirographError(
    'invalid-arguments',
    `Cases cannot be opened in ${named}: ${reason}. Name a folder that holds cases with --root <folder>.`,
  );
}

/**
 * Follows every link of an absolute path, also where its last parts are not there yet. Null for a link that leads
 * nowhere or back to itself: what would be made through it is not known.
 */
async function resolveLinks(absolute: string): Promise<string | null> {
  const missing: string[] = [];
  for (let existing = absolute; ; existing = path.dirname(existing)) {
    try {
      return path.join(await realpath(existing), ...missing);
    } catch {
      if (existing === path.dirname(existing) || (await isThere(existing))) return null;
      missing.unshift(path.basename(existing));
    }
  }
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

/** Whether a path is a folder or lies in it; `/cases-2` does not lie in `/cases`. */
export function isInside(folder: string, wanted: string): boolean {
  const start = folder.endsWith(path.sep) ? folder : folder + path.sep;
  return wanted === folder || wanted.startsWith(start);
}

function withoutNul(named: string): string {
  if (!named.includes('\0')) return named;
  throw new ChirographError('not-allowed', 'A path cannot hold a NUL character. Type it again.');
}

function outside(named: string, folders: RootFolders): ChirographError {
  return new ChirographError(
    'not-allowed',
    `${named} is outside of the folders that may be opened here: ${folders.join(', ')}. Choose a folder inside one ` +
      'of these, or ask whoever started Chirograph to name another one with --root <folder>.',
  );
}
