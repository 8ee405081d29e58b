import type { WebPreferences } from 'electron';

/**
 * What the page may do. Electron's security checklist, by rule: 2 no Node in the page, 3 context isolation, 4 sandbox,
 * 6 web security on, 8 no insecure content, 9 no experimental features, 10 no Blink features (none is named).
 * All of these are Electron's defaults today; they are written down so that no default decides about evidence.
 *
 * @param developing leaves the developer tools in; a packaged app has none.
 */
export function webPreferences(preload: string, developing: boolean): WebPreferences {
  return {
    preload,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: developing,
  };
}
