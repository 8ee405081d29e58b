/** What the page itself cannot do, asked of the real build in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LICENCE_ADDRESS } from '../../src/contract/outside-addresses.ts';
import { openBrowserShell, type App } from './app.ts';

/**
 * Runs a piece of script in the page and says how it ended; given as text, since what it touches is the page's. The
 * timer takes it out of the hands of the developer tools, whose own scripts no policy binds.
 */
const attempt = (app: App, script: string): Promise<string> =>
  app.page.evaluate(
    `new Promise((resolve) => setTimeout(() => {
      try { ${script}; resolve('done'); } catch (error) { resolve(error.name); }
    }))`,
  );

describe('the page', () => {
  let app: App;
  beforeAll(async () => {
    app = await openBrowserShell();
    await app.page.getByRole('dialog').waitFor();
  });
  afterAll(() => app.close());

  it('starts under its policy without a complaint', () => {
    expect(app.complaints).toEqual([]);
  });

  it('is given no feature of the browser; client hints are none that reach a server', async () => {
    const allowed: string[] = await app.page.evaluate('document.featurePolicy.allowedFeatures()');
    expect(allowed.filter((feature) => !feature.startsWith('ch-'))).toEqual([]);
  });

  it.each([
    ['text that becomes markup', `document.createElement('div').innerHTML = '<b>x</b>'`],
    ['markup written into the document', `document.write('<b>x</b>')`],
    ['a policy of its own making', `trustedTypes.createPolicy('mine', { createHTML: (text) => text })`],
    ['a second policy of that name', `trustedTypes.createPolicy('svelte-trusted-html', {})`],
    ['text that becomes script', `document.createElement('script').text = '1'`],
  ])('refuses %s', async (_, script) => {
    expect(await attempt(app, script)).toBe('TypeError');
  });

  it('refuses to evaluate text', async () => {
    expect(await attempt(app, `(0, eval)('1')`)).toBe('EvalError');
    expect(await attempt(app, `new Function('1')`)).toBe('EvalError');
  });

  it('shows the licence as a link that hands over nothing of the page', async () => {
    await app.page.getByLabel('Name').fill('R. Example');
    await app.page.keyboard.press('Tab');
    await app.page.getByLabel('Role').fill('document examiner');
    await app.page.getByRole('button', { name: 'Begin', exact: true }).click();
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    await app.page.keyboard.press('?');
    await app.page.getByRole('button', { name: 'About Chirograph' }).click();
    const link = app.page.getByRole('link', { name: /apache\.org/ });
    expect(await link.getAttribute('href')).toBe(LICENCE_ADDRESS);
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });
});
