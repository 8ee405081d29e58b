import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawHand, writeHand, type WrittenWord } from '../../../models/training/hands/font-hands.ts';
import { HANDS, openFont } from '../../../src/main/engine/demo/hands.ts';
import { SeededRandom } from '../../../src/main/engine/demo/random.ts';

// Any font will do here; this one comes with the application.
const { font: described } = HANDS.wren;
const font = await openFont(described);
const vocabulary = {
  common: [
    'the',
    'and',
    'Haus',
    'garçon',
    'niño',
    'für',
    'with',
    'été',
    'был',
    'of',
    'que',
    'wie',
    'les',
    'los',
  ],
  rare: [
    'river',
    'Straße',
    'fenêtre',
    'mañana',
    'letter',
    'Brief',
    'lettre',
    'carta',
    'уж',
    'house',
    'school',
  ],
};

async function write(seed: number): Promise<WrittenWord[]> {
  const random = new SeededRandom(seed);
  const hand = drawHand(described, random.part('hand'));
  const written = [];
  for await (const word of writeHand(hand, font, vocabulary, random.part('words'))) written.push(word);
  return written;
}

describe('a hand made from a font', () => {
  it('writes the same bytes for the same seed', async () => {
    const bytes = (words: WrittenWord[]): string[] => words.map(({ scan }) => scan.bytes.toString('base64'));
    const once = bytes(await write(5));
    expect(bytes(await write(5))).toEqual(once);
    expect(bytes(await write(6))).not.toEqual(once);
  });

  it('writes each word once, as words-en says texts, and none that the font lacks letters of', async () => {
    const texts = (await write(5)).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toEqual(texts.map((text) => text.toLowerCase()));
    expect(texts).not.toContain('был');
    expect(texts).not.toContain('уж');
    expect(texts).toContain('haus');
  });

  it('writes on three sheets by turns', async () => {
    const words = await write(5);
    expect(new Set(words.map(({ sheet }) => sheet)).size).toBe(3);
    expect(words[3]?.sheet).toBe(words[0]?.sheet);
  });

  it('leaves ink darker than the paper around it', async () => {
    for (const { scan } of await write(5)) {
      const { channels } = await sharp(scan.bytes).greyscale().stats();
      const [grey] = channels;
      expect(grey!.max - grey!.min).toBeGreaterThan(40);
      expect(grey!.mean).toBeGreaterThan((grey!.max + grey!.min) / 2);
    }
  });
});
