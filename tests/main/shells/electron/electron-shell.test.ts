import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChirographError } from '../../../../src/contract/schema.ts';
import { startElectronShell } from '../../../../src/main/shells/electron/electron-shell.ts';
import { readWindowState, writeWindowState } from '../../../../src/main/shells/electron/window-state.ts';
import { FakeEngine } from '../fake-engine.ts';
import { FakeElectron, FakeWindow } from './fake-electron.ts';

const page = { senderFrame: { url: 'chirograph://app/', parent: null } };
const stranger = { senderFrame: { url: 'https://evil.example/', parent: null } };
const call = (method: string, args: unknown = {}, number = 1): unknown => ({
  kind: 'call',
  call: number,
  method,
  args,
  examiner: null,
});

let userData: string;
let electron: FakeElectron;
let engine: FakeEngine & { close: () => Promise<void> };
const logged: string[] = [];
const close = vi.fn(() => Promise.resolve());

beforeEach(() => {
  userData = mkdtempSync(path.join(os.tmpdir(), 'chirograph-electron-'));
  mkdirSync(path.join(userData, 'renderer'));
  writeFileSync(path.join(userData, 'renderer', 'index.html'), '<!doctype html>');
  electron = new FakeElectron();
  close.mockClear();
  logged.length = 0;
  engine = Object.assign(new FakeEngine(), { close });
  FakeWindow.opened = [];
});
afterEach(() => rmSync(userData, { recursive: true }));

async function start(startEngine = () => engine): Promise<FakeWindow> {
  await startElectronShell(electron.asModule(), {
    userData,
    renderer: path.join(userData, 'renderer'),
    preload: '/app/preload.cjs',
    log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
    startEngine,
  });
  return FakeWindow.opened[0]!;
}

test('what has to happen before Electron is ready does', async () => {
  const started = start();
  expect(electron.app.log).toEqual(['path userData', 'path sessionData', 'sandbox', 'lock', 'ready']);
  expect(electron.app.paths.get('userData')).toBe(userData);
  expect(electron.protocol.schemes).toHaveLength(1);
  expect(electron.app.listenerCount('web-contents-created')).toBe(1);
  await started;
});

test('a second instance opens nothing', async () => {
  electron.app.firstInstance = false;
  expect(await start()).toBeUndefined();
  expect(electron.app.log).not.toContain('ready');
});

test('the window is sandboxed, loads its own page and is shown when there is something to see', async () => {
  const window = await start();
  expect(window.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    preload: '/app/preload.cjs',
  });
  expect(window.loaded).toEqual(['chirograph://app/']);
  expect([window.options.show, window.shown]).toEqual([false, false]);
  window.emit('ready-to-show');
  expect(window.shown).toBe(true);
});

test('every rule is in force: permissions, network, scheme, menu', async () => {
  await start();
  expect(electron.app.switches.size).toBeGreaterThan(0);
  const { defaultSession } = electron.session;
  expect(defaultSession.checkPermission?.()).toBe(false);
  expect(defaultSession.requestPermission).toBeDefined();
  expect(defaultSession.beforeRequest).toBeDefined();
  expect((await electron.protocol.handler!(new Request('chirograph://app/'))).status).toBe(200);
  expect(electron.menu.length).toBeGreaterThan(3);
});

describe('messages', () => {
  test('of the page go to the engine, and its answers and events to the page', async () => {
    const { webContents } = await start();
    webContents.ipc.emit('engine', page, call('case.recent'));
    await vi.waitFor(() => expect(webContents.sent).toEqual([{ kind: 'result', call: 1, result: [] }]));
    engine.emit('engine.restarted', { problem: { code: 'engine-stopped', message: 'It stopped.' } });
    expect(webContents.sent[1]).toMatchObject({ kind: 'event', event: 'engine.restarted' });
  });

  test('of others are dropped', async () => {
    const { webContents } = await start();
    webContents.ipc.emit('engine', stranger, call('case.recent'));
    webContents.ipc.emit('engine', { senderFrame: { url: '', parent: null } }, call('case.recent'));
    webContents.ipc.emit('engine', { senderFrame: { ...page.senderFrame, parent: {} } }, call('case.recent'));
    expect(engine.calls).toEqual([]);
  });

  test.each(['verify.run', 'pair.run', 'image.read'])('the page may not call %s', async (method) => {
    const { webContents } = await start();
    webContents.ipc.emit('engine', page, call(method));
    expect(webContents.sent).toMatchObject([{ kind: 'problem', problem: { code: 'not-allowed' } }]);
    expect(engine.calls).toEqual([]);
  });

  test('a page loaded again gets no answer to a call of the one before', async () => {
    const { webContents } = await start();
    webContents.ipc.emit('engine', page, call('case.prepare', { case: 'case-0001' }));
    webContents.emit('did-navigate');
    expect(engine.calls[0]?.signal?.aborted).toBe(true);
    expect(engine.listeners('case.changed')).toBe(1);
    webContents.ipc.emit('engine', page, call('case.recent'));
    await vi.waitFor(() => expect(webContents.sent).toEqual([{ kind: 'result', call: 1, result: [] }]));
  });

  test('a window that is gone is sent nothing', async () => {
    const { webContents } = await start();
    webContents.destroyed = true;
    engine.emit('case.changed', { case: 'case-0001' });
    webContents.emit('destroyed');
    expect(webContents.sent).toEqual([]);
    expect(engine.listeners('case.changed')).toBe(0);
  });

  test('dialogs open for the page and for nobody else', async () => {
    const { webContents } = await start();
    electron.dialog.folder = { canceled: false, filePaths: ['/cases/7'] };
    await expect(webContents.handlers.get('choose-folder')?.(page, undefined)).resolves.toBe('/cases/7');
    expect(webContents.handlers.get('choose-folder')?.(stranger, undefined)).toBeNull();
    expect(electron.dialog.asked).toHaveLength(1);
    await webContents.handlers.get('choose-report-file')?.(page, 'case 7.pdf');
    expect(electron.dialog.asked[1]).toMatchObject({ defaultPath: 'case 7.pdf' });
  });

  test('menu commands reach the window', async () => {
    const { webContents } = await start();
    const file = electron.menu.find(({ label }) => label === '&File');
    const [open] = file?.submenu as { click: () => void }[];
    open?.click();
    expect(webContents.sent).toEqual([{ kind: 'menu', command: 'open-case' }]);
  });
});

