import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findElectron, findOrFetchElectron, whyNoWindow } from '../../../src/main/shells/electron-binary.ts';
import { runGui, runServe, type GuiOptions } from '../../../src/main/shells/gui.ts';

const fakeEngine = path.join(import.meta.dirname, '..', 'engine', 'fixtures', 'fake-engine-process.ts');

let root: string;
let application: string;
let userData: string;
let electron: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'chirograph-gui-'));
  application = path.join(root, 'app');
  userData = path.join(root, 'data');
  electron = path.join(application, 'node_modules', 'electron');
  mkdirSync(path.join(application, 'out', 'renderer'), { recursive: true });
  mkdirSync(path.join(application, 'out', 'main'), { recursive: true });
  writeFileSync(path.join(application, 'out', 'renderer', 'index.html'), '<!doctype html>');
  writeFileSync(path.join(application, 'out', 'main', 'electron.js'), '');
});
afterEach(() => rmSync(root, { recursive: true }));

function installPackage(installer: string): void {
  mkdirSync(electron, { recursive: true });
  writeFileSync(path.join(electron, 'package.json'), JSON.stringify({ version: '45.4.1' }));
  writeFileSync(path.join(electron, 'install.js'), installer);
}

/** A program in Electron's place: a script, which Windows does not run as one. */
function installBinary(script: string): string {
  installPackage('');
  mkdirSync(path.join(electron, 'dist'), { recursive: true });
  const binary = path.join(electron, 'dist', 'electron');
  writeFileSync(path.join(electron, 'path.txt'), 'electron');
  writeFileSync(binary, `#!/bin/sh\n${script}\n`);
  chmodSync(binary, 0o755);
  return binary;
}

/** Runs until the address is printed, then ends the shell; returns the lines and the exit code. */
async function gui(options: GuiOptions = {}): Promise<{ lines: string[]; exitCode: number }> {
  const lines: string[] = [];
  const controller = new AbortController();
  const exitCode = await runGui({
    application,
    userData,
    whyNoWindow: () => null,
    engine: { entry: fakeEngine },
    signal: controller.signal,
    print: (line) => {
      lines.push(line);
      if (line.startsWith('http')) controller.abort();
    },
    ...options,
  });
  return { lines, exitCode };
}
const address = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+$/);

describe("Electron's program", () => {
  test('is found where it is installed, and nothing is run', async () => {
    const binary = installBinary('exit 0');
    expect(findElectron(application, {})).toBe(binary);
    await expect(findOrFetchElectron(application, userData)).resolves.toEqual({ binary });
  });

  test('a record of a program that is gone is no program', () => {
    rmSync(installBinary('exit 0'));
    expect(findElectron(application, {})).toBeNull();
  });

  test('is fetched where it is missing', async () => {
    installPackage(`
      const { mkdirSync, writeFileSync } = require('node:fs');
      mkdirSync(__dirname + '/dist');
      writeFileSync(__dirname + '/dist/electron', '');
      writeFileSync(__dirname + '/path.txt', 'electron');`);
    await expect(findOrFetchElectron(application, userData)).resolves.toEqual({
      binary: path.join(electron, 'dist', 'electron'),
    });
  });

  test('a fetch that failed is said, and not tried again for the same version', async () => {
    installPackage("require('node:fs').appendFileSync(__dirname + '/tries', '.'); process.exit(1);");
    const first = await findOrFetchElectron(application, userData);
    const second = await findOrFetchElectron(application, userData);
    expect(first.reason).toContain('no network');
    expect(second.reason).toContain('npx install-electron');
    expect(readFileSync(path.join(electron, 'tries'), 'utf8')).toBe('.');
  });

  test('without the package nothing is fetched', async () => {
    await expect(findOrFetchElectron(application, userData)).resolves.toEqual({
      reason: 'the electron package is not installed',
    });
  });
});

test('a window needs a display, and a user that is not root, on Linux only', () => {
  expect(whyNoWindow({}, 'linux', 1000)).toBe('there is no display');
  expect(whyNoWindow({ DISPLAY: ':0' }, 'linux', 1000)).toBeNull();
  expect(whyNoWindow({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 1000)).toBeNull();
  expect(whyNoWindow({ DISPLAY: ':0' }, 'linux', 0)).toContain('root');
  expect(whyNoWindow({}, 'win32', undefined)).toBeNull();
  expect(whyNoWindow({}, 'darwin', 501)).toBeNull();
});

describe.skipIf(process.platform === 'win32')('the window in Electron', () => {
  test('gets the application and the data folder, and its exit code is ours', async () => {
    installBinary(`printf '%s\\n%s' "$1" "$CHIROGRAPH_USER_DATA" > "${root}/started"; exit 3`);
    let clock = 0;
    const { lines, exitCode } = await gui({ now: () => (clock += 10_000) });
    expect([lines, exitCode]).toEqual([[], 3]);
    expect(readFileSync(path.join(root, 'started'), 'utf8')).toBe(`${application}\n${userData}`);
  });

  test('that ends well at once has simply ended', async () => {
    installBinary('exit 0');
    expect(await gui()).toEqual({ lines: [], exitCode: 0 });
  });

  test.each([
    ['exit 127', 'exit code 127'],
    ['kill -TRAP $$', 'SIGTRAP'],
  ])('that cannot start (%s) gives way to the browser', async (script, how) => {
    installBinary(script);
    const { lines, exitCode } = await gui({ now: () => 0 });
    expect(lines).toEqual([expect.stringContaining(`Electron ended at once (${how})`), address]);
    expect(exitCode).toBe(0);
  });

  test('that is not built gives way to the browser', async () => {
    installBinary('exit 0');
    rmSync(path.join(application, 'out', 'main', 'electron.js'));
    expect((await gui()).lines[0]).toContain('npm run build');
  });
});

test('where no window can be shown, one line says why and the next is the address', async () => {
  const { lines, exitCode } = await gui({ whyNoWindow: () => 'there is no display' });
  expect(lines).toEqual([expect.stringContaining('there is no display'), address]);
  expect(exitCode).toBe(0);
  expect(existsSync(path.join(userData, 'closed-cleanly'))).toBe(true);
});

test('serve prints the address alone and ends with its engine', async () => {
  const lines: string[] = [];
  const controller = new AbortController();
  const exitCode = await runServe({
    application,
    userData,
    engine: { entry: fakeEngine },
    signal: controller.signal,
    print: (line) => {
      lines.push(line);
      controller.abort();
    },
  });
  expect([lines, exitCode]).toEqual([[address], 0]);
});

test('serve without a build fails with what to do, and leaves no engine behind', async () => {
  rmSync(path.join(application, 'out', 'renderer', 'index.html'));
  await expect(runServe({ application, userData, engine: { entry: fakeEngine } })).rejects.toThrow(
    'npm run build',
  );
});

test('serve with a root that is no folder fails with what to do, before anything is started', async () => {
  const roots = [root, path.join(root, 'none')] as const;
  await expect(
    runServe({ application, userData, roots, engine: { entry: fakeEngine } }),
  ).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringMatching(/none: there is no such folder.*--root/),
  });
  expect(existsSync(userData)).toBe(false);
});

test('other computers are served no folder that was not named', async () => {
  const remote = { remote: '127.0.0.1', tlsCert: 'cert.pem', tlsKey: 'key.pem', users: 'users.json' };
  await expect(
    runServe({ application, userData, remote, engine: { entry: fakeEngine } }),
  ).rejects.toMatchObject({ code: 'invalid-arguments', message: expect.stringContaining('--root') });
  expect(existsSync(userData)).toBe(false);
});
