import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { segmentFile } from './production.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'production-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Two lines of words of upright strokes, black on white. */
async function page(scale: number): Promise<string> {
  const word = (x: number, y: number): string =>
    [0, 14, 28, 42].map((left) => `<rect x="${x + left}" y="${y}" width="4" height="20"/>`).join('');
  const words = [40, 120, 200, 280].flatMap((x) => [word(x, 40), word(x, 120)]);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${400 * scale}" height="${200 * scale}" viewBox="0 0 400 200">` +
    `<rect width="400" height="200" fill="#fff"/>${words.join('')}</svg>`;
  const file = path.join(folder, `page-${scale}.png`);
  await sharp(Buffer.from(svg), { limitInputPixels: false }).png().toFile(file);
  return file;
}

it('gives words without the paper around them, in pixels of the page', async () => {
  const { words, ink } = await segmentFile(await page(1));
  expect(words).toHaveLength(8);
  expect(words[0]).toEqual({ line: 0, box: { x: 40, y: 40, width: 46, height: 20 } });
  expect(ink).toHaveLength(400 * 200);
  expect(ink.reduce((sum, value) => sum + value, 0)).toBe(8 * 4 * 4 * 20);
});

it('gives the same of a page so large that words are looked for on a smaller one', async () => {
  const { words, ink } = await segmentFile(await page(16));
  expect(ink).toHaveLength(6400 * 3200);
  expect(words).toHaveLength(8);
  const { x, y, width, height } = words[0]!.box;
  for (const [found, known] of [
    [x, 640],
    [y, 640],
    [width, 736],
    [height, 320],
  ]) {
    expect(Math.abs(found! - known!)).toBeLessThanOrEqual(4);
  }
});
