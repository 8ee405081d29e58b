import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect as connectTcp } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { SessionState } from '../../../../src/contract/session.ts';
import { connect, type Channel } from '../../../../src/contract/wire.ts';
import { serveBrowser, type BrowserShell } from '../../../../src/main/shells/browser/browser-shell.ts';
import { FakeEngine } from '../fake-engine.ts';
import { FakeClock } from './fake-clock.ts';

const MINUTE = 60_000;
const picture = `/image/${FakeEngine.caseId}/${FakeEngine.imageId}`;

let directory: string;
let engine: FakeEngine;
let shell: BrowserShell;
let clock: FakeClock;
let printed: string[];
let port: number;
let token: string;

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'chirograph-browser-'));
  const renderer = path.join(directory, 'renderer');
  mkdirSync(path.join(renderer, 'assets'), { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>Chirograph</title>');
  writeFileSync(path.join(renderer, 'assets', 'index.js'), 'export {};');
  writeFileSync(path.join(renderer, 'assets', 'notes.txt'), 'not for the window');
  writeFileSync(path.join(directory, 'secret.js'), 'outside');
  symlinkSync(path.join(directory, 'secret.js'), path.join(renderer, 'link.js'));
  engine = new FakeEngine();
  clock = new FakeClock();
  printed = [];
  shell = await serveBrowser({
    engine,
    renderer,
    log: pino({ level: 'silent' }),
    clock,
    print: (line) => printed.push(line),
    idleMinutes: 15,
  });
  const address = new URL(shell.address);
  port = Number(address.port);
  token = address.searchParams.get('token') ?? '';
});
afterEach(async () => {
  await shell.close();
  rmSync(directory, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function get(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: target, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .once('error', reject)
      .end();
  });
}

/** Opens the printed address as a browser would, and returns the Cookie header it would then send. */
async function admit(): Promise<{ cookie: string }> {
  const { headers } = await get(`/?token=${token}`);
  return { cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
}

function openSocket(headers: Record<string, string>, target = '/engine'): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${target}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

function channel(socket: WebSocket): Channel {
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) =>
      void socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString('utf8')) as unknown)),
    onClose: (listener) => void socket.once('close', () => listener('closed')),
  };
}

const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)));

