import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as browsers, type Page } from 'playwright-core';
import { createServer } from 'vite';

/** Takes a picture of every view of the harness: `node tests/renderer/harness/look.ts <folder> [theme] [width]`. */
const [folder = 'test-results/looks', theme = 'light', width = '1280'] = process.argv.slice(2);
const size = { width: Number(width), height: width === '1920' ? 1080 : 800 };
const server = await createServer({
  configFile: path.join(import.meta.dirname, 'vite.config.ts'),
  logLevel: 'warn',
});
await server.listen();
const address = server.resolvedUrls!.local[0]!;

await mkdir(folder, { recursive: true });
const browser = await browsers.launch({
  args: chromium.args,
  executablePath: await chromium.executablePath(),
});
const page = await browser.newPage({ viewport: size });
await page.addInitScript((chosen) => localStorage.setItem('chirograph.theme', chosen), theme);
page.on('console', (message) => process.stdout.write(`${message.type()}: ${message.text()}\n`));
page.on('pageerror', (error) => process.stdout.write(`error: ${error.stack}\n`));
page.on('requestfailed', (request) => process.stdout.write(`failed: ${request.url()}\n`));

const look = async (name: string): Promise<void> => {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: path.join(folder, `${name}-${theme}-${width}.png`) });
};
const view = (name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();

await page.goto(`${address}?first`);
await page.getByRole('dialog').waitFor();
await look('00-first-start');
await page.goto(address);
await look('01-welcome');
await page.getByRole('button', { name: 'Open a case folder…' }).click();
await page.getByRole('option', { name: /2026-0417/ }).waitFor();
await look('01-folders');
await page.getByLabel('Path on the computer').fill('/elsewhere');
await page.keyboard.press('Enter');
await page.getByRole('alert').waitFor();
await look('01-folders-outside');
await page.getByRole('option', { name: /2026-0417/ }).click();
await page.getByRole('option', { name: /questioned/ }).waitFor();
await look('01-folders-case');
await page.getByRole('combobox').fill('nothing of the kind');
await look('01-folders-none');
await page.getByRole('navigation', { name: 'Places' }).getByText('scans').click();
for (const name of [/court/, /chamber/, /bakery/, /March/]) await page.getByRole('option', { name }).click();
await page.getByText(/No folder lies in/).waitFor();
await look('01-folders-deep');
await page.getByRole('button', { name: 'Cancel' }).click();
await openCase(page);
await look('02-case');
await page.getByRole('option', { name: /K5/ }).click();
await look('03-case-failed');
await page.getByRole('option', { name: /K3/ }).click({ button: 'right' });
await look('04-case-menu');
await page.keyboard.press('Escape');
await view('Compare');
await look('05-compare-empty');
await page.getByRole('checkbox', { name: /Q1/ }).check();
await page.getByRole('checkbox', { name: /^Known A/ }).check();
await page.getByRole('button', { name: 'Compare', exact: true }).last().click();
await page.getByText('cosine').first().waitFor();
await look('06-compare');
await page.getByRole('button', { name: /^Pair 2/ }).click();
await look('07-compare-pair');
await view('Words');
await page.getByRole('checkbox', { name: /Q1/ }).check();
await page
  .getByRole('button', { name: /^word 2, line 1/ })
  .first()
  .click();
await look('08-words');
await view('Search');
await page.getByRole('checkbox', { name: /Q1/ }).check();
await page.getByRole('button', { name: /Search the known/ }).click();
await page.getByRole('listitem', { name: /Rank 1/ }).waitFor();
await look('09-search');
await view('Report');
await page.getByLabel('Case number').fill('2026-0417');
await page.getByRole('button', { name: 'Export draft' }).click();
await page.getByText('reports/report').first().waitFor();
await page.getByRole('button', { name: 'Verify the case' }).click();
await page.getByText('1 difference').waitFor();
await look('10-report');
await page.getByRole('button', { name: 'All reports…' }).click();
await look('10-report-laboratory');
await page.keyboard.press('Escape');
await page.getByRole('button', { name: 'Review…' }).click();
await page.getByRole('radio', { name: 'Yes' }).first().check();
await page.getByRole('radio', { name: 'No', exact: true }).nth(1).check();
await look('10-report-review');
await page.keyboard.press('Escape');
await page.getByRole('button', { name: /^Finalise/ }).click();
await look('10-report-finalise');
await page.keyboard.press('Escape');
await view('Journal');
await look('11-journal');
await page.keyboard.press('?');
await look('12-shortcuts');
await page.getByRole('button', { name: 'About Chirograph' }).click();
await look('13-about');
await page.keyboard.press('Escape');
await page.evaluate(`fakeEngine.emit('engine.restarted', {
  problem: { code: 'engine-stopped', message: 'The engine stopped unexpectedly and was started again.' },
  crashReport: sampleCrash,
})`);
await page.getByText('was opened again').waitFor();
await look('14-engine-restarted');
await page.getByRole('button', { name: 'Show crash report' }).click();
await page.getByRole('button', { name: 'Copy' }).click();
await page.getByText('Copied.').waitFor();
await look('15-crash-report');
await page.getByRole('button', { name: 'Close' }).last().click();
await page.evaluate(`fakeEngine.emit('engine.stopped', {
  problem: { code: 'engine-stopped', message: 'The engine stopped 5 times within 60 seconds and stays down.' },
  crashReport: sampleCrash,
})`);
await look('16-engine-stopped');
await page.goto(`${address}?crashed`);
await page.getByText('ended without closing').waitFor();
await look('17-welcome-after-crash');
for (const standing of ['held', 'disc']) {
  await page.goto(`${address}?${standing}`);
  await page.getByRole('button', { name: 'Open the demo case' }).click();
  await page.getByRole('listbox', { name: 'Items' }).waitFor();
  await look(`18-case-${standing}`);
  await view('Report');
  await page.getByLabel('Case number').waitFor();
  await look(`19-report-${standing}`);
}
await page.goto(`${address}?journal`);
await openCase(page);
await look('20-case-witness');
await view('Journal');
await page.getByText(/^Compared: cosine/).click();
await look('21-journal-lines');
await page.goto(address);
await openCase(page);
await page.getByRole('button', { name: 'chirograph-word 0.1' }).click();
await page.getByRole('heading', { name: 'Trained on', exact: true }).waitFor();
await look('22-models');
await page.getByText('How it was trained').scrollIntoViewIfNeeded();
await look('23-models-figures');
await page.getByRole('button', { name: 'chirograph-signature' }).click();
await page.getByText('It compares signatures').waitFor();
await page.getByText('Skilled forgery, 1 reference').scrollIntoViewIfNeeded();
await look('23-models-signatures');
await page.getByRole('button', { name: 'lab-word 2.1' }).click();
await page.getByText('No card came').waitFor();
await look('24-models-no-card');
await page.getByRole('button', { name: 'Remove…' }).click();
await look('25-models-remove');
await page.getByRole('button', { name: 'Keep' }).click();
await page.getByRole('button', { name: 'Use for this case' }).click();
await page.getByRole('button', { name: 'In use by this case' }).waitFor();
await look('26-models-used');
await page.getByRole('button', { name: 'Add a model file…' }).click();
await page.getByLabel(/Path of the ONNX file/).fill('/models/damaged.onnx');
await page.keyboard.press('Enter');
await page.getByRole('alert').waitFor();
await look('27-models-refused');
await page.goto(`${address}?gone`);
await page.getByRole('button', { name: 'Open the demo case' }).click();
await page.getByRole('button', { name: 'Show the models' }).waitFor();
await look('28-case-model-gone');
await page.getByRole('button', { name: 'Show the models' }).click();
await page.getByRole('heading', { name: 'Trained on', exact: true }).waitFor();
await look('29-models-gone');
await browser.close();
await server.close();

async function openCase(on: Page): Promise<void> {
  await on.getByRole('button', { name: 'Open the demo case' }).click();
  await on.getByRole('listbox', { name: 'Items' }).waitFor();
  await on.getByText(/words encoded/).waitFor();
}
