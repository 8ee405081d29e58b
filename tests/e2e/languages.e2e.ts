/** The window in German and Chinese, in the real browser: chosen without a restart, in every view, with nothing cut. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Language } from '../../src/language/language.ts';
import { inLanguage } from '../../src/language/told/told.ts';
import { wording } from '../../src/language/speaker.ts';
import { windowMessages } from '../../src/language/window/window.ts';
import { takePictures } from './pictures.ts';
import { openSlips, type SlipsApp } from './slips.ts';
import { addUnreadable } from './walk.ts';

let app: SlipsApp;
let page: Page;

beforeAll(async () => {
  app = await openSlips(2, addUnreadable);
  page = app.page;
  await page.keyboard.press('Alt+2');
  await page.getByRole('checkbox', { name: /^Q1\b/ }).check();
  await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
  await page.getByRole('button', { name: 'Compare', exact: true }).last().click();
  await page.getByText(/questioned words?, \d+ known words?/).waitFor();
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: 'Search the known writers' }).click();
  await page.getByText('Investigative, not evidence.').waitFor();
});
afterAll(() => app.close());

/** What the menu's button is called in each language. */
const BUTTON: Readonly<Record<Language, string>> = { en: 'Language', de: 'Sprache', zh: '语言' };

async function choose(from: Language, to: string): Promise<void> {
  await page.getByRole('button', { name: BUTTON[from], exact: true }).click();
  await page.getByRole('menuitemradio', { name: to }).click();
}

/** What is wrong with Q3. */
const UNREADABLE =
  'third.png is not an image that Chirograph knows. Chirograph reads PNG, JPEG, TIFF and WebP images and PDF documents: save it as one of these.';

/** Where that is said, in a language. */
const unreadable = (language: Language): Locator =>
  page.getByText(language === 'en' ? UNREADABLE : (inLanguage(UNREADABLE, language) as string)).first();

/** English messages that are another text in this language; one that is also a text of this language may stand there. */
function english(language: 'de' | 'zh'): Set<string> {
  const messages = Object.keys(windowMessages);
  const spoken = new Set(messages.map((message) => wording(windowMessages, language, message)));
  return new Set(messages.filter((message) => !spoken.has(message)));
}

/** Everything that is shown or read out; run in the page. */
const TEXTS = `(() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.data.replace(/\\s+/g, ' ').trim());
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
  return texts.filter((text) => text !== '');
})()`;

/** Texts that are cut off, or stand beyond the window; run in the page. Names of the case are cut on purpose, and say so in a title. */
const CUT = `(() => {
  const cut = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  for (const element of document.querySelectorAll('button, th, dt, h1, h2, h3, h4, legend, label, summary, .quiet, kbd')) {
    if (!shown(element) || element.closest('.one-line, .sr-only, .mono, [class*="one-line"]') || element.querySelector('.one-line')) continue;
    const { overflowX } = getComputedStyle(element);
    const { right, left } = element.getBoundingClientRect();
    const scrolls = element.closest('.scroll, .folders, .matrix, .content, dialog pre');
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && overflowX !== 'visible')
      cut.push('cut: ' + element.textContent.trim());
    else if (!scrolls && (right > innerWidth + 1 || left < -1)) cut.push('beyond: ' + element.textContent.trim());
  }
  const bar = [...document.querySelectorAll('nav[aria-label] button')].filter(shown).map((each) => each.getBoundingClientRect());
  if (new Set(bar.map(({ height }) => height)).size > 1) cut.push('a view’s name is broken');
  return cut;
})()`;

const VIEWS = ['case', 'compare', 'words', 'findings', 'search', 'report', 'journal', 'charts'] as const;

it.each([
  ['de', 'de-DE', 'Deutsch', 'en'],
  ['zh', 'zh-CN', '简体中文', 'de'],
] as const)('speaks %s in every view at once, and cuts nothing', async (language, tag, name, from) => {
  await page.keyboard.press('Alt+1');
  await page.getByRole('option', { name: /^Q3/ }).click();
  await unreadable(from).waitFor();
  await choose(from, name);
  await unreadable(language).waitFor();
  const left = english(language);
  /** What the engine said, where it still stands in English. */
  const untold = (text: string): boolean =>
    /The mean writer embeddings|A rank is an investigative lead/u.test(text) ||
    (inLanguage(text, language) ?? text) !== text;
  const look = async (what: string): Promise<void> => {
    await takePictures(page, `${language}-${what}`, () => page.waitForLoadState('networkidle'));
    const texts = (await page.evaluate(TEXTS)) as string[];
    expect
      .soft(
        texts.filter((text) => left.has(text) || untold(text)),
        what,
      )
      .toEqual([]);
    expect.soft(await page.evaluate(CUT), what).toEqual([]);
  };
  expect(await page.evaluate('document.documentElement.lang')).toBe(tag);
  for (const [index, view] of VIEWS.entries()) {
    await page.keyboard.press(`Alt+${index + 1}`);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle');
    await look(view);
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await look('shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  await look('finder');
  await page.keyboard.press('Escape');
  expect(app.complaints).toEqual([]);
});

it('writes figures and days as the language does, and is found again after the page is loaded anew', async () => {
  await choose('zh', 'Deutsch');
  await page.keyboard.press('Alt+2');
  await page
    .getByText(/^−?\d,\d{3}$/)
    .first()
    .waitFor();
  await page.keyboard.press('Alt+7');
  await page
    .getByText(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/)
    .first()
    .waitFor();
  await page.reload();
  await page.getByRole('navigation', { name: 'Ansichten' }).waitFor();
  await choose('de', 'English');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en-GB');
});
