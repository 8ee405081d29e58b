import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where Chirograph keeps this user's settings and logs; the same for every shell. Cases are never kept here. */
export function userDataDirectory(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = environment['CHIROGRAPH_USER_DATA'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  if (platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', 'Chirograph');
  if (platform === 'win32') {
    return path.join(environment['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming'), 'Chirograph');
  }
  // The XDG specification wants a relative value ignored.
  const configured = environment['XDG_CONFIG_HOME'];
  const base =
    configured !== undefined && path.isAbsolute(configured) ? configured : path.join(os.homedir(), '.config');
  return path.join(base, 'chirograph');
}

/** The directory that holds package.json and out/: the first one with a package.json, from this module upwards. */
export function applicationDirectory(): string {
  let directory = import.meta.dirname;
  while (!existsSync(path.join(directory, 'package.json'))) {
    const parent = path.dirname(directory);
    if (parent === directory) throw new Error(`No package.json above ${import.meta.dirname}`);
    directory = parent;
  }
  return directory;
}
