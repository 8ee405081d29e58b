import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { openEvidence } from '../case/evidence-file.ts';
import { sha256 } from '../case/hash.ts';
import { limits, mebibytes } from './limits.ts';

export type EvidenceFormat = 'png' | 'jpeg' | 'tiff' | 'webp' | 'pdf';

/** A file's bytes as they were read, once; everything said about the file is said about exactly these. */
export interface Evidence {
  /** The file's name without its folder, for messages. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly format: EvidenceFormat;
  /** What the decoder is given: `bytes`, but of a PNG without its texts. */
  readonly decodable: Buffer;
}

/**
 * Reads an image file, read-only and once, and tells its format from its first bytes: the name's ending decides nothing.
 *
 * @throws ChirographError `file-unreadable`, `file-too-large`, `format-not-read`.
 */
export async function readEvidence(file: string): Promise<Evidence> {
  const name = path.basename(file);
  const bytes = await readOnce(file, name);
  const format = formatOf(bytes);
  const animation = animationOf(bytes, format);
  if (animation !== null) {
    // The decoder gives the first frame, and evidence must not be read in part without a word.
    throw new ChirographError(
      'format-not-read',
      `${name} is an animation (${animation}). Chirograph reads still images: save each frame as an image of its own.`,
    );
  }
  if (format === null) {
    throw new ChirographError(
      'format-not-read',
      `${name} is ${otherFormat(bytes)}. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.`,
    );
  }
  const decodable = format === 'png' ? withoutTexts(bytes) : bytes;
  return { name, bytes, sha256: sha256(bytes), format, decodable };
}

const TEXT_CHUNKS = new Set(['tEXt', 'zTXt', 'iTXt']);

/** A PNG without its text chunks: nobody here reads them, and a few kilobytes of them can unpack to gigabytes. */
function withoutTexts(png: Buffer): Buffer {
  const kept = [png.subarray(0, 8)];
  for (let at = 8; at < png.length;) {
    // What is no whole chunk goes to the decoder as it is: it says what is wrong.
    const end = at + 12 > png.length ? png.length : at + 12 + png.readUInt32BE(at);
    if (!TEXT_CHUNKS.has(png.toString('latin1', at + 4, at + 8))) kept.push(png.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

async function readOnce(file: string, name: string): Promise<Buffer> {
  let handle: FileHandle;
  try {
    handle = await openEvidence(file);
  } catch (cause) {
    throw unreadable(name, cause);
  }
  try {
    const facts = await handle.stat();
    if (!facts.isFile())
      throw new ChirographError('file-unreadable', `${name} is not a file. Put the image itself there.`);
    if (facts.size === 0) {
      throw new ChirographError(
        'file-unreadable',
        `${name} is empty (0 bytes). Get the file again from its source.`,
      );
    }
    if (facts.size > limits.fileBytes) {
      throw new ChirographError(
        'file-too-large',
        `${name} has ${mebibytes(facts.size)} MiB; the limit is ${mebibytes(limits.fileBytes)} MiB. Save its pages as separate images.`,
      );
    }
    const bytes = Buffer.allocUnsafe(facts.size);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled !== facts.size || (await handle.stat()).size !== facts.size) {
      throw new ChirographError(
        'file-unreadable',
        `${name} changed its size while it was read. Try again when nothing writes to it any more.`,
      );
    }
    return bytes;
  } catch (cause) {
    throw cause instanceof ChirographError ? cause : unreadable(name, cause);
  } finally {
    await handle.close();
  }
}

function unreadable(name: string, cause: unknown): ChirographError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EACCES' || code === 'EPERM'
        ? 'this user may not read it'
        : 'the disk or network drive reports an error';
  return new ChirographError('file-unreadable', `${name} cannot be read: ${reason}.`, {
    details: String(cause),
    cause,
  });
}

function startsWith(bytes: Buffer, signature: readonly number[], at = 0): boolean {
  return signature.every((value, index) => bytes[at + index] === value);
}

function formatOf(bytes: Buffer): EvidenceFormat | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  const little = startsWith(bytes, [0x49, 0x49, 0x2a, 0]) || startsWith(bytes, [0x49, 0x49, 0x2b, 0]);
  const big = startsWith(bytes, [0x4d, 0x4d, 0, 0x2a]) || startsWith(bytes, [0x4d, 0x4d, 0, 0x2b]);
  if (little || big) return 'tiff';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  // Some programs write a line of their own before it; readers look as far as this.
  return bytes.subarray(0, PDF_REACH).includes('%PDF-') ? 'pdf' : null;
}

const PDF_REACH = 1024;

/** How a file of several frames is called; null where it has one. */
function animationOf(bytes: Buffer, format: EvidenceFormat | null): string | null {
  if (format === 'png') return isAnimated(bytes) ? 'APNG' : null;
  const VP8X_ANIMATION = 0x02;
  const moves = format === 'webp' && bytes.toString('latin1', 12, 16) === 'VP8X';
  return moves && ((bytes[20] ?? 0) & VP8X_ANIMATION) !== 0 ? 'WebP' : null;
}

/** Whether a PNG says before its pixels that more frames follow (APNG's acTL chunk). */
function isAnimated(bytes: Buffer): boolean {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT' || type === 'IEND') return false;
  }
  return false;
}

function otherFormat(bytes: Buffer): string {
  const text = bytes.subarray(0, 16).toString('latin1');
  if (text.startsWith('GIF8')) return 'a GIF image';
  if (text.startsWith('BM')) return 'a Windows bitmap';
  if (text.slice(4, 8) === 'ftyp') return 'a HEIF, AVIF or video file';
  if (text.startsWith('PK')) return 'a ZIP archive or an office document';
  if (text.startsWith('\xd0\xcf\x11\xe0')) return 'an office document';
  if (text.startsWith('MZ') || text.startsWith('\x7fELF')) return 'a program, not an image';
  if (/^(<\?xml|<svg|<!DOCTYPE|<html)/i.test(text)) return 'a drawing or web page in XML';
  return 'not an image that Chirograph knows';
}
