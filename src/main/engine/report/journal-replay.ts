import * as v from 'valibot';
import type { CaseForm, JournalEntry } from '../../../contract/case.ts';
import type { ReportItem } from '../../../contract/report.ts';
import type { Difference } from '../../../contract/results.ts';
import { Count, Id, Sha256 } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { sha256 } from '../case/hash.ts';
import { identityOf } from '../case/items.ts';
import { qualitiesSeal } from '../case/sealed-qualities.ts';
import { erasedName, erasedPath } from '../case/pseudonyms.ts';
import type { FindingStatement } from '../case/findings.ts';
import type { LetterStatement } from '../case/letters.ts';
import { CorrectionReplay, type CorrectedTables } from './correction-replay.ts';
import { FindingReplay } from './finding-replay.ts';
import { LetterReplay } from './letter-replay.ts';
import { parametersOf } from './sealed.ts';
import { UnmaskingReplay } from './unmasking-replay.ts';

const Standing = v.object({ label: v.string(), role: v.string(), writer: v.nullable(Id) });
const Added = v.object({ ...Standing.entries, sha256: Sha256, bytes: Count });
const Assigned = v.object({ to: Standing });
const Sealed = v.object({ identity: Sha256 });
const FormSaved = v.object({ form: Sha256 });
/** Lines of earlier versions do not say what was measured. */
const Prepared = v.object({ qualities: Sha256 });

/** What the tables hold that the journal says how it came about. */
export interface Tables extends CorrectedTables {
  readonly form: CaseForm;
  /** What seals each writer's name now, by the writer's id. */
  readonly writers: ReadonlyMap<string, string>;
  /** What the journal has to say of each finding that stands, by id. */
  readonly findings: ReadonlyMap<string, FindingStatement>;
  /** The same of letters. */
  readonly letters: ReadonlyMap<string, LetterStatement>;
}

interface ItemOnRecord extends v.InferOutput<typeof Added> {
  /** The line that says so last. */
  line: number;
}

/** What the journal's lines amount to, played from the first to the last. */
interface Replay {
  readonly items: Map<string, ItemOnRecord>;
  /** What seals what was measured of an item's pages. */
  readonly qualities: Map<string, { sha256: string; line: number }>;
  readonly corrections: CorrectionReplay;
  readonly findings: FindingReplay;
  readonly unmasking: UnmaskingReplay;
  readonly letters: LetterReplay;
  readonly writers: Map<string, { identity: string; line: number }>;
  form: { sha256: string; line: number } | null;
  /** Subjects of erasures. */
  readonly erased: Map<string, number>;
}

/**
 * Whether items, words, findings, letters, writers and form stand as the journal says they came to: what was changed in the tables without
 * a line is named, and what cannot have come about under sequential unmasking. Of words that were found, only what was said of them: where they lie is recomputed from the evidence.
 *
 * @param entries the whole journal, in any order.
 */
export function otherThanReplayed(entries: readonly JournalEntry[], tables: Tables): Difference[] {
  const replayed = replay(entries);
  return [
    ...otherItems(replayed, tables.items),
    ...unmeasuredItems(replayed, tables.items),
    ...replayed.corrections.differences(tables, replayed.erased),
    ...replayed.findings.differences(tables.findings),
    ...replayed.unmasking.differences,
    ...replayed.letters.differences(tables.letters),
    ...otherWriters(replayed, tables.writers),
    ...otherForm(replayed, tables.form),
  ];
}

/**
 * Items whose pages are not stated as they were measured when they were prepared. A measure that is there is recomputed
 * from the evidence; one that was taken out would leave nothing to compare, and no caution.
 *
 * @param entries the journal as it was when the items were stated, in any order.
 */
export function otherQualities(
  entries: readonly JournalEntry[],
  items: readonly Pick<ReportItem, 'id' | 'label' | 'qualities'>[],
): Difference[] {
  return unmeasuredItems(replay(entries), items);
}

/** Items that were erased, by id, with the line that says so. */
export function erasedByJournal(entries: readonly JournalEntry[]): ReadonlyMap<string, number> {
  return replay(entries).erased;
}

function replay(entries: readonly JournalEntry[]): Replay {
  const replayed: Replay = {
    items: new Map(),
    qualities: new Map(),
    corrections: new CorrectionReplay(),
    findings: new FindingReplay(),
    unmasking: new UnmaskingReplay(entries),
    letters: new LetterReplay(),
    writers: new Map(),
    form: null,
    erased: new Map(),
  };
  for (const entry of entries.toSorted((a, b) => a.sequence - b.sequence)) play(replayed, entry);
  return replayed;
}

