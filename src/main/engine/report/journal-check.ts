import * as v from 'valibot';
import type { Journal, JournalEntry } from '../../../contract/case.ts';
import type { Comparison, Difference, Search } from '../../../contract/results.ts';
import { Sha256 } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { sha256 } from '../case/hash.ts';

/** What a line about a result seals: the SHA-256 of its canonical JSON as it was stored, not marked as stale. */
const Result = v.object({ result: Sha256 });
const Exported = v.object({ jsonSha256: Sha256 });

/** Whether the results stored are those that the journal says were computed, none changed, added or taken away. */
export function otherThanJournalled(
  entries: Journal['entries'],
  comparisons: readonly Comparison[],
  searches: readonly Search[],
): Difference[] {
  return [...against(entries, 'comparison', comparisons), ...against(entries, 'search', searches)];
}

function against(
  entries: Journal['entries'],
  kind: 'comparison' | 'search',
  stored: readonly (Comparison | Search)[],
): Difference[] {
  const results = new Map<string, Comparison | Search>(stored.map((each) => [each.id, each]));
  const lines = new Map(
    entries.filter(({ action }) => action === `${kind}.run`).map((entry) => [entry.subjects[0] ?? '', entry]),
  );
  const taken = [...lines].filter(([id]) => !results.has(id));
  return [
    ...taken.map(([id, line]): Difference => ({
      kind: 'journal',
      where: `journal line ${line.sequence}`,
      expected: `${kind} ${id}`,
      found: 'no such result in the case',
    })),
    ...Array.from(results.values()).flatMap((result): Difference[] => {
      const where = `${kind} ${result.id}`;
      const line = lines.get(result.id);
      if (line === undefined) {
        return [{ kind: 'journal', where, expected: 'a journal line of its run', found: 'none' }];
      }
      const sealed = sealOf(line, Result)?.result;
      const found = sha256(canonicalJson({ ...result, stale: null }));
      if (sealed === undefined || sealed === found) return [];
      return [
        { kind: 'journal', where, expected: `SHA-256 ${sealed}, journal line ${line.sequence}`, found },
      ];
    }),
  ];
}

/** Whether a report's JSON, byte for byte, is one that the journal says was exported. */
export function neverExported(entries: Journal['entries'], json: Uint8Array): Difference[] {
  const found = sha256(json);
  const exported = entries.some(
    (entry) => entry.action === 'report.export' && sealOf(entry, Exported)?.jsonSha256 === found,
  );
  if (exported) return [];
  return [{ kind: 'report', where: 'report, in the journal', expected: 'a line of its export', found }];
}

function sealOf<S extends v.GenericSchema>({ parameters }: JournalEntry, schema: S): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(parameters));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
