/** Letters in the real browser: marked by pointer and by keys, named, taken back, and set beside each other in a chart. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takePictures } from './pictures.ts';
import { openSlips, type SlipsApp } from './slips.ts';

let app: SlipsApp;
let page: Page;

beforeAll(async () => {
  app = await openSlips(1);
  page = app.page;
});
afterAll(() => app.close());

const viewer = (): Locator => page.getByRole('application');
const field = (): Locator => page.getByLabel('Which letter it is');
const marked = (): Promise<string[]> =>
  page
    .getByRole('group', { name: 'Letters on this page' })
    .getByRole('button')
    .evaluateAll((all) => all.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel));

/** Drags over the page between places given as shares of the pane, through those between. */
async function drag(...places: readonly (readonly [number, number])[]): Promise<void> {
  const { x, y, width, height } = (await viewer().boundingBox())!;
  for (const [at, [across, down]] of places.entries()) {
    await page.mouse.move(x + across * width, y + down * height, { steps: 4 });
    if (at === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

it('letters are marked with the pointer and by keys, named, chosen, called otherwise and taken back', async () => {
  await expect.poll(() => viewer().getAttribute('aria-busy')).toBe('false');
  await page.getByRole('heading', { name: 'Items' }).click();
  await page.keyboard.press('b');
  await drag([0.414, 0.42], [0.447, 0.462]);
  await expect.poll(() => field().evaluate((each) => each.matches(':focus'))).toBe(true);
  await field().fill('a');
  await page.keyboard.press('Enter');
  await expect.poll(marked).toEqual(['Letter a on Q1']);
  await expect.poll(() => viewer().evaluate((each) => each.matches(':focus'))).toBe(true);
  // The next one is offered the same name.
  await page.keyboard.press('r');
  await drag([0.342, 0.428], [0.372, 0.425], [0.378, 0.46], [0.342, 0.465], [0.34, 0.43]);
  await expect.poll(() => field().inputValue()).toBe('a');
  await page.keyboard.press('Enter');
  await expect.poll(marked).toEqual(['Letter a on Q1', 'Letter a on Q1']);
  await expect.poll(() => viewer().evaluate((each) => each.matches(':focus'))).toBe(true);
  // By keys alone: a corner in the middle, another one further on.
  await page.keyboard.press('d');
  for (const key of ['Enter', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter'])
    await page.keyboard.press(key);
  await field().fill('B');
  await page.keyboard.press('Enter');
  await expect.poll(marked).toEqual(['Letter a on Q1', 'Letter a on Q1', 'Letter B on Q1']);
  // The keyboard is the page's again once the letter is saved.
  await expect.poll(() => viewer().evaluate((each) => each.matches(':focus'))).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await field().fill('b');
  await page.keyboard.press('Enter');
  await expect.poll(marked).toEqual(['Letter a on Q1', 'Letter a on Q1', 'Letter b on Q1']);
  await expect.poll(() => viewer().evaluate((each) => each.matches(':focus'))).toBe(true);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(marked).toEqual(['Letter a on Q1', 'Letter a on Q1']);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(marked).toEqual(['Letter a on Q1', 'Letter a on Q1', 'Letter B on Q1']);
  expect(app.complaints).toEqual([]);
  await takePictures(page, 'letters-page', () => page.waitForLoadState('networkidle'));
});

it('marks give way to letters and letters to marks, in the same place', async () => {
  await page.keyboard.press('e');
  await page.getByRole('group', { name: 'Marks on this page' }).waitFor();
  expect(await page.getByRole('group', { name: 'Letters on this page' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Letters', exact: true }).click();
  await page.getByRole('group', { name: 'Letters on this page' }).waitFor();
  expect(await page.getByRole('group', { name: 'Marks on this page' }).count()).toBe(0);
});

it('the chart sets one letter of all items side by side, at one scale, from the original pixels', async () => {
  await page.getByRole('option', { name: /^K1\b/ }).click();
  await expect.poll(() => viewer().getAttribute('aria-busy')).toBe('false');
  // What was chosen on the page before is not in sight, and cannot be called otherwise.
  expect(await field().isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Draw a box around a letter (D)' }).click();
  await drag([0.414, 0.42], [0.447, 0.462]);
  await field().fill('a');
  await page.keyboard.press('Enter');
  await expect.poll(marked).toEqual(['Letter a on K1']);
  await page.getByRole('button', { name: 'Letter chart' }).click();
  const section = page.getByRole('region', { name: 'Letter chart' });
  await section.getByLabel('Letter shown').selectOption('a');
  const chart = section.getByRole('img', { name: 'Letter a in 2 rows, 3 cut-outs' });
  await chart.waitFor();
  const sides = await chart
    .locator('image')
    .evaluateAll((all) =>
      all.map((each) => ['width', 'height'].map((name) => Number(each.getAttribute(name)))),
    );
  expect(sides).toHaveLength(3);
  await section.getByText(/^Cut out from the original pixels, all at \d\.\d times natural size\./).waitFor();
  const broken = await chart.locator('image').evaluateAll(async (all) => {
    const sizes = await Promise.all(
      all.map(async (each) => (await fetch(each.getAttribute('href')!)).status),
    );
    return sizes.filter((status) => status !== 200);
  });
  expect(broken).toEqual([]);
  await section.getByLabel('Rows of the letter chart').selectOption('writer');
  await chart.getByText('Edda Marrow').waitFor();
  await section.getByLabel('Scale of the letter chart').selectOption('x-height');
  await section.getByText('small letters of all pages equally high').waitFor();
  await section.getByRole('button', { name: 'Copy as SVG' }).click();
  await section.getByText('Copied.').waitFor();
  // Saved as a file, the cut-outs are inside, and the caption says what they are.
  for (const format of ['SVG', 'PNG']) {
    await section.getByRole('button', { name: `Save as ${format}` }).click();
    await section.getByText(`letter chart.${format.toLowerCase()}`).waitFor();
  }
  const reports = path.join(app.folder, 'reports');
  const names = await readdir(reports);
  const [png, svg] = ['.png', '.svg'].map((end) => names.find((name) => name.endsWith(end)));
  const text = await readFile(path.join(reports, svg!), 'utf8');
  expect(text.match(/href="data:image\/png;base64,/gu)).toHaveLength(3);
  expect(text).toContain('Cut out from the original');
  const picture = await sharp(path.join(reports, png!)).stats();
  expect(picture.channels[0]!.min).toBeLessThan(120);
  expect(app.complaints).toEqual([]);
  await takePictures(page, 'letters-chart', async () => {
    await section.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
  });
});
