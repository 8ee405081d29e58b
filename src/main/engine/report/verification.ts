import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import {
  ReportDocument,
  type EmbeddedReport,
  type ReportComparison,
  type ReportItem,
  type ReportSearch,
} from '../../../contract/report.ts';
import type { JournalEntry } from '../../../contract/case.ts';
import { shapeName } from '../../../contract/marks.ts';
import { measure, measurementText, type Measurement } from '../../../contract/measurements.ts';
import type { Comparison, Difference, ModelUse, Search, Verification } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { SignatureComparison } from '../../../contract/signatures.ts';
import { LANGUAGE_NAMES } from '../../../language/language.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { entryHash } from '../case/journal.ts';
import { sha256 } from '../case/hash.ts';
import { isSamePerson } from '../case/same-person.ts';
import type { CaseReader } from '../case/store.ts';
import { contradictionOf, contradictionText } from '../case/witness.ts';
import type { Calibration } from '../comparison/likelihood-ratio/calibration.ts';
import { referenceSha256, type Reference } from '../comparison/reference.ts';
import {
  collectRecorded,
  contentSha256,
  substanceSha256,
  agreementOf,
  type Recorded,
  type ReportSource,
} from './content.ts';
import type { Embedding } from '../encoder/encoder.ts';
import { erasedLabels, otherCharts } from './chart-check.ts';
import { recomputeEvidence, type RecomputedEvidence, type Recomputing } from './evidence-check.ts';
import { neverBegun, neverExported, otherThanJournalled } from './journal-check.ts';
import { erasedByJournal, otherQualities, otherThanReplayed } from './journal-replay.ts';
import { resolutionOf } from './place.ts';
import { parsedAs } from './sealed.ts';
import { checkPages, type Redrawing } from './drawn-again.ts';
import { addedSince, embeddedReport } from './embedded-report.ts';
import { checkReports, LARGEST_REPORT_BYTES } from './report-folder.ts';
import { reportsOnRecord, wholeJournal } from './report-record.ts';
import { otherUnmasking } from './unmasking-check.ts';
import { otherModelText, ResultCheck } from './result-check.ts';
import {
  checkSignatures,
  notRecomputable,
  signatureModelsFor,
  type CheckedSignatures,
  type StartSignatureModel,
} from './signature-check.ts';
import { saidToBeEnglish, translationsOf } from './translations.ts';

/** A model that results can be recomputed with. */
export type VerifyingModel = Pick<Recomputing, 'encoder'> & {
  /** Of the encoder's model, null where it has none. */
  readonly reference: Reference | null;
  readonly calibration: Calibration | null;
  /** Further calibrations of the encoder's model that are here. */
  readonly otherCalibrations?: readonly Calibration[];
};

/** What computes again. */
export interface Verifying extends Recomputing, VerifyingModel {
  /** The model that a result of another than `encoder` was computed with; null where it is not here. */
  readonly modelOf?: (model: ModelUse) => Promise<VerifyingModel | null>;
  /** Starts the signature model that computed a result; left out where none is here. Asked only where there is a comparison of signatures. */
  readonly signatureModel?: StartSignatureModel;
}

export interface CaseVerification extends Verifying {
  readonly store: ReportSource &
    Pick<
      CaseReader,
      'embeddings' | 'writerIdentities' | 'transcriptionSeals' | 'findingStatements' | 'letterStatements'
    >;
  /** What this computer has seen of the journal, by sequence number; null for nothing, left out where nobody looked. */
  readonly witness?: ReadonlyMap<number, string> | null;
  /**
   * All results stored. One that is `stale`, for what changed in the case since, is not recomputed; one of another model
   * than the case's is, where `modelOf` gives that.
   */
  readonly comparisons: readonly Comparison[];
  readonly searches: readonly Search[];
  /** Left out for none. */
  readonly signatures?: readonly SignatureComparison[];
  /** By result id, of what each stored result was computed from. */
  readonly fingerprints?: ReadonlyMap<string, string>;
}

