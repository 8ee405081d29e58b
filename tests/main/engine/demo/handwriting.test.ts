import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { HANDS, openFont } from '../../../../src/main/engine/demo/hands.ts';
import { occasion, writePage, type Written } from '../../../../src/main/engine/demo/handwriting.ts';
import { SeededRandom } from '../../../../src/main/engine/demo/random.ts';

const PIXELS_PER_MILLIMETRE = 300 / 25.4;
const area = {
  width: 1700,
  height: 1200,
  margin: 120,
};
const hand = HANDS.wren;
const font = await openFont(hand.font);

function write(text: string, seed: number): Written[] {
  const random = new SeededRandom(seed);
  const writing = occasion(hand, font, PIXELS_PER_MILLIMETRE, random.part('occasion'));
  return writePage(writing, [text], area, random.part('writing'));
}

/** The pixels of a word alone, cut to its ink: where on the page it stands plays no part. */
async function pixels({ outline }: Written): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${area.width}" height="${area.height}"><rect width="100%" height="100%" fill="#fff"/><path d="${outline}"/></svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).trim().raw().toBuffer({ resolveWithObject: true });
  return `${info.width}x${info.height} ${createHash('sha256').update(data).digest('hex')}`;
}

describe('generated handwriting', () => {
  it('writes no word and no letter twice alike', async () => {
    const page = write('the the the the e e e e', 3);
    expect(page).toHaveLength(8);
    const seen = await Promise.all(page.map(pixels));
    expect(new Set(seen).size).toBe(8);
  });

  it('writes the same for the same seed', () => {
    expect(write('the key to the cellar', 5)).toEqual(write('the key to the cellar', 5));
    expect(write('the key to the cellar', 5)).not.toEqual(write('the key to the cellar', 6));
  });

  it('keeps a writer to his size and slant from one occasion to the next', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { xHeight, slant } = occasion(hand, font, PIXELS_PER_MILLIMETRE, new SeededRandom(seed));
      expect(Math.abs(xHeight / (hand.xHeight * PIXELS_PER_MILLIMETRE) - 1)).toBeLessThan(0.1);
      expect(Math.abs(slant - hand.slant)).toBeLessThan(3.5);
    }
  });

  it('keeps the words in their order and says when a text is too long', () => {
    const text = 'nobody knows where the key to the cellar is';
    expect(
      write(text, 1)
        .map(({ word }) => word)
        .join(' '),
    ).toBe(text);
    expect(() => write(Array(200).fill('cellar').join(' '), 1)).toThrow(RangeError);
  });
});
