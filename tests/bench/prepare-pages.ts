/**
 * What a preparation child does to a file, in a process of its own so that its memory is this work's alone:
 * `prepare-pages.ts <file> <times>` prepares the file so many times and prints what it took, as JSON.
 */
import sharp from 'sharp';
import { pagesOf } from '../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../src/main/engine/imaging/evidence.ts';
import { preparePage } from '../../src/main/engine/imaging/prepare.ts';

/** What preparing a file takes. */
export interface PreparedCost {
  /** Words found on it. */
  readonly words: number;
  /** Processor time of the first time, compiling included, and the least of the others; in seconds. */
  readonly first: number;
  readonly least: number;
  /** The most memory that the process ever had, in MiB. */
  readonly mebibytes: number;
}

const [file, times] = process.argv.slice(2) as [string, string];
sharp.concurrency(1);
sharp.cache(false);

let words = 0;
const seconds: number[] = [];
for (let time = 0; time < Number(times); time++) {
  const before = process.cpuUsage();
  const evidence = await readEvidence(file);
  words = 0;
  for (const facts of await pagesOf(evidence)) {
    words += (await preparePage(evidence, facts, 'page')).words.length;
  }
  const { user, system } = process.cpuUsage(before);
  seconds.push((user + system) / 1e6);
}
const [first, ...others] = seconds as [number, ...number[]];
const cost: PreparedCost = {
  words,
  first,
  least: Math.min(...others),
  mebibytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(cost));
