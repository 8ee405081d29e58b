/**
 * A lab's own material and model in the browser shell: measured, refused, taken in, used for a case, and what becomes of
 * earlier results.
 */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealed, type Calibration } from '../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import { modelsFolder } from '../../src/main/engine/models.ts';
import { writeLabModel } from '../main/engine/lab-model.ts';
import { writeMaterial } from '../main/engine/written-material.ts';
import { violations } from './accessibility.ts';
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
  const holdsToAccessibility = async (): Promise<void> => {
    expect(await violations(page)).toEqual([]);
  };

  beforeAll(async () => {
    root = realpathSync(await mkdtemp(path.join(tmpdir(), 'chirograph-models-')));
    writeLabModel(path.join(root, 'ours.onnx'));
    writeFileSync(path.join(root, 'damaged.onnx'), 'this is not a model');
    app = await openBrowserShell(['--root', root]);
    page = app.page;
    await introduceExaminer(page);
  });
  afterAll(async () => {
    await app.close();
    await rm(root, { recursive: true, force: true });
  });

  it('the lab’s own material is looked at, measured with no case open, and kept as a population with its figures', async () => {
    const columns = { medium: 'ballpoint', resolution: '150' };
    const table = await writeMaterial(path.join(root, 'material'), 6, 4, columns);
    await button(RELEASED).click();
    await button('Validate on your own material…').click();
    const file = page.getByLabel(/^Table of the images/u);
    await file.fill(path.join(root, 'damaged.onnx'));
    await page.keyboard.press('Enter');
    await page.getByText(/damaged\.onnx, line 1: the header lacks path, dataset, kind, writer/u).waitFor();
    await file.fill(path.join(path.dirname(root), 'elsewhere.csv'));
    await page.keyboard.press('Enter');
    await page.getByText('is outside of the folders that may be opened here').waitFor();
    await file.fill(table);
    await button('Look at the table').click();
    const holds = page.getByRole('table', { name: 'What the table holds' });
    await holds.getByRole('row', { name: 'ours 6 24 24 0 0' }).waitFor();
    await page.getByText('1 image of a character or signature is left out').waitFor();
    await page.getByText('No sheet is named for 24 of 24 words').waitFor();
    await page.getByText('The table has no column script:').waitFor();
    await holds.getByRole('checkbox', { name: 'ours' }).uncheck();
    await page.getByText('6 writers are needed at least, and there are 0.').waitFor();
    expect(await button('Validate').isDisabled()).toBe(true);
    await holdsToAccessibility();
    await holds.getByRole('checkbox', { name: 'ours' }).check();
    await takePictures(page, 'validation');

    const dialog = page.getByRole('dialog', { name: 'Models' });
    await button('Validate').click();
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await button('Validate').waitFor();
    await page.getByLabel('What the population is called').fill('writers of our own');
    await button('Validate').click();
    await page
      .getByRole('heading', { name: 'What was measured of writers of our own' })
      .waitFor({ timeout: 120_000 });
    const rows = dialog.locator('tbody tr');
    await rows.filter({ hasText: 'one hand or two, texts of 1 word' }).waitFor();
    await dialog.getByText(`These are likelihood ratios of ${RELEASED}.`).waitFor();
    await dialog.getByText('No sheet is named for 24 of 24 words').waitFor();
    for (const plot of [
      /^Tippett plot/u,
      /^Empirical cross-entropy/u,
      /^Detection error/u,
      /^Calibration/u,
    ]) {
      await dialog.getByRole('img', { name: plot }).waitFor();
    }
    expect(await button('Save as SVG').count()).toBe(0);
    await holdsToAccessibility();
    await takePictures(page, 'validation-figures');
    await dialog.getByRole('img', { name: /^Calibration/u }).scrollIntoViewIfNeeded();
    await takePictures(page, 'validation-plots');
    await button('Back to the model').click();
    const populations = page.getByRole('region', { name: 'Reference populations' });
    await populations.getByText('writers of our own', { exact: true }).click();
    await populations
      .getByText('chirograph validate ours.csv --seed 1 --name "writers of our own"')
      .waitFor();
    const shown = populations.locator('details[open]');
    await shown.getByText('ballpoint (24 images)').waitFor();
    await shown.getByText('150 dpi').waitFor();
    await shown.getByText('not named for 24 of 24 words').waitFor();
    await shown.scrollIntoViewIfNeeded();
    await takePictures(page, 'validation-population');
    await page.keyboard.press('Escape');
    expect(app.complaints).toEqual([]);
  });

  it('a reference population of the lab’s own is added, shown with what it stands on, and calibrates one case', async () => {
    const reference = path.join(modelsFolder(), 'chirograph-word.reference.json');
    const { sha256: before, ...content } = (
      JSON.parse(readFileSync(reference, 'utf8')) as { calibration: Calibration }
    ).calibration;
    const ours = sealed({ ...content, population: 'our own writers' });
    expect(ours.sha256).not.toBe(before);
    writeFileSync(path.join(root, 'ours.calibration.json'), JSON.stringify(ours));

    await button('Open the demo case').click();
    await encoded();
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
