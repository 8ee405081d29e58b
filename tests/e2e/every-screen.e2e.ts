/**
 * Every view, dialog and tool of the window: held to WCAG 2.2 AA, nothing of it cut off at any size of the screen, and ten of
 * them to the pictures kept in goldens/. `CHIROGRAPH_GOLDENS=update npm run e2e -- every-screen` takes these anew; look at
 * what changed before they are committed.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { cutOff } from './cut-off.ts';
import { differsFromGolden, useBundledFonts } from './goldens.ts';
import type { SlipsApp } from './slips.ts';
import { openForWalk, settled, walk } from './walk.ts';

/**
 * In CSS pixels, which are all that a layout knows of the system's scaling: the smallest screen, a full-HD one scaled to
 * 200 %, and a 4K one unscaled.
 */
const SIZES = [
  [1280, 720],
  [960, 540],
  [3840, 2160],
] as const;
const USUAL = { width: 1280, height: 800 };

/** Screens of which a picture is kept, by its name: what an examiner works with most. */
const KEY_SCREENS: Readonly<Record<string, string>> = {
  welcome: 'welcome',
  'case: a page with its words': 'case-page',
  'case: a word chosen': 'case-word',
  'compare: two panes and a result': 'compare-result',
  'compare: overlay': 'compare-overlay',
  'compare: a mark': 'compare-mark',
  words: 'words',
  findings: 'findings',
  charts: 'charts',
  shortcuts: 'shortcuts',
};

let app: SlipsApp;
const inaccessible: string[] = [];
const cut: string[] = [];
const unlike: string[] = [];
let pictures = 0;

beforeAll(async () => {
  app = await openForWalk();
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('dialog', { name: 'Who examines?' }).waitFor();
  await useBundledFonts(page);
  await walk(app, async (screen) => {
    const kept = KEY_SCREENS[screen];
    if (kept !== undefined) {
      pictures += 1;
      const difference = await differsFromGolden(page, kept);
      if (difference !== null) unlike.push(difference);
    }
    inaccessible.push(...(await violations(page)).map((each) => `${screen}: ${each}`));
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await settled(page);
      cut.push(...(await cutOff(page)).map((each) => `${screen}, ${width} x ${height}: ${each}`));
    }
    await page.setViewportSize(USUAL);
    await settled(page);
  });
}, 600_000);
afterAll(() => app.close());

it('has nothing that axe-core finds against WCAG 2.2 AA, light, dark, in high contrast and in forced colours', () => {
  expect(inaccessible).toEqual([]);
});

it('has nothing cut off and no control covered, from 960 x 540 to 3840 x 2160', () => {
  expect(cut).toEqual([]);
});

it('looks as in the pictures kept of ten screens', () => {
  expect(pictures).toBe(10);
  expect(unlike).toEqual([]);
});

it('complains of nothing in the console', () => {
  expect(app.complaints).toEqual([]);
});
