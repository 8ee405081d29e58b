/** Looking at evidence as an examiner does for hours: panes, links, modes, processing, and the desk found again. */
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { introduceExaminer, openBrowserShell, type App } from './app.ts';
import { takePictures } from './pictures.ts';

let app: App;
let page: Page;

const pane = (number: number): Locator => page.getByRole('region', { name: `Pane ${number}: ` });
const viewer = (number: number): Locator => pane(number).getByRole('application');
const tool = (name: string): Locator =>
  page.getByRole('toolbar', { name: 'View' }).getByRole('button', { name, exact: true });
const view = (name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name, exact: true }).click();
/** Waits until everything that is seen has been painted. */
const settled = async (): Promise<void> => {
  await expect.poll(() => page.locator('.viewer[aria-busy=true]').count(), { timeout: 30_000 }).toBe(0);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
};
const picture = (name: string): Promise<void> => takePictures(page, `viewing-${name}`, settled);
const angle = (number: number): Promise<string> => page.getByLabel(`Angle in pane ${number}`).inputValue();
const zoom = async (number: number): Promise<number> =>
  Number(/([\d.]+)\s*%/.exec((await pane(number).getByText(/\d %/).first().textContent()) ?? '')?.[1]);
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
type Condition = (red: number, green: number, blue: number) => boolean;
/** The share of a pane's pixels for which something holds. */
const share = async (number: number, holds: Condition): Promise<number> => {
  await settled();
  const { data, info } = await sharp(await viewer(number).screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let at = 0; at < data.length; at += 3) if (holds(data[at]!, data[at + 1]!, data[at + 2]!)) count += 1;
  return count / (info.width * info.height);
};
const INK: Condition = (red, green, blue) => red < 150 && green < 150 && blue < 170;

beforeAll(async () => {
  app = await openBrowserShell();
  page = app.page;
  await introduceExaminer(page);
  await page.getByRole('button', { name: 'Open the demo case', exact: true }).click();
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });
  await view('Compare');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await viewer(2).waitFor();
  await viewer(1).focus();
});
afterAll(() => app.close());

it('shows pages sharp, as large as the pane, and at one pixel of the page to one of the screen', async () => {
  expect(await share(1, INK)).toBeGreaterThan(0.002);
  await press('1');
  await settled();
  expect(await zoom(1)).toBe(100);
  await press('0');
});

it('shows up to four panes, and any item in any of them, by list, by key and by dragging', async () => {
  await press('p', 'p');
  await viewer(4).waitFor();
  const options = await page.getByLabel('Item in pane 3').locator('option').allTextContents();
  const q2 = options.find((each) => each.startsWith('Q2'))!;
  await page.getByLabel('Item in pane 3').selectOption({ label: q2 });
  await page.getByRole('region', { name: 'Pane 3: questioned Q2' }).waitFor();
  await page.getByRole('checkbox', { name: /^K1\b/ }).focus();
  await press('4');
  await page.getByRole('region', { name: 'Pane 4: known K1' }).waitFor();
  await page.getByText(/^Q1$/).first().dragTo(viewer(2));
  await page.getByRole('region', { name: 'Pane 2: questioned Q1' }).waitFor();
  await pane(4)
    .locator('header')
    .dragTo(viewer(2), { sourcePosition: { x: 2, y: 20 } });
  await page.getByRole('region', { name: 'Pane 2: known K1' }).waitFor();
  await page.getByRole('region', { name: 'Pane 4: questioned Q1' }).waitFor();
  await picture('four-panes');
  await viewer(4).focus();
  await press('s');
  await page.getByRole('region', { name: 'Pane 1: questioned Q1' }).waitFor();
  await tool('2 panes').click();
  expect(await page.getByRole('region', { name: /^Pane \d/ }).count()).toBe(2);
});

