import { randomUUID } from 'node:crypto';
import type { ModelUse } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { signatureStatement } from '../../../contract/signature-statement.ts';
import {
  signatureLabel,
  type MarkedSignature,
  type SignatureComparison,
} from '../../../contract/signatures.ts';
import { sha256 } from '../case/hash.ts';
import type { SignatureRecord } from '../case/signatures.ts';
import type { CaseReader, CaseStore, Source } from '../case/store.ts';
import { signatureEvidenceOf } from '../comparison/likelihood-ratio/signature-evidence.ts';
import { compareSignature } from '../comparison/signature-score.ts';
import { SIGNATURE_INPUT } from '../imaging/normalise.ts';
import type { PreparedWord } from '../imaging/preparation.ts';
import {
  openCase,
  type CallContext,
  type Handlers,
  type LoadedSignatureModel,
  type Services,
} from '../services.ts';
import { checkEvidence, nameOf, scaleInUse } from './comparison-handlers.ts';
import { cautionsOfSignatures } from './page-cautions.ts';
import { requireSame } from './seen-writing.ts';

type SignatureMethod = 'signature.marked' | 'signature.run' | 'signature.list';

/** A signature with what is known of its source. */
interface Signature extends SignatureRecord {
  readonly name: string;
  readonly of: Source;
}

/** Signatures that are marked on pages, and what comes of comparing one with references. */
export function signatureHandlers(services: Services): Handlers<SignatureMethod> {
  return {
    'signature.marked': (args) => markedSignatures(openCase(services, args.case).store),
    'signature.list': (args) => listSignatureComparisons(services, openCase(services, args.case).store),
    'signature.run'(args, context) {
      const open = openCase(services, args.case);
      const { store } = open;
      return open.inTurn(context, async () => {
        const before = chosen(store, args);
        await checkEvidence(
          store,
          [before.questioned, ...before.references].map(({ of }) => of),
          context,
        );
        const model = await services.signatureModel();
        const crops = await cropsOf(services, store, [before.questioned, ...before.references], context);
        // What was marked may have been sorted anew meanwhile. What is read here goes into the result.
        const { questioned, references, leftOut, fingerprint } = chosen(store, args);
        const all = [questioned, ...references];
        if (fingerprint !== before.fingerprint) {
          throw new ChirographError(
            'invalid-arguments',
            'Signatures of this comparison were changed while it was computed. Nothing was stored; do it again.',
          );
        }
        requireOthers(all, crops);
        const sequences = await model.encoder.embed(
          crops.map(({ crop }) => crop),
          context.signal,
        );
        const { scored, between } = compareSignature(sequences[0]!, sequences.slice(1));
        const writing = crops.map((crop) => crop.writing);
        const scale = scaleInUse(services);
        const cautions = cautionsOfSignatures(store, all);
        const comparison: SignatureComparison = {
          id: randomUUID(),
          at: new Date().toISOString(),
          questioned: questioned.id,
          references: references.map(({ id }) => id),
          sources: {
            questioned: questioned.source,
            known: [...new Set(references.map(({ source }) => source))],
          },
          writer: references[0]!.of.writer as string,
          leftOut,
          crops: crops.map(({ cropSha256 }) => cropSha256),
          ...scored,
          statement: signatureStatement(scored),
          evidence: signatureEvidenceOf(model.calibration, { ...scored, between, writing }, scale),
          ...(cautions.length === 0 ? {} : { cautions }),
          model: model.encoder.model,
          software: services.software,
          stale: null,
        };
        store.saveSignatureComparison(context.examiner(), comparison, {
          fingerprint: `${fingerprint}/${model.calibration?.sha256 ?? NONE}`,
        });
        return comparison;
      });
    },
  };
}

/** Stands for the calibration in a fingerprint where there was none. */
const NONE = 'none';

