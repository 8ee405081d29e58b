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
