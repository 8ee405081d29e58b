import path from 'node:path';
import type { CaseForm, Examiner, Item, Page } from '../../../contract/case.ts';
import type { Finding } from '../../../contract/findings.ts';
import type { PrintedLaboratory } from '../../../contract/laboratory.ts';
import type { Caution } from '../../../contract/quality.ts';
import type {
  ReportComparison,
  ReportContent,
  ReportFinding,
  ReportHand,
  ReportIssue,
  ReportItem,
  ReportSearch,
  ReportWord,
  WordsOfItem,
} from '../../../contract/report.ts';
import type { Comparison, ModelUse, Search } from '../../../contract/results.ts';
import type { SignatureComparison } from '../../../contract/signatures.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { Language } from '../../../language/language.ts';
import type { Agreement, Unmasking } from '../../../contract/unmasking.ts';
import { cautionsOf } from '../imaging/cautions.ts';
import { chartsOf, type ChartMaterial } from './charts.ts';
import { agreements, type MarkedPage } from './agreement.ts';
import {
  describeSignatures,
  markedIn,
  signaturesSearched,
  type MarkedInReport,
} from './marked-signatures.ts';
import { resolutionOf } from './place.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { sha256 } from '../case/hash.ts';
import type { CaseStore, FoundRecord } from '../case/store.ts';
import { translationsOf } from './translations.ts';

/** What a report reads of a case. */
export type ReportSource = Pick<
  CaseStore,
  'folder' | 'home' | 'view' | 'pages' | 'found' | 'image' | 'form' | 'findings' | 'journal' | 'signatures'
>;

export interface ReportInput {
  readonly store: ReportSource;
  /** Random id that the journal knows the report by; left out by callers that journal nothing. */
  readonly report?: string | undefined;
  /** Which of the case's reports it is; left out as `report` is. */
  readonly issue?: ReportIssue | undefined;
  readonly examiner: Examiner;
  readonly laboratory?: PrintedLaboratory | undefined;
  /** Name and version of the program, and what it runs on. */
  readonly software: string;
  readonly platform: string;
  /** The encoder in use; null where none is. */
  readonly model: ModelUse | null;
  readonly createdAt: string;
  /** What the report is to hold, in this order, with `stale` as it is now. */
  readonly comparisons: readonly Comparison[];
  readonly searches: readonly Search[];
  /** Left out for none. */
  readonly signatures?: readonly SignatureComparison[];
  /** What the PDF is written in; English where left out. */
  readonly language?: Language | undefined;
  /** What its charts are made of; left out for none. */
  readonly charts?: ChartMaterial | undefined;
  /** Findings that go in; all of the case where left out. */
  readonly findings?: readonly Finding[];
  /** How sequential unmasking stands, as who writes the report sees it; null or left out for a case that was never set to it. */
  readonly unmasking?: Omit<Unmasking, 'stage'> | null;
}

/** Journal entries in a report. */
const JOURNAL_EXTRACT = 50;

/** A search as it is stored, without what the case has now beside it. */
function bare(search: Search): Omit<Search, 'signatures'> {
  const stored = { ...search };
  delete stored.signatures;
  return stored;
}

/** What a case holds that can be recomputed: the part of a report that a verification needs. */
export type Recorded = Pick<
  ReportContent,
  'items' | 'hands' | 'words' | 'removed' | 'comparisons' | 'searches' | 'signatures' | 'journal'
>;

/** Collects what a report says; reads the case and changes nothing. Throws `not-found` where a result names an unknown item. */
export function buildReport(input: ReportInput): ReportContent {
  const { store, model, language = 'en', unmasking = null } = input;
  const findings = input.findings ?? store.findings();
  const view = store.view(model?.sha256 ?? null);
  const recorded = collectRecorded(input);
  const charts = input.charts && chartsOf(recorded, input.charts);
  const described = findings.map((finding) => describeFinding(finding, view.items));
  return {
    format: 'chirograph-report',
    formatVersion: 1,
    ...(input.report === undefined ? {} : { report: input.report }),
    ...(input.issue === undefined ? {} : { issue: input.issue }),
    createdAt: input.createdAt,
    language,
    ...(language === 'en' ? {} : { translations: translationsOf(recorded, language) }),
    software: input.software,
    platform: input.platform,
    model,
    case: {
      id: view.id,
      name: view.name,
      folder: path.basename(store.folder),
      createdAt: view.createdAt,
      synthetic: view.synthetic,
    },
    form: printedForm(store.form()),
    ...(input.laboratory === undefined ? {} : { laboratory: input.laboratory }),
    examiner: input.examiner,
    ...(described.length === 0 ? {} : { findings: described }),
    ...recorded,
    ...(charts === undefined ? {} : { charts }),
    ...(unmasking === null ? {} : { unmasking: describeUnmasking(unmasking, described, recorded.items) }),
  };
}

/** The case form without the charts that it keeps for the next report: a report says itself which it holds. */
function printedForm(form: CaseForm): CaseForm {
  const printed = { ...form };
  delete printed.charts;
  return printed;
}

