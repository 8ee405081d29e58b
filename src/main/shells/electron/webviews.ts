import type { Event, WebPreferences } from 'electron';

/** The part of a WebContents that is asked before a `<webview>` is made in it. */
export interface HostingContents {
  on(
    event: 'will-attach-webview',
    listener: (
      event: Pick<Event, 'preventDefault'>,
      preferences: WebPreferences,
      attributes: Record<string, string>,
    ) => void,
  ): unknown;
}

/**
 * Rule 11: no `allowpopups` for webviews. Rule 12: verify webview options before creation. The tag is off, and were
 * it on, none would be made; and what makes one dangerous is taken out all the same.
 */
export function attachNoWebviews(contents: HostingContents): void {
  contents.on('will-attach-webview', (event, preferences, attributes) => {
    event.preventDefault();
    delete preferences.preload;
    delete attributes['allowpopups'];
    delete attributes['src'];
  });
}
