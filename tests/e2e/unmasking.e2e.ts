/** Sequential unmasking in the real browser: one examiner from the questioned writing to the scores, a second one blind after her. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSmallCase } from '../main/engine/small-case.ts';
import { violations } from './accessibility.ts';
import { introduceExaminer, openBrowserShell, type BrowserApp } from './app.ts';
import { cutOff } from './cut-off.ts';
import { takePictures } from './pictures.ts';
import { settled } from './walk.ts';

let app: BrowserApp;
let page: Page;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-unmasking-e2e-'));
  const folder = path.join(root, 'slips');
  await makeSmallCase(folder, 1);
  app = await openBrowserShell(['--root', folder]);
  page = app.page;
  await introduceExaminer(page);
});
afterAll(async () => {
  await app.close();
  await rm(root, { recursive: true, force: true });
});

const items = (): Locator => page.getByRole('listbox', { name: 'Items' });
const banner = (): Locator => page.getByRole('region', { name: 'Sequential unmasking' });
const quiet = (): Promise<void> => page.waitForLoadState('networkidle');
/** Everything that the window shows or holds in its markup. */
const markup = (): Promise<string> =>
  page.locator('html').evaluate((html) => (html as { outerHTML: string }).outerHTML);

/** What is held against the screen as it is now: by axe-core, and what is cut off on a full-HD screen scaled to 200 %. */
async function faults(): Promise<string[]> {
  const found = await violations(page);
  const usual = page.viewportSize()!;
  await page.setViewportSize({ width: 960, height: 540 });
  await settled(page);
  found.push(...(await cutOff(page)));
  await page.setViewportSize(usual);
  await settled(page);
  return found;
}

/** Draws a circle in the page that the Case view shows. */
async function circle(from: readonly [number, number]): Promise<void> {
  const host = page.getByRole('application').first();
  await expect.poll(() => host.getAttribute('aria-busy')).toBe('false');
  if ((await page.getByRole('group', { name: 'Marks', exact: true }).count()) === 0) {
    await host.focus();
    await page.keyboard.press('e');
  }
  const tool = page
    .getByRole('group', { name: 'Marks', exact: true })
    .getByRole('button', { name: /^Circle/ });
  if ((await tool.getAttribute('aria-pressed')) !== 'true') await tool.click();
  const { x, y, width, height } = (await host.boundingBox())!;
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + (from[0] + 0.1) * width, y + (from[1] + 0.08) * height, { steps: 4 });
  await page.mouse.up();
}
const marks = (): Promise<string[]> =>
  page
    .getByRole('group', { name: 'Marks on this page' })
    .getByRole('button')
    .evaluateAll((all) => all.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel));

async function goOn(button: RegExp): Promise<void> {
  await banner().getByRole('button', { name: button }).click();
  await page
    .getByRole('dialog', { name: 'Lock your findings?' })
    .getByRole('button', { name: 'Lock and go on' })
    .click();
}

/** Another examiner takes the chair. */
async function change(name: string): Promise<void> {
  await page.getByRole('button', { name: /^Examiner / }).click();
  const entry = page.getByRole('menuitem', { name: /, document examiner$/ });
  await entry.click();
  await introduceExaminer(page, name);
  await expect.poll(() => items().getByRole('option', { name: /^Q1/ }).count()).toBe(1);
}

it('a case opened that way shows questioned items alone, in every view', async () => {
  await page.getByRole('checkbox', { name: /^Under sequential unmasking/ }).check();
  await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click();
  await page.getByRole('button', { name: /^Open (as )?case: 4 images/ }).click();
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });
  await banner().getByText('Questioned items only').waitFor();
  expect(await items().getByRole('group', { name: 'Known, veiled' }).getByRole('option').count()).toBe(2);
  await takePictures(page, 'unmasking-questioned', quiet);
  expect.soft(await faults()).toEqual([]);
  for (const [key, name] of [
    ['2', 'Compare'],
    ['3', 'Words'],
    ['4', 'Findings'],
    ['5', 'Search'],
    ['6', 'Report'],
    ['7', 'Journal'],
    ['8', 'Charts'],
    ['1', 'Case'],
  ] as const) {
    await page.keyboard.press(`Alt+${key}`);
    await page.getByRole('main', { name, exact: true }).waitFor();
    await quiet();
    expect(await markup(), name).not.toMatch(/Edda Marrow|Ruth Calder|known\//);
    if (['Search', 'Report', 'Charts'].includes(name)) {
      await page.getByText(/^Veiled until you have locked your own findings/).waitFor();
      if (name === 'Report') expect.soft(await faults()).toEqual([]);
    }
  }
  await page.keyboard.press('Alt+2');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await takePictures(page, 'unmasking-compare-veiled', quiet);
  await page.keyboard.press('Alt+1');
  expect(app.complaints).toEqual([]);
});

