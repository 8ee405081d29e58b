import type { Logger } from 'pino';
import { openOutside } from './external.ts';
import { stayOnThePage, type NavigatingContents } from './navigation.ts';
import { openNoWindows, type OpeningContents } from './new-windows.ts';
import {
  sendNoDatagrams,
  startOffline,
  stayOffline,
  trustNoCertificate,
  type OfflineContents,
  type TrustingApp,
} from './offline.ts';
import { chooseNoBluetooth, denyPermissions, type ChoosingContents } from './permissions.ts';
import { attachNoWebviews, type HostingContents } from './webviews.ts';

export type ConfinedContents = NavigatingContents &
  OpeningContents &
  HostingContents &
  ChoosingContents &
  OfflineContents;

export type ConfinedSession = Parameters<typeof denyPermissions>[0] & Parameters<typeof stayOffline>[0];

/** The part of the app through which everything passes that could get out. */
export interface ConfinedApp extends TrustingApp {
  readonly commandLine: { appendSwitch(name: string, value?: string): void };
  on: TrustingApp['on'] & {
    (event: 'session-created', listener: (session: ConfinedSession) => void): unknown;
    (event: 'web-contents-created', listener: (event: unknown, contents: ConfinedContents) => void): unknown;
  };
}

/**
 * Puts the rules on every session and every contents that ever comes to be, not only on those that the shell makes.
 * Has to be called before the app is ready, when the first session is made.
 *
 * @returns puts them on a session that was there before; to one that has them, nothing is done.
 */
export function confine(
  app: ConfinedApp,
  outside: { shell: { openExternal(address: string): Promise<void> }; log: Logger },
): (session: ConfinedSession) => void {
  const confined = new WeakSet<ConfinedSession>();
  const confineSession = (session: ConfinedSession): void => {
    if (confined.has(session)) return;
    confined.add(session);
    denyPermissions(session);
    stayOffline(session);
  };
  startOffline(app.commandLine);
  trustNoCertificate(app);
  app.on('session-created', confineSession);
  app.on('web-contents-created', (_event, contents) => {
    stayOnThePage(contents);
    openNoWindows(contents, (address) => openOutside(address, outside));
    attachNoWebviews(contents);
    chooseNoBluetooth(contents);
    sendNoDatagrams(contents);
  });
  return confineSession;
}
