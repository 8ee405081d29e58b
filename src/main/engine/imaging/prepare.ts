import { ChirographError } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import { grayPage, pagesOf } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { cut, type GrayImage } from './gray.ts';
import { layoutPage } from './layout.ts';
import { normaliseWord, NoWritingError } from './normalise.ts';
import type { Layout, PreparedPage, PreparedWord } from './preparation.ts';

/**
 * Prepares the pages of a file one after the other, so that no more than one page's pixels are held.
 *
 * @throws ChirographError as `Preparation` lists them; `no-writing` where no page of the file has a word.
 */
export async function* preparePages(evidence: Evidence, layout: Layout): AsyncGenerator<PreparedPage> {
  let words = 0;
  for (const { index, width, height, dpi } of await pagesOf(evidence)) {
    const page = { index, width, height, dpi, words: wordsOf(await grayPage(evidence, index), layout) };
    words += page.words.length;
    yield page;
  }
  if (words === 0) {
    throw new ChirographError(
      'no-writing',
      `No writing was found in ${evidence.name}: nothing stands out from the paper. Look at the image; a very faint one may need a better scan.`,
    );
  }
}

function wordsOf(page: GrayImage, layout: Layout): PreparedWord[] {
  const whole = { x: 0, y: 0, width: page.width, height: page.height };
  const asOneWord = (): PreparedWord[] => crop({ line: 0, order: 0, box: whole }, () => normaliseWord(page));
  if (layout === 'word') return asOneWord();
  const found = layoutPage(page);
  if (layout === 'auto' && found.oneWord) return asOneWord();
  return found.words
    .flatMap(({ line, order, box, own }) =>
      crop({ line, order, box }, () => normaliseWord(cut(page, box), own)),
    )
    .map((word, order) => ({ ...word, order }));
}

/** One word, or none where its region turns out to be blank. */
function crop(place: Omit<PreparedWord, 'crop' | 'cropSha256'>, normalise: () => Uint8Array): PreparedWord[] {
  try {
    const pixels = normalise();
    return [{ ...place, crop: pixels, cropSha256: sha256(pixels) }];
  } catch (error) {
    if (error instanceof NoWritingError) return [];
    throw error;
  }
}
