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

/** The browser shell as well says in the terminal how to unlock it. */
export interface BrowserApp extends App {
  /** The next address that the shell prints, after the one that opened it; waits for it. */
  nextAddress(): Promise<string>;
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

/** Of a Chromium whose pages have processes of their own. */
export const ARGUMENTS_APART = sparticuz.args.filter(
  (argument) => !['--single-process', '--no-zygote'].includes(argument),
);

/** How the browser is started; see `openBrowserShell`. */
export interface ShellOptions {
  readonly apart?: boolean;
  readonly scaled?: { readonly width: number; readonly height: number };
}

/**
 * The browser shell in the Chromium that comes with the tests.
 *
 * @param options of `chirograph serve`.
 * @param apart gives the page a process of its own, as a browser and Electron do; the tests' Chromium is one process else.
 * @param scaled the page's size in CSS pixels on a screen that the system scales to 200 %: in truth, not by the emulation of
 *   the browser's tools, which says nothing of the screen's pixels to whoever paints.
 */
export async function openBrowserShell(
  options: readonly string[] = [],
  { apart = false, scaled }: ShellOptions = {},
): Promise<BrowserApp> {
  const userData = await mkdtemp(path.join(tmpdir(), 'chirograph-e2e-'));
  const shell = spawn(process.execPath, [path.join(project, 'bin', 'chirograph'), 'serve', ...options], {
    env: { ...process.env, CHIROGRAPH_USER_DATA: userData },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const addresses = addressesOf(shell);
  const address = await addresses();
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [
      ...(apart ? ARGUMENTS_APART : sparticuz.args),
      ...(scaled ? ['--force-device-scale-factor=2', `--window-size=${scaled.width},${scaled.height}`] : []),
    ],
  });
  const context = await browser.newContext({
    viewport: scaled ? null : { width: 1280, height: 800 },
    // The certificate of the tests is trusted by nobody.
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto(address);
  return {
    page,
    complaints,
    userData,
    nextAddress: addresses,
    async close() {
      await browser.close();
      const ended = new Promise((resolve) => shell.once('exit', resolve));
      shell.kill('SIGTERM');
      await ended;
      await rm(userData, { recursive: true, force: true });
    },
  };
}

/** Answers who examines: the question of the first start, and later whenever it is asked for. */
export async function introduceExaminer(page: Page, name = 'Ada Example'): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Who examines?' });
  await dialog.getByLabel('Initials').fill('');
  await dialog.getByLabel('Name').fill(name);
  // Leaving the name suggests the initials.
  await page.keyboard.press('Tab');
  await dialog.getByLabel('Role').fill('document examiner');
  await dialog.getByRole('button', { name: /^(?:Begin|Save)$/ }).click();
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

/** Gives one address after the other that the shell prints, and waits for the next. */
function addressesOf(shell: ChildProcess): () => Promise<string> {
  const lines = createInterface({ input: shell.stdout! })[Symbol.asyncIterator]();
  return async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the shell ended before it gave an address');
      if (value.startsWith('http')) return value;
    }
  };
}
