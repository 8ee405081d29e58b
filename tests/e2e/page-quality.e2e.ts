/**
 * What the examiner is told of pages whose writing is not clear: at the item, in the Inspector, on the page, with a score;
 * on a full-HD screen scaled to 200 %.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shrinkFirst } from '../main/engine/small-case.ts';
import { cutOff } from './cut-off.ts';
import { takePictures } from './pictures.ts';
import { openSlips, type SlipsApp } from './slips.ts';
import { settled } from './walk.ts';

let app: SlipsApp;
let page: Page;

/** How many of the screen's pixels the canvas of each page shown has, and how many it takes up; an expression of the page. */
const CANVASES = `[...document.querySelectorAll('.viewer canvas')].map((canvas) => {
  const { width, height } = canvas.getBoundingClientRect();
  return { has: [canvas.width, canvas.height], takesUp: [2 * width, 2 * height] };
})`;

/** Holds the pages shown to the screen's own pixels, and the window to showing all of itself. */
async function isSharpAndWhole(): Promise<void> {
  await settled(page);
  expect(await page.evaluate('[innerWidth, innerHeight, devicePixelRatio]')).toEqual([960, 540, 2]);
  const canvases = await page.evaluate<{ has: number[]; takesUp: number[] }[]>(CANVASES);
  expect(canvases.length).toBeGreaterThan(0);
  for (const { has, takesUp } of canvases) {
    for (const side of [0, 1]) expect(Math.abs(has[side]! - takesUp[side]!)).toBeLessThanOrEqual(1);
  }
  expect(await cutOff(page)).toEqual([]);
}

beforeAll(async () => {
  app = await openSlips(1, shrinkFirst, { scaled: { width: 960, height: 540 } });
  page = app.page;
  await page.getByRole('option', { name: /Q1/ }).click();
});
afterAll(() => app.close());

it('is told at the item and beside the page, with what was measured', async () => {
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByText(/Small letters are \d pixels high on this page/).waitFor();
  await inspector.getByText(/^\d+ words in \d lines?$/).waitFor();
  await inspector.getByText(/^x-height \d px \(\d\.\d mm\), strokes/).waitFor();
  const marked = page
    .getByRole('option')
    .filter({ has: page.getByTitle('See the Inspector for what to note') });
  expect(await marked.filter({ hasText: 'Q1' }).count()).toBe(1);
  expect(await marked.filter({ hasText: 'K1' }).count()).toBe(0);
  await isSharpAndWhole();
  await takePictures(page, 'page-too-small', () => page.waitForLoadState('networkidle'));
});

it('is told with the score', async () => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click();
  await page.getByText('Q1: small letters are less than').waitFor();
  await isSharpAndWhole();
  await takePictures(page, 'compare-too-small', () => page.waitForLoadState('networkidle'));
});
