import { deflateSync, inflateSync } from 'node:zlib';
import { pngChunk } from '../main/engine/imaging/crafted.ts';
import type { Random } from './random.ts';
import type { Seed } from './seeds.ts';

const BYTES = [0, 1, 2, 0x7f, 0x80, 0xfe, 0xff];
const NUMBERS = [
  0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 32, 255, 256, 257, 4096, 32767, 32768, 65535, 65536, 1_000_000, 0x7fffffff,
  0x80000000, 0xfffffffe, 0xffffffff,
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** One to four mutations of a seed, most of them aware of its format, so that they get past its first checks. */
export function mutate(seed: Seed, other: Seed, random: Random): Buffer {
  const own = { png: PNG, jpg: JPEG, tif: TIFF, webp: WEBP, pdf: PDF }[seed.extension];
  let bytes: Buffer = Buffer.from(seed.bytes);
  for (let left = random.pick([1, 1, 1, 2, 4]); left > 0; left--) {
    const kind = random.below(10);
    if (kind < 6) bytes = random.pick(own)(bytes, random);
    else if (kind < 9) bytes = random.pick(ANY)(bytes, random);
    else bytes = splice(bytes, other.bytes, random);
  }
  return bytes;
}

const flipBits: Mutation = (bytes, random) => {
  for (let left = 1 + random.below(12); left > 0 && bytes.length > 0; left--) {
    bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
  }
  return bytes;
};

const setByte: Mutation = (bytes, random) => {
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.pick(BYTES);
  return bytes;
};

const setNumber: Mutation = (bytes, random) => {
  const size = random.pick([2, 4] as const);
  write(bytes, random.below(bytes.length), size, random.pick(NUMBERS), random.below(2) === 0);
  return bytes;
};

const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const removeRange: Mutation = (bytes, random) => {
  const { from, to } = range(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const repeatRange: Mutation = (bytes, random) => {
  const { from, to } = range(bytes, random);
  const part = bytes.subarray(from, to);
  const times = random.pick([1, 1, 2, 50]);
  return Buffer.concat([
    bytes.subarray(0, to),
    ...Array.from({ length: times }, () => part),
    bytes.subarray(to),
  ]);
};

const ANY: readonly Mutation[] = [flipBits, flipBits, setByte, setNumber, truncate, removeRange, repeatRange];

function splice(bytes: Buffer, other: Buffer, random: Random): Buffer {
  return Buffer.concat([
    bytes.subarray(0, random.below(bytes.length + 1)),
    other.subarray(random.below(other.length + 1)),
  ]);
}

function range(bytes: Buffer, random: Random): { from: number; to: number } {
  const from = random.below(bytes.length + 1);
  return { from, to: Math.min(bytes.length, from + random.below(random.pick([8, 64, 1024]))) };
}

/** Writes a number where there is room for it. */
function write(bytes: Buffer, at: number, size: 1 | 2 | 4, value: number, little: boolean): void {
  if (at + size > bytes.length) return;
  const fitting = value % 2 ** (8 * size);
  if (little) bytes.writeUIntLE(fitting, at, size);
  else bytes.writeUIntBE(fitting, at, size);
}

/** Deletes, doubles or exchanges parts, which both PNG chunks and JPEG segments are. */
function reorder(parts: Buffer[], random: Random): Buffer[] {
  if (parts.length < 2) return parts;
  const one = random.below(parts.length);
  const two = random.below(parts.length);
  const result = [...parts];
  switch (random.below(3)) {
    case 0:
      result.splice(one, 1);
      break;
    case 1:
      result.splice(two, 0, ...Array.from({ length: random.pick([1, 1, 40]) }, () => parts[one] as Buffer));
      break;
    default:
      [result[one], result[two]] = [parts[two] as Buffer, parts[one] as Buffer];
  }
  return result;
}

const PNG_SIGNATURE = 8;

function chunks(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let at = PNG_SIGNATURE;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    found.push(bytes.subarray(at, end));
    at = end;
  }
  return found;
}

const typeOf = (part: Buffer): string => part.toString('latin1', 4, 8);
const contentOf = (part: Buffer): Buffer => Buffer.from(part.subarray(8, part.length - 4));
const png = (parts: readonly Buffer[], bytes: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, PNG_SIGNATURE), ...parts]);

