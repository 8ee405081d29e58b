/** The browser shell locks with a case open, shows nothing of it, and goes on after; and is logged in to from afar. */
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { violations } from './accessibility.ts';
import { introduceExaminer, openBrowserShell, type BrowserApp } from './app.ts';
import { takePictures } from './pictures.ts';

describe('the lock of the browser shell', () => {
  let app: BrowserApp;
  let page: Page;

  const lockScreen = () => page.getByRole('dialog', { name: 'Chirograph is locked' });
  const shownItems = () => page.getByRole('option');
  /** Everything that the document holds, attributes included. */
  const document = (): Promise<string> => page.evaluate('document.documentElement.outerHTML');

  beforeAll(async () => {
    app = await openBrowserShell();
    page = app.page;
    await page.getByRole('dialog', { name: 'Who examines?' }).waitFor();
    await introduceExaminer(page);
    await page.getByRole('button', { name: 'Open the demo case' }).click();
    await page.getByRole('option', { name: /Q1/ }).waitFor();
    await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });
  });
  afterAll(() => app.close());

  it('takes the case out of the document, and brings it back for the address pasted from the terminal', async () => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Compare' }).click();
    expect(await document()).toContain('Edda Marrow');
    const title = await page.title();

    await page.keyboard.press('Control+Alt+l');
    await lockScreen().waitFor();
    // The names of the build's own files are hashes, in which anything may stand.
    const left = (await document()).replaceAll(/assets\/[\w-]+\.(js|css)/g, '');
    for (const word of ['Edda Marrow', 'Q1', 'K1', 'demo', '/image/', title.split(' – ')[0]!]) {
      expect(left).not.toContain(word);
    }
    expect(await page.title()).toBe('Chirograph');
    // Pictures are refused to the page that had them a moment ago, and so are calls of its own making.
    expect(await page.evaluate(`fetch('/image/00000000/00000000').then((answer) => answer.status)`)).toBe(
      423,
    );
    await takePictures(page, 'locked');
    // Tab does not leave the lock screen.
    for (let presses = 0; presses < 4; presses++) {
      await page.keyboard.press('Tab');
      expect(await lockScreen().locator(':focus').count()).toBe(1);
    }

    await lockScreen().getByLabel('Address from the terminal').fill('http://127.0.0.1/?token=wrong');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('This address does not unlock').waitFor();
    await takePictures(page, 'locked-refused');

    await lockScreen()
      .getByLabel('Address from the terminal')
      .fill(await app.nextAddress());
    await page.getByRole('button', { name: 'Unlock' }).click();
    await lockScreen().waitFor({ state: 'detached' });
    await page
      .getByRole('navigation', { name: 'Views' })
      .locator('[aria-current=page]', { hasText: 'Compare' })
      .waitFor();
    expect(await page.title()).toBe(title);
  });

  it('is in the menu of the examiner; the address opened in place of the page leads back to the case', async () => {
    await page.getByRole('button', { name: 'Examiner AE' }).click();
    await takePictures(page, 'examiner-menu');
    await page.getByRole('menuitem', { name: /Lock now/ }).click();
    await lockScreen().waitFor();
    await page.reload();
    await lockScreen().waitFor();
    expect(await shownItems().count()).toBe(0);

    await page.goto(await app.nextAddress());
    await page
      .getByRole('navigation', { name: 'Views' })
      .locator('[aria-current=page]', { hasText: 'Compare' })
      .waitFor();
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Case' }).click();
    await page.getByRole('option', { name: /Q1/ }).waitFor();
    // 423 is what was asked for above.
    expect(app.complaints.filter((each) => !each.includes('423'))).toEqual([]);
  });
});

describe('the browser shell for other computers', () => {
  let folder: string;
  let app: BrowserApp;
  let page: Page;
  const PASSWORD = 'ink on old paper';

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'chirograph-e2e-remote-'));
    const fixtures = path.resolve(import.meta.dirname, '../main/shells/browser/fixtures');
    const key = path.join(folder, 'key.pem');
    await copyFile(path.join(fixtures, 'test-only.key.pem'), key);
    await chmod(key, 0o600);
    const users = path.join(folder, 'users.json');
    const program = path.resolve(import.meta.dirname, '../../bin/chirograph');
    const identity = ['--name', 'Ada Example', '--initials', 'AE', '--role', 'document examiner'];
    execFileSync(process.execPath, [program, 'users', 'add', users, ...identity], { input: `${PASSWORD}\n` });
    const certificate = path.join(fixtures, 'test-only.cert.pem');
    app = await openBrowserShell([
      '--remote',
      '127.0.0.1',
      '--tls-cert',
      certificate,
      '--tls-key',
      key,
      '--users',
      users,
      '--root',
      folder,
    ]);
    page = app.page;
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  const logIn = async (password: string): Promise<void> => {
    await page.getByLabel('Name').fill('Ada Example');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
  };

  it('is entered by a login, journals in that name, unlocks with the password, and is left', async () => {
    await page.getByRole('heading', { name: 'Chirograph' }).waitFor();
    await takePictures(page, 'login');
    await logIn('not the right one');
    await page.getByText('Name or password is not right.').waitFor();
    await takePictures(page, 'login-refused');
    expect(await violations(page)).toEqual([]);
    await logIn(PASSWORD);

    // Nobody is asked who examines: the login has said it.
    await page.getByText('Logged in as Ada Example').waitFor();
    await takePictures(page, 'welcome-remote');
    await page.getByRole('button', { name: 'Open the demo case' }).click();
    await page.getByRole('option', { name: /Q1/ }).waitFor();
    await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Journal' }).click();
    await page.locator('td[title="Ada Example, document examiner"]').first().waitFor();

    await page.getByRole('button', { name: 'Examiner AE' }).click();
    expect(await page.getByRole('menuitem', { name: /Ada Example/ }).isDisabled()).toBe(true);
    await takePictures(page, 'examiner-menu-remote');
    await page.getByRole('menuitem', { name: /Lock now/ }).click();
    await page.getByText('Enter the password of Ada Example to go on.').waitFor();
    await takePictures(page, 'locked-remote');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page
      .getByRole('navigation', { name: 'Views' })
      .locator('[aria-current=page]', { hasText: 'Journal' })
      .waitFor();

    await page.getByRole('button', { name: 'Examiner AE' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/login');
    // 401 is the wrong password.
    expect(app.complaints.filter((each) => !each.includes('401'))).toEqual([]);
  });
});
