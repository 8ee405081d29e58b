import type { Problem } from '../../contract/schema.ts';
import { toProblem } from '../../contract/wire.ts';

/** A failure to show where it happened; null for a cancellation, which the examiner asked for. */
export function shownProblem(error: unknown): Problem | null {
  const problem = toProblem(error);
  return problem.code === 'cancelled' ? null : problem;
}
