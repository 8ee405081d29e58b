import path from 'node:path';
import sharp from 'sharp';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { cleanPlan } from '../pages/damage.ts';
import { drawPage } from '../pages/generated-pages.ts';

/** A scanned A4 page as a file. */
export interface BenchPage {
  /** Such as "A4, 300 dpi, grey". */
  readonly name: string;
  readonly file: string;
  /** Words written on it. */
  readonly words: number;
}

/** Around the writing in millimetres, and the share of its hand's own size that it is written in, so that it fits. */
const MARGIN = 16;
const SIZE = 0.85;
const WORDS = 250;

/**
 * Draws an A4 page.
 *
 * @param number the same number gives the same page in any resolution.
 */
export async function benchPage(
  {
    dpi,
    colour,
    number = 0,
    words = WORDS,
  }: { dpi: number; colour: boolean; number?: number; words?: number },
  folder: string,
): Promise<BenchPage> {
  const random = new SeededRandom(7).part(`bench/${number}`);
  const plan = {
    ...cleanPlan(random.part('plan')),
    dpi,
    sheet: [210, 297] as const,
    margin: MARGIN,
    wordCount: words,
    hand: <H extends { readonly xHeight: number }>(hand: H): H => ({
      ...hand,
      xHeight: SIZE * hand.xHeight,
    }),
  };
  const { pixels, truth } = await drawPage(plan, 0, random);
  const { width, height } = truth;
  const kind = colour ? 'colour' : 'grey';
  const file = path.join(folder, `a4-${dpi}-${kind}-${number}.png`);
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .toColourspace(colour ? 'srgb' : 'b-w')
    .withDensity(dpi)
    .png({ compressionLevel: 3 })
    .toFile(file);
  return { name: `A4, ${dpi} dpi, ${kind}`, file, words: truth.lines.flat().length };
}