/** Signatures of a case as windows and reports name them. */
export function markedSignatures(store: CaseReader): MarkedSignature[] {
  const sources = new Map(store.sources().map((source) => [source.id, source]));
  return store.signatures().flatMap(({ id, source, holder, page, index, box, dpi, number }) => {
    const of = sources.get(source);
    if (of === undefined) return [];
    const { label, role, writer } = of;
    return [{ id, source, holder, label, number, role, writer, page, index, box, image: `word-${id}`, dpi }];
  });
}

/** Stored comparisons of signatures, newest first, each with the reason why it no longer stands, if it does not. */
export async function listSignatureComparisons(
  services: Pick<Services, 'signatureModel'>,
  store: CaseReader,
): Promise<SignatureComparison[]> {
  const stored = store.signatureComparisons();
  // Without any there is no reason to start the model.
  const model = stored.length === 0 ? null : await services.signatureModel().catch(() => null);
  return signatureComparisonsAgainst(store, () => model);
}

/**
 * The same against chosen models.
 *
 * @param modelFor what a result is held against, by the model that computed it; null where that cannot be used.
 */
export function signatureComparisonsAgainst(
  store: CaseReader,
  modelFor: (computedWith: ModelUse) => LoadedSignatureModel | null,
): SignatureComparison[] {
  const stored = store.signatureComparisons();
  if (stored.length === 0) return [];
  const read = marksOf(store);
  return stored.map(({ result, fingerprint }) => ({
    ...result,
    stale: staleness(read, result, fingerprint, modelFor(result.model)),
  }));
}

/** The writing of a case, and what of it is marked as a signature, each by its id in the order of the case. */
interface Marks {
  readonly sources: ReadonlyMap<string, Source>;
  readonly marked: ReadonlyMap<string, SignatureRecord>;
}

const marksOf = (store: CaseReader): Marks => ({
  sources: new Map(store.sources().map((source) => [source.id, source])),
  marked: new Map(store.signatures().map((signature) => [signature.id, signature])),
});

/** All that are marked of a known writer. */
const markedOf = ({ sources, marked }: Marks, writer: string | null): string[] =>
  [...marked.values()].flatMap(({ id, source }) => {
    const of = sources.get(source);
    return of?.role === 'known' && of.writer === writer ? [id] : [];
  });

function staleness(
  marks: Marks,
  result: SignatureComparison,
  stored: string,
  model: LoadedSignatureModel | null,
): string | null {
  const erased = [result.sources.questioned, ...result.sources.known].flatMap((id) => {
    const source = marks.sources.get(id);
    return source?.erased === true ? [source.label] : [];
  });
  if (erased.length > 0) return `Rested on writing that was erased from the case: ${erased.join(', ')}.`;
  const inUse = model?.encoder.model;
  if (inUse !== undefined && inUse.sha256 !== result.model.sha256) {
    return `Computed with model ${nameOf(result.model)}; the case now uses ${nameOf(inUse)}.`;
  }
  const [then, calibration] = stored.split('/');
  if (model !== null && calibration !== (model.calibration?.sha256 ?? NONE)) {
    return 'Calibrated otherwise than likelihood ratios now are.';
  }
  if (then === fingerprintOf(marks, [result.questioned, ...result.references], result.writer)) return null;
  const now = new Set(markedOf(marks, result.writer));
  const before = [...result.references, ...(result.leftOut ?? [])];
  const othersMarked = now.size !== before.length || before.some((id) => !now.has(id));
  return othersMarked && result.references.every((id) => now.has(id))
    ? 'Other signatures of the same writer are marked than were when it was computed.'
    : 'Signatures that it rests on, their assignment or their files have changed since.';
}

/**
 * Everything in the case that a comparison of these signatures depends on, as one hash.
 *
 * @param writer whose references they are: which others of theirs are marked is said with the result.
 */
