import { decodePage } from '../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../src/main/engine/imaging/evidence.ts';
import type { GrayImage } from '../../src/main/engine/imaging/gray.ts';
import type { ColourImage } from '../../src/main/engine/imaging/ink-colour.ts';
import {
  layoutPage,
  layoutSize,
  NotWritingError,
  pageInk,
  type FoundWord,
} from '../../src/main/engine/imaging/layout.ts';
import { mayHoldStamps } from '../../src/main/engine/imaging/stamps.ts';
import { inkBox } from './page-truth.ts';
import type { SegmentedWord, Segmentation } from './score.ts';

/** A page's segmentation, and how much processor time finding the words took, decoding left out. */
export interface TimedSegmentation extends Segmentation {
  readonly seconds: number;
}

/** Finds words as a case does, on a page that a file holds. */
export async function segmentFile(file: string): Promise<TimedSegmentation> {
  const { gray: page, colour: colourOf } = await decodePage(await readEvidence(file), 0);
  const colour = mayHoldStamps(page) ? await colourOf(layoutSize(page)) : null;
  const before = process.cpuUsage();
  const words = wordsOf(page, colour);
  const { user, system } = process.cpuUsage(before);
  const ink = fullInk(page, colour);
  return { words: words.map((word) => inner(word, page, ink)), ink, seconds: (user + system) / 1e6 };
}

/** Words in use; a page that is taken for no writing at all has none, as in a case. */
function wordsOf(page: GrayImage, colour: ColourImage | null): readonly FoundWord[] {
  try {
    return layoutPage(page, colour).words.filter(({ printed }) => !printed);
  } catch (error) {
    if (error instanceof NotWritingError) return [];
    throw error;
  }
}

/** The word without the paper that is left around it: a true box has none. */
function inner({ line, box, own }: FoundWord, { width }: GrayImage, ink: Uint8Array): SegmentedWord {
  const isOwn = (x: number, y: number): boolean =>
    ink[y * width + x] === 1 && own[(y - box.y) * box.width + x - box.x] === 1;
  return { line, box: inkBox(box, isOwn) ?? box };
}

function fullInk(page: GrayImage, colour: ColourImage | null): Uint8Array {
  const { mask, width, factor } = pageInk(page, colour);
  if (factor === 1) return mask;
  const full = new Uint8Array(page.width * page.height);
  for (let y = 0; y < page.height; y++) {
    const row = Math.floor(y / factor) * width;
    for (let x = 0; x < page.width; x++) {
      full[y * page.width + x] = mask[row + Math.floor(x / factor)] as number;
    }
  }
  return full;
}
