import { letterBox } from '../../../contract/letters.ts';
import { boundsOf } from '../../../contract/marks.ts';
import { MILLIMETRES_PER_INCH } from '../../../contract/measurements.ts';
import { byNearness } from '../../../contract/pairs-plot.ts';
import type {
  ReportContent,
  ReportFinding,
  ReportItem,
  ReportMark,
  ReportSignature,
  ReportSignatureComparison,
  ReportWord,
} from '../../../contract/report.ts';
import type { SameWordPair } from '../../../contract/results.ts';
import { ChirographError, type Box } from '../../../contract/schema.ts';
import { eachOf } from '../case/each-of.ts';
import type { Preparation, RenderRequest } from '../imaging/preparation.ts';
import { resolutionOf } from './place.ts';
import type { Picture } from './sheet.ts';

/** Why there is no picture, as the report says it. */
const ABSENT = {
  changed: 'Not shown: the file has changed since it was examined.',
  missing: 'Not shown: the file is missing.',
  unreadable: 'Not shown: the file cannot be read.',
  'prepared-anew': 'Not shown: the item has been prepared anew since this result.',
  'page-gone': 'Not shown: the page is not in the case any more.',
} as const;

/** A picture, or why there is none. */
export type Drawing =
  { readonly picture: Picture } | { readonly absent: (typeof ABSENT)[keyof typeof ABSENT] | 'Not shown.' };

export interface ReportFigures {
  /** The first page of each item, small; by exhibit label. */
  readonly thumbnails: ReadonlyMap<string, Drawing>;
  /** Words cut from the original pixels; by word id. */
  readonly words: ReadonlyMap<string, Drawing>;
  /** What lies about each mark of a finding, of the original pixels; by mark id. */
  readonly marks: ReadonlyMap<string, MarkDrawing>;
  /** Letters of charts, of the original pixels; by letter id. */
  readonly letters: ReadonlyMap<string, Drawing>;
  /** Signatures of comparisons, of the original pixels; by word id. */
  readonly signatures: ReadonlyMap<string, Drawing>;
  /** The laboratory's; null or left out for none. */
  readonly logo?: Picture | null;
}

/** The pictures, and what of the evidence was not there to draw. */
export interface DrawnFigures extends ReportFigures {
  /**
   * Why, by exhibit label: files that are missing or have changed, and such as cannot be read though they once were. Of
   * an item that was erased, or that never could be read, nothing is expected.
   */
  readonly unseen: ReadonlyMap<string, string>;
}

/** What lies about a mark with where that is on its page, or why there is none. */
export type MarkDrawing =
  { readonly picture: Picture; readonly box: Box } | Exclude<Drawing, { picture: Picture }>;

/** Pairs shown of one comparison, and hits of a search that are shown with their first pair. */
const PAIRS_SHOWN = 8;
const HITS_SHOWN = 6;
/** References of a comparison of signatures that are drawn. */
const REFERENCES_SHOWN = 10;
/** Longest side of a signature's picture: about 600 dpi at natural size on a third of the column. */
const SIGNATURE_PIXELS = 1200;
const THUMBNAIL_PIXELS = 320;
/** Marks of one finding that are shown, on either side. */
const MARKS_SHOWN = 12;
/** Longest side of a marked place's picture: about 400 dpi on half a column. */
const MARK_PIXELS = 1200;
/** Pages that pictures are drawn from at a time: as many as there are child processes to decode them. */
const PAGES_AT_ONCE = 2;
/** Paper about a mark: this share of its longer side, and at least so many millimetres or, without a scale, pixels. */
const ABOUT_MARK = { share: 0.3, millimetres: 5, pixels: 60 } as const;

/**
 * The pairs of a comparison to show: those most surely the same text, *not* those whose hands are most alike, which
 * would show likeness by selection. A word is shown again only where too few others are left.
 */
