import type { Problem } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import { grayPage, type PageFacts } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { cut, type GrayImage } from './gray.ts';
import { layoutPage, NotWritingError } from './layout.ts';
import { normaliseSignature, normaliseWord, NoWritingError } from './normalise.ts';
import type { Layout, PreparedWord } from './preparation.ts';

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
): Promise<{ words: PreparedWord[]; problem: Problem | null }> {
  const gray = await grayPage(evidence, index);
  try {
    return { words: wordsOf(gray, layout), problem: null };
  } catch (error) {
    if (!(error instanceof NotWritingError)) throw error;
    return {
      words: [],
      problem: {
        code: 'no-writing',
        message: `Page ${index + 1} of ${evidence.name} has ${error.found}; the limit is ${error.limit}. It looks like a pattern, a printed picture or noise, and no words were taken from it. Cut the image to the writing, or scan it anew.`,
      },
    };
  }
}

/** What is said of a file none of whose pages has a word. */
export function noWriting({ name }: Evidence): Problem {
  return {
    code: 'no-writing',
    message: `No writing was found in ${name}: nothing stands out from the paper. Look at the image; a very faint one may need a better scan.`,
  };
}

function wordsOf(page: GrayImage, layout: Layout): PreparedWord[] {
  const whole = { x: 0, y: 0, width: page.width, height: page.height };
  const asOneWord = (normalise: (image: GrayImage) => Uint8Array = normaliseWord): PreparedWord[] =>
    crop({ line: 0, order: 0, box: whole }, () => normalise(page));
  if (layout === 'word') return asOneWord();
  if (layout === 'signature') return asOneWord(normaliseSignature);
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
