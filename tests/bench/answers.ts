/**
 * `node tests/bench/answers.ts`: how long an examiner waits for a comparison of 60 words with 60, and for a report of 30 pages.
 * Beside them, in the same run, what cannot be left out: hashing the two files, and decoding each page of the case once. By the
 * clock, others' work on the computer included, and in processor time of this process, which decodes no page.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { createEngine, type LocalEngine } from '../../src/main/engine/engine.ts';
import { steadyCompiler } from '../../src/main/engine/steady-compiler.ts';
import { benchPage } from './bench-pages.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
const WORDS = 60;
const QUESTIONED = 3;
const WRITERS = 3;
const PAGES_OF_WRITER = 2;
const TIMES = 5;

steadyCompiler();
const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-bench-'));
const engine = await createEngine({
  userData: path.join(folder, 'user'),
  log: pino({ level: 'silent' }),
});
try {
  const files = await makeCase(path.join(folder, 'evidence'));
  const { id } = await engine.call('case.open', { folder: path.join(folder, 'evidence') }, as);
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.encode', { case: id }, as);
  await timeComparison(engine, id, files);
  await timeReport(engine, id, files);
} finally {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
}

/** 300-dpi A4 pages, all of one size of writing; returns the files in the order of the items. */
async function makeCase(evidence: string): Promise<string[]> {
  const folders = [
    ...Array.from({ length: QUESTIONED }, () => 'questioned'),
    ...Array.from({ length: WRITERS * PAGES_OF_WRITER }, (_, at) => `known/Writer ${at % WRITERS}`),
  ];
  const files: string[] = [];
  for (const [number, inside] of folders.entries()) {
    const page = await benchPage({ dpi: 300, colour: false, number, words: WORDS }, folder);
    const to = path.join(evidence, inside);
    await mkdir(to, { recursive: true });
    const file = path.join(to, path.basename(page.file));
    await rename(page.file, file);
    files.push(file);
  }
  return files;
}

interface Cost {
  readonly seconds: number;
  readonly processorSeconds: number;
}

/** The least of several times: what else the computer does only adds. */
async function least(work: () => Promise<unknown>): Promise<Cost> {
  let [seconds, processorSeconds] = [Infinity, Infinity];
  for (let time = 0; time < TIMES; time++) {
    const before = process.cpuUsage();
    const started = performance.now();
    await work();
    seconds = Math.min(seconds, (performance.now() - started) / 1000);
    const { user, system } = process.cpuUsage(before);
    processorSeconds = Math.min(processorSeconds, (user + system) / 1e6);
  }
  return { seconds, processorSeconds };
}

async function timeComparison(local: LocalEngine, id: string, files: readonly string[]): Promise<void> {
  const { items } = await local.call('case.get', { case: id });
  const sides = {
    questioned: [items.find(({ role }) => role === 'questioned')!.id],
    known: [items.find(({ role }) => role === 'known')!.id],
  };
  let words = '';
  const compared = await least(async () => {
    const { questionedWords, knownWords } = await local.call('comparison.run', { case: id, ...sides }, as);
    words = `${questionedWords} and ${knownWords} words`;
  });
  const hashed = await least(async () => {
    for (const file of [files[0]!, files[QUESTIONED]!])
      createHash('sha256')
        .update(await readFile(file))
        .digest();
  });
  line(`a comparison, ${words}`, compared, 'hashing both files', hashed);
}

async function timeReport(local: LocalEngine, id: string, files: readonly string[]): Promise<void> {
  const { items } = await local.call('case.get', { case: id });
  const known = Map.groupBy(
    items.filter(({ role }) => role === 'known'),
    ({ writer }) => writer,
  );
  const comparisons: string[] = [];
  for (const { id: questioned } of items.filter(({ role }) => role === 'questioned')) {
    for (const theirs of known.values()) {
      const sides = { questioned: [questioned], known: theirs.map((item) => item.id) };
      comparisons.push((await local.call('comparison.run', { case: id, ...sides }, as)).id);
    }
  }
  let number = 0;
  let pages = 0;
  const written = await least(async () => {
    const out = path.join(folder, `report-${number++}.pdf`);
    ({ pages } = await local.call('report.export', { case: id, comparisons, searches: [], out }, as));
  });
  const decoded = await least(async () => {
    for (const file of files) await sharp(file).raw().toBuffer();
  });
  line(
    `a report of ${pages} pages, ${comparisons.length} comparisons`,
    written,
    `decoding each of ${files.length} pages once`,
    decoded,
  );
}

function line(what: string, { seconds, processorSeconds }: Cost, alternative: string, other: Cost): void {
  process.stdout.write(
    `${what}  ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of processor time  ` +
      `${(seconds / other.seconds).toFixed(1)} x ${alternative} (${other.seconds.toFixed(3)} s)\n`,
  );
}
