import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { introduceExaminer } from './app.ts';
import { besideSlips, type SlipsApp } from './slips.ts';

/** What is done at each screen; the walk goes on once it is done. */
export type Visit = (screen: string) => Promise<void>;

/** A questioned item, Q3, that is no image. */
export const addUnreadable = (folder: string): Promise<void> =>
  writeFile(path.join(folder, 'questioned', 'third.png'), 'cut off on the way');

/** The browser shell, at its first start, beside a case of slips that waits to be opened; one of them cannot be read. */
export async function openForWalk(): Promise<SlipsApp> {
  const app = await besideSlips(2);
  await addUnreadable(app.folder);
  return app;
}

/**
 * Goes through every view, dialog and tool of the window as somebody with a case to do would, and stops at each.
 *
 * @param app as `openForWalk` gives it.
 */
export async function walk(app: SlipsApp, visit: Visit): Promise<void> {
  const { page } = app;
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const at: Visit = async (screen) => {
    await settled(page);
    await visit(screen);
  };
  const inDialog = async (screen: string): Promise<void> => {
    await page.getByRole('dialog').waitFor();
    await at(screen);
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  await page.getByRole('dialog', { name: 'Who examines?' }).waitFor();
  await at('first start');
  await introduceExaminer(page);
  await at('welcome');
  await button('Open a case folder…').click();
  await button(/^Open (as )?case: 7 images/).waitFor();
  await at('choosing a folder');
  await button(/^Open (as )?case: 7 images/).click();
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });

  await page.getByRole('option', { name: /^Q3/ }).click();
  await at('case: a file that cannot be read');
  await page.getByRole('option', { name: /^Q1/ }).click();
  await button(/^word 1, line 1: in use/i).waitFor();
  await at('case: a page with its words');
  await button(/^word 1, line 1: in use/i).click();
  await at('case: a word chosen');
  await press('x');
  await at('case: reasons to exclude');
  await press('Escape', 'h');
  await at('case: hands');
  await press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await press('Shift+N', 'g');
  await page.getByRole('menu').waitFor();
  await at('case: what is the signature');
  await press('Escape', 'r', 'Enter', 'ArrowRight');
  await at('case: drawing a region by keys');
  await press('Escape', 'Escape');
  await page.getByRole('button', { name: /dpi/ }).click();
  await inDialog('resolution');
  await button('Save a picture').click();
  await inDialog('saving a picture');
  await page.getByRole('option', { name: /^Q1/ }).click();
  await press('Shift+F10');
  await at('case: menu of an item');
  await press('Escape', 'k');
  await inDialog('known writing of whom');
  await press('Alt+KeyU');
  await inDialog('sequential unmasking: not chosen');

  await press('Alt+2');
  await at('compare: nothing chosen');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await button('Compare').last().click();
  await page.getByText('Reference pooled').waitFor();
  await at('compare: two panes and a result');
  const viewer = page.getByRole('application').first();
  await button(/^Pair 1: writer cosine/).click();
  await at('compare: a pair of words');
  await viewer.focus();
  await press('p', 'p');
  await at('compare: four panes');
  await press('p', 't', 'g', 'j', 'Shift+G', 'w');
  await at('compare: instruments and tones');
  await press('t', 'g', 'j', 'Shift+G', 'w', 'a');
  await at('compare: landmarks');
  await press('Escape', 'o');
  await at('compare: overlay');
  await press('v');
  await at('compare: curtain');
  await press('Escape', 'e', 'c', 'Enter', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter');
  await page.getByRole('button', { name: /^Finding 1, / }).waitFor();
  await at('compare: a mark');
  await button('Measure').click();
  await at('compare: measures');
  await press('Escape');
  await viewer.focus();
  await press('e');

  await press('Alt+3');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await button(/^word 1, line 1: in use/i).click();
  await at('words: a reason to exclude');
  await press('Escape');
  await at('words');
  await press('Alt+4');
  await button('Show finding 1').waitFor();
  await at('findings');
  await press('Alt+5');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await button('Search the known writers').click();
  await page.getByRole('listitem', { name: /^Rank 1/ }).waitFor();
  await at('search');

  await press('Alt+6');
  await button('Export draft').click();
  await button('Review…').waitFor();
  await at('report');
  await button('All reports…').click();
  await page.getByText('Other wording for reports in one language').click();
  await inDialog('report: what all have in common');
  await button('Review…').click();
  await inDialog('report: review');
  await button(/^Finalise version 1/).click();
  await inDialog('report: finalising');
  await button('Verify the case').click();
  await page
    .getByRole('region', { name: 'Verification' })
    .getByText(/Checked:/)
    .waitFor({ timeout: 120_000 });
  await at('report: verified');
  await press('Alt+7');
  await page.getByText('report.export').first().waitFor();
  await at('journal');
  await press('Alt+8');
  await page.getByRole('img', { name: /^Map of / }).waitFor();
  await at('charts');

  await press('Alt+2');
  await button('Signatures').click();
  await at('compare: no signature marked');
  await button('Mark signatures').click();
  for (const item of [/^K1\b/, /^K2\b/]) await page.getByRole('checkbox', { name: item }).check();
  for (const signed of [1, 2, 3]) {
    await button(/^word 1, line 1: in use/i)
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Signature', exact: true }).click();
    await button(/^word 1, line 1: signature/i)
      .nth(signed - 1)
      .waitFor();
  }
  await press('Alt+2');
  await at('compare: signatures to choose from');
  await button('Compare signatures').click();
  await button(/^Reference 1: /).waitFor();
  await at('compare: signatures compared');

  await press('Control+k');
  await inDialog('go to');
  await press('?');
  await inDialog('shortcuts');
  await press('?');
  await button('About Chirograph').click();
  await inDialog('about');
  await page.getByRole('button', { name: /^chirograph-word / }).click();
  await page.getByRole('heading', { name: 'Trained on', exact: true }).waitFor();
  await at('models');
  await button('Add a reference population…').click();
  await inDialog('models: adding a reference population');
  await button('Language').click();
  await at('languages');
  await press('Escape');
  await button('Appearance').click();
  await at('appearance');
  await press('Escape');
  await page.getByRole('button', { name: /^Examiner / }).click();
  await at('examiner menu');
  await page.getByRole('menuitem', { name: 'Ada Example, document examiner' }).click();
  await inDialog('examiner');
  await press('Control+Alt+l');
  await page.getByRole('dialog', { name: 'Chirograph is locked' }).waitFor();
  await at('locked');
}

/** Waits until everything that is seen has arrived and been painted. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(SETTLED);
}

/** How many pictures inside the window have not arrived; an expression of the page. */
export const PICTURES_MISSING = `[...document.images].filter((image) => {
  const { top, bottom, left, right } = image.getBoundingClientRect();
  const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return inside && !(image.complete && image.naturalWidth > 0);
}).length`;
/** Two frames in a row with nothing to wait for: what the first of them painted is on the screen in the second. */
const SETTLED = `new Promise((done) => {
  let quiet = 0;
  const look = () => {
    const waits = document.querySelector('.viewer[aria-busy=true]') !== null || ${PICTURES_MISSING} > 0;
    quiet = waits ? 0 : quiet + 1;
    if (quiet > 2) done();
    else requestAnimationFrame(look);
  };
  look();
})`;
