import * as v from 'valibot';
import { MarkedSignature, MOST_REFERENCES, SignatureComparison } from './signatures.ts';
import { AnnotationCollection } from './annotations.ts';
import { Case, CaseForm, Examiner, Item, ItemRole, Journal, Page } from './case.ts';
import {
  EditKind,
  EditStep,
  ExclusionReason,
  Hand,
  ReadingOrder,
  Region,
  StatedResolution,
} from './corrections.ts';
import { Nearness, ScoreCurves, Why } from './charts.ts';
import { ErasureKind, ErasureOutcome, ErasureReason } from './erasure.ts';
import { VerbalScale } from './evidence.ts';
import { Finding, FindingInput } from './findings.ts';
import { FolderListing } from './folder.ts';
import { Laboratory, LARGEST_LOGO_BYTES, PrintedLaboratory } from './laboratory.ts';
import { Letter, LetterInput } from './letters.ts';
import { ModelDetails, ModelEntry, ModelRemoval } from './models.ts';
import { PART_LENGTH, PictureFacts, SavedPicture } from './pictures.ts';
import { ChartChoice } from './chart-choice.ts';
import { MissingChart } from './report-charts.ts';
import { ReportLanguage, ReportOnRecord, ReportState } from './report.ts';
import { Comparison, MOST_HITS, PairResult, Search, Verification } from './results.ts';
import { Population } from './populations.ts';
import { MissingReview, ReviewAnswers, TechnicalReview } from './review.ts';
import { Count, Id, LocalPath, Problem, RequiredLine, Sha256 } from './schema.ts';
import { Tile } from './tiles.ts';
import { Agreement, OpenedStage, UnmaskingEndReason } from './unmasking.ts';
import { MaterialCheck, PopulationValidation, ValidationOutcome } from './validation.ts';
import { Tone } from './view.ts';

/**
 * One method of the engine.
 *
 * `writes`: the call needs an examiner in its envelope, and is journalled.
 * `caller`: `window` methods may be called by every shell; `terminal` methods by the command line only, since
 * they read paths that the caller names; `shell` methods by a shell itself but never by the page it shows.
 */
interface Definition {
  readonly args: v.GenericSchema;
  readonly result: v.GenericSchema;
  readonly writes: boolean;
  readonly caller: 'window' | 'shell' | 'terminal';
}

const none = v.object({});
const ofCase = { case: Id };
/** Labelled material: a table of images, the folder that its paths start from (its own where null), and the rows that count. */
const ofMaterial = {
  manifest: LocalPath,
  root: v.nullable(LocalPath),
  /** Rows of this split; all of them where null. */
  split: v.nullable(v.string()),
};

/** The default model, as it runs in this engine. */
export const ModelInfo = v.object({
  name: v.string(),
  version: v.string(),
  task: v.string(),
  file: v.string(),
  sha256: Sha256,
  provider: v.string(),
  /** Providers that were tried before it and why each failed. */
  refusedProviders: v.array(v.object({ provider: v.string(), reason: v.string() })),
  reference: v.nullable(v.object({ population: v.string(), writers: Count })),
});
export type ModelInfo = v.InferOutput<typeof ModelInfo>;

export const EngineInfo = v.object({
  software: v.string(),
  node: v.string(),
  platform: v.string(),
  /** The default model; a case may compute with another. Null where it cannot be used; `modelProblem` then says why. */
  model: v.nullable(ModelInfo),
  modelProblem: v.nullable(Problem),
  /** Why nothing can be kept in this user's data; left out where it can. */
  userDataProblem: v.optional(Problem),
});
export type EngineInfo = v.InferOutput<typeof EngineInfo>;

/** A report on a process that died, on this computer's disk: its path, and the text to show. */
export const CrashReport = v.object({ file: v.string(), text: v.string() });
export type CrashReport = v.InferOutput<typeof CrashReport>;

/** Outcome of a long run over items: what was done, and each item that failed with its reason. */
export const RunOutcome = v.object({
  items: Count,
  words: Count,
  /** Words that had an embedding already. */
  reused: Count,
  seconds: v.number(),
  failed: v.array(v.object({ item: Id, label: v.string(), path: v.string(), problem: Problem })),
});
export type RunOutcome = v.InferOutput<typeof RunOutcome>;

