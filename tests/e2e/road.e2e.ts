/** The whole road as an examiner walks it: welcome, demo case, comparison, search, report, verification. */
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { violations } from './accessibility.ts';
import { readReport } from './printed-report.ts';
import { introduceExaminer, electronBinary, openBrowserShell, openElectronShell, type App } from './app.ts';
import { takePictures } from './pictures.ts';

const hasElectron = electronBinary() !== null;
if (!hasElectron) {
  process.stdout.write(
    'skipped on Electron: its program is not here (the browser shell runs the same window)\n',
  );
}

/** One stretch of the road; a failure says on which. */
async function step(name: string, walk: () => Promise<void>): Promise<void> {
  try {
    await walk();
  } catch (error) {
    throw new Error(`where the app ${name}`, { cause: error });
  }
}

/** How many pictures inside the window have not arrived; run in the page. */
const PICTURES_MISSING = `[...document.images].filter((image) => {
  const { top, bottom, left, right } = image.getBoundingClientRect();
  const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return inside && !(image.complete && image.naturalWidth > 0);
}).length`;

/** What the status bar reads when no word lacks its embedding. */
const ALL_ENCODED = /^[1-9][\d,]* words encoded$/;

describe.each([
  ['the browser shell', true, () => openBrowserShell()],
  ['Electron', hasElectron, openElectronShell],
] as const)('the road in %s', (_name, present, open) => {
  describe.skipIf(!present)('from the welcome screen to the report', () => {
    let app: App;
    let evidence: Map<string, string>;
    let page: Page;

    const view = (name: string): Promise<void> =>
      page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name, exact: true }).click();
    const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
    /** Waits until every picture in the window has arrived. */
    const picturesLoaded = async (): Promise<void> => {
      await vi.waitFor(async () => expect(await page.evaluate(PICTURES_MISSING)).toBe(0), {
        timeout: 30_000,
      });
    };
    /** Ticks this questioned item and no other. */
    const chooseQuestioned = async (label: string): Promise<void> => {
      const all = page.getByRole('checkbox', { name: 'Questioned', exact: true });
      await all.check();
      await all.uncheck();
      await page.getByRole('checkbox', { name: new RegExp(`^${label}\\b`) }).check();
    };
    const picture = (name: string): Promise<void> =>
      takePictures(page, name, async () => {
        await page.waitForLoadState('networkidle');
        await picturesLoaded();
      });
    const folder = async (): Promise<string> => {
      const demos = path.join(app.userData, 'demo');
      const [name] = await readdir(demos);
      return path.join(demos, name as string);
    };

    beforeAll(async () => {
      app = await open();
      page = app.page;
      await page.getByRole('dialog', { name: 'Who examines?' }).waitFor();
      await picture('first-start');
      await introduceExaminer(page);
      await picture('welcome');
      await button('Open the demo case').click();
      await page.getByRole('option', { name: /Q1/ }).waitFor();
      evidence = await evidenceHashes(await folder());
      // Preparation and encoding start by themselves; the status bar says when every word has its embedding.
      await page.getByText(ALL_ENCODED).waitFor({ timeout: 120_000 });
    });
    afterAll(() => app.close());

    it('leads from the demo case to a verified report, and survives the death of the engine', async () => {
      await step(
        'opens the demo case with questioned and known items, and shows a page with its words',
        async () => {
          await page.getByRole('option', { name: /Q1/ }).click();
          await page.getByRole('button', { name: 'Word 1, line 1: in use' }).first().waitFor();
          await expect.poll(() => page.getByRole('option').count()).toBe(9);
          await picturesLoaded();
          await picture('case');
        },
      );

      await step('takes a word out by a key, for a reason, and back in by the same key', async () => {
        await page.getByRole('option', { name: /Q2/ }).click();
        const first = (state: string): Locator =>
          page.getByRole('button', { name: `Word 1, line 1: ${state}` }).first();
        await first('in use').click();
        await page.keyboard.press('x');
        await page.getByRole('menuitem', { name: 'Printed' }).click();
        await first('excluded (printed)').waitFor();
        await page.keyboard.press('x');
        await first('in use').waitFor();
      });

      await step(
        'compares side by side, keeps an alignment over unlink and link, and opens a pair of words',
        async () => {
          await view('Compare');
          await chooseQuestioned('Q1');
          await page.getByRole('checkbox', { name: 'Known Edda Marrow' }).check();
          await button('Compare').last().click();
          await page.getByText('Reference pooled').waitFor();
          await page.getByText(/not a likelihood ratio/).waitFor();
          const ratio = page.getByRole('region', { name: 'Likelihood ratio' });
          await ratio.getByText('for the first proposition rather than the second').waitFor();
          await ratio.getByText('The questioned and the known writing were written by one person.').waitFor();
          await picture('compare');

          const panes = [
            page.getByRole('region', { name: /^Pane 1: questioned Q1/ }),
            page.getByRole('region', { name: /^Pane 2: known K1/ }),
          ] as const;
          const zoom = async (pane: Locator): Promise<number> => {
            const text = await pane.getByText(/\d %/).first().textContent();
            return Number(/([\d.]+)\s*%/.exec(text ?? '')?.[1]);
          };
          const wheelOver = async (pane: Locator, by: number): Promise<void> => {
            const box = (await pane.boundingBox())!;
            await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
            await page.mouse.wheel(0, by);
          };
          await button('Linked').click();
          await wheelOver(panes[1], -600);
          await expect.poll(async () => (await zoom(panes[1])) / (await zoom(panes[0]))).toBeGreaterThan(1.2);
          const zoomed = (await zoom(panes[1])) / (await zoom(panes[0]));
          await button('Unlinked').click();
          await wheelOver(panes[0], -400);
          await expect
            .poll(async () => Math.abs((await zoom(panes[1])) / (await zoom(panes[0])) / zoomed - 1))
            .toBeLessThan(0.05);

          await button(/^Pair 1: writer cosine/).click();
          await expect.poll(() => button(/^Pair 1: writer cosine/).getAttribute('aria-pressed')).toBe('true');
          await picture('compare-pair');
        },
      );

      await step('searches the known writers and ranks the writer of the letter first', async () => {
        await view('Search');
        await chooseQuestioned('Q1');
        await button('Search the known writers').click();
        await page.getByRole('listitem', { name: 'Rank 1: Edda Marrow' }).waitFor();
        await expect.poll(() => page.getByRole('listitem', { name: /^Rank / }).count()).toBe(3);
        await page.getByText('Investigative, not evidence.').waitFor();
        await picture('search');
      });

      await step('shows every word, and the crop that the encoder sees', async () => {
        await view('Words');
        await chooseQuestioned('Q1');
        await page
          .getByRole('button', { name: /^word 1, line 1:/i })
          .first()
          .waitFor();
        await picture('words');
      });

      await step('takes a word out where all are shown, for a reason as well', async () => {
        const first = page.getByRole('button', { name: /^word 1, line 1:/i }).first();
        await first.focus();
        await page.keyboard.press('Space');
        await page.getByRole('menuitem', { name: 'Crossed out' }).waitFor();
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'word 1, line 1: excluded (crossed out)' }).first().waitFor();
        await page.keyboard.press('Space');
        await page.getByRole('button', { name: 'word 1, line 1: in use' }).first().waitFor();
      });

      await step(
        'exports a report whose text holds the case, and verifies every figure from the evidence',
        async () => {
          await view('Report');
          const onRecord = page.getByRole('region', { name: 'Reports of this case' });
          await page.getByLabel('Case number').fill('2026-0417');
          await page.getByLabel('Laboratory').fill('Laboratory of Examples, Überlingen');
          await button('Export draft').click();
          await page
            .getByText(/report-\d{8}-\d{4}\.pdf/)
            .first()
            .waitFor();
          await picture('report');
          await button('All reports…').click();
          await page.getByLabel('Below the signatures').fill('To be copied as a whole only.');
          await picture('report-laboratory');
          await button('Save').click();
          await button('Export draft').click();
          const draft = onRecord.getByRole('listitem').first();
          await onRecord.getByRole('listitem').nth(1).waitFor();
          await draft.getByRole('button', { name: 'Review…' }).click();
          const review = page.getByRole('dialog', { name: /^Technical review of/ });
          for (const yes of await review.getByRole('radio', { name: 'Yes' }).all()) await yes.check();
          await picture('report-review');
          await review.getByRole('button', { name: 'Sign the review' }).click();
          await review.getByText('Ada Example wrote this draft').waitFor();
          await review.getByRole('button', { name: 'Somebody else…' }).click();
          await introduceExaminer(page, 'Ben Other');
          await review.getByRole('button', { name: 'Sign the review' }).click();
          await draft.getByText('Reviewed by Ben Other, without objection').waitFor();
          await page.getByRole('button', { name: 'Examiner BO' }).click();
          const inMenu = page.getByRole('menuitem', { name: 'Ben Other, document examiner' });
          await inMenu.or(page.getByRole('dialog', { name: 'Who examines?' })).waitFor();
          // The browser shell has a menu there.
          if (await inMenu.isVisible()) await inMenu.click();
          await introduceExaminer(page);
          await button('Finalise version 1…').click();
          await page.getByText(/Ben Other reviewed the draft in English of/).waitFor();
          await picture('report-finalise');
          await button('Finalise').click();
          await onRecord.getByText('Final, version 1').waitFor();
          await button('Finalise version 2…').waitFor();
          await picture('report-final');

          const reports = path.join(await folder(), 'reports');
          const pdf = (await readdir(reports)).find((name) => name === 'report-version-1.pdf')!;
          const bytes = await readFile(path.join(reports, pdf));
          const { text, pages } = await readReport(bytes);
          for (const [index, { dark, atEdge }] of pages.entries()) {
            expect(dark, `ink on page ${index + 1}`).toBeGreaterThan(1000);
            expect(atEdge, `ink on the edge of page ${index + 1}`).toBe(0);
          }
          for (const part of [
            '2026-0417',
            'Überlingen',
            'Ada Example',
            'SYNTHETIC',
            'By Ben Other (BO)',
            'To be copied as a whole only.',
            'Edda Marrow',
            'Q1',
            'K1',
            'not a likelihood ratio',
            createHash('sha256')
              .update(await readFile(path.join(await folder(), 'questioned', 'fence letter.png')))
              .digest('hex')
              .slice(0, 32),
          ]) {
            expect(text).toContain(part);
          }
          expect(existsSync(path.join(reports, pdf.replace(/\.pdf$/, '.json')))).toBe(true);

          await button('Verify the case').click();
          const outcome = page.getByRole('region', { name: 'Verification' });
          await outcome.getByText(/Checked:/).waitFor({ timeout: 120_000 });
          expect(await outcome.textContent()).toContain('No difference.');
        },
      );

      await step('writes reports in the language that is chosen with the case', async () => {
        await view('Report');
        const onRecord = page.getByRole('region', { name: 'Reports of this case' }).getByRole('listitem');
        const language = page.getByLabel('Language of the report');
        const reports = path.join(await folder(), 'reports');
        for (const [name, title, draft] of [
          ['Deutsch', 'Bericht über die Handschriftenuntersuchung', 'ENTWURF'],
          ['简体中文', '笔迹检验报告', '草稿'],
        ] as const) {
          const before = new Set(await readdir(reports));
          const listed = await onRecord.count();
          await language.selectOption({ label: name });
          await button('Export draft').click();
          await onRecord.nth(listed).waitFor();
          const pdf = (await readdir(reports)).find((each) => each.endsWith('.pdf') && !before.has(each))!;
          const { text, pages } = await readReport(await readFile(path.join(reports, pdf)));
          expect(text).toContain(title);
          expect(text).toContain(draft);
          expect(text).not.toContain('not a likelihood ratio');
          for (const { atEdge } of pages) expect(atEdge).toBe(0);
          await picture(`report-in-${draft === 'ENTWURF' ? 'german' : 'chinese'}`);
        }
        await language.selectOption({ label: 'As in all reports' });
        await page.getByText('All saved').waitFor();
      });

      await step('journals what was done, in an unbroken chain', async () => {
        await view('Journal');
        for (const action of ['report.export', 'search.run', 'comparison.run', 'word.exclude']) {
          await page.getByText(action).first().waitFor();
        }
        await page
          .getByText(/intact/i)
          .first()
          .waitFor();
        await picture('journal');
      });

      await step(
        'survives the death of the engine: says so, opens the case again, and has lost nothing',
        async () => {
          const engine = await enginePid(app.userData);
          process.kill(engine, 'SIGKILL');
          await page.getByText(/was opened again; everything saved is there/).waitFor();
          await page.getByRole('button', { name: 'Show crash report' }).click();
          await page.getByText('signal SIGKILL').waitFor();
          await picture('crash-report');
          expect(await violations(page)).toEqual([]);
          await page.getByRole('button', { name: 'Close' }).click();
          await view('Case');
          await page.getByRole('option', { name: /Q1/ }).click();
          await page.getByText(ALL_ENCODED).waitFor({ timeout: 120_000 });
          await view('Search');
          await page.getByRole('button', { name: /1st Edda Marrow/ }).waitFor();
        },
      );

      await step(
        'has written nothing but its own files, and the window has complained of nothing',
        async () => {
          const names = await readdir(await folder());
          expect(names.filter((name) => !name.startsWith('case.chirograph')).sort()).toEqual([
            'SYNTHETIC.txt',
            'derived',
            'known',
            'questioned',
            'reports',
          ]);
          expect(await evidenceHashes(await folder())).toEqual(evidence);
          expect(app.complaints.filter((each) => !/WebSocket|engine/i.test(each))).toEqual([]);
        },
      );
    });
  });
});

/** SHA-256 of every evidence file of a case, by its path in the folder. */
async function evidenceHashes(folder: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const inside = path.relative(folder, file);
    if (!entry.isFile() || !/^(questioned|known)/.test(inside)) continue;
    hashes.set(
      inside,
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
  }
  return hashes;
}

/** The engine process says its number in the log. */
async function enginePid(userData: string): Promise<number> {
  const log = await readFile(path.join(userData, 'logs', 'engine.log'), 'utf8');
  const { pid } = JSON.parse(log.trim().split('\n').at(-1) as string) as { pid: number };
  return pid;
}
