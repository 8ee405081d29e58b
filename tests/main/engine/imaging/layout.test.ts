import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grayPage } from '../../../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../../../src/main/engine/imaging/evidence.ts';
import { cut, type GrayImage } from '../../../../src/main/engine/imaging/gray.ts';
import { layoutPage } from '../../../../src/main/engine/imaging/layout.ts';
import { negative, normaliseWord } from '../../../../src/main/engine/imaging/normalise.ts';
import { draw, drawPage, wordStrokes, type DrawnPage } from './drawn.ts';

const LETTER = [
  [3, 6, 2, 5],
  [7, 2, 4, 6],
  [2, 5, 8],
  [4, 4, 3, 2, 5],
];

/** Every drawn word is found once, on its line, in reading order. */
function expectWords(page: DrawnPage, found = layoutPage(page.image)): void {
  const expected = page.lines.flatMap((words, line) => words.map((word) => ({ line, ...word })));
  expect(found.words.map(({ line }) => line)).toEqual(expected.map(({ line }) => line));
  expect(found.words.map(({ order }) => order)).toEqual(expected.map((_, order) => order));
  found.words.forEach(({ box }, index) => {
    const { from, to } = expected[index]!;
    const tolerance = Math.max(8, (page.size * 2) / 5 + 1);
    expect(Math.abs(box.x - from)).toBeLessThan(tolerance);
    expect(Math.abs(box.x + box.width - to)).toBeLessThan(tolerance);
  });
}

describe('layoutPage', () => {
  it('finds lines and words in reading order', () => {
    const page = drawPage(LETTER);
    expectWords(page);
    expect(layoutPage(page.image).oneWord).toBe(false);
  });

  it('gives the same words, crops included, to the last bit: stored embeddings rest on them', () => {
    const { image } = drawPage(LETTER, { size: 25, skew: 0.01, pen: 4 });
    // Grain, light that falls off, rules, and blots: something for each step.
    const data = image.data.map((grey, at) => {
      const x = at % image.width;
      const y = (at - x) / image.width;
      const isRule = y % 112 < 2;
      const isBlot = (x - 90) ** 2 + (y - 60) ** 2 < 200 || (x > 400 && x < 440 && y < 20);
      const light = 1 - (0.4 * x) / image.width;
      return Math.round(light * (isBlot ? 60 : isRule ? Math.min(grey, 120) : grey - ((x * 7 + y * 13) % 5)));
    });
    const page = { ...image, data };
    const hash = createHash('sha256');
    const { words } = layoutPage(page);
    expect(words).toHaveLength(LETTER.flat().length);
    for (const { line, order, box, own } of words) {
      hash.update(JSON.stringify({ line, order, box })).update(own);
      hash.update(normaliseWord(cut(page, box), own).crop);
    }
    expect(hash.digest('hex')).toBe('2533293b6d0b38b3dcd75f387f6ec1f0136ea283315e00c9b7e78699443f982c');
  });

  it.each([-0.04, -0.02, 0.02, 0.04])('copes with a page skewed by %d', (skew) => {
    expectWords(drawPage(LETTER, { skew }));
  });

  it.each([8, 14, 25, 40])('copes with small letters %d pixels high', (size) => {
    expectWords(drawPage(LETTER, { size, pen: Math.max(1.5, size / 6) }));
  });

  it('finds faint writing, and light writing on dark paper', () => {
    const faint = drawPage(LETTER, { paper: 230, ink: 190 });
    expectWords(faint);
    const page = drawPage(LETTER);
    expectWords(page, layoutPage(negative(page.image)));
  });

  it('copes with a shadow across the page', () => {
    const page = drawPage(LETTER);
    const { width } = page.image;
    const data = page.image.data.map((value, at) => Math.round(value * (1 - 0.5 * ((at % width) / width))));
    expectWords({ ...page, image: { ...page.image, data } });
  });

  it.each([0, 0.01])('finds the words on lined paper whose rules have slope %d', (slope) => {
    const page = drawPage(
      LETTER.map((line) => [...line, ...line]),
      { size: 16, pen: 4 },
    );
    const { width, height } = page.image;
    const data = page.image.data.slice();
    for (let y = 20; y < height; y += 40) {
      for (let x = 0; x < width; x++) {
        for (const thickness of [0, 1]) {
          const at = (y + thickness + Math.round(slope * x)) * width + x;
          if (at < data.length) data[at] = Math.min(data[at]!, 120);
        }
      }
    }
    const { words } = layoutPage({ width, height, data });
    const drawn = page.lines.flat();
    const exact = drawn.filter(({ from, to }) =>
      words.some(({ box }) => Math.abs(box.x - from) < 10 && Math.abs(box.x + box.width - to) < 10),
    );
    expect(exact.length / drawn.length).toBeGreaterThan(0.85);
    expect(words.length).toBeLessThan(1.2 * drawn.length);
  });

  it('ignores specks', () => {
    const page = drawPage(LETTER);
    const data = page.image.data.slice();
    for (let at = 997; at < data.length; at += 9973) data[at] = 0;
    expectWords({ ...page, image: { ...page.image, data } });
  });

  it('shrinks a page of more than 12 megapixels, with boxes in pixels of the page', () => {
    expectWords(
      (() => {
        const page = drawPage(LETTER, { size: 40, pen: 7 });
        const image = padded(page.image, 3600, 3600);
        return { ...page, image };
      })(),
    );
  });

  it('marks a word as its own pixels, and leaves out what reaches into its box', () => {
    const page = drawPage([
      [4, 4],
      [4, 4],
    ]);
    const { words } = layoutPage(page.image);
    const { box, own } = words[0]!;
    let ink = 0;
    for (let y = 0; y < box.height; y++) {
      for (let x = 0; x < box.width; x++) {
        if (page.image.data[(box.y + y) * page.image.width + box.x + x]! < 100) {
          ink++;
          expect(own[y * box.width + x]).toBe(1);
        }
      }
    }
    expect(ink).toBeGreaterThan(100);
    expect(own).toContain(0);
  });

  it('keeps the tail of a letter out of the word below it', () => {
    const size = 14;
    const tail = [
      [120, 60],
      [120, 118],
    ] as const;
    const image = draw({
      width: 420,
      height: 220,
      strokes: [
        ...wordStrokes(60, 70, size, 8),
        tail,
        ...wordStrokes(220, 70, size, 8),
        ...wordStrokes(60, 130, size, 3),
        ...wordStrokes(140, 130, size, 8),
        ...wordStrokes(270, 130, size, 6),
      ],
    });
    const { words } = layoutPage(image);
    expect(words.map(({ line }) => line)).toEqual([0, 0, 1, 1, 1]);
    const owner = words.filter(({ box, own }) => {
      const x = 120 - box.x;
      const y = 100 - box.y;
      return x >= 0 && x < box.width && y >= 0 && y < box.height && own[y * box.width + x] === 1;
    });
    expect(owner).toEqual([words[0]]);
  });

  it('takes a short line that fills its image for one word', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 8, max: 40 }), (letters, size) => {
        const width = Math.ceil(widthWithMargin(letters, size));
        const image = draw({
          width,
          height: 4 * size,
          strokes: wordStrokes(size, 3 * size, size, letters),
          pen: size / 6,
        });
        expect(layoutPage(image).oneWord).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('takes a single word on a large sheet for a word of a page', () => {
    const sheet = draw({ width: 600, height: 800, strokes: wordStrokes(100, 200, 14, 5) });
    const found = layoutPage(sheet);
    expect(found.oneWord).toBe(false);
    expect(found.words).toHaveLength(1);
    expect(found.words[0]!.box.width).toBeLessThan(80);
  });

  it.each([
    ['white', 255],
    ['black', 0],
  ])('finds nothing on a %s page, nor on one pixel of it', (_, level) => {
    for (const side of [1, 300]) {
      const image = { width: side, height: side, data: new Uint8Array(side * side).fill(level) };
      const none = { words: 0, lines: 0, inkPixels: 0, xHeight: null, contrast: null };
      expect(layoutPage(image)).toMatchObject({ words: [], oneWord: false, quality: none });
    }
  });
});

