/** What a stranger, another site, another program or a hostile page could try on the browser shell. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveBrowser, type BrowserShell } from '../../../../src/main/shells/browser/browser-shell.ts';
import { FakeEngine } from '../fake-engine.ts';

const picture = `/image/${FakeEngine.caseId}/${FakeEngine.imageId}`;
/** Stands in every file that must not get out. */
const SECRET = 'NOT-FOR-STRANGERS';
const MEBIBYTE = 1024 * 1024;

let directory: string;
let engine: FakeEngine;
let shell: BrowserShell;
let port: number;
let cookie: string;

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'chirograph-attacks-'));
  const renderer = path.join(directory, 'renderer');
  for (const folder of ['renderer/assets', 'renderer-old', 'outside']) {
    mkdirSync(path.join(directory, folder), { recursive: true });
  }
  for (const file of [
    'renderer/index.html',
    'renderer/login.css',
    'renderer/assets/index.js',
    'renderer-old/index.js',
    'outside/index.js',
    'secret.js',
  ]) {
    writeFileSync(path.join(directory, file), SECRET);
  }
  symlinkSync(path.join(directory, 'secret.js'), path.join(renderer, 'file-link.js'));
  symlinkSync(path.join(directory, 'outside'), path.join(renderer, 'folder-link'), 'dir');
  engine = new FakeEngine();
  shell = await serveBrowser({ engine, renderer, log: pino({ level: 'silent' }) });
  const address = new URL(shell.address);
  port = Number(address.port);
  const admitted = await send(`GET /${address.search} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
  cookie = `Cookie: ${/Set-Cookie: ([^;]+);/iu.exec(admitted)![1]}\r\n`;
});
afterEach(async () => {
  await shell.close();
  rmSync(directory, { recursive: true });
});

/** Sends bytes as they are, with `Connection: close` at their end; everything that is answered. */
function send(head: string, rest = ''): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTcp(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += data.toString('latin1')));
    // What is refused early is cut off while it is still being sent.
    socket.on('error', () => undefined).once('close', () => resolve(text));
    socket.write(`${head}Connection: close\r\n\r\n${rest}`);
  });
}

const own = (): string => `Host: 127.0.0.1:${port}\r\n${cookie}`;
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1] ?? 0);

test('the same requests, made rightly, are answered: the attacks below fail for their own reason', async () => {
  for (const target of ['/', '/assets/index.js']) {
    const answer = await send(`GET ${target} HTTP/1.1\r\n${own()}`);
    expect([statusOf(answer), answer.includes(SECRET)]).toEqual([200, true]);
  }
});

describe('without the cookie nothing is answered but how to get it', () => {
  const methods = [
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'M-SEARCH',
  ];
  const targets = [
    '/',
    '/index.html',
    '/assets/index.js',
    '/login',
    '/login.css',
    picture,
    `${picture}?max=512`,
    '/engine',
    '/nothing',
    '*',
    'http://127.0.0.1/',
  ];
  test.each(methods.flatMap((method) => targets.map((target) => [method, target] as const)))(
    '%s %s',
    async (method, target) => {
      const answer = await send(`${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
      expect(statusOf(answer)).toBe(403);
      expect(answer).not.toContain(SECRET);
      expect(answer).not.toMatch(/set-cookie/iu);
      expect(engine.calls).toEqual([]);
    },
  );

  test('CONNECT is cut off', async () => {
    expect(await send(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`)).toBe('');
  });

  test('a stranger who asks whether to go on is not told to', async () => {
    const answer = await send(
      `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nExpect: 100-continue\r\nContent-Length: 9\r\n`,
    );
    expect(statusOf(answer)).toBe(403);
    expect(answer).not.toContain('100 Continue');
  });
});

describe('with the cookie', () => {
  /** What is sent, and the status that refuses it. Every line of headers ends in CR LF. */
  const attacks: [name: string, status: number, head: () => string][] = [
    // DNS rebinding: another name leads here, and the browser sends that name.
    ['a rebound name', 403, () => `GET / HTTP/1.1\r\nHost: rebound.example:${port}\r\n${cookie}`],
    ['a rebound name without a port', 403, () => `GET / HTTP/1.1\r\nHost: rebound.example\r\n${cookie}`],
    ['localhost', 403, () => `GET / HTTP/1.1\r\nHost: localhost:${port}\r\n${cookie}`],
    ['the name with a dot', 403, () => `GET / HTTP/1.1\r\nHost: 127.0.0.1.:${port}\r\n${cookie}`],
    ['the address as a number', 403, () => `GET / HTTP/1.1\r\nHost: 2130706433:${port}\r\n${cookie}`],
    ['0.0.0.0', 403, () => `GET / HTTP/1.1\r\nHost: 0.0.0.0:${port}\r\n${cookie}`],
    ['IPv6', 403, () => `GET / HTTP/1.1\r\nHost: [::1]:${port}\r\n${cookie}`],
    ['a user in front', 403, () => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}@evil.example\r\n${cookie}`],
    [
      'the right name in a header for proxies',
      403,
      () => `GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1:${port}\r\n${cookie}`,
    ],
    ['no Host', 400, () => `GET / HTTP/1.1\r\n${cookie}`],
    ['no Host, as in HTTP 1.0', 403, () => `GET / HTTP/1.0\r\n${cookie}`],
    // Another site, or another port of this host, in the same browser.
    ['another origin', 403, () => `GET ${picture} HTTP/1.1\r\n${own()}Origin: http://evil.example\r\n`],
    ['a sandboxed origin', 403, () => `GET ${picture} HTTP/1.1\r\n${own()}Origin: null\r\n`],
    ['an empty origin', 403, () => `GET ${picture} HTTP/1.1\r\n${own()}Origin: \r\n`],
    [
      'our origin as a beginning',
      403,
      () => `GET ${picture} HTTP/1.1\r\n${own()}Origin: http://127.0.0.1:${port}.evil.example\r\n`,
    ],
    [
      'our origin over TLS',
      403,
      () => `GET ${picture} HTTP/1.1\r\n${own()}Origin: https://127.0.0.1:${port}\r\n`,
    ],
    ['a cross-site picture', 403, () => `GET ${picture} HTTP/1.1\r\n${own()}Sec-Fetch-Site: cross-site\r\n`],
    ['a same-site script', 403, () => `GET / HTTP/1.1\r\n${own()}Sec-Fetch-Site: same-site\r\n`],
    [
      'a cross-site form',
      403,
      () => `POST / HTTP/1.1\r\n${own()}Origin: http://evil.example\r\nContent-Length: 0\r\n`,
    ],
    // The parser.
    ['an oversized header', 431, () => `GET / HTTP/1.1\r\n${own()}X: ${'x'.repeat(20_000)}\r\n`],
    ['an oversized address', 431, () => `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${own()}`],
    [
      'many headers',
      431,
      () => `GET / HTTP/1.1\r\n${own()}${Array.from({ length: 3_000 }, (_, n) => `X-${n}: x\r\n`).join('')}`,
    ],
    [
      'two lengths, for smuggling',
      400,
      () => `POST / HTTP/1.1\r\n${own()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`,
    ],
    ['a bare NUL', 400, () => `GET /assets/index.js\0.png HTTP/1.1\r\n${own()}`],
    ['a space in the address', 400, () => `GET /assets/index.js x HTTP/1.1\r\n${own()}`],
    ['HTTP 2 without TLS', 400, () => `PRI * HTTP/2.0\r\n\r\n`],
    // Methods.
    ['TRACE', 405, () => `TRACE / HTTP/1.1\r\n${own()}`],
    ['PUT of a file', 405, () => `PUT /assets/index.js HTTP/1.1\r\n${own()}Content-Length: 0\r\n`],
    ['a login where there is none', 405, () => `POST /login HTTP/1.1\r\n${own()}Content-Length: 0\r\n`],
    // Another protocol.
    ['an upgrade to HTTP 2', 403, () => `GET / HTTP/1.1\r\n${own()}Upgrade: h2c\r\nConnection: Upgrade\r\n`],
  ];
  test.each(attacks)('%s is answered with %i', async (_name, status, head) => {
    const answer = await send(head());
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toContain(SECRET);
    expect(engine.calls).toEqual([]);
  });

  test.each([
    // Encoded, double-encoded, overlong, mixed, absolute, sibling by prefix, symbolic links, other spellings.
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/%252e%252e%252fsecret.js',
    '/%c0%ae%c0%ae/secret.js',
    '/%u002e%u002e/secret.js',
    '/..%c0%afsecret.js',
    '/..;/secret.js',
    '/....//secret.js',
    '/..\\secret.js',
    '/..%5csecret.js',
    '/..%255csecret.js',
    '/../renderer-old/index.js',
    '/%2e%2e/renderer-old/index.js',
    '-old/index.js',
    '/assets/index.js%00.png',
    '/assets/%00/../index.js',
    '/file-link.js',
    '/folder-link/index.js',
    '//secret.js',
    '/C:/secret.js',
    '/\\\\server\\share\\secret.js',
    '/assets/index.js/',
    '/assets//index.js',
    '/./assets/index.js',
    '/ASSETS/INDEX.JS',
    '/assets/index.js%20',
    '/assets/index.js.',
    '/assets/index.js::$DATA',
    '/assets/index%2ejs',
    '/index.html',
    `/image/../assets/index.js`,
    `/image/${FakeEngine.caseId}/..%2f..%2fsecret`,
    `/image/${FakeEngine.caseId}/../../secret.js`,
  ])('no path leads out of the build or to a second name of a file in it: %s', async (target) => {
    const answer = await send(`GET ${target} HTTP/1.1\r\n${own()}`);
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toContain(SECRET);
    expect(engine.calls).toEqual([]);
  });

  test('the absolute path of a file of this computer leads nowhere', async () => {
    for (const target of [path.join(directory, 'secret.js'), `file://${directory}/secret.js`]) {
      expect(statusOf(await send(`GET ${target} HTTP/1.1\r\n${own()}`))).toBe(404);
    }
  });
});

