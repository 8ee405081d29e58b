import type {
  Case,
  CaseForm,
  Examiner,
  Item,
  ItemRole,
  Journal,
  Page,
  ReadOnly,
} from '../../../contract/case.ts';
import type {
  EditKind,
  EditStep,
  ExclusionReason,
  Hand,
  ReadingOrder,
  Region,
  StatedResolution,
} from '../../../contract/corrections.ts';
import type { Finding, FindingInput } from '../../../contract/findings.ts';
import type { Letter, LetterInput } from '../../../contract/letters.ts';
import type { NamedModel } from '../../../contract/models.ts';
import type { Comparison, Search } from '../../../contract/results.ts';
import type { SignatureComparison } from '../../../contract/signatures.ts';
import type { PageQuality } from '../../../contract/quality.ts';
import type { ErasureReason } from '../../../contract/erasure.ts';
import type { Box, Problem } from '../../../contract/schema.ts';
import type { OpenedStage, UnmaskingEndReason } from '../../../contract/unmasking.ts';
import type { Tone } from '../../../contract/view.ts';
import type { Erasure, ErasureTarget } from './erasure.ts';
import type { FindingStatement } from './findings.ts';
import type { LetterStatement } from './letters.ts';
import type { SignatureRecord } from './signatures.ts';
import type { SlowQueryListener } from './slow-queries.ts';
import type { UnmaskingRecord } from './unmasking.ts';

/** A word in use, as comparison and search need it. */
export interface WordRecord {
  readonly id: string;
  /** The item whose hand wrote it, or the further hand on an item. */
  readonly item: string;
  readonly page: string;
  readonly cropSha256: string;
}

/**
 * Writing by one hand, as comparison and search choose it: an item, or a further hand on one. A further hand of a writer is
 * known; of nobody known, it is questioned on a questioned item and of no use on any other.
 */
export interface Source {
  readonly id: string;
  /** The item whose file holds it; its own id for an item. */
  readonly holder: string;
  readonly label: string;
  readonly role: ItemRole;
  readonly writer: string | null;
  readonly path: string;
  readonly file: Item['file'];
  readonly preparation: Item['preparation'];
  readonly problem: Problem | null;
  /** Whether the item was erased from the case, or the writer whose further hand this is. */
  readonly erased: boolean;
}

/** A word as preparation found it, whatever the examiner said of it since. */
export interface FoundRecord {
  readonly id: string;
  /** Page, line on it and place in reading order as found, all from 0. */
  readonly page: number;
  readonly line: number;
  readonly order: number;
  readonly box: Box;
  readonly cropSha256: string;
  /** Whether the examiner took it off its page. */
  readonly removed: boolean;
  /** Whether it may be part of a word or more than one, as found. */
  readonly unsure: boolean;
}

/** A word that the examiner drew, with where it is cut. */
export interface DrawnRecord extends Region {
  readonly id: string;
  /** From 0. */
  readonly page: number;
}

/** What the file gave for regions that were drawn, in their order. */
export interface CutRecord {
  readonly sha256: string;
  readonly crops: readonly { readonly crop: Uint8Array; readonly cropSha256: string }[];
}

/** An edit of a page's words; see the contract's `word.edit`. */
export interface EditRecord {
  readonly kind: EditKind;
  readonly remove: readonly string[];
  readonly add: readonly (Region & { readonly cropSha256: string })[];
  readonly restore: readonly string[];
  readonly reading: ReadingOrder | undefined;
  readonly step: EditStep | undefined;
}

/** What preparation found in a file; the shape of imaging's PreparedFile, repeated here so that the case depends on nothing. */
export interface PreparationRecord {
  readonly sha256: string;
  readonly format: string;
  readonly orientation: number;
  /** Why a page, or every page, gives no words. */
  readonly problem?: Problem;
  readonly pages: readonly {
    readonly index: number;
    readonly width: number;
    readonly height: number;
    readonly dpi: number | null;
    readonly quality: PageQuality | null;
    readonly words: readonly {
      readonly line: number;
      readonly order: number;
      readonly box: Box;
      readonly crop: Uint8Array;
      readonly cropSha256: string;
      readonly unsure?: true;
      readonly printed?: true;
    }[];
  }[];
}

