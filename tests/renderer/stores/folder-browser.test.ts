import { describe, expect, it, vi } from 'vitest';
import type { FolderListing } from '../../../src/contract/folder.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { FolderBrowser } from '../../../src/renderer/stores/folder-browser.svelte.ts';
import { FakeEngine } from '../fake-engine.ts';

function setUp(kept: Record<string, string> = {}) {
  const fake = new FakeEngine();
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
  const open = () => new FolderBrowser(new EngineClient(fake), storage);
  const asked = () => fake.calls.map((call) => (call.args as { folder?: string }).folder);
  return { fake, open, asked, browser: open() };
}
const names = (browser: FolderBrowser) => browser.shown.map((folder) => folder.name);

describe('the way to a case folder', () => {
  it('begins in the first root, and the next time where it ended, in this window or another', async () => {
    const { browser, open, asked } = setUp();
    await browser.start();
    expect(browser.listing?.path).toBe('/cases');
    await browser.go('/cases/2025');
    await browser.start();
    const other = open();
    await other.start();
    expect([browser, other].map((each) => each.listing?.path)).toEqual(['/cases/2025', '/cases/2025']);
    expect(asked()).toEqual([undefined, '/cases/2025', '/cases/2025', '/cases/2025']);
  });

  it.each(['/cases/removed', '/elsewhere'])(
    'begins in the first root without a complaint where the last folder was %s',
    async (last) => {
      const { browser } = setUp({ 'chirograph.folder': last });
      await browser.start();
      expect(browser.listing?.path).toBe('/cases');
      expect(browser.problem).toBeNull();
    },
  );

  it('leads down into the folder that the keys have reached and up again to it', async () => {
    const { browser } = setUp();
    await browser.start();
    browser.move(2);
    await browser.enter();
    expect(browser.listing?.path).toBe('/cases/2026-0417 letters');
    expect(browser.at).toBe(0);
    await browser.up();
    expect(browser.listing?.path).toBe('/cases');
    expect(browser.shown[browser.at]?.name).toBe('2026-0417 letters');
    await browser.up();
    expect(browser.listing?.path).toBe('/cases');
  });

  it('stays within the list, and does not go into a folder that cannot be opened', async () => {
    const { browser, asked } = setUp();
    await browser.start();
    browser.move(-1);
    expect(browser.at).toBe(0);
    browser.move(Infinity);
    expect(browser.at).toBe(browser.shown.length - 1);
    browser.at = browser.shown.findIndex((folder) => folder.problem !== null);
    await browser.enter();
    expect(asked()).toEqual([undefined]);
    browser.query = 'nothing of the kind';
    browser.move(1);
    await browser.enter();
    expect(asked()).toEqual([undefined]);
  });

  it('narrows the list by what is typed, whatever the case, accents and order, and forgets it in the next folder', async () => {
    const { browser } = setUp();
    await browser.start();
    browser.move(3);
    browser.query = 'uBER';
    expect([names(browser), browser.at]).toEqual([['Überlingen'], 0]);
    browser.query = 'letters 0417';
    expect(names(browser)).toEqual(['2026-0417 letters']);
    await browser.enter();
    expect([browser.query, names(browser)]).toEqual(['', ['known', 'questioned']]);
  });

  it('keeps what is shown, and what was last, where a path is refused', async () => {
    const { browser, open } = setUp();
    await browser.start();
    expect(await browser.go('/elsewhere')).toBe(false);
    expect(browser.listing?.path).toBe('/cases');
    expect(browser.problem).toMatchObject({ code: 'not-allowed' });
    expect(await browser.go('/cases/2025')).toBe(true);
    expect(browser.problem).toBeNull();
    await browser.go('/cases/removed');
    const other = open();
    await other.start();
    expect(other.listing?.path).toBe('/cases/2025');
  });

  it('shows the folder asked for last, whichever is read first; one let go of is not shown', async () => {
    const { fake, browser } = setUp();
    await browser.start();
    const slow = Promise.withResolvers<FolderListing>();
    let signal: AbortSignal | undefined;
    const call = vi.spyOn(fake, 'call').mockImplementationOnce((_method, _args, options) => {
      signal = options?.signal;
      return slow.promise as never;
    });
    const first = browser.go('/scans');
    expect(browser.reading).toBe(true);
    expect(await browser.go('/cases/2025')).toBe(true);
    expect(signal?.aborted).toBe(true);
    slow.resolve(await fake.call('folder.list', { folder: '/scans' }));
    expect(await first).toBe(false);
    expect([browser.listing?.path, browser.reading]).toEqual(['/cases/2025', false]);
    const left = Promise.withResolvers<FolderListing>();
    call.mockImplementationOnce(() => left.promise as never);
    const second = browser.go('/scans');
    browser.stop();
    left.reject(new Error('too late'));
    expect(await second).toBe(false);
    expect([browser.listing?.path, browser.reading, browser.problem]).toEqual(['/cases/2025', false, null]);
  });
});
