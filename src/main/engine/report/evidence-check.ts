import path from 'node:path';
import type { Caution, PageQuality } from '../../../contract/quality.ts';
import type { ReportItem, ReportWord } from '../../../contract/report.ts';
import type { Difference } from '../../../contract/results.ts';
import { ChirographError, type Box } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { hashFile, type FileHash } from '../case/hash.ts';
import type { EmbeddingRecord } from '../case/store.ts';
import { cosine } from '../comparison/compare.ts';
import type { Embedding, Encoder } from '../encoder/encoder.ts';
import { cautionsOf, isTurningMeasured } from '../imaging/cautions.ts';
import {
  requireWords,
  type Preparation,
  type PreparedFile,
  type PreparedWord,
} from '../imaging/preparation.ts';
import type { Recorded } from './content.ts';
import { placeOf } from './place.ts';
import { firstOther } from './sentences.ts';

/**
 * Least cosine of a recomputed embedding with the stored one. Execution providers differ in the order in which they
 * add and so in the last digits: 1 - cosine is about 1e-7 for that, and below 1e-5 between CPU and GPU. A crop that
 * differs by a stroke is far below this. What may hide above it turns an embedding by 0.8 degrees; whether that moved a
 * result shows in the scores, which are held to `SCORE_AGREES` against embeddings that owe nothing to the stored ones.
 */
export const EMBEDDING_AGREES = 0.9999;

/** What recomputing needs. */
export interface Recomputing {
  readonly preparation: Pick<Preparation, 'prepare' | 'cut'>;
  readonly encoder: Pick<Encoder, 'model' | 'embed'>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (done: number, total: number, note: string) => void;
}

export interface RecomputedEvidence {
  readonly files: number;
  readonly words: number;
  readonly embeddings: number;
  /** Of the words in use, by the model's hash and then by word id. */
  readonly recomputed: ReadonlyMap<string, ReadonlyMap<string, Embedding>>;
  readonly differences: readonly Difference[];
}

/**
 * Reads every evidence file of a report or case again: its hash, its words, their crops and embeddings.
 *
 * @param content what is recorded.
 * @param folder the case folder; an item whose path leads out of it is a difference and is not read.
 * @param stored embeddings of a model kept by the case, to be compared; null where there is no case database.
 */
export async function recomputeEvidence(
  content: Pick<Recorded, 'items' | 'words' | 'removed'>,
  folder: string,
  stored: ((model: string, hashes: readonly string[]) => ReadonlyMap<string, EmbeddingRecord>) | null,
  recomputing: Omit<Recomputing, 'encoder'> & { readonly encoders: readonly Recomputing['encoder'][] },
): Promise<RecomputedEvidence> {
  const differences: Difference[] = [];
  const recomputed = new Map(
    recomputing.encoders.map(({ model }) => [model.sha256, new Map<string, Embedding>()]),
  );
  const wordsOf = Map.groupBy(content.words, (word) => word.item);
  const removedOf = Map.groupBy(content.removed ?? [], (word) => word.item);
  let words = 0;
  let embeddings = 0;
  for (const [at, item] of content.items.entries()) {
    // Neither its words nor its place are known any more; the verification names it as erased.
    if (item.erased === true) continue;
    recomputing.onProgress?.(at, content.items.length, item.label);
    const recorded = wordsOf.get(item.label) ?? [];
    const removed = removedOf.get(item.label) ?? [];
    const file = insideOf(folder, item.path);
    const read = file === null ? OUTSIDE : await hashOf(file, recomputing.signal);
    const found = typeof read === 'string' ? read : read.sha256;
    const where = `${item.label} (${item.path})`;
    if (found !== item.sha256) differences.push({ kind: 'file', where, expected: item.sha256, found });
    else if (typeof read !== 'string' && read.bytes !== item.bytes) {
      differences.push({
        kind: 'file',
        where,
        expected: `${item.bytes} bytes`,
        found: `${read.bytes} bytes`,
      });
    }
    differences.push(...otherCounts(item, recorded));
    if (file === null || typeof read === 'string') continue;
    // Measurements rest on a page's resolution whether or not there are words on it.
    if (recorded.length + removed.length + item.pageSizes.length === 0) continue;
    words += recorded.length;
    const { found: asFound = [], drawn = [] } = Object.groupBy(recorded, ({ origin }) => origin ?? 'found');
    const crops = new Map([
      ...(await refind(item, file, { asFound, drawn, removed }, recomputing, differences)),
      ...(await recut(item, file, drawn, recomputing, differences)),
    ]);
    const used = recorded.filter((word) => word.state !== 'excluded');
    for (const encoder of recomputing.encoders) {
      const { sha256, provider } = encoder.model;
      const embedded = await embedWords(used, crops, { encoder, signal: recomputing.signal });
      for (const [word, embedding] of embedded) recomputed.get(sha256)?.set(word.id, embedding);
      embeddings += embedded.size;
      if (stored === null) continue;
      // One by one, here and below: an item may have more words than a call can have arguments.
      const others = compareStored(embedded, (hashes) => stored(sha256, hashes), provider);
      for (const other of others) differences.push(other);
    }
  }
  recomputing.onProgress?.(content.items.length, content.items.length, '');
  const files = content.items.filter((item) => item.erased !== true).length;
  return { files, words, embeddings, recomputed, differences };
}

