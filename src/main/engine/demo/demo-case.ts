import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { MILLIMETRES_PER_INCH } from '../../../contract/measurements.ts';
import { HANDS, openFont, type HandName } from './hands.ts';
import { occasion, writePage } from './handwriting.ts';
import { LETTERS, type Letter } from './letters.ts';
import { makeFolder } from './new-folder.ts';
import { SeededRandom } from './random.ts';
import { drawSheet } from './sheet.ts';

const DPI = 300;
const PIXELS_PER_MILLIMETRE = DPI / MILLIMETRES_PER_INCH;
/** In millimetres, on every side. */
const MARGIN = 14;

/**
 * Generates the demo case into a folder that does not exist yet or is empty: two questioned letters and the specimens
 * of three known writers, one of whom wrote the first letter and none the second. The same seed gives the same pixels
 * with the same version of sharp.
 *
 * @throws ChirographError `not-allowed` where the folder is not empty.
 */
export async function createDemoCase(folder: string, options: { seed?: number } = {}): Promise<void> {
  const seed = options.seed ?? 1;
  await makeFolder(folder, async (temporary) => {
    // All at once: while one sheet is computed here, others are drawn and compressed in sharp's threads.
    const images = await Promise.all(LETTERS.map((letter) => drawLetter(letter, seed)));
    for (const [index, letter] of LETTERS.entries()) {
      const file = path.join(temporary, ...letter.path.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, images[index] as Buffer, { flush: true });
    }
    await writeFile(path.join(temporary, 'SYNTHETIC.txt'), syntheticNotice(seed), { flush: true });
  });
}

/** One letter as the bytes of its image file. */
export async function drawLetter(letter: Letter, seed: number): Promise<Buffer> {
  const random = new SeededRandom(seed).part(letter.path);
  const hand = HANDS[letter.hand];
  const [width, height] = letter.sheet.map((side) => Math.round(side * PIXELS_PER_MILLIMETRE)) as [
    number,
    number,
  ];
  const writing = occasion(hand, await openFont(hand.font), PIXELS_PER_MILLIMETRE, random.part('occasion'));
  const area = {
    width,
    height,
    margin: MARGIN * PIXELS_PER_MILLIMETRE,
  };
  const look = {
    width,
    height,
    paper: letter.paper,
    ink: letter.ink,
    pen: hand.pen * PIXELS_PER_MILLIMETRE,
  };
  const pages: Uint8Array[] = [];
  for (const [index, paragraphs] of letter.pages.entries()) {
    const ofPage = random.part(`page ${index}`);
    const words = writePage(writing, paragraphs, area, ofPage.part('writing'));
    pages.push(await drawSheet(look, words, ofPage.part('sheet')));
  }
  const image = sharp(Buffer.concat(pages), {
    raw: { width, height: height * pages.length, channels: 3, pageHeight: height },
  }).withDensity(DPI);
  switch (letter.format) {
    case 'png':
      return image.png({ compressionLevel: 4 }).toBuffer();
    case 'jpeg':
      return image.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'tiff':
      return image
        .tiff({ compression: 'deflate', predictor: 'horizontal', resolutionUnit: 'inch' })
        .toBuffer();
  }
}

/** The text that tells whoever finds the folder that nobody wrote these letters. */
function syntheticNotice(seed: number): string {
  const written = (name: HandName): string =>
    LETTERS.filter((letter) => letter.hand === name)
      .map((letter) => `    ${letter.path}\n`)
      .join('');
  const hands = (Object.keys(HANDS) as HandName[]).map((name) => {
    const { font } = HANDS[name];
    return `${font.name} (${font.package})\n  ${font.copyright}\n  SIL Open Font License, Version 1.1\n${written(name)}`;
  });
  return `SYNTHETIC CASE: NO PERSON WROTE THESE LETTERS

Chirograph's own generator made every image in this folder from handwriting fonts, varying slant,
size, spacing and the shape of each letter, and drew them as ink on paper. Names, places and events
are invented. The case shows how the tool works. It is no evidence of how well the tool tells real
writers apart.

Generator: Chirograph demo case, seed ${seed}. The same seed gives the same pixels.

Fonts, their licences, and the images that were made from each:

${hands.join('\n')}
What is true in this case: "fence letter" and the specimens of Edda Marrow come from one hand.
"parking note" comes from a hand of which the case holds no specimen.
The fonts took no part in the training of the tool's encoder.
`;
}