it('turns linked pages together, one alone with Shift, and upright again', async () => {
  await viewer(1).focus();
  await press('r');
  expect([await angle(1), await angle(2)]).toEqual(['90', '90']);
  await press('[', '[');
  expect([await angle(1), await angle(2)]).toEqual(['88', '88']);
  await page.getByLabel('Angle in pane 1').fill('12.5');
  await press('Enter');
  await expect.poll(() => angle(2)).toBe('12.5');
  const box = (await viewer(2).boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x + 100, middle.y);
  await page.keyboard.down('Alt');
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.move(middle.x + 60, middle.y + 60, { steps: 3 });
  await page.mouse.move(middle.x, middle.y + 100, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.keyboard.up('Alt');
  expect(await angle(1)).toBe('12.5');
  expect(Number(await angle(2))).toBeCloseTo(102.5, 0);
  await tool('Reset').click();
  expect([await angle(1), await angle(2)]).toEqual(['0', '0']);
});

it('lays one page on the other by landmarks, without a mouse too, and keeps that alignment', async () => {
  await viewer(1).focus();
  await press('a', 'Enter');
  await page.getByText('Two landmarks at least').waitFor();
  for (const keys of [[], Array.from({ length: 4 }, () => 'ArrowRight')]) {
    await viewer(1).focus();
    await press(...keys, 'Space');
    await viewer(2).focus();
    await press('Space');
  }
  await picture('landmarks');
  await press('Enter');
  await page.getByText('Aligned by 2 landmarks.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
});

it('shows both pages equally large, by millimetres and by small letters', async () => {
  await viewer(1).focus();
  await press('m');
  const byMillimetres = (await zoom(2)) / (await zoom(1));
  await press('h');
  expect((await zoom(2)) / (await zoom(1))).not.toBe(Number.NaN);
  expect(byMillimetres).toBeGreaterThan(0);
  await tool('Reset').click();
});

it('shows two pages in one place: over each other, in two colours, as a difference, by turns, behind a curtain', async () => {
  await viewer(1).focus();
  await press('o');
  expect(await page.getByRole('region', { name: /^Pane \d/ }).count()).toBe(1);
  await page.getByLabel('Item in pane 2').waitFor();
  await picture('overlay');
  await press('.', '.');
  await page.getByText('60 %', { exact: true }).waitFor();
  await press('c');
  expect(await share(1, (red, _, blue) => blue - red > 60)).toBeGreaterThan(0.001);
  expect(await share(1, (red, _, blue) => red - blue > 60)).toBeGreaterThan(0.001);
  await picture('colours');
  await press('d');
  expect(await share(1, INK)).toBeGreaterThan(0.002);
  await picture('difference');
  await press('f');
  const [first, second] = [await share(1, INK), (await press('x'), await share(1, INK))];
  expect(first).not.toBe(second);
  await press('v');
  await page.getByRole('separator', { name: 'Curtain between the pages' }).focus();
  await press('ArrowLeft', 'ArrowLeft');
  await page.getByText('40 %', { exact: true }).waitFor();
  await picture('curtain');
  await press('Escape');
  await pane(2).waitFor();
});

it('says on the picture how it is processed, enters it in the journal, and shows the original by one key', async () => {
  await viewer(1).focus();
  await press('t');
  const board = page.getByRole('region', { name: 'Adjust the picture' });
  await board.getByRole('button', { name: 'Red' }).click();
  await board.getByRole('checkbox', { name: 'Ink threshold' }).check();
  await pane(1).getByText('Processed: red channel, threshold 128').waitFor();
  expect(await share(1, (red) => red > 20 && red < 180)).toBeLessThan(0.01);
  await picture('processed');
  await viewer(1).focus();
  await press('u');
  await expect
    .poll(() =>
      pane(1)
        .getByText(/^Processed/)
        .count(),
    )
    .toBe(0);
  await press('i');
  await pane(1).getByText('Processed: inverted').waitFor();
  await press('t');
  await expect
    .poll(
      async () => {
        await view('Journal');
        const lines = await page.getByText('Picture of page 1 looked at, processed: inverted').count();
        await view('Compare');
        return lines;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
  await viewer(1).focus();
  await press('u');
});

it('lays grid, guides, protractor and loupe over every pane', async () => {
  await press('Shift+G', 'g', 'j', 'z');
  await viewer(2).hover({ position: { x: 160, y: 220 } });
  await pane(1)
    .getByText(/^grid \d/)
    .waitFor();
  await press('k');
  await page.locator('.pinned').waitFor();
  await settled();
  await picture('instruments');
  await press('Shift+G', 'g', 'j', 'z');
});

it('finds the desk again as it was left, after the window was loaded anew', async () => {
  await tool('3 panes').click();
  await viewer(3).waitFor();
  await viewer(1).focus();
  await press('r', '+', '+');
  const left = [await angle(1), await zoom(1), await zoom(2)];
  await view('Case');
  await page.reload();
  await view('Compare');
  await viewer(3).waitFor();
  await expect.poll(async () => [await angle(1), await zoom(1), await zoom(2)]).toEqual(left);
  // Guides that were pinned before lie where they lay.
  await page.locator('.pinned').waitFor();
  await viewer(1).focus();
  await press('Shift+K');
  await page.locator('.pinned').waitFor({ state: 'detached' });
  expect(app.complaints).toEqual([]);
});