it('locking what was found shows the known items, and leaves it as it was', async () => {
  await items().getByRole('option', { name: /^Q1/ }).click();
  await circle([0.3, 0.42]);
  await expect.poll(marks).toEqual(['Finding 1, observation: circle on Q1']);
  await page.keyboard.press('Escape');
  await banner()
    .getByRole('button', { name: /show known items/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Lock your findings?' });
  await dialog.getByText(/^1 finding of yours is locked/).waitFor();
  await takePictures(page, 'unmasking-lock');
  expect.soft(await faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await goOn(/show known items/);
  await banner().getByText('Questioned and known items').waitFor();
  await items().getByRole('group', { name: 'Known, Edda Marrow' }).waitFor();
  // Neither by hand nor by undoing is a locked finding changed.
  await page.keyboard.press('Alt+4');
  const main = page.getByRole('main', { name: 'Findings' });
  await main.getByText(/^locked /).waitFor();
  expect(await main.getByLabel('Comment on finding 1').isDisabled()).toBe(true);
  expect(await main.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
  for (const view of ['5', '6', '8']) {
    await page.keyboard.press(`Alt+${view}`);
    await page.getByText(/^Veiled until you have locked your own findings/).waitFor();
  }
  expect(app.complaints).toEqual([]);
});

it('what is seen in comparing is a finding of its own, and scores come after its lock', async () => {
  await page.keyboard.press('Alt+2');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await page
    .getByText(/^Scores, reports and what others found are veiled from you\.$/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Compare', exact: true }).count()).toBe(1);
  await takePictures(page, 'unmasking-compare-known', quiet);
  await page.keyboard.press('Alt+1');
  await items().getByRole('option', { name: /^K1/ }).click();
  await circle([0.3, 0.42]);
  await expect.poll(marks).toEqual(['Finding 2, observation: circle on K1']);
  await page.keyboard.press('Escape');
  await goOn(/show scores/);
  await expect.poll(() => banner().count()).toBe(0);
  await page.keyboard.press('Alt+2');
  await page
    .getByRole('main', { name: 'Compare' })
    .getByRole('button', { name: 'Compare', exact: true })
    .click();
  await expect
    .poll(() => page.getByRole('heading', { name: 'Earlier comparisons' }).count(), { timeout: 60_000 })
    .toBe(1);
  expect(app.complaints).toEqual([]);
});

it('a second examiner sees none of it before findings of his own are locked', async () => {
  await change('Bo Other');
  await banner().getByText('Questioned items only').waitFor();
  for (const key of ['2', '3', '4', '7', '1']) {
    await page.keyboard.press(`Alt+${key}`);
    await quiet();
    expect(await markup()).not.toMatch(/Edda Marrow|Ruth Calder|known\/|cosine −?0\.\d/);
  }
  await page.keyboard.press('Alt+4');
  await page.getByRole('main', { name: 'Findings' }).getByText('No findings').waitFor();
  await page.keyboard.press('Alt+7');
  await page
    .getByText(/^Veiled from you for now/)
    .first()
    .waitFor();
  await page.keyboard.press('Alt+1');
  await items().getByRole('option', { name: /^Q1/ }).click();
  await circle([0.32, 0.43]);
  await expect.poll(marks).toEqual(['Finding 3, observation: circle on Q1']);
  await page.keyboard.press('Escape');
  await goOn(/show known items/);
  await banner().getByText('Questioned and known items').waitFor();
  await page.keyboard.press('Alt+4');
  await page.getByRole('main', { name: 'Findings' }).getByText('1 observation').waitFor();
  await goOn(/show scores/);
  await expect.poll(() => banner().count()).toBe(0);
  await page.getByRole('main', { name: 'Findings' }).getByText('3 observations').waitFor();
  const independent = page.getByRole('region', { name: 'Found independently' });
  await independent.getByRole('row', { name: /^Q1, page 1 1 3 Agree$/ }).waitFor();
  await independent.getByRole('row', { name: /^K1, page 1 2 – Ada Example alone$/ }).waitFor();
  await takePictures(page, 'unmasking-independent', quiet);
  expect.soft(await faults()).toEqual([]);
  expect(app.complaints).toEqual([]);
});

it('says who locked what when, and the case verifies', async () => {
  await page.keyboard.press('Alt+KeyU');
  const dialog = page.getByRole('dialog', { name: 'Sequential unmasking' });
  await dialog.getByText(/findings 1, then known items/).waitFor();
  await dialog.getByText(/findings 3, then known items/).waitFor();
  await dialog.getByText(/no finding, then scores/).waitFor();
  await takePictures(page, 'unmasking-dialog');
  expect.soft(await faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Alt+6');
  await page.getByRole('button', { name: 'Verify the case' }).click();
  await page
    .getByRole('region', { name: 'Verification' })
    .getByText(/Checked:/)
    .waitFor({ timeout: 120_000 });
  expect(await page.getByText(/sequential unmasking/).count()).toBe(0);
  expect(app.complaints).toEqual([]);
});
