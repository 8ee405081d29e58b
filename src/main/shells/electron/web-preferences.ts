import type { WebPreferences } from 'electron';

/**
 * What the page may do. All of these are Electron's defaults today; they are written down so that no default decides
 * about evidence.
 *
 * @param developing leaves the developer tools in; a packaged app has none.
 */
export function webPreferences(preload: string, developing: boolean): WebPreferences {
  return {
    preload,
    // Rule 2: no Node.js in the page, nor in what it might start.
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    // Rule 3: the page cannot reach into what the preload script stands on.
    contextIsolation: true,
    // Rule 4: the page's process can do nothing but ask.
    sandbox: true,
    // Rule 6: the same-origin policy holds.
    webSecurity: true,
    // Rule 8: no insecure content.
    allowRunningInsecureContent: false,
    // Rule 9: no experimental features of Chromium.
    experimentalFeatures: false,
    // Rule 10: no `enableBlinkFeatures`, which is why none is named.
    // Rules 11 and 12 are not needed where there is no such tag; webviews.ts keeps them all the same.
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: developing,
  };
}
