import * as v from 'valibot';
import { CaseForm, Examiner, ItemRole, JournalEntry, WordOrigin, WordState } from './case.ts';
import { ExclusionReason, Outline, StatedResolution } from './corrections.ts';
import { LANGUAGES } from '../language/language.ts';
import { Evidence } from './evidence.ts';
import { FindingKind, FindingWeight } from './findings.ts';
import { MarkContent } from './marks.ts';
import { Measurement } from './measurements.ts';
import { ReportCharts } from './report-charts.ts';
import { PrintedLaboratory } from './laboratory.ts';
import { Caution, PageQuality } from './quality.ts';
import { MissingReview, TechnicalReview } from './review.ts';
import { ModelUse, ReferencePosition, SameWordPair, Support, SupportBasis } from './results.ts';
import { SignatureComparison } from './signatures.ts';
import { Agreement, UnmaskedExaminer, Unmasking } from './unmasking.ts';
import { Box, Cosine, Count, Id, Sha256, Timestamp } from './schema.ts';

/** Exhibit label: Q1, K3, U2. */
const Label = v.pipe(v.string(), v.nonEmpty());

export const ReportItem = v.object({
  id: Id,
  label: Label,
  role: ItemRole,
  /** Null unless the item is a specimen of a named writer. */
  writer: v.nullable(v.object({ id: Id, name: v.string() })),
  /** Path inside the case folder, with forward slashes. */
  path: v.string(),
  sha256: Sha256,
  bytes: Count,
  format: v.nullable(v.string()),
  pages: Count,
  /** Of the first page, upright. */
  width: v.nullable(Count),
  height: v.nullable(Count),
  dpi: v.nullable(v.number()),
  /** Every page that was prepared, upright; `dpi` is what the file states, here and above. */
  pageSizes: v.array(v.object({ width: Count, height: Count, dpi: v.nullable(v.number()) })),
  /** Pages, from 0, whose resolution the examiner states. Left out for none. */
  resolutions: v.optional(v.array(v.object({ page: Count, ...StatedResolution.entries }))),
  /** What was measured of every page, null of one that was not. Left out by earlier versions. */
  qualities: v.optional(v.array(v.nullable(PageQuality))),
  /** Why what is computed from it may be wrong. Left out for nothing. */
  cautions: v.optional(v.array(Caution)),
  orientation: v.nullable(v.number()),
  /** In use, by the item's own hand. */
  wordsUsed: Count,
  wordsExcluded: Count,
  /** Why the item could not be read or holds no writing; null where it could. */
  problem: v.nullable(v.string()),
  /** Present and true where the item was erased from the case. */
  erased: v.optional(v.boolean()),
});
export type ReportItem = v.InferOutput<typeof ReportItem>;

/** A further hand on an item. */
export const ReportHand = v.object({
  id: Id,
  item: Label,
  label: Label,
  writer: v.nullable(v.object({ id: Id, name: v.string() })),
  wordsUsed: Count,
});
export type ReportHand = v.InferOutput<typeof ReportHand>;

/** A word as it was found or drawn: enough to cut it again and to see that the same crop comes out. */
export const ReportWord = v.object({
  id: Id,
  item: Label,
  /** Page, line on the page and place in reading order, all from 0. */
  page: Count,
  line: Count,
  order: Count,
  box: Box,
  cropSha256: Sha256,
  state: WordState,
  /** Left out for a word that preparation found. */
  origin: v.optional(WordOrigin),
  /** Left out where all of the box is the word. */
  outline: v.optional(Outline),
  /** Line and place as preparation found the word, where the examiner has another reading order; left out for the same. */
  found: v.optional(v.object({ line: Count, order: Count })),
  /** Why it is excluded, where somebody said. */
  reason: v.optional(ExclusionReason),
  /** Of a signature, which of its exhibit or further hand it is, as they were marked; reports of before count them as they stand here. */
  signature: v.optional(v.pipe(Count, v.minValue(1))),
  /** Label of the further hand that the word is by; left out for the item's own. */
  hand: v.optional(Label),
  /** What the examiner reads; left out for nothing. */
  transcription: v.optional(v.string()),
});
export type ReportWord = v.InferOutput<typeof ReportWord>;

/** The words of one item, or of a further hand on one, that went into a result. */
export const WordsOfItem = v.object({ item: Label, words: v.array(Id) });
export type WordsOfItem = v.InferOutput<typeof WordsOfItem>;

export const ReportComparison = v.object({
  id: Id,
  at: Timestamp,
  questioned: v.array(Label),
  known: v.array(Label),
  /** Names of the writers on the known side. */
  writers: v.array(v.string()),
  questionedWords: Count,
  knownWords: Count,
  score: Cosine,
  reference: v.nullable(ReferencePosition),
  statement: v.string(),
  /** The likelihood ratio with propositions, population and bounds, or why there is none; left out by results of before. */
  evidence: v.optional(Evidence),
  /** Left out for none. */
  cautions: v.optional(v.array(v.string())),
  cautionsWhole: v.optional(v.literal(true)),
  pairs: v.array(SameWordPair),
  /** The words that the score was computed from; null where the result no longer stands and they cannot be named. */
  words: v.nullable(v.object({ questioned: v.array(WordsOfItem), known: v.array(WordsOfItem) })),
  model: ModelUse,
  software: v.string(),
  stale: v.nullable(v.string()),
});
export type ReportComparison = v.InferOutput<typeof ReportComparison>;

