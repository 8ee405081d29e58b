/**
 * `node tests/bench/preparation.ts [--full]`: what it takes to prepare pages. One page alone, against OpenCV's way in the
 * same run where there is a Python that has it (`CHIROGRAPH_PYTHON`, else python3); then a folder of pages in a case,
 * 24 or with `--full` 200: whether the coordinating thread stays free, how soon a cancellation ends it, and what is done
 * again afterwards. Pages are measured in processor time, so that others' work on the computer counts for little.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { steadyCompiler, STEADY_COMPILER } from '../../src/main/engine/steady-compiler.ts';
import { startBaseline, type Baseline } from '../pages/baseline.ts';
import { segmentFile } from '../pages/production.ts';
import { benchPage, type BenchPage } from './bench-pages.ts';
import { measureFolder } from './folder.ts';
import type { PreparedCost } from './prepare-pages.ts';

const TIMES = 4;
const SIZES = [
  { dpi: 300, colour: false },
  { dpi: 600, colour: true },
] as const;

const { values } = parseArgs({ options: { full: { type: 'boolean', default: false } } });
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

steadyCompiler();
const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-bench-'));
const baseline = await startBaseline(folder);
try {
  for (const size of SIZES) {
    const page = await benchPage(size, folder);
    printCost(page, cost(page));
    if (baseline !== null) await printRatio(page, baseline);
  }
  if (baseline === null)
    print('OpenCV is left out: no Python has it. Name one that has in CHIROGRAPH_PYTHON.');
  await printFolder(values.full ? 200 : 24);
} finally {
  await baseline?.close();
  await rm(folder, { recursive: true, force: true });
}

/** Prepares a page as a child does, in a process like a child's. */
function cost({ file }: BenchPage): PreparedCost {
  const script = path.join(import.meta.dirname, 'prepare-pages.ts');
  const said = execFileSync(process.execPath, [STEADY_COMPILER, script, file, String(TIMES)], {
    encoding: 'utf8',
  });
  return JSON.parse(said) as PreparedCost;
}

function printCost(
  { name, words: written }: BenchPage,
  { words, first, least, mebibytes }: PreparedCost,
): void {
  print(
    `${name}, file to crops  ${least.toFixed(2)} s of processor time, ${first.toFixed(2)} s the first time  ` +
      `${mebibytes.toFixed(0)} MiB at most  ${words} words found, ${written} written`,
  );
}

/** Lines and words alone, decoding and crops left out: OpenCV makes no crops. */
async function printRatio({ name, file }: BenchPage, opencv: Baseline): Promise<void> {
  let own = Infinity;
  let other = Infinity;
  for (let time = 0; time < TIMES; time++) {
    own = Math.min(own, (await segmentFile(file)).seconds);
    other = Math.min(other, (await opencv.segmentFile(file)).seconds);
  }
  print(
    `${name}, lines and words  ${own.toFixed(2)} s  ${(own / other).toFixed(1)} x the processor time of ` +
      `OpenCV ${opencv.version} (${other.toFixed(2)} s)`,
  );
}

async function printFolder(pages: number): Promise<void> {
  const inside = path.join(folder, 'case');
  await mkdir(inside);
  const { wholeSeconds, delays, idleDelays, cancelMs, doneAtCancel, doneAfter } = await measureFolder(
    inside,
    pages,
  );
  const delay = ({ p99, most }: typeof delays): string =>
    `p99 ${p99.toFixed(0)} ms, most ${most.toFixed(0)} ms`;
  print(
    `${pages} pages in a case  ${wholeSeconds.toFixed(0)} s by the clock on ${availableParallelism()} cores, others' work included`,
  );
  print(
    `coordinating thread late by  ${delay(delays)} while it prepares  ${delay(idleDelays)} while nothing is done`,
  );
  print(`cancelled  ${cancelMs.toFixed(0)} ms after it was asked for, with ${doneAtCancel} pages done`);
  print(`resumed  ${doneAfter} pages prepared, ${doneAtCancel} not again`);
}
