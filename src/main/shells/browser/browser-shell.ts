import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { Engine } from '../../../contract/methods.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { answer } from '../../../contract/wire.ts';
import { securityHeaders } from '../security-headers.ts';
import { readRenderer, refusal, resourceFor, type Resource } from '../window-resources.ts';
import { Admission } from './admission.ts';
import { channelOfSocket } from './socket-channel.ts';

const HOST = '127.0.0.1';
/** The longest message a window has reason to send is a case form of some ten thousand characters. */
const LARGEST_MESSAGE_BYTES = 1024 * 1024;

export interface BrowserShellOptions {
  readonly engine: Engine;
  /** The renderer build. */
  readonly renderer: string;
  readonly log: Logger;
  /** A free one where left out. */
  readonly port?: number;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

export interface BrowserShell {
  /** To be opened once, within ten minutes. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the window to a browser on this computer: the renderer build and pictures over HTTP, the engine over a
 * WebSocket at `/engine`.
 *
 * Other programs, other users of this computer and other sites in the same browser can all reach a loopback port.
 * So every request must name this very host and port (a rebound DNS name does not), come from this origin where it
 * names one, and carry the cookie for which the printed address was exchanged.
 *
 * Throws `invalid-arguments` for a port in use, `file-missing` where the renderer is not built.
 */
export async function serveBrowser(options: BrowserShellOptions): Promise<BrowserShell> {
  const { engine, log } = options;
  const files = await readRenderer(options.renderer);
  const server = createServer();
  const portInUse = (): ChirographError =>
    new ChirographError(
      'invalid-arguments',
      `Port ${options.port} is used by another program. Name another one, or none and a free one is taken.`,
    );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse() : error),
    );
    server.listen(options.port ?? 0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://${HOST}:${port}`;
  const admission = new Admission(port, options.now ?? (() => performance.now()));

  const isOurs = ({ headers }: IncomingMessage): boolean =>
    headers.host === `${HOST}:${port}` &&
    (headers.origin === undefined || headers.origin === origin) &&
    // "none" is the address bar. Another port of this host counts as same-site, so the cookie alone would let it in.
    ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);

  const respond = async (request: IncomingMessage, signal: AbortSignal): Promise<Resource> => {
    if (!isOurs(request)) return refusal(403, 'This address serves its own window only.');
    if (request.method !== 'GET')
      return withHeaders(refusal(405, 'Only GET is answered here.'), { allow: 'GET' });
    const target = request.url ?? '';
    const token = target.startsWith('/?') ? new URLSearchParams(target.slice(2)).get('token') : null;
    if (token !== null) {
      const cookie = admission.exchange(token);
      if (cookie !== null) {
        log.info('a browser was admitted');
        return withHeaders(refusal(303, 'Go to /.'), { location: '/', 'set-cookie': cookie });
      }
      if (admission.admits(request.headers.cookie))
        return withHeaders(refusal(303, 'Go to /.'), { location: '/' });
    }
    if (!admission.admits(request.headers.cookie)) return strangersPage;
    return resourceFor(target, { files, engine, signal });
  };

  server.on('request', (request, response) => {
    const controller = new AbortController();
    // A picture scrolled out of sight is not worth decoding.
    response.once('close', () => controller.abort());
    respond(request, controller.signal).then(
      (resource) => write(response, resource),
      (error: unknown) => {
        log.error({ err: error }, 'a request failed');
        write(response, refusal(500, 'Chirograph made a mistake here. The log has the details.'));
      },
    );
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const admitted =
      isOurs(request) &&
      request.headers.origin === origin &&
      request.url === '/engine' &&
      admission.admits(request.headers.cookie);
    if (!admitted) {
      log.warn('a WebSocket was refused');
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // Oversized and malformed frames arrive here; ws then closes the connection with the fitting code.
      webSocket.on('error', (error) => log.warn({ err: error }, 'a WebSocket failed'));
      answer(engine, channelOfSocket(webSocket), ['window']);
    });
  });

  return {
    address: `${origin}/?token=${admission.token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
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

function withHeaders(resource: Resource, headers: Record<string, string>): Resource {
  return { ...resource, headers: { ...resource.headers, ...headers } };
}

function write(response: ServerResponse, { status, headers, body }: Resource): void {
  response.writeHead(status, { ...headers, 'content-length': body.byteLength }).end(body);
}