const NamedWriter = v.object({ id: Id, name: v.string() });

export const ReportHit = v.object({
  rank: v.pipe(v.number(), v.integer(), v.minValue(1)),
  writer: NamedWriter,
  items: v.array(Label),
  words: Count,
  score: Cosine,
  support: v.optional(Support),
  sharedWith: v.optional(v.array(NamedWriter)),
  pairs: v.array(SameWordPair),
});
export type ReportHit = v.InferOutput<typeof ReportHit>;

export const ReportSearch = v.object({
  id: Id,
  at: Timestamp,
  questioned: v.array(Label),
  questionedWords: Count,
  searched: Count,
  /** Names of the writers that could not be ranked. */
  leftOut: v.array(v.string()),
  hits: v.array(ReportHit),
  supportBasis: v.optional(SupportBasis),
  near: v.optional(v.boolean()),
  byChance: v.optional(v.pipe(v.number(), v.minValue(0))),
  statement: v.string(),
  cautions: v.optional(v.array(v.string())),
  cautionsWhole: v.optional(v.literal(true)),
  /** How many signatures are marked on what it is about; left out for none, and by reports of before. */
  signatures: v.optional(v.array(v.object({ label: Label, count: v.pipe(Count, v.minValue(1)) }))),
  /** The questioned words; the writers' words are those of their items. Null where the result no longer stands. */
  words: v.nullable(v.array(WordsOfItem)),
  model: ModelUse,
  software: v.string(),
  stale: v.nullable(v.string()),
});
export type ReportSearch = v.InferOutput<typeof ReportSearch>;

/** A signature of a comparison: enough to cut it again and to see that the same crop comes out. */
export const ReportSignature = v.object({
  /** Of the word, among `words`, that is marked as a signature. */
  word: Id,
  /** What it is called: "Q1", or "Q1 (2)" for the second that was marked of that exhibit. */
  label: Label,
  /** The exhibit whose page it stands on, and that page, from 0. */
  item: Label,
  page: Count,
  box: Box,
  /** Left out where all of the box is the signature. */
  outline: v.optional(Outline),
  /** Of what the signature model saw. */
  cropSha256: Sha256,
});
export type ReportSignature = v.InferOutput<typeof ReportSignature>;

export const ReportSignatureComparison = v.object({
  ...v.omit(SignatureComparison, ['questioned', 'references', 'sources', 'writer', 'leftOut', 'crops'])
    .entries,
  questioned: ReportSignature,
  references: v.pipe(v.array(ReportSignature), v.minLength(1)),
  /** Name of the writer of the references. */
  writer: v.string(),
  /** Signatures of that writer that were marked and not compared with. Reports of before do not say it. */
  leftOut: v.optional(v.array(v.pick(ReportSignature, ['word', 'label']))),
});
export type ReportSignatureComparison = v.InferOutput<typeof ReportSignatureComparison>;

/** A draft may change; a final report is locked, and what changes later makes the next version. */
export const ReportState = v.picklist(['draft', 'final']);
export type ReportState = v.InferOutput<typeof ReportState>;

const Version = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Which of the reports of its case a report is. */
export const ReportIssue = v.object({
  state: ReportState,
  /** Final reports are numbered from 1; a draft has the number that it would be finalised under. */
  version: Version,
  /** The final report that this one takes the place of; null for the first. */
  replaces: v.nullable(v.object({ report: Id, version: Version, contentSha256: Sha256, pdfSha256: Sha256 })),
});
export type ReportIssue = v.InferOutput<typeof ReportIssue>;

/** A report that the journal has a line of. */
export const ReportOnRecord = v.object({
  id: Id,
  /** Null for one written before reports had a state. */
  issue: v.nullable(v.object({ state: ReportState, version: Version })),
  at: Timestamp,
  /** Name of whoever wrote it. */
  by: v.string(),
  /** Comparisons, searches and comparisons of signatures in it. */
  results: Count,
  /** Left out for one that does not say, of before reports had one. */
  language: v.optional(v.picklist(LANGUAGES)),
  pdfSha256: Sha256,
  /** Name of the file in the case's reports folder that has this hash; null where none has, as when it was moved. */
  pdf: v.nullable(v.string()),
  /** The latest review of this draft; null for none. */
  review: v.nullable(v.object({ at: Timestamp, by: v.string(), objections: Count })),
  /** Signed reviews of this draft whose file is missing or altered; left out for none. */
  missingReviews: v.optional(v.array(MissingReview)),
});
export type ReportOnRecord = v.InferOutput<typeof ReportOnRecord>;

export const ReportMark = v.object({
  id: Id,
  item: Label,
  /** Place of the page in its item, from 0. */
  page: Count,
  content: MarkContent,
  /** Null for a mark that only points, and where there is nothing to measure. */
  measurement: v.nullable(Measurement),
});
export type ReportMark = v.InferOutput<typeof ReportMark>;

