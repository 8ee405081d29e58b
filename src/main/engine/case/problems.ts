import type { Problem } from '../../../contract/schema.ts';

/** One problem that says what two say; neither may hide the other. */
export function both(first: Problem | null, second: Problem | null): Problem | null {
  if (first === null || second === null) return first ?? second;
  if (first.code === second.code) return first;
  return inOne(first, second);
}

const inOne = (first: Problem, second: Problem): Problem => ({
  ...first,
  message: `${first.message} ${second.message}`,
});

/** What a row holds of an item's preparation, as JSON: all that is to be said, and its two parts where one may outlast the other. */
interface ColumnContent extends Problem {
  /** What a preparation lost of the examiner's corrections. */
  readonly lost?: Problem;
  /** What the last preparation says besides. */
  readonly besides?: Problem;
}

const contentOf = (column: string): ColumnContent => JSON.parse(column) as ColumnContent;

/** The column of a preparation that says something, where an earlier one or this one lost corrections; null for neither. */
export function problemColumn(besides: Problem | null, lost: Problem | null): string | null {
  if (lost === null) return besides && JSON.stringify(besides);
  const content: ColumnContent =
    besides === null ? { ...lost, lost } : { ...inOne(besides, lost), lost, besides };
  return JSON.stringify(content);
}

/** What a column says, all in one. */
export function problemIn(column: string | null): Problem | null {
  if (column === null) return null;
  const { code, message, details } = contentOf(column);
  return { code, message, ...(details === undefined ? {} : { details }) };
}

/** What a column says of corrections that were lost. */
export function lostIn(column: string | null): Problem | null {
  return column === null ? null : (contentOf(column).lost ?? null);
}

/** The column once the examiner has corrected the item's words again: of what was lost it says no more. */
export function withoutLost(column: string | null): string | null {
  return lostIn(column) === null ? column : problemColumn(contentOf(column as string).besides ?? null, null);
}
