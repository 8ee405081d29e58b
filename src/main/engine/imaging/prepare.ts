import { ChirographError, type Problem } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import { decodePage, grayPage, type PageFacts } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { cut, type GrayImage } from './gray.ts';
import type { ColourImage } from './ink-colour.ts';
import { layoutPage, layoutSize, NotWritingError } from './layout.ts';
import { normaliseSignature, normaliseWord, NoWritingError, type PlacedCrop } from './normalise.ts';
import { insideOf } from './outline.ts';
import { mayHoldStamps } from './stamps.ts';
import type { CutFile, CutKind, Layout, PreparedPage, PreparedWord, Region } from './preparation.ts';

/** What makes the crop that an encoder is given of an image. */
const NORMALISED = { word: normaliseWord, signature: normaliseSignature } as const;

/** What preparation makes of a page's pixels. */
export type PageContent = Pick<PreparedPage, 'words' | 'quality'>;

/**
 * Finds and cuts out the words of one page. A page may have none; where that is because it holds no writing but a
 * pattern, the problem says so.
 *
 * @throws ChirographError as `Preparation` lists them.
 */
export async function preparePage(
  evidence: Evidence,
  { index }: PageFacts,
  layout: Layout,
): Promise<PageContent & { readonly problem: Problem | null }> {
  const { gray, colour } = await decodePage(evidence, index);
  const looksForStamps = (layout === 'page' || layout === 'auto') && mayHoldStamps(gray);
  try {
    const colours = looksForStamps ? await colour(layoutSize(gray)) : null;
    return { ...contentOf(gray, colours, layout), problem: null };
  } catch (error) {
    if (!(error instanceof NotWritingError)) throw error;
    return {
      words: [],
      quality: null,
      problem: {
        code: 'no-writing',
        message: `Page ${index + 1} of ${evidence.name} has ${error.found}; the limit is ${error.limit}. It looks like a pattern, a printed picture or noise, and no words were taken from it. Cut the image to the writing, or scan it anew.`,
      },
    };
  }
}

/**
 * Cuts words from where they were drawn, by the same steps as the words that were found; as signatures, by the same steps
 * as an image that is one signature.
 *
 * @param begun is told of each page before it is decoded.
 * @returns in the order of the regions; null where nothing stands out from the paper.
 * @throws ChirographError as `Preparation` lists them; `not-found` for a region that is not on its page.
 */
export async function cutRegions(
  evidence: Evidence,
  pages: readonly PageFacts[],
  regions: readonly Region[],
  as: CutKind,
  begun: (facts: PageFacts) => void = () => undefined,
): Promise<CutFile['crops']> {
  const crops: CutFile['crops'][number][] = regions.map(() => null);
  const byPage = Map.groupBy(regions.keys(), (at) => (regions[at] as Region).page);
  for (const [page, indices] of byPage) {
    const facts = pages.find(({ index }) => index === page);
    if (facts === undefined) {
      throw new ChirographError('not-found', `${evidence.name} has no page ${page + 1}.`);
    }
    for (const at of indices) requireOnPage(evidence, facts, regions[at] as Region);
    begun(facts);
    const gray = await grayPage(evidence, page);
    for (const at of indices) {
      const { box, outline } = regions[at] as Region;
      const own = outline === null ? undefined : insideOf(outline, box);
      const [word] = crop({ line: 0, order: 0, box }, () => NORMALISED[as](cut(gray, box), own));
      if (word !== undefined) {
        crops[at] = { crop: word.crop, cropSha256: word.cropSha256, writing: word.writing };
      }
    }
  }
  return crops;
}

function requireOnPage({ name }: Evidence, { index, width, height }: PageFacts, { box }: Region): void {
  const fits =
    box.width >= 1 && box.height >= 1 && box.x + box.width <= width && box.y + box.height <= height;
  if (fits) return;
  throw new ChirographError(
    'not-found',
    `The region ${box.x}, ${box.y}, ${box.width} x ${box.height} is not on page ${index + 1} of ${name} (${width} x ${height} pixels). Draw it inside the page.`,
  );
}

/** What is said of a file none of whose pages has a word. */
export function noWriting({ name }: Evidence): Problem {
  return {
    code: 'no-writing',
    message: `No writing was found in ${name}: nothing stands out from the paper. Look at the image; a very faint one may need a better scan.`,
  };
}

function contentOf(page: GrayImage, colour: ColourImage | null, layout: Layout): PageContent {
  const whole = { x: 0, y: 0, width: page.width, height: page.height };
  const asOne = (as: CutKind): PreparedWord[] =>
    crop({ line: 0, order: 0, box: whole }, () => NORMALISED[as](page));
  if (layout === 'word' || layout === 'signature') return { words: asOne(layout), quality: null };
  const { oneWord, quality, ...found } = layoutPage(page, colour);
  if (layout === 'auto' && oneWord)
    return { words: asOne('word'), quality: { ...quality, words: 1, lines: 1, printed: 0 } };
  const words = found.words
    .flatMap(({ line, order, box, own, unsure, printed }) =>
      crop({ line, order, box, ...(unsure ? { unsure } : {}), ...(printed ? { printed } : {}) }, () =>
        normaliseWord(cut(page, box), own),
      ),
    )
    .map((word, order) => ({ ...word, order }));
  return { words, quality };
}

/** One word, or none where its region turns out to be blank. */
function crop(
  place: Omit<PreparedWord, 'crop' | 'cropSha256' | 'writing'>,
  normalise: () => PlacedCrop,
): PreparedWord[] {
  try {
    const { crop: pixels, writing } = normalise();
    const { x, y } = place.box;
    return [
      {
        ...place,
        crop: pixels,
        cropSha256: sha256(pixels),
        writing: { ...writing, x: x + writing.x, y: y + writing.y },
      },
    ];
  } catch (error) {
    if (error instanceof NoWritingError) return [];
    throw error;
  }
}