function fingerprintOf(marks: Marks, ids: readonly string[], writer: string | null): string {
  const { sources, marked } = marks;
  return sha256(
    JSON.stringify({
      input: SIGNATURE_INPUT.version,
      ofWriter: markedOf(marks, writer).sort(),
      compared: ids.map((id) => {
        const signature = marked.get(id);
        const source = signature && sources.get(signature.source);
        return [
          id,
          source?.id,
          source?.role,
          source?.writer,
          source?.file,
          signature?.page,
          signature?.box,
          signature?.outline,
        ];
      }),
    }),
  );
}

/** The signatures of a comparison, with the hash of all that it depends on. The references are one writer's. */
function chosen(
  store: CaseReader,
  args: { readonly questioned: string; readonly references: readonly string[] },
): { questioned: Signature; references: Signature[]; leftOut: string[]; fingerprint: string } {
  const marks = marksOf(store);
  const { sources, marked } = marks;
  const names = new Map(markedSignatures(store).map((marked) => [marked.id, signatureLabel(marked)]));
  const signature = (id: string, role: 'questioned' | 'known'): Signature => {
    const found = marked.get(id);
    const of = found && sources.get(found.source);
    if (found === undefined || of === undefined) {
      throw new ChirographError(
        'not-found',
        'A signature chosen is not marked on its page any more. Mark it, or choose another one.',
      );
    }
    if (of.role !== role) {
      throw new ChirographError(
        'invalid-arguments',
        `${of.label} (${of.path}) is ${of.role}, not ${role}. Assign it first.`,
      );
    }
    return { ...found, of, name: names.get(id) ?? of.label };
  };
  const questioned = signature(args.questioned, 'questioned');
  const order = [...marked.keys()];
  const references = [...new Set(args.references)]
    .map((id) => signature(id, 'known'))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const writers = new Set(references.map(({ of }) => of.writer));
  const [writer = null] = writers;
  const used = new Set(references.map(({ id }) => id));
  if (writers.size > 1) {
    throw new ChirographError(
      'invalid-arguments',
      `The references chosen are by ${writers.size} writers (${references.map(({ name }) => name).join(', ')}). How much one writer's signatures vary can be told of one writer alone: choose references of one.`,
    );
  }
  return {
    questioned,
    references,
    leftOut: markedOf(marks, writer).filter((id) => !used.has(id)),
    fingerprint: fingerprintOf(marks, [questioned.id, ...used], writer),
  };
}

type SignatureCrop = Pick<PreparedWord, 'crop' | 'cropSha256' | 'writing'>;

/** Cuts signatures from their files, file after file; the crops are in their order. */
async function cropsOf(
  services: Services,
  store: CaseStore,
  signatures: readonly Signature[],
  { signal }: CallContext,
): Promise<SignatureCrop[]> {
  const crops = new Map<string, SignatureCrop>();
  for (const [holder, own] of Map.groupBy(signatures, (each) => each.holder)) {
    const cut = await services.preparation.cut(
      {
        path: store.pathOf(holder),
        regions: own.map(({ index, box, outline }) => ({ page: index, box, outline })),
        as: 'signature',
      },
      signal,
    );
    requireSame(store, { item: holder }, cut.sha256);
    own.forEach(({ id, name }, at) => {
      const crop = cut.crops[at] ?? null;
      if (crop === null) {
        throw new ChirographError(
          'no-writing',
          `Nothing in the region of the signature ${name} stands out from the paper. Draw it around ink.`,
        );
      }
      crops.set(id, crop);
    });
  }
  return signatures.map(({ id }) => crops.get(id)!);
}

/** Refuses what is compared with its own copy: it is always found alike, and twice among references it hides how much these vary. */
function requireOthers(signatures: readonly Signature[], crops: readonly SignatureCrop[]): void {
  const seen = new Map<string, string>();
  signatures.forEach(({ name }, at) => {
    const hash = crops[at]!.cropSha256;
    const other = seen.get(hash);
    if (other !== undefined) {
      throw new ChirographError(
        'invalid-arguments',
        `${other} and ${name} are the same signature, pixel for pixel: a scan is always found like its own copy, and nothing was computed. Leave one of the two out.`,
      );
    }
    seen.set(hash, name);
  });
}