export interface ReportVerification extends Verifying {
  /** Path of the report's JSON or PDF. */
  readonly report: string;
  /** The case folder; found from the report's place in <case>/reports where left out. */
  readonly folder?: string | undefined;
  /** The open case, where its database is there: report and journal extract are compared with its journal. */
  readonly store: Pick<CaseReader, 'journal' | 'view'> | null;
  /** Draws the pages again where no journal seals them; left out, they are not compared. */
  readonly redrawing?: Redrawing;
}

/**
 * Recomputes what a case holds from its evidence, and names each difference. Changes nothing.
 *
 * Embeddings agree when their cosine is at least 0.9999, scores within 1e-4: execution providers differ in rounding.
 *
 * @throws ChirographError `cancelled`, and what reading the case database throws.
 */
export async function verifyCase(request: CaseVerification): Promise<Verification> {
  const { store, encoder } = request;
  const models = await modelsOf([...request.comparisons, ...request.searches], request);
  const { signatures = [] } = request;
  const signing = await signatureModelsFor(signatures, request.signatureModel);
  const content = recordedWith(encoder.model, request);
  // A result of a model that is not here, or of another population, is named even where it no longer stands.
  const standing = new Set(
    [...request.comparisons, ...request.searches]
      .filter((each) => {
        const placed = 'reference' in each ? each.reference?.sha256 : undefined;
        const model = models.get(each.model.sha256);
        const reference = model?.reference ? referenceSha256(model.reference) : null;
        const calibrated = 'known' in each ? each.evidence?.likelihoodRatio?.population.sha256 : undefined;
        return (
          each.stale === null ||
          model === undefined ||
          (calibrated !== undefined && !calibrationsOf(model).has(calibrated)) ||
          (placed !== undefined && reference !== null && placed !== reference)
        );
      })
      .map((each) => each.id),
  );
  const evidence = await recomputeEvidence(content, store.folder, store.embeddings, {
    ...request,
    encoders: [...models.values()].map((model) => model.encoder),
  });
  const results = {
    ...checkResults(
      (model) => (model.sha256 === encoder.model.sha256 ? content : recordedWith(model, request)),
      evidence.recomputed,
      models,
      request,
      ({ id }) => standing.has(id),
    ),
    signed: signatures.length === 0 ? null : await checkSignatures(content, store.folder, signing, request),
  };
  const notSigned = signatures
    .filter(({ stale }) => stale !== null)
    .map((each) => ({ id: each.id, why: notRecomputable(each, signing, `signature ${each.id}`) }))
    .filter(({ why }) => why.length > 0);
  for (const { id } of notSigned) standing.add(id);
  const entries = wholeJournal(store);
  const findings = store.findingStatements();
  const letters = store.letterStatements();
  const reports = await checkReports(store.home, store.view(null).id, entries);
  const found = verification(store.folder, evidence, results, content.journal.total, [
    ...brokenChain(content.journal),
    ...otherThanWitnessed(request.witness ?? null, entries),
    ...reports.differences,
    ...otherThanReplayed(entries, {
      ...content,
      form: store.form(),
      writers: store.writerIdentities(),
      transcriptions: store.transcriptionSeals(),
      findings,
      letters,
    }),
    ...otherThanJournalled(entries, request, request.fingerprints),
    ...notSigned.flatMap(({ why }) => why),
  ]);
  const erased = erasedText(content.items, erasedByJournal(entries));
  const notRecomputed = [
    ...request.comparisons.map((each) => ({ ...each, kind: 'comparison' })),
    ...request.searches.map((each) => ({ ...each, kind: 'search' })),
    ...signatures.filter(({ stale }) => stale !== null).map((each) => ({ ...each, kind: 'signature' })),
  ]
    .filter(({ id }) => !standing.has(id))
    .map(({ kind, id, stale }) => `${kind} ${id}: ${stale ?? ''}`);
  const { witness } = request;
  return {
    ...found,
    checked: {
      ...found.checked,
      reports: reports.reports,
      stale: notRecomputed.length,
      findings: findings.size,
      letters: letters.size,
    },
    ...(erased.length === 0 ? {} : { erased }),
    ...(notRecomputed.length === 0 ? {} : { notRecomputed }),
    ...(reports.unknown.length === 0 ? {} : { unknown: [...reports.unknown] }),
    ...(witness === undefined ? {} : { witness: { known: witness !== null, lines: witness?.size ?? 0 } }),
  };
}

