/**
 * `npm run pages -- [--kinds real,strokes,set,generated] [--count n] [--seed n] [--each] [--json] [--no-baseline]
 * [--pictures folder] [--end-to-end] [--degrade] [--turned]`: how well the words and lines of pages are found, on pages where they are known;
 * the same by OpenCV, where there is a Python that has it.
 *
 * A kind is real, strokes, set or generated (all of them), or the name of one; `--count` pages are made of each, ten
 * times as many of strokes. `--each` gives the figures of every page; `--pictures` names a folder for pictures of all
 * pages with the true and the found words framed. `--end-to-end` measures something else in place of all this: how
 * well whole pages tell their writers, by the words found on them and by ready-cut ones; `--degrade`, how well words tell
 * them that were scanned badly, and `--turned`, what is measured of pages that lie upright or turned (every how many-th is
 * turned, `--every`), from which two `imaging/cautions.ts` has its limits; `--fit-gaps` prints the weights
 * that `imaging/gaps.ts` holds, fitted on forms that no figure is taken from.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createPreparation } from '../../src/main/engine/imaging/preparation-pool.ts';
import { loadEncoder, modelsFolder } from '../../src/main/engine/models.ts';
import { steadyCompiler } from '../../src/main/engine/steady-compiler.ts';
import { startBaseline, type Baseline } from './baseline.ts';
import { endToEndTable, measureEndToEnd } from './end-to-end.ts';
import { degradedTable, measureDegraded } from './degrade.ts';
import { byKind, pageFigures, table, together, type KindFigures, type PageFigures } from './figures.ts';
import { gapWeights } from './fit-gaps.ts';
import { isDamaged, kindsOf, knownPages } from './pages.ts';
import { drawFound } from './picture.ts';
import { sharedDataFolder as data } from './places.ts';
import { segmentFile } from './production.ts';
import { measureTurned, turnedTable, type TurnedPage } from './turned.ts';

// As where evidence is computed.
steadyCompiler();

const { values } = parseArgs({
  allowNegative: true,
  options: {
    kinds: { type: 'string', default: 'real,strokes,set,generated' },
    count: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    each: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    baseline: { type: 'boolean', default: true },
    pictures: { type: 'string' },
    'end-to-end': { type: 'boolean', default: false },
    degrade: { type: 'boolean', default: false },
    turned: { type: 'boolean', default: false },
    every: { type: 'string', default: '4' },
    'fit-gaps': { type: 'boolean', default: false },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);

const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

try {
  if (values['end-to-end']) await endToEnd();
  else if (values.degrade) await degrading();
  else if (values.turned) await turning();
  else if (values['fit-gaps']) await fitting();
  else await segmentation(kindsOf(values.kinds.split(',')));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function fitting(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-pages-'));
  try {
    print(await gapWeights(data, folder, say));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function segmentation(kinds: readonly string[]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-pages-'));
  const baseline = values.baseline ? await startBaseline(folder) : null;
  try {
    if (values.baseline && baseline === null) {
      say('OpenCV is left out: no Python has it. Name one that has in CHIROGRAPH_PYTHON.');
    }
    const { own, others } = await measurePages(kinds, folder, baseline);
    const opencv = baseline && { name: `OpenCV ${baseline.version}`, figures: shown(others) };
    print(values.json ? JSON.stringify({ chirograph: shown(own), opencv }) : table(shown(own), opencv));
  } finally {
    await baseline?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is asked for: every page, or every kind and those that something is wrong with together. */
function shown(pages: readonly PageFigures[]): KindFigures[] {
  if (values.each) return pages.map((page) => ({ ...page, kind: page.name }));
  const damaged = pages.filter(({ kind }) => isDamaged(kind));
  return [...byKind(pages), ...(damaged.length === 0 ? [] : [together('all damaged', damaged)])];
}

async function measurePages(
  kinds: readonly string[],
  folder: string,
  baseline: Baseline | null,
): Promise<{ own: PageFigures[]; others: PageFigures[] }> {
  const own: PageFigures[] = [];
  const others: PageFigures[] = [];
  if (values.pictures !== undefined) await mkdir(values.pictures, { recursive: true });
  for await (const page of knownPages({ kinds, count, seed, data, folder }, say)) {
    const found = await segmentFile(page.file);
    own.push(pageFigures(page, found));
    if (baseline !== null) others.push(pageFigures(page, await baseline.segmentFile(page.file)));
    if (values.pictures !== undefined) {
      await drawFound(page, found, path.join(values.pictures, `${page.name.replaceAll(' ', '-')}.png`));
    }
    if (page.file.startsWith(folder)) await rm(page.file);
    say(`${page.kind}: ${page.name}`);
  }
  return { own, others };
}

async function turning(): Promise<void> {
  if (!existsSync(data)) throw new Error(`There is no ${data}, and the limits need its pages.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-pages-'));
  try {
    const pages: TurnedPage[] = [];
    for await (const page of measureTurned({ count, seed, data, folder }, Number(values.every))) {
      pages.push(page);
      say(`${page.kind}: ${page.name}, turned by ${90 * page.quarters} degrees: ${page.said ?? 'upright'}`);
    }
    print(values.json ? JSON.stringify(pages) : turnedTable(pages));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function degrading(): Promise<void> {
  if (!existsSync(data)) throw new Error(`There is no ${data}, and the figures need its words.`);
  const encoder = await loadEncoder(modelsFolder());
  try {
    const figures = await measureDegraded(data, encoder, seed, say);
    print(values.json ? JSON.stringify(figures) : degradedTable(figures));
  } finally {
    await encoder.close();
  }
}

async function endToEnd(): Promise<void> {
  if (!existsSync(data)) throw new Error(`There is no ${data}, and the figure needs its pages.`);
  const preparation = createPreparation();
  const encoder = await loadEncoder(modelsFolder());
  try {
    const figures = await measureEndToEnd(data, encoder, preparation, seed);
    print(values.json ? JSON.stringify(figures) : endToEndTable(figures));
  } finally {
    await Promise.all([preparation.close(), encoder.close()]);
  }
}
