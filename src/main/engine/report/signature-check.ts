import type { ReportSignature, ReportSignatureComparison } from '../../../contract/report.ts';
import type { Difference, ModelUse } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { signatureStatement } from '../../../contract/signature-statement.ts';
import type { SignatureEvidence } from '../../../contract/signatures.ts';
import { ENFSI_SCALE } from '../../../contract/verbal-scale.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import type { SignatureCalibration } from '../comparison/likelihood-ratio/signature-calibration.ts';
import {
  expressedSignature,
  LIKE_A_COPY,
  signatureEvidenceOf,
  SIGNATURES_NOT_CALIBRATED,
  type ComparedSignature,
} from '../comparison/likelihood-ratio/signature-evidence.ts';
import { compareSignature } from '../comparison/signature-score.ts';
import type { SignatureEncoder } from '../encoder/encoder.ts';
import { signatureCautions } from '../imaging/cautions.ts';
import type { PreparedWord } from '../imaging/preparation.ts';
import type { Recorded } from './content.ts';
import { insideOf, type Recomputing } from './evidence-check.ts';
import { markedIn, type MarkedInReport } from './marked-signatures.ts';
import { otherRatio } from './ratio-check.ts';
import { cautionedPlace, otherFigure, otherModelText, otherResultCautions } from './result-check.ts';

/** A signature model that recomputes, with its calibration, null where it has none, and further ones of it that are here. */
export interface VerifyingSignatureModel {
  readonly encoder: Pick<SignatureEncoder, 'model' | 'embed'>;
  readonly calibration: SignatureCalibration | null;
  readonly otherCalibrations?: readonly SignatureCalibration[];
}

/** Starts the signature model that computed a result; what keeps it from being used is given as it is. */
export type StartSignatureModel = (wanted: ModelUse) => Promise<VerifyingSignatureModel | ChirographError>;

/** By hash, the signature models that computed results, or why one cannot be used. */
export type SignatureModels = ReadonlyMap<string, VerifyingSignatureModel | ChirographError>;

/** How many comparisons of signatures were recomputed, and what was found. */
export interface CheckedSignatures {
  readonly signatures: number;
  readonly differences: readonly Difference[];
}

/** The models that computed these comparisons, each started once. */
export async function signatureModelsFor(
  comparisons: readonly { readonly model: ModelUse }[],
  start: StartSignatureModel | undefined,
): Promise<SignatureModels> {
  const models = new Map<string, VerifyingSignatureModel | ChirographError>();
  for (const { model } of comparisons) {
    const here = models.get(model.sha256) ?? (await start?.(model));
    if (here !== undefined) models.set(model.sha256, here);
  }
  return models;
}

/**
 * Why a comparison cannot be computed again: the signature model that it names is not here, or its likelihood ratio is by a
 * calibration that is not.
 *
 * @param where it stands.
 */
export function notRecomputable(
  { model, evidence }: { readonly model: ModelUse; readonly evidence: SignatureEvidence },
  models: SignatureModels,
  where: string,
): Difference[] {
  const here = models.get(model.sha256);
  if (here === undefined || here instanceof ChirographError) {
    return [
      {
        kind: 'model',
        where: `${where}: signature model`,
        expected: `${model.name} ${model.version}, SHA-256 ${model.sha256}`,
        found: here?.message ?? 'none is here',
      },
    ];
  }
  const named = calibrationNamed(evidence);
  if (named === null || calibrationOf(here, named.sha256) !== null) return [];
  return [
    {
      kind: 'model',
      where: `${where}: likelihood ratio`,
      expected: `calibration ${named.population}, SHA-256 ${named.sha256}`,
      found: `SHA-256 ${here.calibration?.sha256 ?? 'of none'}: the likelihood ratio cannot be recomputed with it`,
    },
  ];
}