/** What the examiner found, as it stood when the report was made. */
export const ReportFinding = v.object({
  id: Id,
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: FindingKind,
  weight: v.nullable(FindingWeight),
  comment: v.string(),
  marks: v.array(ReportMark),
  /** Under sequential unmasking: by whom it is, the line that locked it, and that of the lock it came after. Left out elsewhere. */
  made: v.optional(
    v.object({
      by: v.string(),
      locked: v.nullable(v.object({ line: Count, at: Timestamp })),
      after: v.nullable(Count),
    }),
  ),
});
export type ReportFinding = v.InferOutput<typeof ReportFinding>;

/** What a report is written in. */
export const ReportLanguage = v.picklist(LANGUAGES);

/** What a report says, before it is sealed. */
export const ReportContent = v.object({
  format: v.literal('chirograph-report'),
  formatVersion: v.literal(1),
  /** Random; the journal's `report.begin` line, written before the report's files get their names, is about it. */
  report: v.optional(Id),
  /** Left out by earlier versions, whose reports are neither drafts nor final. */
  issue: v.optional(ReportIssue),
  createdAt: Timestamp,
  /** Of what the PDF says; left out by earlier versions, whose reports are in English. */
  language: v.optional(ReportLanguage),
  /**
   * The English sentences of items and results, each as the PDF has it in another language; left out where that is English.
   * What follows from figures is said of them again, so that it can be verified.
   */
  translations: v.optional(v.record(v.string(), v.string())),
  /** Name and version of the program, and what it ran on. */
  software: v.string(),
  platform: v.string(),
  /** The encoder in use when the report was made; each result names its own. Null where none was. */
  model: v.nullable(ModelUse),
  case: v.object({
    id: Id,
    name: v.string(),
    /** Name of the case folder, never where it lies. */
    folder: v.string(),
    createdAt: Timestamp,
    synthetic: v.boolean(),
  }),
  form: CaseForm,
  /** The laboratory's template, as it was when the report was made; left out by earlier versions. */
  laboratory: v.optional(PrintedLaboratory),
  examiner: Examiner,
  /** Of a final report: the review of a draft that says the same; null where there is none. Left out of drafts. */
  review: v.optional(v.nullable(TechnicalReview)),
  /** Reviews of drafts that say the same before `review`, by their time; left out for none, and by earlier versions. */
  earlierReviews: v.optional(v.array(TechnicalReview)),
  /** Reviews of drafts that say the same whose files are recorded as lost; left out for none. */
  lostReviews: v.optional(v.array(MissingReview)),
  items: v.array(ReportItem),
  /** Left out where no item has a further hand. */
  hands: v.optional(v.array(ReportHand)),
  words: v.array(ReportWord),
  /** Words that preparation finds and the examiner took off their pages or drew anew; left out for none. */
  removed: v.optional(v.array(ReportWord)),
  /** By their numbers; left out for none, or where the report was made without them. */
  findings: v.optional(v.array(ReportFinding)),
  /** What was seen when, of a case that was set to sequential unmasking; left out of every other. */
  unmasking: v.optional(
    v.object({
      begun: Unmasking.entries.begun,
      ended: Unmasking.entries.ended,
      examiners: v.array(UnmaskedExaminer),
      agreement: v.array(Agreement),
    }),
  ),
  comparisons: v.array(ReportComparison),
  searches: v.array(ReportSearch),
  /** Left out for none, and by earlier versions. */
  signatures: v.optional(v.array(ReportSignatureComparison)),
  /** What the charts of the PDF are drawn from; left out for none, and by earlier versions. */
  charts: v.optional(ReportCharts),
  journal: v.object({
    /** The last entries, oldest first. */
    entries: v.array(JournalEntry),
    total: Count,
    /**
     * Hash of the newest entry before this report was begun. The `report.begin` entry, which seals this report's content
     * by its hash, and `report.export` follow it, and so cannot stand in the report themselves.
     */
    head: v.nullable(Sha256),
    intact: v.boolean(),
    brokenAt: v.nullable(Count),
  }),
});
export type ReportContent = v.InferOutput<typeof ReportContent>;

/** The JSON in a report's PDF: the same content, without what the PDF cannot say of itself. */
export const EmbeddedReport = v.object({
  ...ReportContent.entries,
  checks: v.object({ contentSha256: Sha256 }),
});
export type EmbeddedReport = v.InferOutput<typeof EmbeddedReport>;

/**
 * The JSON beside a report's PDF: the same content, and what recomputing it needs. A stable contract: fields are
 * only ever added, and a change of meaning raises `formatVersion`.
 */
export const ReportDocument = v.object({
  ...ReportContent.entries,
  checks: v.object({
    /** SHA-256 of this document without `checks`, as canonical JSON (RFC 8785). The PDF prints it. */
    contentSha256: Sha256,
    /** The PDF that was written beside it. */
    pdf: v.object({ file: v.string(), sha256: Sha256, pages: Count }),
  }),
});
export type ReportDocument = v.InferOutput<typeof ReportDocument>;