/**
 * Checks a report against itself, its PDF and its JSON against each other where both are there, and what it says against
 * the evidence: recomputes hashes, crops, embeddings and scores. Of a PDF alone the JSON inside is taken. Needs the evidence
 * files, but no case database. Changes nothing.
 *
 * @throws ChirographError `file-missing` or `file-unreadable` for the file itself, `invalid-arguments` where the case
 *   folder cannot be told from the report's place, `cancelled`.
 */
export async function verifyReport(request: ReportVerification): Promise<Verification> {
  const { report, store } = request;
  const { read, pdf, sealedBy, differences: ofFiles } = await readReport(report);
  const parsed = v.safeParse(ReportDocument, read);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = `report, ${v.getDotPath(issue) ?? 'as a whole'}`;
    const found = issue.message;
    return verification(report, NOTHING, NO_RESULTS, 0, [
      { kind: 'report', where, expected: 'a report of format version 1', found },
    ]);
  }
  const entries = store === null ? [] : wholeJournal(store);
  const erasedNow = new Set(
    store?.view(null).items.flatMap((item) => (item.erased === true ? [item.id] : [])) ?? [],
  );
  const document: ReportDocument = {
    ...parsed.output,
    // Whether something was erased is for the case to say, where it is at hand. A report that says so of itself is not
    // believed: what it holds is recomputed, or cannot be.
    items: parsed.output.items.map((item) => ({ ...item, erased: erasedNow.has(item.id) })),
  };
  const folder = caseFolderOf(report, request.folder);
  const charted = document.charts?.nearness;
  const models = await modelsOf(
    [...document.comparisons, ...document.searches, ...(charted === undefined ? [] : [charted])],
    request,
  );
  const evidence = await recomputeEvidence(document, folder, null, {
    ...request,
    encoders: [...models.values()].map((model) => model.encoder),
  });
  const rests = restingOnErased(document);
  const results = {
    ...checkResults(
      () => document,
      evidence.recomputed,
      models,
      request,
      (result) => !rests(result),
    ),
    signed: await checkSignaturesOf(document, folder, request),
  };
  const found = verification(report, evidence, results, document.journal.entries.length, [
    ...ofFiles,
    ...otherContent(read as object, document),
    ...otherModel(document, models),
    ...otherReviews(read as ReportDocument, store === null ? null : entries),
    ...otherMeasurements(document),
    ...otherTranslations(document),
    ...otherAgreement(document),
    ...otherCharts(document, {
      of: ({ sha256: of }) => {
        const model = models.get(of);
        const vectors = evidence.recomputed.get(of) ?? new Map<string, Embedding>();
        return model && { model: model.encoder.model, vectors, reference: model.reference };
      },
      entries: store === null ? null : linesUpTo(entries, document.journal.total),
    }),
    ...(store === null ? [] : otherUnmasking(document, entries)),
    ...brokenExtract(document.journal),
    ...(store === null ? [] : otherJournal(document.journal, store, erasedByJournal(entries))),
    ...(store === null ? [] : sealedBy(entries)),
    ...otherQualities(linesUpTo(entries, document.journal.total), document.items),
  ]);
  const claimed = store === null ? parsed.output.items : document.items;
  const erased = erasedText(claimed, erasedByJournal(entries));
  const whole = erased.length === 0 ? found : { ...found, erased };
  return store === null ? withoutJournal(whole, read as ReportDocument, pdf, folder, request) : whole;
}