export const methods = {
  /** Versions, model and provider of the running engine. */
  'engine.info': { args: none, result: EngineInfo, writes: false, caller: 'window' },
  /** Bytes of an image named by an opaque id, ready to show. */
  'image.read': {
    args: v.object({
      ...ofCase,
      image: Id,
      maxSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(16))),
      /** Of a page: one part of it, and `maxSize` counts for nothing. */
      tile: v.optional(Tile),
    }),
    result: v.object({
      mediaType: v.string(),
      bytes: v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes'),
    }),
    writes: false,
    caller: 'shell',
  },
  /** The examiner of this computer's user; null before the first start's question was answered. */
  'examiner.get': { args: none, result: v.nullable(Examiner), writes: false, caller: 'window' },
  'examiner.save': {
    args: v.object({ examiner: Examiner }),
    result: Examiner,
    writes: false,
    caller: 'window',
  },

  /**
   * Opens a folder as a case: finds and hashes its images, makes case.chirograph beside them. With `unmasking` it is set to
   * sequential unmasking before anything of it is seen, as by `unmasking.begin`. With `existing` no case is made: a folder
   * that holds none is refused with `not-found`, and nothing is written.
   */
  'case.open': {
    args: v.object({
      folder: LocalPath,
      unmasking: v.optional(v.boolean(), false),
      existing: v.optional(v.boolean(), false),
    }),
    result: Case,
    writes: true,
    caller: 'window',
  },
  'case.get': { args: v.object(ofCase), result: Case, writes: false, caller: 'window' },
  'case.close': { args: v.object(ofCase), result: none, writes: false, caller: 'window' },
  /** Folders opened before, the latest first. */
  'case.recent': {
    args: none,
    result: v.array(v.object({ folder: v.string(), name: v.string(), openedAt: v.string() })),
    writes: false,
    caller: 'window',
  },
  /**
   * Folders that a case may be opened in, for a window whose shell has no dialog of the system: those in `folder`, or
   * in the first root that can be read. Refused where the engine has no roots.
   */
  'folder.list': {
    args: v.object({ folder: v.optional(LocalPath) }),
    result: FolderListing,
    writes: false,
    caller: 'window',
  },
  /** Finds pages, lines and words and cuts crops; of the named items, or of all not ready. */
  'case.prepare': {
    args: v.object({ ...ofCase, items: v.optional(v.array(Id)) }),
    result: RunOutcome,
    writes: true,
    caller: 'window',
  },
  /** Computes the embeddings that are still missing. */
  'case.encode': {
    args: v.object({ ...ofCase, items: v.optional(v.array(Id)) }),
    result: RunOutcome,
    writes: true,
    caller: 'window',
  },
  'item.pages': {
    args: v.object({ ...ofCase, item: Id }),
    result: v.array(Page),
    writes: false,
    caller: 'window',
  },
  /** Sorts items: questioned, unassigned, or known of a writer named (a new name makes a new writer). */
  'item.assign': {
    args: v.object({ ...ofCase, items: v.array(Id), role: ItemRole, writer: v.optional(RequiredLine) }),
    result: v.array(Item),
    writes: true,
    caller: 'window',
  },
  /** Takes words out of every comparison, for a reason that the examiner may give, or back in. */
  'word.exclude': {
    args: v.object({
      ...ofCase,
      words: v.array(Id),
      excluded: v.boolean(),
      reason: v.optional(v.nullable(ExclusionReason), null),
      step: v.optional(EditStep),
    }),
    result: v.array(Page),
    writes: true,
    caller: 'window',
  },
  /**
   * Changes which words a page has. What preparation found stays as it was found: a word that is moved, resized, split
   * or merged is taken off the page, and the words drawn in its place are cut from the original pixels. Taking it back
   * is an edit of its own, which takes off what was added and restores what was taken off. Words that take the place of
   * one keep what the examiner said of it. `reading` sets the reading order of all words that the page then has.
   * Fails with `no-writing` where a region is blank.
   */
  'word.edit': {
    args: v.object({
      ...ofCase,
      page: Id,
      kind: EditKind,
      remove: v.optional(v.array(Id), []),
      add: v.optional(v.pipe(v.array(Region), v.maxLength(100)), []),
      restore: v.optional(v.array(Id), []),
      reading: v.optional(ReadingOrder),
      step: v.optional(EditStep),
    }),
    /** The page as it is now, and the words added, in the order of their regions. */
    result: v.object({ page: Page, added: v.array(Id) }),
    writes: true,
    caller: 'window',
  },
  /** Says what a word reads; an empty text takes it back. */
  'word.transcribe': {
    args: v.object({
      ...ofCase,
      word: Id,
      text: v.pipe(v.string(), v.trim(), v.maxLength(400)),
      step: v.optional(EditStep),
    }),
    result: v.array(Page),
    writes: true,
    caller: 'window',
  },
  /** Gives words to another hand of their item, or back to its own (null). */
  'word.attribute': {
    args: v.object({ ...ofCase, words: v.array(Id), hand: v.nullable(Id), step: v.optional(EditStep) }),
    result: v.array(Page),
    writes: true,
    caller: 'window',
  },
  /** Says that an item has a further hand, of a writer named or of nobody known. */
  'hand.add': {
    args: v.object({ ...ofCase, item: Id, writer: v.optional(RequiredLine) }),
    result: Hand,
    writes: true,
    caller: 'window',
  },
  /** Says who wrote a further hand; nobody known where no writer is named. */
  'hand.assign': {
    args: v.object({ ...ofCase, hand: Id, writer: v.optional(RequiredLine) }),
    result: Hand,
    writes: true,
    caller: 'window',
  },
  /** Says how many pixels an inch of these pages has; null goes back to what the file states. */
  'page.resolution': {
    args: v.object({
      ...ofCase,
      pages: v.pipe(v.array(Id), v.minLength(1, 'choose a page')),
      resolution: v.nullable(StatedResolution),
      step: v.optional(EditStep),
    }),
    result: v.array(Page),
    writes: true,
    caller: 'window',
  },
  /** Findings of the case, by their numbers; under sequential unmasking those that the caller may see. */
  'finding.list': { args: v.object(ofCase), result: v.array(Finding), writes: false, caller: 'window' },
  /**
   * Makes a finding, or makes the one named what it is to be; one that was removed comes back. Marks that are left out are taken off
   * their pages. Fails with `invalid-arguments` for a mark that lies off its page.
   */
  'finding.save': {
    args: v.object({ ...ofCase, id: v.optional(Id), finding: FindingInput, step: v.optional(EditStep) }),
    result: Finding,
    writes: true,
    caller: 'window',
  },
  /** Takes a finding away with its marks; its number is not given again. */
  'finding.remove': {
    args: v.object({ ...ofCase, id: Id, step: v.optional(EditStep) }),
    result: none,
    writes: true,
    caller: 'window',
  },
  /** Findings as a collection of annotations by the W3C Web Annotation Data Model, with who made each and when. */
  'finding.annotations': {
    args: v.object(ofCase),
    result: AnnotationCollection,
    writes: false,
    caller: 'window',
  },
  /** Letters marked in the case, in the order of items and pages. */
  'letter.list': { args: v.object(ofCase), result: v.array(Letter), writes: false, caller: 'window' },
  /**
   * Marks a letter, or makes the one named what it is to be; one that was taken away comes back. Fails with `invalid-arguments` for
   * one that lies off its page.
   */
  'letter.save': {
    args: v.object({ ...ofCase, id: v.optional(Id), letter: LetterInput, step: v.optional(EditStep) }),
    result: Letter,
    writes: true,
    caller: 'window',
  },
  'letter.remove': {
    args: v.object({ ...ofCase, id: Id, step: v.optional(EditStep) }),
    result: none,
    writes: true,
    caller: 'window',
  },
  /** Enters in the journal how the picture of a page was processed to be looked at; it changes nothing else. */
  'view.process': {
    args: v.object({ ...ofCase, page: Id, tone: Tone }),
    result: none,
    writes: true,
    caller: 'window',
  },
  /**
   * Saves a picture that the window drew into the case's reports/ folder. It comes in parts of one picture, by an id that the window
   * gives it; the last one says what it is, and is answered by what was saved.
   */
  'picture.save': {
    args: v.object({
      ...ofCase,
      picture: Id,
      part: v.pipe(v.string(), v.base64(), v.maxLength(PART_LENGTH)),
      last: v.nullable(PictureFacts),
    }),
    result: v.object({ saved: v.nullable(SavedPicture) }),
    writes: true,
    caller: 'window',
  },
  /** Compares questioned with known writing and stores the result. */
  'comparison.run': {
    args: v.object({
      ...ofCase,
      questioned: v.pipe(v.array(Id), v.minLength(1, 'choose at least one questioned item')),
      known: v.pipe(v.array(Id), v.minLength(1, 'choose at least one known item')),
    }),
    result: Comparison,
    writes: true,
    caller: 'window',
  },
  'comparison.list': { args: v.object(ofCase), result: v.array(Comparison), writes: false, caller: 'window' },
  /** Words of the case that are marked as signatures, in the order of items, pages and lines. */
  'signature.marked': {
    args: v.object(ofCase),
    result: v.array(MarkedSignature),
    writes: false,
    caller: 'window',
  },
  /** Compares a questioned signature with references of one known writer and stores the result. */
  'signature.run': {
    args: v.object({
      ...ofCase,
      questioned: Id,
      references: v.pipe(
        v.array(Id),
        v.minLength(1, 'choose at least one reference'),
        v.maxLength(MOST_REFERENCES, `choose at most ${MOST_REFERENCES} references`),
      ),
    }),
    result: SignatureComparison,
    writes: true,
    caller: 'window',
  },
  'signature.list': {
    args: v.object(ofCase),
    result: v.array(SignatureComparison),
    writes: false,
    caller: 'window',
  },
  /**
   * What a comparison's place in the reference population is read off. Null where the reference does not reach; fails with
   * `invalid-arguments` for a comparison that no longer stands.
   */
  'chart.scores': {
    args: v.object({ ...ofCase, comparison: Id }),
    result: v.nullable(ScoreCurves),
    writes: false,
    caller: 'window',
  },
  /** How near all hands of the case lie to each other, of the words that are encoded. To look at, not evidence. */
  'chart.nearness': { args: v.object(ofCase), result: Nearness, writes: false, caller: 'window' },
  /**
   * What each part of two words gave to the cosine of their hands, by the model of the case. Nothing of it is stored. Fails with
   * `model-refused` where that model does not say.
   */
  'chart.why': {
    args: v.object({ ...ofCase, words: v.tuple([Id, Id]) }),
    result: Why,
    writes: false,
    caller: 'window',
  },
  /** Ranks the case's known writers by nearness to the questioned writing. Investigative, not evidence. */
  'search.run': {
    args: v.object({
      ...ofCase,
      questioned: v.pipe(v.array(Id), v.minLength(1, 'choose at least one questioned item')),
      top: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_HITS)), 10),
    }),
    result: Search,
    writes: true,
    caller: 'window',
  },
  'search.list': { args: v.object(ofCase), result: v.array(Search), writes: false, caller: 'window' },
  /**
   * Sets an open case to sequential unmasking: from now on every examiner sees questioned items alone until they lock what
   * they found, as `unmasking.advance` says. A case that is set to it stays as it is. Refused where scores have been computed,
   * or findings lie on other than questioned items: what was seen cannot be unseen.
   */
  'unmasking.begin': { args: v.object(ofCase), result: Case, writes: true, caller: 'window' },
  /**
   * Locks all that the caller has found, under the time of its journal line and a seal, and shows the caller more: known items
   * (`known`), or scores and what other examiners found (`scores`). A stage that was reached already is no news. Nothing that
   * was locked can be changed or taken away again; what is seen later is a finding of its own.
   */
  'unmasking.advance': {
    args: v.object({ ...ofCase, to: OpenedStage }),
    result: Case,
    writes: true,
    caller: 'window',
  },
  /**
   * Ends sequential unmasking for every examiner, by one from whom nothing is veiled any more. What was locked stays locked, and
   * the case cannot be set to it again.
   */
  'unmasking.end': {
    args: v.object({ ...ofCase, reason: UnmaskingEndReason }),
    result: Case,
    writes: true,
    caller: 'window',
  },
  /**
   * What examiners found independently, every two of those who have locked findings and from whom nothing is veiled, beside each
   * other. Of a case that was never under sequential unmasking, nothing.
   */
  'unmasking.agreement': {
    args: v.object(ofCase),
    result: v.array(Agreement),
    writes: false,
    caller: 'window',
  },
  /** Models of this computer, the default first: those that come with the program, and those that were added. */
  'model.list': { args: none, result: v.array(ModelEntry), writes: false, caller: 'window' },
  /** What is known of a model: its card, what its file says of itself, and whether it runs here, which is tried. */
  'model.get': { args: v.object({ model: Sha256 }), result: ModelDetails, writes: false, caller: 'window' },
  /**
   * Takes in a lab's own model: copies the ONNX file, and a card and a reference beside it, into the user's data. Refused
   * with the reason where it does not state this version's input contract or does not compute what it states.
   */
  'model.add': { args: v.object({ file: LocalPath }), result: ModelDetails, writes: false, caller: 'window' },
  /**
   * Makes a laboratory's own calibration the one that comparisons with a model use; null takes it away. Returns the
   * calibration's hash, null where the model then has none.
   */
  'model.calibrate': {
    args: v.object({ model: Sha256, file: v.nullable(LocalPath) }),
    result: v.object({ calibration: v.nullable(Sha256), population: v.nullable(v.string()) }),
    writes: false,
    caller: 'terminal',
  },
  /** The words for likelihood ratios that new comparisons use. */
  'scale.get': { args: none, result: VerbalScale, writes: false, caller: 'terminal' },
  /** Sets the laboratory's own; null goes back to the one that Chirograph comes with. */
  'scale.set': {
    args: v.object({ scale: v.nullable(VerbalScale) }),
    result: VerbalScale,
    writes: false,
    caller: 'terminal',
  },
  /** What every report of this computer's user has in common; empty where nobody filled it in. */
  'laboratory.get': { args: none, result: PrintedLaboratory, writes: false, caller: 'window' },
  /** Sets it. A logo is the file's bytes in base64; null takes it away, and leaving it out keeps the one there. */
  'laboratory.save': {
    args: v.object({
      laboratory: Laboratory,
      logo: v.optional(
        v.nullable(v.pipe(v.string(), v.base64(), v.maxLength(Math.ceil((LARGEST_LOGO_BYTES * 4) / 3) + 4))),
      ),
    }),
    result: PrintedLaboratory,
    writes: false,
    caller: 'window',
  },
  /** Removes a model that was added; refused while an open case uses it. */
  'model.remove': {
    args: v.object({ model: Sha256 }),
    result: ModelRemoval,
    writes: false,
    caller: 'window',
  },
  /**
   * Chooses the model that a case computes with from now on; the default model means that it follows the default again.
   * What another model computed is kept, and its results are stale.
   */
  'case.useModel': {
    args: v.object({ ...ofCase, model: Sha256 }),
    result: Case,
    writes: true,
    caller: 'window',
  },
  /** The reference populations of this computer: those of its models, and those that were added to choose from. */
  'population.list': { args: none, result: v.array(Population), writes: false, caller: 'window' },
  /**
   * Takes in a population as `validate --save` writes it, for cases to choose. Refused with the reason where the file is
   * none of a model that is here, or was changed since it was made.
   */
  'population.add': {
    args: v.object({ file: LocalPath }),
    result: Population,
    writes: false,
    caller: 'window',
  },
  /** What was measured of a population when it was made; null where its file does not hold that. */
  'population.validation': {
    args: v.object({ population: Sha256 }),
    result: v.nullable(PopulationValidation),
    writes: false,
    caller: 'window',
  },
  /** Removes one that was added; refused while an open case uses it. */
  'population.remove': {
    args: v.object({ population: Sha256 }),
    result: none,
    writes: false,
    caller: 'window',
  },
  /**
   * Reads a table of labelled images and looks whether they are there, before anything is measured on them. Fails with
   * `format-not-read`, line and reason said, where it is no such table.
   */
  'validation.check': {
    args: v.object(ofMaterial),
    result: MaterialCheck,
    writes: false,
    caller: 'window',
  },
  /**
   * Measures likelihood ratios of a model on labelled material, by writers apart, and keeps the calibration that was made of it
   * as a population that cases can choose. Nothing is kept of a run that is cancelled or fails.
   */
  'validation.run': {
    args: v.object({
      ...ofMaterial,
      /** SHA-256 of the table that was looked at: another in its place is refused. Whichever lies there where left out. */
      table: v.optional(Sha256),
      /** All datasets where left out. */
      datasets: v.optional(v.pipe(v.array(v.string()), v.minLength(1, 'choose at least one set'))),
      model: Sha256,
      /** What the population is called; the name of the table where left out. */
      name: v.optional(RequiredLine),
      seed: v.optional(v.pipe(Count, v.minValue(1)), 1),
    }),
    result: ValidationOutcome,
    writes: false,
    caller: 'window',
  },
  /**
   * Chooses the reference population that likelihood ratios of a case are calibrated on from now on; null follows its
   * model's again, as choosing another model does. What another population gave is kept, and is stale.
   */
  'case.usePopulation': {
    args: v.object({ ...ofCase, population: v.nullable(Sha256) }),
    result: Case,
    writes: true,
    caller: 'window',
  },
  'form.get': { args: v.object(ofCase), result: CaseForm, writes: false, caller: 'window' },
  'form.save': {
    args: v.object({ ...ofCase, form: CaseForm }),
    result: CaseForm,
    writes: true,
    caller: 'window',
  },
  /**
   * Writes PDF and JSON; into the case's reports/ folder unless `out` names a .pdf file. A final report stays in that
   * folder, is made read-only, and is refused where nothing has changed since the last. Fails with `model-refused` or
   * `provider-failed` where results are named and the model of the case cannot be used.
   */
  'report.export': {
    args: v.object({
      ...ofCase,
      comparisons: v.array(Id),
      searches: v.array(Id),
      /** Comparisons of signatures; all that still stand where left out. */
      signatures: v.optional(v.array(Id)),
      state: v.optional(ReportState, 'draft'),
      /** Of what the PDF says; where left out the one that the case form names, else the laboratory's. */
      language: v.optional(ReportLanguage),
      /** Whether the findings of the case go in, all of them. */
      findings: v.optional(v.boolean(), true),
      /** Where left out those that the case form keeps, else the usual ones. */
      charts: v.optional(ChartChoice),
      out: v.optional(LocalPath),
    }),
    result: v.object({
      pdf: v.string(),
      json: v.string(),
      pdfSha256: Sha256,
      jsonSha256: Sha256,
      pages: Count,
      state: ReportState,
      version: Count,
      language: ReportLanguage,
      /** Whether a technical review of this content stands in it. */
      reviewed: v.boolean(),
      /** Charts that were asked for and are not in it. */
      missingCharts: v.array(MissingChart),
    }),
    writes: true,
    caller: 'window',
  },
  /** The reports of a case that its journal knows, newest first. */
  'report.list': {
    args: v.object(ofCase),
    result: v.array(ReportOnRecord),
    writes: false,
    caller: 'window',
  },
  /**
   * Signs the technical review of a draft in the name of the caller. Refused with the reason where the caller wrote the
   * draft, and of what is no draft in the case's reports folder.
   */
  'report.review': {
    args: v.object({ ...ofCase, report: Id, answers: ReviewAnswers }),
    result: TechnicalReview,
    writes: true,
    caller: 'window',
  },
  /**
   * Records that the file of a signed review is lost: it no longer keeps a report from being finalised, and a report of what
   * it was about is finalised once it was reviewed anew. Refused while the file is there as it was signed.
   */
  'report.reviewLost': {
    args: v.object({ ...ofCase, review: Id }),
    result: MissingReview,
    writes: true,
    caller: 'window',
  },
  /** Re-reads the evidence of an open case and recomputes hashes, crops, embeddings and scores. */
  'case.verify': { args: v.object(ofCase), result: Verification, writes: false, caller: 'window' },
  /** Erases what a case holds of a writer, an item or an examiner; `dryRun` says what that would be. */
  'case.erase': {
    args: v.object({
      ...ofCase,
      kind: ErasureKind,
      /** A writer's or examiner's name as the case shows it, or an item's label. */
      name: RequiredLine,
      reason: ErasureReason,
      /** Kept beside the journal, not in it. */
      note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)), ''),
      dryRun: v.optional(v.boolean(), false),
    }),
    result: ErasureOutcome,
    writes: true,
    caller: 'terminal',
  },
  /** The journal, newest first. Lines whose content the caller may not see yet say so, and keep their hash. */
  'journal.read': {
    args: v.object({ ...ofCase, before: v.optional(Count), limit: v.optional(Count, 200) }),
    result: Journal,
    writes: false,
    caller: 'window',
  },
  /** Generates the synthetic demo case into a new folder (a fresh one under the user's data when none is named). */
  'demo.create': {
    args: v.object({ folder: v.optional(LocalPath) }),
    result: v.object({ folder: v.string() }),
    writes: false,
    caller: 'window',
  },

  /** The report to show because Chirograph ended without closing; null where it did not, or it was dismissed. */
  'support.lastCrash': { args: none, result: v.nullable(CrashReport), writes: false, caller: 'window' },
  'support.dismissCrash': { args: none, result: none, writes: false, caller: 'window' },

  /** Same word? Same writer? For two image files of one word each. */
  'pair.run': {
    args: v.object({ a: LocalPath, b: LocalPath }),
    result: PairResult,
    writes: false,
    caller: 'terminal',
  },
  /** Recomputes what a case folder or a report's JSON holds, without changing it. */
  'verify.run': {
    args: v.object({ target: LocalPath, folder: v.optional(LocalPath) }),
    result: Verification,
    writes: false,
    caller: 'terminal',
  },
} as const satisfies Record<string, Definition>;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
/** What a caller passes; fields with a default may be left out. */
export type Arguments<M extends MethodName> = v.InferInput<Methods[M]['args']>;
/** What the engine's handler receives, after validation. */
export type ParsedArguments<M extends MethodName> = v.InferOutput<Methods[M]['args']>;
export type Result<M extends MethodName> = v.InferOutput<Methods[M]['result']>;

