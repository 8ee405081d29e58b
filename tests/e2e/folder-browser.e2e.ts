/** Choosing a case folder in the browser shell, as an examiner does it: by keys, by pointer, by a path. */
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { introduceExaminer, openBrowserShell, type App } from './app.ts';

describe('choosing a case folder in the browser shell', () => {
  let base: string;
  let root: string;
  let app: App;
  let page: Page;

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
  const dialog = (): Locator => page.getByRole('dialog', { name: 'Open a case folder' });
  /** Waits until this folder is shown. */
  const shows = (name: string): Promise<void> =>
    dialog()
      .getByRole('listbox', { name: `Folders in ${name}`, exact: true })
      .waitFor();
  /** Role of what has the focus, or its element's name. */
  const focused = (): Promise<string> =>
    page.evaluate('document.activeElement.getAttribute("role") ?? document.activeElement.tagName');

  beforeAll(async () => {
    base = realpathSync(await mkdtemp(path.join(tmpdir(), 'chirograph-folders-')));
    root = path.join(base, 'cases');
    await drawImage(path.join(root, '2026', '0417 letters', 'questioned', 'note.png'));
    await drawImage(path.join(root, '2026', '0417 letters', 'known', 'A. Writer', 'one.png'));
    await drawImage(path.join(root, '2026', '0421 cheque', 'cheque.png'));
    await drawImage(path.join(base, 'cases-2', 'other', 'questioned', 'note.png'));
    await symlink(path.join(base, 'cases-2'), path.join(root, 'way out'));
    app = await openBrowserShell(['--root', root]);
    page = app.page;
    await introduceExaminer(page);
    // Until the examiner is known, nothing can be opened.
    await button('Open a case folder…').click({ trial: true });
  });
  afterAll(async () => {
    await app.close();
    await rm(base, { recursive: true, force: true });
  });

  it('leads by keys alone to a case, and says before it is opened what it holds', async () => {
    await button('Open a case folder…').press('Enter');
    await shows('cases');
    expect(await focused()).toBe('combobox');
    expect(await dialog().getByRole('option').allTextContents()).toHaveLength(1);
    await page.keyboard.press('Enter');
    await shows('2026');
    await page.keyboard.press('Enter');
    await shows('0417 letters');
    await button('Open as case: 2 images').waitFor();
    await page.keyboard.press('Backspace');
    await shows('2026');
    await page.keyboard.type('cheq');
    await expect.poll(() => dialog().getByRole('option').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog().getByRole('option').count()).toBe(2);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await shows('0417 letters');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('option', { name: /Q1/ }).waitFor();
    expect(existsSync(path.join(root, '2026', '0417 letters', 'case.chirograph'))).toBe(true);
  });

  it('begins where it ended, and takes a typed path only inside the roots', async () => {
    await page.keyboard.press('Control+o');
    await shows('0417 letters');
    await button('Open case: 2 images').waitFor();
    const field = dialog().getByLabel('Path on the computer where Chirograph runs');
    for (const outside of [
      path.join(base, 'cases-2', 'other'),
      path.join(root, 'way out', 'other'),
      `${root}/../cases-2/other`,
      '/etc',
    ]) {
      await field.fill(outside);
      await field.press('Enter');
      await dialog().getByRole('alert').getByText(outside).waitFor();
    }
    expect(await dialog().getByRole('alert').textContent()).toContain(`${root}, `);
    expect(existsSync(path.join(base, 'cases-2', 'other', 'case.chirograph'))).toBe(false);
    await field.fill(path.join(root, '2026', '0421 cheque'));
    await field.press('Enter');
    await dialog().getByText('No folder lies in 0421 cheque.').waitFor();
    await expect.poll(focused).toBe('BUTTON');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /cheque\.png/ }).waitFor();
    expect(await dialog().count()).toBe(0);
  });

  it('is gone about with the pointer too: up, along the way, to another place, and away', async () => {
    await page.keyboard.press('Control+o');
    await button('Folder above').click();
    await shows('2026');
    await dialog().getByRole('option', { name: '0417 letters' }).click();
    await shows('0417 letters');
    await dialog().getByRole('navigation', { name: 'Where this folder lies' }).getByText('cases').click();
    await shows('cases');
    expect(await focused()).toBe('combobox');
    await dialog().getByRole('navigation', { name: 'Places' }).getByText('Demo cases').click();
    await shows('Demo cases');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog().count()).toBe(0);
    await page.getByRole('option', { name: /cheque\.png/ }).waitFor();
    expect(app.complaints).toEqual([]);
  });
});

/** A stroke on paper: enough to be an image that can be read. */
async function drawImage(file: string): Promise<void> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120"><rect width="100%" height="100%" fill="white"/>' +
    '<polyline points="40,90 70,30 100,90 130,30 160,90 190,30" fill="none" stroke="black" stroke-width="5"/></svg>';
  await mkdir(path.dirname(file), { recursive: true });
  await sharp(Buffer.from(svg)).png().toFile(file);
}
