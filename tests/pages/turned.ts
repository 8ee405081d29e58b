import path from 'node:path';
import { readManifest } from '../../src/main/engine/evaluation/manifest.ts';
import type { PageQuality } from '../../src/contract/quality.ts';
import { lies } from '../../src/main/engine/imaging/cautions.ts';
import { grayPage } from '../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../src/main/engine/imaging/evidence.ts';
import type { GrayImage } from '../../src/main/engine/imaging/gray.ts';
import { layoutPage } from '../../src/main/engine/imaging/layout.ts';
import { markdown } from './figures.ts';
import type { PagesWanted } from './pages.ts';
import { setPages, type SetName } from './set-pages.ts';

/** Quarters by which a page may have been turned, clockwise. */
export type Quarters = 0 | 1 | 2 | 3;

/** What preparation says of one page that lies so. Figures are null where there is too little writing. */
export interface TurnedPage {
  readonly kind: string;
  readonly name: string;
  readonly quarters: Quarters;
  readonly lines: number | null;
  readonly reach: number | null;
  readonly said: ReturnType<typeof lies>;
  /** Whether most of its words may be part of a word or more than one. */
  readonly mostlyUnsure: boolean;
}

/** Whole pages of the data sets, in whatever split: nothing is learnt from them but a limit. */
const SETS_OF_PAGES = ['pages-en', 'pages-ink'];
/** Words to a line of the pages that are a list. */
const LIST = 1;

/** The image turned clockwise. */
export function turn(image: GrayImage, quarters: Quarters): GrayImage {
  if (quarters === 0) return image;
  const { width, height, data } = image;
  const quarter = {
    width: height,
    height: width,
    data: Uint8Array.from(
      { length: data.length },
      (_, at) => data[(height - 1 - (at % height)) * width + Math.floor(at / height)]!,
    ),
  };
  return turn(quarter, (quarters - 1) as Quarters);
}

/**
 * What preparation says of pages that lie upright and of the same turned by one, two and three quarters.
 *
 * @param every how many-th page of a kind is turned as well.
 */
export async function* measureTurned(
  wanted: Omit<PagesWanted, 'kinds'>,
  every: number,
): AsyncGenerator<TurnedPage> {
  const seen = new Map<string, number>();
  for await (const { kind, name, file } of pages(wanted)) {
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    const image = await grayPage(await readEvidence(file), 0);
    const ways: Quarters[] = before % every === 0 ? [0, 1, 2, 3] : [0];
    for (const quarters of ways) {
      const { words, quality } = layoutPage(turn(image, quarters));
      const inUse = words.filter(({ printed }) => !printed);
      yield { kind, name, quarters, ...figuresOf(quality), mostlyUnsure: mostly(inUse) };
    }
  }
}

function figuresOf(quality: PageQuality): Pick<TurnedPage, 'lines' | 'reach' | 'said'> {
  const { lines = null, reach = null } = quality.turning ?? {};
  return { lines, reach, said: lies(quality) };
}

const mostly = (words: readonly { readonly unsure: boolean }[]): boolean =>
  2 * words.filter(({ unsure }) => unsure).length > words.length;

async function* pages({
  count,
  seed,
  data,
  folder,
}: Omit<PagesWanted, 'kinds'>): AsyncGenerator<{ kind: string; name: string; file: string }> {
  for (const dataset of SETS_OF_PAGES) {
    const { rows } = await readManifest(path.join(data, 'manifest.csv'), { dataset, kinds: ['page'] });
    for (const row of rows) {
      yield { kind: dataset, name: path.basename(row.path), file: path.join(data, row.path) };
    }
  }
  for (const name of ['dhsd', 'arabic', 'chinese'] satisfies SetName[]) {
    yield* setPages(name, data, folder, count, seed);
    for await (const page of setPages(name, data, folder, count, seed, LIST)) {
      yield { ...page, kind: `${page.kind}, one word to a line` };
    }
  }
}

/** A table of what was said of each kind, as Markdown. */
export function turnedTable(pages: readonly TurnedPage[]): string {
  const rows = [...Map.groupBy(pages, ({ kind }) => kind)].map(([kind, own]) => {
    const lying = (...quarters: Quarters[]): TurnedPage[] =>
      own.filter((page) => quarters.includes(page.quarters));
    const [upright, sideways, over] = [lying(0), lying(1, 3), lying(2)];
    return [
      kind,
      String(upright.length),
      least(upright.map(({ lines }) => lines)),
      least(upright.map(({ reach }) => reach)),
      String(upright.filter(({ said }) => said !== null).length),
      String(upright.filter(({ mostlyUnsure }) => mostlyUnsure).length),
      of(sideways, ({ said }) => said === 'sideways'),
      of(over, ({ said }) => said === 'upside-down'),
      of([...sideways, ...over], ({ mostlyUnsure }) => mostlyUnsure),
    ];
  });
  const header = [
    'pages',
    'upright',
    'least lines',
    'least reach',
    'said to be turned',
    'mostly unsure',
    'sideways: said',
    'upside down: said',
    'turned: mostly unsure',
  ];
  return markdown(header, rows);
}

const least = (values: readonly (number | null)[]): string =>
  Math.min(...values.flatMap((value) => value ?? [])).toFixed(2);

const of = (pages: readonly TurnedPage[], is: (page: TurnedPage) => boolean): string =>
  `${pages.filter(is).length}/${pages.length}`;