/** What no journal at hand seals, and the evidence does not give, is named; of the pages what can be done is done. */
async function withoutJournal(
  found: Verification,
  content: ReportDocument,
  pdf: ReadReport['pdf'],
  folder: string,
  { redrawing, signal }: ReportVerification,
): Promise<Verification> {
  const letters =
    content.charts?.letters === undefined ? '' : ' letters (what they are called, where they stand),';
  const words = `the case form, opinion, findings,${letters} reviews, names and dates: the journal of the case, which seals them, is not at hand`;
  if (pdf === null || !found.ok) return { ...found, unsealed: [words] };
  const { differences, notCompared } = redrawing
    ? await checkPages(pdf, content, folder, redrawing, signal)
    : { differences: [], notCompared: 'nothing here draws them again' };
  const pages = `what the pages of ${pdf.name} print: ${notCompared ?? ''}. Hold them against the JSON, which alone was verified, or verify where the journal is`;
  return {
    ...found,
    ok: differences.length === 0,
    differences: [...found.differences, ...differences],
    unsealed: notCompared === null ? [words] : [words, pages],
  };
}

/**
 * The case folder of a report: the named one, else the folder that holds the reports folder it lies in.
 *
 * @throws ChirographError `invalid-arguments` where the report lies elsewhere and none is named.
 */
export function caseFolderOf(report: string, named?: string): string {
  if (named !== undefined) return path.resolve(named);
  const folder = path.dirname(path.resolve(report));
  if (path.basename(folder) === 'reports') return path.dirname(folder);
  throw new ChirographError(
    'invalid-arguments',
    `The report ${report} lies outside a case's reports folder. Name the case folder with --case.`,
  );
}

interface Recomputed {
  readonly files: number;
  readonly words: number;
  readonly embeddings: number;
  readonly differences: readonly Difference[];
}

interface CheckedResults {
  readonly comparisons: number;
  readonly searches: number;
  /** Of comparisons of signatures; null where there are none. */
  readonly signed: CheckedSignatures | null;
  readonly differences: readonly Difference[];
}

const NOTHING: Recomputed = { files: 0, words: 0, embeddings: 0, differences: [] };
const NO_RESULTS: CheckedResults = { comparisons: 0, searches: 0, signed: null, differences: [] };

function verification(
  target: string,
  evidence: Recomputed,
  results: CheckedResults,
  journalEntries: number,
  others: readonly Difference[],
): Verification {
  const { comparisons, searches, signed } = results;
  const differences = [
    ...others,
    ...evidence.differences,
    ...results.differences,
    ...(signed?.differences ?? []),
  ];
  const { files, words, embeddings } = evidence;
  return {
    ok: differences.length === 0,
    target,
    checked: {
      files,
      words,
      embeddings,
      comparisons,
      searches,
      ...(signed === null ? {} : { signatures: signed.signatures }),
      journalEntries,
    },
    differences,
  };
}

/** The models that recompute, by hash: the one in use, and of those that results were computed with each that is here. */
async function modelsOf(
  results: readonly { readonly model: ModelUse }[],
  { encoder, reference, calibration, otherCalibrations = [], modelOf }: Verifying,
): Promise<Map<string, VerifyingModel>> {
  const models = new Map<string, VerifyingModel>([
    [encoder.model.sha256, { encoder, reference, calibration, otherCalibrations }],
  ]);
  for (const { model } of results) {
    if (models.has(model.sha256)) continue;
    const other = (await modelOf?.(model)) ?? null;
    if (other !== null) models.set(model.sha256, other);
  }
  return models;
}

/** SHA-256 of the calibrations of a model that are here. */
const calibrationsOf = ({ calibration, otherCalibrations = [] }: VerifyingModel): ReadonlySet<string> =>
  new Set([...(calibration === null ? [] : [calibration]), ...otherCalibrations].map(({ sha256 }) => sha256));

/** What a case holds, with the words that one model has encoded as those that its results rest on. */
function recordedWith(
  model: ModelUse,
  { store, comparisons, searches, signatures = [] }: CaseVerification,
): Recorded {
  return collectRecorded({
    store,
    model,
    comparisons: comparisons.map((each) => ({ ...each, stale: null })),
    searches: searches.map((each) => ({ ...each, stale: null })),
    // What others rest on may not be marked any more.
    signatures: signatures.filter(({ stale }) => stale === null),
  });
}

