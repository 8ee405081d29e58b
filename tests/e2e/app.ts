import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import sparticuz from '@sparticuz/chromium';
import { _electron, chromium, type Page } from 'playwright-core';

const project = path.resolve(import.meta.dirname, '../..');

/** A running app with its window; everything it remembers lies in a folder of its own. */
export interface App {
  readonly page: Page;
  /** Messages of the window's console that are warnings or errors, and uncaught exceptions. */
  readonly complaints: string[];
  readonly userData: string;
  close(): Promise<void>;
}

/** Electron's program, where it has been fetched; its absence is said once by the suite. */
export function electronBinary(): string | null {
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[
    process.platform as string
  ];
  const binary = path.join(folder, 'dist', name ?? 'electron');
  return existsSync(binary) ? binary : null;
}

/** The browser shell in the Chromium that comes with the tests; cases can be opened in `roots`, or where it says itself. */
export async function openBrowserShell(roots: readonly string[] = []): Promise<App> {
  const userData = await mkdtemp(path.join(tmpdir(), 'chirograph-e2e-'));
  const shell = spawn(
    process.execPath,
    [path.join(project, 'bin', 'chirograph'), 'serve', ...roots.flatMap((root) => ['--root', root])],
    {
      env: { ...process.env, CHIROGRAPH_USER_DATA: userData },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const address = await firstLine(shell);
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: sparticuz.args,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto(address);
  return {
    page,
    complaints,
    userData,
    async close() {
      await browser.close();
      const ended = new Promise((resolve) => shell.once('exit', resolve));
      shell.kill('SIGTERM');
      await ended;
      await rm(userData, { recursive: true, force: true });
    },
  };
}

/** The desktop shell, on a machine that has Electron's program. */
export async function openElectronShell(): Promise<App> {
  const userData = await mkdtemp(path.join(tmpdir(), 'chirograph-e2e-'));
  const app = await _electron.launch({
    executablePath: electronBinary() as string,
    args: [project],
    env: { ...(process.env as Record<string, string>), CHIROGRAPH_USER_DATA: userData },
  });
  const page = await app.firstWindow();
  return {
    page,
    complaints: listen(page),
    userData,
    async close() {
      await app.close();
      await rm(userData, { recursive: true, force: true });
    },
  };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

function firstLine(shell: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: shell.stdout! }).once('line', resolve);
    shell.once('exit', (code) =>
      reject(new Error(`the shell ended with code ${code} before it gave its address`)),
    );
  });
}
