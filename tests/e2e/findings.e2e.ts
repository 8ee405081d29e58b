/** Findings in the real browser: marked in both writings by pointer and keys, measured, described, undone, shown, reported. */
import { copyFile } from 'node:fs/promises';
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

const bar = (): Locator => page.getByRole('group', { name: 'Marks', exact: true });
const tool = (name: RegExp): Locator => bar().getByRole('button', { name });
const pane = (side: 'Questioned' | 'Known'): Locator =>
  page
    .getByRole('region', { name: side === 'Questioned' ? /^Pane 1: / : /^Pane 2: / })
    .getByRole('application');
/** What the marks seen are called, on every page that is shown. */
const marks = (): Promise<string[]> =>
  page
    .getByRole('group', { name: 'Marks on this page' })
    .getByRole('button')
    .evaluateAll((all) => all.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel));
/** Drags in a pane between places given as shares of it. */
async function drag(
  host: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const { x, y, width, height } = (await host.boundingBox())!;
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 4 });
  await page.mouse.up();
}
async function clickAt(host: Locator, ...places: readonly (readonly [number, number])[]): Promise<void> {
  const { x, y, width, height } = (await host.boundingBox())!;
  for (const [across, down] of places) {
    await page.mouse.move(x + across * width, y + down * height);
    await page.mouse.down();
    await page.mouse.up();
  }
}

it('a mark in the questioned and one in the known writing are one finding, which is described, and undone', async () => {
  await page.keyboard.press('Alt+2');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await expect.poll(() => pane('Known').getAttribute('aria-busy')).toBe('false');
  await page.getByRole('heading', { name: 'Compare' }).click();
  await page.keyboard.press('e');
  await tool(/^Circle/).click();
  await drag(pane('Questioned'), [0.3, 0.42], [0.4, 0.5]);
  await expect.poll(marks).toEqual(['Finding 1, observation: circle on Q1']);
  await drag(pane('Known'), [0.3, 0.42], [0.4, 0.5]);
  await expect
    .poll(marks)
    .toEqual(['Finding 1, observation: circle on Q1', 'Finding 1, observation: circle on K1']);
  await page.getByLabel('What it is').selectOption('similarity');
  await page.getByLabel('Weight', { exact: true }).selectOption('high');
  await page.getByLabel('Comment', { exact: true }).fill('closed loop of the g');
  await page.keyboard.press('Enter');
  await expect
    .poll(marks)
    .toEqual(['Finding 1, similarity: circle on Q1', 'Finding 1, similarity: circle on K1']);

  // Another mark on the questioned page begins a finding of its own; both steps are taken back and done again.
  await drag(pane('Questioned'), [0.6, 0.42], [0.7, 0.5]);
  await expect.poll(async () => (await marks()).length).toBe(3);
  expect(await marks()).toContain('Finding 2, observation: circle on Q1');
  await pane('Questioned').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await marks()).length).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.getByLabel('Comment', { exact: true }).inputValue()).toBe('');
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(async () => (await marks()).length).toBe(3);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(app.complaints).toEqual([]);
  await takePictures(page, 'findings-compare', () => page.waitForLoadState('networkidle'));
});

it('a picture of the panes and one of a page are saved at their scale, with marks and what they show', async () => {
  const reports = path.join(app.folder, 'reports');
  const dialog = page.getByRole('dialog', { name: 'Save a picture' });
  const saved = async (scale: string): Promise<{ width: number; height: number; file: string }> => {
    await page.getByRole('button', { name: 'Save a picture' }).click();
    await dialog.getByLabel('Scale of the picture').selectOption({ label: scale });
    await dialog.getByRole('button', { name: 'Save picture' }).click();
    const name = await dialog.getByText(/picture-.*\.png$/).textContent({ timeout: 60_000 });
    const file = path.join(reports, path.basename(name!));
    await dialog.getByRole('button', { name: 'Close' }).click();
    const { width, height } = await sharp(file).metadata();
    return { width, height, file };
  };
  const panes = await saved('As on the screen');
  expect(path.basename(panes.file)).toMatch(/ Q1 K1\.png$/);
  const { width } = (await page.locator('.panes').boundingBox())!;
  expect(panes.width).toBe(Math.round(width));

  await page.keyboard.press('Alt+1');
  await expect.poll(() => page.getByRole('application').getAttribute('aria-busy')).toBe('false');
  const sheet = await sharp(path.join(app.folder, 'questioned', 'first.png')).metadata();
  const original = await saved('Original resolution');
  expect(path.basename(original.file)).toMatch(/ Q1 page 1\.png$/);
  expect(original.width).toBe(sheet.width);
  expect(original.height).toBeGreaterThan(sheet.height + 20);
  expect((await saved('150 pixels an inch')).width).toBe(Math.round(sheet.width / 2));
  // The page's own pixels, but where marks lie over them.
  const raw = (file: string): Promise<Buffer> =>
    sharp(file)
      .extract({ left: 0, top: 0, width: sheet.width, height: sheet.height })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer();
  const [picture, evidence] = await Promise.all([
    raw(original.file),
    raw(path.join(app.folder, 'questioned', 'first.png')),
  ]);
  const other = picture.filter((value, at) => value !== evidence[at]).length / picture.length;
  expect(other).toBeGreaterThan(0);
  expect(other).toBeLessThan(0.05);
  expect(app.complaints).toEqual([]);
  if (process.env['CHIROGRAPH_PICTURES'] !== undefined) {
    await copyFile(original.file, path.join(process.env['CHIROGRAPH_PICTURES'], 'saved-page.png'));
    await copyFile(panes.file, path.join(process.env['CHIROGRAPH_PICTURES'], 'saved-panes.png'));
  }
  await page.keyboard.press('Alt+2');
});