const reorderChunks: Mutation = (bytes, random) => png(reorder(chunks(bytes), random), bytes);

const editChunk: Mutation = (bytes, random) => {
  const parts = chunks(bytes);
  if (parts.length === 0) return bytes;
  const at = random.below(parts.length);
  const part = parts[at] as Buffer;
  parts[at] = pngChunk(typeOf(part), random.pick(ANY)(contentOf(part), random));
  return png(parts, bytes);
};

/** Width, height, bit depth, colour type, compression, filter, interlace. */
const editHeader: Mutation = (bytes, random) => {
  const parts = chunks(bytes);
  const at = parts.findIndex((part) => typeOf(part) === 'IHDR');
  if (at < 0) return bytes;
  const content = contentOf(parts[at] as Buffer);
  if (content.length < 13) return bytes;
  const field = random.below(7);
  if (field < 2) content.writeUInt32BE(random.pick(NUMBERS), 4 * field);
  else content[6 + field] = random.pick([0, 1, 2, 3, 4, 6, 8, 16]);
  parts[at] = pngChunk('IHDR', content);
  return png(parts, bytes);
};

/** Changes the filtered rows and compresses them again, so that the pixel filters see what no encoder writes. */
const editRows: Mutation = (bytes, random) => {
  const parts = chunks(bytes);
  const stream = parts.filter((part) => typeOf(part) === 'IDAT').map(contentOf);
  const first = parts.findIndex((part) => typeOf(part) === 'IDAT');
  if (first < 0) return bytes;
  let rows: Buffer;
  try {
    rows = inflateSync(Buffer.concat(stream), { maxOutputLength: 50_000_000 });
  } catch {
    return bytes;
  }
  const rest = parts.filter((part) => typeOf(part) !== 'IDAT');
  rest.splice(first, 0, pngChunk('IDAT', deflateSync(random.pick(ANY)(rows, random))));
  return png(rest, bytes);
};

/** Text and profiles that unpack to a thousand times their size. */
const addBomb: Mutation = (bytes, random) => {
  const parts = chunks(bytes);
  const packed = deflateSync(Buffer.alloc(random.pick([1_000_000, 20_000_000]), 'A'));
  const type = random.pick(['zTXt', 'iCCP', 'iTXt']);
  const head = type === 'iTXt' ? 'key\0\u0001\0\0\0' : 'key\0\0';
  const bomb = pngChunk(type, Buffer.concat([Buffer.from(head, 'latin1'), packed]));
  parts.splice(1, 0, ...Array.from({ length: random.pick([1, 30]) }, () => bomb));
  return png(parts, bytes);
};

const PNG: readonly Mutation[] = [reorderChunks, editChunk, editChunk, editHeader, editRows, addBomb];

function segments(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xd9) {
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (bytes[at + 1] === 0xda) {
      // A scan's data ends at the next marker that is neither a stuffed byte nor a restart.
      while (
        end < bytes.length &&
        !(bytes[end] === 0xff && bytes[end + 1] !== 0 && !((bytes[end + 1] ?? 0) >> 3 === 0x1a))
      ) {
        end++;
      }
    }
    found.push(bytes.subarray(at, Math.min(end, bytes.length)));
    at = end;
  }
  return found;
}

const jpeg = (parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])]);

const reorderSegments: Mutation = (bytes, random) => jpeg(reorder(segments(bytes), random));

