import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FETCH_MILLISECONDS = 60_000;

/** Electron's program, or in one line why there is none to use. */
export type FoundElectron =
  { readonly binary: string; readonly reason?: never } | { readonly binary?: never; readonly reason: string };

/**
 * Finds Electron's program, which npm does not install since Electron 42, and fetches it where it is missing: for
 * at most a minute, and once for each version of Electron, so that a computer without a network waits once.
 *
 * @param application the directory with Chirograph's package.json.
 * @param userData where a fetch that failed is remembered.
 */
export async function findOrFetchElectron(application: string, userData: string): Promise<FoundElectron> {
  const found = findElectron(application);
  if (found !== null) return { binary: found };
  const folder = electronPackage(application);
  const version = versionOf(folder);
  if (version === null) return { reason: 'the electron package is not installed' };
  const record = path.join(userData, 'electron-not-fetched');
  const remedy = '"npx install-electron" fetches it';
  if (existsSync(record) && readFileSync(record, 'utf8') === version) {
    return { reason: `Electron ${version} is not here and could not be fetched before; ${remedy}` };
  }
  const failure = await runInstaller(path.join(folder, 'install.js'));
  const fetched = findElectron(application);
  if (fetched !== null) return { binary: fetched };
  try {
    mkdirSync(userData, { recursive: true });
    writeFileSync(record, version);
  } catch {
    // It is tried again at the next start.
  }
  return { reason: `Electron ${version} is not here and could not be fetched (${failure}); ${remedy}` };
}

/** Electron's program where it is installed. The package's own index.js is not asked: it would start a download. */
export function findElectron(
  application: string,
  environment: NodeJS.ProcessEnv = process.env,
): string | null {
  const folder = electronPackage(application);
  try {
    const name = readFileSync(path.join(folder, 'path.txt'), 'utf8');
    const binary = path.join(environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist'), name);
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** Why this computer could not show a window even with Electron; null when it can. */
export function whyNoWindow(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  userId: number | undefined = process.getuid?.(),
): string | null {
  if (platform !== 'linux') return null;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return 'there is no display';
  // Chromium refuses, and taking its sandbox away for root is no way out.
  if (userId === 0) return "Electron's sandbox does not run as root";
  return null;
}

function electronPackage(application: string): string {
  return path.join(application, 'node_modules', 'electron');
}

function versionOf(folder: string): string | null {
  try {
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return version;
  } catch {
    return null;
  }
}

/** Runs Electron's installer quietly; says in a few words how it failed, or that it did not. */
function runInstaller(script: string): Promise<string> {
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [script], { stdio: 'ignore', timeout: FETCH_MILLISECONDS });
    installer.once('error', (error) => resolve(error.message));
    installer.once('exit', (code, signal) => {
      if (signal !== null) resolve('no answer within a minute');
      else resolve(code === 0 ? 'the download holds no program' : 'no network, or no Electron on it');
    });
  });
}
