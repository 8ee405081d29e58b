import type { Event, WindowOpenHandlerResponse } from 'electron';

/** The part of a WebContents that decides where it goes. */
export interface NavigatingContents {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview',
    listener: (event: Pick<Event, 'preventDefault'>) => void,
  ): unknown;
  setWindowOpenHandler(handler: () => WindowOpenHandlerResponse): void;
}

/**
 * Electron's security checklist, rules 13 (limit navigation), 14 (limit new windows), 11 and 12 (webviews), and 15:
 * `shell.openExternal` is used nowhere. The one page is loaded by the shell itself, which raises none of these
 * events, so all of them are refused, for every contents that ever comes to be.
 */
export function stayOnThePage(app: {
  on(
    event: 'web-contents-created',
    listener: (event: unknown, contents: NavigatingContents) => void,
  ): unknown;
}): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: Pick<Event, 'preventDefault'>): void => event.preventDefault();
    contents.on('will-navigate', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', refuse);
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