export function pairsToShow(pairs: readonly SameWordPair[]): SameWordPair[] {
  const byCertainty = pairs.toSorted(
    (a, b) => b.wordCosine - a.wordCosine || compareText(a.questioned + a.known, b.questioned + b.known),
  );
  const seen = new Set<string>();
  const fresh = byCertainty.filter((pair) => {
    if (seen.has(pair.questioned) || seen.has(pair.known)) return false;
    seen.add(pair.questioned).add(pair.known);
    return true;
  });
  const again = byCertainty.filter((pair) => !fresh.includes(pair));
  return [...fresh, ...again].slice(0, PAIRS_SHOWN);
}

/** Of each of the first hits one pair: of those that the search lists, the surest to be the same text. */
export function hitsToShow<Hit extends { readonly pairs: readonly SameWordPair[] }>(
  hits: readonly Hit[],
): { hit: Hit; pair: SameWordPair }[] {
  return hits.slice(0, HITS_SHOWN).flatMap((hit) =>
    pairsToShow(hit.pairs)
      .slice(0, 1)
      .map((pair) => ({ hit, pair })),
  );
}

/** The marks of a finding that are shown, the first of each item first in the order of drawing. */
export function marksToShow({ marks }: ReportFinding): ReportMark[] {
  return marks.slice(0, MARKS_SHOWN);
}

/** The references that are drawn: the first in the order of the case, *not* those nearest to what is questioned. */
export function referencesToShow({ references }: ReportSignatureComparison): ReportSignature[] {
  return references.slice(0, REFERENCES_SHOWN);
}

/**
 * Draws every picture that a report needs from the original pixels. An item whose file is gone, cannot be read or is
 * no longer the file of the report gets its reason in place of the picture.
 *
 * @param pathOf absolute path of an item's evidence file, by item id.
 */
export async function drawFigures(
  content: ReportContent,
  pathOf: (item: string) => string,
  preparation: Pick<Preparation, 'render'>,
  signal?: AbortSignal,
): Promise<DrawnFigures> {
  const unseenAs = new Map<string, string>();
  const without = (
    { label, erased }: ReportItem,
    why: 'changed' | 'missing' | 'unreadable',
    isExpected = true,
  ): Drawing => {
    if (isExpected && erased !== true) unseenAs.set(label, UNSEEN[why]);
    return { absent: ABSENT[why] };
  };
  const draw = async ({ item, request }: WantedPicture): Promise<Drawing> => {
    try {
      const image = await preparation.render({ ...request, path: pathOf(item.id) }, signal);
      if (image.sha256 !== item.sha256) return without(item, 'changed');
      return { picture: image };
    } catch (error) {
      if (!(error instanceof ChirographError) || error.code === 'cancelled') throw error;
      // Not the message itself, which names the file by its place on this computer.
      if (error.code === 'file-missing') return without(item, 'missing');
      return without(item, 'unreadable', item.pageSizes.length > 0);
    }
  };
  const items = new Map(content.items.map((item) => [item.label, item]));
  const words = new Map(content.words.map((word) => [word.id, word]));
  const wanted: WantedPicture[] = [];
  const thumbnails = new Map<string, Drawing>();
  for (const item of content.items) {
    const request = { page: 0, maxSize: THUMBNAIL_PIXELS };
    wanted.push({ item, request, drawn: (drawing) => thumbnails.set(item.label, drawing) });
  }
  const inGrid = content.charts?.pairs ?? 0;
  const shown = [
    ...content.comparisons.flatMap((comparison) => pairsToShow(comparison.pairs)),
    ...content.comparisons.flatMap(({ pairs }) => byNearness(pairs).slice(0, inGrid)),
    ...content.searches.flatMap((search) => hitsToShow(search.hits).map(({ pair }) => pair)),
  ];
  const drawings = new Map<string, Drawing>();
  for (const id of new Set(shown.flatMap((pair) => [pair.questioned, pair.known]))) {
    const word = words.get(id);
    const item = items.get(word?.item ?? '');
    if (word === undefined || item === undefined) {
      drawings.set(id, { absent: ABSENT['prepared-anew'] });
      continue;
    }
    const request = { page: word.page, box: aboutWord(word, item) };
    wanted.push({ item, request, drawn: (drawing) => drawings.set(id, drawing) });
  }
  const marks = new Map<string, MarkDrawing>();
  for (const mark of (content.findings ?? []).flatMap(marksToShow)) {
    const item = items.get(mark.item);
    const size = item?.pageSizes[mark.page];
    if (item === undefined || size === undefined) {
      marks.set(mark.id, { absent: ABSENT['page-gone'] });
      continue;
    }
    const box = aboutMark(mark, item, size);
    wanted.push({
      item,
      request: { page: mark.page, box, maxSize: MARK_PIXELS },
      drawn: (drawing) => marks.set(mark.id, 'picture' in drawing ? { ...drawing, box } : drawing),
    });
  }
  const letters = new Map<string, Drawing>();
  for (const letter of (content.charts?.letters ?? []).flatMap((chart) => chart.letters)) {
    const item = items.get(letter.item);
    const size = item?.pageSizes[letter.page];
    const box = size && letterBox(letter.places, size);
    if (item === undefined || box === undefined) {
      letters.set(letter.id, { absent: ABSENT['page-gone'] });
      continue;
    }
    const request = { page: letter.page, box };
    wanted.push({ item, request, drawn: (drawing) => letters.set(letter.id, drawing) });
  }
  const signatures = new Map<string, Drawing>();
  for (const comparison of content.signatures ?? []) {
    for (const signature of [comparison.questioned, ...referencesToShow(comparison)]) {
      const item = items.get(signature.item);
      if (item === undefined || signatures.has(signature.word)) continue;
      signatures.set(signature.word, { absent: 'Not shown.' });
      wanted.push({
        item,
        request: { page: signature.page, box: aboutWord(signature, item), maxSize: SIGNATURE_PIXELS },
        drawn: (drawing) => signatures.set(signature.word, drawing),
      });
    }
  }
  // Page by page: a child keeps few pages decoded, and pairs of words go to and fro between pages.
  const pages = Map.groupBy(wanted, ({ item, request }) => `${item.id}/${request.page}`);
  await eachOf([...pages.values()], PAGES_AT_ONCE, async (ofPage) => {
    for (const each of ofPage) each.drawn(await draw(each));
  });
  const unseen = new Map(
    content.items.flatMap(({ label }) => {
      const why = unseenAs.get(label);
      return why === undefined ? [] : [[label, why] as const];
    }),
  );
  return { thumbnails, words: drawings, marks, letters, signatures, unseen };
}

