/** The examiner's hand on a page: everything that can be corrected, by pointer and by keys, and found again as it was left. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine } from '../../src/main/engine/engine.ts';
import { makeSmallCase } from '../main/engine/small-case.ts';
import { introduceExaminer, openBrowserShell, type BrowserApp } from './app.ts';
import { takePictures } from './pictures.ts';

let app: BrowserApp;
let page: Page;
let root: string;

const ALL_ENCODED = /^[1-9][\d,]* words encoded$/;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-page-editor-'));
  await makeSmallCase(path.join(root, 'slips'), 1);
  await openApp();
});
afterAll(async () => {
  await app.close();
  await rm(root, { recursive: true, force: true });
});

async function openApp(): Promise<void> {
  app = await openBrowserShell(['--root', path.join(root, 'slips')]);
  page = app.page;
  await introduceExaminer(page);
  // Until the examiner is known, nothing can be opened.
  await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click({ trial: true });
  await openCase();
}

async function openCase(): Promise<void> {
  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog', { name: 'Open a case folder' });
  await dialog.getByRole('listbox', { name: 'Folders in slips' }).waitFor();
  await page.getByRole('button', { name: /^Open (as )?case: 4 images/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+1');
  await page.getByRole('option', { name: /Q1/ }).click();
  await page.getByText(ALL_ENCODED).waitFor({ timeout: 120_000 });
}

/** Prepares every item of a case that nobody has open. */
async function prepareAgain(folder: string): Promise<void> {
  const engine = await createEngine({ userData: path.join(root, 'user'), log: pino({ level: 'silent' }) });
  try {
    const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
    const { id, items } = await engine.call('case.open', { folder }, as);
    await rm(path.join(folder, 'derived'), { recursive: true });
    const { failed } = await engine.call(
      'case.prepare',
      { case: id, items: items.map((item) => item.id) },
      as,
    );
    expect(failed).toEqual([]);
  } finally {
    await engine.close();
  }
}

const viewer = (): Locator => page.getByRole('application');
const words = (): Locator => page.getByRole('group', { name: 'Words on this page' }).getByRole('button');
const word = (name: string): Locator => page.getByRole('button', { name, exact: false });
const tool = (name: RegExp): Locator =>
  page.getByRole('group', { name: 'Words', exact: true }).getByRole('button', { name });
/** What each word of the page is called: its place, its state, whose it is, what it reads. */
const names = (): Promise<string[]> =>
  words().evaluateAll((all) => all.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel));
const boxOf = async (at: number): Promise<{ x: number; y: number; width: number; height: number }> =>
  (await words().nth(at).boundingBox())!;
const count = async (expected: number): Promise<void> =>
  void (await expect.poll(() => words().count()).toBe(expected));

/** Presses a button as long as it says what it would do. */
async function pressThrough(button: RegExp): Promise<void> {
  const next = (): Promise<string[]> =>
    tool(/^(Undo|Redo)/).evaluateAll((both) =>
      both.map((each) => (each as unknown as { ariaLabel: string }).ariaLabel),
    );
  while ((await tool(button).count()) > 0) {
    const before = await next();
    await tool(button).click();
    await expect.poll(next).not.toEqual(before);
  }
}

it('keeps the keyboard when the word that held it is taken off the page', async () => {
  await words().first().waitFor();
  const before = await words().count();
  await words().nth(1).click();
  await page.keyboard.press('Delete');
  await count(before - 1);
  await page.keyboard.press('Control+z');
  await count(before);

  // One that is replaced hands it on.
  await words().nth(1).click();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await names())[1]).toContain('drawn');
  await expect.poll(() => words().nth(1).and(page.locator(':focus')).count()).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await names())[1]).not.toContain('drawn');

  // The bar over the page takes it back as well, by its own keys or by giving them to the page.
  await tool(/^Take off the page/).click();
  await count(before - 1);
  await page.keyboard.press('Control+z');
  await count(before);
  await tool(/^Undo|^Redo/)
    .last()
    .focus();
  await page.keyboard.press('Control+Shift+z');
  await count(before - 1);
  await tool(/^Undo/).focus();
  await page.keyboard.press('Control+z');
  await count(before);
  await page.keyboard.press('Escape');
  expect(app.complaints).toEqual([]);
});