/** Checks each result with the model that computed it; one whose model is not here is a difference. */
function checkResults(
  contentOf: (model: ModelUse) => Recorded,
  recomputed: RecomputedEvidence['recomputed'],
  models: ReadonlyMap<string, VerifyingModel>,
  { encoder }: Verifying,
  stands: (result: ReportComparison | ReportSearch) => boolean,
): Omit<CheckedResults, 'signed'> {
  let [comparisons, searches] = [0, 0];
  const differences: Difference[] = [];
  for (const { encoder: used, reference, calibration, otherCalibrations } of models.values()) {
    const content = contentOf(used.model);
    const isFirst = used.model.sha256 === encoder.model.sha256;
    const mine = (result: ReportComparison | ReportSearch): boolean =>
      stands(result) &&
      (result.model.sha256 === used.model.sha256 || (isFirst && !models.has(result.model.sha256)));
    const embeddings = recomputed.get(used.model.sha256) ?? new Map<string, Embedding>();
    const check = new ResultCheck(content, embeddings, used.model, reference, calibration, otherCalibrations);
    comparisons += content.comparisons.filter((each) => mine(each) && check.comparison(each)).length;
    searches += content.searches.filter((each) => mine(each) && check.search(each)).length;
    for (const difference of check.differences) differences.push(difference);
  }
  return { comparisons, searches, differences };
}

/** Whether a result of a report rests on an item that was erased: nobody can compute it again. */
function restingOnErased(document: ReportDocument): (result: ReportComparison | ReportSearch) => boolean {
  const erased = erasedLabels(document);
  return (result) => {
    const others = 'known' in result ? result.known : result.hits.flatMap((hit) => hit.items);
    return [...result.questioned, ...others].some((label) => erased.has(label));
  };
}

/** Of a report, what does not rest on an item that was erased; null where it holds no comparison of signatures. */
async function checkSignaturesOf(
  document: ReportDocument,
  folder: string,
  request: Verifying,
): Promise<CheckedSignatures | null> {
  if (document.signatures === undefined) return null;
  const erased = erasedLabels(document);
  const signatures = document.signatures.filter(({ questioned, references }) =>
    [questioned, ...references].every(({ item }) => !erased.has(item)),
  );
  const signing = await signatureModelsFor(signatures, request.signatureModel);
  return checkSignatures({ ...document, signatures }, folder, signing, request);
}

function erasedText(items: readonly ReportItem[], lines: ReadonlyMap<string, number>): string[] {
  return items
    .filter((item) => item.erased === true)
    .map(
      ({ id, label }) =>
        `${label} (${lines.has(id) ? `journal line ${lines.get(id)}` : 'no journal at hand'})`,
    );
}

function otherThanWitnessed(
  witness: ReadonlyMap<number, string> | null,
  entries: readonly JournalEntry[],
): Difference[] {
  const contradiction = witness && contradictionOf(witness, entries);
  if (contradiction === null) return [];
  const { sequence, expected, found } = contradiction;
  return [
    {
      kind: 'journal',
      where: `journal line ${sequence}`,
      expected: `hash ${expected}, as this computer has seen it written`,
      found: `${found ?? 'no such line'}. ${contradictionText(contradiction, entries.length)}`,
    },
  ];
}

/** Measurements that do not follow from the places marked and the resolution of their page. */
function otherMeasurements({ findings = [], items }: ReportDocument): Difference[] {
  const text = (measurement: Measurement | null): string =>
    measurement === null ? 'nothing to measure' : measurementText(measurement);
  return findings.flatMap(({ number, marks }) =>
    marks.flatMap(({ item: label, page, content, measurement }): Difference[] => {
      const item = items.find((each) => each.label === label);
      const measured = measure(content, item === undefined ? null : resolutionOf(item, page).dpi);
      if (canonicalJson(measured) === canonicalJson(measurement)) return [];
      const where = `finding ${number}, ${label}, page ${page + 1}: ${shapeName(content.shape)}`;
      return [{ kind: 'report', where, expected: text(measured), found: text(measurement) }];
    }),
  );
}

