import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import type { ReportDocument } from '../../../contract/report.ts';
import type { Difference } from '../../../contract/results.ts';
import { Count } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { unmaskingOf, type UnmaskingRecord } from '../case/unmasking.ts';
import { parametersOf } from './sealed.ts';

const Numbered = v.object({ number: Count });

/**
 * What a report says of who saw what when, and of whose its findings are, against the journal as it was when the report was begun.
 * Names are left aside: one may have been erased since.
 *
 * @param entries the whole journal, in any order.
 */
export function otherUnmasking(document: ReportDocument, entries: readonly JournalEntry[]): Difference[] {
  const { unmasking, findings = [], journal } = document;
  const lines = entries
    // Erasures since say whose lines are one person's.
    .filter(({ sequence, action }) => sequence <= journal.total || action === 'examiner.erase')
    .toSorted((a, b) => a.sequence - b.sequence);
  const record = unmaskingOf(lines);
  const difference = (where: string, expected: unknown, found: unknown): Difference[] => {
    const [wanted, said] = [canonicalJson(expected), canonicalJson(found)];
    return wanted === said
      ? []
      : [{ kind: 'report', where: `sequential unmasking: ${where}`, expected: wanted, found: said }];
  };
  if (record === null || unmasking === undefined) {
    return difference('whether the case was set to it', record !== null, unmasking !== undefined);
  }
  const numbers = numbersIn(lines);
  return [
    ...difference('since when', actOf(record.begun), actOf(unmasking.begun)),
    ...difference('its end', endOf(record.ended), endOf(unmasking.ended)),
    ...difference(
      'examiners and their locks',
      [...record.people.values()].map(({ stage, before, locks }) => ({
        stage,
        before,
        locks: locks.map(({ line, at, opened, seal }) => ({ line, at, opened, seal })),
      })),
      unmasking.examiners.map(({ stage, before, locks }) => ({
        stage,
        before,
        locks: locks.map(({ line, at, opened, seal }) => ({ line, at, opened, seal })),
      })),
    ),
    ...unmasking.examiners.flatMap(({ locks }) =>
      locks.flatMap(({ line, findings: said }) =>
        said === null
          ? []
          : difference(`findings locked by line ${line}`, numbersOf(lockAt(record, line), numbers), said),
      ),
    ),
    ...findings.flatMap(({ id, number, made }) => {
      const lock = [...record.people.values()]
        .flatMap(({ locks }) => locks)
        .find((each) => each.findings.includes(id));
      return difference(
        `finding ${number}`,
        {
          locked: lock === undefined ? null : { line: lock.line, at: lock.at },
          after: record.additions.get(id) ?? null,
        },
        { locked: made?.locked ?? null, after: made?.after ?? null },
      );
    }),
  ];
}

const actOf = ({ line, at }: { readonly line: number; readonly at: string }): object => ({ line, at });

function endOf(ended: UnmaskingRecord['ended']): object | null {
  return ended && { line: ended.line, at: ended.at, reason: ended.reason };
}

function lockAt(record: UnmaskingRecord, line: number): readonly string[] {
  const locks = [...record.people.values()].flatMap((person) => person.locks);
  return locks.find((lock) => lock.line === line)?.findings ?? [];
}

function numbersIn(lines: readonly JournalEntry[]): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((entry) => {
      const saved = entry.action === 'finding.save' ? parametersOf(entry, Numbered) : null;
      return saved === null ? [] : [[entry.subjects[0] ?? '', saved.number] as const];
    }),
  );
}

function numbersOf(ids: readonly string[], numbers: ReadonlyMap<string, number>): number[] {
  return ids.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b);
}
