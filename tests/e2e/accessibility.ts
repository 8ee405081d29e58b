import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVEL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What the system may have set: the window follows with one of its three sets of tokens, or keeps to the system's own colours. */
const APPEARANCES = {
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  'high contrast': { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' },
} as const;

/**
 * What axe-core finds against WCAG 2.2 AA on what the page shows now, a line for each element. What is there does not
 * depend on the appearance: all rules are tried in the first one, those of contrast in each. The page is left without motion.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE);
  const found: string[] = [];
  for (const [name, media] of Object.entries(APPEARANCES)) {
    // A colour on its way to another is neither.
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const only =
      name === 'light' ? { type: 'tag', values: LEVEL } : { type: 'rule', values: ['color-contrast'] };
    const { violations: broken } = await page.evaluate<AxeResults>(
      `axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ['violations'] })`,
    );
    for (const { id, nodes } of broken) {
      for (const { html, any, all, none } of nodes) {
        const why = [...any, ...all, ...none].map(({ message }) => message);
        found.push([name, id, html.slice(0, 160), ...why].join(' | '));
      }
    }
  }
  await page.emulateMedia(APPEARANCES.light);
  return found;
}
