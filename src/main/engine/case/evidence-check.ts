import { ChirographError, type Problem } from '../../../contract/schema.ts';
import { hashFile, type FileHash } from './hash.ts';
import type { ItemRow, ItemState } from './items.ts';

/** What was found at an item's path: its bytes' hash, or why there is none. */
export type Sighting = FileHash | { readonly problem: Problem };

/** What a sighting changes about an item; null for nothing. */
export interface Finding {
  readonly kind: 'changed' | 'missing' | 'returned';
  readonly state: Partial<ItemState>;
  readonly sha256: string | null;
}

/** Journal actions by what was found. */
export const FINDING_ACTIONS = {
  changed: 'item.change',
  missing: 'item.missing',
  returned: 'item.return',
} as const satisfies Record<Finding['kind'], string>;

/** Hashes a file. A file that is gone or cannot be read is a sighting as well; only cancelling is thrown. */
export async function look(file: string, signal: AbortSignal | undefined): Promise<Sighting> {
  try {
    return await hashFile(file, signal);
  } catch (error) {
    if (error instanceof ChirographError && error.code !== 'cancelled') {
      return { problem: error.toProblem() };
    }
    throw error;
  }
}

/**
 * Compares a sighting with the file first seen and with the one last seen. An item counts as missing as well where its
 * file cannot be read; the item then says why.
 */
export function judge(item: ItemRow, sighting: Sighting): Finding | null {
  if ('problem' in sighting) {
    const unreadable = sighting.problem.code !== 'file-missing';
    const problems = unreadable
      ? { problem: item.problem, later_problem: JSON.stringify(sighting.problem) }
      : withoutReadingProblem(item);
    if (item.file === 'missing' && isSame(item, problems)) return null;
    return { kind: 'missing', state: { file: 'missing', seen_sha256: null, ...problems }, sha256: null };
  }
  const { sha256 } = sighting;
  if (item.seen_sha256 === sha256) return null;
  // A preparation is only ever kept of the bytes first seen: it stands again when they are back.
  const state = { seen_sha256: sha256, ...withoutReadingProblem(item) };
  if (sha256 === item.sha256) {
    const preparation = item.preparation === 'stale' ? 'ready' : item.preparation;
    return { kind: 'returned', state: { ...state, file: 'present', preparation }, sha256 };
  }
  const preparation = item.preparation === 'ready' ? 'stale' : item.preparation;
  return { kind: 'changed', state: { ...state, file: 'changed', preparation }, sha256 };
}

type Problems = Pick<ItemState, 'problem' | 'later_problem'>;

const isSame = (one: Problems, other: Problems): boolean =>
  one.problem === other.problem && one.later_problem === other.later_problem;

/** A file that is seen can be read; what preparation said of what it read stands. */
function withoutReadingProblem({ problem, later_problem }: Problems): Problems {
  return { problem: unlessUnreadable(problem), later_problem: unlessUnreadable(later_problem) };
}

const unlessUnreadable = (problem: string | null): string | null =>
  problem !== null && (JSON.parse(problem) as Problem).code === 'file-unreadable' ? null : problem;
