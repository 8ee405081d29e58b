import * as v from 'valibot';
import { LANGUAGES } from '../language/language.ts';
import { KeptCharts } from './chart-choice.ts';
import { ExclusionReason, Hand, Outline, ResolutionSource } from './corrections.ts';
import { CaseModel } from './models.ts';
import { CasePopulation } from './populations.ts';
import { Caution, PageQuality } from './quality.ts';
import { Unmasking } from './unmasking.ts';
import { Box, Count, Id, Line, Problem, RequiredLine, Sha256, Timestamp } from './schema.ts';

/** Who acts. Journalled with every write. */
export const Examiner = v.object({
  name: RequiredLine,
  initials: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(12)),
  role: RequiredLine,
});
export type Examiner = v.InferOutput<typeof Examiner>;

/** What an item is in the case: questioned (who wrote this?), known (a specimen of a named writer), or not sorted yet. */
export const ItemRole = v.picklist(['questioned', 'known', 'unassigned']);
export type ItemRole = v.InferOutput<typeof ItemRole>;

/** Orders what is of a role as rows of charts stand: questioned, known, unassigned. */
export const inRoleOrder = (a: { readonly role: ItemRole }, b: { readonly role: ItemRole }): number =>
  ItemRole.options.indexOf(a.role) - ItemRole.options.indexOf(b.role);

/** How the evidence file compares with the one first seen. */
export const FileState = v.picklist(['present', 'changed', 'missing']);
/** `stale`: prepared from a file that has changed since. */
export const PreparationState = v.picklist(['none', 'ready', 'failed', 'stale']);

export const Item = v.object({
  id: Id,
  /** Exhibit label: Q1, K3, U2; never reused within a case. */
  label: v.string(),
  role: ItemRole,
  writer: v.nullable(Id),
  /** Path inside the case folder, with forward slashes. */
  path: v.string(),
  sha256: Sha256,
  bytes: Count,
  /** png, jpeg, tiff; null until the file was read. */
  format: v.nullable(v.string()),
  pages: Count,
  /** Of the first page, upright; null until the file was read. */
  width: v.nullable(Count),
  height: v.nullable(Count),
  /** Pixels per inch of the first page; null where neither the file nor the examiner states it. */
  dpi: v.nullable(v.number()),
  dpiSource: v.nullable(ResolutionSource),
  /** EXIF orientation 1 to 8. */
  orientation: v.nullable(v.number()),
  file: FileState,
  preparation: PreparationState,
  /**
   * Words in use by the item's own hand, words excluded by the examiner, and of those in use the words that have an
   * embedding of the current model. Words of another hand on the item are that hand's.
   */
  words: Count,
  excludedWords: Count,
  encodedWords: Count,
  /** The signatures among the words excluded: these are out of the comparison of writing alone. */
  signatures: Count,
  problem: v.nullable(Problem),
  /** Why what is computed from the item may be wrong although it could be read, page by page; left out for nothing. */
  cautions: v.optional(v.array(Caution)),
  /** Image id of a small picture of the first page; null until the file was read. */
  thumbnail: v.nullable(Id),
  /** Present and true where the item's path and words were erased from the case. */
  erased: v.optional(v.boolean()),
  /**
   * Present and true where whoever asks may not see the item yet (see `Unmasking`): label, role and hash are its own, and
   * everything else is left blank.
   */
  veiled: v.optional(v.boolean()),
});
export type Item = v.InferOutput<typeof Item>;

/** `auto`: in use, as every word is that the examiner did not exclude. */
export const WordState = v.picklist(['auto', 'excluded']);

/** Whether preparation found a word or the examiner drew it (also by changing one that was found). */
export const WordOrigin = v.picklist(['found', 'drawn']);

export const Word = v.object({
  id: Id,
  page: Id,
  /** Line on the page and place in reading order, both from 0. */
  line: Count,
  order: Count,
  box: Box,
  origin: WordOrigin,
  /** What of the box is the word, where the examiner drew a region freehand; null where all of it is. */
  outline: v.nullable(Outline),
  state: WordState,
  /** Why the word is excluded; null for a word in use, and where nobody said. */
  reason: v.nullable(ExclusionReason),
  /** Another hand of the item that the word is by; null for the item's own. */
  hand: v.nullable(Id),
  /** What the examiner reads; empty for nothing. */
  transcription: v.string(),
  /** Whether it may be part of a word, or more than one, and nobody has said what it reads. */
  unsure: v.boolean(),
  /** Whether it looked printed or stamped to preparation, which left it out. */
  printed: v.boolean(),
  encoded: v.boolean(),
  /** Image id of the word cut from the original pixels, and of the crop that the encoder sees. */
  image: Id,
  crop: Id,
});
export type Word = v.InferOutput<typeof Word>;

export const Page = v.object({
  id: Id,
  item: Id,
  /** From 0. */
  index: Count,
  width: Count,
  height: Count,
  /** Pixels per inch that hold, and who says so; null where nobody does. */
  dpi: v.nullable(v.number()),
  dpiSource: v.nullable(ResolutionSource),
  /** Pixels per inch as the file states them, whatever holds. */
  statedDpi: v.nullable(v.number()),
  /** Image id of the original pixels, upright, unprocessed. */
  image: Id,
  /** Null where it was not measured. */
  quality: v.nullable(PageQuality),
  words: v.array(Word),
});
export type Page = v.InferOutput<typeof Page>;