/** What was seen when, with what examiners found independently beside each other. */
function describeUnmasking(
  { begun, ended, examiners }: Omit<Unmasking, 'stage'>,
  findings: readonly ReportFinding[],
  items: readonly ReportItem[],
): NonNullable<ReportContent['unmasking']> {
  return { begun, ended, examiners: [...examiners], agreement: agreementOf(findings, items) };
}

/** What locked findings of a report amount to, every two of their examiners beside each other. */
export function agreementOf(findings: readonly ReportFinding[], items: readonly ReportItem[]): Agreement[] {
  const byLabel = new Map(items.map((item) => [item.label, item]));
  return agreements(findings, ({ item: label, page }): MarkedPage | undefined => {
    const item = byLabel.get(label);
    const size = item?.pageSizes[page];
    return item && size && { item: label, page, ...size, dpi: resolutionOf(item, page).dpi };
  });
}

/**
 * Collects items, words, results and the end of the journal; results carry the words they were computed from. Throws
 * `not-found` where a result names what the case does not hold.
 */
export function collectRecorded(
  input: Pick<ReportInput, 'store' | 'model' | 'comparisons' | 'searches' | 'signatures'>,
): Recorded {
  const { store } = input;
  const model = input.model?.sha256 ?? null;
  const view = store.view(model);
  const names = new Map(view.writers.map((writer) => [writer.id, writer.name]));
  const labels = new Map([...view.items, ...view.hands].map(({ id, label: name }) => [id, name]));
  const label = (item: string): string => named(labels, item, 'an item');
  const nameOf = (writer: string): string => named(names, writer, 'a writer');
  const items: ReportItem[] = [];
  const words: ReportWord[] = [];
  const numbers = new Map(store.signatures().map(({ id, number }) => [id, number]));
  const removed: ReportWord[] = [];
  /** Words of each item and further hand that results are computed from: in use, and encoded by the current model. */
  const used = new Map<string, string[]>();
  for (const item of view.items) {
    const pages = store.pages(item.id, model);
    const found = new Map(store.found(item.id).map((word) => [word.id, word]));
    for (const page of pages) {
      for (const word of page.words) {
        const by = word.hand === null ? item.label : label(word.hand);
        const as = word.hand === null ? null : by;
        const signature = numbers.get(word.id);
        words.push({
          ...describeWord(store, item.label, page, word, found.get(word.id), as),
          ...(signature === undefined ? {} : { signature }),
        });
        if (word.state === 'excluded' || !word.encoded) continue;
        const its = used.get(by);
        if (its === undefined) used.set(by, [word.id]);
        else its.push(word.id);
      }
    }
    for (const { removed: isRemoved, id, page, line, order, box, cropSha256 } of found.values()) {
      if (!isRemoved) continue;
      removed.push({ id, page, line, order, box, cropSha256, item: item.label, state: 'auto' });
    }
    const cautions = item.preparation === 'failed' ? [] : pages.flatMap((page) => cautionsOn(page, found));
    const writer = item.writer === null ? null : nameOf(item.writer);
    items.push(describeItem(item, pages, cautions, writer, store.folder));
  }
  const usesOf = (ids: readonly string[]): WordsOfItem[] =>
    ids.map((id) => ({ item: label(id), words: used.get(label(id)) ?? [] }));
  const stands = (result: Comparison | Search): boolean =>
    result.stale === null && result.model.sha256 === model;
  const journal = store.journal(undefined, JOURNAL_EXTRACT);
  const hands = view.hands.map(({ id, item, label: name, writer, words: count }): ReportHand => ({
    id,
    item: label(item),
    label: name,
    writer: writer === null ? null : { id: writer, name: nameOf(writer) },
    wordsUsed: count,
  }));
  const signatures = describeSignatures(input.signatures ?? [], { items, hands, words }, nameOf);
  const marked =
    input.searches.length === 0 ? new Map<string, MarkedInReport>() : markedIn({ items, hands, words });
  const ofSearch = (questioned: string[]): Pick<ReportSearch, 'questioned' | 'signatures'> => {
    const searched = signaturesSearched(questioned, marked);
    return { questioned, ...(searched === undefined ? {} : { signatures: searched }) };
  };
  return {
    items,
    ...(hands.length === 0 ? {} : { hands }),
    words,
    ...(removed.length === 0 ? {} : { removed }),
    comparisons: input.comparisons.map((comparison): ReportComparison => ({
      ...comparison,
      questioned: comparison.questioned.map(label),
      known: comparison.known.map(label),
      writers: comparison.writers.map(nameOf),
      words: stands(comparison)
        ? { questioned: usesOf(comparison.questioned), known: usesOf(comparison.known) }
        : null,
    })),
    searches: input.searches.map((search): ReportSearch => ({
      ...bare(search),
      ...ofSearch(search.questioned.map(label)),
      leftOut: search.leftOut.map(nameOf),
      hits: search.hits.map(({ writer, name, sharedWith, ...hit }) => ({
        ...hit,
        ...(sharedWith && { sharedWith: sharedWith.map((id) => ({ id, name: nameOf(id) })) }),
        writer: { id: writer, name },
        items: hit.items.map(label),
      })),
      words: stands(search) ? usesOf(search.questioned) : null,
    })),
    ...(signatures.length === 0 ? {} : { signatures }),
    journal: { ...journal, entries: journal.entries.toSorted((a, b) => a.sequence - b.sequence) },
  };
}

