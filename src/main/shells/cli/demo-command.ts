import { ChirographError } from '../../../contract/schema.ts';
import type { LocalEngine } from '../../engine/engine.ts';
import { composeRealCase } from '../../engine/workbench.ts';
import {
  caseLines,
  comparisonLines,
  differenceLines,
  gap,
  notOfferedLines,
  ready,
  searchLines,
} from './case-commands.ts';
import { acting, interruptible, out, print, withEngine, type CommonOptions } from './terminal.ts';
import { requireItsFolder } from './written-place.ts';

interface DemoOptions extends CommonOptions {
  readonly real?: boolean | string;
  readonly out?: string;
}

/** `chirograph demo`: the main job from end to end, printing what it found and where. */
export async function demoCommand(options: DemoOptions): Promise<void> {
  requireItsFolder(options.out);
  const started = performance.now();
  await withEngine(async (engine) => {
    const signal = interruptible();
    const folder = await demoFolder(engine, options);
    const lap = laps();
    const { view, prepared, encoded } = await ready(engine, folder, options, signal);
    lap('opened, prepared and encoded');
    const human = !options.json;
    if (human) {
      out(`Case: ${folder}`);
      out(caseLines(view).join('\n'));
      gap();
    }

    const call = await acting(engine, options, signal);
    const questioned = view.items.filter((item) => item.role === 'questioned' && item.words > 0);
    const comparisons = [];
    const searches = [];
    for (const item of questioned) {
      const search = await engine.call('search.run', { case: view.id, questioned: [item.id] }, call);
      searches.push(search);
      if (human) out(searchLines(view, search).join('\n'));
      for (const hit of search.hits) {
        const comparison = await engine.call(
          'comparison.run',
          { case: view.id, questioned: [item.id], known: hit.items },
          call,
        );
        comparisons.push(comparison);
        if (human) out(comparisonLines(view, comparison).join('\n'));
      }
      if (human) gap();
    }
    if (human) {
      out(notOfferedLines(comparisons).join('\n'));
      gap();
    }
    lap('searched and compared');

    const report = await engine.call(
      'report.export',
      {
        case: view.id,
        comparisons: comparisons.map((each) => each.id),
        searches: searches.map((each) => each.id),
      },
      call,
    );
    lap('report written');
    const verification = await engine.call('case.verify', { case: view.id }, { signal });
    lap('verified');
    const seconds = (performance.now() - started) / 1000;
    print(
      options,
      { folder, case: view, prepared, encoded, comparisons, searches, report, verification, seconds },
      () => [
        `Report: ${report.pdf} (${report.pages} pages)`,
        `        ${report.json}`,
        ...differenceLines(verification),
        `Verification from the evidence: ${verification.ok ? 'every figure reproduced' : `${verification.differences.length} differences`}` +
          ` (${verification.checked.files} files, ${verification.checked.words} words, ${verification.checked.comparisons} comparisons)`,
        ...lap.lines(),
        `${seconds.toFixed(1)} s in all`,
      ],
    );
    if (!verification.ok) process.exitCode = 1;
  });
}

async function demoFolder(engine: LocalEngine, options: DemoOptions): Promise<string> {
  const where = options.out === undefined ? {} : { folder: options.out };
  if (options.real === undefined) return (await engine.call('demo.create', where)).folder;
  const folder = await composeRealCase({
    ...where,
    ...(typeof options.real === 'string' ? { manifest: options.real } : {}),
  });
  if (folder === null) {
    throw new ChirographError(
      'not-found',
      'No labelled handwriting was found beside the project. Name its manifest: chirograph demo --real <manifest.csv>',
    );
  }
  return folder;
}

/** Wall-clock time of each part of the run. */
function laps(): ((what: string) => void) & { lines: () => string[] } {
  let from = performance.now();
  const taken: string[] = [];
  const lap = (what: string): void => {
    const now = performance.now();
    taken.push(`${((now - from) / 1000).toFixed(1).padStart(6)} s  ${what}`);
    from = now;
  };
  return Object.assign(lap, { lines: () => taken });
}
