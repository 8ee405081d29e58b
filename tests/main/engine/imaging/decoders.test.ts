import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restrictDecoders } from '../../../../src/main/engine/imaging/decoders.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-decoders-'));
afterAll(() => rmSync(folder, { recursive: true }));

const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } });
const read = new Map<string, Buffer>();
const other = new Map<string, Buffer>();

beforeAll(async () => {
  for (const format of ['png', 'jpeg', 'tiff', 'webp'] as const)
    read.set(format, await picture.toFormat(format).toBuffer());
  for (const format of ['gif', 'avif'] as const) other.set(format, await picture.toFormat(format).toBuffer());
  other.set('svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'));
  // What an SVG or a matrix in text does where its decoder is there: this one shows that decoders were there.
  for (const bytes of other.values()) expect((await sharp(bytes).metadata()).width).toBe(9);
  other.set('ppm', Buffer.concat([Buffer.from('P5\n9 9\n255\n'), Buffer.alloc(81)]));
  other.set('csv', Buffer.from('1,2\n3,4\n'));
  other.set('mat', Buffer.from('2 2\n1 2\n3 4\n'));
  other.set('hdr', Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n\0\0\0\0'));
  other.set('fits', Buffer.from('SIMPLE  =                    T'.padEnd(2880)));
  other.set('exr', Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]));
  other.set('pdf', Buffer.from('%PDF-1.4\n%%EOF\n'));
  other.set('bmp', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]));
  other.set('jp2', Buffer.from('0000000c6a5020200d0a870a', 'hex'));
  other.set('jxl', Buffer.from('ff0a', 'hex'));
  other.set('v', Buffer.from('08f2a6b6', 'hex'));
  other.set('svs', await picture.tiff({ tile: true }).toBuffer());
  restrictDecoders();
});

it.each(['png', 'jpeg', 'tiff', 'webp'])('reads %s from memory, and from no file', async (format) => {
  const bytes = read.get(format) as Buffer;
  expect((await sharp(bytes).raw().toBuffer()).length).toBeGreaterThan(0);
  const file = path.join(folder, `picture.${format}`);
  writeFileSync(file, bytes);
  await expect(sharp(file).raw().toBuffer()).rejects.toThrow(/unsupported image format|blocked/);
});

it('reaches no other decoder, neither from memory nor from a file', async () => {
  const reached: string[] = [];
  for (const [ending, bytes] of other) {
    const file = path.join(folder, `picture.${ending}`);
    writeFileSync(file, bytes);
    for (const input of ending === 'svs' ? [file] : [bytes, file]) {
      await sharp(input)
        .raw()
        .toBuffer()
        .then(
          () => reached.push(ending),
          (error: Error) => {
            if (!/unsupported image format|blocked/.test(error.message))
              reached.push(`${ending}: ${error.message}`);
          },
        );
    }
  }
  expect(reached).toEqual([]);
});
