/** The window without a mouse: every command from the palette, every control by Tab, and the keyboard where it was after each dialog. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_COMMANDS, type Ground } from '../../src/renderer/commands.ts';
import { introduceExaminer } from './app.ts';
import type { SlipsApp } from './slips.ts';
import { openForWalk, settled } from './walk.ts';

let app: SlipsApp;
let page: Page;

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const palette = (): Locator => page.getByRole('dialog', { name: 'Go to' });
const viewer = (): Locator => page.getByRole('application').first();
/** What has the keyboard, by role or element and by name. */
const focused = (): Promise<string> =>
  page.evaluate(`(() => {
    const at = document.activeElement;
    const name = at.getAttribute('aria-label') ?? at.textContent.trim();
    return (at.getAttribute('role') ?? at.tagName.toLowerCase()) + ': ' + name.slice(0, 40);
  })()`);

/** Gives a command by its whole title, and answers whether the window had something to do it with. */
async function command(title: string): Promise<boolean> {
  await press('Control+k');
  await page.keyboard.insertText(title);
  const options = palette().getByRole('option');
  const index = (
    await options.evaluateAll((all) => all.map((each) => each.firstElementChild!.textContent))
  ).indexOf(title);
  expect(index, `“${title}” in the palette`).toBeGreaterThanOrEqual(0);
  for (let step = 0; step < index; step++) await press('ArrowDown');
  await press('Enter');
  await palette().waitFor({ state: 'detached' });
  await settled(page);
  return (await page.getByText('there is nothing now that this could be done with').count()) === 0;
}

beforeAll(async () => {
  app = await openForWalk();
  page = app.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await introduceExaminer(page);
  const choose = page.getByRole('button', { name: 'Open a case folder…', exact: true });
  // Until the examiner is known, nothing can be opened.
  await choose.click({ trial: true });
  await choose.press('Enter');
  const open = page.getByRole('button', { name: /^Open (as )?case: 7 images/ });
  await open.waitFor();
  await open.press('Enter');
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });
  // The first is assigned anew below, and is called otherwise from then on.
  await page.getByRole('option', { name: /^Q1/ }).focus();
});
afterAll(() => app.close());

describe('the palette', () => {
  /** What there has to be before a command has something to be done with. */
  const prepare: Readonly<Record<Ground, () => Promise<void>>> = {
    view: () => press('Alt+1'),
    items: () => press('Alt+1'),
    page: () => press('Alt+1'),
    pageWords: async () => {
      await press('Alt+1');
      await viewer().focus();
      await press('Escape', 'Escape', 'Escape', 'n');
      await page.locator('.viewer [data-word][aria-pressed=true]').waitFor();
    },
    compare: () => press('Alt+2'),
    letters: async () => {
      await press('Alt+1');
      const bar = (name: string): Locator => page.getByRole('group', { name, exact: true });
      if ((await bar('Marks').count()) > 0) await press('e');
      if ((await bar('Letters').count()) === 0) await press('b');
      await viewer().focus();
      await press(
        'Escape',
        'Escape',
        'Escape',
        'd',
        'Enter',
        'Enter',
        'Shift+ArrowRight',
        'Shift+ArrowDown',
        'Enter',
      );
      await page.keyboard.insertText('a');
      await press('Enter');
      // Named, and so chosen; the keyboard is on the page again.
      await expect.poll(focused).toMatch(/^application/);
      await press('Escape');
    },
    marks: async () => {
      await press('Alt+1');
      if ((await page.getByRole('group', { name: 'Marks', exact: true }).count()) === 0) await press('e');
      await viewer().focus();
      await press(
        'Escape',
        'Escape',
        'Escape',
        'b',
        'Enter',
        'Enter',
        'Shift+ArrowRight',
        'Shift+ArrowDown',
        'Enter',
      );
      // Saved, and so chosen.
      await expect.poll(() => page.getByLabel('What it is').isEnabled()).toBe(true);
      await press('Escape');
    },
    words: async () => {
      await press('Alt+3');
      await page.getByRole('checkbox', { name: /^Q2\b/ }).check();
      await page.locator('[data-word]').first().waitFor();
    },
  };
  /** What a command leaves open. */
  const leave: Readonly<Record<string, () => Promise<void>>> = {
    'Marks of findings: show and draw, or hide': () => press('e'),
    'Letters: show and mark, or hide': () => press('b'),
    'Name the letter': () => press('Escape'),
    'Assign: known of a writer…': () => press('Escape'),
    'Assign: not assigned': () => press('q'),
    'Menu of the selected items': () => press('Escape'),
    // Once it has been done, the next word can be chosen.
    'Merge the words': () => page.getByRole('button', { name: /^Undo: merge/ }).waitFor(),
    'Take the word off the page': () => page.getByRole('button', { name: /^Undo: delete/ }).waitFor(),
    'Exclude the word, or use it again': () => press('Escape'),
    'Mark the word as a signature, or use it again': () =>
      page.getByRole('button', { name: /^Undo: mark/ }).waitFor(),
    'Give the word to a hand': () => press('Escape'),
    'Transcribe the word': () => press('Escape'),
    'Describe the finding chosen': () => press('Escape'),
    'Overlay, or side by side': () => press('o'),
    'Two colours, or side by side': () => press('c'),
    'Difference, or side by side': () => press('d'),
    'Flicker, or side by side': () => press('f'),
    'Curtain, or side by side': () => press('v'),
    'Align by landmarks': () => press('a'),
  };

  it.each(Object.keys(KEY_COMMANDS) as Ground[])(
    'gives every command of its ground: %s',
    async (ground) => {
      if (ground === 'compare') {
        await press('Alt+2');
        await page.getByRole('checkbox', { name: /^Q2\b/ }).check();
        await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
        await viewer().focus();
      }
      const idle: string[] = [];
      for (const { title } of KEY_COMMANDS[ground]) {
        await prepare[ground]();
        if (!(await command(title))) idle.push(title);
        await leave[title]?.();
      }
      expect(idle).toEqual([]);
      expect(app.complaints).toEqual([]);
    },
    300_000,
  );

  it('says so where there is nothing that a command could be done with', async () => {
    await press('Alt+1');
    if ((await page.getByRole('group', { name: 'Letters', exact: true }).count()) > 0) await press('b');
    await viewer().focus();
    await press('Escape', 'Escape', 'Escape');
    expect(await command('Merge the words')).toBe(false);
    const said = page.getByRole('status').filter({ hasText: 'there is nothing now' });
    await said.getByRole('button', { name: 'Dismiss' }).press('Enter');
  });

  it('chooses the appearance, and has what belongs to no view', async () => {
    expect(await command('Appearance: High contrast')).toBe(true);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('contrast');
    await command('Appearance: As the system');
    await command('Keyboard shortcuts');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await press('Escape');
  });
});

