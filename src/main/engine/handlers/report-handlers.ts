import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { choiceKept, USUAL_CHARTS } from '../../../contract/chart-choice.ts';
import { laboratoryIn } from '../../../contract/laboratory.ts';
import type { ModelUse, Verification } from '../../../contract/results.ts';
import { objectionsIn, type TechnicalReview } from '../../../contract/review.ts';
import { ChirographError, type ErrorCode } from '../../../contract/schema.ts';
import type { SignatureComparison } from '../../../contract/signatures.ts';
import { placeOfEither } from '../case/case-home.ts';
import { CASE_FILE, requireFolder } from '../case/folder.ts';
import { readCase, readPlace } from '../case/read-case.ts';
import type { CaseReader } from '../case/store.ts';
import { lastWitnessed, readWitness, witnessFolder, witnessName } from '../case/witness.ts';
import { exportReport, type ReportSeal } from '../report/export.ts';
import { enterLateExports } from '../report/late-entry.ts';
import {
  finalReports,
  nextIssue,
  reportPdfs,
  reportsOnRecord,
  wholeJournal,
  type FinalReport,
} from '../report/report-record.ts';
import {
  accountOf,
  asMissing,
  distinctionOf,
  readReviews,
  requireReviewable,
  REVIEW_BEGUN,
  REVIEW_LOST,
  REVIEW_SIGNED,
  writeReview,
  type ReviewRecord,
  type StandingReview,
} from '../report/review-file.ts';
import { isOfSignatures, isOfWriting } from '../comparison/likelihood-ratio/calibration-file.ts';
import { missingModel } from '../report/result-check.ts';
import type { VerifyingSignatureModel } from '../report/signature-check.ts';
import { caseFolderOf, verifyCase, verifyReport, type VerifyingModel } from '../report/verification.ts';
import {
  meter,
  openCase,
  sightIn,
  type CallContext,
  type Handlers,
  type LoadedModel,
  type LoadedSignatureModel,
  type Services,
} from '../services.ts';
import { encodeItems } from './case-handlers.ts';
import { seenFindings, unmaskingFor, veiledVerification } from './veil.ts';
import {
  comparisonsAgainst,
  inUseOf,
  listComparisons,
  listSearches,
  searchesAgainst,
  type ModelFor,
} from './comparison-handlers.ts';
import { listSignatureComparisons, signatureComparisonsAgainst } from './signature-handlers.ts';

/** What keeps one model from being used, and is no reason not to verify what others computed. */
const UNUSABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['model-refused', 'provider-failed']);

type ReportMethod =
  'report.export' | 'report.list' | 'report.review' | 'report.reviewLost' | 'case.verify' | 'verify.run';

/** What reports are made on, as they say it. */
const PLATFORM = `${process.platform} ${process.arch}, Node ${process.version}`;

