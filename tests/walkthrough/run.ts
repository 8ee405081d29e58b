/**
 * Goes through the demo case as docs/first-case.md tells it, and takes the pictures of that page: `npm run walkthrough`.
 * It fails where a step of the page cannot be taken.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { introduceExaminer, openBrowserShell } from '../e2e/app.ts';
import { settled } from '../e2e/walk.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/first-case');
/** Enough for a window of greys with some ink in it, at a third of the size. */
const COLOURS = 96;

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const app = await openBrowserShell();
const { page } = app;
const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const viewer = (number: number): Locator =>
  page.getByRole('region', { name: `Pane ${number}: ` }).getByRole('application');

async function picture(name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await settled(page);
  const bytes = await sharp(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
    .png({ palette: true, colours: COLOURS, effort: 10, dither: 0 })
    .toBuffer();
  await writeFile(path.join(folder, `${name}.png`), bytes);
  process.stdout.write(`${name}.png, ${Math.round(bytes.length / 1000)} kB\n`);
}

/** Draws the mark of the tool chosen over a part of a pane, given as shares of it. */
async function draw(
  pane: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const { x, y, width, height } = (await pane.boundingBox())!;
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 4 });
  await page.mouse.up();
}

try {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await introduceExaminer(page);
  await picture('welcome');
  await button('Open the demo case').click();
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 300_000 });

  await page.getByRole('option', { name: /^Q1/ }).click();
  await page.getByRole('button', { name: /^word 3, line 1: in use/i }).click();
  await picture('words-on-a-page');

  await press('Alt+2');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await button('Compare').last().click();
  await page.getByText('Reference pooled').waitFor();
  await picture('compared');

  await button(/^Pair 1: writer cosine/).click();
  await viewer(1).focus();
  await press('e', 'c');
  await draw(viewer(1), [0.15, 0.5], [0.4, 0.75]);
  await page.getByRole('button', { name: /^Finding 1, .* on Q1/ }).waitFor();
  await draw(viewer(2), [0.15, 0.5], [0.4, 0.75]);
  await page.getByRole('button', { name: /^Finding 1, .* on K/ }).waitFor();
  await press('Escape');
  await page.getByLabel('What it is').selectOption('similarity');
  await page.getByLabel('Weight', { exact: true }).selectOption('medium');
  await page.getByLabel('Comment', { exact: true }).fill('Begins with a stroke to the left that turns back');
  await press('Enter');
  await picture('a-finding');
  await viewer(1).focus();
  await press('e');
  await viewer(1).focus();
  await press('c');
  await picture('two-colours');
  await press('Escape');

  await press('Alt+4');
  await button('Show finding 1').waitFor();
  await picture('findings');
  await press('Alt+8');
  await page.getByRole('img', { name: /^Map of / }).waitFor();
  await picture('charts');
  await press('Alt+5');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await button('Search the known writers').click();
  await page.getByRole('listitem', { name: /^Rank 1/ }).waitFor();
  await picture('searched');

  await press('Alt+6');
  await page.getByLabel('Case number').fill('2026-0417');
  await page.getByLabel('Laboratory', { exact: true }).fill('Laboratory of Examples');
  await button('Export draft').click();
  await button('Review…').waitFor();
  await picture('a-draft');
  await button(/^Finalise version 1/).click();
  await button('Finalise').click();
  await page.getByText('Final, version 1').waitFor();
  await button('Verify the case').click();
  await page
    .getByRole('region', { name: 'Verification' })
    .getByText('No difference.')
    .waitFor({ timeout: 300_000 });
  await page.getByRole('region', { name: 'Verification' }).scrollIntoViewIfNeeded();
  await picture('verified');
  await press('Alt+7');
  await page.getByText('report.export').first().waitFor();
  await picture('journal');
} catch (error) {
  await page.screenshot({ path: path.join(folder, 'where-it-failed.png') });
  throw error;
} finally {
  await app.close();
}
