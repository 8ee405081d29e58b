import type { Problem } from '../../../contract/schema.ts';
import { Budget, BudgetSpentError } from './budget.ts';
import type { Evidence } from './evidence.ts';
import { jpegSegments, START_OF_SCAN } from './jpeg-segments.ts';
import { grouped, limits } from './limits.ts';
import { TiffReader, type TiffEntry } from './tiff-directories.ts';

/**
 * What is said of a file that holds a picture which no decoder here reaches, so that evidence is never read in part
 * without a word; null where all of it was read. Smaller copies and what cameras store beside a photo to brighten it
 * are no pictures of their own, nor is a video behind a photo.
 */
export function readInPart({
  name,
  bytes,
  format,
}: Pick<Evidence, 'name' | 'bytes' | 'format'>): Problem | null {
  const more = whatMore(bytes, format);
  if (more === null) return null;
  return {
    code: 'read-in-part',
    message: `${name} ${more}. Look at the others with another program, and save each that matters as a file of its own.`,
  };
}

function whatMore(bytes: Buffer, format: Evidence['format']): string | null {
  const budget = new Budget(limits.fileParts);
  try {
    if (format === 'jpeg' && hasPictureBehind(bytes, budget))
      return 'holds more than one picture, of which the first was read';
    if (format === 'webp' && bytes.includes(RIFF, endOfRiff(bytes)))
      return 'holds something behind its picture that looks like another one, which was not read';
    if (format === 'tiff' && hasPictureBelow(bytes, budget))
      return 'holds pictures below its pages (SubIFDs), of which none was read';
    return null;
  } catch (error) {
    if (!(error instanceof BudgetSpentError)) throw error;
    return `has more than ${grouped(limits.fileParts)} parts and may hold pictures that were not read`;
  }
}

const RIFF = Buffer.from('RIFF');

/** Where the file ends by its own account (RIFF: the length of all that follows it). */
const endOfRiff = (webp: Buffer): number => unlessDamaged(() => 8 + webp.readUInt32LE(4), webp.length);

/** What a part of a file says; damage there says nothing, and does not hide what the other parts say. */
function unlessDamaged<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

const START = Buffer.from([0xff, 0xd8, 0xff]);

function hasPictureBehind(jpeg: Buffer, budget: Budget): boolean {
  const first = pictureAt(jpeg, 0, budget);
  if (first === null) return false;
  const listed = new Set<number>();
  for (const { marker, body, at } of jpegSegments(jpeg, 0, budget)) {
    if (marker === 0xe2 && body.toString('latin1', 0, 4) === 'MPF\0') {
      for (const offset of unlessDamaged(() => previewsOf(body.subarray(4), budget), []))
        listed.add(at + 4 + offset);
    }
    if (isXmp(marker, body)) for (const map of depthMapsOf(body, jpeg.length)) listed.add(map);
  }
  // In pixels, 0xff is followed by zero or a restart number: the next start is found also where a picture has no end.
  let at = first.pixelsAt;
  const seen = new Set<string>();
  while ((at = jpeg.indexOf(START, at)) >= 0) {
    const picture = pictureAt(jpeg, at, budget);
    if (picture === null) {
      at++;
      continue;
    }
    // Nothing is left out on its word alone: what belongs to the first picture is smaller, and there is one of a kind.
    const belongs = listed.has(at) || (picture.auxiliary !== null && !seen.has(picture.auxiliary));
    if (!belongs || picture.area >= first.area) return true;
    if (picture.auxiliary !== null) seen.add(picture.auxiliary);
    at = picture.pixelsAt;
  }
  return false;
}

interface Picture {
  readonly area: number;
  /** What it says of itself that it is to another picture (its gain map, a matte); null where it is none. */
  readonly auxiliary: string | null;
  readonly pixelsAt: number;
}

/** The JPEG that begins here; null where three bytes only look like the start of one. */
function pictureAt(bytes: Buffer, start: number, budget: Budget): Picture | null {
  let area = 0;
  let auxiliary: string | null = null;
  for (const { marker, body, at } of jpegSegments(bytes, start, budget)) {
    if (marker === START_OF_SCAN) return area === 0 ? null : { area, auxiliary, pixelsAt: at };
    if (marker < 0xc0 || marker === START[1]) return null;
    if (isFrame(marker) && body.length >= 6) area = body.readUInt16BE(1) * body.readUInt16BE(3);
    auxiliary ??= auxiliaryOf(marker, body);
  }
  return null;
}

/** A start of frame; three other markers lie in the same range. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const ISO_GAIN_MAP = 'urn:iso:std:iso:ts:21496:-1\0';
/** Versions alone: a photo carries them to say that a gain map follows. */
const ISO_VERSIONS_BYTES = 4;

const GAIN_MAP = 'hdrgainmap';

const isXmp = (marker: number, body: Buffer): boolean =>
  marker === 0xe1 && body.indexOf('http://ns.adobe.com/xap/1.0/') === 0;

