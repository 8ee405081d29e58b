/** Figures of a case in the real browser: scores with a comparison drawn in, the map of hands, the matrix of all items. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takePictures } from './pictures.ts';
import { openSlips, type SlipsApp } from './slips.ts';

let app: SlipsApp;
let page: Page;

beforeAll(async () => {
  app = await openSlips(2);
  page = app.page;
});
afterAll(() => app.close());

it('draws the scores of a comparison, the map and the matrix, and a figure can be copied', async () => {
  await page.keyboard.press('Alt+8');
  await page.getByText('No comparison stands.').waitFor();
  await page.keyboard.press('Alt+2');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click();
  await page.getByText(/questioned words?, \d+ known words?/).waitFor();
  await page.keyboard.press('Alt+8');
  await page.getByRole('img', { name: /^Distributions of scores\. .* of pairs by one writer/ }).waitFor();
  await page.getByRole('img', { name: 'Map of 4 hands by the distances of their mean embeddings' }).waitFor();
  const matrix = page.getByRole('region', { name: 'Nearness of all items' });
  await expect
    .poll(() => matrix.getByRole('columnheader').allTextContents())
    .toEqual(['Q1', 'Q2', 'K1', 'K2', 'K3', 'K4']);
  const pairs = page.getByRole('region', { name: 'Same word, two hands' });
  const cosines = async (): Promise<number[]> =>
    (
      await pairs
        .getByRole('button', { name: /^writer cosine/ })
        .evaluateAll((all) => all.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel))
    ).map((name) => Number(/writer cosine (-?\d\.\d+)/.exec(name.replace('−', '-'))![1]));
  const nearest = await cosines();
  expect(nearest.length).toBeGreaterThan(1);
  expect(nearest).toEqual(nearest.toSorted((a, b) => b - a));
  await pairs.getByLabel('Order of the pairs').selectOption('farthest');
  await expect.poll(cosines).toEqual(nearest.toReversed());
  await pairs.getByLabel('Transcription of the pairs').fill('lane');
  await pairs.getByText('No pair is transcribed like this.').waitFor();
  await pairs.getByLabel('Transcription of the pairs').fill('');
  await page.getByRole('button', { name: 'Copy as SVG' }).first().click();
  await page.getByText('Copied.').waitFor();
  expect(app.complaints).toEqual([]);
  await takePictures(page, 'charts', () => page.waitForLoadState('networkidle'));

  // What the model used is asked for, of a pair and then of any two words; each word's parts add up to the cosine.
  const why = page.getByRole('region', { name: 'Why' });
  await why.getByRole('button', { name: 'Show what the model used' }).click();
  await why.getByText('Choose two words').waitFor();
  await pairs.getByRole('button', { name: /^Why / }).first().click();
  const explained = why.getByRole('img', { name: /^What the model used of both words/ });
  await explained.waitFor();
  const sums = async (): Promise<number[][]> =>
    (await explained.locator('text').allTextContents())
      .filter((text) => text.startsWith('agrees') && text.includes('cosine '))
      .map((text) =>
        text
          .replaceAll('−', '-')
          .match(/-?\d\.\d+/gu)!
          .map(Number),
      );
  for (const [agrees, differs, cosine] of await sums()) {
    expect(Math.abs(agrees! + differs! - cosine!)).toBeLessThan(0.0016);
    expect(Math.abs(cosine! - nearest.at(-1)!)).toBeLessThan(0.0011);
  }
  await why.getByText('What the model used, not what an examiner would. The writer').waitFor();
  expect(app.complaints).toEqual([]);
  await why.scrollIntoViewIfNeeded();
  await takePictures(page, 'why', () => page.waitForLoadState('networkidle'));
  await why.getByLabel('Second word: word').selectOption({ index: 3 });
  await expect.poll(async () => (await sums())[0]?.[2]).not.toBeCloseTo(nearest.at(-1)!, 3);
  await why.getByRole('button', { name: 'Hide' }).click();
  await explained.waitFor({ state: 'detached' });

  // The grid and the matrix are figures as well, though the window shows them in another way.
  for (const [section, file] of [
    [pairs, 'same words.png'],
    [matrix, 'nearness.svg'],
  ] as const) {
    await section.getByRole('button', { name: file.endsWith('png') ? 'Save as PNG' : 'Save as SVG' }).click();
    await section.getByText(file).waitFor();
  }
  await matrix.getByLabel('Rows of the matrix').selectOption('writers');
  await expect
    .poll(() => matrix.getByRole('columnheader').allTextContents())
    .toEqual(['Q1', 'Q2', 'Edda Marrow', 'Ruth Calder']);
  const reports = path.join(app.folder, 'reports');
  const names = await readdir(reports);
  const [grid, nearness] = ['.png', '.svg'].map((end) => names.find((name) => name.endsWith(end))!);
  expect((await sharp(path.join(reports, grid!)).stats()).channels[0]!.min).toBeLessThan(120);
  expect(await readFile(path.join(reports, nearness!), 'utf8')).toContain('Cosine of the mean writer');
  await matrix.scrollIntoViewIfNeeded();
  await takePictures(page, 'charts-matrix', () => page.waitForLoadState('networkidle'));

  // What of it goes into a report is chosen beside what else does.
  await page.keyboard.press('Alt+6');
  const chosen = page.getByRole('region', { name: 'Charts in the report' });
  await expect
    .poll(() =>
      chosen.getByRole('checkbox').evaluateAll((all) => all.map((each) => each.matches(':checked'))),
    )
    .toEqual([true, false, false, false]);
  await chosen.getByLabel('Same word, two hands: nearest pairs of each comparison').check();
  await chosen.getByLabel('Pairs in the grid').selectOption('12');
  await chosen.getByLabel('Nearness of all items').check();
  await page.getByRole('button', { name: 'Export draft' }).click();
  await page.getByLabel('Files written').waitFor();
  const json = (await readdir(reports)).find((name) => name.endsWith('.json'))!;
  expect(JSON.parse(await readFile(path.join(reports, json), 'utf8'))).toMatchObject({
    charts: { scores: [{}], pairs: 12, nearness: { matrix: { of: 'items' } } },
  });
  await takePictures(page, 'charts-in-report', () => page.waitForLoadState('networkidle'));
  // The choice stays with the case: a window that comes anew to it has it.
  await page.reload();
  await page.keyboard.press('Alt+6');
  await expect
    .poll(() =>
      chosen.getByRole('checkbox').evaluateAll((all) => all.map((each) => each.matches(':checked'))),
    )
    .toEqual([true, true, true, false]);
  await page.keyboard.press('Alt+8');

  // A pair leads to both words, side by side.
  await pairs
    .getByRole('button', { name: /^writer cosine/ })
    .first()
    .click();
  await page.getByRole('main', { name: 'Compare' }).waitFor();
  expect(app.complaints).toEqual([]);
});
