/** What stands in place of an erased examiner's initials and role. */
export const ERASED = 'erased';

/** By what an erased writer or examiner is shown: the beginning of a random id. The schema's trigger spells it as well. */
export function erasedName(kind: 'writer' | 'examiner', id: string): string {
  return `erased ${kind} ${id.slice(0, 8)}`;
}

/** What stands in place of an erased item's path. */
export const erasedPath = (item: string): string => `erased/${item}`;
