import type { Problem } from '../../../contract/schema.ts';

/** One problem that says what two say; neither may hide the other. */
export function both(first: Problem | null, second: Problem | null): Problem | null {
  if (first === null || second === null) return first ?? second;
  if (first.code === second.code) return first;
  return { ...first, message: `${first.message} ${second.message}` };
}