describe('the WebSocket', () => {
  const open = (headers: Record<string, string>, target = '/engine'): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${target}`, { headers });
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(socket));
      socket.once('error', reject);
    });
  };
  const good = (): Record<string, string> => ({
    cookie: cookie.slice('Cookie: '.length, -2),
    origin: `http://127.0.0.1:${port}`,
  });
  const closeCode = (socket: WebSocket): Promise<number> =>
    new Promise((resolve) => socket.once('close', (code) => resolve(code)));

  const attacks: [name: string, headers: () => Record<string, string>, target?: string][] = [
    [
      'a rebound name with an origin to fit',
      () => ({ host: `evil.example:${port}`, origin: `http://evil.example:${port}` }),
    ],
    ['a rebound name', () => ({ host: `evil.example:${port}` })],
    ['another site', () => ({ origin: 'http://evil.example' })],
    ['a sandboxed page', () => ({ origin: 'null' })],
    ['a page of another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['a page that says it is cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a page that says it is same-site', () => ({ 'sec-fetch-site': 'same-site' })],
    ['no origin, as from a program', () => ({ origin: '' })],
    ['no cookie', () => ({ cookie: '' })],
    ['a cookie of another port', () => ({ cookie: good()['cookie']!.replace(String(port), '1') })],
    ['another path', () => ({}), '/'],
    ['a path with a slash', () => ({}), '/engine/'],
    ['a path with a query', () => ({}), '/engine?x'],
    ['a path in capitals', () => ({}), '/ENGINE'],
    ['a picture', () => ({}), picture],
  ];
  test.each(attacks)('is refused to %s', async (_name, headers, target) => {
    await expect(open({ ...good(), ...headers() }, target)).rejects.toThrow('403');
    expect(engine.listeners('case.changed')).toBe(0);
  });

  test('is open to sixteen windows of a browser, and again when one is closed', async () => {
    const sockets = await Promise.all(Array.from({ length: 16 }, () => open(good())));
    await expect(open(good())).rejects.toThrow('429');
    const closed = closeCode(sockets[0]!);
    sockets[0]!.close();
    await closed;
    await expect.poll(() => open(good()).then(() => 'open', String)).toBe('open');
  });

  test.each([
    ['a message above 1 MiB', 1009, (socket: WebSocket) => socket.send('x'.repeat(MEBIBYTE + 1))],
    [
      'a message above 1 MiB in pieces',
      1009,
      (socket: WebSocket) => {
        for (let n = 0; n < 17; n++) socket.send('x'.repeat(MEBIBYTE / 16), { fin: false });
      },
    ],
    ['a bare frame that is not masked', 1002, (socket: WebSocket) => socket.send('{}', { mask: false })],
    [
      'text that is not UTF-8',
      1007,
      (socket: WebSocket) => socket.send(Buffer.from([0xff]), { binary: false }),
    ],
    ['what is not JSON', 1007, (socket: WebSocket) => socket.send('{')],
    ['bytes', 1003, (socket: WebSocket) => socket.send(Buffer.from('{}'))],
  ] as const)('is closed by %s', async (_name, code, attack) => {
    const socket = await open(good());
    const closed = closeCode(socket);
    attack(socket);
    await expect(closed).resolves.toBe(code);
    expect(engine.calls).toEqual([]);
  });

  test.each([
    ['nested beyond reason', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['with a prototype', '{"__proto__":{"kind":"call","call":1,"method":"case.recent"}}'],
    ['a call without a number', '{"kind":"call","method":"case.recent","args":{},"examiner":null}'],
    ['an answer instead of a question', '{"kind":"result","call":1,"result":{}}'],
    ['a request about no session', '{"kind":"session","act":"become-root"}'],
    [
      'an unlocking that is too long',
      JSON.stringify({ kind: 'session', act: 'unlock', secret: 'x'.repeat(5000) }),
    ],
  ])('passes over a message that is none of the contract: %s', async (_name, text) => {
    const socket = await open(good());
    const answered = new Promise<unknown>((resolve) =>
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString('utf8')) as { kind: string };
        if (message.kind !== 'session') resolve(message);
      }),
    );
    socket.send(text);
    socket.send(JSON.stringify({ kind: 'call', call: 7, method: 'case.recent', args: {}, examiner: null }));
    await expect(answered).resolves.toEqual({ kind: 'result', call: 7, result: [] });
    expect(engine.calls).toHaveLength(1);
  });
});

test('a request whose headers never end is cut off', async () => {
  const impatient = await serveBrowser({
    engine,
    renderer: path.join(directory, 'renderer'),
    log: pino({ level: 'silent' }),
    headersMilliseconds: 50,
  });
  try {
    const socket = connectTcp(Number(new URL(impatient.address).port), '127.0.0.1');
    const answer = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (data) => (text += data.toString('latin1'))).once('close', () => resolve(text));
    });
    socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1');
    expect(statusOf(await answer)).toBe(408);
  } finally {
    await impatient.close();
  }
});