it('measures by the scale of the page while it is drawn, and without a pointer', async () => {
  await tool(/^Measure/).click();
  await page
    .getByRole('menuitem', { name: /^Slant/ })
    .or(page.getByRole('menuitemradio', { name: /^Slant/ }))
    .click();
  await clickAt(pane('Questioned'), [0.2, 0.6], [0.4, 0.6], [0.3, 0.6], [0.3, 0.5]);
  await expect.poll(marks).toContain('Finding 3, observation: slant on Q1 90.0°');

  await pane('Known').focus();
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await marks()).filter((name) => /: distance on K1 \d+\.\d\d? mm$/.test(name)).length)
    .toBe(1);
  // Chosen by keys, moved by keys, taken off by keys.
  const before = await marks();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+ArrowRight');
  await expect.poll(() => tool(/^Undo: move a mark/).count()).toBe(1);
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await marks()).length).toBe(before.length - 1);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await marks()).length).toBe(before.length);
  expect(app.complaints).toEqual([]);
});

it('measures one gap and two by pointer, ended by a double-click or by Enter', async () => {
  const pick = async (): Promise<void> => {
    await tool(/^(Measure|Letter spacing|Distance|Slant)$/).click();
    await page
      .getByRole('menuitem', { name: /^Letter spacing/ })
      .or(page.getByRole('menuitemradio', { name: /^Letter spacing/ }))
      .click();
  };
  const placesOfLast = (): Promise<number> =>
    page
      .getByRole('group', { name: 'Marks on this page' })
      .getByRole('button', { name: /: letter spacing on Q1 / })
      .last()
      .locator('path.line')
      .evaluate((path) => (path.getAttribute('d')!.match(/M/g) ?? []).length);
  const spacings = async (): Promise<number> =>
    (await marks()).filter((name) => name.includes(': letter spacing on Q1 ')).length;
  const doubleClickAt = async (across: number, down: number): Promise<void> => {
    const { x, y, width, height } = (await pane('Questioned').boundingBox())!;
    await page.mouse.dblclick(x + across * width, y + down * height);
  };
  await pick();
  await clickAt(pane('Questioned'), [0.22, 0.45]);
  await doubleClickAt(0.27, 0.45);
  await expect.poll(spacings).toBe(1);
  const one = await placesOfLast();
  await clickAt(pane('Questioned'), [0.22, 0.52], [0.27, 0.52], [0.32, 0.52]);
  await doubleClickAt(0.37, 0.52);
  await expect.poll(spacings).toBe(2);
  expect(await placesOfLast()).toBe(2 * one);
  await clickAt(pane('Questioned'), [0.22, 0.57], [0.27, 0.57]);
  await page.keyboard.press('Enter');
  await expect.poll(spacings).toBe(3);
  expect(await placesOfLast()).toBe(one);
  for (const left of [2, 1, 0]) {
    await page.keyboard.press('Control+z');
    await expect.poll(spacings).toBe(left);
  }
  await page.keyboard.press('Escape');
  expect(app.complaints).toEqual([]);
});