const OUTSIDE = 'a path that leads out of the case folder: not read';

/** The absolute path of an item's file, null where it would lie outside the folder. */
export function insideOf(folder: string, file: string): string | null {
  const absolute = path.resolve(folder, file);
  const relative = path.relative(folder, absolute);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? null : absolute;
}

/** SHA-256 and length of a file, or in words why there is none. */
async function hashOf(file: string, signal: AbortSignal | undefined): Promise<FileHash | string> {
  try {
    return await hashFile(file, signal);
  } catch (error) {
    if (!(error instanceof ChirographError) || error.code === 'cancelled') throw error;
    return error.code === 'file-missing' ? 'no file' : error.message;
  }
}

/** Whether an item states as many words as are recorded of it. */
function otherCounts(
  { label, wordsUsed, wordsExcluded }: ReportItem,
  recorded: readonly ReportWord[],
): Difference[] {
  const excluded = recorded.filter((word) => word.state === 'excluded').length;
  const used = recorded.filter((word) => word.state !== 'excluded' && word.hand === undefined).length;
  const expected = counts(wordsUsed, wordsExcluded);
  const found = counts(used, excluded);
  return expected === found ? [] : [{ kind: 'word', where: `${label}: number of words`, expected, found }];
}

const counts = (used: number, excluded: number): string => `${used} words in use, ${excluded} excluded`;

/** Whether an item's pages are stated as preparation finds them. */
function otherPages(item: ReportItem, { format, orientation, pages }: PreparedFile): Difference[] {
  const [first] = pages;
  const now: Partial<ReportItem> = {
    format,
    orientation,
    pages: pages.length,
    width: first?.width ?? null,
    height: first?.height ?? null,
    dpi: first?.dpi ?? null,
    pageSizes: pages.map(({ width, height, dpi }) => ({ width, height, dpi })),
    // Earlier versions stated none, measured no page that they prepared, or less of it.
    qualities: item.qualities?.map((stated, at) => stated && asStated(stated, pages[at]?.quality ?? null)),
  };
  return Object.entries(now).flatMap(([name, value]): Difference[] => {
    if (value === undefined) return [];
    const expected = canonicalJson(item[name as keyof ReportItem]);
    const found = canonicalJson(value);
    return expected === found ? [] : [{ kind: 'file', where: `${item.label}: ${name}`, expected, found }];
  });
}

/** What is measured now, without what an earlier version did not measure. */
function asStated(stated: PageQuality, now: PageQuality | null): PageQuality | null {
  return now === null || isTurningMeasured(stated) ? now : { ...now, turning: undefined, printed: undefined };
}

