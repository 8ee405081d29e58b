import type { Session } from 'electron';
import { isOwnAddress } from './origin.ts';

/** What the window may load besides its own origin: object URLs it made itself, and Chromium's own developer tools. */
const localSchemes = ['blob:', 'devtools:'];

/** Chromium's code for a certificate that is refused. */
const REFUSED = -2;

/**
 * Chromium's switches against what it does on its own account, beside any page; each with its value, if it takes one.
 * The last one lets no name and no number be looked up, whoever asks.
 */
const switches: readonly (readonly [string, string?])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
];

/** The part of the app that is asked about servers it does not know. */
export interface TrustingApp {
  on(
    event: 'certificate-error',
    listener: (
      event: { preventDefault(): void },
      contents: unknown,
      url: string,
      error: string,
      certificate: unknown,
      decide: (trusted: boolean) => void,
    ) => void,
  ): unknown;
  on(
    event: 'select-client-certificate',
    listener: (
      event: { preventDefault(): void },
      contents: unknown,
      url: string,
      certificates: unknown,
      choose: () => void,
    ) => void,
  ): unknown;
}

/** The part of a WebContents that decides how its peer connections go out. */
export interface OfflineContents {
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void;
}

/** Switches off what Chromium does on a network by itself. Has to be called before the app is ready. */
export function startOffline(commandLine: { appendSwitch(name: string, value?: string): void }): void {
  for (const [name, value] of switches) commandLine.appendSwitch(name, value);
}

/**
 * Rule 1: only load secure content. The window loads nothing from any network, not even what Chromium wants for
 * itself, and asks no proxy where to go. Evidence does not leave this computer.
 */
export function stayOffline(
  session: Pick<
    Session,
    'webRequest' | 'setSpellCheckerEnabled' | 'setCertificateVerifyProc' | 'setProxy' | 'on'
  >,
): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !isOwnAddress(url) && !localSchemes.includes(URL.parse(url)?.protocol ?? '') });
  });
  // A configured proxy would mean a script to fetch; what Electron says when it cannot set none changes nothing here.
  void session.setProxy({ mode: 'direct' }).catch(() => undefined);
  session.setCertificateVerifyProc((_request, decide) => decide(REFUSED));
  // The spell checker would fetch its dictionaries.
  session.setSpellCheckerEnabled(false);
  // Reports are written by the engine; a page that starts a download is not ours.
  session.on('will-download', (event) => event.preventDefault());
}

/** No server is trusted on the examiner's word, and none is shown a certificate of theirs. */
export function trustNoCertificate(app: TrustingApp): void {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault();
    decide(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}

/** A peer connection of the page is no request that could be refused: its datagrams would go round `stayOffline`. */
export function sendNoDatagrams(contents: OfflineContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
