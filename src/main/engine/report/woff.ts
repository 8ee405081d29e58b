import { inflateSync } from 'node:zlib';

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * Unpacks a WOFF 1.0 file (W3C Recommendation of 2012, section 4 and 5) to the TrueType or OpenType font in it.
 * fontkit reads WOFF too, but inflates the outlines again for every glyph: seconds for a report in Chinese.
 *
 * @throws RangeError where the bytes are no WOFF 1.0 file.
 */
export function unpackWoff(woff: Uint8Array): Buffer {
  const from = Buffer.from(woff.buffer, woff.byteOffset, woff.byteLength);
  if (from.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('not a WOFF 1.0 file');
  const count = from.readUInt16BE(12);
  const font = Buffer.alloc(from.readUInt32BE(16));
  from.copy(font, 0, 4, 8);
  font.writeUInt16BE(count, 4);
  const power = Math.floor(Math.log2(count));
  font.writeUInt16BE(16 * 2 ** power, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE(16 * count - 16 * 2 ** power, 10);
  let offset = SFNT_HEADER + SFNT_ENTRY * count;
  for (let table = 0; table < count; table++) {
    const entry = WOFF_HEADER + WOFF_ENTRY * table;
    const start = from.readUInt32BE(entry + 4);
    const packedLength = from.readUInt32BE(entry + 8);
    const length = from.readUInt32BE(entry + 12);
    const packed = from.subarray(start, start + packedLength);
    const data = packedLength < length ? inflateSync(packed) : packed;
    const to = SFNT_HEADER + SFNT_ENTRY * table;
    from.copy(font, to, entry, entry + 4);
    from.copy(font, to + 4, entry + 16, entry + 20);
    font.writeUInt32BE(offset, to + 8);
    font.writeUInt32BE(length, to + 12);
    data.copy(font, offset);
    offset += Math.ceil(length / 4) * 4;
  }
  return font;
}
