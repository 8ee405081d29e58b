import { ChirographError } from '../../../contract/schema.ts';

/** The error for a file that found no room on its disk; null where writing it failed for another reason. */
export function diskFull(file: string, cause: unknown): ChirographError | null {
  if (!['ENOSPC', 'EDQUOT'].includes((cause as NodeJS.ErrnoException).code ?? '')) return null;
  return new ChirographError(
    'disk-full',
    `The disk with ${file} is full. Nothing of this change was saved; make room and do it again.`,
    { details: String(cause), cause },
  );
}
