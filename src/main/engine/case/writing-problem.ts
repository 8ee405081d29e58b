import { ChirographError } from '../../../contract/schema.ts';

/** Whether writing failed for want of room on the disk, or in what this user may have of it. */
export function isDiskFull(cause: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((cause as NodeJS.ErrnoException).code ?? '');
}

/** The error for a file that found no room on its disk; null where writing it failed for another reason. */
export function diskFull(file: string, cause: unknown): ChirographError | null {
  if (!isDiskFull(cause)) return null;
  return new ChirographError(
    'disk-full',
    `The disk with ${file} is full. Nothing of this change was saved; make room and do it again.`,
    { details: String(cause), cause },
  );
}
