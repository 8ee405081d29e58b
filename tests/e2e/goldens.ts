import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const FOLDER = path.join(import.meta.dirname, 'goldens');
const updating = process.env['CHIROGRAPH_GOLDENS'] === 'update';
/** Pictures are kept and compared at half their size: what the fonts of one computer draw otherwise than another's blurs away. */
const SIZE = { width: 640, height: 400 };
/** How far two colours may lie apart, as pixelmatch measures it, before a pixel counts: rims of letters do. */
const THRESHOLD = 0.15;
/**
 * How many pixels of any square of `WINDOW` pixels a side may count. The last digit of a score depends on the processor, and
 * is some thirty of them; a button that is missing, has moved or is pressed is a hundred at least.
 */
const MOST = 60;
const WINDOW = 40;
/** What no two computers show alike: hashes and paths, which provider computes. */
const MASKED = '.mono, .version, footer';

/** Lets the window write in the fonts that come with the tests, so that its text is the same on every computer. */
export async function useBundledFonts(page: Page): Promise<void> {
  const bytes = (file: string): string =>
    readFileSync(require.resolve(`@fontsource/${file}-normal.woff2`)).toString('base64');
  const faces = {
    'Tests 400': bytes('noto-sans/files/noto-sans-latin-400'),
    'Tests 600': bytes('noto-sans/files/noto-sans-latin-600'),
    'Tests Mono 400': bytes('noto-sans-mono/files/noto-sans-mono-latin-400'),
  };
  await page.evaluate(`(async () => {
    for (const [name, base64] of Object.entries(${JSON.stringify(faces)})) {
      const [, family, weight] = /^(.*) (\\d+)$/.exec(name);
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      document.fonts.add(await new FontFace(family, bytes, { weight }).load());
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { --font: Tests; --font-mono: "Tests Mono" }');
    document.adoptedStyleSheets = [sheet];
  })()`);
}

/**
 * Compares what the page shows with the picture kept of it, which the environment's `CHIROGRAPH_GOLDENS=update` takes anew.
 *
 * @returns what differs, in a sentence; null for nothing. What was seen is then kept in test-results/.
 */
export async function differsFromGolden(page: Page, name: string): Promise<string | null> {
  // Nothing is pointed at.
  await page.mouse.move(0, 0);
  const taken = await sharp(
    await page.screenshot({
      // A busy computer draws four panes for longer than half a minute.
      timeout: 120_000,
      animations: 'disabled',
      caret: 'hide',
      mask: [page.locator(MASKED)],
      maskColor: '#808080',
    }),
  )
    .resize(SIZE.width, SIZE.height, { kernel: 'linear' })
    .removeAlpha()
    .png({ palette: true, dither: 0, effort: 10 })
    .toBuffer();
  const file = path.join(FOLDER, `${name}.png`);
  if (updating) {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, taken);
    return null;
  }
  const [kept, seen] = await Promise.all(
    [file, taken].map((each) => sharp(each).ensureAlpha().raw().toBuffer()),
  );
  const most = pixelmatch(kept!, seen!, null, SIZE.width, SIZE.height, {
    threshold: THRESHOLD,
    windowSize: WINDOW,
  });
  if (most <= MOST) return null;
  const results = path.resolve(import.meta.dirname, '../../test-results');
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, `${name}.png`), taken);
  return `${name}: ${most} pixels differ in one square of ${WINDOW} a side; see test-results/${name}.png`;
}
