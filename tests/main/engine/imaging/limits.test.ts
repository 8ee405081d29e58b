import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pagesOf, type PageFacts } from '../../../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../../../src/main/engine/imaging/evidence.ts';
import type { GrayImage } from '../../../../src/main/engine/imaging/gray.ts';
import { layoutPage } from '../../../../src/main/engine/imaging/layout.ts';
import { limits } from '../../../../src/main/engine/imaging/limits.ts';
import { flatPng, manyPages, pngChunk } from './crafted.ts';
import { tiffFile } from './tiff.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-limits-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function pages(name: string, bytes: Uint8Array): Promise<PageFacts[]> {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return pagesOf(await readEvidence(file));
}

const refused = (text: string): object => ({
  code: 'file-too-large',
  message: expect.stringContaining(text) as string,
});

/** A PNG that says to be of some size; its pixels are those of a smaller one. */
function pngSaying(width: number, height: number): Buffer {
  const png = flatPng(8, 8);
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33)]);
}

/**
 * Marks of ink of one size in rows on white paper.
 *
 * @param unrest pixels by which neighbours stand higher or lower, so that many in a row are not taken for a rule.
 */
function marks(
  count: number,
  {
    width,
    height,
    pitch,
    unrest,
  }: { width: number; height: number; pitch: { x: number; y: number }; unrest: number },
): GrayImage {
  const columns = 100;
  const page = {
    width: (columns + 2) * pitch.x,
    height: (Math.ceil(count / columns) + 2) * pitch.y,
  };
  const data = new Uint8Array(page.width * page.height).fill(255);
  for (let mark = 0; mark < count; mark++) {
    const left = (1 + (mark % columns)) * pitch.x;
    const top = (1 + Math.floor(mark / columns)) * pitch.y + ((mark * 7) % (unrest + 1));
    for (let y = top; y < top + height; y++)
      data.fill(0, y * page.width + left, y * page.width + left + width);
  }
  return { ...page, data };
}

describe('a file at a limit is read, and one past it is refused by that limit', () => {
  it('fileBytes', async () => {
    const file = path.join(folder, 'bytes.tif');
    writeFileSync(file, 'II*\0');
    truncateSync(file, limits.fileBytes);
    expect((await readEvidence(file)).bytes).toHaveLength(limits.fileBytes);
    truncateSync(file, limits.fileBytes + 1);
    await expect(readEvidence(file)).rejects.toMatchObject(refused('the limit is 512 MiB'));
    truncateSync(file, 0);
  });

  it('pagePixels', async () => {
    const side = Math.sqrt(limits.pagePixels);
    expect(await pages('pixels.png', pngSaying(side, side))).toMatchObject([{ width: side, height: side }]);
    await expect(pages('pixels.png', pngSaying(side, side + 1))).rejects.toMatchObject(
      refused('the limit is 268 megapixels'),
    );
  });

  it('pageSidePixels', async () => {
    const most = limits.pageSidePixels;
    expect(await pages('side.png', pngSaying(most, 1))).toHaveLength(1);
    expect(await pages('side.png', pngSaying(1, most))).toHaveLength(1);
    await expect(pages('side.png', pngSaying(1, most + 1))).rejects.toMatchObject(
      refused('the limit for a side is 65,535 pixels'),
    );
  });

  it('filePages', async () => {
    expect(await pages('pages.tif', manyPages(limits.filePages))).toHaveLength(limits.filePages);
    await expect(pages('pages.tif', manyPages(limits.filePages + 1))).rejects.toMatchObject(
      refused('501 pages; the limit is 500'),
    );
  });

  it('filePixels', async () => {
    const large = { width: 20_000, height: 10_000, data: Uint8Array.of(0) };
    const most = Array.from({ length: limits.filePixels / (large.width * large.height) }, () => large);
    expect(await pages('sum.tif', tiffFile(most))).toHaveLength(100);
    const one = { width: 1, height: 1, data: Uint8Array.of(0) };
    await expect(pages('sum.tif', tiffFile([...most, one]))).rejects.toMatchObject(
      refused('20,000,000,001 pixels together'),
    );
  });

  it('pageMarks', () => {
    const dots = (count: number): GrayImage =>
      marks(count, { width: 3, height: 3, pitch: { x: 12, y: 12 }, unrest: 8 });
    // So many marks are looked at, and are then more words than a page may have.
    expect(() => layoutPage(dots(limits.pageMarks))).not.toThrow('separate marks');
    expect(() => layoutPage(dots(limits.pageMarks + 1))).toThrow('20001 separate marks');
  }, 300_000);

  it('pageWords', () => {
    const words = (count: number): GrayImage =>
      marks(count, { width: 10, height: 8, pitch: { x: 50, y: 40 }, unrest: 0 });
    expect(layoutPage(words(limits.pageWords)).words).toHaveLength(limits.pageWords);
    expect(() => layoutPage(words(limits.pageWords + 1))).toThrow('5001 words');
  });
});