/** A calibration of a model that is here, by its hash; null where it is not. */
function calibrationOf(
  { calibration, otherCalibrations = [] }: VerifyingSignatureModel,
  sha256: string,
): SignatureCalibration | null {
  const here = calibration === null ? otherCalibrations : [calibration, ...otherCalibrations];
  return here.find((each) => each.sha256 === sha256) ?? null;
}

/** The calibration that a comparison's evidence rests on; null where it names none. */
function calibrationNamed({
  likelihoodRatio,
  ...none
}: SignatureEvidence): { readonly population: string; readonly sha256: string } | null {
  if (likelihoodRatio === null) return ('calibration' in none && none.calibration) || null;
  const { name, sha256 } = likelihoodRatio.population;
  return { population: name, sha256 };
}

/**
 * Cuts the signatures of comparisons from their files again, encodes and compares them, and names what differs.
 *
 * @param content with the comparisons to check.
 * @param folder the case folder; an item whose path leads out of it is not read.
 * @param models see `signatureModelsFor`.
 * @throws ChirographError `cancelled`.
 */
export async function checkSignatures(
  content: Pick<Recorded, 'items' | 'hands' | 'words' | 'signatures'>,
  folder: string,
  models: SignatureModels,
  recomputing: Pick<Recomputing, 'preparation' | 'signal'>,
): Promise<CheckedSignatures> {
  const recorded = content.signatures ?? [];
  const differences = recorded.flatMap((each) => notRecomputable(each, models, whereOf(each)));
  let signatures = 0;
  for (const [sha256, own] of Map.groupBy(recorded, ({ model }) => model.sha256)) {
    const here = models.get(sha256);
    if (here === undefined || here instanceof ChirographError) continue;
    const check = new SignatureCheck(content, here);
    await check.recompute(own, folder, recomputing);
    signatures += own.filter((each) => check.comparison(each)).length;
    differences.push(...check.differences);
  }
  return { signatures, differences };
}

const whereOf = ({ id, questioned, references }: ReportSignatureComparison): string =>
  `signature ${id} (${questioned.label} with ${references.map(({ label }) => label).join(', ')})`;

type SignatureCrop = Pick<PreparedWord, 'crop' | 'cropSha256' | 'writing'>;

/** What was computed anew of a signature. */
interface Recomputed extends SignatureCrop {
  readonly sequence: Float32Array;
}

/** The comparisons of one case, checked against signatures that are cut and encoded anew. */
class SignatureCheck {
  readonly differences: Difference[] = [];
  readonly #content: Pick<Recorded, 'items' | 'hands'>;
  readonly #model: VerifyingSignatureModel;
  readonly #marked: ReadonlyMap<string, MarkedInReport>;
  readonly #recomputed = new Map<string, Recomputed>();

  constructor(content: Pick<Recorded, 'items' | 'hands' | 'words'>, model: VerifyingSignatureModel) {
    this.#content = content;
    this.#model = model;
    this.#marked = markedIn(content);
  }