const editSegment: Mutation = (bytes, random) => {
  const parts = segments(bytes);
  if (parts.length === 0) return bytes;
  const at = random.below(parts.length);
  const part = parts[at] as Buffer;
  const content = random.pick(ANY)(Buffer.from(part.subarray(4)), random);
  const head = Buffer.from(part.subarray(0, 4));
  // A file that was mutated before may end in the middle of a segment's head.
  if (random.below(4) > 0 && part[1] !== 0xda && head.length === 4)
    head.writeUInt16BE((content.length + 2) & 0xffff, 2);
  parts[at] = Buffer.concat([head, content]);
  return jpeg(parts);
};

/** Precision, size, number of components and their sampling. */
const editFrame: Mutation = (bytes, random) => {
  const parts = segments(bytes);
  const at = parts.findIndex((part) => part[1]! >= 0xc0 && part[1]! <= 0xc2);
  if (at < 0) return bytes;
  const frame = Buffer.from(parts[at] as Buffer);
  const field = random.below(5);
  if (field === 0) frame[1] = random.pick([0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xca]);
  else if (field < 3) write(frame, random.pick([5, 7]), 2, random.pick(NUMBERS), false);
  else if (frame.length > 10)
    frame[9 + random.below(frame.length - 9)] = random.pick([0, 1, 2, 3, 4, 0x11, 0x22, 0x41, 0xff]);
  parts[at] = frame;
  return jpeg(parts);
};

/** The same scan hundreds of times: each pass over a progressive picture costs the decoder a whole picture. */
const repeatScans: Mutation = (bytes, random) => {
  const parts = segments(bytes);
  const scans = parts.filter((part) => part[1] === 0xda);
  if (scans.length === 0) return bytes;
  return jpeg([...parts, ...Array.from({ length: random.pick([10, 500]) }, () => random.pick(scans))]);
};

const JPEG: readonly Mutation[] = [reorderSegments, editSegment, editSegment, editFrame, repeatScans];

interface Entry {
  readonly at: number;
  readonly size: number;
}

