import sharp, { type Sharp } from 'sharp';
import { drawPage } from '../main/engine/imaging/drawn.ts';
import { pdfFile, scanPage } from '../main/engine/imaging/pdf-file.ts';
import { tiffFile } from '../main/engine/imaging/tiff.ts';

/** A valid file of writing, to be mutated. */
export interface Seed {
  readonly name: string;
  readonly extension: 'png' | 'jpg' | 'tif' | 'webp' | 'pdf';
  readonly bytes: Buffer;
}

/** Every kind of file that is read, small, each with two lines of drawn words. */
export async function seeds(): Promise<Seed[]> {
  const { image } = drawPage(
    [
      [3, 5, 2],
      [4, 2, 3],
    ],
    { size: 9, pen: 2 },
  );
  const { width, height, data } = image;
  const gray = (): Sharp =>
    sharp(data, { raw: { width, height, channels: 1 } }).withMetadata({ density: 300 });
  const colour = (): Sharp => gray().toColourspace('srgb').tint('#4050a0');
  const deep = (): Sharp => gray().toColourspace('grey16');
  const files: [name: string, extension: Seed['extension'], bytes: Promise<Buffer> | Buffer][] = [
    ['grey', 'png', gray().toColourspace('b-w').png().toBuffer()],
    ['colour', 'png', colour().png().toBuffer()],
    ['transparent', 'png', colour().ensureAlpha(0.9).png().toBuffer()],
    ['palette', 'png', colour().png({ palette: true, colours: 16 }).toBuffer()],
    ['16-bit', 'png', deep().png().toBuffer()],
    ['interlaced', 'png', colour().png({ progressive: true }).toBuffer()],
    ['profile', 'png', colour().withIccProfile('p3').png().toBuffer()],
    ['grey', 'jpg', gray().toColourspace('b-w').jpeg().toBuffer()],
    ['baseline', 'jpg', colour().jpeg({ optimiseCoding: false }).toBuffer()],
    ['full colour', 'jpg', colour().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
    ['progressive', 'jpg', colour().jpeg({ progressive: true }).toBuffer()],
    ['cmyk', 'jpg', colour().toColourspace('cmyk').jpeg().toBuffer()],
    ['turned', 'jpg', colour().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
    ['strips', 'tif', gray().tiff({ compression: 'none' }).toBuffer()],
    ['tiles', 'tif', colour().tiff({ tile: true, tileWidth: 64, tileHeight: 64 }).toBuffer()],
    ['lzw', 'tif', colour().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer()],
    ['deflate', 'tif', gray().tiff({ compression: 'deflate' }).toBuffer()],
    ['jpeg', 'tif', colour().tiff({ compression: 'jpeg', quality: 90 }).toBuffer()],
    ['packbits', 'tif', gray().tiff({ compression: 'packbits' }).toBuffer()],
    [
      'fax',
      'tif',
      sharp(data, { raw: { width, height, channels: 1 } })
        .threshold()
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer(),
    ],
    ['16-bit', 'tif', deep().tiff({ compression: 'lzw' }).toBuffer()],
    ['BigTIFF', 'tif', colour().tiff({ bigtiff: true, compression: 'lzw' }).toBuffer()],
    ['pages', 'tif', tiffFile([image, { ...image, orientation: 3 }, image])],
    ['pages big-endian', 'tif', tiffFile([image, { ...image, reduced: true }], true)],
  ];
  const whole = { width, height, dpi: 300 };
  const grayPng = await gray().toColourspace('b-w').png().toBuffer();
  const colourJpeg = await colour().jpeg().toBuffer();
  files.push(
    ['lossy', 'webp', colour().webp().toBuffer()],
    ['lossless', 'webp', colour().ensureAlpha(0.9).webp({ lossless: true }).toBuffer()],
    ['scans', 'pdf', pdfFile((document) => scanPage(document, colourJpeg, whole))],
    [
      'drawn',
      'pdf',
      pdfFile((document) => {
        scanPage(document, grayPng, whole);
        document.fontSize(30).text('Dear Sir', 20, 20).rect(9, 9, 50, 50).stroke();
        document.highlight(9, 9, 50, 50);
      }),
    ],
  );
  return Promise.all(
    files.map(async ([name, extension, bytes]) => ({ name, extension, bytes: Buffer.from(await bytes) })),
  );
}