/** A picture to draw, and what takes it. */
interface WantedPicture {
  readonly item: ReportItem;
  readonly request: Omit<RenderRequest, 'path'>;
  readonly drawn: (drawing: Drawing) => void;
}

/** The same within a sentence. */
const UNSEEN = {
  changed: 'the file has changed since it was examined',
  missing: 'the file is missing',
  unreadable: 'the file cannot be read',
} as const;

type Size = ReportItem['pageSizes'][number];

/** A word or signature with a little paper around it, so that no stroke is cut at the frame. */
export function aboutWord({ box, page }: Pick<ReportWord, 'box' | 'page'>, item: ReportItem): Box {
  const size = item.pageSizes[page];
  const margin = Math.round(0.12 * box.height) + 2;
  const x = Math.max(0, box.x - margin);
  const y = Math.max(0, box.y - margin);
  const right = Math.min(size?.width ?? box.x + box.width, box.x + box.width + margin);
  const bottom = Math.min(size?.height ?? box.y + box.height, box.y + box.height + margin);
  return { x, y, width: right - x, height: bottom - y };
}

/** A mark with paper around it, as far as the page goes. */
function aboutMark({ page, content: { places } }: ReportMark, item: ReportItem, size: Size): Box {
  const { dpi } = resolutionOf(item, page);
  const { x, y, width, height } = boundsOf(places);
  const least = dpi === null ? ABOUT_MARK.pixels : (ABOUT_MARK.millimetres / MILLIMETRES_PER_INCH) * dpi;
  const margin = Math.max(least, ABOUT_MARK.share * Math.max(width, height));
  const left = Math.max(0, Math.floor(x - margin));
  const top = Math.max(0, Math.floor(y - margin));
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(size.width, Math.ceil(x + width + margin)) - left),
    height: Math.max(1, Math.min(size.height, Math.ceil(y + height + margin)) - top),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
