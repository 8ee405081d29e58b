import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { ChirographError } from '../../../contract/schema.ts';
import { cancelled } from '../../../contract/wire.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Without O_NONBLOCK a named pipe would hold the call for ever; Windows knows neither flag. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** Linux: leave the access time alone. Only the file's owner may ask for it. */
const LEAVE_ACCESS_TIME = constants.O_NOATIME ?? 0;

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
  let handle: FileHandle | undefined;
  try {
    handle = await openReadOnly(file);
    if (!(await handle.stat()).isFile()) {
      throw new ChirographError('file-unreadable', `${file} is not a file. Put the file itself there.`);
    }
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
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

/** Opens a file for reading only, without waiting for a pipe's other end and, where it may, without touching its access time. */
export async function openReadOnly(file: string): Promise<FileHandle> {
  try {
    return await open(file, READ_ONLY | LEAVE_ACCESS_TIME);
  } catch (error) {
    if (LEAVE_ACCESS_TIME === 0 || (error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    return open(file, READ_ONLY);
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
