import type * as Electron from 'electron';
import type { Logger } from 'pino';
import { RestartLimit } from '../../restart-limit.ts';
import { START_PAGE } from './origin.ts';

/**
 * A page that crashed is loaded again: the engine, and all that was saved, is elsewhere. After three crashes within a
 * minute Chirograph says so and ends. No dump of the page's memory is written: Electron's crash reporter is not
 * started, and a dump would hold pictures of evidence.
 */
export function reloadAfterCrash(
  { app, dialog }: Pick<typeof Electron, 'app' | 'dialog'>,
  window: Electron.BrowserWindow,
  log: Logger,
): void {
  const limit = new RestartLimit(3);
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error({ reason, exitCode }, 'the page stopped');
    if (window.isDestroyed() || reason === 'clean-exit') return;
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
  window.on('unresponsive', () => log.warn('the page does not answer'));
}

/**
 * Chromium starts its other processes again by itself, and draws without the graphics card where that keeps crashing;
 * the log says that it happened.
 */
export function logChildDeaths(app: Pick<Electron.App, 'on'>, log: Logger): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    log.error({ type, reason, exitCode, service: serviceName }, 'a process of Chromium stopped');
  });
}
