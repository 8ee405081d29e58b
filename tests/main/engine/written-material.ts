import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { HANDS, openFont, type Hand } from '../../../src/main/engine/demo/hands.ts';
import { occasion, writePage } from '../../../src/main/engine/demo/handwriting.ts';
import { SeededRandom } from '../../../src/main/engine/demo/random.ts';

const PIXELS_PER_MILLIMETRE = 150 / 25.4;
const WORDS = ['nobody', 'cellar', 'letter', 'garden', 'winter', 'market', 'window', 'number'];
const AREA = { width: 420, height: 160, margin: 20 };

/**
 * Writes images of single words by invented writers, and their table, `ours.csv`: a set of words that are all there, and a row
 * of a signature, which nothing is measured on.
 *
 * @param writers that many hands: those of the demo case, each once more with another slant and width.
 * @param words of each; the fewer, the fewer quantities of text are measured.
 * @param columns further ones, each with what it says in every row.
 * @returns the table's path.
 */
export async function writeMaterial(
  folder: string,
  writers: number,
  words: number,
  columns: Readonly<Record<string, string>> = {},
): Promise<string> {
  mkdirSync(path.join(folder, 'images'), { recursive: true });
  const hands = [...Object.values(HANDS), ...Object.values(HANDS).map(turned)].slice(0, writers);
  const rows = [['path', 'dataset', 'kind', 'writer', 'text', 'genuine', ...Object.keys(columns)]];
  for (const [writer, hand] of hands.entries()) {
    const font = await openFont(hand.font);
    for (let word = 0; word < words; word++) {
      const text = WORDS[word % WORDS.length]!;
      const name = `images/${writer}-${word}.png`;
      const random = new SeededRandom(100 * writer + word);
      const writing = occasion(hand, font, PIXELS_PER_MILLIMETRE, random.part('occasion'));
      const [written] = writePage(writing, [text], AREA, random.part('writing'));
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${AREA.width}" height="${AREA.height}"><rect width="100%" height="100%" fill="#fff"/><path d="${written!.outline}"/></svg>`;
      await sharp(Buffer.from(svg)).greyscale().png().toFile(path.join(folder, name));
      rows.push([name, 'ours', 'word', `writer ${writer}`, text, '', ...Object.values(columns)]);
    }
  }
  rows.push(['images/0-0.sig.png', 'ours', 'signature', 'writer 0', '', '1', ...Object.values(columns)]);
  const table = path.join(folder, 'ours.csv');
  writeFileSync(table, `${rows.map((row) => row.join(',')).join('\n')}\n`);
  return table;
}

const turned = (hand: Hand): Hand => ({ ...hand, slant: hand.slant + 14, width: hand.width * 0.85 });