/** How clear the writing of a page is, and how sure its words. */
export interface PageMeasure {
  readonly item: string;
  /** From 0. */
  readonly page: number;
  /** Null where it was not measured. */
  readonly quality: PageQuality | null;
  /** Words on it, those in use that may be part of a word or more than one, and those left out as printed by preparation. */
  readonly words: number;
  readonly unsure: number;
  readonly printed: number;
  /** Words in use; of these, those that were unsure as found, read since or not, and those that look printed all the same. */
  readonly inUse: number;
  readonly doubtful: number;
  readonly printedInUse: number;
}

export interface EmbeddingRecord {
  readonly cropSha256: string;
  /** 128 float32, L2-normalised. */
  readonly writer: Float32Array;
  readonly word: Float32Array;
  readonly provider: string;
}

/** Where the pixels of an opaque image id are. */
export type ImageSource =
  | { kind: 'page'; item: string; path: string; page: number }
  | { kind: 'thumbnail'; item: string; path: string; page: number }
  | {
      kind: 'word' | 'letter';
      item: string;
      path: string;
      page: number;
      box: Box;
    }
  | { kind: 'crop'; item: string; cropSha256: string };

/** A stored result with what it was computed from. */
export interface ResultInputs {
  /** Hash over the crops, the assignment and the model that went in; a result is stale when it changes. */
  readonly fingerprint: string;
}

/**
 * What a case holds, for reading. Methods throw ChirographError: `not-found` for an unknown id, `case-damaged`,
 * `case-not-open` once it is closed, `folder-unreadable` once its folder or database is gone from its place.
 */
export interface CaseReader {
  readonly id: string;
  /** Where the evidence is. */
  readonly folder: string;
  /** Where the case's own files are: `folder`, or a folder in the user's data where that cannot be written. */
  readonly home: string;
  /** Why this case can be looked at only; null where it can be changed. */
  readonly readOnly: ReadOnly | null;
  /** The case as the contract shows it; `modelSha256` decides which embeddings count. */
  view(modelSha256: string | null): Case;
  /** Questioned, known, unassigned; each in the order of their labels. */
  items(modelSha256?: string | null): Item[];
  item(id: string, modelSha256?: string | null): Item;
  /** Absolute path of an item's evidence file. */
  pathOf(item: string): string;
  /** The item that a page is of, and the page's place in it, from 0. */
  pagePlace(page: string): { readonly item: string; readonly index: number };
  /** Role of the item that an item, page, word, further hand or picture is of, by its id; null for an id that leads nowhere. */
  roleOf(id: string): ItemRole | null;
  pages(item: string, modelSha256: string | null): Page[];
  /** Of every page of prepared items, in the order of items. */
  measures(): PageMeasure[];
  /** Every item and further hand that holds writing by itself, items first. */
  sources(): Source[];
  /** Further hands, in the order of items and of their numbers. */
  hands(modelSha256?: string | null): Hand[];
  /**
   * Words in use of these items and further hands, as their pages were found to be read; all where left out. Says nothing
   * about their files' state.
   */
  words(sources?: readonly string[]): WordRecord[];
  /** Words in use on an item, by whatever hand. */
  wordsOn(item: string): WordRecord[];
  /** Words as preparation found them, under what the examiner corrected. */
  found(item: string): FoundRecord[];
  /** Every word that the examiner drew, also those that were taken off again and may be restored. */
  drawn(item: string): DrawnRecord[];
  /** Crop bytes by hash, from derived/; hashes whose bytes are gone or damaged are left out (prepare the item again). */
  crops(item: string): Map<string, Uint8Array>;
  embeddings(modelSha256: string, cropSha256s: readonly string[]): Map<string, EmbeddingRecord>;
  /** Throws `file-missing` where the evidence file is gone. Paths are absolute. */
  image(id: string): ImageSource;
  /** Stored results, newest first, `stale` as it was stored (null); the caller compares fingerprints. */
  comparisons(): { result: Comparison; fingerprint: string }[];
  /** Signatures that are marked on the pages, in the order of items, pages and lines. */
  signatures(): SignatureRecord[];
  signatureComparisons(): { result: SignatureComparison; fingerprint: string }[];
  searches(): { result: Search; fingerprint: string }[];
  form(): CaseForm;
  /** The model that was chosen for this case, as the journal says last; null where it follows the default. */
  model(): NamedModel | null;
  /** SHA-256 of the reference population that was chosen since; null where the case follows its model's. */
  population(): string | null;
  /** What seals each writer's name as it stands now, by the writer's id; `writer.add` says what it was. */
  writerIdentities(): Map<string, string>;
  /** What seals each transcription as it stands now, by the word's id; the journal says what it was. */
  transcriptionSeals(): Map<string, string>;
  /** Findings that stand, by their numbers. */
  findings(): Finding[];
  /** What the journal has to say of each finding that stands, by id. */
  findingStatements(): Map<string, FindingStatement>;
  /** Letters that stand, in the order of items and pages. */
  letters(): Letter[];
  /** What the journal has to say of each letter that stands, by id. */
  letterStatements(): Map<string, LetterStatement>;
  /** What erasing would clear. Throws `not-found`. */
  erasure(target: ErasureTarget): Erasure;
  /** What the journal says of who could see what; null where the case was never set to sequential unmasking. */
  unmasking(): UnmaskingRecord | null;
  /** Newest `limit` entries with a sequence number below `before`, newest first; the whole chain is checked. */
  journal(before?: number, limit?: number): Journal;
  close(): void;
}

