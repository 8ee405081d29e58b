import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { writeAtomically } from './atomic-file.ts';
import { sha256 } from './hash.ts';
import { ownFolder } from './own-folder.ts';
import { isPlainFolder, readPlainFile } from './plain-file.ts';
import { diskFull } from './writing-problem.ts';

const MAGIC = Buffer.from('CHCROPS1');
/** SHA-256, then offset from the file's start and length in bytes, both 32-bit little endian. */
const ENTRY_BYTES = 40;
const ENTRIES_AT = MAGIC.length + 4;

/**
 * Writes an item's crops to derived/<item>.crops of the case's home: the magic, the number of crops (32-bit little endian), one entry for
 * each crop, then their bytes. The folder can be deleted at any time; preparing the item again writes it anew.
 *
 * @throws ChirographError `disk-full`, `folder-read-only`, `folder-unreadable`.
 */
export function writeCrops(folder: string, item: string, crops: ReadonlyMap<string, Uint8Array>): void {
  const header = Buffer.alloc(ENTRIES_AT + crops.size * ENTRY_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(crops.size, MAGIC.length);
  let entry = ENTRIES_AT;
  let offset = header.length;
  for (const [hash, bytes] of crops) {
    header.write(hash, entry, 'hex');
    header.writeUInt32LE(offset, entry + 32);
    header.writeUInt32LE(bytes.length, entry + 36);
    entry += ENTRY_BYTES;
    offset += bytes.length;
  }
  try {
    writeAtomically(path.join(derivedFolder(folder), `${item}.crops`), [header, ...crops.values()]);
  } catch (cause) {
    throw cause instanceof ChirographError ? cause : unwritable(folder, cause);
  }
}

/** Crop bytes by SHA-256; those whose bytes are gone or are not what their hash says are left out. */
export function readCrops(folder: string, item: string): Map<string, Uint8Array> {
  const crops = new Map<string, Uint8Array>();
  const derived = path.join(folder, 'derived');
  if (!isPlainFolder(derived)) return crops;
  const bytes = readPlainFile(path.join(derived, `${item}.crops`));
  if (bytes === null) return crops;
  if (bytes.length < ENTRIES_AT || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return crops;
  const stated = bytes.readUInt32LE(MAGIC.length);
  const count = Math.min(stated, Math.floor((bytes.length - ENTRIES_AT) / ENTRY_BYTES));
  for (let index = 0; index < count; index++) {
    const entry = ENTRIES_AT + index * ENTRY_BYTES;
    const hash = bytes.toString('hex', entry, entry + 32);
    const offset = bytes.readUInt32LE(entry + 32);
    const crop = bytes.subarray(offset, offset + bytes.readUInt32LE(entry + 36));
    if (sha256(crop) === hash) crops.set(hash, new Uint8Array(crop));
  }
  return crops;
}

/** Overwrites and removes an item's crops, for its erasure. On a disk that writes elsewhere the overwriting is in vain. */
export function removeCrops(folder: string, item: string): void {
  const file = path.join(folder, 'derived', `${item}.crops`);
  const facts = lstatSync(file, { throwIfNoEntry: false });
  if (facts === undefined) return;
  derivedFolder(folder);
  try {
    // What a link leads to, or what has another name as well, is not this item's crops.
    if (facts.isFile() && facts.nlink === 1) {
      const descriptor = openSync(file, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        writeFileSync(descriptor, Buffer.alloc(facts.size));
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    }
    rmSync(file, { force: true, recursive: true });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

function derivedFolder(folder: string): string {
  const derived = ownFolder(folder, 'derived');
  // Not with its parents: a case folder that was removed meanwhile must not come back as an empty one.
  if (!existsSync(derived)) mkdirSync(derived);
  return derived;
}

function unwritable(folder: string, cause: unknown): ChirographError {
  const derived = path.join(folder, 'derived');
  const full = diskFull(derived, cause);
  if (full) return full;
  const options = { details: String(cause), cause };
  if (['ENOENT', 'EIO', 'ENODEV', 'ENXIO', 'ESTALE'].includes((cause as NodeJS.ErrnoException).code ?? '')) {
    return new ChirographError(
      'folder-unreadable',
      `${derived} cannot be written: the folder it lies in is gone, or its drive reports an error. Bring it back, then open the case again.`,
      options,
    );
  }
  return new ChirographError(
    'folder-read-only',
    `${derived} cannot be written. Copy the case to a disk where you may write and open the copy.`,
    options,
  );
}