describe('admission', () => {
  test('the printed address is on 127.0.0.1 and gives a strict cookie and a clean address', async () => {
    expect(shell.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const { status, headers } = await get(`/?token=${token}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^chirograph-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)),
    ]);
  });

  test.each(['/', '/assets/index.js', picture, '/nothing'])(
    'without the cookie nothing is served: %s',
    async (target) => {
      const { status, body } = await get(target);
      expect(status).toBe(403);
      expect(body).toContain('Use the printed address');
      expect(engine.calls).toEqual([]);
    },
  );

  test.each(['', 'wrong', 'x'.repeat(43)])('a wrong token gives no cookie: "%s"', async (wrong) => {
    const { status, headers } = await get(`/?token=${wrong}`);
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
    expect((await get(`/?token=${token}`)).status).toBe(303);
  });

  test('a used token gives no second cookie; the browser that has one is sent on', async () => {
    const cookie = await admit();
    expect((await get(`/?token=${token}`)).status).toBe(403);
    const again = await get(`/?token=${token}`, cookie);
    expect(again.status).toBe(303);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('a token expires after ten minutes; a cookie does not', async () => {
    clock.pass(10 * MINUTE - 1);
    const cookie = await admit();
    clock.pass(1_000 * MINUTE);
    expect((await get('/', cookie)).status).toBe(200);
  });

  test('an expired token gives no cookie', async () => {
    clock.pass(10 * MINUTE);
    const { status, headers } = await get(`/?token=${token}`);
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test.each(['chirograph=1', 'chirograph-1=x', '=', ';;', 'a'])(
    'a made-up cookie is none: %s',
    async (cookie) => {
      expect((await get('/', { cookie })).status).toBe(403);
    },
  );
});

describe('requests', () => {
  test('files of the build carry strict headers', async () => {
    const { status, headers, body } = await get('/', await admit());
    expect(status).toBe(200);
    expect(body).toContain('<title>Chirograph</title>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types svelte-trusted-html",
      'permissions-policy': expect.stringMatching(/^accelerometer=\(\), .*camera=\(\), /) as string,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  test('a script has the type of one', async () => {
    const { status, headers, body } = await get('/assets/index.js?v=1', await admit());
    expect([status, headers['content-type'], body]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'export {};',
    ]);
  });

  test('refusals carry them too', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/%252e%252e%252fsecret.js',
    '/..%5csecret.js',
    '/..\\secret.js',
    '/assets/index.js%00.png',
    '/%00',
    '//secret.js',
    '//127.0.0.1/secret.js',
    '/etc/passwd',
    '/C:/Windows/win.ini',
    '/link.js',
    '/assets/notes.txt',
    '/assets/',
    '/assets',
    '/./assets/index.js',
    '/index.html/../assets/index.js',
    '*',
    'file:///etc/passwd',
    'http://127.0.0.1/assets/index.js',
  ])('only the exact path of a file of the build is served: %s', async (target) => {
    expect((await get(target, await admit())).status).toBe(404);
    expect(engine.calls).toEqual([]);
  });

  test('a bare NUL does not get past the parser', async () => {
    const { cookie } = await admit();
    const answer = await new Promise<string>((resolve) => {
      const socket = connectTcp(port, '127.0.0.1');
      let text = '';
      socket.on('data', (data) => (text += data.toString('latin1'))).once('close', () => resolve(text));
      socket.write(
        `GET /assets/index.js\0.png HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`,
      );
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s is refused', async (method) => {
    const { status, headers } = await get('/', await admit(), method);
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET');
  });

  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1'])(
    'another Host is refused: "%s"',
    async (host) => {
      expect((await get(`/?token=${token}`, { host })).status).toBe(403);
      expect((await get('/', { ...(await admit()), host })).status).toBe(403);
    },
  );

  test.each([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    // A page on another port of this host sends the cookie along.
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[])('another origin is refused: %o', async (headers) => {
    expect((await get(picture, { ...(await admit()), ...headers })).status).toBe(403);
    expect(engine.calls).toEqual([]);
  });
});

describe('pictures', () => {
  test('come from the engine with their media type and may be kept by this browser', async () => {
    const { status, headers, body } = await get(`${picture}?max=512`, await admit());
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('image/png');
    // Evidence must not end up in the browser's cache on the disk.
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toHaveLength(4);
    expect(engine.calls).toMatchObject([
      { method: 'image.read', args: { case: 'case-0001', image: 'image-001', maxSize: 512 } },
    ]);
  });

  test('a part of a page is asked for by level, column and row', async () => {
    expect((await get(`${picture}?tile=3-0-12`, await admit())).status).toBe(200);
    expect(engine.calls).toMatchObject([
      {
        method: 'image.read',
        args: { case: 'case-0001', image: 'image-001', tile: { level: 3, column: 0, row: 12 } },
      },
    ]);
  });

  test('an unknown one is not found, in words', async () => {
    const { status, body } = await get('/image/case-0001/image-999', await admit());
    expect(status).toBe(404);
    expect(body).toBe('There is no such picture.\n');
  });

  test('what is no picture is not passed on', async () => {
    engine.mediaType = 'text/html';
    expect((await get(picture, await admit())).status).toBe(500);
  });

  test.each([
    '?max=0',
    '?max=-1',
    '?max=15',
    '?max=1e9',
    '?max=9999999',
    '?max=',
    '/x',
    '?tile=',
    '?tile=1',
    '?tile=1-2',
    '?tile=1--2',
    '?tile=17-0-0',
    '?tile=0-0-100000',
    '?tile=0-0-1.5',
    '?tile=0-0-0-0',
  ])('a malformed address reaches no engine: %s', async (rest) => {
    expect((await get(`${picture}${rest}`, await admit())).status).toBe(404);
    expect(engine.calls).toEqual([]);
  });
});

describe('the WebSocket', () => {
  const own = async (): Promise<Record<string, string>> => ({
    ...(await admit()),
    origin: `http://127.0.0.1:${port}`,
  });

  test('speaks the contract; several windows at once', async () => {
    const headers = await own();
    const sockets = [await openSocket(headers), await openSocket(headers)];
    const [first, second] = sockets.map((socket) => connect(channel(socket)));
    await expect(first!.call('case.recent', {})).resolves.toEqual([]);
    const told = [first!, second!].map((each) => new Promise((resolve) => each.on('case.changed', resolve)));
    await second!.call('case.recent', {});
    engine.emit('case.changed', { case: 'case-0001' });
    await expect(Promise.all(told)).resolves.toEqual([{ case: 'case-0001' }, { case: 'case-0001' }]);
    for (const socket of sockets) socket.close();
  });

  test('a window that goes takes its subscriptions and its running calls with it', async () => {
    const socket = await openSocket(await own());
    const window = connect(channel(socket));
    const running = expect(window.call('case.prepare', { case: 'case-0001' })).rejects.toMatchObject({
      code: 'engine-stopped',
    });
    await window.call('case.recent', {});
    expect(engine.listeners('case.changed')).toBe(1);
    const aborted = new Promise((resolve) => engine.calls[0]!.signal!.addEventListener('abort', resolve));
    socket.close();
    await Promise.all([running, aborted]);
    expect(engine.listeners('case.changed')).toBe(0);
  });

  test.each(['verify.run', 'pair.run', 'image.read', 'toString'])(
    'a window may not call %s',
    async (method) => {
      const socket = await openSocket(await own());
      const answered = new Promise((resolve) =>
        socket.on('message', (data: Buffer) => {
          const message = JSON.parse(data.toString('utf8')) as { kind: string };
          if (message.kind !== 'session') resolve(message);
        }),
      );
      socket.send(JSON.stringify({ kind: 'call', call: 1, method, args: {}, examiner: null }));
      await expect(answered).resolves.toMatchObject({
        kind: 'problem',
        problem: { code: method === 'toString' ? 'unknown-method' : 'not-allowed' },
      });
      expect(engine.calls).toEqual([]);
      socket.close();
    },
  );

  test('a message above 1 MiB ends the connection', async () => {
    const socket = await openSocket(await own());
    const closed = closeCode(socket);
    socket.send('x'.repeat(1024 * 1024 + 1));
    await expect(closed).resolves.toBe(1009);
  });

  test('so does what is not JSON, or not text', async () => {
    const headers = await own();
    for (const [message, code] of [
      ['{', 1007],
      [Buffer.from('{}'), 1003],
    ] as const) {
      const socket = await openSocket(headers);
      const closed = closeCode(socket);
      socket.send(message);
      await expect(closed).resolves.toBe(code);
    }
  });

  test('is refused to another origin, another host, another path, and without a cookie', async () => {
    const headers = await own();
    const { cookie, origin } = headers as { cookie: string; origin: string };
    for (const refused of [
      { cookie, origin: 'http://evil.example' },
      { cookie, origin: `http://localhost:${port}` },
      { cookie, origin: `http://127.0.0.1:${port + 1}` },
      { cookie },
      { origin },
      { ...headers, host: `localhost:${port}` },
    ] as Record<string, string>[]) {
      await expect(openSocket(refused)).rejects.toThrow('403');
    }
    await expect(openSocket(headers, '/other')).rejects.toThrow('403');
    expect(engine.listeners('case.changed')).toBe(0);
  });

  test('that was refused is cut off, though its client does not close', async () => {
    const client = connectTcp({ host: '127.0.0.1', port, allowHalfOpen: true });
    let isCutOff = false;
    client.once('error', () => (isCutOff = true));
    client.write(
      `GET /engine HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    let answer = '';
    client.on('data', (data) => (answer += data.toString()));
    await new Promise<void>((resolve) => client.once('end', () => resolve()));
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    // A server that still listens takes what is sent; one that has let go answers it with a reset.
    await expect.poll(() => isCutOff || (client.write('x'), false)).toBe(true);
    client.destroy();
  });

  test('closing the shell closes the windows', async () => {
    const closed = closeCode(await openSocket(await own()));
    await shell.close();
    await expect(closed).resolves.toBe(1006);
  });
});

describe('the lock', () => {
  const open = async (): Promise<{
    socket: WebSocket;
    states: SessionState[];
    headers: { cookie: string };
  }> => {
    const headers = await admit();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/engine`, {
      headers: { ...headers, origin: `http://127.0.0.1:${port}` },
    });
    const states: SessionState[] = [];
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as SessionState;
      if (message.kind === 'session') states.push(message);
    });
    await expect.poll(() => states.length).toBe(1);
    return { socket, states, headers };
  };
  const ask = (socket: WebSocket, request: object): void =>
    socket.send(JSON.stringify({ kind: 'session', ...request }));
  const unlockingToken = (): string => new URL(printed.at(-1)!).searchParams.get('token')!;

  test('a window is told first of all how its session is', async () => {
    const { states } = await open();
    expect(states).toEqual([
      {
        kind: 'session',
        locked: false,
        ended: false,
        idleMinutes: 15,
        user: null,
        place: null,
        refusal: null,
      },
    ]);
  });

  test('after the idle time pictures and calls are refused, the page is served, what runs goes on', async () => {
    const { socket, states, headers } = await open();
    const window = connect(channel(socket));
    void window.call('case.prepare', { case: FakeEngine.caseId }).catch(() => undefined);
    await window.call('case.recent', {});
    clock.pass(16 * MINUTE);
    await expect.poll(() => states.at(-1)?.locked).toBe(true);

    const refused = await get(picture, headers);
    expect([refused.status, refused.body]).toEqual([423, 'Chirograph is locked. Unlock it in its window.\n']);
    expect((await get('/', headers)).status).toBe(200);
    expect((await get('/assets/index.js', headers)).status).toBe(200);
    await expect(window.call('case.recent', {})).rejects.toMatchObject({ code: 'locked' });
    // A locked window cannot cancel either.
    socket.send(JSON.stringify({ kind: 'cancel', call: 1 }));
    await expect(window.call('case.recent', {})).rejects.toMatchObject({ code: 'locked' });
    expect(engine.calls.map(({ method }) => method)).toEqual(['case.prepare', 'case.recent']);
    expect(engine.calls[0]!.signal!.aborted).toBe(false);
    socket.close();
  });

  test('input puts it off; calls and pictures do not', async () => {
    const { socket, states, headers } = await open();
    const window = connect(channel(socket));
    clock.pass(14 * MINUTE);
    ask(socket, { act: 'activity' });
    await window.call('case.recent', {});
    clock.pass(14 * MINUTE);
    expect((await get(picture, headers)).status).toBe(200);
    await window.call('case.recent', {});
    clock.pass(2 * MINUTE);
    await expect.poll(() => states.at(-1)?.locked).toBe(true);
    socket.close();
  });

  test('locking prints an address that unlocks this session, once', async () => {
    const { socket, states, headers } = await open();
    ask(socket, { act: 'lock' });
    await expect.poll(() => states.at(-1)?.locked).toBe(true);
    expect(printed).toEqual([
      expect.stringContaining('locked'),
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/),
    ]);
    const target = `/?token=${unlockingToken()}`;
    // Without the cookie of the session it opens nothing, and is not used up.
    expect((await get(target)).status).toBe(403);
    expect((await get('/?token=wrong', headers)).status).toBe(303);
    expect((await get(picture, headers)).status).toBe(423);

    const { status, headers: answered } = await get(target, headers);
    expect([status, answered.location, answered['set-cookie']]).toEqual([303, '/', undefined]);
    await expect.poll(() => states.at(-1)?.locked).toBe(false);
    expect((await get(picture, headers)).status).toBe(200);

    clock.pass(MINUTE);
    ask(socket, { act: 'lock' });
    await expect.poll(() => printed.length).toBe(4);
    await get(target, headers);
    expect((await get(picture, headers)).status).toBe(423);
    socket.close();
  });

  test('the address can be pasted, is too old after ten minutes, and another one can be asked for', async () => {
    const { socket, states } = await open();
    ask(socket, { act: 'lock' });
    await expect.poll(() => printed.length).toBe(2);
    const old = printed[1]!;
    clock.pass(10 * MINUTE);
    ask(socket, { act: 'unlock', secret: old });
    await expect.poll(() => states.at(-1)?.refusal).toEqual({ reason: 'wrong-address' });
    expect(states.at(-1)?.locked).toBe(true);
    ask(socket, { act: 'print-address' });
    await expect.poll(() => printed.length).toBe(4);
    // The terminal is not to be flooded.
    ask(socket, { act: 'print-address' });
    ask(socket, { act: 'unlock', secret: ` ${printed[3]} ` });
    await expect.poll(() => states.at(-1)?.locked).toBe(false);
    expect(printed).toHaveLength(4);
    socket.close();
  });

  test('a window that starts anew is told where the examiner was, once it is unlocked', async () => {
    const { socket, states, headers } = await open();
    const place = { folder: '/cases/one', view: 'compare' };
    ask(socket, { act: 'place', place });
    ask(socket, { act: 'lock' });
    await expect.poll(() => states.at(-1)?.locked).toBe(true);
    // What a locked window says of its place is not believed.
    ask(socket, { act: 'place', place: null });
    expect(states.at(-1)?.place).toBeNull();
    await get(`/?token=${unlockingToken()}`, headers);
    await expect.poll(() => states.at(-1)).toMatchObject({ locked: false, place });
    socket.close();
  });
});

test('a directory without index.html is refused with what to do', async () => {
  await expect(
    serveBrowser({
      engine,
      renderer: path.join(directory, 'renderer', 'assets'),
      log: pino({ level: 'silent' }),
    }),
  ).rejects.toMatchObject({ code: 'file-missing', message: expect.stringContaining('npm run build') });
});

test('a port in use is refused with what to do', async () => {
  await expect(
    serveBrowser({
      engine,
      renderer: path.join(directory, 'renderer'),
      log: pino({ level: 'silent' }),
      port,
    }),
  ).rejects.toMatchObject({ code: 'invalid-arguments', message: expect.stringContaining(`Port ${port}`) });
});