/** Writing reports, and recomputing what they and their case say from the evidence. */
export function reportHandlers(services: Services): Handlers<ReportMethod> {
  const { preparation, roots } = services;

  return {
    async 'report.export'(args, context) {
      const open = openCase(services, args.case);
      const { store, inTurn } = open;
      const out = args.out === undefined ? undefined : await roots.admit(args.out);
      return inTurn(context, async () => {
        // Writing the report makes folders that are missing; a case's own that was removed must not come back empty.
        await requireFolder(store.home);
        const comparisons = standing(args.comparisons, await listComparisons(services, store), 'comparison');
        const searches = standing(args.searches, await listSearches(services, store), 'search');
        const ofSignatures = await listSignatureComparisons(services, store);
        const stillStanding = ofSignatures.filter(({ stale }) => stale === null).map(({ id }) => id);
        const signatures = standing(
          args.signatures ?? stillStanding,
          ofSignatures,
          'comparison of signatures',
        );
        const results = [...args.comparisons, ...args.searches, ...signatures.map(({ id }) => id)];
        const sight = sightIn(store, context);
        const loaded = await services.model(store).catch((refusal: unknown) => {
          // Without its model nobody can say which words a result stands on, and the report could never be verified.
          if (results.length > 0) throw refusal;
          return null;
        });
        const model = loaded?.encoder.model ?? null;
        const letters = store.letters().filter(({ id }) => sight === null || sight.seesFinding(id));
        const form = store.form();
        const kept =
          form.charts &&
          choiceKept(
            form.charts,
            letters.map(({ name }) => name),
          );
        const choice = args.charts ?? kept ?? USUAL_CHARTS;
        // Of all words in use or of none: part of them would order the case otherwise.
        if (model !== null && (choice.matrix || choice.map))
          await encodeItems(services, open, undefined, context);
        const laboratory = await services.laboratory.inUse(context.signal);
        const language = args.language ?? form.language ?? laboratory.printed.language ?? 'en';
        const id = randomUUID();
        if (await enterLateExports(store, context.examiner()))
          services.emit('case.changed', { case: store.id });
        const entries = wholeJournal(store);
        const records = reportsOnRecord(entries);
        const pdfs = await reportPdfs(store.home);
        const finals = finalReports(records, pdfs);
        const last = finals.at(-1);
        const reviews = await readReviews(store.home, entries);
        const issue = nextIssue(records, finals, args.state);
        const { state, version } = issue;
        if (state === 'final') requireReviews(reviews.missing);
        const report = await exportReport({
          store,
          report: id,
          issue,
          preparation,
          examiner: context.examiner(),
          laboratory: laboratoryIn(laboratory.printed, language),
          logo: laboratory.logo,
          language,
          software: services.software,
          platform: PLATFORM,
          model,
          createdAt: new Date().toISOString(),
          comparisons,
          searches,
          signatures,
          findings: args.findings ? seenFindings(store, sight) : [],
          charts: {
            choice,
            reference: loaded?.reference ?? null,
            model,
            vectors: (crops) => (model === null ? new Map() : store.embeddings(model.sha256, crops)),
            letters,
          },
          unmasking: sight && unmaskingFor(store, sight),
          out,
          signal: context.signal,
          ...(state === 'final' && {
            reviewsOf: (substance) => {
              const standing = reviews.standing.filter(
                ({ review }) => review.draft.substanceSha256 === substance,
              );
              const drafts = records.filter(({ issue: of }) => of?.substanceSha256 === substance);
              const lost = reviews.missing.filter(({ draft }) => drafts.some(({ id: of }) => of === draft));
              requireRepeated(lost, standing);
              return { reviews: standing.map(({ review }) => review), lost: lost.map(asMissing) };
            },
          }),
          // A kill between here and the line below leaves a report that the journal knows all the same.
          onSealed: (seal) => {
            // What was finalised and lost can be written anew, as another version.
            if (state === 'final' && last && pdfs.has(last.pdfSha256)) requireChange(last, seal);
            store.record(context.examiner(), 'report.begin', [id, ...results], {
              ...seal,
              state,
              version,
              language,
              account: context.account(),
            });
          },
        });
        store.record(context.examiner(), 'report.export', [id, ...results], {
          pdfSha256: report.pdfSha256,
          jsonSha256: report.jsonSha256,
          pages: report.pages,
          state,
          version,
        });
        services.emit('case.changed', { case: store.id });
        return { ...report, state, version, language };
      });
    },
    async 'report.list'(args) {
      const { store } = openCase(services, args.case);
      const entries = wholeJournal(store);
      const pdfs = await reportPdfs(store.home);
      const reviews = await readReviews(store.home, entries);
      return reportsOnRecord(entries)
        .filter(({ exported, pdfSha256 }) => exported !== null || pdfs.has(pdfSha256))
        .map(({ id, issue, language, line, pdfSha256 }) => {
          const reviewed = reviews.standing.findLast(({ review }) => review.draft.report === id);
          const gone = reviews.missing.filter(({ draft }) => draft === id);
          return {
            id,
            issue: issue && { state: issue.state, version: issue.version },
            at: line.at,
            by: line.examiner.name,
            results: line.subjects.length - 1,
            ...(language === null ? {} : { language }),
            pdfSha256,
            pdf: pdfs.get(pdfSha256) ?? null,
            review: reviewed
              ? {
                  at: reviewed.review.at,
                  by: reviewed.review.reviewer.name,
                  objections: objectionsIn(reviewed.review).length,
                }
              : null,
            ...(gone.length === 0 ? {} : { missingReviews: gone.map(asMissing) }),
          };
        })
        .reverse();
    },
    'report.review'(args, context) {
      const { store, inTurn } = openCase(services, args.case);
      return inTurn(context, async () => {
        await requireFolder(store.home);
        const reviewer = context.examiner();
        const account = context.account();
        const draft = reportsOnRecord(wholeJournal(store)).find(({ id }) => id === args.report);
        const pdf = draft && (await reportPdfs(store.home)).get(draft.pdfSha256);
        requireReviewable(draft, pdf, reviewer);
        const { contentSha256, pdfSha256, issue, line } = draft;
        const review: TechnicalReview = {
          id: randomUUID(),
          at: new Date().toISOString(),
          reviewer,
          draft: {
            report: draft.id,
            contentSha256,
            substanceSha256: issue.substanceSha256,
            pdfSha256,
            software: line.software,
          },
          distinction: distinctionOf(accountOf(line), account),
          answers: args.answers,
        };
        const subjects = [review.id, draft.id];
        let sealed = {};
        // A kill between here and the line below leaves a file that the journal knows all the same, or none.
        await writeReview(store.home, pdf as string, review, (reviewSha256) => {
          sealed = { reviewSha256, objections: objectionsIn(review).length, account };
          store.record(reviewer, REVIEW_BEGUN, subjects, sealed);
        });
        store.record(reviewer, REVIEW_SIGNED, subjects, sealed);
        services.emit('case.changed', { case: store.id });
        return review;
      });
    },
    'report.reviewLost'(args, context) {
      const { store, inTurn } = openCase(services, args.case);
      return inTurn(context, async () => {
        await requireFolder(store.home);
        const missing = async (): Promise<ReviewRecord | undefined> =>
          (await readReviews(store.home, wholeJournal(store))).missing.find(({ id }) => id === args.review);
        const before = await missing();
        if (before === undefined) {
          throw new ChirographError(
            'not-found',
            'This case misses no such review: its file is there as it was signed, or it was never signed here.',
          );
        }
        if (before.lost === null) {
          const { id, draft, reviewSha256 } = before;
          store.record(context.examiner(), REVIEW_LOST, [id, draft], { reviewSha256 });
          services.emit('case.changed', { case: store.id });
        }
        return asMissing((await missing()) ?? before);
      });
    },
    'case.verify'(args, context) {
      const { store, inTurn } = openCase(services, args.case);
      // What is being prepared meanwhile would read as a difference.
      return inTurn(context, async () => {
        return verifyStore(services, store, witnessOf(services, store), context);
      });
    },
    async 'verify.run'({ target, folder }, context) {
      const resolved = path.resolve(target);
      if (!existsSync(resolved)) {
        throw new ChirographError(
          'file-missing',
          `There is no ${target}. Name a case folder, or a report's JSON or PDF.`,
        );
      }
      if (statSync(resolved).isDirectory()) {
        const { store, witness } = await readWithWitness(services, resolved);
        try {
          const found = await verifyStore(services, store, witness, context);
          return veiledVerification(found, sightIn(store, context));
        } finally {
          store.close();
        }
      }
      const model = await orRefusal(services.model());
      if (model instanceof ChirographError) return withoutModel(resolved, model);
      const named = caseFolderOf(resolved, folder);
      const place = await placeOfEither(named, services.homes);
      const store = existsSync(path.join(place.home, CASE_FILE)) ? await readPlace(place) : null;
      try {
        return await verifyReport({
          preparation,
          ...(await verifying(services, model)),
          modelOf: (wanted) => usable(services, wanted),
          signatureModel: (wanted) => verifyingSignatures(services, wanted),
          report: resolved,
          folder: place.folder,
          store,
          redrawing: {
            preparation,
            software: services.software,
            platform: PLATFORM,
            logoOf: async (sha256, signal) => {
              const { printed, logo } = await services.laboratory.inUse(signal);
              return printed.logo === sha256 ? logo : null;
            },
          },
          signal: context.signal,
          onProgress: filesDone(context),
        });
      } finally {
        store?.close();
      }
    },
  };
}