function play(replayed: Replay, entry: JournalEntry): void {
  const line = entry.sequence;
  const subject = entry.subjects[0] ?? '';
  replayed.unmasking.play(entry, {
    roleOf: (item) => replayed.items.get(item)?.role ?? null,
    findings: () => replayed.findings.standing(),
    letters: () => replayed.letters.standing(),
    questioned: () =>
      [...replayed.items].flatMap(([id, { role }]) =>
        role === 'questioned' && !replayed.erased.has(id) ? [id] : [],
      ),
  });
  replayed.corrections.play(entry);
  replayed.findings.play(entry);
  replayed.letters.play(entry);
  switch (entry.action) {
    case 'item.add': {
      const added = parametersOf(entry, Added);
      if (added !== null) replayed.items.set(subject, { ...added, line });
      return;
    }
    case 'item.assign': {
      const assigned = parametersOf(entry, Assigned);
      const item = replayed.items.get(subject);
      if (assigned !== null && item !== undefined) Object.assign(item, assigned.to, { line });
      return;
    }
    case 'item.prepare': {
      const prepared = parametersOf(entry, Prepared);
      if (prepared === null) replayed.qualities.delete(subject);
      else replayed.qualities.set(subject, { sha256: prepared.qualities, line });
      return;
    }
    case 'writer.add': {
      const sealed = parametersOf(entry, Sealed);
      if (sealed !== null) replayed.writers.set(subject, { identity: sealed.identity, line });
      return;
    }
    case 'form.save': {
      const saved = parametersOf(entry, FormSaved);
      if (saved !== null) replayed.form = { sha256: saved.form, line };
      return;
    }
    case 'item.erase':
    case 'writer.erase':
    case 'examiner.erase':
      for (const each of entry.subjects) replayed.erased.set(each, line);
  }
}

function otherItems(replayed: Replay, items: readonly ReportItem[]): Difference[] {
  const standing = new Map(items.map((item) => [item.id, item]));
  const gone = [...replayed.items].filter(([id]) => !standing.has(id));
  return [
    ...gone.map(([id, { label, line }]) =>
      journal(label, `item ${id}, journal line ${line}`, 'no such item'),
    ),
    ...items.flatMap((item): Difference[] => {
      const onRecord = replayed.items.get(item.id);
      if (onRecord === undefined) return [journal(item.label, 'a journal line of its addition', 'none')];
      const { line, ...expected } = onRecord;
      const { label, role, sha256: hash, bytes } = item;
      const found = { label, role, writer: item.writer?.id ?? null, sha256: hash, bytes };
      const others = differing(expected, found, line, `${item.label}`);
      return [...others, ...otherErasure(replayed, item)];
    }),
  ];
}

function unmeasuredItems(
  { qualities, erased }: Replay,
  items: readonly Pick<ReportItem, 'id' | 'label' | 'qualities'>[],
): Difference[] {
  return items.flatMap(({ id, label, qualities: stated }): Difference[] => {
    const sealed = qualities.get(id);
    if (sealed === undefined || stated === undefined || erased.has(id)) return [];
    const found = qualitiesSeal(stated);
    if (found === sealed.sha256) return [];
    const expected = `SHA-256 ${sealed.sha256}, journal line ${sealed.line}`;
    return [journal(`${label}: what was measured of its pages`, expected, found)];
  });
}

/** An item that says it was erased is one by a line, and then has no path but the one that erasing gave it. */
function otherErasure({ erased }: Replay, { id, label, path, erased: saysSo }: ReportItem): Difference[] {
  const line = erased.get(id);
  if (line === undefined) {
    return saysSo === true ? [journal(label, 'a journal line of its erasure', 'none')] : [];
  }
  const expected = erasedPath(id);
  return path === expected
    ? []
    : [journal(`${label}: path`, `${expected}, erased by journal line ${line}`, path)];
}

function differing(expected: object, found: object, line: number, label: string): Difference[] {
  return Object.entries(expected).flatMap(([name, value]): Difference[] => {
    const now = (found as Record<string, unknown>)[name];
    if (canonicalJson(value) === canonicalJson(now)) return [];
    return [journal(`${label}: ${name}`, `${String(value)}, journal line ${line}`, String(now))];
  });
}

/**
 * Names are sealed since writers have had a salt; those of before are taken as they stand. One that was erased has no
 * name but the one that erasing gave it.
 */
function otherWriters(
  { writers: sealed, erased }: Replay,
  writers: ReadonlyMap<string, string>,
): Difference[] {
  const gone = [...sealed].filter(([id]) => !writers.has(id));
  return [
    ...gone.map(([id, { identity, line }]) =>
      journal(writerName(id), `SHA-256 ${identity}, journal line ${line}`, 'no such writer'),
    ),
    ...[...writers].flatMap(([id, now]): Difference[] => {
      const erasure = erased.get(id);
      if (erasure !== undefined) {
        const name = erasedName('writer', id);
        const expected = `"${name}", erased by journal line ${erasure}`;
        return now === identityOf({ name, salt: '' })
          ? []
          : [journal(writerName(id), expected, `another name, SHA-256 ${now}`)];
      }
      const { identity, line } = sealed.get(id) ?? { identity: now, line: 0 };
      if (now === identity) return [];
      return [journal(writerName(id), `SHA-256 ${identity}, journal line ${line}`, now)];
    }),
  ];
}

const writerName = (id: string): string => `writer ${id}: name`;

function otherForm({ form }: Replay, now: CaseForm): Difference[] {
  const found = sha256(canonicalJson(now));
  if (form === null || form.sha256 === found) return [];
  return [journal('case form', `SHA-256 ${form.sha256}, journal line ${form.line}`, found)];
}

const journal = (where: string, expected: string, found: string): Difference => ({
  kind: 'journal',
  where,
  expected,
  found,
});
