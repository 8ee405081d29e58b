import * as v from 'valibot';
import { Timestamp } from './schema.ts';

/** `warn`: works, and somebody should know. `fail`: something does not work, or cannot be relied on. */
export const FindingStatus = v.picklist(['ok', 'warn', 'fail']);
export type FindingStatus = v.InferOutput<typeof FindingStatus>;

export const FindingGroup = v.picklist(['software', 'computing', 'computer', 'folders', 'limits', 'case']);
export type FindingGroup = v.InferOutput<typeof FindingGroup>;

/** One thing that was looked at. `check` is a name for programs, which stays the same between versions. */
export const Finding = v.object({
  group: FindingGroup,
  check: v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/u)),
  status: FindingStatus,
  found: v.string(),
  /** What to do; null where nothing has to be done. */
  advice: v.nullable(v.string()),
});
export type Finding = v.InferOutput<typeof Finding>;

/** What `chirograph doctor --json` prints: a contract, which changes by additions only. */
export const DoctorReport = v.object({
  at: Timestamp,
  /** True where no finding has failed. */
  healthy: v.boolean(),
  findings: v.array(Finding),
});
export type DoctorReport = v.InferOutput<typeof DoctorReport>;