function widthWithMargin(letters: number, size: number): number {
  return 2 * size + 0.8 * size * letters;
}

function padded(image: GrayImage, width: number, height: number): GrayImage {
  const data = new Uint8Array(width * height).fill(240);
  for (let y = 0; y < image.height; y++) {
    data.set(image.data.subarray(y * image.width, (y + 1) * image.width), y * width);
  }
  return { width, height, data };
}

const REAL = path.join(import.meta.dirname, '../../../../../shared/data');
const haveReal = fs.existsSync(REAL);

describe.skipIf(!haveReal)('layoutPage on real handwriting (skipped where ../shared/data is absent)', () => {
  const some = (folder: string, count: number): string[] => {
    const names = fs.readdirSync(path.join(REAL, folder)).sort();
    const step = Math.max(1, Math.floor(names.length / count));
    return names.filter((_, index) => index % step === 0).map((name) => path.join(REAL, folder, name));
  };
  const layoutOf = async (file: string): Promise<ReturnType<typeof layoutPage>> =>
    layoutPage(await grayPage(await readEvidence(file), 0));

  it.each(['words-en', 'and', 'dhsd', 'words-ar', 'names-zh'])(
    'leaves word images of %s whole',
    async (folder) => {
      const found = await Promise.all(some(folder, 60).map(layoutOf));
      expect(found.filter(({ oneWord }) => oneWord).length / found.length).toBeGreaterThan(0.9);
    },
  );

  it('finds about as many words on a page as were written', async () => {
    for (const file of some('pages-en', 100).filter((name) => /s01_pWOZ/.test(name))) {
      const { words, oneWord } = await layoutOf(file);
      expect(oneWord).toBe(false);
      expect(words.length).toBeGreaterThan(55);
      expect(words.length).toBeLessThan(85);
    }
  });
});
