import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Where screenshots go when the environment names a folder; `npm run e2e` alone takes none. */
const folder = process.env['CHIROGRAPH_PICTURES'];

/**
 * Takes pictures of a page, in both sizes and both themes, and leaves it as it was.
 *
 * @param settled waits for what the page still loads after a change of its size.
 */
export async function takePictures(
  page: Page,
  name: string,
  settled: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled();
      await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
}