it('draws, moves, splits, merges, excludes, transcribes, orders, undoes and redoes, and finds the page as it was left', async () => {
  await words().first().waitFor();
  const before = await words().count();
  const start = await names();

  // By the pointer: a box around the second word of the page, which is then deleted.
  const around = await boxOf(1);
  await tool(/^Draw a word/).click();
  await page.mouse.move(around.x - 3, around.y - 3);
  await page.mouse.down();
  await page.mouse.move(around.x + around.width, around.y + around.height, { steps: 4 });
  await page.mouse.up();
  await count(before + 1);
  await expect.poll(async () => (await names()).filter((name) => name.includes('drawn')).length).toBe(1);
  await page.keyboard.press('Escape');
  await takePictures(page, 'page-drawn', () => page.waitForLoadState('networkidle'));
  await page.keyboard.press('Delete');
  await count(before);

  // A region freehand.
  await page.keyboard.press('r');
  await page.mouse.move(around.x, around.y);
  await page.mouse.down();
  for (const [dx, dy] of [
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0.1],
  ] as const) {
    await page.mouse.move(around.x + dx * around.width, around.y + dy * around.height, { steps: 6 });
  }
  await page.mouse.up();
  await count(before + 1);
  await expect.poll(() => page.locator('.outline polygon').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await count(before);

  // The same by keys: a corner set by mistake is taken back, the last one set again closes the region.
  await viewer().focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await page.getByText('Enter: corner 1').waitFor();
  for (const key of ['Up', 'Up', 'Up', 'Right']) await page.keyboard.press(`Shift+Arrow${key}`);
  for (const key of ['Enter', 'ArrowUp', 'Enter', 'Backspace']) await page.keyboard.press(key);
  for (const key of ['Right', 'Right', 'Right']) await page.keyboard.press(`Shift+Arrow${key}`);
  await page.keyboard.press('Enter');
  for (const key of ['Down', 'Down', 'Down']) await page.keyboard.press(`Shift+Arrow${key}`);
  await page.keyboard.press('Enter');
  await page.getByText('Enter: corner 4, twice: close').waitFor();
  await takePictures(page, 'page-region-by-keys', () => page.waitForLoadState('networkidle'));
  await page.keyboard.press('Enter');
  await count(before + 1);
  await expect.poll(() => page.locator('.outline polygon').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await count(before);

  // What is begun is dropped first, then the tool.
  for (const key of ['r', 'Enter', 'Enter', 'Escape']) await page.keyboard.press(key);
  expect(await page.locator('.drafts circle').count()).toBe(0);
  expect(await page.locator('.drafts .cursor').count()).toBe(1);
  await page.keyboard.press('Escape');
  expect(await page.locator('.drafts .cursor').count()).toBe(0);

  // By keys alone: choose, split, merge back, move, resize.
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('s');
  await page.keyboard.press('ArrowRight');
  await takePictures(page, 'page-split', () => page.waitForLoadState('networkidle'));
  await page.keyboard.press('Enter');
  await count(before + 1);
  await page.keyboard.press('m');
  await count(before);
  const merged = await boxOf(0);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+ArrowDown');
  await expect.poll(async () => (await boxOf(0)).x).toBeGreaterThan(merged.x);
  await expect.poll(() => tool(/^Undo: resize word 1/).count()).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await boxOf(0)).x).toBeCloseTo(merged.x, 0);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(async () => (await boxOf(0)).x).toBeGreaterThan(merged.x);

  // By the handle at its right side.
  const wide = await boxOf(0);
  await page.mouse.move(wide.x + wide.width, wide.y + wide.height / 2);
  await page.mouse.down();
  await page.mouse.move(wide.x + wide.width + 12, wide.y + wide.height / 2, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await boxOf(0)).width).toBeGreaterThan(wide.width + 6);

  // Excluded with its reason, transcribed, given to another hand.
  await page.keyboard.press('n');
  await page.keyboard.press('x');
  await page.getByRole('menuitem', { name: 'Crossed out' }).click();
  await word('Word 2, line 1: excluded (crossed out)').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('t');
  await page.keyboard.type('lamp');
  await page.keyboard.press('Enter');
  await word('Word 3, line 1: in use, reads “lamp”').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await takePictures(page, 'page-hands', () => page.waitForLoadState('networkidle'));
  await page.getByRole('menuitem', { name: 'Another hand, of nobody known' }).click();
  await word('by hand Q1/2').waitFor();
  await page.getByRole('region', { name: 'Further hands on Q1' }).getByText('questioned').waitFor();
  await page.keyboard.press('.');
  await expect.poll(async () => (await names())[4]).toContain('Q1/2');

  // Two of the last words, side by side, are one signature.
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await page.keyboard.press('Shift+P');
  await page.keyboard.press('x');
  await page.getByRole('menuitem', { name: 'Signature', exact: true }).press('Enter');
  await takePictures(page, 'page-signature-menu', () => page.waitForLoadState('networkidle'));
  await page
    .getByRole('menuitem', { name: 'One signature of 2 words' })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.press('Enter');
  await word(': signature, drawn by the examiner').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/lines, 1 signature$/).waitFor();

  await page.getByText(ALL_ENCODED).waitFor({ timeout: 120_000 });
  await takePictures(page, 'page-corrected', () => page.waitForLoadState('networkidle'));
  const left = await names();
  expect(left).not.toEqual(start);

  // All of it taken back, and done again.
  await pressThrough(/^Undo:/);
  await expect.poll(names).toEqual(start);
  await pressThrough(/^Redo:/);
  await expect.poll(names).toEqual(left);

  // Of the words, the signature stands apart.
  await page.keyboard.press('Alt+3');
  await page.getByText(/in use, 1 excluded, 1 signature$/).waitFor();
  await takePictures(page, 'words-signature', () => page.waitForLoadState('networkidle'));
  await page.getByRole('button', { name: 'Signatures', exact: true }).click();
  await expect.poll(() => page.locator('[data-word]').count()).toBe(1);
  await page.getByRole('button', { name: 'All', exact: true }).click();

  // Each step stands in the journal.
  await page.keyboard.press('Alt+7');
  for (const said of ['Undone: Word split', 'Done again: Word split', 'Word transcribed']) {
    await page.getByText(said).first().waitFor();
  }
  expect(await page.getByText('lamp').count()).toBe(0);

  // Opened again, and once more after every file was prepared anew.
  await openCase();
  await expect.poll(names).toEqual(left);
  expect(app.complaints).toEqual([]);
  await app.close();
  await prepareAgain(path.join(root, 'slips'));
  await openApp();
  await expect.poll(names).toEqual(left);

  // The second hand is a source of its own.
  await page.keyboard.press('Alt+2');
  await page.getByRole('checkbox', { name: /^Q1\/2/ }).check();
  await page.keyboard.press('Alt+6');
  await page.getByRole('button', { name: 'Verify the case' }).click();
  const outcome = page.getByRole('region', { name: 'Verification' });
  await outcome.getByText(/Checked:/).waitFor({ timeout: 120_000 });
  expect(await outcome.textContent()).toContain('No difference.');
  expect(app.complaints).toEqual([]);
});