/**
 * Sentences of a report in another language than English that do not follow from its figures, and from the English that its items
 * and results hold, as this version says them.
 */
function otherTranslations(document: ReportDocument): Difference[] {
  const { language = 'en', translations = {}, software } = document;
  const now = translationsOf(document, language);
  const sentences = [...new Set([...Object.keys(translations), ...Object.keys(now)])];
  return sentences.flatMap((english): Difference[] => {
    const [recorded, said] = [translations[english], now[english]];
    if (recorded === said) return [];
    // An earlier version may have known less.
    if (said !== undefined && recorded === saidToBeEnglish(english, language)) return [];
    return [
      {
        kind: 'report',
        where: `report, in ${LANGUAGE_NAMES[language]}: “${english}”`,
        expected: recorded === undefined ? 'nothing' : `${recorded} (${software})`,
        found: said ?? 'no such sentence',
      },
    ];
  });
}

/** What independent examinations of a report amount to, from its own findings. */
function otherAgreement({ unmasking, findings = [], items }: ReportDocument): Difference[] {
  if (unmasking === undefined) return [];
  const [expected, found] = [agreementOf(findings, items), unmasking.agreement].map(canonicalJson) as [
    string,
    string,
  ];
  return expected === found
    ? []
    : [{ kind: 'report', where: 'independent findings beside each other', expected, found }];
}

/** What the report says of the model in use when it was made, where that is among those that recompute. */
function otherModel({ model }: ReportDocument, models: ReadonlyMap<string, VerifyingModel>): Difference[] {
  const now = model && models.get(model.sha256);
  return model && now ? otherModelText(model, now.encoder.model, 'report') : [];
}

/** A report's document, as it stands in its file: its content hash is over that, not over what a schema keeps of it. */
interface ReadReport {
  readonly read: unknown;
  /** The PDF that the report is, or that lies beside its JSON; null for none. */
  readonly pdf: { readonly name: string; readonly bytes: Uint8Array } | null;
  /** Whether the journal says that the file was exported. */
  readonly sealedBy: (entries: readonly JournalEntry[]) => Difference[];
  /** What a report's PDF and JSON do not have in common. */
  readonly differences: readonly Difference[];
}

async function readReport(file: string): Promise<ReadReport> {
  const bytes = await readOr(file, 'the JSON or PDF of a report');
  if (!isPdf(bytes)) {
    const read = parsedJson(bytes, file);
    const sealedBy = (entries: readonly JournalEntry[]): Difference[] => neverExported(entries, bytes);
    return { read, sealedBy, ...(await besideJson(file, read)) };
  }
  const embedded = embeddedReport(bytes, LARGEST_REPORT_BYTES);
  if (embedded === null) {
    const remedy = 'Verify the JSON that was written beside it.';
    throw new ChirographError(
      'file-unreadable',
      `${file} holds no report's JSON as Chirograph writes it: an earlier version made it, or another program has changed it. ${remedy}`,
    );
  }
  const inside = parsedJson(embedded, file) as EmbeddedReport;
  const pdf = { file: path.basename(file), sha256: sha256(bytes), pages: pageCount(bytes) };
  const json = /\.pdf$/iu.test(file)
    ? await readFile(file.replace(/\.pdf$/iu, '.json'), 'utf8').catch(() => '')
    : '';
  const beside = parsedAs(json, Checked);
  return {
    read: { ...inside, checks: { ...inside.checks, pdf } },
    pdf: { name: pdf.file, bytes },
    sealedBy: (entries) => neverBegun(entries, inside, pdf.sha256),
    differences: [
      ...otherThanWritten(pdf.file, bytes),
      ...(beside === null ? [] : otherInside(pdf.file, beside.checks, inside, pdf.sha256)),
    ],
  };
}

const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

