import type { Event } from 'electron';

/** The part of a WebContents that decides where it goes. */
export interface NavigatingContents {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (event: Pick<Event, 'preventDefault'>) => void,
  ): unknown;
}

/**
 * Rule 13: limit navigation. The one page is loaded by the shell itself, which raises none of these events, so all
 * of them are refused.
 */
export function stayOnThePage(contents: NavigatingContents): void {
  const refuse = (event: Pick<Event, 'preventDefault'>): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
}
