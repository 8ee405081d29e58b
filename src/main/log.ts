import path from 'node:path';
import { pino, type Logger } from 'pino';
import { RotatingFile, type RotatingFileOptions } from './log-file.ts';
import { allowedFields } from './log-redaction.ts';

/** A message is a sentence of the program's own; one with quotes, digits or slashes was put together from something. */
const OWN_SENTENCE = /^[A-Za-z][A-Za-z ,;:-]{0,119}$/u;

/** The folder of this user's logs. */
export const logsFolder = (userData: string): string => path.join(userData, 'logs');

/**
 * Opens `<userData>/logs/<name>.log` for appending, rotated by size while the program runs.
 *
 * CHIROGRAPH_LOG sets the level: trace, debug, info (the default), warn, error, fatal or silent. Entries hold what
 * log-redaction.ts lets through and no more. Lines are written at once: the last one before a death is the one that
 * matters. Never throws: where nothing can be written, nothing is.
 */
export function openLog(userData: string, name: string, options: RotatingFileOptions = {}): Logger {
  return pino(
    {
      level: levelOf(process.env['CHIROGRAPH_LOG']),
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      // Errors arrive at the list as they are; pino would first copy every field they have.
      serializers: { err: (error: unknown) => error },
      formatters: { log: allowedFields },
      hooks: {
        // Nothing is put into a message, and pino does not make one of an error's.
        logMethod([first, second]: unknown[], method) {
          const message = typeof first === 'string' ? first : second;
          const fields = typeof first === 'string' ? {} : first instanceof Error ? { err: first } : first;
          const own = typeof message === 'string' && OWN_SENTENCE.test(message);
          method.call(this, fields ?? {}, own ? message : 'message withheld');
        },
      },
    },
    new RotatingFile(logsFolder(userData), name, options),
  );
}

function levelOf(asked: string | undefined): string {
  return asked !== undefined && (asked === 'silent' || Object.hasOwn(pino.levels.values, asked))
    ? asked
    : 'info';
}
