import path from 'node:path';
import type { Examiner, Page } from '../../../contract/case.ts';
import type {
  ReportComparison,
  ReportContent,
  ReportItem,
  ReportSearch,
  ReportWord,
  WordsOfItem,
} from '../../../contract/report.ts';
import type { Comparison, ModelUse, Search } from '../../../contract/results.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { sha256 } from '../case/hash.ts';
import type { CaseStore } from '../case/store.ts';

/** What a report reads of a case. */
export type ReportSource = Pick<CaseStore, 'folder' | 'view' | 'pages' | 'image' | 'form' | 'journal'>;

export interface ReportInput {
  readonly store: ReportSource;
  readonly examiner: Examiner;
  /** Name and version of the program, and what it runs on. */
  readonly software: string;
  readonly platform: string;
  /** The encoder in use; null where none is. */
  readonly model: ModelUse | null;
  readonly createdAt: string;
  /** What the report is to hold, in this order, with `stale` as it is now. */
  readonly comparisons: readonly Comparison[];
  readonly searches: readonly Search[];
}

/** Journal entries in a report. */
const JOURNAL_EXTRACT = 50;

/** Collects what a report says; reads the case and changes nothing. Throws `not-found` where a result names an unknown item. */
export function buildReport(input: ReportInput): ReportContent {
  const { store } = input;
  const model = input.model?.sha256 ?? null;
  const view = store.view(model);
  const names = new Map(view.writers.map((writer) => [writer.id, writer.name]));
  const labels = new Map(view.items.map((item) => [item.id, item.label]));
  const label = (item: string): string => named(labels, item, 'item');
  const items: ReportItem[] = [];
  const words: ReportWord[] = [];
  /** Words of each item that results are computed from: in use, and encoded by the current model. */
  const used = new Map<string, string[]>();
  for (const item of view.items) {
    const pages = store.pages(item.id, model);
    words.push(...pages.flatMap((page) => page.words.map((word) => describe(store, item.label, page, word))));
    const inUse = pages.flatMap((page) =>
      page.words.filter((word) => word.state !== 'excluded' && word.encoded),
    );
    used.set(
      item.label,
      inUse.map((word) => word.id),
    );
    items.push({
      id: item.id,
      label: item.label,
      role: item.role,
      writer: item.writer === null ? null : { id: item.writer, name: named(names, item.writer, 'writer') },
      path: item.path,
      sha256: item.sha256,
      bytes: item.bytes,
      format: item.format,
      pages: item.pages,
      width: item.width,
      height: item.height,
      dpi: item.dpi,
      pageSizes: pages.map(({ width, height, dpi }) => ({ width, height, dpi })),
      orientation: item.orientation,
      wordsUsed: item.words,
      wordsExcluded: item.excludedWords,
      problem: item.problem?.message ?? null,
    });
  }
  const usesOf = (ids: readonly string[]): WordsOfItem[] =>
    ids.map((id) => ({ item: label(id), words: used.get(label(id)) ?? [] }));
  const journal = store.journal(undefined, JOURNAL_EXTRACT);
  return {
    format: 'chirograph-report',
    formatVersion: 1,
    createdAt: input.createdAt,
    software: input.software,
    platform: input.platform,
    model: input.model,
    case: {
      id: view.id,
      name: view.name,
      folder: path.basename(store.folder),
      createdAt: view.createdAt,
      synthetic: view.synthetic,
    },
    form: store.form(),
    examiner: input.examiner,
    items,
    words,
    comparisons: input.comparisons.map((comparison): ReportComparison => {
      const stands = comparison.stale === null && comparison.model.sha256 === model;
      return {
        ...comparison,
        questioned: comparison.questioned.map(label),
        known: comparison.known.map(label),
        writers: comparison.writers.map((writer) => named(names, writer, 'writer')),
        words: stands ? { questioned: usesOf(comparison.questioned), known: usesOf(comparison.known) } : null,
      };
    }),
    searches: input.searches.map((search): ReportSearch => ({
      ...search,
      questioned: search.questioned.map(label),
      leftOut: search.leftOut.map((writer) => named(names, writer, 'writer')),
      hits: search.hits.map((hit) => ({
        rank: hit.rank,
        writer: { id: hit.writer, name: hit.name },
        items: hit.items.map(label),
        words: hit.words,
        score: hit.score,
        pairs: hit.pairs,
      })),
      words: search.stale === null && search.model.sha256 === model ? usesOf(search.questioned) : null,
    })),
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

function describe(store: ReportSource, item: string, page: Page, word: Page['words'][number]): ReportWord {
  const crop = store.image(word.crop);
  if (crop.kind !== 'crop') {
    throw new ChirographError('case-damaged', `The case database names no crop for a word of ${item}.`);
  }
  const { id, line, order, box, state } = word;
  return { id, item, page: page.index, line, order, box, cropSha256: crop.cropSha256, state };
}

function named(names: ReadonlyMap<string, string>, id: string, what: string): string {
  const name = names.get(id);
  if (name === undefined) {
    throw new ChirographError(
      'not-found',
      `A result of this case names an ${what} that the case does not hold (${id}).`,
    );
  }
  return name;
}
