import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crashesFolder } from '../../crash-report.ts';
import { logsFolder } from '../../log.ts';
import { understandsSettings } from '../case/settings.ts';
import { nearestExisting } from '../../user-data.ts';
import { fail, ok, sized, warn, type Check, type Found } from './finding.ts';

const MIB = 1024 * 1024;
/** Free space below which a case may soon fail to save. */
const LITTLE_SPACE = 500 * MIB;

/** Numbers by which Linux tells file systems apart (statfs(2)), of those that are not a disk of this computer. */
const FOREIGN: Readonly<Record<number, string>> = {
  0x6969: 'network drive (NFS)',
  0x517b: 'network drive (SMB)',
  0xff534d42: 'network drive (CIFS)',
  0xfe534d42: 'network drive (SMB2)',
  0x65735546: 'FUSE, perhaps a network drive or a synchronised folder',
  0x01021997: 'shared by a virtual machine (9p)',
  0x6a656a63: 'shared by a virtual machine',
};

/** Where Chirograph reads and writes, without writing there. */
export function folderChecks(userData: string, models: string): Check[] {
  return [
    {
      group: 'folders',
      name: 'user-data',
      look: () => [folderFinding('user-data', userData, 'write')],
    },
    { group: 'folders', name: 'logs', look: () => [folderFinding('logs', logsFolder(userData), 'write')] },
    {
      group: 'folders',
      name: 'crashes',
      look: () => [folderFinding('crashes', crashesFolder(userData), 'write')],
    },
    { group: 'folders', name: 'settings', look: () => [settings(path.join(userData, 'settings.json'))] },
    { group: 'folders', name: 'models', look: () => [folderFinding('models', models, 'read')] },
    { group: 'folders', name: 'temporary', look: () => [folderFinding('temporary', os.tmpdir(), 'write')] },
  ];
}

/** Whether a folder is there and can be used; one that is not there yet is judged by the folder it would be made in. */
export function folderFinding(check: string, folder: string, use: 'read' | 'write'): Found {
  if (use === 'read' && !existsSync(folder)) {
    return fail(check, `${folder} is not there`, 'Run "npm ci" in the program\'s folder, or put it back.');
  }
  const standing = nearestExisting(folder);
  const notYet = standing === folder ? '' : ', made when first needed';
  if (!statSync(standing).isDirectory()) {
    return fail(
      check,
      `${standing} is a file`,
      'Move that file away: Chirograph keeps its own files in a folder of this name.',
    );
  }
  try {
    accessSync(standing, constants.R_OK | constants.X_OK | (use === 'write' ? constants.W_OK : 0));
  } catch {
    const verb = use === 'write' ? 'be written' : 'be read';
    return fail(
      check,
      `${standing} cannot ${verb} by this user`,
      `Give this user the right to it${use === 'write' ? ', or set CHIROGRAPH_USER_DATA to another folder' : ''}.`,
    );
  }
  const { free, kind } = diskOf(standing);
  const found = `${folder}${notYet}; ${sized(free)} free${kind === null ? '' : `; ${kind}`}`;
  if (use === 'write' && free < LITTLE_SPACE) {
    return fail(check, found, `Make room: below ${sized(LITTLE_SPACE)} saving may fail.`);
  }
  return ok(check, found);
}

/** Free bytes for this user, and what the disk is where it is not one of this computer's own. */
export function diskOf(folder: string): { free: number; kind: string | null } {
  const { bavail, bsize, type } = statfsSync(folder);
  const network = process.platform === 'win32' && /^[\\/]{2}[^.?]/u.test(folder);
  const kind = process.platform === 'linux' ? (FOREIGN[type] ?? null) : network ? 'network drive' : null;
  return { free: bavail * bsize, kind };
}

/** The settings, read without setting a damaged file aside, as the engine would. */
function settings(file: string): Found {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return ok('settings', 'none saved yet');
    return fail(
      'settings',
      `${file} cannot be read (${code})`,
      'Give this user the right to it, or move it away.',
    );
  }
  return understandsSettings(text)
    ? ok('settings', file)
    : warn(
        'settings',
        `${file} is damaged`,
        'Start Chirograph: it sets the file aside and asks again who you are.',
      );
}
