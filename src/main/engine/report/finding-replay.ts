import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import { FindingKind, FindingWeight } from '../../../contract/findings.ts';
import { MarkShape, Place } from '../../../contract/marks.ts';
import type { Difference } from '../../../contract/results.ts';
import { Count, Id, Sha256 } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import type { FindingStatement } from '../case/findings.ts';
import { parametersOf } from './sealed.ts';

const Seal = v.nullable(Sha256);
const Saved = v.object({
  number: Count,
  kind: FindingKind,
  weight: v.nullable(FindingWeight),
  comment: Seal,
  marks: v.array(
    v.object({ mark: Id, item: Id, page: Count, shape: MarkShape, places: v.array(Place), text: Seal }),
  ),
});
const Erased = v.object({ findings: v.optional(v.array(Id), []) });

interface OnRecord {
  /** Null once it was taken away. */
  readonly finding: FindingStatement | null;
  readonly line: number;
}

/** What the journal's lines amount to for findings and their marks, played from the first to the last. */
export class FindingReplay {
  readonly #findings = new Map<string, OnRecord>();

  /** Takes the next line; one about something else changes nothing. */
  play(entry: JournalEntry): void {
    const line = entry.sequence;
    const subject = entry.subjects[0] ?? '';
    switch (entry.action) {
      case 'finding.save': {
        const finding = parametersOf(entry, Saved);
        if (finding !== null) this.#findings.set(subject, { finding, line });
        return;
      }
      case 'finding.remove':
        this.#findings.set(subject, { finding: null, line });
        return;
      case 'item.erase':
      case 'writer.erase':
        this.#erase(entry);
    }
  }

  /** What the lines so far say of each finding that stands, by id. */
  standing(): Map<string, FindingStatement> {
    return new Map(
      [...this.#findings].flatMap(([id, { finding }]) => (finding === null ? [] : [[id, finding] as const])),
    );
  }

  /** Whether findings stand as the lines say they came to, by what the tables have the journal say of each. */
  differences(standing: ReadonlyMap<string, FindingStatement>): Difference[] {
    return [...new Set([...this.#findings.keys(), ...standing.keys()])].flatMap((id): Difference[] => {
      const record = this.#findings.get(id);
      const [expected, found] = [record?.finding ?? null, standing.get(id) ?? null];
      if (canonicalJson(expected) === canonicalJson(found)) return [];
      const said = record === undefined ? 'no journal line' : `journal line ${record.line}`;
      const where = `finding ${expected?.number ?? found?.number ?? id}`;
      return [{ kind: 'journal', where, expected: `${textOf(expected)}, ${said}`, found: textOf(found) }];
    });
  }

  /** Marks on an erased item went with it; the line names the findings whose comments went too. */
  #erase(entry: JournalEntry): void {
    const items = new Set(entry.subjects);
    const uncommented = new Set(parametersOf(entry, Erased)?.findings);
    for (const [id, { finding, line }] of this.#findings) {
      if (finding === null) continue;
      const marks = finding.marks.filter(({ item }) => !items.has(item));
      if (marks.length === finding.marks.length && !uncommented.has(id)) continue;
      const comment = uncommented.has(id) ? null : finding.comment;
      this.#findings.set(id, { finding: { ...finding, comment, marks }, line });
    }
  }
}

function textOf(finding: FindingStatement | null): string {
  return finding === null ? 'no such finding' : canonicalJson(finding);
}
