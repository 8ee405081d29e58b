import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  negative,
  normaliseSignature,
  normaliseWord,
  NoWritingError,
  SIGNATURE_INPUT,
  WORD_INPUT,
} from '../../../../src/main/engine/imaging/normalise.ts';
import type { GrayImage } from '../../../../src/main/engine/imaging/gray.ts';
import { draw, wordStrokes, type Stroke } from './drawn.ts';

const word = (x = 20, baseline = 60, more: Partial<Parameters<typeof draw>[0]> = {}): GrayImage =>
  draw({ width: 200, height: 90, strokes: wordStrokes(x, baseline, 18, 6), ...more });

/** The same word over a line along the bottom, from edge to edge. */
function lined(): GrayImage {
  const line: Stroke = [
    [0, 87],
    [199, 87],
  ];
  return draw({ width: 200, height: 90, strokes: [...wordStrokes(20, 60, 18, 6), line] });
}

/** Mean absolute difference in grey levels. */
const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;

const cropOf = (...of: Parameters<typeof normaliseWord>): Uint8Array => normaliseWord(...of).crop;
const signatureOf = (image: GrayImage): Uint8Array => normaliseSignature(image).crop;

describe('normaliseWord', () => {
  it('gives a raster of the contract, ink high, inside the margin', () => {
    const crop = cropOf(word());
    expect(crop).toHaveLength(WORD_INPUT.width * WORD_INPUT.height);
    expect(Math.max(...crop)).toBeGreaterThan(240);
    for (let y = 0; y < WORD_INPUT.height; y++) {
      for (let x = 0; x < WORD_INPUT.width; x++) {
        const inMargin =
          x < WORD_INPUT.margin ||
          x >= WORD_INPUT.width - WORD_INPUT.margin ||
          y < WORD_INPUT.margin ||
          y >= WORD_INPUT.height - WORD_INPUT.margin;
        if (inMargin) expect(crop[y * WORD_INPUT.width + x]).toBe(0);
      }
    }
  });

  it('does not change: models were trained on exactly these pixels', () => {
    expect(createHash('sha256').update(cropOf(word())).digest('hex')).toBe(
      'ee0fc1ad20be5d48e4565aa4725ef185c88da280e2adf9893647a7b8220b30b0',
    );
  });

  it('does not depend on where the word stands in its image', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 70 }), fc.integer({ min: 45, max: 75 }), (x, baseline) => {
        expect(cropOf(word(x, baseline))).toEqual(cropOf(word()));
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on the brightness of the paper', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 15 }), (shift) => {
        expect(cropOf(word(20, 60, { paper: 240 + shift, ink: 80 + shift }))).toEqual(
          cropOf(word(20, 60, { ink: 80 })),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('reads light writing on a dark ground as the same word', () => {
    const image = word();
    expect(cropOf(negative(image))).toEqual(cropOf(image));
  });

  it('hardly depends on the strength of the ink', () => {
    expect(difference(cropOf(word(20, 60, { ink: 150 })), cropOf(word()))).toBeLessThan(2);
  });

  it("removes a form's line along the bottom", () => {
    expect(difference(cropOf(lined()), cropOf(word()))).toBeLessThan(1);
  });

  it('is not stretched by a speck', () => {
    const image = { ...word(), data: word().data.slice() };
    image.data[5 * 200 + 190] = 30;
    expect(difference(cropOf(image), cropOf(word()))).toBeLessThan(1);
  });

  it('takes what is not its own for paper', () => {
    const both = draw({
      width: 400,
      height: 90,
      strokes: [...wordStrokes(20, 60, 18, 6), ...wordStrokes(260, 60, 18, 6)],
    });
    const own = Uint8Array.from(both.data, (_, at) => (at % 400 < 200 ? 1 : 0));
    const alone = draw({ width: 400, height: 90, strokes: wordStrokes(20, 60, 18, 6) });
    expect(cropOf(both, own)).toEqual(cropOf(alone));
  });

  it.each([
    ['white', 255],
    ['black', 0],
    ['grey', 128],
  ])('finds no writing on %s paper', (_, level) => {
    const blank = { width: 50, height: 40, data: new Uint8Array(2000).fill(level) };
    expect(() => cropOf(blank)).toThrow(NoWritingError);
    expect(() => cropOf({ width: 1, height: 1, data: Uint8Array.of(level) })).toThrow(NoWritingError);
  });
});

describe('normaliseSignature', () => {
  it('gives a raster of its own contract, the writing inside the margin and as large as it can be', () => {
    const crop = signatureOf(word());
    const { width, height, margin } = SIGNATURE_INPUT;
    expect(crop).toHaveLength(width * height);
    const inked = [...crop.keys()].filter((at) => crop[at]! > 0);
    const columns = inked.map((at) => at % width);
    const rows = inked.map((at) => Math.floor(at / width));
    const [left, right] = [Math.min(...columns), Math.max(...columns)];
    const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
    expect(Math.min(left, width - 1 - right, top, height - 1 - bottom)).toBeGreaterThanOrEqual(margin);
    // The box has a pixel of paper around the ink, which the fit makes some three pixels wide.
    const asWide = ((bottom - top + 1) * (width - 2 * margin)) / (height - 2 * margin);
    expect(Math.max(right - left + 1, asWide)).toBeGreaterThan(width - 2 * margin - 8);
  });

  it('does not change: models were trained on exactly these pixels', () => {
    expect(createHash('sha256').update(signatureOf(word())).digest('hex')).toBe(
      'ada8abc0b2ba30d9c3d62bf1a053faf60b338b4f13f8a0311b7b2c3722fad9a3',
    );
  });

  it("keeps a line along the foot, which may be the signature's own", () => {
    expect(difference(signatureOf(lined()), signatureOf(word()))).toBeGreaterThan(1);
  });

  it('refuses what holds no writing', () => {
    const blank = { width: 40, height: 20, data: new Uint8Array(800).fill(230) };
    expect(() => signatureOf(blank)).toThrow(NoWritingError);
  });
});
