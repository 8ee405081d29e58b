import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { ChirographError } from '../../../contract/schema.ts';
import { cancelled } from '../../../contract/wire.ts';
import { openEvidence } from './evidence-file.ts';
import { openPlainFile } from './plain-file.ts';

/** Memory for what is read at a time: as much as the file, within these bounds. Clearing away a MiB for each small file takes longer than hashing it. */
const SMALLEST_CHUNK = 4 * 1024;
const LARGEST_CHUNK = 1024 * 1024;

export interface FileHash {
  readonly sha256: string;
  readonly bytes: number;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * SHA-256 of a file, read once from beginning to end, opened read-only, without holding it in memory.
 *
 * @throws ChirographError `file-missing`, `file-unreadable`, `cancelled`.
 */
export async function hashFile(file: string, signal?: AbortSignal): Promise<FileHash> {
  return hashOpened(file, openEvidence, signal);
}

/** The same of a file in a folder that Chirograph writes to, where a link is not followed: `file-unreadable`. */
export async function hashPlainFile(file: string): Promise<FileHash> {
  return hashOpened(file, openPlainFile);
}

async function hashOpened(
  file: string,
  open: (file: string) => Promise<FileHandle>,
  signal?: AbortSignal,
): Promise<FileHash> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const found = await handle.stat();
    if (!found.isFile()) {
      throw new ChirographError('file-unreadable', `${file} is not a file. Put the file itself there.`);
    }
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(Math.min(Math.max(found.size, SMALLEST_CHUNK), LARGEST_CHUNK));
    let bytes = 0;
    for (;;) {
      if (signal?.aborted) throw cancelled();
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(chunk.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } catch (cause) {
    throw cause instanceof ChirographError ? cause : unreadable(file, cause);
  } finally {
    await handle?.close();
  }
}

function unreadable(file: string, cause: unknown): ChirographError {
  const { code } = cause as NodeJS.ErrnoException;
  const options = { details: String(cause), cause };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ChirographError(
      'file-missing',
      `${file} is not there any more. Put it back from its source.`,
      options,
    );
  }
  const reason =
    code === 'EACCES' || code === 'EPERM'
      ? 'this user may not read it. Ask for the right to read it'
      : 'the disk or network drive reports an error. Copy the case to another disk';
  return new ChirographError('file-unreadable', `${file} cannot be read: ${reason}.`, options);
}
