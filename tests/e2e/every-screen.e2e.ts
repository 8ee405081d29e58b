/** Every view, dialog and tool of the window: held to WCAG 2.2 AA, and nothing of it cut off at any size of the screen. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from './accessibility.ts';
import { cutOff } from './cut-off.ts';
import { openForWalk, settled, walk, type WalkedApp } from './walk.ts';

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

let app: WalkedApp;
const inaccessible: string[] = [];
const cut: string[] = [];

beforeAll(async () => {
  app = await openForWalk();
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await walk(app, async (screen) => {
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

it('has nothing that axe-core finds against WCAG 2.2 AA, light, dark and in high contrast', () => {
  expect(inaccessible).toEqual([]);
});

it('has nothing cut off and no control covered, from 960 x 540 to 3840 x 2160', () => {
  expect(cut).toEqual([]);
});

it('complains of nothing in the console', () => {
  expect(app.complaints).toEqual([]);
});
