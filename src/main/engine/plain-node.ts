import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ChirographError } from '../../contract/schema.ts';

/** better-sqlite3 13 crashes an older Node instead of refusing it. */
const OLDEST = [22, 14] as const;

/** The process that looks for a Node, as far as that matters. */
export interface Seeker {
  readonly execPath: string;
  readonly versions: { readonly node: string; readonly electron?: string | undefined };
  /** Electron's folder of a packaged app's resources. */
  readonly resourcesPath?: string | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * A Node that can run the engine: one shipped with a packaged app, else the one that runs this very program, else the
 * `node` package of the nearest node_modules. Throws `engine-stopped` when there is none.
 *
 * @param from the directory from which to look for node_modules, upwards.
 */
export function findPlainNode(from: string = import.meta.dirname, seeker: Seeker = process): string {
  const name = seeker.platform === 'win32' ? 'node.exe' : 'node';
  if (seeker.resourcesPath !== undefined) {
    const shipped = path.join(seeker.resourcesPath, 'node', name);
    if (existsSync(shipped)) return shipped;
  }
  if (seeker.versions.electron === undefined && isNewEnough(seeker.versions.node)) return seeker.execPath;
  const looked: string[] = [];
  for (const modules of nodeModulesAbove(from)) {
    const binary = path.join(modules, 'node', 'bin', name);
    looked.push(binary);
    if (existsSync(binary) && isNewEnough(versionOfPackage(path.join(modules, 'node')))) return binary;
  }
  throw new ChirographError(
    'engine-stopped',
    `Chirograph's engine needs Node.js ${OLDEST.join('.')} or newer and found none: this program runs on ` +
      `${seeker.versions.electron === undefined ? `Node.js ${seeker.versions.node}` : 'Electron'}. ` +
      'Run "npm ci" in the program\'s folder again, or install Node.js 24 and start "chirograph" with it.',
    { details: `looked at ${looked.join(', ')}` },
  );
}

function nodeModulesAbove(directory: string): string[] {
  const parent = path.dirname(directory);
  return [path.join(directory, 'node_modules'), ...(parent === directory ? [] : nodeModulesAbove(parent))];
}

function versionOfPackage(directory: string): string {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
    return String((parsed as { version?: unknown }).version);
  } catch {
    return '0.0.0';
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
