import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { migrations } from '../case/migrations/migrations.ts';
import { WORD_INPUT } from '../imaging/normalise.ts';
import { projectFolder, softwareName } from '../installation.ts';
import { findPlainNode } from '../plain-node.ts';
import { fail, ok, warn, type Check, type Found } from './finding.ts';

/** Electron as the shell sees it: its version, and why no window of it can be shown here. */
export interface ElectronState {
  readonly version: string | null;
  readonly reason: string | null;
}

/** Versions of everything that computes or stores. */
export const softwareChecks = (electron: ElectronState): Check[] => [
  { group: 'software', name: 'chirograph', look: () => [ok('chirograph', softwareName())] },
  { group: 'software', name: 'node', look: () => [ok('node', `${process.version}, runs this command`)] },
  { group: 'software', name: 'engine-node', look: engineNode },
  { group: 'software', name: 'electron', look: () => [electronFinding(electron)] },
  { group: 'software', name: 'sqlite', look: () => loaded('sqlite', 'better-sqlite3', sqlite) },
  { group: 'software', name: 'sharp', look: () => loaded('sharp', 'sharp', images) },
  {
    group: 'software',
    name: 'onnxruntime',
    look: () => loaded('onnxruntime', 'onnxruntime-node', inference),
  },
  {
    group: 'software',
    name: 'case-format',
    look: () => [ok('case-format', `${migrations.length}, the newest that this version writes and reads`)],
  },
  { group: 'software', name: 'input-contract', look: () => [ok('input-contract', `${WORD_INPUT.version}`)] },
];

function engineNode(): Found[] {
  const node = findPlainNode();
  const version =
    node === process.execPath
      ? process.version
      : execFileSync(node, ['--version'], { encoding: 'utf8', timeout: 10_000 }).trim();
  return [ok('engine-node', `${version} at ${node}`)];
}

function electronFinding({ version, reason }: ElectronState): Found {
  if (version === null) {
    return warn(
      'electron',
      `no window of its own: ${reason ?? 'it is not installed'}`,
      'Work in a browser with "chirograph serve", or run "npx install-electron" in the program\'s folder.',
    );
  }
  return reason === null
    ? ok('electron', version)
    : warn('electron', `${version}, but ${reason}`, 'Work in a browser with "chirograph serve".');
}

/** A package with native code of its own is loaded only here: where it is missing, the rest is looked at all the same. */
async function loaded(check: string, name: string, version: () => Promise<string>): Promise<Found[]> {
  try {
    return [ok(check, await version())];
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [fail(check, `${name} cannot be loaded: ${why}`, 'Run "npm ci" in the program\'s folder.')];
  }
}

async function sqlite(): Promise<string> {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(':memory:');
  try {
    const version = database.prepare<[], string>('SELECT sqlite_version()').pluck().get();
    return `${version} (better-sqlite3 ${packageVersion('better-sqlite3')})`;
  } finally {
    database.close();
  }
}

async function images(): Promise<string> {
  const { default: sharp } = await import('sharp');
  return `${sharp.versions.sharp ?? packageVersion('sharp')} (libvips ${sharp.versions.vips})`;
}

async function inference(): Promise<string> {
  await import('onnxruntime-node');
  return packageVersion('onnxruntime-node');
}

/** The version of an installed package; read from its file, since not every package lets it be imported. */
function packageVersion(name: string): string {
  const file = path.join(projectFolder(), 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