/** What a document says of its hash and of its PDF. */
const Checked = v.object({ checks: ReportDocument.entries.checks });

async function readOr(file: string, what: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw missing
      ? new ChirographError('file-missing', `There is no report ${file}.`, { cause })
      : new ChirographError('file-unreadable', `${file} is not ${what}, or cannot be read.`, { cause });
  }
}

function parsedJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch (cause) {
    throw new ChirographError('file-unreadable', `${file} is not the JSON or PDF of a report.`, { cause });
  }
}

function otherContent(read: object, { checks }: ReportDocument): Difference[] {
  const content = contentSha256(read);
  if (content === checks.contentSha256) return [];
  const where = 'report, its own content hash';
  return [{ kind: 'report', where, expected: checks.contentSha256, found: content }];
}

/** The PDF beside a report's JSON; one that was taken away is no difference. */
async function besideJson(report: string, read: unknown): Promise<Pick<ReadReport, 'pdf' | 'differences'>> {
  const parsed = v.safeParse(Checked, read);
  if (!parsed.success) return { pdf: null, differences: [] };
  const { checks } = parsed.output;
  // Only the name: a path in a report that somebody sent must not make this read another place.
  const pdf = path.join(path.dirname(report), path.basename(checks.pdf.file));
  const bytes = await readFile(pdf).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ChirographError('file-unreadable', `${pdf} cannot be read.`, { cause: error });
  });
  if (bytes === null) return { pdf: null, differences: [] };
  const found = sha256(bytes);
  const { file, sha256: expected } = checks.pdf;
  if (found !== expected)
    return { pdf: null, differences: [{ kind: 'report', where: file, expected, found }] };
  const embedded = embeddedReport(bytes, LARGEST_REPORT_BYTES);
  const inside = embedded && (parsedJson(embedded, pdf) as EmbeddedReport);
  return {
    pdf: { name: path.basename(pdf), bytes },
    differences: [...otherInside(file, checks, inside, found), ...otherPages(checks.pdf, pageCount(bytes))],
  };
}

/** A PDF that another program has added to: readers may show what was added in the place of what was written. */
function otherThanWritten(file: string, bytes: Uint8Array): Difference[] {
  const found = addedSince(bytes);
  if (found === null) return [];
  const expected = 'one revision with one report inside, and nothing after it';
  return [{ kind: 'report', where: `${file}: as it was written`, expected, found }];
}

/** Whether a PDF is the one that a report's JSON names, and says the same inside; those of earlier versions say nothing. */
function otherInside(
  name: string,
  checks: ReportDocument['checks'],
  inside: EmbeddedReport | null,
  found: string,
): Difference[] {
  if (found !== checks.pdf.sha256) {
    return [{ kind: 'report', where: name, expected: checks.pdf.sha256, found }];
  }
  const content = inside && contentSha256(inside);
  if (content === null || content === checks.contentSha256) return [];
  return [
    { kind: 'report', where: `${name}: content inside`, expected: checks.contentSha256, found: content },
  ];
}

function otherPages({ file, pages: stated }: ReportDocument['checks']['pdf'], pages: number): Difference[] {
  if (pages === stated) return [];
  const [expected, found] = [`${stated} pages`, `${pages} pages`];
  return [{ kind: 'report', where: `${file}: pages`, expected, found }];
}

/** Pages of a PDF as pdfkit writes it: every page an object of its own, uncompressed but for its content. */
function pageCount(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length ?? 0
  );
}

/**
 * A review is one of what the report says, by another person than its author, of a draft that the journal has as the review
 * says.
 *
 * @param entries the case's journal; null where it is not at hand.
 */
