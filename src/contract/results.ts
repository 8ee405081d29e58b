import * as v from 'valibot';
import { Evidence, VerbalScale } from './evidence.ts';
import { Cosine, Count, Fraction, Id, Sha256, Timestamp } from './schema.ts';

/** Which file computed, and where. Part of every result. */
export const ModelUse = v.object({
  name: v.string(),
  version: v.string(),
  sha256: Sha256,
  inputVersion: Count,
  /** Execution provider that computed the embeddings: cuda, coreml, dml or cpu. */
  provider: v.string(),
});
export type ModelUse = v.InferOutput<typeof ModelUse>;

/** Two words that the word head takes for the same text. */
export const SameWordPair = v.object({
  questioned: Id,
  known: Id,
  /** Cosine of the word head: same text? */
  wordCosine: Cosine,
  /** Cosine of the writer head over these two words. */
  writerCosine: Cosine,
});
export type SameWordPair = v.InferOutput<typeof SameWordPair>;

/** Where a score lies among scores of a reference population with the same quantity of text. */
export const ReferencePosition = v.object({
  population: v.string(),
  writers: Count,
  /** Words on each side of the reference pairs. */
  words: Count,
  /** Random draws of that many words a side that the shares are means over; 1 where all words of both sides were used. */
  draws: v.pipe(v.number(), v.integer(), v.minValue(1)),
  samePairs: Count,
  differentPairs: Count,
  /** Share of same-writer reference scores that are at or below the score of the draws, on average. */
  samePercentile: Fraction,
  /** The same share of different-writer reference scores. */
  differentPercentile: Fraction,
  /** SHA-256 of the reference population's content as canonical JSON; not named by results of before. */
  sha256: v.optional(Sha256),
});
export type ReferencePosition = v.InferOutput<typeof ReferencePosition>;

export const Comparison = v.object({
  id: Id,
  at: Timestamp,
  questioned: v.array(Id),
  known: v.array(Id),
  /** Writers whose items stand on the known side. */
  writers: v.array(Id),
  questionedWords: Count,
  knownWords: Count,
  /** Cosine of the mean writer embeddings of both sides. */
  score: Cosine,
  /** Null where the reference of the model does not reach: the sentence says why. */
  reference: v.nullable(ReferencePosition),
  /** What the score says and what it does not say. */
  statement: v.string(),
  /** The likelihood ratio, or why there is none; results of before say neither. */
  evidence: v.optional(Evidence),
  /** Why the score may say less than that: what is to be said of the pages that it rests on. Left out for nothing. */
  cautions: v.optional(v.array(v.string())),
  /** True where that is all that is said of these pages; left out where an earlier version, or of a page that it prepared, said less. */
  cautionsWhole: v.optional(v.literal(true)),
  pairs: v.array(SameWordPair),
  model: ModelUse,
  software: v.string(),
  /** Why this result no longer stands for the case as it is (a file, an assignment, a word or the model changed); null while it does. */
  stale: v.nullable(v.string()),
});
export type Comparison = v.InferOutput<typeof Comparison>;

/** What the nearness of a searched writer is called, as evidence; a lead all the same. */
export const Support = v.object({ log10Lr: v.number(), words: v.string() });
export type Support = v.InferOutput<typeof Support>;

/** What gave the hits of a search their likelihood ratios, and what these are called by. */
export const SupportBasis = v.object({
  /** SHA-256 of the calibration; null where the model has none, and no hit a likelihood ratio. */
  calibration: v.nullable(Sha256),
  scale: VerbalScale,
});

export const SearchHit = v.object({
  rank: v.pipe(v.number(), v.integer(), v.minValue(1)),
  writer: Id,
  name: v.string(),
  items: v.array(Id),
  words: Count,
  score: Cosine,
  /** Left out where the model has no calibration for this much writing, and by results of before. */
  support: v.optional(Support),
  /** Other writers searched whose pages show writing of this one's, pixel for pixel; left out by results of before. */
  sharedWith: v.optional(v.array(Id)),
  /** Nearest same-word pairs, by writer cosine. */
  pairs: v.array(SameWordPair),
});
export type SearchHit = v.InferOutput<typeof SearchHit>;

