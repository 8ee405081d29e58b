/** What the examiner is told of pages whose writing is not clear: at the item, in the Inspector, on the page, with a score. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSmallCase, shrinkFirst } from '../main/engine/small-case.ts';
import { introduceExaminer, openBrowserShell, type App } from './app.ts';
import { takePictures } from './pictures.ts';

let app: App;
let page: Page;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-quality-'));
  const folder = path.join(root, 'slips');
  await makeSmallCase(folder, 1);
  await shrinkFirst(folder);
  app = await openBrowserShell(['--root', folder]);
  page = app.page;
  await introduceExaminer(page);
  await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click();
  await page.getByRole('button', { name: /^Open (as )?case: 4 images/ }).click();
  await page.getByRole('option', { name: /Q1/ }).click();
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor();
});
afterAll(async () => {
  await app.close();
  await rm(root, { recursive: true, force: true });
});

it('is told at the item and beside the page, with what was measured', async () => {
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByText(/Small letters are \d pixels high on this page/).waitFor();
  await inspector.getByText(/^\d+ words in \d lines?$/).waitFor();
  await inspector.getByText(/^x-height \d px \(\d\.\d mm\), strokes/).waitFor();
  const marked = page
    .getByRole('option')
    .filter({ has: page.getByTitle('See the Inspector for what to note') });
  expect(await marked.count()).toBe(1);
  await takePictures(page, 'page-too-small', () => page.waitForLoadState('networkidle'));
});

it('is told with the score', async () => {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click();
  await page.getByText('Q1: small letters are less than').waitFor();
  await takePictures(page, 'compare-too-small', () => page.waitForLoadState('networkidle'));
});
