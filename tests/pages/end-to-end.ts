import path from 'node:path';
import type { Interval } from '../../src/main/engine/comparison/bootstrap.ts';
import { pickVectors } from '../../src/main/engine/comparison/vectors.ts';
import {
  embedImages,
  type EmbeddedImages,
  type Scorer,
} from '../../src/main/engine/evaluation/embed-images.ts';
import { measure, type RetrievalFigures } from '../../src/main/engine/evaluation/figures.ts';
import { readManifest, type ManifestRow } from '../../src/main/engine/evaluation/manifest.ts';
import { imageOf } from '../../src/main/engine/evaluation/prepare-images.ts';
import type { Preparation } from '../../src/main/engine/imaging/preparation.ts';
import { markdown } from './figures.ts';

/** Figures on pages by writers that nothing was fitted on, a page one document. Rates are shares from 0 to 1. */
export interface PageRetrieval extends RetrievalFigures {
  /** 95 %, by bootstrap over writers. */
  readonly eerInterval: Interval | null;
  readonly top1Interval: Interval | null;
  readonly pages: number;
  readonly writers: number;
  readonly words: number;
  readonly positivePairs: number;
  readonly negativePairs: number;
}

export interface EndToEnd {
  /** Words found on the pages. */
  readonly found: PageRetrieval;
  /** As many ready-cut words for each page as were found on it, see `asOnPages`. */
  readonly cut: PageRetrieval;
}

/** The pages, and the ready-cut words by the same writers; the column `note` names the form in both. */
const PAGES = { split: 'dev', dataset: 'pages-ink', kinds: ['page'] } as const;
const WORDS = { split: 'dev', dataset: 'words-en', kinds: ['word'] } as const;

/**
 * Measures what finding words costs in the end: how well pages tell their writers, once through the whole path from
 * page to mean embedding, once with words that somebody cut.
 *
 * @param data folder of the manifest.
 */
export async function measureEndToEnd(
  data: string,
  encoder: Scorer,
  preparation: Preparation,
  seed: number,
): Promise<EndToEnd> {
  const manifest = path.join(data, 'manifest.csv');
  const { rows: pages } = await readManifest(manifest, PAGES);
  const { rows: words } = await readManifest(manifest, WORDS);
  const embed = (rows: readonly ManifestRow[]): Promise<EmbeddedImages> =>
    embedImages(rows.map(imageOf), { root: data, encoder, preparation });
  const found = await embed(pages);
  const ready = await embed(words);
  return {
    found: retrieval(pages, found, seed),
    cut: retrieval(pages, asOnPages(pages, found, words, ready), seed),
  };
}

/**
 * Ready-cut words in place of those found, as many for each page: those of its own form and, where fewer of it were
 * cut, words by the same writer of forms that are none of the pages; each word once, in the manifest's order.
 */
export function asOnPages(
  pages: readonly ManifestRow[],
  found: EmbeddedImages,
  words: readonly ManifestRow[],
  ready: EmbeddedImages,
): EmbeddedImages {
  const forms = new Set(pages.map(formOf));
  const readyRow = (at: number): ManifestRow => words[ready.image[at]!]!;
  const ofForm = Map.groupBy(ready.image.keys(), (at) => formOf(readyRow(at)));
  const spare = Map.groupBy(
    [...ready.image.keys()].filter((at) => !forms.has(formOf(readyRow(at)))),
    (at) => writerOf(readyRow(at)),
  );
  const needed = Map.groupBy(found.image, (page) => page);
  const chosen = pages.map((page, index) => {
    const wanted = needed.get(index)?.length ?? 0;
    const own = (ofForm.get(formOf(page)) ?? []).slice(0, wanted);
    return [...own, ...(spare.get(writerOf(page)) ?? []).splice(0, wanted - own.length)];
  });
  const rows = chosen.flat();
  return {
    image: Int32Array.from(chosen.flatMap((ofPage, index) => ofPage.map(() => index))),
    writer: pickVectors(ready.writer, rows),
    word: pickVectors(ready.word, rows),
    failed: [],
  };
}

/** A writer's number, the same in both data sets. */
const writerOf = ({ writer }: ManifestRow): string => writer.slice(writer.indexOf(':') + 1);

const formOf = (row: ManifestRow): string => `${writerOf(row)}/${row.note}`;

function retrieval(pages: readonly ManifestRow[], embedded: EmbeddedImages, seed: number): PageRetrieval {
  const { pages: figures, pairs, intervals } = measure(pages, embedded, seed);
  return {
    ...figures,
    eerInterval: intervals['pages'] ?? null,
    top1Interval: intervals['pages.top1'] ?? null,
    writers: new Set(pages.map(({ writer }) => writer)).size,
    words: embedded.image.length,
    positivePairs: pairs['pages']?.positive ?? 0,
    negativePairs: pairs['pages']?.negative ?? 0,
  };
}

/** The figures as a Markdown table, rates in percent. */
export function endToEndTable({ found, cut }: EndToEnd): string {
  const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1));
  const within = (interval: Interval | null): string =>
    interval === null ? '' : ` (${percent(interval[0])} to ${percent(interval[1])})`;
  const row = (name: string, figures: PageRetrieval): string[] => [
    name,
    String(figures.writers),
    String(figures.pages),
    String(figures.words),
    `${figures.positivePairs}/${figures.negativePairs}`,
    `${percent(figures.eer)}${within(figures.eerInterval)}`,
    `${percent(figures.top1)}${within(figures.top1Interval)}`,
  ];
  return markdown(
    ['words that were', 'writers', 'pages', 'words', 'pairs same/other writer', 'EER in %', 'top-1 in %'],
    [row('found on the page', found), row('ready-cut', cut)],
  );
}
