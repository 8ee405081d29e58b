import path from 'node:path';
import type * as Electron from 'electron';
import type { Logger } from 'pino';
import type { MenuCommand } from '../../../contract/bridge.ts';
import { toProblem } from '../../../contract/wire.ts';
import { LANGUAGES, preferredLanguage } from '../../../language/language.ts';
import { shellSay } from '../../../language/shell.ts';
import type { EngineHost } from '../../engine/engine-host.ts';
import { readRenderer } from '../window-resources.ts';
import { confine } from './confinement.ts';
import {
  chooseFolder,
  chooseImagesFolder,
  chooseModelFile,
  chooseReportFile,
  chooseTableFile,
} from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { START_PAGE } from './origin.ts';
import { recordChildDeaths, reloadAfterCrash } from './page-crashes.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { isOnlyInstance } from './single-instance.ts';
import { webPreferences } from './web-preferences.ts';
import { joinWindow } from './window-ipc.ts';
import { placeWindow, readWindowState, SMALLEST, writeWindowState } from './window-state.ts';

/** The part of the `electron` module that the shell uses. */
export type ElectronModule = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'Menu' | 'protocol' | 'screen' | 'session' | 'shell'
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
  const { app, dialog, protocol, session, shell } = electron;
  const { log, userData } = options;
  app.setPath('userData', userData);
  // Chromium's own files (cookies, caches) stay apart from Chirograph's settings.
  app.setPath('sessionData', path.join(userData, 'window'));
  // Rule 4: the sandbox again, for every process Electron might start for a page.
  app.enableSandbox();
  registerScheme(protocol);
  let window: Electron.BrowserWindow | null = null;
  if (!isOnlyInstance(app, () => window)) return;
  const confineSession = confine(app, { shell, log });
  recordChildDeaths(app, log, userData);
  app.on('window-all-closed', () => app.quit());

  await app.whenReady();
  try {
    const files = await readRenderer(options.renderer);
    const engine = options.startEngine();
    closeBeforeQuitting(app, engine, log);
    confineSession(session.defaultSession);
    serveScheme(protocol, { files, engine });
    window = openWindow(electron, engine, options);
    await window.loadURL(START_PAGE);
  } catch (error) {
    log.fatal({ err: error }, 'the window could not be opened');
    const language = preferredLanguage(app.getPreferredSystemLanguages());
    dialog.showErrorBox(shellSay(language, 'Chirograph cannot start'), toProblem(error).message);
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

  // Until the page tells which language it speaks: the one it takes on a first start.
  let language = preferredLanguage(app.getPreferredSystemLanguages());
  const showMenu = (): void => {
    const template = menuTemplate(process.platform, !app.isPackaged, language, (each: MenuCommand) =>
      command(each),
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const { command } = joinWindow(window.webContents, {
    engine,
    log,
    questions: {
      'choose-folder': () => chooseFolder(dialog, window, language),
      'choose-report-file': (suggestedName) => chooseReportFile(dialog, window, language, suggestedName),
      'choose-model-file': () => chooseModelFile(dialog, window, language),
      'choose-table-file': () => chooseTableFile(dialog, window, language),
      'choose-images-folder': () => chooseImagesFolder(dialog, window, language),
      'use-language': (chosen) => {
        language = LANGUAGES.find((each) => each === chosen) ?? language;
        showMenu();
      },
    },
  });
  showMenu();
  reloadAfterCrash(electron, window, { log, userData, language: () => language });
  return window;
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