/**
 * SHA-256 of what a report says, as canonical JSON without `checks`. Taken over the value as it was read, so that a
 * member that was added is noticed as well as one that was changed.
 */
export function contentSha256(document: object): string {
  return sha256(canonicalJson({ ...document, checks: undefined }));
}

/**
 * SHA-256 of what a report says of its case, whoever writes it down as what and when: the same for a draft and the final
 * report made of it, and for two reports between which nothing has changed.
 */
export function substanceSha256(content: ReportContent): string {
  return contentSha256({
    ...content,
    report: undefined,
    issue: undefined,
    // A report of before says nothing of its language, which was English.
    language: content.language === 'en' ? undefined : content.language,
    createdAt: undefined,
    software: undefined,
    platform: undefined,
    review: undefined,
    earlierReviews: undefined,
    // Who else has had the case open since, such as a reviewer, changes nothing that it says.
    unmasking: undefined,
    lostReviews: undefined,
    journal: undefined,
  });
}

function describeItem(
  item: Item,
  pages: readonly Page[],
  cautions: readonly Caution[],
  writer: string | null,
  folder: string,
): ReportItem {
  const resolutions = pages.flatMap(({ index, dpi, dpiSource }) =>
    dpi === null || dpiSource === null || dpiSource === 'file'
      ? []
      : [{ page: index, dpi, source: dpiSource }],
  );
  return {
    id: item.id,
    label: item.label,
    role: item.role,
    writer: item.writer === null || writer === null ? null : { id: item.writer, name: writer },
    path: item.path,
    sha256: item.sha256,
    bytes: item.bytes,
    format: item.format,
    pages: item.pages,
    width: item.width,
    height: item.height,
    dpi: pages[0]?.statedDpi ?? null,
    pageSizes: pages.map(({ width, height, statedDpi }) => ({ width, height, dpi: statedDpi })),
    ...(resolutions.length === 0 ? {} : { resolutions }),
    qualities: pages.map(({ quality }) => quality),
    ...(cautions.length === 0 ? {} : { cautions: [...cautions] }),
    orientation: item.orientation,
    wordsUsed: item.words,
    wordsExcluded: item.excludedWords,
    // A message may name the file by its place on this computer, which is nobody's business in a report.
    problem: item.problem?.message.replaceAll(folder + path.sep, '') ?? null,
    ...(item.erased === true ? { erased: true } : {}),
  };
}

function describeFinding({ made, ...finding }: Finding, items: readonly Item[]): ReportFinding {
  const labels = new Map(items.map(({ id, label }) => [id, label]));
  return {
    ...finding,
    // Whose eyes see it is no matter of the report.
    ...(made === undefined ? {} : { made: { by: made.by, locked: made.locked, after: made.after } }),
    marks: finding.marks.map(({ id, item, index, content, measurement }) => ({
      id,
      item: named(labels, item, 'an item'),
      page: index,
      content,
      measurement,
    })),
  };
}

function cautionsOn(
  { index, quality, words }: Page,
  found: ReadonlyMap<string, Pick<FoundRecord, 'unsure'>>,
): Caution[] {
  const inUse = words.filter(({ state }) => state !== 'excluded');
  return cautionsOf({
    page: index,
    quality,
    words: words.length,
    unsure: inUse.filter(({ unsure }) => unsure).length,
    printed: words.filter((word) => word.printed && word.reason === 'printed').length,
    inUse: inUse.length,
    doubtful: inUse.filter(({ id }) => found.get(id)?.unsure).length,
    printedInUse: inUse.filter(({ printed }) => printed).length,
  });
}

function describeWord(
  store: ReportSource,
  item: string,
  page: Page,
  word: Page['words'][number],
  found: FoundRecord | undefined,
  hand: string | null,
): ReportWord {
  const crop = store.image(word.crop);
  if (crop.kind !== 'crop') {
    throw new ChirographError('case-damaged', `The case database names no crop for a word of ${item}.`);
  }
  const { id, line, order, box, state, origin, outline, reason, transcription } = word;
  const elsewhere = found !== undefined && (found.line !== line || found.order !== order);
  return {
    id,
    item,
    page: page.index,
    line,
    order,
    box,
    cropSha256: crop.cropSha256,
    state,
    ...(origin === 'found' ? {} : { origin }),
    ...(outline === null ? {} : { outline }),
    ...(elsewhere ? { found: { line: found.line, order: found.order } } : {}),
    ...(reason === null ? {} : { reason }),
    ...(hand === null ? {} : { hand }),
    ...(transcription === '' ? {} : { transcription }),
  };
}

function named(names: ReadonlyMap<string, string>, id: string, what: 'an item' | 'a writer'): string {
  const name = names.get(id);
  if (name === undefined) {
    throw new ChirographError(
      'not-found',
      `Something in this case names ${what} that the case does not hold (${id}).`,
    );
  }
  return name;
}
