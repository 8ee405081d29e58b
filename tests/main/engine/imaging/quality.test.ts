import { assert, constantFrom, double, property } from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PageQuality } from '../../../../src/contract/quality.ts';
import { SeededRandom } from '../../../../src/main/engine/demo/random.ts';
import type { GrayImage } from '../../../../src/main/engine/imaging/gray.ts';
import { layoutPage, pageInk } from '../../../../src/main/engine/imaging/layout.ts';
import { measureStrokes } from '../../../../src/main/engine/imaging/quality.ts';
import { draw, drawPage } from './drawn.ts';

const SIDE = 400;

/** One long stroke in some direction through the middle of a sheet. */
function stroke(pen: number, direction: number): GrayImage {
  const reach = 150;
  const [across, down] = [reach * Math.cos(direction), reach * Math.sin(direction)];
  const middle = SIDE / 2;
  return draw({
    width: SIDE,
    height: SIDE,
    strokes: [
      [
        [middle - across, middle - down],
        [middle + across, middle + down],
      ],
    ],
    pen,
  });
}

async function blurred({ width, height, data }: GrayImage, deviation: number): Promise<GrayImage> {
  const image = sharp(data, { raw: { width, height, channels: 1 } }).blur(deviation);
  return { width, height, data: new Uint8Array(await image.toColourspace('b-w').raw().toBuffer()) };
}

const qualityOf = (image: GrayImage): PageQuality => layoutPage(image).quality;

describe('strokes', () => {
  it('have the width of the pen that drew them, whatever their direction', () => {
    const pens = double({ min: 3, max: 12, noNaN: true });
    const directions = double({ min: 0, max: Math.PI, noNaN: true });
    assert(
      property(pens, directions, (pen, direction) => {
        const { width } = measureStrokes(pageInk(stroke(pen, direction)))!;
        expect(Math.abs(width - pen)).toBeLessThan(0.15 * pen + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('have edges as wide as 2.5 deviations of what blurred them', async () => {
    for (const deviation of [1, 2, 3]) {
      const image = await blurred(stroke(16, 0.3), deviation);
      expect(measureStrokes(pageInk(image))!.edge).toBeCloseTo(Math.sqrt(2 * Math.PI) * deviation, 0);
    }
    expect(measureStrokes(pageInk(stroke(16, 0)))!.edge).toBeLessThan(1.8);
  });

  it('are as deep as their ink, on dark paper as on light', () => {
    assert(
      property(constantFrom(120, 180, 240), double({ min: 0.3, max: 0.9, noNaN: true }), (paper, share) => {
        const page = drawPage([[3, 4, 2, 5]], { paper, ink: Math.round(paper * (1 - share)), pen: 5 });
        expect(qualityOf(page.image).contrast).toBeCloseTo(share, 1);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the quality of a page', () => {
  const lines = [
    [4, 3, 6, 2],
    [5, 2, 4, 4],
    [3, 6, 3, 5],
  ];

  it('is measured with its words, in pixels of the page', () => {
    for (const size of [10, 20, 40]) {
      const { image } = drawPage(lines, { size, pen: size / 5 });
      const quality = qualityOf(image);
      expect(quality).toMatchObject({ words: 12, lines: 3, faintMarks: 0, faintShare: 0, rules: 0 });
      expect(Math.abs(quality.xHeight! - size)).toBeLessThan(0.25 * size);
      expect(Math.abs(quality.strokeWidth! - size / 5)).toBeLessThan(1);
      expect(quality.inkPixels).toBeGreaterThan(0);
    }
  });

  it('is that of the scan, not of the smaller raster that a large page is looked at in', () => {
    const { image } = drawPage([Array.from({ length: 12 }, () => 5)], { size: 90, pen: 14 });
    const large = { width: image.width, height: 4000, data: new Uint8Array(image.width * 4000).fill(240) };
    large.data.set(image.data);
    expect(large.width * large.height).toBeGreaterThan(12_000_000);
    const quality = qualityOf(large);
    expect(Math.abs(quality.xHeight! - 90)).toBeLessThan(18);
    expect(Math.abs(quality.strokeWidth! - 14)).toBeLessThan(2.5);
  });

  it('knows the grain of the paper', () => {
    const { image } = drawPage(lines, { size: 20, pen: 4, paper: 225 });
    const random = new SeededRandom(1);
    const data = image.data.map((value) => Math.min(255, Math.max(0, Math.round(value + random.bell(5)))));
    expect(qualityOf(image).grain).toBeLessThan(0.002);
    expect(qualityOf({ ...image, data }).grain).toBeCloseTo(5 / 225, 2);
  });

  it('counts what was left out: faint words, rules, the table beyond the sheet', () => {
    const strong = drawPage(lines, { size: 20, pen: 4 });
    const faint = drawPage([[], [], [], [6, 5]], { size: 20, pen: 4, ink: 200 });
    const { width } = strong.image;
    const height = 640;
    const data = new Uint8Array(width * height).fill(240);
    data.set(strong.image.data);
    for (let y = 0; y < Math.min(height, faint.image.height); y++) {
      for (let x = 0; x < Math.min(width, faint.image.width); x++) {
        const at = y * width + x;
        data[at] = Math.min(data[at]!, faint.image.data[y * faint.image.width + x]!);
      }
    }
    for (let x = 0; x < width; x++) data.fill(90, 20 * width, 22 * width);
    const quality = qualityOf({ width, height, data });
    expect(quality).toMatchObject({ words: 12, rules: 1 });
    expect(quality.faintMarks).toBeGreaterThan(0);
    expect(quality.faintShare).toBeGreaterThan(0.05);
  });
});