/**
 * One open case: its database, and the evidence, which is only read.
 * Every method that takes an examiner changes the case in one transaction that also journals the change; it is on the
 * disk when the method returns. Besides what reading throws: `disk-full`, `folder-read-only`,
 * `folder-unreadable`; and `case-read-only`, before anything is done, where `readOnly` is set.
 */
export interface CaseStore extends CaseReader {
  assign(examiner: Examiner, items: readonly string[], role: ItemRole, writer: string | undefined): void;
  /** Throws `file-changed`, and records it, where the bytes prepared are not those of the file first seen. */
  savePreparation(
    examiner: Examiner,
    item: string,
    prepared: PreparationRecord,
    /** Crops of drawn words, cut anew, by word id; null for one whose region gives none, which keeps the crop it had. */
    drawn?: ReadonlyMap<string, CutRecord['crops'][number] | null>,
  ): void;
  /** Stores why the item could not be prepared; one that is stored already is no news. Words of an earlier preparation stay. */
  saveFailure(examiner: Examiner, item: string, problem: Problem): void;
  /** Returns the items whose pages hold these words. */
  exclude(
    examiner: Examiner,
    words: readonly string[],
    excluded: boolean,
    reason?: ExclusionReason | null,
    step?: EditStep,
  ): { items: string[] };
  /**
   * Changes the words of a page. What it adds has been cut before, from the file whose hash `cut` names. Returns the item
   * and the ids of the words added. Throws `file-changed` as `savePreparation`, `not-found`, `invalid-arguments`.
   */
  edit(
    examiner: Examiner,
    page: string,
    edit: EditRecord,
    cut: CutRecord | null,
  ): { item: string; added: readonly string[] };
  /** Returns the item. */
  transcribe(examiner: Examiner, word: string, text: string, step?: EditStep): { item: string };
  /** Throws `invalid-arguments` for words of another item than the hand's. */
  attribute(
    examiner: Examiner,
    words: readonly string[],
    hand: string | null,
    step?: EditStep,
  ): { items: string[] };
  /** Returns the id of the new hand. */
  addHand(examiner: Examiner, item: string, writer: string | undefined): string;
  assignHand(examiner: Examiner, hand: string, writer: string | undefined): void;
  /** Enters in the journal how a page's picture was processed to be looked at. */
  recordProcessing(examiner: Examiner, page: string, tone: Tone): void;
  /** States the resolution of pages; null takes back what was stated. Returns their items. */
  resolve(
    examiner: Examiner,
    pages: readonly string[],
    resolution: StatedResolution | null,
    step?: EditStep,
  ): { items: string[] };
  /**
   * Makes a finding, or makes the one of an id what it is to be, also one that was removed. Returns its id. Throws
   * `not-found`, and `invalid-arguments` for a mark that lies off its page.
   */
  saveFinding(examiner: Examiner, id: string | undefined, finding: FindingInput, step?: EditStep): string;
  removeFinding(examiner: Examiner, id: string, step?: EditStep): void;
  /** Marks a letter, or makes the one of an id what it is to be, as `saveFinding` does a finding. Returns its id. */
  saveLetter(examiner: Examiner, id: string | undefined, letter: LetterInput, step?: EditStep): string;
  removeLetter(examiner: Examiner, id: string, step?: EditStep): void;
  saveEmbeddings(examiner: Examiner, model: NamedModel, rows: readonly EmbeddingRecord[]): void;
  /** Hashes the evidence file again; a change is recorded on the item, by the examiner who opened the case. */
  recheck(item: string, signal?: AbortSignal): Promise<'present' | 'changed' | 'missing'>;
  saveComparison(examiner: Examiner, comparison: Comparison, inputs: ResultInputs): void;
  saveSearch(examiner: Examiner, search: Search, inputs: ResultInputs): void;
  saveSignatureComparison(examiner: Examiner, comparison: SignatureComparison, inputs: ResultInputs): void;
  saveForm(examiner: Examiner, form: CaseForm): void;
  /** Chooses the model that the case computes with from now on. Embeddings and results of others stay. */
  useModel(examiner: Examiner, model: NamedModel, isDefault: boolean): void;
  /** As `UnmaskingBook.begin`, in a case that was open before. */
  beginUnmasking(examiner: Examiner): void;
  /** As `UnmaskingBook.advance`. */
  advanceUnmasking(examiner: Examiner, to: OpenedStage): void;
  /** As `UnmaskingBook.end`. */
  endUnmasking(examiner: Examiner, reason: UnmaskingEndReason): void;
  /** Chooses the reference population of likelihood ratios, by its SHA-256; null follows the model's. */
  usePopulation(examiner: Examiner, sha256: string | null): void;
  /**
   * Erases what the case holds of a writer, an item or an examiner, and overwrites where it stood. Evidence files are left
   * alone. `note` is kept outside the journal's chain. Throws `not-found`, `invalid-arguments`.
   */
  erase(examiner: Examiner, target: ErasureTarget, reason: ErasureReason, note: string): Erasure;
  /** Adds a journal line for what has no other write: a report exported, a verification run. */
  record(examiner: Examiner, action: string, subjects: readonly string[], parameters: unknown): void;
}

export interface OpenOptions {
  readonly examiner: Examiner;
  /** Software name and version for the journal. */
  readonly software: string;
  /**
   * Folder in the user's data for the databases of folders that cannot be written; where left out, opening such a
   * folder throws `folder-read-only`.
   */
  readonly homes?: string;
  /** Folder of this computer's witnesses of journals; none is kept where left out. */
  readonly witnesses?: string;
  /** What else decides a result, by name: entered with every opening. */
  readonly versions?: Readonly<Record<string, string | number>>;
  /** Sets the case to sequential unmasking in the same transaction, so that nothing is seen before; see `UnmaskingBook.begin`. */
  readonly unmasking?: boolean;
  /** Makes no case: a folder that holds none throws `not-found`. */
  readonly existing?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, note: string) => void;
  /** Told of each statement that took long: its text without its values, and milliseconds. */
  readonly onSlowQuery?: SlowQueryListener;
}