it('gives the keyboard back to where it was after every dialog and menu', async () => {
  await press('Alt+1');
  await page.getByRole('option', { name: /^Q2/ }).focus();
  const before = await focused();
  for (const opens of ['Control+k', '?', 'Shift+F10', 'k']) {
    await press(opens);
    await page.getByRole('dialog').or(page.getByRole('menu')).waitFor();
    await press('Escape');
    await expect.poll(focused, { message: `after ${opens}` }).toBe(before);
  }
  const resolution = page.getByRole('button', { name: /dpi/ });
  await resolution.press('Enter');
  await page.getByRole('dialog').waitFor();
  await press('Escape');
  await expect.poll(focused).toMatch(/^button: .*dpi/);
});

it.each(['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8'])(
  'reaches every control of a view by Tab, and shows where the keyboard is (%s)',
  async (view) => {
    await press(view);
    await settled(page);
    // Again where something arrived in the meantime, as the form of a report does.
    await expect.poll(tabRound).toEqual({ unreached: [], unseen: [] });
  },
);

/**
 * Presses Tab until it comes round.
 *
 * @returns controls that were never reached and are in no group that arrow keys go through, and places where nothing shows
 *   that the keyboard is there.
 */
async function tabRound(): Promise<{ readonly unreached: string[]; readonly unseen: string[] }> {
  await page.evaluate(`(() => {
    window.reached = new Set();
    window.unseen = [];
    document.activeElement.blur();
  })()`);
  for (;;) {
    await press('Tab');
    const round = await page.evaluate<boolean>(`(() => {
      const at = document.activeElement;
      // The browser's own controls come between the last one and the first.
      if (at === document.body) return false;
      if (window.reached.has(at)) return true;
      window.reached.add(at);
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      if (outlineStyle === 'none' || parseFloat(outlineWidth) < 1) window.unseen.push(at.outerHTML.slice(0, 120));
      return false;
    })()`);
    if (round) break;
  }
  return page.evaluate(`(() => {
    const controls = 'button, input, select, textarea, a[href], summary, [role=option], [role=separator][tabindex], [role=application]';
    const through = '[role=listbox], [role=menu], [role=radiogroup], [aria-label^="Words"], .grid, ol';
    const unreached = [...document.querySelectorAll(controls)].filter((each) =>
      each.checkVisibility() && !each.matches(':disabled') && !window.reached.has(each) &&
      // One of a group has the keyboard, and arrow keys lead to the others.
      !(each.tabIndex === -1 && [...window.reached].some((at) => at.closest(through)?.contains(each))) &&
      !(each.type === 'radio' && [...window.reached].some((at) => at.name === each.name)));
    return { unreached: unreached.map((each) => each.outerHTML.slice(0, 160)), unseen: window.unseen };
  })()`);
}
