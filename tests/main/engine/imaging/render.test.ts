import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readEvidence } from '../../../../src/main/engine/imaging/evidence.ts';
import { limits } from '../../../../src/main/engine/imaging/limits.ts';
import { PageMemory } from '../../../../src/main/engine/imaging/page-memory.ts';
import { renderEvidence } from '../../../../src/main/engine/imaging/render.ts';
import { tiffFile } from './tiff.ts';

/** A picture of `messageBytes` takes minutes to make: a test may set a lower limit. */
const lower = vi.hoisted((): { messageBytes: number | null } => ({ messageBytes: null }));
vi.mock(import('../../../../src/main/engine/imaging/limits.ts'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    limits: {
      ...original.limits,
      get messageBytes() {
        return (lower.messageBytes ?? original.limits.messageBytes) as typeof original.limits.messageBytes;
      },
    },
  };
});

const folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-render-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Colours that differ from pixel to pixel, 60 x 40. */
const PIXELS = Uint8Array.from({ length: 60 * 40 * 3 }, (_, at) => (at * 37) % 256);
const picture = (): Sharp => sharp(PIXELS, { raw: { width: 60, height: 40, channels: 3 } });

async function evidence(name: string, bytes: Uint8Array): ReturnType<typeof readEvidence> {
  writeFileSync(path.join(folder, name), bytes);
  return readEvidence(path.join(folder, name));
}
const raw = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).removeAlpha().raw().toBuffer();