  /** Cuts and encodes each signature once, where its word lies, whatever a comparison says of that. */
  async recompute(
    comparisons: readonly ReportSignatureComparison[],
    folder: string,
    { preparation, signal }: Pick<Recomputing, 'preparation' | 'signal'>,
  ): Promise<void> {
    const wanted = [...new Set(comparisons.flatMap(signaturesOf).map(({ word }) => word))].flatMap(
      (word) => this.#marked.get(word)?.signature ?? [],
    );
    const crops = new Map<string, SignatureCrop>();
    for (const { label, path } of this.#content.items) {
      const own = wanted.filter(({ item }) => item === label);
      const file = insideOf(folder, path);
      if (own.length === 0 || file === null) continue;
      const regions = own.map(({ page, box, outline = null }) => ({ page, box, outline }));
      try {
        const cut = await preparation.cut({ path: file, regions, as: 'signature' }, signal);
        own.forEach(({ word }, at) => {
          const crop = cut.crops[at] ?? null;
          if (crop !== null) crops.set(word, crop);
        });
      } catch (error) {
        if (!(error instanceof ChirographError) || error.code === 'cancelled') throw error;
        this.#add('crop', `signatures of ${label} (${path})`, counted(own.length), error.message);
      }
    }
    const sequences = await this.#model.encoder.embed(
      Array.from(crops.values(), ({ crop }) => crop),
      signal,
    );
    for (const [at, [word, crop]] of [...crops].entries()) {
      this.#recomputed.set(word, { ...crop, sequence: sequences[at]! });
    }
    this.#crops(comparisons);
  }

  /** Each crop that a comparison names, once, however many name it. */
  #crops(comparisons: readonly ReportSignatureComparison[]): void {
    const named = new Map(
      comparisons.flatMap(signaturesOf).map((each) => [`${each.word} ${each.cropSha256}`, each]),
    );
    for (const { word, label, page, cropSha256 } of named.values()) {
      const found = this.#recomputed.get(word)?.cropSha256 ?? 'nothing that can be cut there';
      if (found !== cropSha256) this.#add('crop', `signature ${label}, page ${page + 1}`, cropSha256, found);
    }
  }

  /** Returns whether the comparison was recomputed. */
  comparison(recorded: ReportSignatureComparison): boolean {
    const before = this.differences.length;
    const where = whereOf(recorded);
    const { encoder } = this.#model;
    this.differences.push(...otherModelText(recorded.model, encoder.model, where));
    this.#places(recorded, where);
    const signatures = signaturesOf(recorded);
    const found = signatures.flatMap(({ word }) => this.#recomputed.get(word) ?? []);
    if (found.length < signatures.length) {
      const lost = signatures.filter(({ word }) => !this.#recomputed.has(word)).map(({ label }) => label);
      this.#add('score', where, counted(signatures.length), `not recomputable without ${lost.join(', ')}`);
      return false;
    }
    const [questioned, ...references] = found.map(({ sequence }) => sequence) as [
      Float32Array,
      ...Float32Array[],
    ];
    const { scored: now, between } = compareSignature(questioned, references);
    const agree = (what: string, figure: number, other: number): void => {
      this.differences.push(
        ...otherFigure('score', `${where}${what}`, [figure, recorded.model], [other, encoder.model]),
      );
    };
    agree('', recorded.score, now.score);
    recorded.references.forEach(({ label }, at) =>
      agree(`: likeness with ${label}`, recorded.likeness[at] ?? NaN, now.likeness[at]!),
    );
    if (recorded.likeness.length > now.likeness.length) {
      const expected = `${recorded.likeness.length} likenesses`;
      this.#add('score', where, expected, `${now.likeness.length} references`);
    }
    // One reference has no likeness with others: nothing in the place of a number, on both sides.
    const among = (figure: number | null): number => figure ?? (recorded.references.length === 1 ? 0 : NaN);
    agree(
      ': likeness of the references with each other',
      among(recorded.amongReferences),
      among(now.amongReferences),
    );
    // Said of other figures it would only repeat the difference.
    if (this.differences.length === before) {
      const statement = signatureStatement(recorded);
      if (statement !== recorded.statement) {
        this.#add('score', `${where}: statement`, `${recorded.statement} (${recorded.software})`, statement);
      }
    }
    this.#evidence(recorded, { ...now, between, writing: found.map(({ writing }) => writing) }, where);
    this.differences.push(...otherResultCautions('score', where, recorded, this.#cautionsOf(signatures)));
    return true;
  }

  /** What is to be said of the pages that these stand on. */
  #cautionsOf(signatures: readonly ReportSignature[]): string[] {
    const marked = signatures.flatMap(({ word }) => this.#marked.get(word)?.signature ?? []);
    return signatureCautions(
      [...Map.groupBy(marked, ({ item }) => item)].flatMap(([label, own]) => {
        const item = this.#content.items.find((each) => each.label === label);
        return item === undefined
          ? []
          : [{ ...cautionedPlace(item), signed: new Set(own.map(({ page }) => page)) }];
      }),
    );
  }

  /** Whether what a comparison says of its signatures is what is marked, and of one writer. */
  #places({ questioned, references, leftOut, writer }: ReportSignatureComparison, where: string): void {
    for (const stated of [questioned, ...references]) {
      const { word, label, cropSha256 } = stated;
      const marked = this.#marked.get(word)?.signature;
      const expected = canonicalJson(stated);
      const found = marked === undefined ? 'no such signature' : canonicalJson({ ...marked, cropSha256 });
      if (expected !== found) this.#add('report', `${where}: ${label}`, expected, found);
    }
    if (this.#marked.get(questioned.word)?.isQuestioned === false) {
      this.#add('report', `${where}: ${questioned.label}`, 'a questioned signature', 'one that is not');
    }
    for (const { word, label } of references) {
      const by = this.#marked.get(word);
      if (by === undefined || by.writer === writer) continue;
      this.#add('report', `${where}: ${label}`, `by ${writer}`, `by ${by.writer ?? 'nobody known'}`);
    }
    if (leftOut === undefined) return;
    const used = new Set(references.map(({ word }) => word));
    const others = [...this.#marked.values()].filter((each) => each.writer === writer);
    const [expected, found] = [
      leftOut,
      others.map(({ signature }) => signature).filter(({ word }) => !used.has(word)),
    ].map(
      (signatures) =>
        signatures
          .map(({ word, label }) => `${label} (${word})`)
          .sort()
          .join(', ') || 'none',
    ) as [string, string];
    if (expected !== found) this.#add('report', `${where}: signatures left out`, expected, found);
  }

  /**
   * One that had no calibration is not held against one that has come since. Whether the questioned signature is a copy follows
   * from the likenesses recorded, which may lie at the edge; results of before gave the ratio of one, with a caution.
   */
  #evidence(
    { evidence, software, likeness }: ReportSignatureComparison,
    compared: ComparedSignature,
    where: string,
  ): void {
    const recorded = evidence.likelihoodRatio;
    if (recorded === null && evidence.reason === SIGNATURES_NOT_CALIBRATED) return;
    const named = calibrationNamed(evidence);
    const calibration = named === null ? this.#model.calibration : calibrationOf(this.#model, named.sha256);
    // That it is not here is named already.
    if (named !== null && calibration === null) return;
    const scale = recorded?.expression.scale ?? ENFSI_SCALE;
    const stated = likeness.length === compared.likeness.length ? likeness : compared.likeness;
    const now = signatureEvidenceOf(
      calibration,
      { ...compared, likeness: stated },
      scale,
      recorded?.outside.includes(LIKE_A_COPY) ? 'cautioned' : 'withheld',
    );
    const at = `${where}: likelihood ratio`;
    if (recorded === null || now.likelihoodRatio === null) {
      const [expected, found] = [evidence, now].map((each) =>
        each.likelihoodRatio === null
          ? `${each.reason}${each.withheld === undefined ? '' : ` (withheld: ${each.withheld})`}`
          : 'a likelihood ratio',
      );
      if (expected !== found) this.#add('score', at, expected!, found!);
      // Results of before do not say which calibration was in use.
      const [states, rests] = [evidence, now].map((each) =>
        each.likelihoodRatio === null && each.calibration !== undefined
          ? canonicalJson(each.calibration)
          : null,
      );
      if (states && states !== rests) this.#add('score', `${at}: calibration`, states, rests ?? 'none');
      return;
    }
    this.differences.push(
      ...otherRatio(recorded, now.likelihoodRatio, { where: at, software }, (ratio) =>
        expressedSignature(ratio, scale),
      ),
    );
  }

  #add(kind: Difference['kind'], where: string, expected: string, found: string): void {
    this.differences.push({ kind, where, expected, found });
  }
}

const signaturesOf = ({ questioned, references }: ReportSignatureComparison): ReportSignature[] => [
  questioned,
  ...references,
];

const counted = (signatures: number): string => `${signatures} signatures`;