it("a comment being typed is its finding's, whatever is clicked or pressed next", async () => {
  const comment = page.getByLabel('Comment', { exact: true });
  const mark = (name: RegExp): Locator => pane('Questioned').getByRole('button', { name });
  await mark(/^Finding 2,/)
    .locator('text')
    .click();
  await mark(/^Finding 1,/)
    .locator('text')
    .click();
  await comment.fill('closed loop of the g, twice');
  await mark(/^Finding 2,/)
    .locator('text')
    .click();
  await expect.poll(() => comment.inputValue()).toBe('');
  // Enter gives the keyboard back to the pane of the mark, not to the first.
  await pane('Known')
    .getByRole('button', { name: /^Finding 1,/ })
    .locator('text')
    .click();
  await comment.press('Enter');
  await expect
    .poll(() => pane('Known').evaluate((host) => host === host.ownerDocument.activeElement))
    .toBe(true);
  await mark(/^Finding 2,/)
    .locator('text')
    .click();
  await comment.fill('a limitation of the scan');
  await page.keyboard.press('Alt+4');
  const main = page.getByRole('main', { name: 'Findings' });
  await expect
    .poll(() => main.getByLabel('Comment on finding 1').inputValue())
    .toBe('closed loop of the g, twice');
  await expect
    .poll(() => main.getByLabel('Comment on finding 2').inputValue())
    .toBe('a limitation of the scan');
  await main.getByLabel('Comment on finding 1').fill('closed loop of the g');
  await main.getByLabel('Comment on finding 2').fill('');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Alt+2');
  expect(app.complaints).toEqual([]);
});

it('shows the marks of the page that is seen, and sets none, while two pages are in one place', async () => {
  const all = await marks();
  const of = (label: string): string[] => all.filter((name) => name.includes(` on ${label}`)).toSorted();
  const one = pane('Questioned');
  await tool(/^Circle/).click();
  await page.getByRole('toolbar', { name: 'View' }).getByRole('button', { name: 'Flicker' }).click();
  await page.getByText('Marks are shown only').waitFor();
  expect(await bar().count()).toBe(0);
  await expect.poll(async () => (await marks()).toSorted()).toEqual(of('Q1'));
  await one.getByText('(first page)').waitFor();
  await page.keyboard.press('x');
  await expect.poll(async () => (await marks()).toSorted()).toEqual(of('K1'));
  await one.getByText('(second page)').waitFor();
  await drag(one, [0.6, 0.6], [0.7, 0.7]);
  await one.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('v');
  await expect.poll(async () => (await marks()).length).toBe(all.length);
  await takePictures(page, 'findings-curtain');
  await page.keyboard.press('Escape');
  await expect.poll(marks).toEqual(all);
  await bar().waitFor();
  expect(await page.getByText('Marks are shown only').count()).toBe(0);
  await tool(/^Choose/).click();
  expect(app.complaints).toEqual([]);
});

it('lists the findings and leads from each to its marks', async () => {
  await page.keyboard.press('Alt+4');
  const main = page.getByRole('main', { name: 'Findings' });
  await main.getByText('1 similarity').waitFor();
  await expect.poll(() => main.getByLabel('Comment on finding 1').inputValue()).toBe('closed loop of the g');
  await takePictures(page, 'findings', () => page.waitForLoadState('networkidle'));
  await main.getByLabel('What finding 2 is').selectOption('limitation');
  await main.getByText(/1 similarity, 1 limitation/).waitFor();
  await main.getByRole('button', { name: 'Show finding 1', exact: true }).click();
  await page.getByRole('main', { name: 'Compare' }).waitFor();
  for (const side of ['Questioned', 'Known'] as const) {
    const host = (await pane(side).boundingBox())!;
    const mark = pane(side).getByRole('button', {
      name: /^Finding 1, similarity/,
      pressed: side === 'Questioned',
    });
    await expect
      .poll(async () => {
        const box = (await mark.locator('path').first().boundingBox())!;
        return Math.abs(box.x + box.width / 2 - host.x - host.width / 2) < 4;
      })
      .toBe(true);
  }
  await takePictures(page, 'findings-shown', () => page.waitForLoadState('networkidle'));
  // A finding on one writing alone leads to its item.
  await page.keyboard.press('Alt+4');
  await main.getByRole('button', { name: 'Show finding 2', exact: true }).click();
  await page.getByRole('main', { name: 'Case', exact: true }).waitFor();
  await expect.poll(marks).toContain('Finding 2, limitation: circle on Q1');
  await takePictures(page, 'findings-case', () => page.waitForLoadState('networkidle'));
  expect(app.complaints).toEqual([]);
});

it('the report holds them, and the case verifies', async () => {
  await page.keyboard.press('Alt+6');
  await page.getByText(/^[34] findings$/).waitFor();
  await page.getByRole('button', { name: 'Export draft' }).click();
  await page.getByText(/Draft PDF, \d+ pages/).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Verify the case' }).click();
  const outcome = page.getByRole('region', { name: 'Verification' });
  await outcome.getByText(/Checked:/).waitFor({ timeout: 120_000 });
  await page.keyboard.press('Alt+7');
  await page.getByText('Finding 1, similarity, with 2 marks').first().waitFor();
  expect(await page.getByText('closed loop').count()).toBe(0);
  expect(app.complaints).toEqual([]);
});
