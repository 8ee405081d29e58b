import path from 'node:path';
import * as electron from 'electron';
import { startEngineHost } from '../../engine/engine-host.ts';
import { openLog } from '../../log.ts';
import { userDataDirectory } from '../../places.ts';
import { leaveLastWords } from '../last-words.ts';
import { startElectronShell } from './electron-shell.ts';
import { packagedEngine } from './packaged-engine.ts';

/** Entry of Electron's main process; always the build, out/main/electron.js. */
const userData = userDataDirectory();
const log = openLog(userData, 'shell');
// The engine is not waited for: it finishes its writes and ends by itself once its channel is gone.
leaveLastWords(userData, log, () => electron.app.exit(1));
const build = path.join(electron.app.getAppPath(), 'out');
void startElectronShell(electron, {
  userData,
  renderer: path.join(build, 'renderer'),
  preload: path.join(build, 'preload', 'preload.cjs'),
  log,
  startEngine: () =>
    startEngineHost({ userData, log, ...packagedEngine(electron.app, process.resourcesPath) }),
});
