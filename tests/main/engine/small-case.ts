import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { drawLetter } from '../../../src/main/engine/demo/demo-case.ts';
import { LETTERS } from '../../../src/main/engine/demo/letters.ts';

/** In millimetres: room for a few lines, so that a whole case is prepared and encoded in about a second. */
const SLIP = [150, 75] as const;
const LONGEST = 80;

/** Generates a case of small slips in the hands of the demo case: two questioned ones, and `known` of each of two writers. */
export async function makeSmallCase(folder: string, known = 2): Promise<void> {
  const [edda, other] = [hand('Edda Marrow'), hand('Ruth Calder')];
  const slips = [
    ['questioned/first.png', edda, 1],
    ['questioned/second.png', other, 2],
    ...Array.from({ length: known }, (_, at) => [`known/Edda Marrow/${at}.png`, edda, 10 + at] as const),
    ...Array.from({ length: known }, (_, at) => [`known/Ruth Calder/${at}.png`, other, 30 + at] as const),
  ] as const;
  for (const [inside, letter, seed] of slips) {
    const text = letter.pages.flat(2).join(' ').slice(0, LONGEST);
    const image = await drawLetter({ ...letter, format: 'png', sheet: SLIP, pages: [[text]] }, seed);
    const file = path.join(folder, ...inside.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, image);
  }
}

/** Makes the first questioned slip so coarse that its writing is below the limits of quality. */
export async function shrinkFirst(folder: string): Promise<void> {
  const first = path.join(folder, 'questioned', 'first.png');
  const { width } = await sharp(first).metadata();
  writeFileSync(
    first,
    await sharp(first)
      .resize(Math.round(width / 9))
      .png()
      .toBuffer(),
  );
}

/** Turns an image of the case clockwise, as if it had been scanned so. */
export async function turnFile(folder: string, inside: string, degrees: 90 | 180 | 270): Promise<void> {
  const file = path.join(folder, ...inside.split('/'));
  writeFileSync(file, await sharp(file).rotate(degrees).png().toBuffer());
}

function hand(writer: string): (typeof LETTERS)[number] {
  const letter = LETTERS.find((each) => each.path.startsWith(`known/${writer}/`));
  if (!letter) throw new Error(`the demo case has no specimen of ${writer}`);
  return letter;
}
