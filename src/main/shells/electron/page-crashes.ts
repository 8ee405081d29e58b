import type * as Electron from 'electron';
import type { Logger } from 'pino';
import { machineSection, writeCrashReport } from '../../crash-report.ts';
import { RestartLimit } from '../../restart-limit.ts';
import type { Language } from '../../../language/language.ts';
import { shellSay } from '../../../language/shell.ts';
import { START_PAGE } from './origin.ts';

/**
 * A page that crashed is loaded again: the engine, and all that was saved, is elsewhere. After three crashes within a
 * minute Chirograph says so and ends. Each leaves a report of a few lines; no dump of the page's memory is written:
 * Electron's crash reporter is not started, and a dump would hold pictures of evidence.
 */
export function reloadAfterCrash(
  { app, dialog }: Pick<typeof Electron, 'app' | 'dialog'>,
  window: Electron.BrowserWindow,
  { log, userData, language }: { log: Logger; userData: string; language: () => Language },
): void {
  const limit = new RestartLimit(3);
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error({ reason, exitCode }, 'the page stopped');
    if (window.isDestroyed() || reason === 'clean-exit') return;
    leaveReport(userData, 'page', reason, exitCode);
    if (limit.died().mayStart) {
      void window.loadURL(START_PAGE);
      return;
    }
    dialog.showErrorBox(
      shellSay(language(), 'The window stopped'),
      shellSay(
        language(),
        'The window stopped {times, plural, one {# time} other {# times}} within a minute ({reason}). What was saved is kept. Chirograph ends now; start it again.',
        { times: limit.deaths, reason },
      ),
    );
    app.quit();
  });
  window.on('unresponsive', () => log.warn('the page does not answer'));
}

/**
 * Chromium starts its other processes again by itself, and draws without the graphics card where that keeps crashing;
 * log and report say that it happened.
 */
export function recordChildDeaths(app: Pick<Electron.App, 'on'>, log: Logger, userData: string): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    log.error({ type, reason, exitCode, service: serviceName }, 'a process of Chromium stopped');
    if (reason !== 'clean-exit') leaveReport(userData, type, reason, exitCode);
  });
}

function leaveReport(userData: string, type: string, reason: string, exitCode: number): void {
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
