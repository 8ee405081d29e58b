import type { Session } from 'electron';
import { isOwnAddress } from './origin.ts';

/** What the window may load besides its own origin: object URLs it made itself, and Chromium's own developer tools. */
const localSchemes = ['blob:', 'devtools:'];

/**
 * Electron's security checklist, rules 1 (only load secure content) and 8 (no insecure content): the window loads
 * nothing from any network, not even what Chromium wants for itself. Evidence does not leave this computer.
 */
export function stayOffline(
  session: Pick<Session, 'webRequest' | 'setSpellCheckerEnabled'> & {
    on(event: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown;
  },
): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !isOwnAddress(url) && !localSchemes.includes(URL.parse(url)?.protocol ?? '') });
  });
  // The spell checker would fetch its dictionaries.
  session.setSpellCheckerEnabled(false);
  // Reports are written by the engine; a page that starts a download is not ours.
  session.on('will-download', (event) => event.preventDefault());
}