/** What another examiner objected to does not leave a final report by its file being taken away. */
function requireReviews(missing: readonly ReviewRecord[]): void {
  const open = missing.filter(({ lost }) => lost === null);
  const [first] = open;
  if (first === undefined) return;
  throw new ChirographError(
    'invalid-arguments',
    `The report cannot be finalised: a technical review, journal line ${first.line.sequence}, is not in the case's reports folder as it was signed (SHA-256 of its file, as the journal has it, does not occur there)${open.length > 1 ? `, and ${open.length - 1} more` : ''}. Put the file back, from a copy of the case if need be, and finalise again. Where there is no copy, record the review as lost; what it was about is then to be reviewed anew.`,
  );
}

/** What a lost review was about is reviewed again before it is final: nobody can say what the lost one objected to. */
function requireRepeated(lost: readonly ReviewRecord[], reviews: readonly StandingReview[]): void {
  const first = lost.find(({ line }) => !reviews.some(({ record }) => record.line.sequence > line.sequence));
  if (first === undefined) return;
  throw new ChirographError(
    'invalid-arguments',
    `The report cannot be finalised: the technical review of this content that ${first.line.examiner.name} signed on ${first.line.at.slice(0, 10)} is lost, and no other was signed since. Have a draft of it reviewed again, then finalise.`,
  );
}