/** Places of the directories' entries and of the links from one directory to the next. */
function directories(bytes: Buffer): { little: boolean; wide: boolean; entries: Entry[]; links: number[] } {
  const little = bytes[0] === 0x49;
  const entries: Entry[] = [];
  const links: number[] = [];
  try {
    const u16 = (at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
    const u32 = (at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
    const u64 = (at: number): number =>
      Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
    const wide = u16(2) === 43;
    let link = wide ? 8 : 4;
    while (links.length < 5) {
      links.push(link);
      const directory = wide ? u64(link) : u32(link);
      if (directory === 0) break;
      const count = Math.min(100, wide ? u64(directory) : u16(directory));
      const first = directory + (wide ? 8 : 2);
      const size = wide ? 20 : 12;
      for (let entry = 0; entry < count; entry++) {
        if (first + (entry + 1) * size <= bytes.length) entries.push({ at: first + entry * size, size });
      }
      link = first + count * size;
    }
    return { little, wide, entries, links };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { little, wide: false, entries, links };
  }
}

/** Tag, type, count or value of one entry. */
const editEntry: Mutation = (bytes, random) => {
  const { little, entries } = directories(bytes);
  if (entries.length === 0) return bytes;
  const { at, size } = random.pick(entries);
  const value = at + (size === 20 ? 12 : 8);
  switch (random.below(6)) {
    case 0:
      write(
        bytes,
        at,
        2,
        random.pick([254, 256, 258, 259, 262, 273, 277, 279, 284, 317, 320, 322, 330, 338, 347, 530, 34675]),
        little,
      );
      break;
    case 1:
      write(bytes, at + 2, 2, random.below(20), little);
      break;
    case 2:
      write(bytes, at + 4, 4, random.pick(NUMBERS), little);
      break;
    case 3:
      // Compressions and photometric interpretations that lead to the seldom used decoders.
      write(
        bytes,
        value,
        2,
        random.pick([
          1, 2, 3, 4, 5, 6, 7, 8, 32773, 32844, 32845, 34676, 34677, 34712, 34887, 34925, 50000, 50001,
        ]),
        little,
      );
      break;
    default:
      write(bytes, value, random.pick([2, 4] as const), random.pick(NUMBERS), little);
  }
  return bytes;
};

/** Where a directory is said to lie: somewhere else, or where one was already, which makes a ring. */
const editLink: Mutation = (bytes, random) => {
  const { little, links } = directories(bytes);
  const [target] = links;
  if (target === undefined || target + 4 > bytes.length) return bytes;
  const link = random.pick(links);
  const start = little ? bytes.readUInt32LE(target) : bytes.readUInt32BE(target);
  write(bytes, link, 4, random.below(2) === 0 ? start : random.below(bytes.length + 8), little);
  return bytes;
};

const TIFF: readonly Mutation[] = [editEntry, editEntry, editEntry, editLink];

const RIFF_HEAD = 12;

/** The chunks of a RIFF file, each with its head and what fills it up to an even length. */
function riffChunks(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = RIFF_HEAD; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    const end = Math.min(bytes.length, at + 8 + length + (length % 2));
    found.push(bytes.subarray(at, end));
    at = end;
  }
  return found;
}

function riff(parts: readonly Buffer[], bytes: Buffer): Buffer {
  const whole = Buffer.concat([bytes.subarray(0, RIFF_HEAD), ...parts]);
  write(whole, 4, 4, whole.length - 8, true);
  return whole;
}

const reorderRiff: Mutation = (bytes, random) => riff(reorder(riffChunks(bytes), random), bytes);

const editRiff: Mutation = (bytes, random) => {
  const parts = riffChunks(bytes);
  if (parts.length === 0) return bytes;
  const at = random.below(parts.length);
  const part = parts[at] as Buffer;
  const content = random.pick(ANY)(Buffer.from(part.subarray(8)), random);
  const head = Buffer.from(part.subarray(0, 8));
  if (random.below(4) > 0) write(head, 4, 4, content.length, true);
  parts[at] = Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  return riff(parts, bytes);
};

const WEBP: readonly Mutation[] = [reorderRiff, editRiff, editRiff];

/** Another number where a document has one: lengths, references, sizes of pages, places in the file. */
const editNumber: Mutation = (bytes, random) =>
  exchange(bytes, random, /(?<![\w.])-?\d+(?:\.\d+)?(?=[\s/\]>)])/g, () =>
    random.pick(['-1', '0.00001', '1e9', ...NUMBERS.map(String)]),
  );

/** One name in the place of another, so that a document refers to what is of another kind. */
const exchangeNames: Mutation = (bytes, random) =>
  exchange(bytes, random, /\/[A-Za-z][A-Za-z0-9]{1,20}/g, (names) => random.pick(names)[0]);

/** Puts something else in the place of one of the parts that a pattern finds in a text. */
function exchange(
  bytes: Buffer,
  random: Random,
  pattern: RegExp,
  otherOf: (found: RegExpExecArray[]) => string,
): Buffer {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return bytes;
  const { index, 0: part } = random.pick(found);
  return Buffer.from(text.slice(0, index) + otherOf(found) + text.slice(index + part.length), 'latin1');
}

/** Changes what a compressed stream holds and compresses it again. */
const editStream: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n/g)].filter(
    ({ index }) => text.slice(index - 3, index) !== 'end',
  );
  if (streams.length === 0) return bytes;
  const { index, 0: word } = random.pick(streams);
  const from = index + word.length;
  const end = text.indexOf('endstream', from);
  if (end < 0) return bytes;
  let content: Buffer;
  try {
    content = inflateSync(bytes.subarray(from, end), { maxOutputLength: 50_000_000 });
  } catch {
    return bytes;
  }
  const changed = deflateSync(random.pick([...ANY, editNumber])(content, random));
  return Buffer.concat([bytes.subarray(0, from), changed, Buffer.from('\n'), bytes.subarray(end)]);
};

const PDF: readonly Mutation[] = [editNumber, editNumber, exchangeNames, editStream, editStream];