function otherReviews(document: ReportDocument, entries: readonly JournalEntry[] | null): Difference[] {
  const { review, earlierReviews = [], examiner } = document;
  const substance = substanceSha256(document);
  const drafts = new Map(entries && reportsOnRecord(entries).map((record) => [record.id, record]));
  const where = 'technical review';
  return [...earlierReviews, ...(review ? [review] : [])].flatMap(({ draft, reviewer }): Difference[] => {
    const record = drafts.get(draft.report);
    const facts: [string, string, string | undefined][] = [
      ['what the draft said', draft.substanceSha256, substance],
      ...(record === undefined
        ? []
        : ([
            ["the draft's content", draft.contentSha256, record.contentSha256],
            ["the draft's PDF", draft.pdfSha256 ?? record.pdfSha256, record.pdfSha256],
            ['program of the draft', draft.software ?? record.line.software, record.line.software],
          ] satisfies [string, string, string][])),
    ];
    return [
      ...facts
        .filter(([, expected, found]) => expected !== found)
        .map(([what, expected, found]): Difference => ({
          kind: 'report',
          where: `${where}: ${what}`,
          expected,
          found: found ?? 'nothing',
        })),
      ...(isSamePerson(reviewer, examiner)
        ? [
            {
              kind: 'report' as const,
              where: `${where}: reviewer`,
              expected: 'another person than the author',
              found: reviewer.name,
            },
          ]
        : []),
    ];
  });
}

type Extract = Recorded['journal'];

const CHAINED = 'a hash that follows from the line and the one before it';

function brokenChain({ intact, brokenAt }: Pick<Extract, 'intact' | 'brokenAt'>): Difference[] {
  if (intact) return [];
  const where = brokenAt === null ? 'journal' : `journal line ${brokenAt}`;
  return [{ kind: 'journal', where, expected: CHAINED, found: 'a line that was changed, removed or added' }];
}

/** Whether the lines of an extract are what their hashes say, hold together, and end in the head and total that it states. */
function brokenExtract({ entries, head, total }: Extract): Difference[] {
  const differences: Difference[] = [];
  entries.forEach((entry, at) => {
    const before = entries[at - 1];
    const hash = entryHash(entry);
    if (hash !== entry.hash) {
      const where = `journal line ${entry.sequence}`;
      differences.push({ kind: 'journal', where, expected: entry.hash, found: hash });
    }
    if (before !== undefined && entry.previous !== before.hash) {
      const where = `journal line ${entry.sequence}`;
      differences.push({ kind: 'journal', where, expected: before.hash, found: entry.previous });
    }
  });
  const last = entries.at(-1);
  if (last !== undefined && last.hash !== head) {
    const where = `journal line ${last.sequence}`;
    differences.push({ kind: 'journal', where, expected: head ?? 'no head', found: last.hash });
  }
  if ((last?.sequence ?? 0) !== total) {
    const [expected, found] = [`${total} lines`, `a last line of number ${last?.sequence ?? 0}`];
    differences.push({ kind: 'journal', where: 'journal extract: number of lines', expected, found });
  }
  return differences;
}

/** The lines that were there when a report was begun. */
const linesUpTo = (entries: readonly JournalEntry[], total: number): JournalEntry[] =>
  entries.filter(({ sequence }) => sequence <= total);

/** The extract's lines as the case's journal has them now; lines written since are no difference. */
function otherJournal(
  { entries }: Extract,
  store: Pick<CaseReader, 'journal'>,
  erased: ReadonlyMap<string, number>,
): Difference[] {
  const last = entries.at(-1);
  if (last === undefined) return [];
  const journal = store.journal(last.sequence + 1, entries.length);
  const kept = new Map(journal.entries.map((entry) => [entry.sequence, entry]));
  const changed = entries.flatMap((entry): Difference[] => {
    const now = kept.get(entry.sequence);
    // The report still has the name of an examiner who was erased; the line's hash covers the id alone.
    const read = now && erased.has(entry.examiner.id) ? { ...now, examiner: entry.examiner } : now;
    if (read !== undefined && canonicalJson(read) === canonicalJson(entry)) return [];
    const found = now === undefined ? 'no such line in the case' : canonicalJson(now);
    return [
      { kind: 'journal', where: `journal line ${entry.sequence}`, expected: canonicalJson(entry), found },
    ];
  });
  return [...brokenChain(journal), ...changed];
}
