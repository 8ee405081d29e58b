import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { decodePage, grayPage, pagesOf } from '../../../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../../../src/main/engine/imaging/evidence.ts';
import type { GrayImage } from '../../../../src/main/engine/imaging/gray.ts';
import { statedFacts } from '../../../../src/main/engine/imaging/stated.ts';
import { pngChunk, withChunks } from './crafted.ts';
import { tiffFile } from './tiff.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-decode-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, bytes);
  return at;
}

/** 6 x 4 pixels, each of another grey. */
const PICTURE: GrayImage = {
  width: 6,
  height: 4,
  data: Uint8Array.from({ length: 24 }, (_, at) => 5 + at * 10),
};
const picture = (image = PICTURE): Sharp =>
  sharp(image.data, { raw: { width: image.width, height: image.height, channels: 1 } });
const colour = (rgba: string, channels: 3 | 4 = 3): Sharp =>
  sharp({ create: { width: 40, height: 30, channels, background: rgba } });

async function gray(name: string, bytes: Uint8Array, page = 0): Promise<GrayImage> {
  return grayPage(await readEvidence(file(name, bytes)), page);
}

/** The same picture seen through each EXIF orientation: where the pixel at (x, y) of the stored raster goes. */
const ORIENTED: Record<number, (x: number, y: number) => [number, number]> = {
  1: (x, y) => [x, y],
  2: (x, y) => [5 - x, y],
  3: (x, y) => [5 - x, 3 - y],
  4: (x, y) => [x, 3 - y],
  5: (x, y) => [y, x],
  6: (x, y) => [3 - y, x],
  7: (x, y) => [3 - y, 5 - x],
  8: (x, y) => [y, 5 - x],
};

function oriented(orientation: number): GrayImage {
  const turned = orientation >= 5;
  const width = turned ? 4 : 6;
  const data = new Uint8Array(24);
  for (let y = 0; y < 4; y++) {
    for (let x = 0; x < 6; x++) {
      const [toX, toY] = ORIENTED[orientation]!(x, y);
      data[toY * width + toX] = PICTURE.data[y * 6 + x]!;
    }
  }
  return { width, height: turned ? 6 : 4, data };
}

