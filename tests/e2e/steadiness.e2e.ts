/** What is on the screen stays where it is until the examiner moves it, and a view is found again as it was left. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { introduceExaminer } from './app.ts';
import type { SlipsApp } from './slips.ts';
import { openForWalk, settled } from './walk.ts';

let app: SlipsApp;
let page: Page;

/** Notes each shift of the layout that no input of the half second before accounts for, by what was shifted. */
const WATCH = `(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      // A pixel of one line of the status bar counts less than this, and is not seen.
      if (hadRecentInput || value < 0.0002) continue;
      // What was measured of the page shown, and what there is to note, comes above what was known of its file: it is read first.
      if (sources.every(({ node }) => node?.parentElement?.closest('[aria-label=Inspector]'))) continue;
      // What appears has not moved.
      const were = sources.filter(({ previousRect }) => previousRect.width > 0);
      if (were.length === 0) continue;
      const moved = were.map(({ node, previousRect: a, currentRect: b }) =>
        (node?.outerHTML ?? node?.textContent ?? '?').slice(0, 100) + ' from ' + [a.x, a.y, a.width, a.height] + ' to ' + [b.x, b.y, b.width, b.height]);
      window.shifts.push(value.toFixed(4) + ': ' + moved.join(' | '));
    }
  }).observe({ type: 'layout-shift' });
})()`;
const shifts = (): Promise<string[]> => page.evaluate<string[]>('window.shifts.splice(0)');
const view = async (number: number): Promise<void> => {
  await page.keyboard.press(`Alt+${number}`);
  await settled(page);
};

beforeAll(async () => {
  app = await openForWalk();
  page = app.page;
  await introduceExaminer(page);
  await page.evaluate(WATCH);
  await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click();
  await page.getByRole('button', { name: /^Open (as )?case: 7 images/ }).click();
});
afterAll(() => app.close());

it('opens a case, prepares and encodes it without moving what is there', async () => {
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });
  await settled(page);
  expect(await shifts()).toEqual([]);
});

it('moves nothing by itself when a view is changed, an item or a word is chosen, or a result comes', async () => {
  for (const item of [/^Q2/, /^K1/, /^Q1/]) {
    await page.getByRole('option', { name: item }).click();
    await settled(page);
  }
  await page.getByRole('button', { name: /^word 2, line 1: in use/i }).click();
  await view(2);
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await settled(page);
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click();
  await page.getByText('Reference pooled').waitFor();
  await settled(page);
  for (const number of [3, 4, 5, 6, 7, 8, 1, 2]) await view(number);
  expect(await shifts()).toEqual([]);
});

it('finds each view again as it was left', async () => {
  await view(1);
  await page.getByRole('option', { name: /^K2/ }).click();
  await page.getByRole('application').focus();
  for (const key of ['+', '+', 'ArrowRight']) await page.keyboard.press(key);
  const zoom = (): Promise<string | null> => page.locator('main').getByText(/\d %$/).first().textContent();
  const zoomed = await zoom();
  await view(3);
  await page.getByRole('checkbox', { name: /^K1\b/ }).check();
  await page.getByRole('button', { name: 'As the encoder sees it' }).click();
  await view(5);
  await page.getByRole('checkbox', { name: /^Q2\b/ }).check();
  await page.getByRole('button', { name: 'Search the known writers' }).click();
  await page.getByRole('listitem', { name: /^Rank 1/ }).waitFor();
  await view(6);
  await page.getByLabel('Case number').fill('2026-0417');
  await view(7);
  await page.getByLabel('Filter').fill('item.add');
  await view(8);
  await page.getByLabel('Order of the pairs').selectOption('farthest');

  await view(1);
  expect(await page.getByRole('option', { name: /^K2/, selected: true }).count()).toBe(1);
  expect(await zoom()).toBe(zoomed);
  await view(3);
  expect(await page.getByRole('checkbox', { name: /^K1\b/ }).isChecked()).toBe(true);
  expect(
    await page.getByRole('button', { name: 'As the encoder sees it' }).getAttribute('aria-pressed'),
  ).toBe('true');
  await view(5);
  await page.getByRole('listitem', { name: /^Rank 1/ }).waitFor();
  expect(await page.getByRole('checkbox', { name: /^Q2\b/ }).isChecked()).toBe(true);
  await view(6);
  await expect.poll(() => page.getByLabel('Case number').inputValue()).toBe('2026-0417');
  await view(7);
  expect(await page.getByLabel('Filter').inputValue()).toBe('item.add');
  await view(8);
  expect(await page.getByLabel('Order of the pairs').inputValue()).toBe('farthest');
  expect(app.complaints).toEqual([]);
});
