/**
 * The certificate in fixtures/ is for these tests alone and trusted by nobody: Node cannot make one, and a generator
 * would be a tree of packages for one file. It ends in 2126; its names are localhost, chirograph.example,
 * *.wild.example and 127.0.0.1.
 */
import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { get as getPlain, type IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { SessionState } from '../../../../src/contract/session.ts';
import { serveBrowser, type BrowserShell } from '../../../../src/main/shells/browser/browser-shell.ts';
import { readRemote, type RemoteOptions } from '../../../../src/main/shells/browser/remote.ts';
import { addUser, removeUser } from '../../../../src/main/shells/browser/users.ts';
import { FakeEngine } from '../fake-engine.ts';
import { FakeClock } from './fake-clock.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const HOUR = 60 * 60_000;
const CHEAP = { N: 2 ** 14, r: 8, p: 1 };
const ADA = { name: 'Ada Example', initials: 'AE', role: 'examiner' };
const BERT = { name: 'Bert Sample', initials: 'BS', role: 'trainee' };
const PASSWORD = 'ink on old paper';
const picture = `/image/${FakeEngine.caseId}/${FakeEngine.imageId}`;

let users: string;
beforeAll(async () => {
  users = path.join(mkdtempSync(path.join(os.tmpdir(), 'chirograph-remote-users-')), 'users.json');
  await addUser(users, ADA, PASSWORD, CHEAP);
  await addUser(users, BERT, 'another long password', CHEAP);
  return () => rmSync(path.dirname(users), { recursive: true });
});

let directory: string;
let options: RemoteOptions & { tlsCert: string; tlsKey: string; users: string };
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'chirograph-remote-'));
  const tlsKey = path.join(directory, 'key.pem');
  copyFileSync(path.join(fixtures, 'test-only.key.pem'), tlsKey);
  chmodSync(tlsKey, 0o600);
  const ownUsers = path.join(directory, 'own-users.json');
  copyFileSync(users, ownUsers);
  options = {
    remote: '127.0.0.1',
    tlsCert: path.join(fixtures, 'test-only.cert.pem'),
    tlsKey,
    users: ownUsers,
  };
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('serving other computers', () => {
  const put = (name: string, text: string, mode = 0o600): string => {
    const file = path.join(directory, name);
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  };

  test('is ready with a certificate, its key and a user; wildcards name no host', () => {
    expect(readRemote(options).names).toEqual(['localhost', 'chirograph.example', '127.0.0.1']);
    expect(readRemote({ ...options, hostName: ['Lab.Wild.Example'] }).names[0]).toBe('lab.wild.example');
  });

  test('needs all three', () => {
    expect(() => readRemote({ remote: '127.0.0.1' })).toThrow('needs --tls-cert, --tls-key, --users as well');
    const { remote, tlsCert, tlsKey } = options;
    expect(() => readRemote({ remote, tlsCert, tlsKey })).toThrow('needs --users as well');
  });

  test.each<[string, string, () => Partial<RemoteOptions>]>([
    [
      'a certificate that is not there',
      'there is none',
      () => ({ tlsCert: path.join(directory, 'none.pem') }),
    ],
    ['what is no certificate', 'is no certificate', () => ({ tlsCert: put('cert.pem', 'x') })],
    ['a key that is not there', 'there is none', () => ({ tlsKey: path.join(directory, 'none.pem') })],
    ['what is no key', 'is no private key', () => ({ tlsKey: put('other.pem', 'x') })],
    ['a users file that is not there', 'there is none', () => ({ users: path.join(directory, 'none.json') })],
    ['a users file without users', 'names no user', () => ({ users: put('users.json', '{"users":[]}') })],
    [
      'a key of another certificate',
      'does not belong to',
      () => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
        const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
        return { tlsKey: put('other.pem', pem) };
      },
    ],
  ])('is refused with %s', (_name, why, change) => {
    const changed = { ...options, ...change() };
    expect(() => readRemote(changed)).toThrow(why);
  });

  test('is refused with a certificate of another time', () => {
    expect(() => readRemote(options, new Date('2200-01-01'))).toThrow('not now');
    expect(() => readRemote(options, new Date('2001-01-01'))).toThrow('not now');
  });

  test.skipIf(process.platform === 'win32')('is refused with a key or users open to everybody', () => {
    chmodSync(options.tlsKey, 0o644);
    expect(() => readRemote(options)).toThrow(`"chmod 600 ${options.tlsKey}"`);
    chmodSync(options.tlsKey, 0o600);
    const open = put('users.json', '{"users":[]}', 0o606);
    expect(() => readRemote({ ...options, users: open })).toThrow(`"chmod 600 ${open}"`);
  });
});