/** The ways of Android (Ultra HDR), Apple and ISO 21496-1. The photo itself names the first and the last as well. */
function auxiliaryOf(marker: number, body: Buffer): string | null {
  if (marker === 0xe2) {
    const isGainMap =
      body.indexOf(ISO_GAIN_MAP) === 0 && body.length > ISO_GAIN_MAP.length + ISO_VERSIONS_BYTES;
    return isGainMap ? GAIN_MAP : null;
  }
  if (!isXmp(marker, body)) return null;
  const xmp = body.toString('latin1');
  const kind = /AuxiliaryImageType\W{1,3}urn:com:apple:photo:\d{4}:aux:(\w+)/.exec(xmp)?.[1];
  if (kind !== undefined) return kind;
  const isGainMap =
    xmp.includes('http://ns.adobe.com/hdr-gain-map/1.0/') &&
    xmp.includes('GainMapMax') &&
    // What lists the parts of a file is its photo.
    !xmp.includes(':Directory');
  return isGainMap ? GAIN_MAP : null;
}

/** Where the depth maps lie that a photo's list of parts names: the parts stand in a row, up to the end of the file. */
function depthMapsOf(xmp: Buffer, fileBytes: number): number[] {
  const items = Array.from(xmp.toString('latin1').matchAll(/<\w+:Item\s[^<>]*>/g), ([item]) => item);
  const found: number[] = [];
  let at = fileBytes;
  for (const item of items.reverse()) {
    const bytesOf = (name: string): number => Number(new RegExp(`:${name}="(\\d+)"`).exec(item)?.[1] ?? 0);
    at -= bytesOf('Length') + bytesOf('Padding');
    if (/:Semantic="(Depth|Confidence)(Map)?"/.test(item)) found.push(at);
  }
  return found;
}

const MPF = { entries: 0xb002, entryBytes: 16, kinds: 0xff0000, preview: 0x010000 } as const;

/** Where the previews lie that the index of the Multi-Picture Format (CIPA DC-007) lists; offsets in the index. */
function previewsOf(index: Buffer, budget: Budget): number[] {
  const mpf = new TiffReader(index);
  const found: number[] = [];
  for (const entries of mpf.chain(1)) {
    for (const { tag, count, value } of entries) {
      budget.take();
      if (tag !== MPF.entries) continue;
      const first = mpf.u32(value);
      for (let at = first; at < first + count; at += MPF.entryBytes) {
        budget.take();
        if ((mpf.u32(at) & MPF.kinds) === MPF.preview) found.push(mpf.u32(at + 8));
      }
    }
  }
  return found;
}

const TAG = { subfileType: 254, oldSubfileType: 255, width: 256, height: 257, subDirectories: 330 } as const;
/** Bits of the subfile type: a smaller copy, or the mask of another picture. */
const SMALLER_OR_MASK = 1 | 4;
/** The old subfile type of a smaller copy. */
const OLD_SMALLER = 2;
const SHORT = 3;

/** Pages are chained; a directory that only another one names is below it, and no decoder here goes there. */
function hasPictureBelow(bytes: Buffer, budget: Budget): boolean {
  return unlessDamaged(() => {
    const tiff = new TiffReader(bytes);
    for (const page of tiff.chain(limits.filePages)) {
      if (unlessDamaged(() => hasPictureBelowPage(tiff, page, budget), false)) return true;
    }
    return false;
  }, false);
}

/** What is below a page may be a chain of its own, and have pictures below it. */
function hasPictureBelowPage(tiff: TiffReader, page: Iterable<TiffEntry>, budget: Budget): boolean {
  const { area: areaAbove, below } = pictureOf(tiff, page, budget);
  // A set is walked to its end also while it grows, and holds each directory once: a ring ends.
  const directories = new Set(below);
  for (const directory of directories) {
    const isPicture = unlessDamaged(() => {
      budget.take();
      const { area, belongs, below: further } = pictureOf(tiff, tiff.entries(directory), budget);
      for (const each of further) directories.add(each);
      return area > 0 && !(belongs && area < areaAbove);
    }, false);
    if (isPicture) return true;
    const next = unlessDamaged(() => tiff.next(directory), 0);
    if (next !== 0) directories.add(next);
  }
  return false;
}

function pictureOf(
  tiff: TiffReader,
  entries: Iterable<TiffEntry>,
  budget: Budget,
): { area: number; belongs: boolean; below: readonly number[] } {
  let width = 0;
  let height = 0;
  let belongs = false;
  let below: number[] = [];
  for (const { tag, type, count, value } of entries) {
    budget.take();
    if (tag === TAG.subfileType) belongs ||= (tiff.u32(value) & SMALLER_OR_MASK) !== 0;
    if (tag === TAG.oldSubfileType) belongs ||= tiff.u16(value) === OLD_SMALLER;
    if (tag === TAG.width) width = type === SHORT ? tiff.u16(value) : tiff.u32(value);
    if (tag === TAG.height) height = type === SHORT ? tiff.u16(value) : tiff.u32(value);
    if (tag !== TAG.subDirectories) continue;
    // One offset lies in the entry, several lie behind one.
    const first = count === 1 ? value : tiff.offset(value);
    below = Array.from({ length: Math.min(count, limits.filePages) }, (_, index) => {
      budget.take();
      return tiff.offset(first + index * (tiff.wide ? 8 : 4));
    });
  }
  return { area: width * height, belongs, below };
}
