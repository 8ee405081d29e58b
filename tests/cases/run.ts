/**
 * `npm run cases -- [--out folder] [--seed n] [--only n,n]`: ten cases composed of words of development writers, from one
 * word to sixty, each run headless from the folder to a verified report. Prints, beside the truth, what the tool says and
 * how long a comparison and the report took. `--out` keeps the cases and their reports there, to be looked at.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import pino from 'pino';
import { log10LrText } from '../../src/contract/evidence.ts';
import type { Comparison, Search } from '../../src/contract/results.ts';
import { composePage } from '../../src/main/engine/demo/real-case.ts';
import { createEngine, type LocalEngine } from '../../src/main/engine/engine.ts';
import { table } from '../../src/main/shells/cli/terminal.ts';
import { sharedDataFolder } from '../pages/places.ts';
import { composeCase, PLANS, type ComposedCase, type WordRow } from './composed-cases.ts';

const as = { examiner: { name: 'Composed Cases', initials: 'CC', role: 'measurement' } };
/** Words on one page of a composed item. */
const WORDS_A_PAGE = 20;

interface Outcome {
  readonly composed: ComposedCase;
  readonly found: number;
  /** Against each known writer, by label. */
  readonly comparisons: ReadonlyMap<string, Comparison>;
  readonly search: Search;
  readonly milliseconds: number;
  readonly report: { readonly pages: number; readonly seconds: number };
  readonly differences: number;
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const manifest = path.join(sharedDataFolder, 'manifest.csv');

async function runAll(): Promise<void> {
  const rows = (parse(readFileSync(manifest), { columns: true, bom: true }) as Record<string, string>[])
    .filter((row) => row['split'] === 'dev' && row['kind'] === 'word' && row['text'] !== '')
    .map((row) => row as unknown as WordRow);
  const root = values.out ?? (await mkdtemp(path.join(tmpdir(), 'chirograph-cases-')));
  const only = values.only?.split(',').map(Number);
  const engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
  });
  try {
    const outcomes: [number, Outcome][] = [];
    for (const [at, plan] of PLANS.entries()) {
      if (only !== undefined && !only.includes(at + 1)) continue;
      const composed = composeCase(plan, rows, Number(values.seed) + at);
      process.stderr.write(`case ${at + 1}: ${plan.words} words of ${plan.dataset}\n`);
      outcomes.push([at + 1, await runCase(engine, path.join(root, `case ${at + 1}`), composed)]);
    }
    process.stdout.write(
      `${table([HEAD, ...outcomes.map(([number, each]) => lineOf(number, each))]).join('\n')}\n`,
    );
  } finally {
    await engine.close();
    if (values.out === undefined) await rm(root, { recursive: true, force: true });
  }
}

async function runCase(engine: LocalEngine, folder: string, composed: ComposedCase): Promise<Outcome> {
  await writePages(path.join(folder, 'questioned'), composed.questioned);
  for (const { label, words } of composed.known) await writePages(path.join(folder, 'known', label), words);
  const { id } = await engine.call('case.open', { folder }, as);
  const own = { case: id };
  await engine.call('case.prepare', own, as);
  await engine.call('case.encode', own, as);
  const { items, writers } = await engine.call('case.get', own);
  const questioned = items.filter(({ role }) => role === 'questioned').map((item) => item.id);
  const comparisons = new Map<string, Comparison>();
  const started = performance.now();
  for (const writer of writers) {
    const known = items.filter((item) => item.writer === writer.id).map((item) => item.id);
    comparisons.set(writer.name, await engine.call('comparison.run', { ...own, questioned, known }, as));
  }
  const milliseconds = (performance.now() - started) / writers.length;
  const search = await engine.call('search.run', { ...own, questioned }, as);
  const written = performance.now();
  const { pages } = await engine.call(
    'report.export',
    { ...own, comparisons: [...comparisons.values()].map((each) => each.id), searches: [search.id] },
    as,
  );
  const report = { pages, seconds: (performance.now() - written) / 1000 };
  const { differences } = await engine.call('case.verify', own);
  await engine.call('case.close', own);
  const found = items.reduce((sum, item) => (item.role === 'questioned' ? sum + item.words : sum), 0);
  return { composed, found, comparisons, search, milliseconds, report, differences: differences.length };
}

async function writePages(folder: string, words: readonly WordRow[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let from = 0; from < words.length; from += WORDS_A_PAGE) {
    const page = await composePage(words.slice(from, from + WORDS_A_PAGE), sharedDataFolder);
    await writeFile(path.join(folder, `page ${1 + from / WORDS_A_PAGE}.png`), page);
  }
}

const HEAD = [
  'case',
  'set',
  'words (found)',
  'true writer',
  'their log10 LR',
  'their rank',
  'highest other',
  'near?',
  'ms a comparison',
  'report',
  'differs',
];

function lineOf(number: number, outcome: Outcome): string[] {
  const { composed, found, comparisons, search, milliseconds, report, differences } = outcome;
  const { plan, truth } = composed;
  const ratio = (label: string): number | null =>
    comparisons.get(label)?.evidence?.likelihoodRatio?.log10Lr ?? null;
  const others = composed.known.filter(({ label }) => label !== truth).map(({ label }) => ratio(label));
  const given = others.filter((each): each is number => each !== null);
  const hit = search.hits.find(({ name }) => name === truth);
  return [
    String(number),
    plan.dataset,
    `${plan.words} (${found})`,
    truth ?? 'none',
    truth === null ? '–' : text(ratio(truth)),
    hit === undefined ? '–' : `${hit.rank} of ${search.searched}`,
    text(given.length === 0 ? null : Math.max(...given)),
    search.near === false ? 'none near' : 'yes',
    milliseconds.toFixed(0),
    `${report.pages} pages, ${report.seconds.toFixed(1)} s`,
    String(differences),
  ];
}

const text = (ratio: number | null): string => (ratio === null ? 'none given' : log10LrText(ratio));

if (existsSync(manifest)) await runAll();
else process.stdout.write(`skipped: the labelled words are not here (${manifest})\n`);