/** What is recorded of an item's words: on its pages as they were found and as they were drawn, and taken off them. */
interface RecordedWords {
  readonly asFound: readonly ReportWord[];
  readonly drawn: readonly ReportWord[];
  readonly removed: readonly ReportWord[];
}

/** Whether what is said of an item's pages follows from what is stated of them; earlier versions said nothing. */
function otherCautions(
  { label, qualities, cautions }: ReportItem,
  { asFound, drawn }: RecordedWords,
  { pages }: PreparedFile,
): Difference[] {
  if (qualities === undefined) return [];
  // Of an item without any word its problem says why, and nothing is said of its pages.
  const stated = asFound.length + drawn.length === 0 ? [] : pages;
  const now = stated.flatMap(({ index, words }, at) => {
    const placesOf = (those: readonly PreparedWord[]): Set<string> =>
      new Set(those.map(({ box }) => keyOf(index, box)));
    const doubtful = placesOf(words.filter(({ unsure }) => unsure));
    const looksPrinted = placesOf(words.filter(({ printed }) => printed));
    const onPage = asFound.filter(({ page }) => page === index);
    const drawnOnPage = drawn.filter(({ page }) => page === index);
    const isInUse = ({ state }: ReportWord): boolean => state !== 'excluded';
    const inUse = onPage.filter(isInUse);
    const unsure = inUse.filter(({ page, box }) => doubtful.has(keyOf(page, box)));
    const printed = onPage.filter(({ page, box }) => looksPrinted.has(keyOf(page, box)));
    return cautionsOf({
      page: index,
      quality: qualities[at] ?? null,
      words: onPage.length + drawnOnPage.length,
      unsure: unsure.filter(({ transcription }) => transcription === undefined).length,
      printed: printed.filter(({ state, reason }) => state === 'excluded' && reason === 'printed').length,
      inUse: inUse.length + drawnOnPage.filter(isInUse).length,
      doubtful: unsure.length,
      printedInUse: printed.filter(isInUse).length,
    });
  });
  const text = ({ page, message }: Caution): string => `page ${page + 1}: ${message}`;
  const other = firstOther((cautions ?? []).map(text), now.map(text));
  return other === null ? [] : [{ kind: 'file', where: `${label}: what is said of its pages`, ...other }];
}

type Crop = Pick<PreparedWord, 'crop' | 'cropSha256'>;

/**
 * Finds the words of an item again, also those that the examiner took off; what differs is added to `differences`. Returns
 * the crops as they are now, by word id.
 */
async function refind(
  item: ReportItem,
  file: string,
  words: RecordedWords,
  { preparation, signal }: Pick<Recomputing, 'preparation' | 'signal'>,
  differences: Difference[],
): Promise<Map<string, Crop>> {
  const crops = new Map<string, Crop>();
  const found = new Map<string, PreparedWord>();
  const recorded = [...words.asFound, ...words.removed];
  try {
    const prepared = await preparation.prepare({ path: file, layout: 'auto' }, signal);
    if (recorded.length > 0) requireWords(prepared);
    differences.push(...otherPages(item, prepared), ...otherCautions(item, words, prepared));
    for (const page of prepared.pages) {
      for (const word of page.words) found.set(keyOf(page.index, word.box), word);
    }
  } catch (error) {
    if (!(error instanceof ChirographError) || error.code === 'cancelled') throw error;
    const [kind, expected] =
      recorded.length > 0
        ? (['word', `${recorded.length} words`] as const)
        : (['file', `${item.pageSizes.length} pages to read`] as const);
    differences.push({ kind, where: `${item.label} (${item.path})`, expected, found: error.message });
    return crops;
  }
  const places: Difference[] = [];
  for (const word of recorded) {
    const key = keyOf(word.page, word.box);
    const now = found.get(key);
    found.delete(key);
    if (now === undefined) {
      differences.push({
        kind: 'word',
        where: placeOf(word),
        expected: boxText(word.box),
        found: 'no word there',
      });
      continue;
    }
    crops.set(word.id, now);
    if (now.cropSha256 !== word.cropSha256) {
      differences.push({
        kind: 'crop',
        where: placeOf(word),
        expected: word.cropSha256,
        found: now.cropSha256,
      });
    }
    const expected = placeOf({ ...word, ...word.found });
    const place = placeOf({ ...word, line: now.line, order: now.order });
    if (place !== expected) places.push({ kind: 'word', where: placeOf(word), expected, found: place });
  }
  for (const [key, word] of found) {
    const place = placeOf({
      item: item.label,
      page: Number(key.split(':')[0]),
      line: word.line,
      order: word.order,
    });
    differences.push({ kind: 'word', where: place, expected: 'no word', found: boxText(word.box) });
  }
  // Where a word has come or gone, all that follow it have moved up: that is one difference, not hundreds.
  if (crops.size === recorded.length && found.size === 0) {
    for (const moved of places) differences.push(moved);
  }
  return crops;
}