/** A final report is only replaced by one that says something else. */
function requireChange(last: FinalReport, seal: ReportSeal): void {
  if (last.issue.substanceSha256 !== seal.substanceSha256) return;
  throw new ChirographError(
    'invalid-arguments',
    `Nothing that the report says has changed since version ${last.issue.version} was finalised on ${last.line.at.slice(0, 10)}: that version stands.`,
  );
}

/**
 * Verifies a case with the model that it uses, and each result with the model that computed it. Where the case's own is
 * not here, all else is verified with the default, and that it is missing is a difference.
 */
async function verifyStore(
  services: Services,
  store: CaseReader,
  witness: ReadonlyMap<number, string> | null,
  context: CallContext,
): Promise<Verification> {
  const chosen = store.model();
  const own = await orRefusal(services.model(store));
  const model = own instanceof ChirographError && chosen !== null ? await orRefusal(services.model()) : own;
  if (model instanceof ChirographError) return withoutModel(store.folder, model);
  const models = new Map([[model.encoder.model.sha256, model]]);
  for (const { result } of [...store.comparisons(), ...store.searches()]) {
    const other = models.get(result.model.sha256) ?? (await loadUsable(services, result.model));
    if (other !== null) models.set(result.model.sha256, other);
  }
  const modelFor: ModelFor = ({ sha256 }) => {
    const used = models.get(sha256);
    return used === undefined ? null : inUseOf(used);
  };
  const found = await verifyCase({
    store,
    preparation: services.preparation,
    ...(await verifying(services, model)),
    modelOf: async ({ sha256 }) => {
      const other = models.get(sha256);
      return other === undefined ? null : verifying(services, other);
    },
    witness,
    fingerprints: fingerprintsOf(store),
    comparisons: comparisonsAgainst(store, modelFor),
    searches: searchesAgainst(store, modelFor),
    signatureModel: (wanted) => verifyingSignatures(services, wanted),
    signatures: await signaturesToVerify(services, store),
    signal: context.signal,
    onProgress: filesDone(context),
  });
  if (!(own instanceof ChirographError)) return found;
  return {
    ...found,
    ok: false,
    differences: [missingModel('model of the case', own.message), ...found.differences],
  };
}

function orRefusal<M>(loading: Promise<M>): Promise<M | ChirographError> {
  return loading.catch((error: unknown) => {
    if (error instanceof ChirographError && UNUSABLE.has(error.code)) return error;
    throw error;
  });
}

/** A model with every population that is here of it: results name the one that they were computed with. */
async function verifying(
  { populations }: Services,
  { encoder, reference, calibration }: LoadedModel,
): Promise<VerifyingModel> {
  const otherCalibrations = (await populations.of(encoder.model.sha256)).filter(isOfWriting);
  return { encoder, reference, calibration, otherCalibrations };
}

/** The model that a result was computed with; null where it is not here, is not what it was, or does not run here. */
async function loadUsable(services: Services, wanted: ModelUse): Promise<LoadedModel | null> {
  const model = await orRefusal(services.models.load(wanted));
  return model instanceof ChirographError ? null : model;
}