describe('the shell for other computers', () => {
  let engine: FakeEngine;
  let clock: FakeClock;
  let shell: BrowserShell;
  let port: number;

  beforeEach(async () => {
    const renderer = path.join(directory, 'renderer');
    mkdirSync(renderer);
    writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>The window</title>');
    writeFileSync(path.join(renderer, 'index.js'), 'export {};');
    writeFileSync(path.join(renderer, 'login.css'), 'body {}');
    engine = new FakeEngine();
    clock = new FakeClock();
    const log = pino({ level: 'silent' });
    shell = await serveBrowser({
      engine,
      renderer,
      log,
      clock,
      idleMinutes: 15,
      remote: readRemote(options),
    });
    port = Number(new URL(shell.address).port);
  });
  afterEach(() => shell.close());

  interface Answer {
    status: number;
    headers: IncomingHttpHeaders;
    body: string;
  }
  const ask = (
    target: string,
    { method = 'GET', body = '', ...headers }: Record<string, string> = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: target,
          method,
          headers: { host: `localhost:${port}`, ...headers },
          rejectUnauthorized: false,
          agent: false,
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        },
      );
      sent.once('error', reject).end(body);
    });
  const own = (): string => `https://localhost:${port}`;
  const logIn = (name: string, password: string, headers: Record<string, string> = {}): Promise<Answer> =>
    ask('/login', {
      method: 'POST',
      body: new URLSearchParams({ name, password }).toString(),
      'content-type': 'application/x-www-form-urlencoded',
      origin: own(),
      ...headers,
    });
  const cookieOf = ({ headers }: Answer): { cookie: string } => ({
    cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '',
  });
  const open = async (cookie: { cookie: string }): Promise<{ socket: WebSocket; states: SessionState[] }> => {
    const socket = new WebSocket(`wss://127.0.0.1:${port}/engine`, {
      headers: { ...cookie, origin: own(), host: `localhost:${port}` },
      rejectUnauthorized: false,
    });
    const states: SessionState[] = [];
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as SessionState;
      if (message.kind === 'session') states.push(message);
    });
    socket.on('error', () => undefined);
    await expect.poll(() => states.length).toBe(1);
    return { socket, states };
  };
  const call = (socket: WebSocket, method: string, args: object, examiner: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString('utf8')) as { call?: number };
        if (message.call === 9) resolve(message);
      });
      socket.send(JSON.stringify({ kind: 'call', call: 9, method, args, examiner }));
    });

  test('gives a stranger the login page and its style, and nothing else', async () => {
    expect(shell.address).toBe(`https://localhost:${port}/`);
    expect(await ask('/')).toMatchObject({ status: 303, headers: { location: '/login' } });
    const page = await ask('/login');
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000',
      'cache-control': 'no-store',
      // With "no-referrer", a browser would send the form with "Origin: null".
      'referrer-policy': 'same-origin',
    });
    expect(page.body).not.toMatch(/<script|style=|javascript:/u);
    expect((await ask('/login.css')).status).toBe(200);
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      for (const target of [
        '/index.js',
        picture,
        '/engine',
        '/?token=x',
        '/login?x',
        '/login/',
        '/login.css?x',
      ]) {
        expect([method, target, (await ask(target, { method })).status]).toEqual([method, target, 403]);
      }
    }
    for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask('/', { method })).status).toBe(403);
      expect((await ask('/login.css', { method })).status).toBe(403);
    }
    expect(engine.calls).toEqual([]);
  });

  test('takes TLS 1.2 and later only, and no plain HTTP', async () => {
    const speak = (maxVersion: 'TLSv1.1' | 'TLSv1.2'): Promise<string> =>
      new Promise((resolve) => {
        const socket = connectTls(
          {
            host: '127.0.0.1',
            port,
            rejectUnauthorized: false,
            minVersion: 'TLSv1',
            maxVersion,
            ciphers: 'ALL@SECLEVEL=0',
          },
          () => {
            resolve(socket.getProtocol() ?? 'none');
            socket.destroy();
          },
        );
        socket.once('error', () => resolve('refused'));
      });
    expect(await speak('TLSv1.1')).toBe('refused');
    expect(await speak('TLSv1.2')).toBe('TLSv1.2');
    await expect(
      new Promise((resolve, reject) => getPlain({ host: '127.0.0.1', port }, resolve).once('error', reject)),
    ).rejects.toThrow();
  });

  test('admits who logs in, with a cookie for this host over TLS only', async () => {
    const answer = await logIn(ADA.name, PASSWORD);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^__Host-chirograph-${port}=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict$`),
      ),
    ]);
    const cookie = cookieOf(answer);
    expect((await ask('/', cookie)).body).toContain('The window');
    expect((await ask(picture, cookie)).status).toBe(200);
    expect(await ask('/login', cookie)).toMatchObject({ status: 303, headers: { location: '/' } });
  });

  test('answers a wrong password and an unknown name alike, and repeats nothing of what was sent', async () => {
    const answers = [
      await logIn(ADA.name, 'wrong <script> password'),
      await logIn('Nobody <script>', PASSWORD),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers[0]!.body).toBe(answers[1]!.body);
    expect(answers[0]!.body).not.toContain('<script');
    expect(answers[0]!.headers['set-cookie']).toBeUndefined();
  });

  test('lets nobody try for ever', async () => {
    for (let n = 0; n < 5; n++) expect((await logIn(ADA.name, `wrong password ${n}`)).status).toBe(401);
    const { status, headers, body } = await logIn(ADA.name, PASSWORD);
    expect([status, headers['retry-after'], headers['set-cookie']]).toEqual([429, '2', undefined]);
    expect(body).toContain('Wait 2 seconds');
    clock.pass(2_000);
    expect((await logIn(ADA.name, PASSWORD)).status).toBe(303);
  });

  test('says what to do where the users file cannot be read, counts no failure, and keeps who works', async () => {
    const { socket, states } = await open(cookieOf(await logIn(ADA.name, PASSWORD)));
    const text = readFileSync(options.users);
    writeFileSync(options.users, '{');
    for (let n = 0; n < 6; n++) {
      const { status, body } = await logIn(ADA.name, PASSWORD);
      expect([status, body.includes('look at its users file')]).toEqual([503, true]);
    }
    socket.send(JSON.stringify({ kind: 'session', act: 'lock' }));
    socket.send(JSON.stringify({ kind: 'session', act: 'unlock', secret: PASSWORD }));
    await expect.poll(() => states.at(-1)?.refusal).toEqual({ reason: 'unavailable' });
    clock.pass(10_000);
    expect(states.at(-1)?.ended).toBe(false);
    writeFileSync(options.users, text);
    expect((await logIn(ADA.name, PASSWORD)).status).toBe(303);
    socket.terminate();
  });

  test.each([
    ['was taken out', () => removeUser(options.users, ADA.name)],
    ['has a new password', () => addUser(options.users, ADA, 'another long password', CHEAP)],
  ])('ends the session of a user who %s, within ten seconds or at the next window', async (_how, change) => {
    const [first, second] = [await logIn(ADA.name, PASSWORD), await logIn(ADA.name, PASSWORD)].map(cookieOf);
    const bert = await open(cookieOf(await logIn(BERT.name, 'another long password')));
    const { socket, states } = await open(first!);
    await change();
    expect((await ask('/', second)).status).toBe(200);
    const refused = new WebSocket(`wss://127.0.0.1:${port}/engine`, {
      headers: { ...second, origin: own(), host: `localhost:${port}` },
      rejectUnauthorized: false,
    });
    const error = await new Promise<Error>((resolve) => refused.once('error', resolve));
    expect(error.message).toContain('403');
    expect((await ask('/', second)).headers.location).toBe('/login');
    expect(states.at(-1)?.ended).toBe(false);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    clock.pass(10_000);
    expect(await closed).toBe(4001);
    expect(states.at(-1)?.ended).toBe(true);
    expect(bert.states).toHaveLength(1);
    bert.socket.terminate();
  });

  test.each<[string, number, Record<string, string>]>([
    ['another site', 403, { origin: 'https://evil.example' }],
    ['a sandboxed page', 403, { origin: 'null' }],
    ['a cross-site page', 403, { 'sec-fetch-site': 'cross-site' }],
    ['a rebound name', 403, { host: 'rebound.example', origin: 'https://rebound.example' }],
    ['a name of the certificate with another origin', 403, { host: 'chirograph.example' }],
    ['JSON', 400, { 'content-type': 'application/json' }],
    ['a form for files', 400, { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('takes no login from %s', async (_name, status, headers) => {
    const answer = await logIn(ADA.name, PASSWORD, headers);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([status, undefined]);
  });

  test('takes no form that is too long, or lacks a field', async () => {
    for (const body of [
      `name=${'x'.repeat(9_000)}&password=y`,
      'name=Ada',
      `name=Ada&password=${'x'.repeat(513)}`,
    ]) {
      expect((await logIn('', '', { body })).status).toBe(400);
    }
  });

  test('answers under every name of the certificate with the origin to fit', async () => {
    for (const name of ['localhost', 'Chirograph.Example', '127.0.0.1']) {
      const headers = { host: `${name}:${port}`, origin: `https://${name.toLowerCase()}:${port}` };
      expect((await logIn(ADA.name, PASSWORD, headers)).status).toBe(303);
    }
    expect((await ask('/login', { host: `lab.wild.example:${port}` })).status).toBe(403);
  });

  test('writes in the name of who logged in, whatever the window says', async () => {
    const { socket, states } = await open(cookieOf(await logIn(ADA.name, PASSWORD)));
    expect(states[0]).toMatchObject({ user: ADA.name, locked: false });
    await call(socket, 'case.recent', {}, BERT);
    expect(engine.calls[0]!.examiner).toEqual(ADA);
    await expect(call(socket, 'examiner.get', {}, null)).resolves.toMatchObject({ result: ADA });
    const other = await open(cookieOf(await logIn(BERT.name, 'another long password')));
    await expect(call(other.socket, 'examiner.save', { examiner: ADA }, BERT)).resolves.toMatchObject({
      problem: { code: 'not-allowed' },
    });
    expect(engine.calls).toHaveLength(1);
  });

  test('locks each login by itself; only the same user’s password unlocks it', async () => {
    const ada = cookieOf(await logIn(ADA.name, PASSWORD));
    const bert = cookieOf(await logIn(BERT.name, 'another long password'));
    const { socket, states } = await open(ada);
    const say = (request: object): void => socket.send(JSON.stringify({ kind: 'session', ...request }));
    say({ act: 'lock' });
    await expect.poll(() => states.at(-1)?.locked).toBe(true);
    expect((await ask(picture, ada)).status).toBe(423);
    expect((await ask(picture, bert)).status).toBe(200);
    say({ act: 'unlock', secret: 'another long password' });
    await expect.poll(() => states.at(-1)?.refusal).toEqual({ reason: 'wrong' });
    expect(states.at(-1)?.locked).toBe(true);
    say({ act: 'unlock', secret: PASSWORD });
    await expect.poll(() => states.at(-1)?.locked).toBe(false);
    expect((await ask(picture, ada)).status).toBe(200);
  });

  test('a login ends by logging out, and with it its windows', async () => {
    const cookie = cookieOf(await logIn(ADA.name, PASSWORD));
    const { socket, states } = await open(cookie);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(JSON.stringify({ kind: 'session', act: 'log-out' }));
    expect(await closed).toBe(4001);
    expect(states.at(-1)?.ended).toBe(true);
    expect((await ask(picture, cookie)).status).toBe(403);
    expect(await ask('/', cookie)).toMatchObject({ status: 303, headers: { location: '/login' } });
  });

  test('a login ends after twelve hours, and with it its windows', async () => {
    const cookie = cookieOf(await logIn(ADA.name, PASSWORD));
    const { socket } = await open(cookie);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    clock.pass(12 * HOUR);
    expect(await closed).toBe(4001);
    expect((await ask(picture, cookie)).status).toBe(403);
  });

  test('a second login in the same browser ends the first', async () => {
    const first = cookieOf(await logIn(ADA.name, PASSWORD));
    const second = cookieOf(await logIn(BERT.name, 'another long password', first));
    expect((await ask(picture, first)).status).toBe(403);
    expect((await ask(picture, second)).status).toBe(200);
  });
});