describe('the language', () => {
  const labels = (): (string | undefined)[] => electron.menu.map(({ label }) => label);

  test('is the system’s until the window says which it speaks; menu and dialogs follow, and nobody else is heard', async () => {
    electron.app.systemLanguages = ['fr-FR', 'de-AT'];
    const { webContents } = await start();
    expect(labels()).toContain('&Datei');
    const tell = webContents.handlers.get('use-language')!;
    tell(page, 'zh');
    expect(labels()).toContain('文件(&F)');
    await webContents.handlers.get('choose-folder')?.(page, undefined);
    expect(electron.dialog.asked[0]).toMatchObject({ title: '打开案件文件夹' });
    tell(stranger, 'en');
    tell(page, 'fr');
    tell(page, { toString: () => 'de' });
    expect(labels()).toContain('文件(&F)');
  });

  test('of a failure before there is a window is the system’s', async () => {
    electron.app.systemLanguages = ['zh-Hans-CN'];
    await start(() => {
      throw new ChirographError('engine-stopped', 'Found no Node.');
    });
    expect(electron.dialog.errors).toEqual(['Chirograph 无法启动: Found no Node.']);
  });
});

describe('ends', () => {
  test('quitting waits for the engine, once', async () => {
    await start();
    const exited = new Promise((resolve) => electron.app.once('exited', resolve));
    const preventDefault = vi.fn();
    electron.app.emit('will-quit', { preventDefault });
    electron.app.emit('will-quit', { preventDefault });
    await exited;
    expect(preventDefault).toHaveBeenCalledTimes(2);
    expect(close).toHaveBeenCalledOnce();
    expect(electron.app.exitCode).toBe(0);
  });

  test('closing the last window quits; its size is kept', async () => {
    const window = await start();
    window.maximised = true;
    window.emit('close');
    electron.app.emit('window-all-closed');
    expect(electron.app.log).toContain('quit');
    expect(readWindowState(userData)).toEqual({ bounds: window.bounds, maximised: true });
  });

  test('the next window takes that size', async () => {
    writeWindowState(userData, { bounds: { x: 5, y: 6, width: 1000, height: 700 }, maximised: true });
    const window = await start();
    expect(window.options).toMatchObject({ x: 5, y: 6, width: 1000, height: 700 });
    expect(window.maximised).toBe(true);
  });

  test('no Node for the engine: a sentence says so', async () => {
    await start(() => {
      throw new ChirographError('engine-stopped', 'Found no Node.');
    });
    expect(electron.dialog.errors).toEqual(['Chirograph cannot start: Found no Node.']);
    expect(electron.app.exitCode).toBe(1);
  });

  test('no renderer build: a sentence says so', async () => {
    rmSync(path.join(userData, 'renderer', 'index.html'));
    await start();
    expect(electron.dialog.errors).toEqual([expect.stringContaining('npm run build')]);
  });

  test('a process of Chromium that stopped, and a page that does not answer, are logged and end nothing', async () => {
    const window = await start();
    const reason = { type: 'GPU', reason: 'crashed', exitCode: 5, name: 'GPU', serviceName: 'GPU' };
    electron.app.emit('child-process-gone', {}, reason);
    window.emit('unresponsive');
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 50, type: 'GPU', reason: 'crashed', exitCode: 5 },
      { level: 40, msg: 'the page does not answer' },
    ]);
    expect(electron.app.log).not.toContain('quit');
  });

  test('a page that crashed is loaded again, twice; then Chirograph ends and says why', async () => {
    const window = await start();
    const crash = (): void =>
      void window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
    crash();
    crash();
    expect(window.loaded).toHaveLength(3);
    expect(engine.listeners('case.changed')).toBe(1);
    crash();
    expect(window.loaded).toHaveLength(3);
    expect(electron.dialog.errors[0]).toContain('What was saved is kept');
    expect(electron.app.log).toContain('quit');
    expect(crashReports()).toHaveLength(3);
    expect(crashReports()[0]).toContain('page: crashed, exit code 139');
  });

  test('another process of the window that stopped leaves a report; one that ended in order does not', async () => {
    await start();
    electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 11 });
    electron.app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 });
    expect(crashReports()).toEqual([expect.stringContaining('GPU: crashed, exit code 11')]);
  });
});

function crashReports(): string[] {
  const folder = path.join(userData, 'crashes');
  return readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
}
