import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import { Count, Sha256 } from '../../../contract/schema.ts';
import { OpenedStage, UnmaskingEndReason, type UnmaskingStage } from '../../../contract/unmasking.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FindingStatement } from './findings.ts';
import { sha256 } from './hash.ts';
import { personName } from './same-person.ts';

/** The actions by which the journal says what was veiled and what was seen. No table says it as well. */
export const BEGIN = 'unmasking.begin';
export const ADVANCE = 'unmasking.advance';
export const END = 'unmasking.end';
/** The lines that say it, and who has had the case open. */
export const READ_ACTIONS: readonly string[] = [
  BEGIN,
  ADVANCE,
  END,
  'case.open',
  'finding.save',
  'letter.save',
  'examiner.erase',
];

/** Parameters of a line that begins it. At an opening, nobody has seen anything by that opening. */
export const Begun = v.object({ atOpening: v.boolean() });
const Locked = v.object({ finding: v.string(), sha256: Sha256 });
/** Parameters of a line that locks an examiner's findings and shows them more. */
export const Advanced = v.object({
  to: OpenedStage,
  findings: v.array(Locked),
  /** Questioned items that were in the case. */
  items: v.array(v.string()),
  /** Of the two lists. */
  seal: Sha256,
});
export type Advanced = v.InferOutput<typeof Advanced>;
const Ended = v.object({ reason: UnmaskingEndReason });
const Saved = v.object({ after: v.optional(Count) });

/** Findings that one examiner locked. */
export interface Lock {
  readonly line: number;
  readonly at: string;
  readonly opened: OpenedStage;
  readonly findings: readonly string[];
  readonly seal: string;
}

/** Somebody who has had the case open or acted in it. */
export interface UnmaskedPerson {
  readonly name: string;
  readonly initials: string;
  readonly role: string;
  readonly stage: UnmaskingStage;
  readonly before: boolean;
  readonly locks: readonly Lock[];
}

/** What the journal says of who could see what. */
export interface UnmaskingRecord {
  readonly begun: { readonly line: number; readonly at: string; readonly by: string };
  readonly ended: {
    readonly line: number;
    readonly at: string;
    readonly by: string;
    readonly reason: UnmaskingEndReason;
  } | null;
  /** By `personOf`, in the order in which they came. */
  readonly people: ReadonlyMap<string, UnmaskedPerson>;
  /** Who made each finding and marked each letter, by its id. */
  readonly authors: ReadonlyMap<string, string>;
  /** Of each finding made or changed after its examiner had locked others: the line of that lock. */
  readonly additions: ReadonlyMap<string, number>;
}

type Signed = Pick<JournalEntry, 'examiner'>;

/**
 * Tells whose lines are one person's: those under one name, and, of an examiner who was erased, those of all identities
 * that the erasure took.
 *
 * @param entries lines with every erasure among them.
 */
export function personOf(
  entries: readonly Pick<JournalEntry, 'action' | 'sequence' | 'subjects'>[],
): (examiner: Signed['examiner']) => string {
  const erased = new Map(
    entries
      .filter(({ action }) => action === 'examiner.erase')
      .flatMap(({ sequence, subjects }) => subjects.map((id) => [id, `erased by line ${sequence}`] as const)),
  );
  return (examiner) => erased.get(examiner.id) ?? personName(examiner);
}

/**
 * What the journal says of a case's sequential unmasking; null for a case that was never set to it.
 *
 * @param lines at least those of `READ_ACTIONS`, from the first to the last.
 */
