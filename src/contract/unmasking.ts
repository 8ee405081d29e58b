import * as v from 'valibot';
import { Count, Sha256, Timestamp } from './schema.ts';

/**
 * What an examiner may see in a case under sequential unmasking (NIST IR 8282), in the order in which it opens up:
 * questioned items alone; known items as well; scores, and what other examiners have found, as well.
 */
export const UnmaskingStage = v.picklist(['questioned', 'known', 'scores']);
export type UnmaskingStage = v.InferOutput<typeof UnmaskingStage>;

/** What a lock of an examiner's findings opens. */
export const OpenedStage = v.picklist(['known', 'scores']);
export type OpenedStage = v.InferOutput<typeof OpenedStage>;

/** Why a case is no longer under sequential unmasking. A code, since the journal holds nothing that was typed. */
export const UnmaskingEndReason = v.picklist(['completed', 'not-needed', 'mistake', 'other']);
export type UnmaskingEndReason = v.InferOutput<typeof UnmaskingEndReason>;

/** A line of the journal: what was done when, and by whom. */
const Act = v.object({ line: Count, at: Timestamp, by: v.string() });

/** Findings that one examiner locked, and what became visible to them by it. */
export const UnmaskingLock = v.object({
  line: Count,
  at: Timestamp,
  opened: OpenedStage,
  /** Numbers of the findings locked, none where nothing had been found. Null of another examiner's while theirs are veiled. */
  findings: v.nullable(v.array(Count)),
  /** SHA-256 over the findings as they stood and the questioned items that were there. */
  seal: Sha256,
});
export type UnmaskingLock = v.InferOutput<typeof UnmaskingLock>;

/** One examiner's way through a case. */
export const UnmaskedExaminer = v.object({
  name: v.string(),
  initials: v.string(),
  role: v.string(),
  stage: UnmaskingStage,
  /** Whether they had the case open before it was set to sequential unmasking, when nothing was veiled. */
  before: v.boolean(),
  locks: v.array(UnmaskingLock),
});
export type UnmaskedExaminer = v.InferOutput<typeof UnmaskedExaminer>;

/** How a case under sequential unmasking stands. */
export const Unmasking = v.object({
  begun: Act,
  /** Set once it was ended, for all examiners; what was locked stays locked. */
  ended: v.nullable(v.object({ ...Act.entries, reason: UnmaskingEndReason })),
  /** What whoever asks may see: `scores` once it was ended. */
  stage: UnmaskingStage,
  /** Everybody who has had the case open or acted in it, in the order in which they came. */
  examiners: v.array(UnmaskedExaminer),
});
export type Unmasking = v.InferOutput<typeof Unmasking>;

/** How what two examiners found in one place goes together, or that one of them alone found something there. */
export const Relation = v.picklist(['agree', 'contradict', 'other-kind', 'only-first', 'only-second']);
export type Relation = v.InferOutput<typeof Relation>;

/**
 * What two examiners found without seeing each other's, beside each other. Two findings are of one place where marks of theirs on
 * the same page, each grown by 2 mm (a hundredth of the page where no resolution is known), touch. They agree where they are of one
 * kind, and contradict each other where one is a similarity and the other a difference.
 */
export const Agreement = v.object({
  /** Names. */
  first: v.string(),
  second: v.string(),
  rows: v.array(
    v.object({
      relation: Relation,
      /** Numbers of their findings; null for the one who found nothing there. */
      first: v.nullable(Count),
      second: v.nullable(Count),
      /** Exhibit label, and place of the page in its item, from 0. */
      places: v.array(v.object({ item: v.string(), page: Count })),
    }),
  ),
});
export type Agreement = v.InferOutput<typeof Agreement>;

/** The stage after one; null after the last. */
export function nextStage(stage: UnmaskingStage): OpenedStage | null {
  return stage === 'questioned' ? 'known' : stage === 'known' ? 'scores' : null;
}

/** Whether a stage comes before another. */
export function isBefore(stage: UnmaskingStage, other: UnmaskingStage): boolean {
  return UnmaskingStage.options.indexOf(stage) < UnmaskingStage.options.indexOf(other);
}

/** What may be seen of a case, all of it where it is not under sequential unmasking. */
export function stageIn({
  unmasking,
}: {
  readonly unmasking?: Unmasking | null | undefined;
}): UnmaskingStage {
  return unmasking?.stage ?? 'scores';
}