describe('readEvidence', () => {
  it('hashes exactly the bytes it gives', async () => {
    const bytes = await picture().png().toBuffer();
    const evidence = await readEvidence(file('a.png', bytes));
    expect(evidence.format).toBe('png');
    expect(evidence.bytes.equals(bytes)).toBe(true);
    expect(evidence.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('gives the decoder a PNG without its texts, and all else as it is', async () => {
    const png = await picture().png().toBuffer();
    const kept = pngChunk('tIME', Buffer.from([7, 230, 1, 1, 0, 0, 0]));
    const texts = ['tEXt', 'zTXt', 'iTXt'].map((type) => pngChunk(type, Buffer.from('key\0\0text')));
    const told = Buffer.concat([withChunks(png, texts[0]!, kept, texts[1]!, texts[2]!), texts[0]!]);
    const evidence = await readEvidence(file('told.png', told));
    expect(evidence.bytes.equals(told)).toBe(true);
    expect(evidence.sha256).toBe(createHash('sha256').update(told).digest('hex'));
    expect(evidence.decodable.equals(withChunks(png, kept))).toBe(true);

    const cut = Buffer.concat([png, Buffer.from([0, 0])]);
    expect((await readEvidence(file('cut.png', cut))).decodable.equals(cut)).toBe(true);
    const jpeg = await picture().jpeg().toBuffer();
    expect((await readEvidence(file('a.jpg', jpeg))).decodable.equals(jpeg)).toBe(true);
  });

  it('tells the format from the content, whatever the name says', async () => {
    expect((await readEvidence(file('png.tif', await picture().png().toBuffer()))).format).toBe('png');
    expect((await readEvidence(file('jpeg.png', await picture().jpeg().toBuffer()))).format).toBe('jpeg');
    expect((await readEvidence(file('tiff.jpg', await picture().tiff().toBuffer()))).format).toBe('tiff');
    expect((await readEvidence(file('webp.jpg', await picture().webp().toBuffer()))).format).toBe('webp');
    const late = Buffer.from(`%!PS-Adobe-N.n PDF-m.n\n%PDF-1.7\n`);
    expect((await readEvidence(file('pdf.jpg', late))).format).toBe('pdf');
  });

  it.each([
    ['GIF89a......', 'GIF'],
    ['BM......', 'Windows bitmap'],
    ['RIFF0000WAVEfmt ', 'not an image'],
    ['0000ftypheic', 'HEIF'],
    ['PK\u0003\u0004', 'ZIP'],
    ['Dear Sir', 'not an image'],
    ['x', 'not an image'],
  ])('refuses %j by what it is', async (content, named) => {
    const at = file('letter.png', Buffer.from(content, 'latin1'));
    await expect(readEvidence(at)).rejects.toMatchObject({
      code: 'format-not-read',
      message: expect.stringMatching(
        new RegExp(`letter\\.png.*${named}.*PNG, JPEG, TIFF and WebP images and PDF documents`),
      ),
    });
  });

  it('refuses an empty file, a folder, a missing and an enormous file, each with its reason', async () => {
    await expect(readEvidence(file('empty.png', new Uint8Array()))).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('0 bytes'),
    });
    mkdirSync(path.join(folder, 'a folder.png'));
    await expect(readEvidence(path.join(folder, 'a folder.png'))).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    await expect(readEvidence(path.join(folder, 'gone.png'))).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('no such file'),
    });
    const enormous = file('enormous.tif', Buffer.from('II*\0'));
    truncateSync(enormous, 512 * 1024 * 1024 + 1);
    await expect(readEvidence(enormous)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it.skipIf(process.platform === 'win32')('refuses a link that leads to no file', async () => {
    const link = path.join(folder, 'link.png');
    symlinkSync(path.join(folder, 'nowhere.png'), link);
    await expect(readEvidence(link)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('decodePage', () => {
  const SIZE = { width: 20, height: 15 };
  const red = () => colour('#c81e28');

  it.each([
    ['png', () => red().png(), 2],
    ['transparent png', () => colour('#c81e2880', 4).png(), 2],
    ['jpg', () => red().jpeg({ quality: 95 }), 4],
    ['cmyk jpg', () => red().toColourspace('cmyk').jpeg({ quality: 95 }), 40],
    ['16-bit png', () => red().toColourspace('rgb16').png(), 2],
    ['tif', () => red().tiff({ compression: 'lzw' }), 2],
    ['webp', () => red().webp({ lossless: true }), 2],
  ])('gives the colours of a %s, eight bits each, in the size asked for', async (name, made, tolerance) => {
    const evidence = await readEvidence(file(`red.${name.split(' ').at(-1)}`, await made().toBuffer()));
    const found = (await (await decodePage(evidence, 0)).colour(SIZE))!;
    expect(found).toMatchObject(SIZE);
    expect(found.data).toHaveLength(3 * SIZE.width * SIZE.height);
    const expected = name.startsWith('transparent') ? [227, 142, 147] : [200, 30, 40];
    expected.forEach((value, channel) => {
      expect(Math.abs(found.data[3 * 150 + channel]! - value)).toBeLessThanOrEqual(tolerance);
    });
  });

  it('turns them as the page is turned', async () => {
    const left = await colour('#ffffff')
      .composite([{ input: await colour('#c81e28').resize(20, 30).png().toBuffer(), left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const evidence = await readEvidence(file('turned.png', left));
    const { data } = (await (await decodePage(evidence, 0)).colour({ width: 30, height: 40 }))!;
    // What was left is on top.
    expect([...data.subarray(0, 3)]).toEqual([200, 30, 40]);
    expect([...data.subarray(-3)]).toEqual([255, 255, 255]);
  });

  it('gives none of a picture that is grey', async () => {
    const evidence = await readEvidence(
      file('grey.png', await picture().toColourspace('b-w').png().toBuffer()),
    );
    expect(await (await decodePage(evidence, 0)).colour(SIZE)).toBeNull();
  });
});

describe('grayPage', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'sets orientation %i upright, in PNG, TIFF and WebP',
    async (orientation) => {
      const expected = oriented(orientation);
      const png = await picture().withMetadata({ orientation }).png().toBuffer();
      const tiff = tiffFile([{ ...PICTURE, orientation }]);
      const webp = await picture().withMetadata({ orientation }).webp({ lossless: true }).toBuffer();
      for (const [name, bytes] of [
        ['turned.png', png],
        ['turned.tif', tiff],
        ['turned.webp', webp],
      ] as const) {
        const evidence = await readEvidence(file(name, bytes));
        expect(await pagesOf(evidence)).toMatchObject([
          { width: expected.width, height: expected.height, orientation },
        ]);
        const found = await grayPage(evidence, 0);
        expect({ ...found, data: Uint8Array.from(found.data) }).toEqual(expected);
      }
    },
  );

  it.each([
    [1, [true, false, false]],
    [6, [true, false, true]],
    [8, [false, true, false]],
  ] as const)('sets orientation %i upright in JPEG', async (orientation, darkAt) => {
    const wide = colour('#fff').composite([
      { input: await colour('#000').resize(40, 15).png().toBuffer(), top: 0, left: 0 },
    ]);
    const evidence = await readEvidence(
      file('turned.jpg', await wide.withMetadata({ orientation }).jpeg().toBuffer()),
    );
    const { width, height, data } = await grayPage(evidence, 0);
    expect([width, height]).toEqual(orientation === 1 ? [40, 30] : [30, 40]);
    const dark = [
      [20, 3],
      [3, 20],
      [27, 20],
    ].map(([x, y]) => data[y! * width + x!]! < 128);
    expect(dark).toEqual(darkAt);
  });

  it('puts transparent writing on white paper', async () => {
    const { data } = await gray('clear.png', await colour('#00000000', 4).png().toBuffer());
    expect(new Set(data)).toEqual(new Set([255]));
  });

  it('brings 16 bits to 8', async () => {
    const deep = await picture().toColourspace('grey16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    const { data } = await gray('deep.png', deep);
    data.forEach((value, at) => expect(Math.abs(value - PICTURE.data[at]!)).toBeLessThanOrEqual(1));
    const deepColour = await colour('#fff').toColourspace('rgb16').png().toBuffer();
    expect(new Set((await gray('deep-colour.png', deepColour)).data)).toEqual(new Set([255]));
  });

  it('brings CMYK to grey, white paper staying white', async () => {
    const white = await colour('#fff').toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(white).metadata()).space).toBe('cmyk');
    const black = await colour('#000').toColourspace('cmyk').jpeg().toBuffer();
    expect(Math.min(...(await gray('white.jpg', white)).data)).toBeGreaterThan(245);
    expect(Math.max(...(await gray('black.jpg', black)).data)).toBeLessThan(60);
  });

  it('reads a palette and a bilevel scan', async () => {
    const palette = await picture().png({ palette: true, colours: 24 }).toBuffer();
    expect((await gray('palette.png', palette)).width).toBe(6);
    const bilevel = await colour('#000')
      .toColourspace('b-w')
      .tiff({ bitdepth: 1, compression: 'ccittfax4' })
      .toBuffer();
    expect(new Set((await gray('fax.tif', bilevel)).data)).toEqual(new Set([0]));
  });

  it('reads a picture of one pixel', async () => {
    const { width, height, data } = await gray(
      'dot.png',
      await picture({ width: 1, height: 1, data: Uint8Array.of(7) })
        .png()
        .toBuffer(),
    );
    expect([width, height, ...data]).toEqual([1, 1, 7]);
  });

  it.each(['png', 'jpeg', 'tiff'] as const)(
    'refuses a %s cut short, in a sentence that names it',
    async (format) => {
      const noise = Uint8Array.from({ length: 40_000 }, (_, at) => (at * 7919 * (at % 13)) % 251);
      const whole = await picture({ width: 200, height: 200, data: noise }).toFormat(format).toBuffer();
      const reading = async (): Promise<unknown> => {
        const evidence = await readEvidence(
          file(`cut.${format}`, whole.subarray(0, Math.floor(whole.length * 0.6))),
        );
        await pagesOf(evidence);
        return grayPage(evidence, 0);
      };
      await expect(reading()).rejects.toMatchObject({
        code: 'file-unreadable',
        message: expect.stringContaining(`cut.${format} is damaged or incomplete`),
      });
    },
  );
});

describe('pagesOf', () => {
  const page = (level: number, width = 6): GrayImage => ({
    width,
    height: 4,
    data: new Uint8Array(width * 4).fill(level),
  });

  it.each([false, true])(
    'gives each page of a TIFF with its own size and resolution (big-endian: %s)',
    async (big) => {
      const bytes = tiffFile(
        [
          { ...page(10), resolution: { x: 300, y: 300, unit: 2 } },
          { ...page(20, 9), resolution: { x: 100, y: 100, unit: 3 } },
          { ...page(30), resolution: { x: 300, y: 300, unit: 1 } },
          { ...page(40), resolution: { x: 204, y: 98, unit: 2 } },
          page(50),
        ],
        big,
      );
      const evidence = await readEvidence(file('pages.tif', bytes));
      const pages = await pagesOf(evidence);
      expect(pages.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
      expect(pages.map(({ width }) => width)).toEqual([6, 9, 6, 6, 6]);
      expect(pages.map(({ dpi }) => dpi)).toEqual([300, 254, null, null, null]);
      for (const { index } of pages) {
        expect((await grayPage(evidence, index)).data[0]).toBe(10 * (index + 1));
      }
    },
  );

  it('leaves out the small copies that scanners put beside a page', async () => {
    const evidence = await readEvidence(
      file('preview.tif', tiffFile([page(1, 12), { ...page(2), reduced: true }, page(3, 12)])),
    );
    expect((await pagesOf(evidence)).map(({ index }) => index)).toEqual([0, 2]);
  });

  it('refuses more than 500 pages and more than 268 megapixels', async () => {
    const many = file('many.tif', tiffFile(Array.from({ length: 501 }, () => page(9))));
    await expect(readEvidence(many).then(pagesOf)).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('501 pages'),
    });
    const header = await picture().png().toBuffer();
    header.writeUInt32BE(20_000, 16);
    header.writeUInt32BE(20_000, 20);
    header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
    const wide = file('wide.png', header);
    await expect(readEvidence(wide).then(pagesOf)).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('20000 x 20000'),
    });
  });
});

describe('statedFacts', () => {
  it('gives a resolution only where the file states one', async () => {
    const png = await picture().png().toBuffer();
    expect(statedFacts({ bytes: png, format: 'png' })).toEqual([{ dpi: null, reduced: false }]);
    const jpeg = await picture().jpeg().toBuffer();
    expect(statedFacts({ bytes: jpeg, format: 'jpeg' })[0]!.dpi).toBeNull();
    for (const density of [72, 300, 600]) {
      const stated = await picture().withMetadata({ density }).png().toBuffer();
      expect(statedFacts({ bytes: stated, format: 'png' })[0]!.dpi).toBeCloseTo(density, 1);
      const statedJpeg = await picture().withMetadata({ density }).jpeg().toBuffer();
      expect(statedFacts({ bytes: statedJpeg, format: 'jpeg' })[0]!.dpi).toBe(density);
      const statedWebp = await picture().withMetadata({ density }).webp().toBuffer();
      expect(statedFacts({ bytes: statedWebp, format: 'webp' })[0]!.dpi).toBe(density);
    }
  });

  it('reads the JFIF unit centimetre, and Exif where JFIF has no unit', async () => {
    const jfif = (unit: number, density: number): Buffer =>
      Buffer.from([
        0xff,
        0xe0,
        0,
        16,
        0x4a,
        0x46,
        0x49,
        0x46,
        0,
        1,
        1,
        unit,
        density >> 8,
        density & 255,
        density >> 8,
        density & 255,
        0,
        0,
      ]);
    const start = Buffer.from([0xff, 0xd8]);
    const dpi = (...parts: Buffer[]): number | null | undefined =>
      statedFacts({ bytes: Buffer.concat([start, ...parts, Buffer.from([0xff, 0xd9])]), format: 'jpeg' })[0]!
        .dpi;
    expect(dpi(jfif(2, 118))).toBeCloseTo(299.72);
    expect(dpi(jfif(0, 300))).toBeNull();
    const directory = tiffFile([
      { width: 1, height: 1, data: Uint8Array.of(0), resolution: { x: 400, y: 400, unit: 2 } },
    ]);
    const exif = Buffer.concat([Buffer.from('Exif\0\0'), directory]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(exif.length + 2);
    expect(dpi(jfif(0, 1), Buffer.from([0xff, 0xe1]), length, exif)).toBe(400);
  });

  it('neither throws nor hangs on damaged headers', () => {
    const whole = tiffFile([{ ...PICTURE, resolution: { x: 300, y: 300, unit: 2 } }, PICTURE]);
    fc.assert(
      fc.property(
        fc.nat({ max: whole.length - 1 }),
        fc.nat({ max: 255 }),
        fc.nat({ max: whole.length }),
        (at, value, end) => {
          const bytes = Buffer.from(whole.subarray(0, end));
          if (at < bytes.length) bytes[at] = value;
          for (const format of ['png', 'jpeg', 'tiff'] as const)
            expect(Array.isArray(statedFacts({ bytes, format }))).toBe(true);
        },
      ),
    );
  });
});