/** Cuts the words that the examiner drew on an item again, as `refind` does those that preparation found. */
async function recut(
  item: ReportItem,
  file: string,
  drawn: readonly ReportWord[],
  { preparation, signal }: Pick<Recomputing, 'preparation' | 'signal'>,
  differences: Difference[],
): Promise<Map<string, Crop>> {
  const crops = new Map<string, Crop>();
  if (drawn.length === 0) return crops;
  const regions = drawn.map(({ page, box, outline = null }) => ({ page, box, outline }));
  try {
    const cut = await preparation.cut({ path: file, regions }, signal);
    for (const [at, word] of drawn.entries()) {
      const now = cut.crops[at] ?? null;
      if (now !== null) crops.set(word.id, now);
      if (now?.cropSha256 === word.cropSha256) continue;
      const found = now?.cropSha256 ?? 'nothing that stands out from the paper';
      differences.push({ kind: 'crop', where: placeOf(word), expected: word.cropSha256, found });
    }
  } catch (error) {
    if (!(error instanceof ChirographError) || error.code === 'cancelled') throw error;
    const expected = `${drawn.length} words drawn`;
    differences.push({ kind: 'word', where: `${item.label} (${item.path})`, expected, found: error.message });
  }
  return crops;
}

async function embedWords(
  words: readonly ReportWord[],
  crops: ReadonlyMap<string, Crop>,
  { encoder, signal }: Pick<Recomputing, 'encoder' | 'signal'>,
): Promise<Map<ReportWord, Embedding>> {
  const present = words.filter((word) => crops.has(word.id));
  const embeddings = await encoder.embed(
    present.map((word) => (crops.get(word.id) as Crop).crop),
    signal,
  );
  return new Map(present.map((word, at) => [word, embeddings[at] as Embedding]));
}

function compareStored(
  embedded: ReadonlyMap<ReportWord, Embedding>,
  stored: (hashes: readonly string[]) => ReadonlyMap<string, EmbeddingRecord>,
  provider: string,
): Difference[] {
  const records = stored(Array.from(embedded.keys(), (word) => word.cropSha256));
  return Array.from(embedded).flatMap(([word, now]) => {
    const record = records.get(word.cropSha256);
    if (record === undefined) return [];
    return (['writer', 'word'] as const).flatMap((head): Difference[] => {
      const agreement = cosine(record[head], now[head]);
      // A vector of NaN agrees with nothing, and a longer one must not agree by its length.
      if (agreement >= EMBEDDING_AGREES && cosine(record[head], record[head]) <= 1.001) return [];
      const expected = `cosine with the stored ${head} embedding of at least ${EMBEDDING_AGREES}`;
      const found = `${agreement.toFixed(6)} (stored by ${record.provider}, recomputed by ${provider})`;
      return [{ kind: 'embedding', where: placeOf(word), expected, found }];
    });
  });
}

function keyOf(page: number, { x, y, width, height }: Box): string {
  return `${page}:${x},${y},${width},${height}`;
}

function boxText({ x, y, width, height }: Box): string {
  return `box ${x},${y} ${width} × ${height}`;
}