describe('renderEvidence', () => {
  it('shows a PNG pixel for pixel, in colour', async () => {
    const file = await evidence('a.png', await picture().png().toBuffer());
    const image = await renderEvidence(file, { page: 0 }, new PageMemory());
    expect(image).toMatchObject({ mediaType: 'image/png', width: 60, height: 40, sha256: file.sha256 });
    expect(Uint8Array.from(await raw(image.bytes))).toEqual(PIXELS);
  });

  it('cuts a region out, of the upright page', async () => {
    const file = await evidence(
      'turned.png',
      await picture().withMetadata({ orientation: 6 }).png().toBuffer(),
    );
    const whole = await renderEvidence(file, { page: 0 }, new PageMemory());
    expect([whole.width, whole.height]).toEqual([40, 60]);
    const box = { x: 5, y: 30, width: 20, height: 25 };
    const part = await renderEvidence(file, { page: 0, box }, new PageMemory());
    const expected = await sharp(whole.bytes)
      .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
      .removeAlpha()
      .raw()
      .toBuffer();
    expect((await raw(part.bytes)).equals(expected)).toBe(true);
  });

  it('cuts the next region from memory, and never shows another file or page from it', async () => {
    const memory = new PageMemory();
    const box = { x: 5, y: 3, width: 20, height: 25 };
    const first = await evidence('one.png', await picture().png().toBuffer());
    const other = await evidence('two.png', await picture().negate().png().toBuffer());
    const alone = async (file: typeof first): Promise<Buffer> =>
      raw((await renderEvidence(file, { page: 0, box }, new PageMemory())).bytes);
    for (const file of [first, first, other, first]) {
      const image = await renderEvidence(file, { page: 0, box }, memory);
      expect(image.sha256).toBe(file.sha256);
      expect((await raw(image.bytes)).equals(await alone(file))).toBe(true);
    }
    expect((await alone(first)).equals(await alone(other))).toBe(false);
  });

  it('cuts tiles of the page in its own pixels, and of its smaller levels', async () => {
    // Wider than a tile, with a grey that changes slowly, so that a halved page has the same greys.
    const [width, height] = [1500, 300];
    const slope = Uint8Array.from({ length: width * height }, (_, at) => Math.floor((at % width) / 8));
    const page = sharp(slope, { raw: { width, height, channels: 1 } });
    for (const [name, bytes] of [
      ['slope.png', await page.clone().png().toBuffer()],
      ['slope.jpg', await page.clone().jpeg({ quality: 100 }).toBuffer()],
    ] as const) {
      const file = await evidence(name, bytes);
      const memory = new PageMemory();
      const tile = async (level: number, column: number): Promise<{ size: number[]; first: number }> => {
        const image = await renderEvidence(file, { page: 0, tile: { level, column, row: 0 } }, memory);
        return { size: [image.width, image.height], first: (await raw(image.bytes))[0]! };
      };
      expect((await tile(1, 0)).size).toEqual([750, 150]);
      const second = await tile(0, 1);
      expect(second.size).toEqual([476, 300]);
      expect(Math.abs(second.first - 128)).toBeLessThanOrEqual(1);
      expect((await tile(0, 0)).size).toEqual([1024, 300]);
      await expect(tile(0, 2)).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('(1500 x 300 pixels) has no tile 2, 0 at level 0'),
      });
      await expect(tile(2, 0)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('draws no rims around strokes that are not in the scan', async () => {
    const [width, height] = [2048, 64];
    const stripes = Uint8Array.from({ length: width * height }, (_, at) =>
      Math.floor((at % width) / 40) % 2 === 0 ? 200 : 60,
    );
    const file = await evidence(
      'stripes.png',
      await sharp(stripes, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer(),
    );
    const image = await renderEvidence(
      file,
      { page: 0, tile: { level: 1, column: 0, row: 0 } },
      new PageMemory(),
    );
    const greys = await raw(image.bytes);
    expect(Math.max(...greys)).toBe(200);
    expect(Math.min(...greys)).toBe(60);
  });

  it('keeps a JPEG a JPEG, in full colour resolution, and brings CMYK to sRGB', async () => {
    for (const jpeg of [
      await picture().jpeg().toBuffer(),
      await picture().toColourspace('cmyk').jpeg().toBuffer(),
    ]) {
      const image = await renderEvidence(await evidence('a.jpg', jpeg), { page: 0 }, new PageMemory());
      expect(image.mediaType).toBe('image/jpeg');
      expect(await sharp(image.bytes).metadata()).toMatchObject({
        space: 'srgb',
        chromaSubsampling: '4:4:4',
      });
    }
  });

  it('makes it smaller on request, never larger; small ones are JPEG', async () => {
    const file = await evidence('b.png', await picture().png().toBuffer());
    expect(await renderEvidence(file, { page: 0, maxSize: 30 }, new PageMemory())).toMatchObject({
      mediaType: 'image/jpeg',
      width: 30,
      height: 20,
    });
    expect(await renderEvidence(file, { page: 0, maxSize: 5000 }, new PageMemory())).toMatchObject({
      mediaType: 'image/png',
      width: 60,
      height: 40,
    });
  });

  it('shows the page that was asked for, and says when there is none', async () => {
    const page = (level: number): Parameters<typeof tiffFile>[0][number] => ({
      width: 3,
      height: 2,
      data: new Uint8Array(6).fill(level),
    });
    const file = await evidence('pages.tif', tiffFile([page(10), page(200)]));
    expect((await raw((await renderEvidence(file, { page: 1 }, new PageMemory())).bytes))[0]).toBe(200);
    await expect(renderEvidence(file, { page: 2 }, new PageMemory())).rejects.toMatchObject({
      code: 'not-found',
    });
    const box = { x: 2, y: 0, width: 2, height: 1 };
    await expect(renderEvidence(file, { page: 0, box }, new PageMemory())).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('3 x 2 pixels'),
    });
  });

  it('gives a picture of `messageBytes`, and refuses a larger one', async () => {
    expect(limits.messageBytes).toBe(268_435_456);
    const file = await evidence('limit.png', await picture().png().toBuffer());
    const { bytes } = await renderEvidence(file, { page: 0 }, new PageMemory());
    try {
      lower.messageBytes = bytes.length;
      expect((await renderEvidence(file, { page: 0 }, new PageMemory())).bytes).toEqual(bytes);
      lower.messageBytes = bytes.length - 1;
      await expect(renderEvidence(file, { page: 0 }, new PageMemory())).rejects.toMatchObject({
        code: 'file-too-large',
        message: expect.stringContaining('picture of page 1 of limit.png takes more than'),
      });
    } finally {
      lower.messageBytes = null;
    }
  });
});
