import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron';

/** The part of a WebContents that is asked for new windows. */
export interface OpeningContents {
  setWindowOpenHandler(handler: (details: Pick<HandlerDetails, 'url'>) => WindowOpenHandlerResponse): void;
}

/**
 * Rule 14: limit the creation of new windows. There is one window; none opens another. A link that asks for one is
 * handed to the system's browser, or to nobody.
 */
export function openNoWindows(contents: OpeningContents, openOutside: (address: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}
