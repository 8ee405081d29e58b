import path from 'node:path';
import type * as Electron from 'electron';
import type { Logger } from 'pino';
import type { MenuCommand } from '../../../contract/bridge.ts';
import { toProblem } from '../../../contract/wire.ts';
import type { EngineHost } from '../../engine/engine-host.ts';
import { machineSection, writeCrashReport } from '../../crash-report.ts';
import { RestartLimit } from '../../restart-limit.ts';
import { readRenderer } from '../window-resources.ts';
import { chooseFolder, chooseReportFile } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { stayOnThePage } from './navigation.ts';
import { stayOffline } from './offline.ts';
import { START_PAGE } from './origin.ts';
import { denyPermissions } from './permissions.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { isOnlyInstance } from './single-instance.ts';
import { webPreferences } from './web-preferences.ts';
import { joinWindow } from './window-ipc.ts';
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

/** The part of the `electron` module that the shell uses. */
export type ElectronModule = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'Menu' | 'protocol' | 'screen' | 'session'
>;

export interface ElectronShellOptions {
  readonly userData: string;
  /** The renderer build. */
  readonly renderer: string;
  /** The built preload script. */
  readonly preload: string;
  readonly log: Logger;
  startEngine(): EngineHost;
}

/**
 * Opens Chirograph's window, and quits with it. Everything before the first await happens before Electron is ready,
 * as the scheme and the sandbox need.
 */
export async function startElectronShell(
  electron: ElectronModule,
  options: ElectronShellOptions,
): Promise<void> {
  const { app, dialog, protocol, session } = electron;
  const { log, userData } = options;
  app.setPath('userData', userData);
  // Chromium's own files (cookies, caches) stay apart from Chirograph's settings.
  app.setPath('sessionData', path.join(userData, 'window'));
  // Rule 4 again, for every process Electron might start for a page.
  app.enableSandbox();
  registerScheme(protocol);
  let window: Electron.BrowserWindow | null = null;
  if (!isOnlyInstance(app, () => window)) return;
  stayOnThePage(app);
  app.on('window-all-closed', () => app.quit());
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.error({ reason, exitCode }, 'a process of the window stopped');
    if (reason !== 'clean-exit') reportWindowProcess(userData, type, reason, exitCode);
  });

  await app.whenReady();
  try {
    const files = await readRenderer(options.renderer);
    const engine = options.startEngine();
    closeBeforeQuitting(app, engine, log);
    denyPermissions(session.defaultSession);
    stayOffline(session.defaultSession);
    serveScheme(protocol, { files, engine });
    window = openWindow(electron, engine, options);
    await window.loadURL(START_PAGE);
  } catch (error) {
    log.fatal({ err: error }, 'the window could not be opened');
    dialog.showErrorBox('Chirograph cannot start', toProblem(error).message);
    app.exit(1);
  }
}

function openWindow(
  electron: ElectronModule,
  engine: EngineHost,
  { userData, preload, log }: ElectronShellOptions,
): Electron.BrowserWindow {
  const { app, BrowserWindow, dialog, Menu, screen } = electron;
  const state = readWindowState(userData);
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(
      state,
      [primary, ...others].map((display) => display.workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Chirograph',
    // Shown once there is something to see.
    show: false,
    webPreferences: webPreferences(preload, !app.isPackaged),
  });
  if (state?.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    try {
      writeWindowState(userData, { bounds: window.getNormalBounds(), maximised: window.isMaximized() });
    } catch (error) {
      log.warn({ err: error }, 'the size of the window was not saved');
    }
  });

  const { command } = joinWindow(window.webContents, {
    engine,
    log,
    questions: {
      'choose-folder': () => chooseFolder(dialog, window),
      'choose-report-file': (suggestedName) => chooseReportFile(dialog, window, suggestedName),
    },
  });
  const template = menuTemplate(process.platform, !app.isPackaged, (each: MenuCommand) => command(each));
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  reloadAfterCrash(electron, window, log, userData);
  return window;
}

/** A page that crashed is loaded again: the engine, and all that was saved, is elsewhere. */
function reloadAfterCrash(
  { app, dialog }: ElectronModule,
  window: Electron.BrowserWindow,
  log: Logger,
  userData: string,
): void {
  const limit = new RestartLimit(3);
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error({ reason, exitCode }, 'the page stopped');
    if (window.isDestroyed() || reason === 'clean-exit') return;
    reportWindowProcess(userData, 'page', reason, exitCode);
    if (limit.died().mayStart) {
      void window.loadURL(START_PAGE);
      return;
    }
    dialog.showErrorBox(
      'The window stopped',
      `The window stopped ${limit.deaths} times within a minute (${reason}). What was saved is kept. ` +
        'Chirograph ends now; start it again.',
    );
    app.quit();
  });
}

/** Leaves a report on a process that Electron runs for the window: the page, the GPU's, or another. */
function reportWindowProcess(userData: string, type: string, reason: string, exitCode: number): void {
  const { electron = 'unknown', chrome = 'unknown' } = process.versions as {
    electron?: string;
    chrome?: string;
  };
  writeCrashReport(userData, 'window', process.pid, [
    ['A process of the window stopped', [`${type}: ${reason}, exit code ${exitCode}`]],
    ['Versions', [`Electron ${electron}, Chromium ${chrome}`]],
    machineSection(),
  ]);
}

/** Quitting waits until the engine has finished its writes. */
function closeBeforeQuitting(app: Electron.App, engine: EngineHost, log: Logger): void {
  let closing: Promise<void> | null = null;
  app.on('will-quit', (event) => {
    event.preventDefault();
    closing ??= engine
      .close()
      .catch((error: unknown) => log.error({ err: error }, 'the engine did not close'))
      .then(() => app.exit(0));
  });
}