/** Writers that a search lists at most. */
export const MOST_HITS = 1000;

export const Search = v.object({
  id: Id,
  at: Timestamp,
  questioned: v.array(Id),
  questionedWords: Count,
  /** Writers that were ranked, and those left out because none of their words could be used. */
  searched: Count,
  leftOut: v.array(Id),
  hits: v.array(SearchHit),
  /** Left out by results of before. */
  supportBasis: v.optional(SupportBasis),
  /** False where every writer listed has a likelihood ratio and none one of 2 or more; left out where one has none. */
  near: v.optional(v.boolean()),
  /**
   * Of the writers searched, how many would be near if none of them had written the questioned text, by the rates of the
   * calibration. Left out where these are not known, and by results of before.
   */
  byChance: v.optional(v.pipe(v.number(), v.minValue(0))),
  statement: v.string(),
  /** As in a comparison. */
  cautions: v.optional(v.array(v.string())),
  cautionsWhole: v.optional(v.literal(true)),
  /**
   * How many signatures are marked on each item and further hand that it is about, and that it does not look at. As the case is
   * now; left out for none.
   */
  signatures: v.optional(v.array(v.object({ source: Id, count: v.pipe(Count, v.minValue(1)) }))),
  model: ModelUse,
  software: v.string(),
  stale: v.nullable(v.string()),
});
export type Search = v.InferOutput<typeof Search>;

/** Two single images: same word? same writer? */
export const PairResult = v.object({
  wordCosine: Cosine,
  /** True where the word cosine reaches the threshold that lets through 1 different-text pair in 100 of the reference. */
  sameWord: v.nullable(v.boolean()),
  wordThreshold: v.nullable(v.number()),
  writerCosine: Cosine,
  reference: v.nullable(ReferencePosition),
  statement: v.string(),
  /** Says which image does not look like the image of one word; left out where both do. */
  warning: v.optional(v.string()),
  model: ModelUse,
});
export type PairResult = v.InferOutput<typeof PairResult>;

/** One thing that `verify` recomputed and found different, missing or broken. */
export const Difference = v.object({
  /** What was checked: file, crop, embedding, score, search, journal, model, report. */
  kind: v.picklist(['file', 'crop', 'embedding', 'score', 'search', 'journal', 'model', 'report', 'word']),
  /** Where: an exhibit label, a path, a journal line, a result id. */
  where: v.string(),
  expected: v.string(),
  found: v.string(),
});
export type Difference = v.InferOutput<typeof Difference>;

export const Verification = v.object({
  ok: v.boolean(),
  target: v.string(),
  checked: v.object({
    files: Count,
    words: Count,
    embeddings: Count,
    /** Not said, as what follows, to whom scores are veiled: how many there are tells what others did. */
    comparisons: v.optional(Count),
    searches: v.optional(Count),
    /** Comparisons of signatures; left out where there are none. */
    signatures: v.optional(Count),
    journalEntries: Count,
    /** Reports in the case whose journal extracts were compared with the journal. */
    reports: v.optional(Count),
    /** Results of the case that no longer stand and were not recomputed. */
    stale: v.optional(Count),
    /** Findings of the case that were compared with the journal. */
    findings: v.optional(Count),
    letters: v.optional(Count),
  }),
  /** What was not checked since it was erased from the case: labels, each with the journal line that says so. */
  erased: v.optional(v.array(v.string())),
  /** Of each result counted as stale: which it is and why. What it was computed from is no longer what the case holds. */
  notRecomputed: v.optional(v.array(v.string())),
  /** What of a report neither evidence nor a journal at hand gives, so that it could have been altered unseen: parts of sentences. */
  unsealed: v.optional(v.array(v.string())),
  /** Names of files in reports/ that the journal does not know and that do not say that they are of the case. */
  unknown: v.optional(v.array(v.string())),
  /** Whether this computer has seen the journal being written, and how many lines of it. */
  witness: v.optional(v.object({ known: v.boolean(), lines: Count })),
  differences: v.array(Difference),
});
export type Verification = v.InferOutput<typeof Verification>;
