import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { Examiner } from '../../../contract/case.ts';
import type { Engine } from '../../../contract/methods.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { SessionRequest, UnlockRefusal } from '../../../contract/session.ts';
import { answer } from '../../../contract/wire.ts';
import { shellSay } from '../../../language/shell.ts';
import { securityHeaders } from '../security-headers.ts';
import { readRenderer, refusal, resourceFor, type Resource } from '../window-resources.ts';
import { systemClock, type Clock } from './clock.ts';
import { deniedSentence, Login } from './login.ts';
import { acceptedLanguage, LOGIN_STYLE, loginPage, readLogin } from './login-page.ts';
import { PrintedAddress } from './printed-address.ts';
import type { Remote } from './remote.ts';
import { channelOfSession } from './session-channel.ts';
import { engineOf, Sessions, type Session } from './session.ts';
import { channelOfSocket } from './socket-channel.ts';

const HOST = '127.0.0.1';
/** The longest message a window has reason to send is a case form of some ten thousand characters. */
const LARGEST_MESSAGE_BYTES = 1024 * 1024;
/** Request line and headers together; a browser sends one or two thousand bytes. */
const LARGEST_HEADER_BYTES = 16 * 1024;
/** A client that sends a byte now and then must not hold a connection for ever. */
const HEADERS_MILLISECONDS = 10_000;
const REQUEST_MILLISECONDS = 30_000;
const CONNECTIONS_CHECKED_MILLISECONDS = 5_000;
const LARGEST_CONNECTIONS = 256;
/** Windows of one browser; each holds subscriptions of the engine. */
const LARGEST_WINDOWS = 16;
const IDLE_MINUTES = 15;
/** A close code of our own (RFC 6455, section 7.4.2): the session is over, and so is this connection. */
const SESSION_ENDED = 4001;
const DENIED_STATUS = { wrong: 401, wait: 429, unavailable: 503 } as const;
/** Time that a client has to read why it was refused. */
const REFUSED_MILLISECONDS = 5_000;

export interface BrowserShellOptions {
  readonly engine: Engine;
  /** The renderer build. */
  readonly renderer: string;
  readonly log: Logger;
  /** A free one where left out. */
  readonly port?: number;
  /** Minutes without input after which a session locks: 15 where left out, 0 for never. */
  readonly idleMinutes?: number;
  /** Serves other computers, over TLS and after a login; this computer alone where left out. */
  readonly remote?: Remote;
  /** Takes the lines for the terminal that come while it serves: addresses that unlock, and a users file that cannot be used. */
  readonly print?: (line: string) => void;
  /** For tests. */
  readonly clock?: Clock;
  /** Milliseconds in which the headers of a request have to arrive; for tests. */
  readonly headersMilliseconds?: number;
}

export interface BrowserShell {
  /** To be opened: on this computer once, within ten minutes; from another by who can log in. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the window to a browser: the renderer build and pictures over HTTP, the engine over a WebSocket at
 * `/engine`. To a browser on this computer, or, with `remote`, over TLS to whoever logs in.
 *
 * Other programs, other users of this computer and other sites in the same browser can all reach a loopback port.
 * So every request must name this very host and port (a rebound DNS name does not), come from this origin where it
 * names one, and carry the cookie for which the printed address, or a login, was exchanged. Without it nothing is
 * answered but how to get it.
 *
 * Throws `invalid-arguments` for a port in use or an address that is not this computer's, `file-missing` where the
 * renderer is not built.
 */
export async function serveBrowser(options: BrowserShellOptions): Promise<BrowserShell> {
  const { engine, log, remote, clock = systemClock, idleMinutes = IDLE_MINUTES } = options;
  const { headersMilliseconds = HEADERS_MILLISECONDS } = options;
  const files = await readRenderer(options.renderer);
  const server = makeServer(headersMilliseconds, remote);
  const host = remote?.host ?? HOST;
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;
  const scheme = remote === undefined ? 'http' : 'https';
  const hosts = (remote?.names ?? [HOST]).flatMap((name) =>
    // A browser leaves the scheme's own port out.
    scheme === 'https' && port === 443 ? [name] : [`${name}:${port}`],
  );
  const origin = `${scheme}://${hosts[0]}`;
  const sessions = new Sessions(port, remote !== undefined);
  const { print = () => undefined } = options;
  const printed = new PrintedAddress({ origin, clock, print });
  const tellTrouble = (trouble: unknown): void => {
    if (trouble === null) {
      log.info('the users file can be used again');
      print('The users file can be used again.');
    } else {
      log.error({ err: trouble }, 'the users file cannot be used');
      print(`Nobody can log in: ${trouble instanceof Error ? trouble.message : String(trouble)}`);
    }
  };
  const login = remote === undefined ? null : new Login(remote.users, clock, tellTrouble);

  const isOurs = ({ headers }: IncomingMessage): boolean =>
    headers.host !== undefined &&
    hosts.includes(headers.host.toLowerCase()) &&
    (headers.origin === undefined || headers.origin === originOf(headers.host)) &&
    // "none" is the address bar. Another port of this host counts as same-site, so the cookie alone would let it in.
    ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);
  const originOf = (named: string | undefined): string => `${scheme}://${(named ?? '').toLowerCase()}`;