export function unmaskingOf(lines: readonly JournalEntry[]): UnmaskingRecord | null {
  const begin = lines.find(({ action }) => action === BEGIN);
  if (begin === undefined) return null;
  const entries = lines.filter(({ action }) => READ_ACTIONS.includes(action));
  const person = personOf(entries);
  const openedBefore = entries.filter(
    ({ action, sequence }) => action === 'case.open' && sequence < begin.sequence,
  );
  if (read(begin, Begun)?.atOpening === true) openedBefore.pop();
  const before = new Set(openedBefore.map(({ examiner }) => person(examiner)));
  const people = new Map<string, UnmaskedPerson>();
  const authors = new Map<string, string>();
  const additions = new Map<string, number>();
  let ended: UnmaskingRecord['ended'] = null;
  for (const entry of entries) {
    if (entry.action === 'examiner.erase') continue;
    const key = person(entry.examiner);
    const { name, initials, role } = entry.examiner;
    const known = people.get(key);
    const now: UnmaskedPerson = known ?? {
      ...{ name, initials, role, stage: 'questioned', before: before.has(key), locks: [] },
    };
    if (known === undefined) people.set(key, now);
    if (entry.action === ADVANCE) {
      const advanced = read(entry, Advanced);
      if (advanced === null) continue;
      const { to, findings, seal } = advanced;
      const ids = findings.map(({ finding }) => finding);
      const lock: Lock = { line: entry.sequence, at: entry.at, opened: to, findings: ids, seal };
      people.set(key, { ...now, name, initials, role, stage: to, locks: [...now.locks, lock] });
    } else if (entry.action === END) {
      const reason = read(entry, Ended)?.reason ?? 'other';
      ended ??= { line: entry.sequence, at: entry.at, by: name, reason };
    } else if (entry.action === 'finding.save' || entry.action === 'letter.save') {
      const id = entry.subjects[0] ?? '';
      if (!authors.has(id)) authors.set(id, key);
      const after = read(entry, Saved)?.after;
      if (after !== undefined) additions.set(id, after);
    }
  }
  return {
    begun: { line: begin.sequence, at: begin.at, by: begin.examiner.name },
    ended,
    people,
    authors,
    additions,
  };
}

/** What of a case one examiner may see. */
export interface Sight {
  readonly stage: UnmaskingStage;
  /** Whether they made a finding, or marked a letter. */
  owns(finding: string): boolean;
  /** Another's findings and letters are seen once both have locked all of their own: neither then leads the other. */
  seesFinding(finding: string): boolean;
  /** Who made a finding; null where nobody is to know. */
  authorOf(finding: string): string | null;
  /** The lock that holds a finding, by whomever; null for none. */
  lockOf(finding: string): Lock | null;
}

/** The sight of somebody who is not known by name sees no more than that of one who has just come. */
export function sightOf(record: UnmaskingRecord, viewer: { readonly name: string } | null): Sight {
  const key = viewer === null ? null : personName(viewer);
  const own = key === null ? undefined : record.people.get(key);
  const stage = record.ended ? 'scores' : (own?.stage ?? 'questioned');
  const isDone = (who: string | undefined): boolean =>
    record.ended !== null || record.people.get(who ?? '')?.stage === 'scores';
  const locks = [...record.people.values()].flatMap((person) => person.locks);
  const held = new Map(locks.flatMap((lock) => lock.findings.map((id) => [id, lock] as const)));
  const owns = (id: string): boolean => key !== null && record.authors.get(id) === key;
  const seesFinding = (id: string): boolean =>
    owns(id) || (stage === 'scores' && isDone(record.authors.get(id)));
  return {
    stage,
    owns,
    seesFinding,
    authorOf: (id) =>
      seesFinding(id) ? (record.people.get(record.authors.get(id) ?? '')?.name ?? null) : null,
    lockOf: (id) => held.get(id) ?? null,
  };
}

/** What seals a finding in a lock. */
export function sealOfFinding(statement: FindingStatement): string {
  return sha256(canonicalJson(statement));
}

/** Parameters of the line that locks findings, by id, with questioned items in the case, by id. */
export function lockOf(
  to: OpenedStage,
  statements: ReadonlyMap<string, FindingStatement>,
  items: readonly string[],
): Advanced {
  const findings = [...statements].map(([finding, statement]) => ({
    finding,
    sha256: sealOfFinding(statement),
  }));
  return { to, findings, items: [...items], seal: sealOfLock({ findings, items }) };
}

/** What seals a lock as a whole. */
export function sealOfLock({
  findings,
  items,
}: {
  readonly findings: Advanced['findings'];
  readonly items: readonly string[];
}): string {
  return sha256(canonicalJson({ findings, items }));
}

function read<S extends v.GenericSchema>({ parameters }: JournalEntry, schema: S): v.InferOutput<S> | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), parameters);
  return parsed.success ? parsed.output : null;
}