/** Progress of a running call. */
export const Progress = v.object({
  /** What is half done counts as a half. */
  done: v.pipe(v.number(), v.minValue(0)),
  total: Count,
  /** What is counted: items, words, pages. */
  unit: v.string(),
  /** What is being worked on now. */
  note: v.string(),
  remainingSeconds: v.nullable(v.number()),
});
export type Progress = v.InferOutput<typeof Progress>;

export const events = {
  /** Something in a case changed; the window reads it again. */
  'case.changed': v.object({ case: Id }),
  /** The engine process died and was started again; open cases have to be opened again. */
  'engine.restarted': v.object({ problem: Problem, crashReport: v.optional(CrashReport) }),
  /** The engine process died too often and stays down; every further call fails with this problem. */
  'engine.stopped': v.object({ problem: Problem, crashReport: v.optional(CrashReport) }),
} as const satisfies Record<string, v.GenericSchema>;
export type Events = { [E in keyof typeof events]: v.InferOutput<(typeof events)[E]> };
export type EventName = keyof Events;

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Who acts; needed by methods that write. A case under sequential unmasking shows each examiner what they may see. */
  readonly examiner?: Examiner;
  /** True where a shell knows the examiner by a login, and not by what was typed as a name. */
  readonly login?: boolean;
}

/** The engine as every shell and the window see it, whatever carries the messages. */
export interface Engine {
  /** Rejects with a ChirographError. */
  call<M extends MethodName>(method: M, args: Arguments<M>, options?: CallOptions): Promise<Result<M>>;
  /** Returns a function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}
