import path from 'node:path';
import * as electron from 'electron';
import { startEngineHost } from '../../engine/engine-host.ts';
import { errorSection, logSection, machineSection, writeCrashReport } from '../../crash-report.ts';
import { openLog } from '../../log.ts';
import { userDataDirectory } from '../../places.ts';
import { startElectronShell } from './electron-shell.ts';

/** Entry of Electron's main process; always the build, out/main/electron.js. */
const userData = userDataDirectory();
const log = openLog(userData, 'shell');
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'the shell ends on an error nobody handled');
  // Shown at the next start: the window goes with this process.
  writeCrashReport(userData, 'shell', process.pid, [
    errorSection(error, 'An error that nobody handled'),
    ['Versions', [`Electron ${process.versions.electron}, Chromium ${process.versions['chrome']}`]],
    machineSection(),
    logSection(userData, 'shell', process.pid),
  ]);
  electron.app.exit(1);
});
const build = path.join(electron.app.getAppPath(), 'out');
void startElectronShell(electron, {
  userData,
  renderer: path.join(build, 'renderer'),
  preload: path.join(build, 'preload', 'preload.cjs'),
  log,
  startEngine: () => startEngineHost({ userData, log }),
});
