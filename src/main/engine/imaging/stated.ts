import type { Evidence } from './evidence.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { limits } from './limits.ts';
import { TiffReader } from './tiff-directories.ts';

/** What a page's own header says, read from the bytes since decoders fill in a default where nothing is stated. */
export interface StatedFacts {
  /** Pixels per inch; null where the file states none that can be true, or different ones for the two directions. */
  readonly dpi: number | null;
  /** A smaller copy of another page, as scanners put beside it for previews. */
  readonly reduced: boolean;
}

const NOTHING: StatedFacts = { dpi: null, reduced: false };
const CENTIMETRES_PER_INCH = 2.54;

/** One entry a page, in file order; PNG and JPEG have one. Damaged headers state nothing. */
export function statedFacts({ bytes, format }: Pick<Evidence, 'bytes' | 'format'>): StatedFacts[] {
  try {
    if (format === 'tiff') return tiffPages(bytes, MOST_DIRECTORIES);
    return [{ dpi: DPI_OF[format](bytes), reduced: false }];
  } catch (error) {
    if (error instanceof RangeError) return [NOTHING];
    throw error;
  }
}

/** No scan of writing is this coarse: programs that do not know the resolution write 1 pixel per inch or millimetre. */
const COARSEST_DPI = 36;

function dpiOf(horizontal: number, vertical: number): number | null {
  if (!(horizontal >= COARSEST_DPI) || !Number.isFinite(horizontal)) return null;
  if (Math.abs(horizontal - vertical) > 0.01 * horizontal) return null;
  return Math.round(horizontal * 100) / 100;
}

/** The pHYs chunk, PNG specification 11.3.4.3. */
function pngDpi(bytes: Buffer): number | null {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT' || type === 'IEND') return null;
    if (type === 'pHYs') {
      const perMetre = bytes.readUInt8(at + 16) === 1;
      const perInch = (value: number): number => (value * CENTIMETRES_PER_INCH) / 100;
      return perMetre
        ? dpiOf(perInch(bytes.readUInt32BE(at + 8)), perInch(bytes.readUInt32BE(at + 12)))
        : null;
    }
    at += 12 + length;
  }
  return null;
}

/** The JFIF header where it has a unit, else Exif. */
function jpegDpi(bytes: Buffer): number | null {
  let exif: number | null = null;
  for (const { marker, body } of jpegSegments(bytes)) {
    if (marker === 0xe0 && body.toString('latin1', 0, 5) === 'JFIF\0') {
      const unit = body.readUInt8(7);
      const factor = unit === 1 ? 1 : unit === 2 ? CENTIMETRES_PER_INCH : 0;
      const dpi = dpiOf(body.readUInt16BE(8) * factor, body.readUInt16BE(10) * factor);
      if (dpi !== null) return dpi;
    }
    if (marker === 0xe1 && body.toString('latin1', 0, 6) === 'Exif\0\0') {
      exif ??= tiffPages(body.subarray(6), 1)[0]?.dpi ?? null;
    }
  }
  return exif;
}

/** The EXIF chunk (WebP container specification, "Metadata"). */
function webpDpi(bytes: Buffer): number | null {
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (bytes.toString('latin1', at, at + 4) === 'EXIF') {
      const prefixed = body.toString('latin1', 0, 6) === 'Exif\0\0';
      return tiffPages(prefixed ? body.subarray(6) : body, 1)[0]?.dpi ?? null;
    }
    at += 8 + length + (length % 2);
  }
  return null;
}

/** A page of a PDF is measured by what lies on it, not by a header. */
const DPI_OF = { png: pngDpi, jpeg: jpegDpi, webp: webpDpi, pdf: () => null } as const;

/** No more of them are looked at than a file may have pages; a chain of directories that closes a ring ends here too. */
const MOST_DIRECTORIES = limits.filePages;
const TAG = { subfileType: 254, xResolution: 282, yResolution: 283, resolutionUnit: 296 } as const;

function tiffPages(bytes: Buffer, most: number): StatedFacts[] {
  const tiff = new TiffReader(bytes);
  const pages: StatedFacts[] = [];
  for (const entries of tiff.chain(most)) {
    let x = 0;
    let y = 0;
    // The unit is inches where the tag is left out (TIFF 6.0, page 38).
    let unit = 2;
    let reduced = false;
    for (const entry of entries) {
      if (entry.tag === TAG.subfileType) reduced = (tiff.u32(entry.value) & 1) === 1;
      if (entry.tag === TAG.resolutionUnit) unit = tiff.u16(entry.value);
      if (entry.tag === TAG.xResolution) x = tiff.rational(entry);
      if (entry.tag === TAG.yResolution) y = tiff.rational(entry);
    }
    const factor = unit === 2 ? 1 : unit === 3 ? CENTIMETRES_PER_INCH : 0;
    pages.push({ dpi: dpiOf(x * factor, y * factor), reduced });
  }
  return pages;
}
