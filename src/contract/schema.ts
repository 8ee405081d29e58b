import * as v from 'valibot';
import { visible } from './visible.ts';

/** A random identifier given by the engine; it says nothing about what it names. */
export const Id = v.pipe(v.string(), v.regex(/^[0-9a-z-]{8,64}$/, 'not an identifier given by the engine'));
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hexadecimal'));
/** ISO 8601 in UTC with milliseconds, such as 2026-05-04T09:30:00.000Z. */
export const Timestamp = v.pipe(v.string(), v.isoTimestamp());
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A share between 0 and 1. */
export const Fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A cosine of two L2-normalised embeddings, with room for rounding. */
export const Cosine = v.pipe(v.number(), v.minValue(-1.0001), v.maxValue(1.0001));
/** One line a person typed. */
export const Line = v.pipe(v.string(), v.trim(), v.maxLength(400));
export const RequiredLine = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(400));
/** A path of this computer, as its system writes it. */
export const LocalPath = v.pipe(
  v.string(),
  v.nonEmpty('a path is needed'),
  v.maxLength(4096),
  v.excludes('\0', 'a path cannot hold a NUL character'),
);

/** A rectangle in pixels of an upright page, from its top left corner. */
export const Box = v.object({ x: Count, y: Count, width: Count, height: Count });
export type Box = v.InferOutput<typeof Box>;

export const ErrorCode = v.picklist([
  'invalid-arguments',
  'unknown-method',
  'not-allowed',
  'examiner-required',
  'cancelled',
  'locked',
  'veiled',
  'not-found',
  'case-not-open',
  'case-locked',
  'case-read-only',
  'case-damaged',
  'case-newer',
  'case-foreign',
  'folder-unreadable',
  'folder-read-only',
  'file-unreadable',
  'file-changed',
  'file-missing',
  'file-too-large',
  'format-not-read',
  'no-writing',
  'read-in-part',
  'corrections-to-check',
  'decoder-failed',
  'set-aside',
  'model-refused',
  'provider-failed',
  'too-little-writing',
  'disk-full',
  'engine-stopped',
  'internal',
]);
export type ErrorCode = v.InferOutput<typeof ErrorCode>;

/** What went wrong: a code for programs, a sentence for the examiner, details for the log. */
export const Problem = v.object({ code: ErrorCode, message: v.string(), details: v.optional(v.string()) });
export type Problem = v.InferOutput<typeof Problem>;

/** Whether something failed; an item may have its words and something to be looked at all the same. */
export const isFailure = ({ code }: Problem): boolean =>
  code !== 'read-in-part' && code !== 'corrections-to-check';

/** A failure that crosses a process border. The message says what, where and what to do. */
export class ChirographError extends Error {
  override readonly name = 'ChirographError';
  readonly code: ErrorCode;
  readonly details: string | undefined;

  constructor(code: ErrorCode, message: string, options: { details?: string; cause?: unknown } = {}) {
    // Messages name files, whose names come from anybody.
    super(visible(message), { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }

  toProblem(): Problem {
    return {
      code: this.code,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }

  static fromProblem(problem: Problem): ChirographError {
    return new ChirographError(
      problem.code,
      problem.message,
      problem.details === undefined ? {} : { details: problem.details },
    );
  }
}