/** Draws a box around a word of the page shown, and marks it, with what lies in it, as a signature. */
async function signBox(around: Readonly<Awaited<ReturnType<typeof boxOf>>>): Promise<void> {
  const { x, y, width, height } = around;
  await tool(/^Draw a word/).click();
  await page.mouse.move(x - 3, y - 3);
  await page.mouse.down();
  await page.mouse.move(x + width + 3, y + height + 3, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await names()).filter((name) => /in use, drawn/.test(name)).length).toBe(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.getByRole('menuitem', { name: /^One signature of / }).click();
  await expect.poll(async () => (await names()).filter((name) => /in use, drawn/.test(name)).length).toBe(0);
}

it('compares a questioned signature with references of one writer, drawn and marked on their pages', async () => {
  await page.keyboard.press('Alt+1');
  for (const [item, signed] of [
    ['K1', 2],
    ['Q2', 1],
  ] as const) {
    await page.getByRole('option', { name: new RegExp(item) }).click();
    await page.getByRole('region', { name: 'Inspector' }).getByText(item, { exact: true }).first().waitFor();
    await words().nth(3).waitFor();
    for (const box of [await boxOf(0), await boxOf(3)].slice(0, signed)) await signBox(box);
    await page.getByText(signed === 1 ? /, 1 signature$/ : /, 2 signatures$/).waitFor();
  }

  await page.keyboard.press('Alt+2');
  await page.getByRole('button', { name: 'Signatures', exact: true }).click();
  const references = page.getByRole('checkbox', { name: /^K1/ });
  await expect.poll(() => references.count()).toBe(2);
  await page.getByRole('radio', { name: 'Q2' }).check();
  await page.getByRole('button', { name: 'Compare signatures', exact: true }).click();

  // Under which propositions, by which signers, and what the score does not say.
  const result = page.getByRole('region', { name: 'Result', exact: true });
  await result.getByText('was written by the person who wrote the references').waitFor({ timeout: 120_000 });
  for (const said of [
    /likeness .+ with 2 references/,
    /\d+ signers, 2 references$/,
    /It compares form alone/,
  ]) {
    await result.getByText(said).first().waitFor();
  }
  await page.getByRole('button', { name: /^Reference 2: likeness .+, K1/ }).click();
  await takePictures(page, 'signatures', () => page.waitForLoadState('networkidle'));

  // With other references it is another comparison; the first is found again with what it compared.
  await references.last().uncheck();
  await result.getByText(/^Choose a questioned signature/).waitFor();
  await page.getByRole('button', { name: 'Compare signatures', exact: true }).click();
  await result.getByText(/^With a single reference nothing is known/).waitFor();
  const earlier = page.getByRole('button', { name: /^Q2 – Edda Marrow/ });
  await expect.poll(() => earlier.count()).toBe(2);
  await earlier.last().click();
  await result
    .getByText(/with 2 references/)
    .first()
    .waitFor();
  expect(await references.last().isChecked()).toBe(true);

  // A search does not look at them, and says so.
  await page.keyboard.press('Alt+5');
  await page.getByRole('checkbox', { name: /^Q2\b/ }).check();
  await page.getByRole('button', { name: 'Search the known writers' }).click();
  await page
    .getByText(/^\d+ signatures are marked on what was searched \(.*K1.*\)/)
    .waitFor({ timeout: 120_000 });
  await takePictures(page, 'search-signatures', () => page.waitForLoadState('networkidle'));

  // Both stand in the contents of a report.
  await page.keyboard.press('Alt+6');
  const inReport = page.getByRole('checkbox', { name: /^Signature Q2 – Edda Marrow/ });
  await inReport.last().uncheck();
  await page.getByRole('button', { name: 'Export draft' }).click();
  await page
    .getByText(/report-\d{8}-\d{4}\.pdf/)
    .first()
    .waitFor({ timeout: 120_000 });
  await takePictures(page, 'report-signatures', () => page.waitForLoadState('networkidle'));

  // A questioned signature that is none any more leaves a result that no longer stands.
  await page.keyboard.press('Alt+1');
  await page.getByRole('option', { name: /Q2/ }).click();
  await word(': signature, drawn by the examiner').click();
  await page.keyboard.press('g');
  await page.keyboard.press('Alt+2');
  await result.getByText(/^Stale: Signatures that it rests on/).waitFor();
  await takePictures(page, 'signatures-stale', () => page.waitForLoadState('networkidle'));

  await page.keyboard.press('Alt+7');
  await page.getByText(/^Signature compared: score .+, 2 references$/).waitFor();
  expect(app.complaints).toEqual([]);
});
