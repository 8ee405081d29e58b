import * as v from 'valibot';
import type { Journal, JournalEntry } from '../../../contract/case.ts';
import type { Comparison, Difference, Search } from '../../../contract/results.ts';
import type { SignatureComparison } from '../../../contract/signatures.ts';
import { Id, Sha256 } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { sha256 } from '../case/hash.ts';
import type { ResultKind } from '../case/results.ts';
import { contentSha256 } from './content.ts';
import { Begun, Exported } from './report-record.ts';
import { parametersOf } from './sealed.ts';

/** What a line about a result seals: the SHA-256 of its canonical JSON as it was stored, not marked as stale. */
const Result = v.object({ result: Sha256 });
/** What a line about a result says that it was computed from. */
const Basis = v.object({ fingerprint: v.string() });
const Erasure = v.object({ results: v.array(v.object({ id: Id, result: Sha256 })) });
const Named = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ report: Id, checks: v.object({ pdf: v.object({ sha256: Sha256 }) }) }),
);

/**
 * Whether the results stored are those that the journal says were computed, none changed, added or taken away.
 *
 * @param fingerprints by result id, of what each was computed from: one that was changed would make its result stale,
 *   and a stale result is not recomputed.
 */
export function otherThanJournalled(
  entries: Journal['entries'],
  { comparisons, searches, signatures = [] }: StoredResults,
  fingerprints: ReadonlyMap<string, string> = new Map(),
): Difference[] {
  return [
    ...against(entries, 'comparison', comparisons, fingerprints),
    ...against(entries, 'search', searches, fingerprints),
    ...against(entries, 'signature', signatures, fingerprints),
  ];
}

/** All results that a case holds. */
export interface StoredResults {
  readonly comparisons: readonly Comparison[];
  readonly searches: readonly Search[];
  /** Left out for none. */
  readonly signatures?: readonly SignatureComparison[];
}

function against(
  entries: Journal['entries'],
  kind: ResultKind,
  stored: readonly (Comparison | Search | SignatureComparison)[],
  fingerprints: ReadonlyMap<string, string>,
): Difference[] {
  const results = new Map(stored.map((each) => [each.id, each]));
  const lines = new Map(
    entries.filter(({ action }) => action === `${kind}.run`).map((entry) => [entry.subjects[0] ?? '', entry]),
  );
  const erasures = resealed(entries);
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
      const erased = erasures.get(result.id);
      const sealed = erased?.sha256 ?? parametersOf(line, Result)?.result;
      const found = sha256(canonicalJson({ ...result, stale: null }));
      const basis = otherBasis(line, fingerprints.get(result.id), where);
      if (sealed === undefined || sealed === found) return basis;
      return [
        ...basis,
        {
          kind: 'journal',
          where,
          expected: `SHA-256 ${sealed}, journal line ${erased?.line ?? line.sequence}`,
          found,
        },
      ];
    }),
  ];
}

function otherBasis(line: JournalEntry, found: string | undefined, where: string): Difference[] {
  const entered = parametersOf(line, Basis)?.fingerprint;
  if (found === undefined || entered === undefined || found === entered) return [];
  return [
    {
      kind: 'journal',
      where: `${where}: what it was computed from`,
      expected: `${entered}, journal line ${line.sequence}`,
      found,
    },
  ];
}

/** Results that an erasure took something out of, with the hash of what it left. */
function resealed(entries: Journal['entries']): ReadonlyMap<string, { sha256: string; line: number }> {
  const seals = new Map<string, { sha256: string; line: number }>();
  const erasures = entries.filter(({ action }) => action.endsWith('.erase'));
  for (const entry of erasures.sort((a, b) => a.sequence - b.sequence)) {
    for (const { id, result } of parametersOf(entry, Erasure)?.results ?? []) {
      seals.set(id, { sha256: result, line: entry.sequence });
    }
  }
  return seals;
}

/**
 * Whether a report's JSON is one that the journal says was exported, byte for byte, or, where a kill came between, was
 * begun: with the same content and the same PDF.
 */
export function neverExported(entries: readonly JournalEntry[], json: Uint8Array): Difference[] {
  const found = sha256(json);
  const exported = entries.some(
    (entry) => entry.action === 'report.export' && parametersOf(entry, Exported)?.jsonSha256 === found,
  );
  if (exported || begunOnly(entries, json)) return [];
  return [{ kind: 'report', where: 'report, in the journal', expected: 'a line of its export', found }];
}

/**
 * Whether a PDF is one that the journal says was begun, with the content that is inside.
 *
 * @param inside the document as it was read from the PDF.
 */
export function neverBegun(
  entries: readonly JournalEntry[],
  inside: { readonly report?: string | undefined },
  pdfSha256: string,
): Difference[] {
  const content = contentSha256(inside);
  const begun = entries.some((entry) => {
    const seal = entry.action === 'report.begin' ? parametersOf(entry, Begun) : null;
    return (
      entry.subjects[0] === inside.report && seal?.pdfSha256 === pdfSha256 && seal.contentSha256 === content
    );
  });
  if (begun) return [];
  const expected = 'a line that it was begun with';
  return [{ kind: 'report', where: 'report, in the journal', expected, found: pdfSha256 }];
}

/** A report that was begun and whose export was never entered. One that was is to be the same byte for byte. */
function begunOnly(entries: readonly JournalEntry[], json: Uint8Array): boolean {
  const parsed = v.safeParse(Named, Buffer.from(json).toString('utf8'));
  if (!parsed.success) return false;
  const { report, checks } = parsed.output;
  const about = entries.filter((entry) => entry.subjects[0] === report);
  const begun = about.find((entry) => entry.action === 'report.begin');
  const seal = begun && parametersOf(begun, Begun);
  return (
    !about.some((entry) => entry.action === 'report.export') &&
    seal?.contentSha256 === contentSha256(parsed.output) &&
    seal.pdfSha256 === checks.pdf.sha256
  );
}
