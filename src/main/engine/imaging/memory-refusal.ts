import { ChirographError } from '../../../contract/schema.ts';
import { grouped, limits, MEBIBYTE } from './limits.ts';

/** Whether a process with so many resident bytes holds more than it may. */
export const isOverMemory = (resident: number, limitMebibytes: number): boolean =>
  resident > limitMebibytes * MEBIBYTE;

/** Whether an error is the way V8, libvips or one of its decoders says that an allocation was refused. */
export function saysOutOfMemory(error: unknown): boolean {
  return /out of memory|(allocation|malloc) failed|failed to allocate|unable to allocate|insufficient memory|bad_alloc/i.test(
    String(error),
  );
}

/** @param where the file, or one page of it, as a message names it. */
export function memoryRefusal(where: string, cause: unknown): ChirographError {
  return new ChirographError(
    'file-too-large',
    `${where} needs more memory than the ${grouped(limits.childMebibytes)} MiB that decoding may use. Scan it at a lower resolution or in parts; if it is an ordinary scan, save it anew with another program.`,
    { details: String(cause), cause },
  );
}
