/** A lab's own model in the browser shell: refused, taken in, used for a case, and what becomes of earlier results. */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealed, type Calibration } from '../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import { modelsFolder } from '../../src/main/engine/models.ts';
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

  it('a reference population of the lab’s own is added, shown with what it stands on, and calibrates one case', async () => {
    const reference = path.join(modelsFolder(), 'chirograph-word.reference.json');
    const { sha256: before, ...content } = (
      JSON.parse(readFileSync(reference, 'utf8')) as { calibration: Calibration }
    ).calibration;
    const ours = sealed({ ...content, population: 'our own writers' });
    expect(ours.sha256).not.toBe(before);
    writeFileSync(path.join(root, 'ours.calibration.json'), JSON.stringify(ours));

    await view('Journal');
    await button(RELEASED).click();
    await page.getByRole('heading', { name: 'Trained on', exact: true }).waitFor();
    const populations = page.getByRole('region', { name: 'Reference populations' });
    await populations.getByText(/in use by this case, default, comes with the model/u).waitFor();
    const rows = populations.locator('details[open] tbody tr');
    expect(await rows.count()).toBe(content.bands.length);
    await button('Add a reference population…').click();
    const file = page.getByLabel(/^Path of the calibration file/u);
    await file.fill(path.join(root, 'damaged.onnx'));
    await page.keyboard.press('Enter');
    await populations.getByText(/damaged\.onnx is damaged/u).waitFor();
    await file.fill(path.join(root, 'ours.calibration.json'));
    await page.keyboard.press('Enter');
    await populations.getByText('our own writers').click();
    await button('Calibrate this case on it').click();
    await populations.getByText(/in use by this case, added here/u).waitFor();
    await populations
      .locator('details[open]')
      .getByText(/^demo-case-/u)
      .waitFor();
    await populations.scrollIntoViewIfNeeded();
    await takePictures(page, 'populations');

    await populations.getByText(/, default, comes with the model$/u).click();
    await button('Calibrate this case on it').click();
    await populations.getByText(/in use by this case, default, comes with the model$/u).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/^Reference population chosen, SHA-256/u).waitFor();
    await page.getByText('The model’s reference population chosen again').waitFor();
    expect(app.complaints).toEqual([]);
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
    await page.getByText('None: comparisons with this model give no likelihood ratio.').waitFor();
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
