import { crc32, deflateSync } from 'node:zlib';
import { tiffFile } from './tiff.ts';

/** A PNG chunk with its length and CRC. */
export function pngChunk(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(content, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length);
  return chunk;
}

/** The PNG with chunks put before its pixels. */
export function withChunks(png: Buffer, ...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

/** A whole, valid black or white PNG of any size that is a few hundred kilobytes: one bit a pixel, all alike. */
export function flatPng(width: number, height: number, bit: 0 | 1 = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rowBytes = 1 + Math.ceil(width / 8);
  const rows = Buffer.alloc(rowBytes * height, bit === 1 ? 0xff : 0);
  if (bit === 1) for (let row = 0; row < height; row++) rows[row * rowBytes] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 1 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Text chunks that unpack to a gigabyte. */
export function textBombs(): Buffer[] {
  const packed = deflateSync(Buffer.alloc(20_000_000, 'A'));
  const bomb = pngChunk('zTXt', Buffer.concat([Buffer.from('key\0\0'), packed]));
  const profile = pngChunk('iCCP', Buffer.concat([Buffer.from('key\0\0'), packed]));
  return [profile, ...Array.from({ length: 50 }, () => bomb)];
}

/** Where little-endian TIFF 6.0 directories keep their links to the next one. */
function links(tiff: Buffer): number[] {
  const found = [4];
  for (;;) {
    const directory = tiff.readUInt32LE(found.at(-1) as number);
    if (directory === 0) return found;
    found.push(directory + 2 + 12 * tiff.readUInt16LE(directory));
  }
}

/** A TIFF whose last directory says that the first one follows. */
export function ringOf(tiff: Buffer): Buffer {
  const ring = Buffer.from(tiff);
  ring.writeUInt32LE(ring.readUInt32LE(4), links(ring).at(-1) as number);
  return ring;
}

/** Sets the value of a tag in the first directory of a little-endian TIFF 6.0 file. */
export function withTag(tiff: Buffer, tag: number, value: number): Buffer {
  const changed = Buffer.from(tiff);
  const directory = changed.readUInt32LE(4);
  for (let entry = 0; entry < changed.readUInt16LE(directory); entry++) {
    const at = directory + 2 + 12 * entry;
    if (changed.readUInt16LE(at) !== tag) continue;
    if (changed.readUInt16LE(at + 2) === 3) changed.writeUInt16LE(value, at + 8);
    else changed.writeUInt32LE(value, at + 8);
    return changed;
  }
  throw new Error(`this TIFF has no tag ${tag}`);
}

/** A TIFF of so many pages of one pixel. */
export function manyPages(count: number): Buffer {
  const page = { width: 1, height: 1, data: Uint8Array.of(9) };
  return tiffFile(Array.from({ length: count }, () => page));
}

/** A JPEG that says another size of itself. */
export function jpegOfSize(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  let at = 2;
  while (changed[at + 1]! < 0xc0 || changed[at + 1]! > 0xc2) at += 2 + changed.readUInt16BE(at + 2);
  changed.writeUInt16BE(height, at + 5);
  changed.writeUInt16BE(width, at + 7);
  return changed;
}

/** A progressive JPEG with its last scan repeated. */
export function manyScans(progressive: Buffer, times: number): Buffer {
  const last = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = progressive.subarray(last, progressive.length - 2);
  return Buffer.concat([
    progressive.subarray(0, progressive.length - 2),
    ...Array.from({ length: times }, () => scan),
    progressive.subarray(-2),
  ]);
}

/** The JPEG with a segment put before all others. */
export function withSegment(jpeg: Buffer, marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** JPEGs in the Multi-Picture Format: an index in the first says of which kind each of the others is. */
export function multiPicture(
  first: Buffer,
  others: readonly { readonly jpeg: Buffer; readonly kind: number }[],
): Buffer {
  const index = Buffer.alloc(26 + 16 * (others.length + 1));
  index.write('MM\0*', 0, 'latin1');
  index.writeUInt32BE(8, 4);
  index.writeUInt16BE(1, 8);
  index.writeUInt16BE(0xb002, 10);
  index.writeUInt16BE(7, 12);
  index.writeUInt32BE(16 * (others.length + 1), 14);
  index.writeUInt32BE(26, 18);
  index.writeUInt32BE(0x030000, 26);
  // Offsets count from the index, which lies behind the start of the file, the segment's head and its name.
  let offset = first.length + 8 + index.length - 10;
  others.forEach(({ jpeg, kind }, at) => {
    const entry = 26 + 16 * (at + 1);
    index.writeUInt32BE(kind, entry);
    index.writeUInt32BE(jpeg.length, entry + 4);
    index.writeUInt32BE(offset, entry + 8);
    offset += jpeg.length;
  });
  const named = withSegment(first, 0xe2, Buffer.concat([Buffer.from('MPF\0'), index]));
  return Buffer.concat([named, ...others.map(({ jpeg }) => jpeg)]);
}
