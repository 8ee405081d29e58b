import type {
  ReportContent,
  ReportSearch,
  ReportSignature,
  ReportSignatureComparison,
} from '../../../contract/report.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { signatureLabel, type SignatureComparison } from '../../../contract/signatures.ts';

/** The parts of a report that say which signatures its case has. */
export type Signed = Pick<ReportContent, 'items' | 'hands' | 'words'>;

/** A word of a report that is marked as a signature. */
export interface MarkedInReport {
  /** What a comparison says of it, without its crop. */
  readonly signature: Omit<ReportSignature, 'cropSha256'>;
  /** The exhibit, or the further hand on one, that it is of. */
  readonly source: string;
  readonly isQuestioned: boolean;
  /** Name of the known writer; null where it is of none. */
  readonly writer: string | null;
}

/** The signatures of a report by word id, numbered as it says; those of before are numbered in the order of its words. */
export function markedIn({ items, hands = [], words }: Signed): ReadonlyMap<string, MarkedInReport> {
  const roles = new Map(items.map(({ label, role }) => [label, role]));
  const writers = new Map([...items, ...hands].map(({ label, writer }) => [label, writer?.name ?? null]));
  const counts = new Map<string, number>();
  const marked = new Map<string, MarkedInReport>();
  for (const { id, item, hand, page, box, outline, state, reason, signature } of words) {
    if (state !== 'excluded' || reason !== 'signature') continue;
    const source = hand ?? item;
    const inOrder = (counts.get(source) ?? 0) + 1;
    counts.set(source, inOrder);
    const label = signatureLabel({ label: source, number: signature ?? inOrder });
    const writer = writers.get(source) ?? null;
    marked.set(id, {
      signature: { word: id, label, item, page, box, ...(outline === undefined ? {} : { outline }) },
      source,
      isQuestioned: writer === null && roles.get(item) === 'questioned',
      writer,
    });
  }
  return marked;
}

/** How many signatures are marked on what a search is about, see `Search.signatures`; undefined for none. */
export function signaturesSearched(
  questioned: readonly string[],
  marked: ReadonlyMap<string, MarkedInReport>,
): ReportSearch['signatures'] {
  const bySource = Map.groupBy(marked.values(), ({ source }) => source);
  const found = [...bySource].flatMap(([label, own]) =>
    own[0]!.writer !== null || questioned.includes(label) ? [{ label, count: own.length }] : [],
  );
  return found.length === 0 ? undefined : found;
}

/** Comparisons as a report has them. Throws `not-found` where one names a signature that is not marked. */
export function describeSignatures(
  comparisons: readonly SignatureComparison[],
  signed: Signed,
  nameOf: (writer: string) => string,
): ReportSignatureComparison[] {
  const marked = comparisons.length === 0 ? new Map<string, MarkedInReport>() : markedIn(signed);
  const described = (id: string, cropSha256 = ''): ReportSignature => {
    const found = marked.get(id);
    if (found === undefined) {
      throw new ChirographError(
        'not-found',
        `Something in this case names a signature that the case does not hold (${id}).`,
      );
    }
    return { ...found.signature, cropSha256 };
  };
  const named = (id: string): Pick<ReportSignature, 'word' | 'label'> => {
    const { word, label } = described(id);
    return { word, label };
  };
  return comparisons.map(
    ({
      id,
      at,
      questioned,
      references,
      writer,
      leftOut,
      crops,
      likeness,
      amongReferences,
      score,
      statement,
      evidence,
      cautions,
      model,
      software,
      stale,
    }) => ({
      id,
      at,
      questioned: described(questioned, crops[0]),
      references: references.map((reference, place) => described(reference, crops[place + 1])),
      writer: nameOf(writer),
      ...(leftOut === undefined ? {} : { leftOut: leftOut.map(named) }),
      likeness,
      amongReferences,
      score,
      statement,
      evidence,
      ...(cautions === undefined ? {} : { cautions }),
      model,
      software,
      stale,
    }),
  );
}