  const begin = (user: Examiner | null, isAdmitted: () => boolean = () => true): { 'set-cookie': string } => {
    const { session, setCookie } = sessions.begin({ clock, user, idleMinutes, isAdmitted });
    log.info('a browser was admitted');
    let wasLocked = false;
    session.watch(() => {
      if (session.locked && !wasLocked) {
        log.info('a session was locked');
        if (login === null) printed.printUnlocking();
      }
      wasLocked = session.locked;
    });
    return { 'set-cookie': setCookie };
  };

  /** The way in from the terminal; null for a request that is not about it. */
  const answerToken = (target: string, session: Session | null): Resource | null => {
    const token = target.startsWith('/?') ? new URLSearchParams(target.slice(2)).get('token') : null;
    if (token === null) return null;
    if (session !== null) {
      printed.unlocks(session, token);
      return redirect('/');
    }
    return printed.admits(token) ? withHeaders(redirect('/'), begin(null)) : null;
  };

  /** The way in by a login; null for a request that is not about it. */
  const answerLogin = async (
    request: IncomingMessage,
    session: Session | null,
    checker: Login,
  ): Promise<Resource | null> => {
    const { url, method, headers } = request;
    const language = acceptedLanguage(headers['accept-language']);
    if (method === 'GET' && url === '/login') return session === null ? loginPage(language) : redirect('/');
    if (method === 'GET' && url === LOGIN_STYLE) {
      return resourceFor(LOGIN_STYLE, { files, engine, signal: AbortSignal.abort() });
    }
    if (method === 'POST' && url === '/login') {
      if (headers.origin === undefined) return refusal(403, 'This address serves its own window only.');
      const given = await readLogin(request);
      if (given === null) return loginPage(language, 400, shellSay(language, 'Give a name and a password.'));
      const outcome = await checker.check(given.name, given.password, request.socket.remoteAddress ?? '');
      if (outcome.user === undefined) {
        log.warn({ reason: outcome.reason }, 'a login was refused');
        const page = loginPage(language, DENIED_STATUS[outcome.reason], deniedSentence(language, outcome));
        return outcome.reason === 'wait'
          ? withHeaders(page, { 'retry-after': String(outcome.seconds) })
          : page;
      }
      session?.end();
      const { user } = outcome;
      return withHeaders(
        redirect('/'),
        begin(examinerOf(user), () => checker.stillAdmits(user)),
      );
    }
    return session === null && method === 'GET' && url === '/' ? redirect('/login') : null;
  };

  const respond = async (request: IncomingMessage, signal: AbortSignal): Promise<Resource> => {
    if (!isOurs(request)) return refusal(403, 'This address serves its own window only.');
    const target = request.url ?? '';
    const session = sessions.find(request.headers.cookie);
    const wayIn =
      login !== null
        ? await answerLogin(request, session, login)
        : request.method === 'GET'
          ? answerToken(target, session)
          : null;
    if (wayIn !== null) return wayIn;
    if (session === null) return login === null ? strangersPage : refusal(403, 'Log in first.');
    if (request.method !== 'GET')
      return withHeaders(refusal(405, 'Only GET is answered here.'), { allow: 'GET' });
    return resourceFor(target, { files, engine: engineOf(session, engine), signal });
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const controller = new AbortController();
    // A picture scrolled out of sight is not worth decoding.
    response.once('close', () => controller.abort());
    const send = (resource: Resource): void =>
      write(response, remote === undefined ? resource : withHeaders(resource, overTlsOnly));
    respond(request, controller.signal).then(send, (error: unknown) => {
      log.error({ err: error }, 'a request failed');
      send(refusal(500, 'Chirograph made a mistake here. The log has the details.'));
    });
  };
  server.on('request', handle);
  // Without this, Node would tell a stranger to go on before anything was looked at.
  server.on('checkContinue', handle);

