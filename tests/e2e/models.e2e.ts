/** A lab's own model in the browser shell: refused, taken in, used for a case, and what becomes of earlier results. */
import { realpathSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLabModel } from '../main/engine/lab-model.ts';
import { introduceExaminer, openBrowserShell, type App } from './app.ts';
import { takePictures } from './pictures.ts';
import { RELEASED } from '../released-model.ts';

describe('models in the browser shell', () => {
  let root: string;
  let app: App;
  let page: Page;

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
  const view = (name: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();
  /** Making, preparing and encoding the demo case takes its time on a computer that does other things too. */
  const encoded = (): Promise<void> =>
    page.getByText(/^[1-9][\d,]* words encoded$/u).waitFor({ timeout: 120_000 });
  const add = async (file: string): Promise<void> => {
    await page.getByLabel(/^Path of the ONNX file/u).fill(file);
    await page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    root = realpathSync(await mkdtemp(path.join(tmpdir(), 'chirograph-models-')));
    writeLabModel(path.join(root, 'ours.onnx'));
    writeFileSync(path.join(root, 'damaged.onnx'), 'this is not a model');
    app = await openBrowserShell(['--root', root]);
    page = app.page;
    await introduceExaminer(page);
    await button('Open the demo case').click();
    await encoded();
  });
  afterAll(async () => {
    await app.close();
    await rm(root, { recursive: true, force: true });
  });

  it('a model of the lab’s own replaces the default for one case, and results of the default are stale', async () => {
    await view('Compare');
    await page.getByRole('checkbox', { name: /Q1/u }).check();
    await page.getByRole('checkbox', { name: /^Known Edda Marrow/u }).check();
    await page.getByRole('button', { name: 'Compare', exact: true }).last().click();
    await page.getByText('Reference pooled').waitFor();

    await button(RELEASED).click();
    await page.getByRole('heading', { name: 'Trained on', exact: true }).waitFor();
    await button('In use by this case').waitFor();
    await takePictures(page, 'models');

    await button('Add a model file…').click();
    await add(path.join(root, 'damaged.onnx'));
    await page.getByText('damaged.onnx is damaged or is not an ONNX model.').waitFor();
    await add(path.join(path.dirname(root), 'elsewhere.onnx'));
    await page.getByText('is outside of the folders that may be opened here').waitFor();
    await add(path.join(root, 'ours.onnx'));
    await page.getByText('No card came with this model').waitFor();
    await page.getByText('1 result of another model becomes stale').waitFor();
    await takePictures(page, 'models-own');

    await button('Use for this case').click();
    await button('In use by this case').waitFor();
    await page.keyboard.press('Escape');
    await encoded();
    await button('lab-word 2.1').waitFor();
    await page.getByText(`Stale: Computed with model ${RELEASED} `).waitFor();
    await takePictures(page, 'models-stale');
    await view('Journal');
    await page.getByText(/^Model chosen, SHA-256/u).waitFor();
    expect(app.complaints).toEqual([]);
  });
});
