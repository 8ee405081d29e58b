/** A page of which nobody knows how large it is, until the examiner says so by hand or by a scale in the image. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { introduceExaminer, openBrowserShell, type App } from './app.ts';
import { takePictures } from './pictures.ts';

let app: App;
let page: Page;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-resolution-'));
  await mkdir(path.join(root, 'questioned'));
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="300"><rect width="100%" height="100%" fill="white"/>' +
    '<polyline points="100,150 130,90 160,150 190,90 220,150 250,90" fill="none" stroke="black" stroke-width="6"/>' +
    '<polyline points="400,150 430,90 460,150 490,90 520,150" fill="none" stroke="black" stroke-width="6"/></svg>';
  // WebP has no field for it; a PNG written here would state 72 dpi.
  await sharp(Buffer.from(svg))
    .webp({ lossless: true })
    .toFile(path.join(root, 'questioned', 'photo.webp'));
  app = await openBrowserShell(['--root', root]);
  page = app.page;
  await introduceExaminer(page);
  await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click();
  await page.getByRole('button', { name: /^Open as case: 1 image/ }).click();
  await page.getByRole('option', { name: /Q1/ }).click();
  await page.getByText(/^[1-9]\d* words? encoded$/).waitFor();
});
afterAll(async () => {
  await app.close();
  await rm(root, { recursive: true, force: true });
});

const stated = (text: string): Locator => page.getByRole('button', { name: text });
const dialog = (): Locator => page.getByRole('dialog', { name: 'Resolution of Q1' });

it('says that it is not known, then whose word it has, in millimetres, and takes it back', async () => {
  await page.getByRole('application').getByText('no resolution known').waitFor();
  await stated('no resolution known').click();
  await dialog().getByText('The file states none.').waitFor();
  await page.getByLabel('Pixels per inch').fill('5');
  expect(await dialog().getByRole('button', { name: 'Set', exact: true }).isDisabled()).toBe(true);
  await page.getByLabel('Pixels per inch').fill('200');
  await takePictures(page, 'resolution-by-hand', () => page.waitForLoadState('networkidle'));
  await page.keyboard.press('Enter');
  await stated('200 dpi, by hand').waitFor();
  await page
    .getByRole('application')
    .getByText(/^\d+ mm$/)
    .waitFor();
  await page.getByRole('definition').filter({ hasText: '101.6 × 38.1 mm' }).waitFor();

  // Half the page's width is 25.4 mm: 400 pixels an inch.
  await stated('200 dpi, by hand').click();
  await dialog().getByRole('button', { name: 'Mark a scale in the image' }).click();
  const sheet = (await page.locator('.sheet').boundingBox())!;
  const at = (share: number): [number, number] => [
    sheet.x + sheet.width * share,
    sheet.y + sheet.height * 0.8,
  ];
  await page.mouse.click(...at(0.25));
  await takePictures(page, 'resolution-by-scale', () => page.waitForLoadState('networkidle'));
  await page.mouse.click(...at(0.75));
  await page.getByLabel('Length between the two places, in mm').fill('25,4');
  await dialog()
    .getByText(/^(39\d(\.\d)?|40\d(\.\d)?) dpi, by scale/)
    .waitFor();
  await page.keyboard.press('Enter');
  await stated('dpi, by scale').waitFor();

  await page.getByRole('button', { name: /^Undo: set the resolution/ }).click();
  await stated('200 dpi, by hand').waitFor();

  // The same by keys alone: ten steps of twenty pixels of the screen are 25.4 mm.
  await stated('200 dpi, by hand').focus();
  await page.keyboard.press('Enter');
  await dialog().getByRole('button', { name: 'Mark a scale in the image' }).focus();
  await page.keyboard.press('Enter');
  const { width } = (await page.locator('.sheet').boundingBox())!;
  for (const key of ['Enter', 'Enter', ...Array<string>(10).fill('Shift+ArrowRight')]) {
    await page.keyboard.press(key);
  }
  await page.getByText('Enter: the other end').waitFor();
  await takePictures(page, 'resolution-by-keys', () => page.waitForLoadState('networkidle'));
  await page.keyboard.press('Enter');
  await page.getByLabel('Length between the two places, in mm').fill('25.4');
  await page.keyboard.press('Enter');
  const byKeys = await stated('dpi, by scale').textContent();
  expect(Number(byKeys?.match(/[\d.]+/u)?.[0])).toBeCloseTo((800 / width) * 200, -1);
  await page.getByRole('button', { name: /^Undo: set the resolution/ }).click();
  await stated('200 dpi, by hand').waitFor();
  await stated('200 dpi, by hand').click();
  await dialog().getByRole('button', { name: 'As the file states' }).click();
  await stated('no resolution known').waitFor();
  await page.keyboard.press('Alt+7');
  await page.getByText('Undone: Resolution of page 1 set to 200.0 dpi, by hand').first().waitFor();
  expect(app.complaints).toEqual([]);
});