  /** What a window asks about its session; a refusal is told to that window alone. */
  const ask = async (
    request: SessionRequest,
    session: Session,
    refuse: (why: UnlockRefusal) => void,
  ): Promise<void> => {
    switch (request.act) {
      case 'activity':
        session.touch();
        break;
      case 'place':
        if (!session.locked) session.place = request.place;
        break;
      case 'lock':
        session.lock();
        break;
      case 'print-address':
        if (session.locked && login === null) printed.printUnlocking();
        break;
      case 'log-out':
        if (session.user !== null) session.end();
        break;
      case 'unlock': {
        if (!session.locked) break;
        if (login === null || session.user === null) {
          if (!printed.unlocks(session, request.secret)) refuse({ reason: 'wrong-address' });
          break;
        }
        // Only the user who locked it: the password of another one is as wrong as any.
        const outcome = await login.checkUnlock(session.user.name, request.secret, session.id);
        if (outcome.user !== undefined) session.unlock();
        else refuse(outcome);
      }
    }
  };

  const windows = new Map<Session, number>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refuse = (status: string): void => {
      log.warn('a WebSocket was refused');
      // An upgraded socket has no time limit any more: a client that does not close would keep its place for ever.
      setTimeout(() => socket.destroy(), REFUSED_MILLISECONDS).unref();
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
        socket.destroy(),
      );
    };
    // A user who was taken out, or has a new password, opens no further window.
    sessions.find(request.headers.cookie)?.recheck();
    const session = sessions.find(request.headers.cookie);
    const isOwn =
      isOurs(request) &&
      request.headers.origin === originOf(request.headers.host) &&
      request.url === '/engine';
    if (!isOwn || session === null) return refuse('403 Forbidden');
    const open = windows.get(session) ?? 0;
    if (open >= LARGEST_WINDOWS) return refuse('429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      windows.set(session, (windows.get(session) ?? 0) + 1);
      webSocket.once('close', () => {
        const left = (windows.get(session) ?? 1) - 1;
        if (left === 0) windows.delete(session);
        else windows.set(session, left);
      });
      // Oversized and malformed frames arrive here; ws then closes the connection with the fitting code.
      webSocket.on('error', (error) => log.warn({ err: error }, 'a WebSocket failed'));
      const channel = channelOfSocket(webSocket);
      const own = channelOfSession(channel, session, (asked) => {
        ask(asked, session, (why) => channel.send(session.state(why))).catch((error: unknown) =>
          log.error({ err: error }, 'a request about a session failed'),
        );
      });
      const endWatch = session.watch(() => {
        if (session.ended) webSocket.close(SESSION_ENDED, 'the session has ended');
      });
      webSocket.once('close', endWatch);
      answer(engineOf(session, engine), own, ['window']);
    });
  });

  return {
    address: login === null ? printed.entry : `${origin}/`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sessions.endAll();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const overTlsOnly = { 'strict-transport-security': 'max-age=31536000' };

function makeServer(headersTimeout: number, remote: Remote | undefined): Server {
  const limits = {
    maxHeaderSize: LARGEST_HEADER_BYTES,
    headersTimeout,
    requestTimeout: REQUEST_MILLISECONDS,
    connectionsCheckingInterval: Math.min(CONNECTIONS_CHECKED_MILLISECONDS, headersTimeout),
  };
  const server =
    remote === undefined
      ? createServer(limits)
      : createSecureServer({
          ...limits,
          cert: remote.cert,
          key: remote.key,
          minVersion: 'TLSv1.2',
          handshakeTimeout: headersTimeout,
        });
  server.maxConnections = LARGEST_CONNECTIONS;
  return server;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = listenProblems[error.code ?? '']?.(port, host);
      reject(why === undefined ? error : new ChirographError('invalid-arguments', why, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

const listenProblems: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port) =>
    `Port ${port} is used by another program. Name another one, or none and a free one is taken.`,
  EACCES: (port) => `Port ${port} may not be used by this account. Name one above 1023.`,
  EADDRNOTAVAIL: (_port, host) => `${host} is no address of this computer.`,
  ENOTFOUND: (_port, host) => `${host} is no address and no name that can be found.`,
};

function examinerOf({ name, initials, role }: Examiner): Examiner {
  return { name, initials, role };
}

const strangersPage: Resource = {
  status: 403,
  headers: { ...securityHeaders, 'content-type': 'text/html; charset=utf-8' },
  body: new TextEncoder().encode(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Chirograph</title>' +
      '<h1>Use the printed address</h1>' +
      '<p>Chirograph opens in the browser that is given the address printed in the terminal. ' +
      'That address works once, within ten minutes. For a new one, end Chirograph there and start it again.</p>',
  ),
};

function redirect(location: string): Resource {
  return withHeaders(refusal(303, `Go to ${location}.`), { location });
}

function withHeaders(resource: Resource, headers: Record<string, string>): Resource {
  return { ...resource, headers: { ...resource.headers, ...headers } };
}

function write(response: ServerResponse, { status, headers, body }: Resource): void {
  // What a refused request still sends is not read to its end.
  const rest = response.req.complete ? {} : { connection: 'close' };
  response.writeHead(status, { ...headers, ...rest, 'content-length': body.byteLength }).end(body);
}