export const Writer = v.object({ id: Id, name: RequiredLine, items: Count, words: Count });
export type Writer = v.InferOutput<typeof Writer>;

/** What differs from the last time this folder was open: paths inside it. */
export const FolderChanges = v.object({
  new: v.array(v.string()),
  missing: v.array(v.string()),
  changed: v.array(v.string()),
  /** Images that could not be read and are no items: their bytes are not known. */
  unreadable: v.optional(v.array(v.string())),
  /** Everything in the folder that was passed over, the unreadable images among it; the reason completes "<path> …". */
  notRead: v.optional(v.array(v.object({ path: v.string(), reason: v.string() }))),
  /** Files whose bytes are those of an item that was erased: not taken in again, still to be removed. */
  erased: v.optional(v.array(v.string())),
});
export type FolderChanges = v.InferOutput<typeof FolderChanges>;

/** Who has a case open, and where. */
export const CaseHolder = v.object({ computer: v.string(), examiner: Examiner, since: Timestamp });
export type CaseHolder = v.InferOutput<typeof CaseHolder>;

/** Why an open case can be looked at but not changed. */
export const ReadOnly = v.object({
  reason: v.picklist(['held']),
  /** Who has it, since when, on which computer, and what to do. */
  message: v.string(),
  /** Null where the holder left no name. */
  heldBy: v.nullable(CaseHolder),
});
export type ReadOnly = v.InferOutput<typeof ReadOnly>;

/** How a case's journal compares with what this computer has seen of it being written. */
export const WitnessState = v.object({
  lines: Count,
  /** Null where every line seen is as it was; else the first that is not, and in words what that may mean. */
  contradiction: v.nullable(v.object({ line: Count, message: v.string() })),
});
export type WitnessState = v.InferOutput<typeof WitnessState>;

export const Case = v.object({
  id: Id,
  /** The folder's name. */
  name: v.string(),
  /** Where the evidence is. */
  folder: v.string(),
  /** Where the database, derived/ and reports/ are: the folder itself unless that cannot be written. */
  home: v.string(),
  /** What the examiner has to know of where the case is kept. */
  notice: v.optional(v.nullable(v.string())),
  /** Set while another process has the case open: it then stands as it was when it was opened here. */
  readOnly: v.optional(v.nullable(ReadOnly)),
  createdAt: Timestamp,
  items: v.array(Item),
  writers: v.array(Writer),
  /** Further hands on items, in the order of items and of their numbers. */
  hands: v.array(Hand),
  changes: FolderChanges,
  /** True for the generated demo case: none of its writing is by a person. */
  synthetic: v.boolean(),
  /** As found at opening; left out where this computer had not seen the case before. */
  witness: v.optional(WitnessState),
  /** How sequential unmasking stands, and what of this case is veiled; null or left out for a case that is not set to it. */
  unmasking: v.optional(v.nullable(Unmasking)),
  /** What the case computes with; null where it follows the default and that cannot be used, as `engine.info` says. */
  model: v.optional(v.nullable(CaseModel)),
  /** Null where its model has none, or cannot be used. */
  population: v.optional(v.nullable(CasePopulation)),
});
export type Case = v.InferOutput<typeof Case>;

/** The examiner's form that heads a report. Every field may be empty: the report then says "not stated". */
export const CaseForm = v.object({
  caseNumber: Line,
  laboratory: Line,
  examinerQualification: Line,
  submitter: Line,
  receivedOn: Line,
  purpose: v.pipe(v.string(), v.maxLength(4000)),
  background: v.pipe(v.string(), v.maxLength(8000)),
  conditionOnReceipt: v.pipe(v.string(), v.maxLength(4000)),
  unexamined: v.pipe(v.string(), v.maxLength(4000)),
  opinion: v.pipe(v.string(), v.maxLength(20000)),
  /** Of the case's reports, where nobody names another; the laboratory's where left out. */
  language: v.optional(v.picklist(LANGUAGES)),
  /** Charts of the case's reports, where nobody names others; the usual ones where left out. A report says itself which it holds. */
  charts: v.optional(KeptCharts),
});
export type CaseForm = v.InferOutput<typeof CaseForm>;

/**
 * One line of the append-only journal. `hash` covers every other field and the hash before it; of the examiner it
 * covers the id, whose name, initials and role another line (`examiner.add`) seals.
 */
export const JournalEntry = v.object({
  sequence: Count,
  at: Timestamp,
  examiner: v.object({ id: Id, name: v.string(), initials: v.string(), role: v.string() }),
  /** Such as `case.open`, `item.assign`, `comparison.run`. */
  action: v.string(),
  /** Identifiers of what was acted on. */
  subjects: v.array(v.string()),
  /** JSON text of the parameters and outcome; holds identifiers and figures, never personal data. */
  parameters: v.string(),
  software: v.string(),
  previous: v.string(),
  hash: Sha256,
  /** Present and true where whoever asks may not see yet what the line says: subjects and parameters are left out. */
  veiled: v.optional(v.boolean()),
});
export type JournalEntry = v.InferOutput<typeof JournalEntry>;

export const Journal = v.object({
  entries: v.array(JournalEntry),
  total: Count,
  head: v.nullable(Sha256),
  /** False when a recorded hash does not follow from the entries; `brokenAt` is the first such sequence number. */
  intact: v.boolean(),
  brokenAt: v.nullable(Count),
});
export type Journal = v.InferOutput<typeof Journal>;
