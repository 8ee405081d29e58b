import { renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { destination, pino, type Logger } from 'pino';

const LARGEST_LOG_BYTES = 5_000_000;

/**
 * Opens `<userData>/logs/<name>.log` for appending; a file above 5 MB becomes `<name>.old.log` first.
 *
 * Case folders and evidence files carry people's names, so absolute paths are taken out of logged errors. Lines are
 * written at once: the last one before a death is the one that matters.
 */
export function openLog(userData: string, name: string): Logger {
  const file = path.join(userData, 'logs', `${name}.log`);
  setAsideWhenLarge(file);
  return pino(
    {
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        err: withoutPaths,
        details: (details: unknown) => (typeof details === 'string' ? hidePaths(details) : details),
      },
    },
    destination({ dest: file, mkdir: true, sync: true }),
  );
}

/** An error as the log shows it: no path of the user's, and none of the fields in which Node repeats one. */
export function withoutPaths(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as NodeJS.ErrnoException).code;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    message: hidePaths(error.message),
    stack: hidePaths(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: withoutPaths(error.cause) }),
  };
}

/** Node and SQLite quote the paths they name; the unquoted ones of a stack are the program's own. */
export function hidePaths(text: string): string {
  return text.replace(/(['"`])(?:[A-Za-z]:[\\/]|\\\\|\/)[^'"`\n]*\1/g, '$1<path>$1');
}

function setAsideWhenLarge(file: string): void {
  try {
    if (statSync(file).size > LARGEST_LOG_BYTES) renameSync(file, file.replace(/\.log$/, '.old.log'));
  } catch {
    // No file yet, or another process of ours has it open on Windows: a log must never keep the program from starting.
  }
}
