/** The browser shell with a generated case of small slips. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeSmallCase } from '../main/engine/small-case.ts';
import { introduceExaminer, openBrowserShell, type BrowserApp, type ShellOptions } from './app.ts';

export interface SlipsApp extends BrowserApp {
  /** Of the case. */
  readonly folder: string;
}

/** At its first start, beside the case, which waits to be opened; closing it removes both. */
export async function besideSlips(known: number, options: ShellOptions = {}): Promise<SlipsApp> {
  const root = await mkdtemp(path.join(tmpdir(), 'chirograph-slips-'));
  const folder = path.join(root, 'slips');
  await makeSmallCase(folder, known);
  const app = await openBrowserShell(['--root', folder], options);
  return {
    ...app,
    folder,
    async close() {
      await app.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/**
 * With the case open and all of its words encoded.
 *
 * @param add puts more into the folder of the case before that.
 */
export async function openSlips(
  known: number,
  add: (folder: string) => Promise<unknown> = () => Promise.resolve(),
  options: ShellOptions = {},
): Promise<SlipsApp> {
  const app = await besideSlips(known, options);
  await add(app.folder);
  const { page } = app;
  await introduceExaminer(page);
  await page.getByRole('button', { name: 'Open a case folder…', exact: true }).click();
  await page.getByRole('button', { name: /^Open (as )?case: [4-7] images/ }).click();
  await page.getByText(/^[1-9][\d,]* words encoded$/).waitFor({ timeout: 120_000 });
  return app;
}