async function usable(services: Services, wanted: ModelUse): Promise<VerifyingModel | null> {
  const model = await loadUsable(services, wanted);
  return model && verifying(services, model);
}

/** The signature model that computed a result, with every calibration of it that is here, or why it cannot be used. */
async function verifyingSignatures(
  services: Services,
  wanted: ModelUse,
): Promise<VerifyingSignatureModel | ChirographError> {
  const model = await orRefusal(services.signatureModel(wanted));
  if (model instanceof ChirographError) return model;
  return {
    ...model,
    otherCalibrations: (await services.populations.of(wanted.sha256)).filter(isOfSignatures),
  };
}

/** Comparisons of signatures, each held against the model that computed it, as far as that is here. */
async function signaturesToVerify(services: Services, store: CaseReader): Promise<SignatureComparison[]> {
  const models = new Map<string, LoadedSignatureModel>();
  for (const { result } of store.signatureComparisons()) {
    const model = models.get(result.model.sha256) ?? (await orRefusal(services.signatureModel(result.model)));
    if (!(model instanceof ChirographError)) models.set(result.model.sha256, model);
  }
  return signatureComparisonsAgainst(store, ({ sha256 }) => models.get(sha256) ?? null);
}

/** A model file that was altered is what a verification is to find; nothing can be recomputed with it. */
function withoutModel(target: string, refusal: ChirographError): Verification {
  const checked = { files: 0, words: 0, embeddings: 0, comparisons: 0, searches: 0, journalEntries: 0 };
  return { ok: false, target, checked, differences: [missingModel('model file', refusal.message)] };
}

function fingerprintsOf(store: CaseReader): ReadonlyMap<string, string> {
  return new Map(
    [...store.comparisons(), ...store.searches(), ...store.signatureComparisons()].map(
      ({ result, fingerprint }) => [result.id, fingerprint],
    ),
  );
}

/**
 * A copy of a case, and what this computer has seen of its journal. Where it has seen more than the copy holds, another
 * process may have entered that meanwhile: a copy made after the look then has it, and only a case put back has not.
 */
async function readWithWitness(
  { userData, homes }: Services,
  folder: string,
): Promise<{ store: CaseReader; witness: ReadonlyMap<number, string> | null }> {
  const store = await readCase(folder, homes);
  const witness = readWitness(witnessFolder(userData), witnessName(store.id, store));
  const { total } = store.journal(undefined, 1);
  if (witness === null || lastWitnessed(witness) <= total) return { store, witness };
  store.close();
  return { store: await readCase(folder, homes), witness };
}

/**
 * What this computer has seen of an open case's journal. Of one that another process holds it is looked at how it was
 * when it was opened: what the holder has entered since is no contradiction.
 */
function witnessOf({ userData }: Services, store: CaseReader): ReadonlyMap<number, string> | null {
  const seen = readWitness(witnessFolder(userData), witnessName(store.id, store));
  if (seen === null || store.readOnly === null) return seen;
  const { total } = store.journal(undefined, 1);
  return new Map([...seen].filter(([sequence]) => sequence <= total));
}

/** Progress of a verification, in evidence files read again. */
function filesDone(context: CallContext): (done: number, total: number, note: string) => void {
  let report: ReturnType<typeof meter> | undefined;
  return (done, total, note) => {
    report ??= meter(context, total, 'files');
    report(done, note);
  };
}

/** The results with these ids, in the order in which they were made; a report holds none that no longer stands. */
function standing<R extends { readonly id: string; readonly at: string; readonly stale: string | null }>(
  wanted: readonly string[],
  stored: readonly R[],
  what: string,
): R[] {
  const byId = new Map(stored.map((each) => [each.id, each]));
  const results = wanted.map((id) => {
    const result = byId.get(id);
    if (result === undefined) throw new ChirographError('not-found', `This case has no such ${what}.`);
    if (result.stale !== null) {
      throw new ChirographError(
        'invalid-arguments',
        `A ${what} chosen for the report no longer stands: ${result.stale} Run it again, or leave it out.`,
      );
    }
    return result;
  });
  return results.sort((a, b) => (a.at < b.at ? -1 : 1));
}
